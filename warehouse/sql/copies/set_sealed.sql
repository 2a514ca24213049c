-- Remembers up to which article sketches stand in sorted runs.
UPDATE ops.copy_index SET sealed = $sealed

-- The heirs.
SELECT heir FROM temp.heir

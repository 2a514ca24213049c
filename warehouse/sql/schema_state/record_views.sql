-- Remembers from which text schema mart was made.
INSERT INTO ops.view_state (digest, created_at) VALUES ($digest, now())

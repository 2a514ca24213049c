-- From which text schema mart was made.
SELECT digest FROM ops.view_state

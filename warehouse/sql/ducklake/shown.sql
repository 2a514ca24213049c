-- Whether readers have been shown any article or exchange: what the published snapshot ({snapshot}) has of them.
SELECT
    EXISTS (FROM core.article AT (VERSION => {snapshot}))
    OR EXISTS (FROM raw.fetch AT (VERSION => {snapshot}))

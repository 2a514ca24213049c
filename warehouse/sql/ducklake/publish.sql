-- Records that the lake as it stands is published. The table lies beside DuckLake's own, since a row of the lake would be
-- another snapshot.
CREATE TABLE IF NOT EXISTS catalogue.public.khotin_published (snapshot BIGINT, published_at TIMESTAMPTZ);
DELETE FROM catalogue.public.khotin_published;
INSERT INTO catalogue.public.khotin_published SELECT id, now() FROM ducklake_current_snapshot('warehouse');

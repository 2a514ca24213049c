-- The snapshot that was last published.
SELECT snapshot FROM catalogue.public.khotin_published

-- The tree of a SELECT as DuckDB's parser sees it, or where its mistake is.
SELECT json_serialize_sql($text)

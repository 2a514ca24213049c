"""DuckDB: schema, load, checks, publish, query, search."""

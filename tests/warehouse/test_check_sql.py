from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from warehouse.check_sql import CheckSqlError, require_condition, require_query


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as opened:
        yield opened


@pytest.mark.parametrize(
    "text",
    [
        "section = 'Press releases' -- and nothing else",
        "regexp_matches(title, '^Sponsored') AND NOT paywall",
        "len(list_filter(authors, lambda one: one LIKE 'http%')) > 0",
        "extract(year FROM published_at) < 2000 OR word_count BETWEEN 1 AND 3",
        "CASE WHEN title IS NULL THEN true ELSE length(title) < 5 END",
        "title[1:4] IN ('Live', 'Blog') AND 'VNM' NOT IN countries",
    ],
)
def test_a_condition_on_columns_passes(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    require_condition(connection, text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = = 'a'", r"line 1, column 9: syntax error"),
        ("1 FROM read_text('/etc/passwd')", "not a query"),
        ("true UNION SELECT true", "not a query"),
        ("true LIMIT 1", "not a query"),
        ("true; DROP TABLE core.article", "expected one SELECT"),
        ("title, body", "expected one condition"),
        ("EXISTS (SELECT 1 FROM 'secrets.csv')", "without a query"),
        ("title IN (SELECT title FROM core.article)", "without a query"),
        ("row_number() OVER () > 1", "without a query"),
        ("COLUMNS(*) IS NULL", "without a query"),
        ("$now > published_at", "without a query"),
        ("title = 'a'\n  AND random() > 0.5", r"line 2, column 7: the function 'random'"),
        ("nextval('ops.search_doc') > 1", "the function 'nextval'"),
        ("getenv('HOME') = 'x'", "the function 'getenv'"),
        ("current_setting('home_directory') = 'x'", "the function 'current_setting'"),
        ("", "without selection list"),
    ],
)
def test_anything_else_is_refused_with_its_place(
    connection: duckdb.DuckDBPyConnection, text: str, message: str
) -> None:
    with pytest.raises(CheckSqlError, match=message):
        require_condition(connection, text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT article_id AS subject, source_id, 'x' AS detail FROM core.article WHERE first_seen_at > $now",
        "WITH a AS (SELECT * FROM checked) SELECT article_id, source_id, 'x' FROM a, (SELECT unnest([1, 2])) AS b",
        "SELECT source_id, source_id, count(*)::VARCHAR FROM mart.article, range(2) GROUP BY ALL HAVING count(*) > 1",
    ],
)
def test_a_query_of_the_warehouse_passes(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    require_query(connection, text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * FROM 'secrets.csv'", "reads 'secrets.csv'"),
        ('WITH a AS (WITH "x.csv" AS (SELECT 1) SELECT 1) SELECT * FROM "x.csv"', "reads 'x.csv'"),
        ("SELECT * FROM checked WHERE EXISTS (FROM 'a.parquet')", "reads 'a.parquet'"),
        ("SELECT * FROM other.core.article", "reads 'article'"),
        ("SELECT * FROM read_csv('/etc/passwd')", "the function 'read_csv'"),
        ("SELECT * FROM duckdb_secrets()", "the function 'duckdb_secrets'"),
        ("ATTACH 'x.duckdb'", "expected one SELECT"),
        ("COPY core.article TO 'x'", "expected one SELECT"),
        ("INSERT INTO core.article SELECT * FROM core.article RETURNING *", "expected one SELECT"),
        ("SELECT 1; SELECT 2", "found 2 statements"),
        ("DESCRIBE core.article", "plain SELECT"),
    ],
)
def test_a_query_of_anything_else_is_refused(connection: duckdb.DuckDBPyConnection, text: str, message: str) -> None:
    with pytest.raises(CheckSqlError, match=message):
        require_query(connection, text)

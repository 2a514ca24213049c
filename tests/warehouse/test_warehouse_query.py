from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import get_args

import pytest
from pyarrow import parquet

from tests.warehouse.warehouse_samples import NOW, article, batch, item
from warehouse.publish import publish
from warehouse.query import Format, QueryError, SnapshotMissing, open_snapshot, run_query, write_result
from warehouse.store import Warehouse


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    warehouse = Warehouse(folder)
    with warehouse.write() as session:
        session.load(batch(item(article("a")), item(article("b"))))
    publish(warehouse, NOW)
    return folder


def written(data: Path, sql: str, fmt: Format) -> bytes:
    out = io.BytesIO()
    write_result(run_query(data, sql), fmt, out)
    return out.getvalue()


def test_a_query_gives_names_types_and_values(data: Path) -> None:
    sql = "SELECT title, published_at, countries, sum(version) AS total FROM mart.article GROUP BY ALL ORDER BY 1"
    result = run_query(data, sql)
    assert result.columns == ("title", "published_at", "countries", "total")
    assert result.types == ("VARCHAR", "TIMESTAMP WITH TIME ZONE", "VARCHAR[]", "HUGEINT")
    first = next(result.rows())
    assert first[0] == "Title of a"
    assert isinstance(first[1], datetime)
    assert first[1].utcoffset() is not None
    assert first[2:] == (["BEL", "VNM"], 1)
    assert result.seconds > 0


def test_of_several_statements_the_last_counts(data: Path) -> None:
    assert list(run_query(data, "SELECT 1; SELECT 2 AS b").rows()) == [(2,)]


def test_a_directory_without_a_snapshot_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SnapshotMissing, match=r"published\.duckdb: nothing has been published yet"):
        run_query(tmp_path, "SELECT 1")


def test_a_snapshot_that_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / "published.duckdb").write_bytes(b"garbage" * 1000)
    with pytest.raises(QueryError, match=r"published\.duckdb: cannot be read"):
        open_snapshot(tmp_path)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM core.article",
        "CREATE TABLE mart.mine AS SELECT 1",
        "DROP VIEW mart.article",
        "ATTACH '{data}/other.duckdb' AS other",
        "ATTACH '{data}/warehouse.duckdb' AS writer",
        "COPY (SELECT 1) TO '{data}/leak.csv'",
        "EXPORT DATABASE '{data}/leak'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM read_csv('https://example.org/x.csv')",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "PRAGMA enable_profiling; PRAGMA profiling_output = '{data}/leak.json'",
        "SELECT * FROM sql",
    ],
)
def test_a_query_can_only_read_the_snapshot(data: Path, sql: str) -> None:
    before = (data / "published.duckdb").read_bytes()
    with pytest.raises(QueryError):
        run_query(data, sql.format(data=data))
    assert sorted(path.name for path in data.iterdir()) == ["published.duckdb", "warehouse.duckdb"]
    assert (data / "published.duckdb").read_bytes() == before


def test_an_error_marks_the_position(data: Path) -> None:
    with pytest.raises(QueryError) as raised:
        run_query(data, "SELECT title\nFROM mart.articel")
    lines = str(raised.value).splitlines()
    line = next(number for number, text in enumerate(lines) if text.startswith("LINE 2: FROM mart.articel"))
    assert lines[line + 1].strip() == "^"
    assert lines[line + 1].index("^") == lines[line].index("mart")


@pytest.mark.parametrize("sql", ["", "  ;  ", "-- only a comment"])
def test_a_text_without_a_statement_is_an_error(data: Path, sql: str) -> None:
    with pytest.raises(QueryError, match="no statement"):
        run_query(data, sql)


def test_names_that_occur_twice_keep_both_columns(data: Path) -> None:
    assert json.loads(written(data, "SELECT 1 AS a, 2 AS a, 3 AS a_2", "json")) == [{"a": 1, "a_2": 2, "a_2_2": 3}]


@pytest.mark.parametrize(
    "bad", ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\ufeff=1", "＝1", "\u200b＠A1"]
)
def test_csv_never_starts_a_formula(data: Path, bad: str) -> None:
    text = written(
        data, f"SELECT '{bad}' AS \"{bad}\", -5 AS number, -1.5 AS decimal, ['{bad}'] AS list", "csv"
    ).decode()
    head, row = csv.reader(io.StringIO(text, newline=""))
    assert head[0] == row[0] == "'" + bad
    assert row[1:3] == ["-5", "-1.5"]
    assert json.loads(row[3]) == [bad]


def test_csv_writes_dates_lists_and_nothing_plainly(data: Path) -> None:
    sql = """SELECT DATE '2026-03-01' AS d, NULL AS n, true AS b, TIMESTAMPTZ '2026-03-01 00:00:00+00' AS t,
        {'a': 1} AS s, 'x, "y"' AS q"""
    assert written(data, sql, "csv").decode() == (
        'd,n,b,t,s,q\r\n2026-03-01,,true,2026-03-01T00:00:00+00:00,"{""a"": 1}","x, ""y"""\r\n'
    )


def test_json_is_an_array_of_objects_and_jsonl_one_a_line(data: Path) -> None:
    sql = """SELECT 'Hà Nội' AS t, [1, NULL] AS l, MAP {'k': 1} AS m, 'nan'::DOUBLE AS f, 1.50::DECIMAL(4, 2) AS d,
        DATE '2026-03-01' AS day UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL"""
    first = {"t": "Hà Nội", "l": [1, None], "m": {"k": 1}, "f": None, "d": 1.5, "day": "2026-03-01"}
    second = dict.fromkeys(first)
    assert json.loads(written(data, sql, "json")) == [first, second]
    lines = written(data, sql, "jsonl").decode().splitlines()
    assert [json.loads(line) for line in lines] == [first, second]
    assert "Hà Nội" in lines[0]


def test_parquet_keeps_the_types(data: Path) -> None:
    raw = written(data, "SELECT published_date, countries, INTERVAL 3 DAY AS i FROM mart.article", "parquet")
    table = parquet.read_table(io.BytesIO(raw))
    assert table.column("published_date").to_pylist() == [date(2026, 3, 1)] * 2
    assert table.column("countries").to_pylist() == [["BEL", "VNM"]] * 2
    assert table.num_rows == 2


def test_markdown_keeps_one_row_a_line(data: Path) -> None:
    text = written(data, "SELECT 'a | b' AS \"x|y\", E'one\\ntwo' AS t, NULL AS n", "markdown").decode()
    assert text == "| x\\|y | t | n |\n| --- | --- | --- |\n| a \\| b | one<br>two |  |\n"


def test_text_of_the_web_is_no_markup_in_markdown(data: Path) -> None:
    text = written(data, "SELECT '<script> **b** [x](http://e) `c` &lt; # d' AS t", "markdown").decode()
    assert text.splitlines()[2] == r"| \<script\> \*\*b\*\* \[x\](http://e) \`c\` \&lt; # d |"


def test_names_alone_mean_the_views_for_people(data: Path) -> None:
    assert ("article",) in set(run_query(data, "SHOW TABLES").rows())
    assert list(run_query(data, "SELECT count(*) FROM article").rows()) == [(2,)]


@pytest.mark.parametrize("fmt", get_args(Format))
def test_every_format_can_write_nothing_and_leaves_the_stream_open(data: Path, fmt: Format) -> None:
    out = io.BytesIO()
    write_result(run_query(data, "SELECT * FROM mart.article WHERE false"), fmt, out)
    assert not out.closed

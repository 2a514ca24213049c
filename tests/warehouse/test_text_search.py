"""Traces in databases: every column that may hold text is looked into, whatever its type."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from transforms.traces import Traces
from transforms.urls import url_key
from warehouse.errors import WarehouseBroken
from warehouse.sqlite_sweep import sweep_sqlite
from warehouse.text_search import search_file

URL = "https://news.example/flowers-1"
WORDS = "Flowers for the lighthouse keeper"
TRACES = Traces([url_key(URL)], [URL], [WORDS])


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("VARCHAR", f"'see {URL}'"),
        ("VARCHAR[]", f"['a', '{WORDS}']"),
        ("STRUCT(name VARCHAR, value VARCHAR)[]", f"[{{'name': 'location', 'value': '{URL}'}}]"),
        ("MAP(VARCHAR, VARCHAR)", f"MAP {{'url': '{URL}'}}"),
        ("JSON", f"""'{{"title": "{WORDS}"}}'"""),
    ],
)
def test_a_trace_is_found_in_a_column_of_any_type(tmp_path: Path, kind: str, value: str) -> None:
    path = tmp_path / "some.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(f'CREATE TABLE "odd ""name" ("a column" {kind}, number INTEGER)')
        connection.execute(f'INSERT INTO "odd ""name" SELECT {value}, 1 UNION ALL SELECT NULL, 2')
    found = search_file(path, TRACES)
    assert [hit.column for hit in found.hits] == ['"a column"']
    assert (found.tables, found.columns) == (1, 1)


def test_what_only_looks_alike_is_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "some.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"CREATE TABLE one AS SELECT '{URL}2' AS url")
    assert search_file(path, TRACES).hits == []


def test_a_file_that_is_no_database_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "none.duckdb").write_text("no database")
    with pytest.raises(WarehouseBroken, match=r"none\.duckdb"):
        search_file(tmp_path / "none.duckdb", TRACES)


def test_a_sqlite_database_keeps_its_rows_without_the_traces(tmp_path: Path) -> None:
    path = tmp_path / "runs.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE log (id INTEGER, message TEXT, data JSON)")
        connection.execute("INSERT INTO log VALUES (1, ?, ?)", (f"could not read {URL}", f'{{"t": "{WORDS}"}}'))
        connection.execute("INSERT INTO log VALUES (2, 'fine', NULL)")
        connection.commit()
        assert sweep_sqlite(path, TRACES, b"[x]") == 2
        rows = connection.execute("SELECT id, message, data FROM log ORDER BY id").fetchall()
    assert rows == [(1, "could not read https://[x]", '{"t": "[x]"}'), (2, "fine", None)]
    files = [file.read_bytes() for file in tmp_path.iterdir()]
    assert not any(b"flowers-1" in data or b"lighthouse" in data for data in files)

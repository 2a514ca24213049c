"""A whole harvest into a lake; then the same rows in a file: every view and every query shown anywhere say the same."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from flows.settings import Settings
from tests.flows.newsroom import harvest_two_days
from tests.flows.test_queries import FINDS, Row, elsewhere, gallery
from tests.postgres import PostgresMissing, postgres
from warehouse.ducklake_place import Lake
from warehouse.query import open_snapshot
from warehouse.search import search
from warehouse.store import Warehouse

pytestmark = pytest.mark.commands

Both = Callable[[str], tuple[list[Row], list[Row]]]
TABLES = """
SELECT schema_name || '.' || table_name
FROM duckdb_tables()
WHERE database_name = 'warehouse' AND schema_name IN ('core', 'raw', 'ops')
    AND table_name NOT IN ('schema_migration', 'view_state')
ORDER BY ALL
"""


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    folder = tmp_path_factory.mktemp("lake")
    try:
        with postgres() as server:
            url = f"ducklake:{server.create('news')};data={folder / 'files'}"
            asyncio.run(harvest_two_days(folder, warehouse=url))
            place = Settings(data=folder / "data", warehouse=url).place
            assert isinstance(place, Lake)
            yield place
    except PostgresMissing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def file(lake: Lake, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rows of the lake in a file, published."""
    data = tmp_path_factory.mktemp("file")
    made = Warehouse(data)
    with Warehouse(lake).read() as source, made.write() as target:
        names = [name for (name,) in source.connection.execute(TABLES).fetchall()]
        for name in names:
            found = source.connection.execute(f"FROM {name} ORDER BY rowid").to_arrow_table()
            target.connection.register("found", found)
            target.connection.execute(f"INSERT INTO {name} BY NAME FROM found").fetchall()
            target.connection.unregister("found")
    with made.exclusive() as held:
        held.connection.execute("CHECKPOINT").fetchall()
    (data / "published.duckdb").write_bytes(made.path.read_bytes())
    return data


def test_a_search_finds_the_same_in_the_same_order(lake: Lake, file: Path) -> None:
    for words in ('"high-voltage link"', "ha noi", "belg*"):
        ours, theirs = (list(search(place, words).rows()) for place in (lake, file))
        assert ours == theirs
        assert ours


@pytest.fixture(scope="module")
def both(lake: Lake, file: Path) -> Iterator[Both]:
    """The lake and the file, each opened once, since opening a lake costs more than most queries.

    The file cannot be opened anew meanwhile: a process shares what it has open, settings locked.
    """
    with open_snapshot(lake) as ours, open_snapshot(file) as theirs:
        yield lambda sql: (asked(ours, sql), asked(theirs, sql))


def asked(connection: duckdb.DuckDBPyConnection, sql: str) -> list[Row]:
    found = connection.execute(sql)
    columns = [column[0] for column in found.description]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def test_every_view_has_the_same_rows(both: Both) -> None:
    views, _ = both("SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart' AND database_name = 'warehouse'")
    assert len(views) > 10
    for view in views:
        ours, theirs = both(f"FROM mart.{view['view_name']} ORDER BY ALL")
        assert ours == theirs, view


def test_every_query_of_the_gallery_finds_the_same_and_what_is_there(both: Both) -> None:
    for heading, sql in gallery().items():
        ours, theirs = both(sql)
        assert sorted(ours, key=repr) == sorted(theirs, key=repr), heading
        sought = FINDS[heading]
        assert any(all(row[name] == value for name, value in sought.items()) for row in ours), heading


def test_every_query_of_the_other_pages_finds_the_same(both: Both) -> None:
    for page, sql in elsewhere():
        ours, theirs = both(sql)
        assert sorted(ours, key=repr) == sorted(theirs, key=repr), (page, sql)

"""The room of a SQLite database is given back where that is worth while, and never while somebody uses it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from warehouse.sqlite_room import give_back_sqlite


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Return a database of 4 MB of which almost all was deleted."""
    path = tmp_path / "prefect.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE log (line)")
        connection.executemany("INSERT INTO log VALUES (?)", [("x" * 4000,)] * 1000)
        connection.execute("DELETE FROM log WHERE rowid > 3")
        connection.commit()
    return path


def test_a_file_that_is_mostly_free_becomes_small_and_keeps_its_rows(database: Path) -> None:
    before = database.stat().st_size
    given = give_back_sqlite(database, least=1_000_000, part=0.25)
    assert given == before - database.stat().st_size > 3_000_000
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM log").fetchone() == (3,)
    assert give_back_sqlite(database, least=1, part=0.25) == 0


def test_it_is_left_alone_where_that_is_not_worth_while_or_it_is_in_use(database: Path) -> None:
    assert give_back_sqlite(database, least=100_000_000, part=0.25) == 0
    with closing(sqlite3.connect(database)) as user:
        user.execute("BEGIN IMMEDIATE")
        user.execute("DELETE FROM log")
        assert give_back_sqlite(database, least=1, part=0.0) == 0
        user.rollback()
    assert give_back_sqlite(database, least=1, part=0.0) > 0


def test_what_is_no_database_is_left_alone(tmp_path: Path) -> None:
    assert give_back_sqlite(tmp_path / "none.db", least=1, part=0.0) == 0
    (tmp_path / "none.db").write_bytes(b"no database at all" * 100)
    assert give_back_sqlite(tmp_path / "none.db", least=1, part=0.0) == 0
    assert (tmp_path / "none.db").read_bytes() == b"no database at all" * 100

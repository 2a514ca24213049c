"""A warehouse file of every earlier version opens: it is migrated, keeps its rows, answers, passes, and goes on.

The files are tests/warehouse/old/NNNN.sql; a new migration gets its own by ``python -m tests.warehouse.old.make``.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.old.make import tables_of
from tests.warehouse.warehouse_samples import NOW, article, batch, item
from warehouse.checking import Scope, run_checks
from warehouse.publish import publish
from warehouse.query import open_snapshot
from warehouse.search import search
from warehouse.sqlfiles import folder, literal, statement
from warehouse.store import Session, Warehouse

OLD = sorted((Path(__file__).parent / "old").glob("[0-9]*.sql"))
# What every opening writes anew.
OF_THE_SCHEMA = {("ops", "schema_migration"), ("ops", "view_state")}

pytestmark = pytest.mark.commands

Rows = dict[tuple[str, str], tuple[list[str], list[tuple[Any, ...]]]]


@pytest.fixture(params=OLD, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Warehouse, Rows]:
    """Return a warehouse with a file of an earlier version, and its rows."""
    warehouse = Warehouse(tmp_path / "old", lock_wait=5)
    warehouse.data.mkdir()
    return warehouse, write_old(warehouse.path, request.param)


def write_old(path: Path, sql: Path) -> Rows:
    """Make the file that a dump describes; return its rows by table, with the columns that each has."""
    with duckdb.connect(":memory:") as connection:
        connection.execute(statement("schema_state/attach").format(path=literal(str(path)))).fetchall()
        connection.execute("SET TimeZone = 'UTC'").fetchall()
        connection.execute(sql.read_text(encoding="utf-8")).fetchall()
        return rows_of(connection)


def rows_of(connection: duckdb.DuckDBPyConnection) -> Rows:
    found: Rows = {}
    for schema, table in tables_of(connection, "warehouse"):
        if (schema, table) not in OF_THE_SCHEMA:
            result = connection.execute(f"FROM {schema}.{table} ORDER BY ALL")
            columns = [column[0] for column in result.description]
            found[schema, table] = (columns, result.fetchall())
    return found


def catalogue(session: Session) -> list[tuple[Any, ...]]:
    """Return every column with type, default and whether it can be NULL, and every key and index."""
    columns = (
        "SELECT schema_name, table_name, column_name, data_type, column_default, is_nullable FROM duckdb_columns()"
    )
    keys = "SELECT schema_name, table_name, constraint_text, NULL, NULL, NULL FROM duckdb_constraints()"
    indexes = "SELECT schema_name, table_name, sql, NULL, NULL, NULL FROM duckdb_indexes()"
    ours = "WHERE database_name = 'warehouse' AND schema_name <> 'mart'"
    query = " UNION ALL ".join(f"{part} {ours}" for part in (columns, keys, indexes))
    return session.connection.execute(f"{query} ORDER BY ALL").fetchall()


def test_there_is_a_file_of_every_version() -> None:
    missing = {file.name[:4] for file in folder("schema")} ^ {path.stem for path in OLD}
    assert not missing, "run python -m tests.warehouse.old.make, and see what it wrote"


def test_an_old_file_becomes_what_a_new_one_is_and_keeps_its_rows(
    old: tuple[Warehouse, Rows], warehouse: Warehouse
) -> None:
    migrated, before = old
    assert not [table for table, (_, rows) in before.items() if not rows]
    with migrated.write() as session:
        now = rows_of(session.connection)
        numbers = session.connection.execute("SELECT version FROM ops.schema_migration ORDER BY ALL").fetchall()
        shape = catalogue(session)
    assert [number for (number,) in numbers] == [int(file.name[:4]) for file in folder("schema")]
    with warehouse.read() as session:
        assert shape == catalogue(session)
    for table, (columns, rows) in before.items():
        places = [now[table][0].index(column) for column in columns]
        assert sorted(map(repr, rows)) == sorted(repr(tuple(row[at] for at in places)) for row in now[table][1]), table


def test_an_old_file_answers_passes_the_checks_and_takes_new_articles(old: tuple[Warehouse, Rows]) -> None:
    warehouse, before = old
    known = before.get(("core", "article"), ([], []))[1]
    with warehouse.write() as session:
        report = run_checks(session, NOW, Scope(severities=("structural", "row")))
        assert not report.failed("structural")
        assert not report.failed("row")
        session.load(batch(item(article("brand-new", title="Brand new cranes"))))
        keyed = "SELECT count(*) FROM core.article WHERE article_key = md5_number_lower(article_id) AND words_key > 0"
        assert session.connection.execute(keyed).fetchall() == [(len(known) + 1,)]
    publish(warehouse, NOW)
    with open_snapshot(warehouse.data) as reader:
        for (view,) in reader.execute("SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart'").fetchall():
            reader.execute(f"FROM mart.{view}").fetchall()
        count = "SELECT count(*), count(body), count(title) FROM mart.article"
        assert reader.execute(count).fetchall() == [(len(known) + 1,) * 3]
        titles = reader.execute("SELECT article_id, title FROM mart.article").fetchall()
    for article_id, title in titles:
        assert article_id in [row[0] for row in search(warehouse.data, " ".join(title.split()[:3])).rows()]


KILLED = """
import os, signal, sys
from pathlib import Path
import warehouse.schema as schema
from warehouse.store import Warehouse

real = schema.statement

def statement(path):
    if path == "schema_state/record":
        statement.left -= 1
        if not statement.left:
            os.kill(os.getpid(), signal.SIGKILL)
    return real(path)

statement.left = int(sys.argv[2])
schema.statement = statement
with Warehouse(Path(sys.argv[1])).write():
    pass
"""


def test_a_migration_that_is_killed_is_simply_begun_again(tmp_path: Path, warehouse: Warehouse) -> None:
    """Each opening is killed with the tables of a migration made and the migration not recorded."""
    broken = Warehouse(tmp_path / "old", lock_wait=5)
    broken.data.mkdir()
    before = write_old(broken.path, OLD[0])
    for number in (1, 3, 2):
        command = [sys.executable, "-c", KILLED, str(broken.data), str(number)]
        done = subprocess.run(command, capture_output=True, check=False, env=os.environ)
        assert done.returncode == -signal.SIGKILL, done.stderr
    with broken.write() as session:
        shape, now = catalogue(session), rows_of(session.connection)
    with warehouse.read() as session:
        assert shape == catalogue(session)
    assert {table: len(rows) for table, (_, rows) in before.items()} == {table: len(now[table][1]) for table in before}

"""The writer's file, written anew: nothing lost, room given back, and the words that were deleted gone from it."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from warehouse import vacuum as vacuum_module
from warehouse.errors import WarehouseBroken
from warehouse.schema import transaction
from warehouse.store import Warehouse
from warehouse.vacuum import vacuum

SECRET = "the ferryman kept eleven lanterns"

OBJECTS = """
    SELECT 'table', schema_name, table_name, comment FROM duckdb_tables()
    WHERE database_name = current_database() AND NOT internal
    UNION ALL SELECT 'column', schema_name, table_name || '.' || column_name || data_type || is_nullable, comment
    FROM duckdb_columns() WHERE database_name = current_database() AND NOT internal
    UNION ALL SELECT 'view', schema_name, view_name || column_count, comment FROM duckdb_views()
    WHERE database_name = current_database() AND NOT internal
    UNION ALL SELECT 'function', schema_name, function_name || macro_definition, comment FROM duckdb_functions()
    WHERE database_name = current_database() AND NOT internal
    UNION ALL SELECT 'constraint', schema_name, table_name || constraint_text, NULL FROM duckdb_constraints()
    WHERE database_name = current_database()
    UNION ALL SELECT 'sequence', schema_name, sequence_name, comment FROM duckdb_sequences()
    WHERE database_name = current_database()
    ORDER BY ALL
"""


def run(warehouse: Warehouse, *statements: str) -> list[tuple[object, ...]]:
    """Run statements in one transaction; return the rows of the last."""
    rows: list[tuple[object, ...]] = []
    with warehouse.write() as session:
        for one in statements:
            rows = session.connection.execute(one).fetchall()
    return rows


def names(warehouse: Warehouse) -> list[str]:
    """Return the names of the files below DATA."""
    return sorted(path.name for path in warehouse.data.iterdir())


def fill(warehouse: Warehouse) -> None:
    """Have 200,000 words in the file, and delete all but ten again; a row beside them too."""
    run(warehouse, "INSERT INTO ops.search_word SELECT md5(i::VARCHAR), i FROM range(200000) r(i)")
    run(warehouse, "DELETE FROM ops.search_word WHERE term >= 10", "SELECT nextval('ops.search_doc')")
    run(warehouse, f"INSERT INTO ops.lease VALUES ('{SECRET}', '', now(), now())")
    run(warehouse, "DELETE FROM ops.lease")


def test_everything_stays_but_what_was_deleted(warehouse: Warehouse) -> None:
    fill(warehouse)
    objects, rows = run(warehouse, OBJECTS), run(warehouse, "SELECT * FROM ops.search_word ORDER BY ALL")
    assert SECRET.encode() in warehouse.path.read_bytes()
    done = vacuum(warehouse)
    assert done.after < done.before / 2
    assert done.after == warehouse.path.stat().st_size
    assert SECRET.encode() not in warehouse.path.read_bytes()
    assert run(warehouse, OBJECTS) == objects
    assert run(warehouse, "SELECT * FROM ops.search_word ORDER BY ALL") == rows
    assert run(warehouse, "SELECT nextval('ops.search_doc')") == [(2,)]
    assert names(warehouse) == [warehouse.path.name]


def test_what_killed_commands_left_is_removed_and_nothing_else(warehouse: Warehouse) -> None:
    left = (".published-77.tmp", ".warehouse-77.tmp", ".warehouse-77.tmp.wal")
    for name in (*left, "published.duckdb", "khotin.toml"):
        (warehouse.data / name).touch()
    assert vacuum(warehouse).removed == left
    assert names(warehouse) == ["khotin.toml", "published.duckdb", "warehouse.duckdb"]


def test_a_copy_that_lacks_rows_never_replaces_the_file(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(warehouse)
    before = warehouse.path.read_bytes()
    real = vacuum_module._counts
    monkeypatch.setattr(
        vacuum_module, "_counts", lambda c, name: real(c, name) | ({'"ops"."run"': 3} if name == "fresh" else {})
    )
    with pytest.raises(WarehouseBroken, match=r'other rows in "ops"\."run"'):
        vacuum(warehouse)
    assert run(warehouse, "SELECT count(*) FROM ops.search_word") == [(10,)]
    assert len(warehouse.path.read_bytes()) == len(before)
    assert not list(warehouse.data.glob(".warehouse-*"))


def test_a_writer_that_waits_meanwhile_writes_into_the_new_file(warehouse: Warehouse) -> None:
    fill(warehouse)
    code = (
        "import sys; from pathlib import Path; from warehouse.store import Warehouse\n"
        "with Warehouse(Path(sys.argv[1]), lock_wait=30).write() as s:\n"
        "    s.connection.execute(\"INSERT INTO ops.search_word VALUES ('late', 999)\").fetchall()"
    )
    with warehouse.exclusive() as held:
        late = subprocess.Popen([sys.executable, "-c", code, str(warehouse.data)])
        vacuum_module.rewrite(held, warehouse.path)
    assert late.wait(60) == 0
    assert run(warehouse, "SELECT count(*) FROM ops.search_word WHERE word = 'late'") == [(1,)]


@pytest.mark.parametrize("at", ["_compare", "sync_file", "put_in_place"])
def test_killed_in_the_middle_the_old_file_stays(warehouse: Warehouse, at: str) -> None:
    fill(warehouse)
    code = (
        "import os, signal, sys; from pathlib import Path; from warehouse import vacuum; "
        "from warehouse.store import Warehouse\n"
        f"vacuum.{at} = lambda *given: os.kill(os.getpid(), signal.SIGKILL)\n"
        "vacuum.vacuum(Warehouse(Path(sys.argv[1])))"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(warehouse.data)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert list(warehouse.data.glob(".warehouse-*"))
    assert run(warehouse, "SELECT count(*) FROM ops.search_word") == [(10,)]
    assert vacuum(warehouse).removed
    assert names(warehouse) == [warehouse.path.name]


def test_what_was_written_before_a_kill_is_in_the_new_file(warehouse: Warehouse, tmp_path: Path) -> None:
    """The rows of a log that nobody has played back yet are the warehouse's too."""
    with warehouse.exclusive() as held:
        with transaction(held.connection):
            held.connection.execute("INSERT INTO ops.search_word VALUES ('logged', 1)").fetchall()
        folder = tmp_path / "killed"
        folder.mkdir()
        for path in warehouse.data.iterdir():
            shutil.copy(path, folder)
    assert (folder / "warehouse.duckdb.wal").stat().st_size
    vacuum(Warehouse(folder))
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT word FROM ops.search_word").fetchall() == [("logged",)]

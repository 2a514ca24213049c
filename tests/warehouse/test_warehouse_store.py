from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.warehouse_samples import article, batch, item
from warehouse import schema
from warehouse.sqlfiles import SqlFile, folder
from warehouse.store import Session, Warehouse, WarehouseBroken, WarehouseBusy

HOLD = """
import sys, time
from pathlib import Path
from warehouse.store import Warehouse
with Warehouse(Path(sys.argv[1])).write():
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


MIGRATIONS = [int(file.name[:4]) for file in folder("schema")]


def open_and_close(data: Path) -> None:
    with Warehouse(data).write():
        pass


@contextmanager
def held_elsewhere(data: Path, seconds: float) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the warehouse open for a while."""
    command = [sys.executable, "-c", HOLD, str(data), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_opening_makes_the_directory_and_the_schema_once(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "a" / "b")
    query = "SELECT version, applied_at FROM ops.schema_migration ORDER BY ALL"
    with warehouse.write() as session:
        first = session.connection.execute(query).fetchall()
    with warehouse.write() as session:
        assert session.connection.execute(query).fetchall() == first
        (version,) = session.connection.execute(
            "SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = 'warehouse'"
        ).fetchall()
    assert [number for number, _ in first] == MIGRATIONS
    assert version[0].startswith("v1.5.0")


def test_a_failing_migration_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse = Warehouse(tmp_path)
    with warehouse.write():
        pass
    bad = SqlFile("9001_bad", "CREATE TABLE core.half (a INTEGER); SELECT * FROM core.no_such_table")
    real = folder("schema")
    with monkeypatch.context() as patch:
        patch.setattr(schema, "folder", lambda name: (*real, bad) if name == "schema" else folder(name))
        with pytest.raises(duckdb.CatalogException), warehouse.write():
            pass
    with warehouse.read() as session:
        found = session.connection.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'half'").fetchall()
        version = session.connection.execute("SELECT max(version) FROM ops.schema_migration").fetchall()
    assert (found, version) == ([(0,)], [(MIGRATIONS[-1],)])


def test_a_new_migration_keeps_the_data_and_views_follow_their_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = Warehouse(tmp_path)
    with warehouse.write() as session:
        session.load(batch(item(article("a"))))
    files = {
        "schema": (*folder("schema"), SqlFile("9001_more", "ALTER TABLE core.article ADD COLUMN extra INTEGER")),
        "views": (*folder("views"), SqlFile("99_extra", "CREATE VIEW mart.extra AS SELECT extra FROM core.article")),
    }
    monkeypatch.setattr(schema, "folder", files.__getitem__)
    with warehouse.read() as session:
        assert session.connection.execute("SELECT * FROM mart.extra").fetchall() == [(None,)]
        assert session.connection.execute("SELECT count(*) FROM mart.article").fetchall() == [(1,)]


def test_a_file_of_newer_code_is_left_alone(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    with warehouse.write() as session:
        session.connection.execute("INSERT INTO ops.schema_migration VALUES (999, '0999_future', now())")
    with pytest.raises(WarehouseBroken, match=r"warehouse\.duckdb: has schema version 999.*newer"), warehouse.write():
        pass


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    with duckdb.connect(tmp_path / "warehouse.duckdb") as other:
        other.execute("CREATE TABLE mine (a INTEGER)")
    with pytest.raises(WarehouseBroken, match=r"warehouse\.duckdb: is a DuckDB database with tables of somebody"):
        open_and_close(tmp_path)


@pytest.mark.parametrize("content", [b"", b"this is no database\n" * 500])
def test_a_file_that_is_no_database_gives_one_clear_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "warehouse.duckdb"
    path.write_bytes(content)
    with pytest.raises(WarehouseBroken, match=r"warehouse\.duckdb: is not a DuckDB database") as raised:
        open_and_close(tmp_path)
    assert "\n" not in str(raised.value)
    assert path.read_bytes() == content


def test_a_directory_that_cannot_be_made_gives_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WarehouseBroken, match=r"file/data: cannot be made a data directory"):
        open_and_close(tmp_path / "file" / "data")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_directory_gives_one_clear_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(WarehouseBroken, match=r"warehouse\.duckdb: cannot be written"), Warehouse(tmp_path).write():
            pass
    finally:
        tmp_path.chmod(0o755)


def test_a_warehouse_that_stays_locked_is_busy_and_names_the_holder(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path, 30) as process:
        began = time.monotonic()
        with pytest.raises(WarehouseBusy) as raised, Warehouse(tmp_path, lock_wait=0.4).write():
            pass
        assert 0.3 < time.monotonic() - began < 5
    assert f"PID {process.pid}" in str(raised.value)
    assert str(tmp_path / "warehouse.duckdb") in str(raised.value)
    assert "waited 0.4 s" in str(raised.value)


def test_who_waits_long_enough_gets_the_file(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path, 0.5), Warehouse(tmp_path, lock_wait=20).write() as session:
        assert session.load(batch(item(article("a")))).articles_new == 1


def test_threads_of_one_process_take_turns(tmp_path: Path) -> None:
    inside, most = 0, 0

    def load(slug: str) -> None:
        nonlocal inside, most
        with Warehouse(tmp_path, lock_wait=30).write() as session:
            inside += 1
            most = max(most, inside)
            session.load(batch(item(article(slug)), run_id=f"run-{slug}"))
            inside -= 1

    threads = [threading.Thread(target=load, args=(slug,)) for slug in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Warehouse(tmp_path).read() as session:
        assert session.connection.execute("SELECT count(*) FROM core.article").fetchall() == [(4,)]
    assert most == 1


def test_a_thread_that_waits_too_long_is_told_so(tmp_path: Path) -> None:
    with Warehouse(tmp_path).write():
        told: list[str] = []

        def try_it() -> None:
            try:
                with Warehouse(tmp_path, lock_wait=0.1).write():
                    pass
            except WarehouseBusy as busy:
                told.append(str(busy))

        thread = threading.Thread(target=try_it)
        thread.start()
        thread.join()
    assert "another thread of this process" in told[0]


def test_several_transactions_share_one_opening_and_one_that_fails_undoes_itself_alone(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    with warehouse.exclusive() as held:
        with held.write() as session:
            session.load(batch(item(article("a"))))
        with pytest.raises(duckdb.CatalogException), held.write() as session:
            _load_and_fail(session)
        with held.read() as session:
            session.load(batch(item(article("c")), run_id="run-3"))
    with warehouse.read() as session:
        assert session.connection.execute("SELECT title FROM core.article").fetchall() == [("Title of a",)]


def test_the_file_is_free_as_soon_as_a_session_ends(tmp_path: Path) -> None:
    ours = Warehouse(tmp_path)
    with ours.write() as session:
        session.load(batch(item(article("a"))))
    with held_elsewhere(tmp_path, 30), pytest.raises(WarehouseBusy), Warehouse(tmp_path, lock_wait=0.1).write():
        pass
    with ours.read() as session:
        assert session.connection.execute("SELECT count(*) FROM core.article").fetchall() == [(1,)]


def test_a_folder_with_an_apostrophe_is_a_folder_like_others(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "it's a'; DROP TABLE x; --")
    open_and_close(warehouse.data)
    assert warehouse.path.is_file()


def _load_and_fail(session: Session) -> None:
    session.load(batch(item(article("b")), run_id="run-2"))
    session.connection.execute("SELECT * FROM no_such_table")

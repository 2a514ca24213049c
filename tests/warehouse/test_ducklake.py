"""The warehouse on DuckLake with a PostgreSQL of the tests' own; skipped, and why, where none can be started."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.postgres import Postgres, PostgresMissing, postgres, server
from tests.warehouse.warehouse_samples import NOW, article, batch, copied, item, later, told
from warehouse.backend import Locked, Place
from warehouse.checking import check
from warehouse.ducklake import LakeBackend
from warehouse.ducklake_copying import LakeNotEmpty, copy_from_file, copy_to_file, current_snapshot
from warehouse.ducklake_keeping import compact, publish_lake
from warehouse.ducklake_place import Lake, read_lake
from warehouse.export import export_months, export_rows
from warehouse.publish import is_stale, publish
from warehouse.query import QueryError, SnapshotMissing, open_snapshot, run_query
from warehouse.search import search
from warehouse.selection import ALL
from warehouse.sources import SourceRow
from warehouse.store import Session, Warehouse, WarehouseBroken, WarehouseBusy

__all__ = ["server"]

HOLDER = """
import sys, time
from pathlib import Path
from warehouse.ducklake_place import read_lake
from warehouse.store import Warehouse

with Warehouse(read_lake(sys.argv[1], Path(sys.argv[2]))).write() as session:
    session.connection.execute("INSERT INTO ops.common_hash VALUES (1)")
    print("held", flush=True)
    time.sleep(60)
"""
COUNT = "SELECT count(*) FROM mart.article"
pytestmark = pytest.mark.commands

REFUSED = (
    "DELETE FROM core.article",
    "INSERT INTO ops.common_hash VALUES (1)",
    "CREATE TABLE core.x (i INTEGER)",
    "COPY (SELECT 1) TO '{files}/x.csv'",
    "EXPORT DATABASE '{files}/x'",
    "ATTACH 'dbname=postgres' AS other (TYPE postgres)",
    "FROM postgres_query('__ducklake_metadata_warehouse', 'SELECT 1')",
    "FROM \"Postgres_Scan\"('dbname=postgres', 'public', 'x')",
    "FROM query('FROM post' || 'gres_query(''x'', ''SELECT 1'')')",
    "CALL ducklake_cleanup_old_files('warehouse', cleanup_all => true)",
    "DELETE FROM __ducklake_metadata_warehouse.public.khotin_published",
    "FROM read_text('/etc/passwd')",
    "SET enable_external_access = true",
    "INSTALL httpfs",
)


@pytest.fixture(scope="module")
def empty(server: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A migrated lake without a row, from which others are copied."""
    lake = setting(server.create("empty"), tmp_path_factory.mktemp("empty"))
    with Warehouse(lake).write():
        pass
    return lake


def setting(url: str, folder: Path) -> Lake:
    return read_lake(f"ducklake:{url};data={folder / 'lake'}", folder)


def like(template: Lake, server: Postgres, name: str, folder: Path) -> Lake:
    """Return a copy of a lake in a database and a folder of its own."""
    made = setting(server.copy(dict(template.connection)["dbname"], name), folder)
    server.ask(name, f"UPDATE ducklake_metadata SET value = '{made.files}/' WHERE key = 'data_path'")
    shutil.copytree(template.files, made.files)
    return made


@pytest.fixture
def lake(server: Postgres, empty: Lake, tmp_path: Path) -> Lake:
    return like(empty, server, tmp_path.name.lower(), tmp_path)


def write(warehouse: Warehouse, *slugs: str) -> None:
    with warehouse.write() as session:
        session.load(batch(*(item(article(slug)) for slug in slugs), run_id=f"run-{slugs[0]}"))


def fill(place: Place) -> Warehouse:
    """Load articles, copies, a story, versions and a source, and publish."""
    warehouse = Warehouse(place, lock_wait=20)
    first, second, third = article("a"), article("b"), article("c")
    loaded = batch(item(first), item(second), item(third))
    with warehouse.write() as session:
        session.upsert_sources(
            [SourceRow("example-en", "Example", None, "https://news.example", "VN", "en", None, None, True)]
        )
        session.load(loaded)
        copied(session, second, first)
        told(session, first, third)
    with warehouse.write() as session:
        session.load(later(loaded, "run-2", 3))
        session.load(batch(item(article("a", title="Another title"), "updated", 2), run_id="run-3"))
        check(session, NOW, "run-3")
    publish(warehouse, NOW)
    return warehouse


def tables(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that loading writes, in an order that does not depend on how they are stored."""
    names = session.connection.execute(
        "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE database_name = current_database() "
        "AND schema_name IN ('core', 'raw', 'ops') AND table_name NOT IN ('schema_migration', 'view_state') "
        "ORDER BY ALL"
    ).fetchall()
    return {name: sorted(session.connection.execute(f"FROM {name}").fetchall(), key=repr) for (name,) in names}


@pytest.fixture(scope="module")
def published(server: Postgres, empty: Lake, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A lake with what ``fill`` loads. Read it, do not write it."""
    lake = like(empty, server, "published", tmp_path_factory.mktemp("published"))
    fill(lake)
    return lake


def test_the_same_loads_leave_the_same_rows_and_views_as_in_a_file(published: Lake, tmp_path: Path) -> None:
    file = fill(tmp_path / "file")
    with Warehouse(published).read() as theirs, file.read() as session:
        assert tables(theirs) == tables(session)
    with open_snapshot(published) as in_lake, open_snapshot(file.data) as in_file:
        views = in_file.execute(
            "SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart' ORDER BY ALL"
        ).fetchall()
        assert views
        for (view,) in views:
            sql = f"FROM mart.{view} ORDER BY ALL"
            assert in_lake.execute(sql).fetchall() == in_file.execute(sql).fetchall(), view
    for place in (published, file.data):
        assert search(place, "title a").table.num_rows == 1
        assert run_query(place, "FROM mart.search('titl*')").table.num_rows == 3
        assert run_query(place, f"FROM mart.articles_asof('{NOW.isoformat()}')").table.num_rows == 3


def test_readers_see_what_was_published_and_nothing_later(lake: Lake) -> None:
    warehouse = Warehouse(lake)
    write(warehouse, "a")
    with pytest.raises(SnapshotMissing, match="nothing has been published yet"):
        run_query(lake, COUNT)
    assert is_stale(warehouse)
    publish(warehouse, NOW)
    assert not is_stale(warehouse)
    write(warehouse, "b")
    assert is_stale(warehouse)
    assert list(run_query(lake, COUNT).rows()) == [(1,)]
    publish(warehouse, NOW)
    assert list(run_query(lake, COUNT).rows()) == [(2,)]


@pytest.mark.parametrize("sql", REFUSED)
def test_a_query_can_neither_change_a_lake_nor_lead_out_of_it(published: Lake, sql: str) -> None:
    with pytest.raises(QueryError):
        run_query(published, sql.format(files=published.files))


def test_what_was_refused_has_changed_nothing(published: Lake) -> None:
    assert list(run_query(published, COUNT).rows()) == [(3,)]
    assert not list(Path(published.files).glob("x*"))


def test_temporary_tables_and_words_like_query_are_no_harm(published: Lake) -> None:
    sql = "CREATE TEMP TABLE t AS SELECT 'the query' AS q; SELECT count(*) FROM t, mart.article"
    assert list(run_query(published, sql).rows()) == [(3,)]


def test_articles_are_exported_from_a_lake(published: Lake, tmp_path: Path) -> None:
    assert export_rows(published, "csv", tmp_path / "a.csv", ALL) == 3
    assert export_months(published, tmp_path / "months", ALL) == 3
    with pytest.raises(QueryError, match="cannot be used on a lake"):
        export_months(published, tmp_path / "out", ALL, "FROM postgres_query('x', 'SELECT 1')")


def test_two_that_began_from_the_same_state_cannot_both_commit_even_without_the_lock(lake: Lake) -> None:
    with Warehouse(lake).write():
        pass
    backend = LakeBackend(lake)
    other = backend.open()
    backend.close(other)  # gives the lock back, but for the test goes on all the same
    other = backend._reached().cursor()
    other.execute("USE warehouse")
    other.begin()
    Session(other).load(batch(item(article("a")), run_id="run-1"))
    write(Warehouse(lake), "a")
    with pytest.raises(duckdb.TransactionException) as raised:
        other.commit()
    assert "another writer committed meanwhile" in backend.explain(str(raised.value))
    with Warehouse(lake).read() as session:
        assert session.connection.execute("SELECT count(*) FROM core.article").fetchall() == [(1,)]


def test_who_holds_the_lock_is_named_and_a_killed_holder_leaves_neither_lock_nor_row(
    lake: Lake, server: Postgres
) -> None:
    name = dict(lake.connection)["dbname"]
    url = f"ducklake:{server.url(name)};data={lake.files}"
    with subprocess.Popen([sys.executable, "-c", HOLDER, url, lake.data], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with (
            pytest.raises(WarehouseBusy, match=rf"is held by khotin .*:{holder.pid}"),
            Warehouse(lake, lock_wait=0.1).write(),
        ):
            pass
        holder.send_signal(signal.SIGKILL)
    with Warehouse(lake, lock_wait=20).write() as session:
        assert session.connection.execute("FROM ops.common_hash").fetchall() == []


def test_nobody_makes_a_lake_while_another_may_be_making_it(server: Postgres, tmp_path: Path) -> None:
    lake = setting(server.create("unmade"), tmp_path)
    first, second = LakeBackend(lake), LakeBackend(lake)
    first._lock = first._locked()
    with pytest.raises(Locked, match=r"khotin .*:\d+"):
        second.open()
    assert server.ask("unmade", "SELECT count(*) FROM pg_tables WHERE tablename LIKE 'ducklake%'") == "0"
    first.close(first._reached().cursor())
    second.close(second.open())


def test_compaction_changes_no_row_and_leaves_readers_what_they_read(lake: Lake) -> None:
    warehouse = Warehouse(lake, lock_wait=20)
    for slug in "abc":
        write(warehouse, f"{slug}1", f"{slug}2")
    publish(warehouse, NOW)
    with warehouse.exclusive() as held, held.read() as session:
        before = tables(session)
    with open_snapshot(lake) as reader, warehouse.exclusive() as held:
        assert compact(held.connection).deleted == 0
        assert reader.execute(COUNT).fetchall() == [(6,)]
        with held.read() as session:
            assert tables(session) == before
        publish_lake(held.connection)
        left = Path(lake.files) / "core" / "article" / "ducklake-left-by-a-killed-command.parquet"
        shutil.copy(next(left.parent.glob("*.parquet")), left)
        compact(held.connection)
        assert left.exists()
        assert compact(held.connection, grace="0 seconds").deleted > 1
        assert not left.exists()
    assert list(run_query(lake, COUNT).rows()) == [(6,)]


def test_a_lake_goes_into_a_file_and_from_there_into_another_lake(
    lake: Lake, server: Postgres, empty: Lake, tmp_path: Path
) -> None:
    warehouse, other = fill(lake), Warehouse(like(empty, server, f"{tmp_path.name.lower()}-o", tmp_path / "other"))
    with warehouse.exclusive() as held:
        snapshot = current_snapshot(held)
    write(warehouse, "later")
    file = Warehouse(copy_to_file(lake, snapshot, tmp_path / "file").parent)
    copy_from_file(other, file.path)
    with file.read() as ours, other.read() as theirs:
        assert tables(ours) == tables(theirs)
        assert ours.connection.execute("SELECT count(*) FROM core.article").fetchall() == [(3,)]
    with pytest.raises(LakeNotEmpty, match=r"core\.article has rows"):
        copy_from_file(other, file.path)
    for one in (file, other):
        write(one, "z")
        publish(one, NOW)
        assert search(one.place, "title z").table.num_rows == 1


def test_a_database_that_was_restarted_is_found_again(tmp_path: Path) -> None:
    try:
        with postgres() as server:
            warehouse = Warehouse(setting(server.create("lake"), tmp_path))
            write(warehouse, "a")
            server.restart()
            write(warehouse, "b")
            with warehouse.read() as session:
                assert session.connection.execute("SELECT count(*) FROM core.article").fetchall() == [(2,)]
    except PostgresMissing as missing:
        pytest.skip(str(missing))


def test_a_password_is_used_and_never_shown(tmp_path: Path) -> None:
    try:
        with postgres(password="geheim") as server:
            url = server.url("postgres").replace("khotin@", "khotin:{}@")
            lake = setting(url.format("geheim"), tmp_path)
            warehouse = Warehouse(lake)
            write(warehouse, "a")
            publish(warehouse, NOW)
            shown = run_query(lake, "SELECT * FROM duckdb_databases(), duckdb_settings(), duckdb_secrets()")
            assert "geheim" not in str(list(shown.rows()))
            wrong = Warehouse(setting(url.format("falsch"), tmp_path))
            with pytest.raises(WarehouseBroken, match="password authentication failed") as raised, wrong.write():
                pass
            assert "falsch" not in str(raised.value)
    except PostgresMissing as missing:
        pytest.skip(str(missing))


def test_a_database_that_does_not_answer_is_named(tmp_path: Path) -> None:
    lake = setting(f"postgres://khotin@/lake?host={tmp_path}", tmp_path)
    with (
        pytest.raises(WarehouseBroken, match=r"database cannot be reached .* correct KHOTIN_WAREHOUSE"),
        Warehouse(lake).write(),
    ):
        pass
    with pytest.raises(QueryError, match="database cannot be reached"):
        run_query(lake, COUNT)


def test_files_elsewhere_than_the_catalogue_says_are_refused(lake: Lake, server: Postgres) -> None:
    moved = setting(server.url(dict(lake.connection)["dbname"]), lake.data / "other")
    with pytest.raises(WarehouseBroken, match="keeps its files elsewhere"), Warehouse(moved).write():
        pass
    assert not Path(moved.files).exists()

"""``khotin backup``, ``restore``, ``forget`` and ``vacuum --expire`` on a lake, as a person uses them."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from flows import retention
from flows.settings import Settings
from flows.workshop import utc_now
from tests.flows.console import invoke
from tests.flows.test_forget import everything, loaded
from tests.postgres import Postgres, server
from transforms.traces import Traces
from warehouse.ducklake_place import Lake, read_lake
from warehouse.ducklake_search import search_lake
from warehouse.query import SnapshotMissing, run_query
from warehouse.store import Warehouse

__all__ = ["loaded", "server"]

pytestmark = pytest.mark.commands

ROWS = "SELECT title, url, version, body FROM mart.article ORDER BY title"
TITLE = "Flowers for the lighthouse keeper"


@dataclass(frozen=True)
class Shared:
    """A lake, and the data folder of one machine that uses it."""

    url: str
    data: Path

    @property
    def lake(self) -> Lake:
        return read_lake(self.url, self.data)

    def does(self, *arguments: str | Path, status: int = 0, **variables: str) -> str:
        asked = (*arguments, "--data", self.data)
        done = invoke(*asked, KHOTIN_WAREHOUSE=self.url, KHOTIN_WORKERS="1", **variables)
        assert done.exit_code == status, done.output
        return done.output

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return list(run_query(self.lake, query).rows())


@pytest.fixture(scope="module")
def backup(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a warehouse in a file, with two documents."""
    folder = tmp_path_factory.mktemp("backups")
    data = folder / "data"
    shutil.copytree(loaded / "data", data)
    assert invoke("backup", folder / "made", "--data", data).exit_code == 0
    return folder / "made"


@pytest.fixture(scope="module")
def shared(server: Postgres, backup: Path, tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """A lake into which that backup was restored. The tests come in the order in which they stand: it is used up."""
    folder = tmp_path_factory.mktemp("shared")
    made = Shared(f"ducklake:{server.create('shared')};data={folder / 'files'}", folder / "data")
    assert "published" in made.does("restore", backup)
    return made


def test_the_backup_of_a_file_goes_into_a_lake_and_that_of_the_lake_into_a_file(
    shared: Shared, loaded: Path, tmp_path: Path
) -> None:
    assert shared.rows(ROWS) == list(run_query(loaded / "data", ROWS).rows())
    (shared.data / "khotin.toml").write_text(f"warehouse = '{shared.url}'\nbatch_size = 50\n", "utf-8")
    shared.does("backup", tmp_path / "backups")
    said = invoke("restore", tmp_path / "backups", "--data", tmp_path / "file")
    assert said.exit_code == 0, said.output
    assert "khotin.toml: was left out, since it names another warehouse" in said.output
    assert not (tmp_path / "file" / "khotin.toml").exists()
    assert list(run_query(tmp_path / "file", ROWS).rows()) == shared.rows(ROWS)
    (shared.data / "khotin.toml").unlink()
    assert invoke("check", "--data", tmp_path / "file").exit_code == 0


def test_a_lake_with_rows_is_not_restored_into(shared: Shared, backup: Path) -> None:
    before = shared.rows(ROWS)
    for more in ((), ("--force",)):
        assert "is not empty" in shared.does("restore", backup, *more, status=2)
    assert shared.rows(ROWS) == before


def test_a_restore_that_ended_before_it_published_is_finished_by_the_next(
    server: Postgres, loaded: Path, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Shared(f"ducklake:{server.create('unpublished')};data={tmp_path / 'files'}", tmp_path / "data")
    with monkeypatch.context() as cut_off:
        cut_off.setattr("flows.cli_keeping._publish", lambda _: sys.exit(137))
        made.does("restore", backup, status=137)
    with pytest.raises(SnapshotMissing):
        made.rows(ROWS)
    assert "published" in made.does("restore", backup)
    assert made.rows(ROWS) == list(run_query(loaded / "data", ROWS).rows())
    assert "is not empty" in made.does("restore", backup, status=2)


def test_a_lake_with_rows_that_were_not_published_is_not_taken_for_a_restored_one(
    server: Postgres, loaded: Path, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Shared(f"ducklake:{server.create('other')};data={tmp_path / 'files'}", tmp_path / "data")
    with monkeypatch.context() as cut_off:
        cut_off.setattr("flows.cli_keeping._publish", lambda _: sys.exit(137))
        made.does("restore", backup, status=137)
    with Warehouse(made.lake).write() as session:
        session.connection.execute("UPDATE core.article SET title = 'Another' WHERE title <> ?", [TITLE]).fetchall()
    assert "is not empty" in made.does("restore", backup, status=2)


def test_nothing_is_left_of_a_document_on_a_lake(shared: Shared, server: Postgres) -> None:
    traces = Traces((), (), ("lighthouse",))
    assert search_lake(shared.lake, traces).hits
    ((article_id,),) = shared.rows(f"SELECT article_id FROM mart.article WHERE title = '{TITLE}'")
    kept = shared.rows(f"{ROWS} OFFSET 1")
    said = shared.does("forget", article_id, "--yes")
    assert "removed 1 article and 2 exchanges" in said
    assert "nothing of it is left" in said
    assert "Each machine has an archive of its own" in said
    assert shared.rows(ROWS) == kept
    assert search_lake(shared.lake, traces).hits == []
    assert search_lake(shared.lake, Traces((), (), ("schoolyard",))).hits
    name = dict(shared.lake.connection)["dbname"]
    for table in ("ducklake_table_column_stats", "ducklake_file_column_stats"):
        assert server.ask(name, f"SELECT count(*) FROM {table} WHERE max_value ILIKE '%lighthouse%'") == "0"
    assert server.ask(name, "SELECT count(*) FROM ducklake_files_scheduled_for_deletion") == "0"
    shared.does("check")


def test_another_machine_takes_it_out_of_its_own_archive(
    shared: Shared, loaded: Path, backup: Path, tmp_path: Path
) -> None:
    other = Shared(shared.url, tmp_path / "other")
    shutil.copytree(max(backup.iterdir()) / "archive", other.data / "archive")
    address = (loaded / "documents" / "flowers.txt").as_uri()
    assert b"electric" in everything(other.data)
    assert "nothing of it is left" in other.does("forget", address, "--yes")
    assert b"electric" not in everything(other.data)
    assert b"knots" in everything(other.data)


def test_what_is_older_than_is_kept_goes_from_a_lake(shared: Shared) -> None:
    settings = Settings(data=shared.data, warehouse=shared.url, retention_days=30)
    assert retention.expire(settings, {}, utc_now, lambda _: None) is None
    assert search_lake(shared.lake, Traces((), (), ("schoolyard",))).hits
    done = retention.expire(settings, {}, lambda: utc_now() + timedelta(days=31), lambda _: None)
    assert done is not None
    assert (done.articles, shared.rows("SELECT count(*) FROM core.article")) == (1, [(0,)])
    assert search_lake(shared.lake, Traces((), (), ("schoolyard",))).hits == []

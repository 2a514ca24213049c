"""``kill -9`` of restore and forget on a lake: it is as before or as after, and the next one finishes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.console import khotin
from tests.flows.test_forget import everything
from tests.postgres import Postgres, server
from tests.soak.conftest import Tell, rounds
from tests.soak.killing import kill, moments, rows
from tests.soak.test_kill_forget import KEPT, PATIENCE, SHIPS, write_ships
from transforms.traces import Traces
from warehouse.ducklake_place import Lake, read_lake
from warehouse.ducklake_search import search_lake
from warehouse.query import SnapshotMissing
from warehouse.store import Warehouse

__all__ = ["server"]

KILLS = rounds(12, 3)
LONGEST = 8.0  # seconds: each of the commands takes about as long

pytestmark = [pytest.mark.soak, pytest.mark.patient]


@pytest.fixture(scope="module")
def safe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of a file, and the backup of it beside."""
    folder = tmp_path_factory.mktemp("safe")
    write_ships(folder / "documents")
    for command in (("ingest", folder / "documents"), ("backup", folder / "backup")):
        done = khotin(*command, "--data", folder / "data", timeout=PATIENCE, KHOTIN_WORKERS="1")
        assert done.returncode == 0, done.stderr
    return folder


def made(server: Postgres, folder: Path, name: str) -> tuple[Lake, str]:
    """Make an empty lake; return it and what names it."""
    folder.mkdir()
    url = f"ducklake:{server.create(name)};data={folder / 'files'}"
    return read_lake(url, folder / "data"), url


def test_a_restore_is_finished_however_it_is_killed(server: Postgres, safe: Path, tmp_path: Path, tell: Tell) -> None:
    whole, met = rows(safe / "data", KEPT), {"running": 0, "empty": 0, "filled": 0, "published": 0}
    for turn, after in enumerate(moments(31, KILLS, LONGEST)):
        lake, url = made(server, tmp_path / str(turn), f"restored_{turn}")
        command = ("restore", safe / "backup", "--data", lake.data)
        met["running"] += kill(after, *command, KHOTIN_WAREHOUSE=url)
        with Warehouse(lake).read() as session:
            found = session.connection.execute(
                "SELECT (SELECT count(*) FROM core.article), (SELECT count(*) FROM core.article_version), "
                "(SELECT count(*) FROM ops.copy_document)"
            ).fetchall()
        assert found in ([(0, 0, 0)], [(SHIPS,) * 3])
        is_shown = shown(lake)
        assert is_shown in ([], whole)
        met["published" if is_shown else "filled" if found[0][0] else "empty"] += 1
        if not is_shown:
            done = khotin(*command, timeout=PATIENCE, KHOTIN_WAREHOUSE=url)
            assert done.returncode == 0, done.stderr
        assert rows(lake, KEPT) == whole
        checked = khotin("check", "--data", lake.data, timeout=PATIENCE, KHOTIN_WAREHOUSE=url)
        assert checked.returncode == 0, checked.stdout
    tell(f"restore into a lake: {KILLS} kills, met {met}")


def shown(lake: Lake) -> list[tuple[object, ...]]:
    try:
        return rows(lake, KEPT)
    except SnapshotMissing:
        return []


def test_a_removal_from_a_lake_is_finished_however_it_is_killed(
    server: Postgres, safe: Path, tmp_path: Path, tell: Tell
) -> None:
    lake, url = made(server, tmp_path / "lake", "removals")
    restored = khotin("restore", safe / "backup", "--data", lake.data, timeout=PATIENCE, KHOTIN_WAREHOUSE=url)
    assert restored.returncode == 0, restored.stderr
    before = {row[0]: row for row in rows(lake, KEPT)}
    times = moments(32, KILLS, LONGEST)
    gone = dict([(key, row[1]) for key, row in before.items()][:KILLS])
    met = {"running": 0, "before": 0, "after": 0}
    for (article_id, title), after in zip(gone.items(), times, strict=True):
        assert search_lake(lake, Traces((), (), (title,), (article_id,))).hits
        command = ("forget", article_id, "--yes", "--data", lake.data)
        met["running"] += kill(after, *command, KHOTIN_WAREHOUSE=url)
        left = {row[0]: row for row in rows(lake, KEPT)}
        assert all(left[key] == before[key] for key in left)
        assert set(before) - set(left) in (done_before(gone, article_id), {*done_before(gone, article_id), article_id})
        met["before" if article_id in left else "after"] += 1
        done = khotin(*command, timeout=PATIENCE, KHOTIN_WAREHOUSE=url)
        assert done.returncode == 0, done.stderr
        assert search_lake(lake, Traces((), (), (title,), (article_id,))).hits == []
        found = everything(lake.data)
        assert article_id.encode() not in found
        assert title.encode() not in found
    assert {row[0]: row for row in rows(lake, KEPT)} == {key: row for key, row in before.items() if key not in gone}
    assert rows(lake, "select count(*), count(distinct digest) from ops.tombstone") == [(KILLS, KILLS)]
    checked = khotin("check", "--data", lake.data, timeout=PATIENCE, KHOTIN_WAREHOUSE=url)
    assert checked.returncode == 0, checked.stdout
    tell(f"forget on a lake: {KILLS} kills, met {met}")


def done_before(gone: dict[str, str], article_id: str) -> set[str]:
    """Return the articles that were removed before this one."""
    names = list(gone)
    return set(names[: names.index(article_id)])

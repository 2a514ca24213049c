"""``khotin backup``, ``restore`` and ``vacuum`` as a person uses them: what comes back is what was there."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from flows.backup import MANIFEST, newest
from tests.flows.console import environment, invoke
from warehouse.query import run_query

pytestmark = pytest.mark.commands

ROWS = "SELECT article_id, title, body, content_hash, version FROM mart.article ORDER BY 1"
SECOND = """Ferries between the islands

The ferries between the islands will run every hour from spring, the harbour master of Da Nang said on Thursday.

Two new boats were bought for it in the north, and their crews will be trained over the winter by the old captains.

Tickets stay at the price that they had, the town said, since the province pays for half of what the boats cost.
"""


def rows(data: Path, query: str = ROWS) -> list[tuple[Any, ...]]:
    return list(run_query(data, query).rows())


def does(*arguments: str | Path) -> str:
    done = invoke(*arguments, KHOTIN_WORKERS="1")
    assert done.exit_code == 0, done.output
    return done.stdout


def refuses(*arguments: str | Path) -> str:
    done = invoke(*arguments)
    assert done.exit_code == 2, done.output
    return done.stderr


@pytest.fixture
def data(library: Path, tmp_path: Path) -> Path:
    """Return a library of the test's own, with a profile and settings."""
    own = tmp_path / "data"
    shutil.copytree(library, own)
    (own / "boilerplate").mkdir()
    (own / "boilerplate" / "documents.txt").write_text("Read more\n", "utf-8")
    (own / "khotin.toml").write_text("batch_size = 50\n", "utf-8")
    return own


@pytest.fixture(scope="module")
def later(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the library with one article more. Read it, do not write it."""
    folder = tmp_path_factory.mktemp("later")
    shutil.copytree(library, folder / "data")
    (folder / "second.txt").write_text(SECOND, "utf-8")
    does("ingest", folder / "second.txt", "--data", folder / "data")
    return folder / "data"


def backups(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name[0].isdigit())


def test_a_backup_comes_back_whole_in_another_folder(data: Path, tmp_path: Path) -> None:
    said = does("backup", tmp_path / "safe", "--data", data)
    (made,) = backups(tmp_path / "safe")
    assert said.startswith(str(made))
    said = does("restore", tmp_path / "safe", "--data", tmp_path / "new")
    assert "published" in said
    assert rows(tmp_path / "new") == rows(data)
    archives = [path.relative_to(data) for path in data.rglob("*.warc.gz")]
    assert archives
    for name in (*archives, Path("boilerplate", "documents.txt"), Path("khotin.toml")):
        assert (tmp_path / "new" / name).read_bytes() == (data / name).read_bytes()
    assert "record" in does("export", "--data", tmp_path / "new", "-o", tmp_path / "documents.warc.gz")


def test_the_next_backup_takes_room_for_what_is_new_only(data: Path, later: Path, tmp_path: Path) -> None:
    safe = tmp_path / "safe"
    does("backup", safe, "--data", data)
    first = newest(safe)
    assert first is not None
    first = first.rename(safe / "20200101T000000Z")  # as if it had been made long ago
    before = rows(data)
    shutil.copytree(later, data, dirs_exist_ok=True)
    does("backup", safe, "--data", data)
    second = newest(safe)
    assert second not in (None, first)
    assert second is not None
    old = next(first.rglob("*.warc.gz"))
    assert (second / old.relative_to(first)).stat().st_ino == old.stat().st_ino
    assert len(list(second.rglob("*.warc.gz"))) > len(list(first.rglob("*.warc.gz")))
    does("restore", first, "--data", tmp_path / "old")
    does("restore", safe, "--data", tmp_path / "new")
    assert rows(tmp_path / "old") == before
    assert rows(tmp_path / "new") == rows(data)
    assert len(rows(data)) == len(before) + 1


def test_a_warehouse_is_replaced_only_when_that_is_said(data: Path, later: Path, tmp_path: Path) -> None:
    does("backup", tmp_path / "safe", "--data", data)
    before = rows(data)
    shutil.copytree(later, data, dirs_exist_ok=True)
    assert "--force" in refuses("restore", tmp_path / "safe", "--data", data)
    assert len(rows(data)) == len(before) + 1
    does("restore", tmp_path / "safe", "--data", data, "--force")
    assert rows(data) == before


def test_settings_that_are_there_are_replaced_only_when_that_is_said(data: Path, tmp_path: Path) -> None:
    does("backup", tmp_path / "safe", "--data", data)
    own = tmp_path / "new" / "khotin.toml"
    own.parent.mkdir()
    own.write_text("batch_size = 7\n", "utf-8")
    assert "is not as in the backup" in refuses("restore", tmp_path / "safe", "--data", tmp_path / "new")
    assert own.read_text("utf-8") == "batch_size = 7\n"
    does("restore", tmp_path / "safe", "--data", tmp_path / "new", "--force")
    assert own.read_bytes() == (data / "khotin.toml").read_bytes()


def test_a_warc_file_that_grew_since_the_backup_stays(data: Path, tmp_path: Path) -> None:
    does("backup", tmp_path / "safe", "--data", data)
    archive = next(data.rglob("*.warc.gz"))
    grown = archive.read_bytes() * 2
    archive.write_bytes(grown)
    assert "there already" in does("restore", tmp_path / "safe", "--data", data, "--force")
    assert archive.read_bytes() == grown


@pytest.mark.parametrize("content", [b"", b"no database at all" * 500])
def test_a_broken_warehouse_is_what_a_backup_is_for(data: Path, tmp_path: Path, content: bytes) -> None:
    does("backup", tmp_path / "safe", "--data", data)
    before = rows(data)
    (data / "warehouse.duckdb").write_bytes(content)
    (data / "warehouse.duckdb.wal").write_bytes(b"of another file")
    does("restore", tmp_path / "safe", "--data", data, "--force")
    assert rows(data) == before


def test_a_damaged_backup_is_refused_before_anything_is_changed(data: Path, tmp_path: Path) -> None:
    does("backup", tmp_path / "safe", "--data", data)
    (made,) = backups(tmp_path / "safe")
    archive = next(made.rglob("*.warc.gz"))
    content = archive.read_bytes()
    archive.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert "damaged" in refuses("restore", tmp_path / "safe", "--data", tmp_path / "new")
    archive.unlink()
    assert "missing" in refuses("restore", tmp_path / "safe", "--data", tmp_path / "new")
    assert not (tmp_path / "new" / "warehouse.duckdb").exists()


@pytest.mark.parametrize("path", ["../outside.txt", "/etc/hostname"])
def test_a_manifest_cannot_lead_out_of_its_folder(data: Path, tmp_path: Path, path: str) -> None:
    does("backup", tmp_path / "safe", "--data", data)
    (made,) = backups(tmp_path / "safe")
    manifest = json.loads((made / MANIFEST).read_bytes())
    manifest["files"].append({"path": path, "bytes": 1, "sha256": "0" * 64, "modified": 1})
    (made / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    assert "leads out" in refuses("restore", made, "--data", tmp_path / "new")


def test_what_is_no_backup_and_no_warehouse_is_said_in_one_line(data: Path, tmp_path: Path) -> None:
    assert "holds no backup" in refuses("restore", tmp_path, "--data", tmp_path / "new")
    assert "no warehouse" in refuses("backup", tmp_path / "safe", "--data", tmp_path / "none")
    assert "no warehouse" in refuses("vacuum", "--data", tmp_path / "none")
    assert "outside" in refuses("backup", data / "safe", "--data", data)
    assert not (tmp_path / "none").exists()


def test_vacuum_keeps_what_is_there_and_publishes_it(data: Path) -> None:
    before = rows(data)
    (data / ".published-1.tmp").touch()
    said = does("vacuum", "--data", data)
    assert "removed .published-1.tmp" in said
    assert rows(data) == before
    (found,) = rows(data, "SELECT count(*) FROM mart.search('port agreement')")
    assert found[0]


def killed(module: str, name: str, *arguments: str | Path) -> None:
    """Run a command in a process that kills itself where it would call a function."""
    code = (
        f"import os, signal, sys, {module}\n"
        f"{module}.{name} = lambda *given: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from flows.cli import main; main(sys.argv[1:])"
    )
    done = subprocess.run([sys.executable, "-c", code, *map(str, arguments)], env=environment(), check=False)
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize("name", ["_copied", "_write", "put_in_place"])
def test_a_backup_that_is_killed_is_none(data: Path, tmp_path: Path, name: str) -> None:
    killed("flows.backup", name, "backup", tmp_path / "safe", "--data", data)
    assert newest(tmp_path / "safe") is None
    does("backup", tmp_path / "safe", "--data", data)
    assert list((tmp_path / "safe").iterdir()) == backups(tmp_path / "safe")
    does("restore", tmp_path / "safe", "--data", tmp_path / "new")
    assert rows(tmp_path / "new") == rows(data)


@pytest.mark.parametrize(
    ("module", "name"), [("flows.restore", "replace_warehouse"), ("warehouse.backup", "put_in_place")]
)
def test_a_restore_that_is_killed_leaves_the_old_state(
    data: Path, later: Path, tmp_path: Path, module: str, name: str
) -> None:
    does("backup", tmp_path / "safe", "--data", data)
    shutil.copytree(later, data, dirs_exist_ok=True)
    before = rows(data)
    killed(module, name, "restore", tmp_path / "safe", "--data", data, "--force")
    assert rows(data) == before
    does("vacuum", "--data", data)
    assert rows(data) == before
    does("restore", tmp_path / "safe", "--data", data, "--force")
    assert len(rows(data)) == len(before) - 1
    assert not list(data.glob(".restore-*"))

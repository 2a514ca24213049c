"""Ctrl-C during ``khotin reparse``: it ends soon, twice at once, nothing is half written, and the next one goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.flows.console import environment, invoke
from warehouse.store import Warehouse

pytestmark = pytest.mark.commands

PAGES = 60
LONGEST = 8.0  # seconds on a busy machine; all pages take twelve, and a group of them four
# The command, with pages that take a fifth of a second each, or with a transaction that does not end.
COMMAND = """
import sys, time
from pathlib import Path
from unittest.mock import patch
import flows.remake, flows.reparse
from flows.cli import main

reached, slow, *arguments = sys.argv[1:]
room = {"pages": flows.remake, "transaction": flows.reparse}[slow]
name, seconds = {"pages": ("remake", 0.2), "transaction": ("apply", 120)}[slow]
plain = getattr(room, name)

def slowly(*given, **named):
    Path(reached).touch()
    time.sleep(seconds)
    return plain(*given, **named)

with patch.object(room, name, slowly):
    main(arguments)
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with articles whose words are all wrong."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(PAGES):
        text = f"The ship has {number} masts and calls at the port of Hai Phong once in {number + 2} days."
        (folder / f"{number}.txt").write_text(f"Ship {number}\n------\n\n{text}\n\n{text.upper()}\n", encoding="utf-8")
    made = tmp_path_factory.mktemp("data")
    assert invoke("ingest", folder, "--data", made, KHOTIN_WORKERS="1").exit_code == 0
    with Warehouse(made).write() as session:
        session.connection.execute("UPDATE core.article_version SET body = ['Spoiled.'], content_hash = 'spoiled'")
    return made


def pressed(data: Path, reached: Path, slow: str, times: int) -> tuple[str, float]:
    """Reparse, and press Ctrl-C so often where it is slow; return what it said, and how long it took to end."""
    command: list[str | Path] = [sys.executable, "-c", COMMAND, reached, slow, "reparse", "--apply", "--data", data]
    variables = environment(KHOTIN_WORKERS="1", PYTHONPATH=str(Path(__file__).resolve().parents[2]))
    process = subprocess.Popen(command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        deadline = time.monotonic() + 60
        while not reached.exists():
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert process.stderr is not None
        began, said = time.monotonic(), ""
        for _ in range(times):
            os.kill(process.pid, signal.SIGINT)
            said += process.stderr.readline()
        rest = process.communicate(timeout=100)[1]
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 1, rest
    return said + rest, time.monotonic() - began


def counted(data: Path, sql: str) -> int:
    with Warehouse(data).read() as session:
        return int(session.connection.execute(sql).fetchall()[0][0])


@pytest.mark.parametrize(
    ("slow", "times", "end"),
    [("pages", 1, "interrupted; what was loaded"), ("transaction", 2, "ended at once; what was written")],
)
def test_ctrl_c_ends_it_soon_and_the_same_command_goes_on(
    data: Path, tmp_path: Path, slow: str, times: int, end: str
) -> None:
    said, seconds = pressed(data, tmp_path / "reached", slow, times)
    first, last = said.splitlines()
    assert first == "khotin: stopping; Ctrl-C again ends at once"
    assert last == f"khotin: {end} is kept, and the same command goes on there"
    assert seconds < LONGEST
    assert counted(data, "SELECT count(*) FROM core.article_version WHERE content_hash <> 'spoiled'") == 0
    assert counted(data, "SELECT count(*) FROM ops.lease") == 0


def test_a_batch_that_is_being_written_is_undone(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The transaction ends without a trace as soon as the step that it is at does."""
    monkeypatch.setattr(sys.modules[__name__], "COMMAND", COMMAND.replace("120", "2"))
    said, _ = pressed(data, tmp_path / "reached", "transaction", 1)
    assert "khotin: interrupted" in said
    assert counted(data, "SELECT count(*) FROM core.article_version WHERE content_hash <> 'spoiled'") == 0
    assert counted(data, "SELECT pages FROM ops.reparse") == 0


def test_the_next_reparse_does_all_and_closes_what_was_cut_off(data: Path) -> None:
    done = invoke("reparse", "--apply", "--data", data, KHOTIN_WORKERS="1")
    assert done.exit_code == 0, done.output
    assert counted(data, "SELECT count(*) FROM core.article_version WHERE content_hash <> 'spoiled'") == PAGES
    assert counted(data, "SELECT count(*) FROM ops.run WHERE state = 'running'") == 0
    assert counted(data, "SELECT pages FROM ops.reparse WHERE finished_at IS NOT NULL") == PAGES

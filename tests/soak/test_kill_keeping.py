"""``kill -9`` of backup, restore and vacuum at random moments: what was there stays, and readers never notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.console import invoke
from tests.soak.conftest import Tell, rounds
from tests.soak.killing import Reader, kill, moments, rows
from tests.soak.test_kill_ingest import DOCUMENTS, write_documents
from warehouse.files import WANTED_FILE

LONGEST = 4.0  # seconds: each of the commands takes one to three

EVERYTHING = (
    "select hash(article), hash(words.body) from core.article join core.article_version words using (article_id)"
)

pytestmark = pytest.mark.soak


def test_the_state_survives_however_often_keeping_it_is_killed(tmp_path: Path, tell: Tell) -> None:
    folder, data, safe = tmp_path / "documents", tmp_path / "data", tmp_path / "safe"
    write_documents(folder)
    assert invoke("ingest", folder, "--data", data).exit_code == 0
    before = sorted(rows(data, EVERYTHING))
    assert len(before) == DOCUMENTS
    assert invoke("backup", safe, "--data", data).exit_code == 0
    commands = (("vacuum",), ("backup", safe), ("restore", safe, "--force"))
    times = moments(7, rounds(60, 6), LONGEST)
    with Reader(data) as reader:
        running = sum(kill(after, *commands[turn % len(commands)], "--data", data) for turn, after in enumerate(times))
        for command in commands:
            done = invoke(*command, "--data", data)
            assert done.exit_code == 0, done.output
    assert reader.faults == []
    assert sorted(rows(data, EVERYTHING)) == before
    assert invoke("check", "--data", data).exit_code == 0
    left = {path.name for path in (*data.iterdir(), *safe.iterdir()) if path.name.startswith(".")}
    assert left <= {WANTED_FILE}
    assert invoke("restore", safe, "--data", tmp_path / "new").exit_code == 0
    assert sorted(rows(tmp_path / "new", EVERYTHING)) == before
    tell(f"keeping: {running} of {len(times)} kills met it running; {reader.reads} reads of the snapshot")

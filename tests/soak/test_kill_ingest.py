"""``kill -9`` of ``khotin ingest`` at random moments: run again until done, nothing is lost, doubled or half there.

The groups of copies are those of an ingest that nobody killed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.console import invoke, khotin
from tests.soak.conftest import Tell, rounds
from tests.soak.killing import Reader, kill, moments, rows

DOCUMENTS = rounds(300, 120)
LONGEST = rounds(6, 4)  # seconds: a run that is not killed takes about as long

pytestmark = pytest.mark.soak


def write_documents(folder: Path, count: int = DOCUMENTS) -> None:
    folder.mkdir()
    for number in range(count):
        title = f"Ship number {number} calls at the port of Hai Phong"
        text = (
            f"The ship was built in yard {number * 7} and carries {number * 31 + 5} containers from Belgium to Vietnam."
        )
        body = "\n\n".join(f"{text} Part {part} of the report says so." for part in range(5))
        (folder / f"{number:03}.txt").write_text(f"{title}\n{'-' * len(title)}\n\n{body}\n")


def test_every_document_is_loaded_once_however_often_ingest_is_killed(tmp_path: Path, tell: Tell) -> None:
    folder, data = tmp_path / "documents", tmp_path / "data"
    write_documents(folder)
    data.mkdir()
    (data / "khotin.toml").write_text("batch_size = 25\nworkers = 1\n")
    assert khotin("ingest", folder / "000.txt", "--data", data, "--source", "first").returncode == 0
    times = moments(1, rounds(30, 3), LONGEST)
    command = ("ingest", folder, "--data", data)
    with Reader(data) as reader:
        running = sum(kill(after, *command, KHOTIN_BATCH_SIZE="25", KHOTIN_WORKERS="1") for after in times)
        done = khotin(*command, KHOTIN_BATCH_SIZE="25", KHOTIN_WORKERS="1")
    assert done.returncode == 0, done.stderr
    assert reader.faults == []
    ours = "from core.article where source_id = 'documents'"
    assert rows(data, f"select count(*), count(distinct url), count(distinct title) {ours}") == [(DOCUMENTS,) * 3]
    assert rows(data, "select count(*), max(version) from core.article_version") == [(DOCUMENTS + 1, 1)]
    assert rows(data, "select count(*) from ops.lease") == [(0,)]
    whole = tmp_path / "whole"
    for path, source in ((folder / "000.txt", "first"), (folder, "documents")):
        assert invoke("ingest", path, "--data", whole, "--source", source).exit_code == 0
    members = "select list(url order by url, source_id) as members from mart.article"
    groups = f"{members} group by coalesce(duplicate_of, article_id) order by members"
    assert rows(data, groups) == rows(whole, groups)
    checked = invoke("check", "--data", data)
    assert checked.exit_code == 0, checked.output
    unfinished = rows(data, "select count(*) from ops.run where state = 'running'")[0][0]
    met = f"{running} of {len(times)} kills met it running"
    tell(f"ingest: {met}, {unfinished} runs left unfinished; {reader.reads} reads of the snapshot")

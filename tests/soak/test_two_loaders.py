"""Two loaders of one lake at once, one of them killed again and again: nothing is lost, doubled or half there.

Each ingests documents of its own, and every second document of the one is word for word one of the other's: what is a
copy of what is decided across both. The groups are those of a file into which one after the other was loaded.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.flows.console import khotin, start
from tests.postgres import PostgresMissing, postgres
from tests.soak.conftest import Tell, rounds
from tests.soak.killing import Reader, moments, rows
from tests.soak.test_kill_ingest import DOCUMENTS, write_documents
from warehouse.backend import Place
from warehouse.ducklake_place import read_lake

LONGEST = 8.0  # seconds

pytestmark = [pytest.mark.soak, pytest.mark.patient]


def write_both(folder: Path) -> tuple[Path, Path]:
    """Write the documents of both loaders; every second one of the second is one of the first's."""
    first, second = folder / "first", folder / "second"
    write_documents(first, rounds(DOCUMENTS, 50))
    second.mkdir()
    for number, path in enumerate(sorted(first.iterdir())):
        text = path.read_text() if number % 2 else path.read_text().replace("Hai Phong", "Antwerp")
        (second / f"copy-{path.name}").write_text(text)
    return first, second


def test_two_loaders_of_which_one_is_killed_lose_and_double_nothing(tmp_path: Path, tell: Tell) -> None:
    documents = write_both(tmp_path)
    try:
        with postgres() as server:
            url = f"ducklake:{server.create('lake')};data={tmp_path / 'files'}"
            met = load_and_kill(tmp_path, documents, url)
            check(tmp_path, documents, read_lake(url, tmp_path))
    except PostgresMissing as missing:
        pytest.skip(str(missing))
    tell(f"two loaders: {met}")


def load_and_kill(folder: Path, documents: tuple[Path, Path], url: str) -> str:
    """Start both loaders again and again, kill the one or the other, and let both end at last."""
    for path in documents:
        data = folder / f"data-{path.name}"
        data.mkdir()
        (data / "khotin.toml").write_text(f"warehouse = '{url}'\nbatch_size = 25\nworkers = 1\nlock_wait = 300\n")
    commands = [("ingest", path, "--source", path.name, "--data", folder / f"data-{path.name}") for path in documents]
    sample = ("ingest", documents[0] / "000.txt", "--source", "sample", "--data", folder / "data-first")
    assert khotin(*sample, timeout=600).returncode == 0
    times, running = moments(8, rounds(30, 1), LONGEST), 0
    with Reader(read_lake(url, folder), pause=2) as reader:
        for number, after in enumerate(times):
            loaders = [start(*command) for command in commands]
            time.sleep(after)
            doomed = loaders.pop(number % 2)
            running += doomed.poll() is None
            doomed.kill()
            doomed.communicate()
            loaders[0].communicate()
        last = [start(*command) for command in commands]
        ended = [(process.communicate()[1], process.returncode) for process in last]
    assert [code for _, code in ended] == [0, 0], ended
    assert reader.faults == []
    return f"{running} of {len(times)} kills met one running; {reader.reads} reads of what was published"


def check(folder: Path, documents: tuple[Path, Path], lake: Place) -> None:
    """Compare the lake with a file into which both were loaded, one after the other."""
    whole = folder / "whole"
    sample = (documents[0] / "000.txt", "sample")
    for path, source in (sample, *((one, one.name) for one in documents)):
        assert khotin("ingest", path, "--data", whole, "--source", source, timeout=600).returncode == 0
    for sql in (
        "select source_id, count(*), count(distinct url) from core.article group by all order by all",
        "select count(*), max(version) from core.article_version",
        (
            "select list(url order by url, source_id) as members from mart.article "
            "group by coalesce(duplicate_of, article_id) order by members"
        ),
        "select count(*) from ops.lease",
    ):
        assert rows(lake, sql) == rows(whole, sql), sql
    doubled = "select article_id from core.article group by all having count(*) > 1"
    assert rows(lake, doubled) == []
    for table in ("copy_document", "search_document"):
        assert rows(lake, f"select doc from ops.{table} group by all having count(*) > 1") == []
        assert rows(lake, f"select article_id from ops.{table} group by all having count(*) > 1") == []

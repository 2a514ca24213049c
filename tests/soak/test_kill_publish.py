"""``kill -9`` of two loaders that load and publish in turn, while readers of every kind read the snapshot.

Readers never meet an error, half a batch, a mixture of two snapshots or an older one than before; no batch that was
committed is lost, and none is there twice.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.flows.console import environment
from tests.soak.conftest import Tell, rounds
from tests.soak.killing import rows
from tests.soak.loading import SIZE, START
from warehouse.files import EARLIER_SNAPSHOT
from warehouse.publish import publish
from warehouse.store import Warehouse

SOURCES = ("north", "south")
READERS = ("plain", "lasting", "sql", "search")
LONGEST = 1.5  # seconds after a commit: a publishing and the next load take about as long

STORED = "SELECT source_id, run_id, count(DISTINCT url_key), max(version) FROM core.article GROUP BY ALL"

pytestmark = pytest.mark.soak


class Loader:
    """A loader of one source, begun again whenever it has been killed."""

    def __init__(self, data: Path, source: str) -> None:
        self.data, self.source = data, source
        self.committed: set[int] = set()
        self.begin()

    def begin(self) -> None:
        command = [sys.executable, "-m", "tests.soak.loading", str(self.data), self.source]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=environment())

    def one_more(self) -> None:
        """Wait until a batch is committed."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, f"the loader of {self.source} ended by itself"
        self.committed.add(int(line))

    def kill(self) -> None:
        """Kill it and take in what it had committed before; a line it could not write to its end counts for nothing."""
        self.process.kill()
        out, _ = self.process.communicate()
        self.committed.update(int(line) for line in out.splitlines(keepends=True) if line.endswith("\n"))


def start_reader(data: Path, kind: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.soak.readers", str(data), kind]
    return subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=environment())


def test_readers_notice_nothing_of_loaders_that_are_killed(tmp_path: Path, tell: Tell) -> None:
    data, chance, kills = tmp_path / "data", random.Random(11), rounds(60, 8)
    loaders = [Loader(data, source) for source in SOURCES]
    for loader in loaders:
        for _ in range(2):  # the second is loaded when the first has been published
            loader.one_more()
    readers = {kind: start_reader(data, kind) for kind in READERS}
    try:
        for turn in range(kills):
            loader = loaders[turn % len(loaders)]
            loader.one_more()
            time.sleep(chance.uniform(0, LONGEST))
            loader.kill()
            loader.begin()
        for loader in loaders:
            loader.one_more()
            loader.one_more()
    finally:
        for loader in loaders:
            loader.kill()
        (data / "stop").touch()
        outcomes = {kind: json.loads(reader.communicate()[0]) for kind, reader in readers.items()}
    assert {kind: outcome["faults"][:3] for kind, outcome in outcomes.items()} == {kind: [] for kind in READERS}
    assert all(outcome["reads"] for outcome in outcomes.values())
    reused = "kept and reused" if (data / EARLIER_SNAPSHOT).exists() else "not needed (reflinks)"
    assert publish(Warehouse(data), START).withheld == 0
    found = {loader.source: set[int]() for loader in loaders}
    for source, run_id, articles, versions in rows(data, STORED):
        assert (articles, versions) == (SIZE, 1), run_id
        found[source].add(int(run_id.rpartition("-")[2]))
    for loader in loaders:
        assert loader.committed <= found[loader.source]
        assert found[loader.source] == set(range(len(found[loader.source])))
    assert rows(data, "SELECT count(*) FROM core.article_version") == [(SIZE * sum(map(len, found.values())),)]
    read = ", ".join(f"{outcome['reads']} by {kind}" for kind, outcome in outcomes.items())
    tell(f"publish: {kills} kills, {sum(map(len, found.values()))} batches; reads: {read}; earlier snapshots {reused}")

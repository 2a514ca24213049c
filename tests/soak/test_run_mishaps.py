"""What goes wrong in the midst of ``khotin run``: Ctrl-C, two at the same moment, Prefect's disk, the network.

Whole commands, each with a Prefect server of its own. Nothing is lost, nothing comes twice, nobody reads a traceback,
and the next run does what is left. ``kill -9`` is in test_kill_run.py.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from flows.workshop import utc_now
from scrapers.newsstand import Newsstand
from tests.flows.console import khotin, start
from tests.flows.test_reliability import FULL, small_disk
from tests.flows.test_serve import children_of, is_running
from tests.ports import free_ports
from tests.soak.conftest import Tell
from tests.soak.killing import rows
from tests.soak.test_kill_run import articles, harvest_undisturbed

pytestmark = [pytest.mark.soak, pytest.mark.patient]

SLOW = "ban-mai"  # answers after two seconds where that is wanted
SOURCES = (SLOW, "delta-wire")  # the other one has a feed that is broken on purpose, and every run of it is partial
INTERRUPTED = "khotin: interrupted; what was loaded is kept, and the same command goes on there"
LONGEST = 300.0  # seconds


@dataclass(frozen=True)
class Town:
    """A newsstand that can be gone and come back where it was, and what it has."""

    now: datetime
    port: int
    sources: Path
    wanted: set[tuple[str, str]]

    def stand(self, *faults: str) -> Newsstand:
        return Newsstand(now=self.now, port=self.port, faults=faults)

    def command(self, data: Path) -> tuple[str | Path, ...]:
        return ("run", *SOURCES, "--data", data, "--sources", self.sources)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    folder = tmp_path_factory.mktemp("town")
    empty = Town(utc_now(), free_ports(4), folder / "sources", set())
    with empty.stand() as stand:
        stand.write_sources(empty.sources)
        found = asyncio.run(harvest_undisturbed(folder / "undisturbed", empty.sources, visits=1))
    wanted = {one for one in found if one[0] in SOURCES}
    assert {source_id for source_id, _ in wanted} == set(SOURCES)
    return Town(empty.now, empty.port, empty.sources, wanted)


@contextmanager
def started(town: Town, data: Path) -> Iterator[subprocess.Popen[str]]:
    """Start a run that loads three articles at a time; it is killed when it takes too long, and at the end."""
    process = start(*town.command(data), KHOTIN_BATCH_SIZE="3")
    too_long = threading.Timer(LONGEST, process.kill)
    too_long.start()
    try:
        yield process
    finally:
        too_long.cancel()
        family = children_of(process.pid)
        process.kill()
        process.communicate()
        for pid in filter(is_running, family):
            os.kill(pid, signal.SIGKILL)


def read_until(process: subprocess.Popen[str], words: str) -> None:
    """Read what a run tells until it has told these words."""
    assert process.stderr is not None
    told = []
    for line in process.stderr:
        told.append(line)
        if words in line:
            return
    raise AssertionError(f"the run ended without a word of {words!r}: {''.join(told)}")


def end_of(process: subprocess.Popen[str]) -> tuple[str, str]:
    """Wait for the end of a run, which shows no traceback; return its output and the rest of what it told."""
    out, err = process.communicate(timeout=LONGEST)
    assert "Traceback" not in out + err
    return out, err


def run_again(town: Town, data: Path) -> str:
    """Run as the next one would, on sites that are well; see that everything is there, and return the summary."""
    with town.stand():
        done = khotin(*town.command(data))
    assert done.returncode == 1  # by the broken feed
    assert f"{SLOW}: failed" not in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert_whole(town, data)
    return done.stdout


def assert_whole(town: Town, data: Path) -> None:
    """See that every article is there once, and that nothing is left of the runs."""
    assert articles(data) == town.wanted
    left = (
        "select (select count(*) from core.article_version), (select count(*) from ops.lease), "
        "(select count(*) from ops.run where state = 'running'), (select count(*) from ops.pending)"
    )
    assert rows(data, left) == [(len(town.wanted), 0, 0, 0)]
    loaded = rows(data, "select sum(new + duplicate) from ops.run")
    assert loaded == [(len(town.wanted),)]


@pytest.mark.parametrize("presses", [1, 2])
def test_ctrl_c_ends_a_run_at_once_and_keeps_what_it_has_loaded(
    town: Town, tmp_path: Path, presses: int, tell: Tell
) -> None:
    data = tmp_path / "data"
    with town.stand(f"slow@{SLOW}"), started(town, data) as process:
        read_until(process, f"{SLOW}: batch 1 of")
        family = children_of(process.pid)
        assert family, "the Prefect server"
        begun = time.monotonic()
        for _ in range(presses):
            process.send_signal(signal.SIGINT)
            time.sleep(0.3)
        _, err = end_of(process)
        took = time.monotonic() - begun
        assert process.returncode == 1
        assert err.splitlines()[-1] == INTERRUPTED
        assert took < 20
        while any(map(is_running, family)) and time.monotonic() < begun + 30:
            time.sleep(0.1)
        assert not any(map(is_running, family))
    run_again(town, data)
    ended = rows(data, f"select state, message, new > 0 from ops.run where source_id = '{SLOW}' order by started_at")
    assert ended == [("failed", "interrupted", True), ("done", None, True)]
    tell(f"Ctrl-C {presses} times: the run ended after {took:.1f} s")


def test_two_runs_at_the_same_moment_load_everything_once(town: Town, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with town.stand(f"slow@{SLOW}"), started(town, data) as one, started(town, data) as other:
        ends = [end_of(process) for process in (one, other)]
    assert {process.returncode for process in (one, other)} <= {0, 1}, ends
    assert all("Published" in out for out, _ in ends)
    assert sum(f"{SLOW}: skipped: another run of {SLOW} is under way" in out for out, _ in ends) == 1
    assert_whole(town, data)
    assert rows(data, f"select state from ops.run where source_id = '{SLOW}' order by all") == [("done",), ("skipped",)]


def fill(disk: Path) -> Path:
    """Fill a disk to its last byte; return the file that does."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    return ballast


def test_a_run_goes_on_without_prefect_when_the_disk_of_its_database_is_full(town: Town, tmp_path: Path) -> None:
    data = tmp_path / "data"
    disk = data / "prefect"
    disk.mkdir(parents=True)
    with small_disk(disk, 40_000_000):
        with town.stand(f"slow@{SLOW}"), started(town, data) as process:
            read_until(process, "listings")
            ballast = fill(disk)
            out, err = end_of(process)
        assert process.returncode == 1  # by the broken feed
        assert "Published" in out
        assert "Prefect's server did not take the end of the run" in err
        assert all(line[:2].isdigit() or line.startswith("WARNING ") for line in err.splitlines())
        assert_whole(town, data)
        ballast.unlink()
        assert "Nothing new was loaded." in run_again(town, data)


def test_a_run_whose_prefect_server_has_no_room_to_start_says_so_in_a_line(town: Town, tmp_path: Path) -> None:
    data = tmp_path / "data"
    disk = data / "prefect"
    disk.mkdir(parents=True)
    with small_disk(disk, 40_000_000):
        ballast = fill(disk)
        with started(town, data) as process:
            out, err = end_of(process)
        assert (process.returncode, out, len(err.splitlines())) == (1, "", 1)
        assert f"{disk}: {FULL}. Free space and run again" in err
        ballast.unlink()
        run_again(town, data)


def test_a_network_that_goes_in_mid_run_leaves_the_rest_to_the_next_run(town: Town, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with town.stand(f"slow@{SLOW}") as stand, started(town, data) as process:
        read_until(process, f"{SLOW}: batch 1 of")
        stand.stop()
        out, _ = end_of(process)
    assert process.returncode == 1
    assert f"{SLOW}: partial: " in out
    assert "pages wait for the next run" in out
    some = articles(data)
    assert some < town.wanted
    gone = khotin(*town.command(data))
    assert gone.returncode == 1
    assert "Traceback" not in gone.stdout + gone.stderr
    assert all(f"{source_id}: failed: 3 of 3 listings failed" in gone.stdout for source_id in SOURCES)
    assert articles(data) == some
    run_again(town, data)

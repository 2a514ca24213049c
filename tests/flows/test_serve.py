"""``khotin serve``: scheduled runs, a fresh snapshot, and an end that leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from flows.deployments import of_source, registered
from flows.workshop import utc_now
from scrapers.newsstand import Newsstand
from tests.flows.console import khotin, start
from tests.flows.stand import trial
from tests.ports import free_port
from warehouse.query import SnapshotMissing, run_query

OUTLETS = {"ban-mai", "delta-wire", "harbour-post"}
ADDED = """
section = "diplomacy"
title = "Estonia and Vietnam to share a data vault"
summary = "A second data embassy will stand in a vault in Hanoi."
body = '''
Estonia will keep a copy of its registers in Hanoi, the two governments said on {weekday}, and Vietnam one in Tallinn.

The machines will be installed by {day+30}, in a vault that belongs to Estonia in the eyes of the law of both countries.

Neither government said what the vault would cost, but officials put it at less than a new road of ten kilometres.
'''
"""


# Parts


@pytest.mark.flow
def test_a_deployment_has_the_sources_cron_in_its_time_zone_and_never_two_runs(
    tmp_path: Path, prefect_api: str
) -> None:
    assert prefect_api
    with trial(tmp_path) as stand:
        deployment = registered(of_source(stand.sources["ban-mai"]))
    (schedule,) = (entry.schedule for entry in deployment.schedules or ())
    assert (schedule.cron, schedule.timezone) == ("* * * * *", "Asia/Ho_Chi_Minh")  # type: ignore[union-attr]
    assert deployment.concurrency_limit == 1
    assert deployment.concurrency_options is not None
    assert deployment.concurrency_options.collision_strategy.value == "CANCEL_NEW"
    assert deployment.parameters == {"source_id": "ban-mai", "only_due": True}
    assert deployment.name == "ban-mai"


# The service


def children_of(session_or_parent: int) -> set[int]:
    """Return the processes that descend from one, by /proc."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(stat.parent.name)] = int(fields[1])
    found = {session_or_parent}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {session_or_parent}


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@contextmanager
def service(data: Path, sources: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """Run ``khotin serve``; whatever a test leaves of it is killed."""
    process = start(
        *("serve", "--data", data, "--sources", sources, "--port", str(port)),
        cwd=data.parent,
        KHOTIN_PUBLISH_INTERVAL="2",
    )
    try:
        yield process
    finally:
        for pid in (*children_of(process.pid), process.pid):
            if is_running(pid):
                os.kill(pid, signal.SIGKILL)
        process.communicate()


def ask(data: Path, sql: str) -> list[tuple[Any, ...]]:
    try:
        return list(run_query(data, sql).rows())
    except SnapshotMissing:
        return []


def wait_for(what: str, condition: Callable[[], bool], process: subprocess.Popen[str], seconds: float = 180) -> None:
    """Wait until a condition holds, as long as the service runs."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert process.poll() is None, f"khotin serve ended while waiting for {what}"
        assert time.monotonic() < deadline, f"waited {seconds} s for {what}"
        time.sleep(0.5)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@pytest.mark.soak
def test_the_service_harvests_on_schedule_publishes_and_ends_cleanly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, stories = tmp_path / "data", tmp_path / "stories"
    (stories / "delta-wire").mkdir(parents=True)
    port = free_port()
    with Newsstand(now=utc_now(), stories_dir=stories) as stand:
        stand.write_sources(tmp_path / "sources")
        with service(data, tmp_path / "sources", port) as process:
            wait_for("Prefect's health", lambda: answers(f"http://127.0.0.1:{port}/api/health"), process)
            runs = "select distinct source_id from ops.run where state in ('done', 'partial')"
            wait_for("a run of each source", lambda: {row[0] for row in ask(data, runs)} == OUTLETS, process)
            (stories / "delta-wire" / "data-vault.toml").write_text(ADDED)
            added = "select count(*) from mart.article where title = 'Estonia and Vietnam to share a data vault'"
            wait_for("the story that was added", lambda: ask(data, added) == [(1,)], process)
            family = children_of(process.pid)
            began = time.monotonic()
            process.send_signal(signal.SIGTERM)
            _, err = process.communicate(timeout=60)
            took = time.monotonic() - began
    left = {pid for pid in family if is_running(pid)}
    assert process.returncode == 0, err
    assert took < 30
    assert not left
    assert "Traceback" not in err
    assert "khotin: stopped" in err
    overlapping = ask(
        data,
        "select a.source_id from ops.run a join ops.run b on a.source_id = b.source_id and a.run_id < b.run_id "
        "and a.started_at < b.finished_at and b.started_at < a.finished_at "
        "where a.state <> 'skipped' and b.state <> 'skipped'",
    )
    assert overlapping == []
    checked = khotin("check", "--data", data)
    assert checked.returncode == 0, checked.stdout
    with capsys.disabled():
        sys.stdout.write(f"\nserve: {len(ask(data, 'from ops.run'))} runs, none overlapping; ended in {took:.1f} s\n")


@pytest.mark.flow
def test_a_service_that_is_stopped_while_it_starts_ends_cleanly_too(tmp_path: Path) -> None:
    with Newsstand(now=utc_now()) as stand:
        stand.write_sources(tmp_path / "sources")
        with service(tmp_path / "data", tmp_path / "sources", free_port()) as process:
            wait_for("the server's process", lambda: bool(children_of(process.pid)), process)
            family = children_of(process.pid)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=60)
    assert process.returncode in (0, 1), err
    assert "Traceback" not in err
    assert not {pid for pid in family if is_running(pid)}

"""``khotin serve`` as people run it: killed and started again later, its source files changed, its runs cancelled."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.workshop import utc_now
from scrapers.newsstand import Newsstand
from tests.flows.console import khotin
from tests.flows.prefect_ui import Api
from tests.flows.test_serve import OUTLETS, answers, children_of, is_running, service, wait_for
from tests.ports import free_port
from tests.soak.conftest import Tell, rounds
from warehouse.store import Warehouse

pytestmark = [pytest.mark.soak, pytest.mark.patient]

SLOTS = rounds(5, 2)  # of each source, one a minute, in which nothing serves
ENDED = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}
ARTICLES = "SELECT source_id, title, count(*) FROM core.article GROUP BY ALL ORDER BY ALL"


def at(run: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(run["expected_start_time"])


def stored(data: Path, sql: str) -> list[tuple[Any, ...]]:
    with Warehouse(data, lock_wait=60).read() as session:
        return session.connection.execute(sql).fetchall()


def ended(api: Api, source_id: str, state: str, since: datetime) -> Callable[[], bool]:
    """Return what says whether a run of a source that was planned later ended so."""
    return lambda: any(run["state_type"] == state and at(run) > since for run in api.runs(source_id))


def stop(process: subprocess.Popen[str]) -> str:
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=90)
    assert process.returncode == 0, err
    return err


def nothing_is_half_there(data: Path) -> None:
    assert stored(data, "SELECT * FROM ops.lease") == []
    assert stored(data, "SELECT run_id FROM ops.run WHERE state = 'running'") == []
    whole = "SELECT count(*) FROM core.article LEFT JOIN core.article_version USING (article_id, version)"
    assert stored(data, f"{whole} WHERE article_version.article_id IS NULL") == [(0,)]


@dataclass(frozen=True)
class Restarted:
    """A service that was started again after one that was killed, when both happened, and what it serves."""

    data: Path
    sources: Path
    api: Api
    process: subprocess.Popen[str]
    killed: datetime
    started: datetime
    expected: list[tuple[Any, ...]]


@pytest.fixture(scope="module", params=["alone", "with its children"][: rounds(2, 1)])
def restarted(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Restarted]:
    """Yield a service on a folder whose last service was killed in the middle of a run, several slots before."""
    folder = tmp_path_factory.mktemp("restarted")
    data, sources, port = folder / "data", folder / "sources", free_port()
    api = Api(f"http://127.0.0.1:{port}/api")
    with Newsstand(now=utc_now()) as stand:
        stand.write_sources(sources)
        with service(data, sources, port) as process:
            wait_for("Prefect's health", lambda: answers(f"http://127.0.0.1:{port}/api/health"), process)
            wait_for("a run", lambda: "RUNNING" in {run["state_type"] for run in api.runs("ban-mai")}, process)
            family = children_of(process.pid)
            assert len(family) > 1  # the server, and runs
            for pid in [process.pid, *(family if request.param == "with its children" else ())]:
                os.kill(pid, signal.SIGKILL)
            killed = datetime.now(UTC)
            process.wait()
            while any(is_running(pid) for pid in family):
                # One that is starting notices once it has started, before it does anything.
                assert datetime.now(UTC) < killed + timedelta(seconds=120), "children outlive their service"
                time.sleep(0.2)
        undisturbed = khotin("run", "--sources", sources, "--data", folder / "undisturbed")
        assert undisturbed.returncode in (0, 1), undisturbed.stderr  # some of its pages are not worth keeping
        back = killed.replace(second=3, microsecond=0) + timedelta(minutes=SLOTS)
        while datetime.now(UTC) < back or datetime.now(UTC).second > 30:  # not just before a slot
            time.sleep(1)
        started = datetime.now(UTC)
        with service(data, sources, port) as process:
            wait_for("Prefect's health", lambda: answers(f"http://127.0.0.1:{port}/api/health"), process)
            yield Restarted(data, sources, api, process, killed, started, stored(folder / "undisturbed", ARTICLES))
            if process.poll() is None:
                stop(process)
    nothing_is_half_there(data)


def test_after_downtime_each_source_runs_once_for_all_its_slots_and_goes_on(restarted: Restarted, tell: Tell) -> None:
    api, process = restarted.api, restarted.process
    for source_id in OUTLETS:
        wait_for("a slot after", ended(api, source_id, "COMPLETED", restarted.started), process, 300)
    for source_id in OUTLETS:
        runs = api.runs(source_id)
        passed = [run["state"]["name"] for run in runs if restarted.killed < at(run) < restarted.started]
        assert len(passed) >= SLOTS, passed
        assert set(passed[:-1]) <= {"Missed", "Crashed"}, passed
        assert passed.count("Crashed") <= 1, passed  # one that was started ahead of its slot, before the kill
        after = [run["state"]["name"] for run in runs if at(run) > restarted.killed]
        assert next(name for name in after if name not in {"Missed", "Crashed"}) in {"Completed", "Partial"}, after
        before = {run["state_type"] for run in runs if at(run) < restarted.started}
        assert before <= ENDED, before
    articles = stored(restarted.data, ARTICLES)
    assert {count for *_, count in articles} == {1}
    assert set(restarted.expected) <= set(articles)  # what a first run cannot get comes with a later one
    tell(f"serve: one run of each source for {SLOTS} slots without service; {len(articles)} articles, each once")


def test_source_files_are_followed_while_it_serves(restarted: Restarted) -> None:
    api, process, sources = restarted.api, restarted.process, restarted.sources
    wait_for("the sources", lambda: set(api.deployments()) == OUTLETS | {"maintenance"}, process)
    text = (sources / "ban-mai.toml").read_text("utf-8")
    added = text.replace('id = "ban-mai"', 'id = "ban-mai-again"', 1)
    changed = text.replace('schedule = "* * * * *"', 'schedule = "*/2 * * * *"')
    assert text not in {added, changed}
    since = datetime.now(UTC)
    (sources / "ban-mai-again.toml").write_text(added, "utf-8")
    (sources / "ban-mai.toml").write_text(changed, "utf-8")
    (sources / "delta-wire.toml").unlink()
    (sources / "harbour-post.toml").write_text("id = [", "utf-8")
    there = {"ban-mai", "ban-mai-again", "harbour-post", "maintenance"}
    wait_for("the deployments to follow", lambda: set(api.deployments()) == there, process, 60)
    (schedule,) = (one["schedule"] for one in api.deployments()["ban-mai"]["schedules"])
    assert schedule["cron"] == "*/2 * * * *"
    assert "harbour-post" in {name for name, one in api.deployments().items() if not one["paused"]}
    for source_id in ("ban-mai-again", "ban-mai"):
        wait_for(f"a run of {source_id}", ended(api, source_id, "COMPLETED", since), process)
    wait_for("the broken source, whose schedule goes on", ended(api, "harbour-post", "FAILED", since), process)
    failed = next(run for run in api.runs("harbour-post") if run["state_type"] == "FAILED" and at(run) > since)
    assert "harbour-post.toml" in failed["state"]["message"]
    ahead = [run for run in api.runs("ban-mai") if run["state_type"] == "SCHEDULED"]
    assert ahead
    assert not [run for run in ahead if at(run).minute % 2]
    err = stop(process)
    assert "source file left as it was" in err
    assert "harbour-post.toml" in err
    assert "Traceback" not in err


def test_a_run_that_is_cancelled_in_the_ui_is_cancelled_and_the_next_one_completes(tmp_path: Path, tell: Tell) -> None:
    data, port = tmp_path / "data", free_port()
    api = Api(f"http://127.0.0.1:{port}/api")
    with Newsstand(now=utc_now(), faults=["slow"]) as stand:
        stand.write_sources(tmp_path / "sources")
        for other in OUTLETS - {"harbour-post"}:
            (tmp_path / "sources" / f"{other}.toml").unlink()
        with service(data, tmp_path / "sources", port) as process:
            wait_for("Prefect's health", lambda: answers(f"http://127.0.0.1:{port}/api/health"), process)
            wait_for("a run that fetches", lambda: len(stand.requests) > 3, process)
            (run,) = (one for one in api.runs("harbour-post") if one["state_type"] == "RUNNING")
            began = time.monotonic()
            api.cancel(run["id"])
            wait_for("the end of the run", lambda: api.state(run["id"]) == "CANCELLED", process)
            took = time.monotonic() - began
            wait_for("its lease", lambda: stored(data, "SELECT * FROM ops.lease") == [], process, 20)
            states = stored(data, "SELECT state FROM ops.run")
            assert states == [("failed",)]
            wait_for("the next run", ended(api, "harbour-post", "COMPLETED", at(run)), process)
            stop(process)
    nothing_is_half_there(data)
    tell(f"serve: a run cancelled in the UI ended after {took:.1f} s")

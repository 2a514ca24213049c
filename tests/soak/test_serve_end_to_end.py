"""``khotin serve`` as people run it: its runs cancelled in Prefect's UI."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from flows.workshop import utc_now
from scrapers.newsstand import Newsstand
from tests.flows.prefect_ui import Api
from tests.flows.test_serve import OUTLETS, answers, service, wait_for
from tests.ports import free_port
from tests.soak.conftest import Tell
from warehouse.store import Warehouse

pytestmark = [pytest.mark.soak, pytest.mark.patient]


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

"""Cancel in Prefect's UI, of what runs under a plain command: one source, or all of it."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.workshop import utc_now
from scrapers.newsstand import Newsstand
from tests.flows.console import khotin, start
from tests.flows.prefect_ui import Api
from tests.soak.test_kill_backfill import SOURCE, paper
from warehouse.store import Warehouse

pytestmark = [pytest.mark.soak, pytest.mark.patient]

CANCELLED = "cancelled in Prefect's UI"
BATCH = 10


@contextmanager
def under_way(api: Api, *arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    """Run a command; whatever a test leaves of it is killed."""
    process = start(*arguments, PREFECT_API_URL=api.address, KHOTIN_BATCH_SIZE=str(BATCH))
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def until(what: str, found: Callable[[], Any], process: subprocess.Popen[str], seconds: float = 90) -> Any:
    """Wait for what a command has to come to; return it."""
    deadline = time.monotonic() + seconds
    while not (value := found()):
        assert process.poll() is None, f"it ended before {what}: {process.communicate()}"
        assert time.monotonic() < deadline, f"waited {seconds} s for {what}"
        time.sleep(0.1)
    return value


def stored(data: Path, sql: str) -> list[tuple[Any, ...]]:
    warehouse = Warehouse(data, lock_wait=60)
    if not warehouse.path.exists():
        return []
    with warehouse.read() as session:
        return session.connection.execute(sql).fetchall()


def records(data: Path) -> Mapping[str, tuple[str, str | None, str]]:
    """Return state, message and flow run of each source's part of the only command so far."""
    rows = stored(data, "SELECT source_id, state, message, flow_run_id FROM ops.run")
    return {source_id: (state, message, flow_run) for source_id, state, message, flow_run in rows}


def test_a_source_that_is_cancelled_ends_and_the_others_go_on(tmp_path: Path, prefect_api: str) -> None:
    data, api = tmp_path / "data", Api(prefect_api)
    with Newsstand(now=utc_now(), faults=["slow@ban-mai"]) as stand:
        stand.write_sources(tmp_path / "sources")
        command = ("run", "ban-mai", "delta-wire", "--data", data, "--sources", tmp_path / "sources")
        with under_way(api, *command) as process:
            flow_run = until("its run", lambda: records(data).get("ban-mai"), process)[2]
            api.cancel(flow_run)
            out, err = process.communicate(timeout=90)
    ended = records(data)
    assert process.returncode == 1, err
    assert ended["ban-mai"][:2] == ("failed", CANCELLED)
    assert stored(data, "SELECT new FROM ops.run WHERE source_id = 'delta-wire'") == [(8,)]
    assert f"ban-mai: {CANCELLED}" in err
    assert "Published" in out
    assert "Traceback" not in err
    assert stored(data, "SELECT * FROM ops.lease") == []
    assert api.state(flow_run) == "CANCELLED"
    assert api.state(ended["delta-wire"][2]) == "COMPLETED"
    assert api.state(api.parent(flow_run)) == "COMPLETED"


def test_a_backfill_that_is_cancelled_goes_on_where_it_was(tmp_path: Path, prefect_api: str) -> None:
    data, sources, api = tmp_path / "data", tmp_path / "sources", Api(prefect_api)
    count, articles = 4, 40
    days = [datetime.now(UTC).date() - timedelta(days=back) for back in range(2, 2 + count)]
    span = ("--since", f"{days[-1]}", "--until", f"{days[0]}")
    command = ("backfill", "ledger", *span, "--data", data, "--sources", sources)
    with paper(days, articles, seconds=0.5) as server:
        sources.mkdir()
        (sources / "ledger.toml").write_text(SOURCE.format(origin=server.origin), encoding="utf-8")
        with under_way(api, *command) as process:
            until("its second day", lambda: len(server.paths()) > articles + 3, process)
            flow_run = records(data)["ledger"][2]
            parent = api.parent(flow_run)
            api.cancel(parent)
            _, err = process.communicate(timeout=90)
        assert process.returncode == 1, err
        last = err.splitlines()[-1]
        assert last == f"khotin: {CANCELLED}; what was loaded is kept, and the same command goes on there"
        assert "Traceback" not in err
        assert records(data)["ledger"][:2] == ("failed", CANCELLED)
        assert (api.state(flow_run), api.state(parent)) == ("CANCELLED", "CANCELLED")
        assert stored(data, "SELECT * FROM ops.lease") == []
        asked = len(server.paths())
        assert asked < count * articles
        server.stopping.set()  # the rest comes at once
        again = khotin(*command, PREFECT_API_URL=prefect_api, KHOTIN_BATCH_SIZE=str(BATCH))
        assert again.returncode == 0, again.stderr
        assert "1 of 4 days were complete already" in again.stdout
        repeated = len(server.paths()) - count * articles - count
    total = count * articles
    assert stored(data, "SELECT count(*), count(DISTINCT url_key) FROM core.article") == [(total, total)]
    assert 0 <= repeated <= BATCH + 1  # the batch and the list that it was in, no more

"""The reparse as Prefect sees it: a subflow per source, a task per batch of pages, and what changed as an artifact."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import pytest

from flows.reparse import Reparsing
from tests.flows.stand import trial

pytestmark = pytest.mark.flow

SOURCES = ("ban-mai", "harbour-post")


class Told(NamedTuple):
    """What Prefect's server says of a reparse: states and tasks by flow run, and the artifacts by their type."""

    states: dict[str, str | None]
    tasks: list[str]
    artifacts: dict[str, list[object]]
    progress: list[tuple[str, int, int]]
    pages: int


async def _told(folder: Path) -> Told:
    from prefect import get_client
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
    from prefect.client.schemas.sorting import FlowRunSort, TaskRunSort

    from flows.reparse_flow import run_reparse

    progress: list[tuple[str, int, int]] = []
    with trial(folder, workers=1, batch_size=1) as stand:
        for source_id in SOURCES:
            await stand.harvest(source_id)
        async with stand.workshop() as shop:
            with ThreadPoolExecutor(1) as pool:
                done = await run_reparse(shop, SOURCES, Reparsing(), lambda *said: progress.append(said), pool)
    await asyncio.sleep(3)  # Prefect writes task runs every two seconds
    ids = [UUID(one.record.flow_run_id) for one in done.report.outcomes if one.record.flow_run_id]
    wanted = {"artifacts": {"flow_run_id": {"any_": list(map(str, ids))}}, "sort": "ID_DESC", "limit": 50}
    async with get_client() as client:
        ours = FlowRunFilter(id=FlowRunFilterId(any_=ids))
        runs = await client.read_flow_runs(flow_run_filter=ours, sort=FlowRunSort.ID_DESC, limit=10)
        tasks = await client.read_task_runs(flow_run_filter=ours, sort=TaskRunSort.ID_DESC, limit=200)
        found = (await client.request("POST", "/artifacts/filter", json=wanted)).json()
    artifacts: dict[str, list[object]] = {}
    for artifact in found:
        artifacts.setdefault(artifact["type"], []).append(artifact["data"])
    pages = sum(changes.pages for changes in done.changes.values())
    return Told({run.name: run.state_name for run in runs}, [task.name for task in tasks], artifacts, progress, pages)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, prefect_api: str) -> Told:
    assert prefect_api
    return asyncio.run(_told(tmp_path_factory.mktemp("reparse")))


def test_every_source_is_a_subflow(told: Told) -> None:
    assert told.states == {f"reparse {source_id}": "Completed" for source_id in SOURCES}


def test_tasks_are_batches_never_pages(told: Told) -> None:
    assert all(name.startswith("batch ") for name in told.tasks)
    assert 1 < len(told.tasks) < told.pages / 2


def test_progress_and_what_changed_are_artifacts(told: Told) -> None:
    assert told.artifacts["progress"] == [100.0, 100.0]
    assert all(str(page).startswith("| source | pages |") for page in told.artifacts["markdown"])
    assert told.progress[-1][1] == told.progress[-1][2] > 0

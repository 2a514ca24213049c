"""The flows as Prefect sees them: a subflow per source with an honest state, tasks by listing and batch."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from flows.report import Report
from tests.flows.stand import TEN_DAYS, Trial, trial

if TYPE_CHECKING:
    from prefect.client.schemas.objects import FlowRun

pytestmark = pytest.mark.flow

ILL = "delta-wire"  # every request to it is answered 403
NAMES = ("ban-mai", "delta-wire", "harbour-post")


@dataclass(frozen=True)
class Told:
    """What Prefect's server says of one command: its run, the runs of its sources, the tasks of each by name.

    ``artifacts`` are what the runs left, by key.
    """

    parent: FlowRun
    children: dict[str, FlowRun]
    tasks: dict[str, list[str]]
    artifacts: dict[str, Any]


@dataclass(frozen=True)
class Visits:
    """Two harvests and a backfill of a newsstand, as reported and as Prefect tells them."""

    first: Report
    second: Report
    filled: Report
    told: tuple[Told, Told, Told]
    loaded: list[tuple[Any, ...]]
    requests: int


async def _told(report: Report) -> Told:
    """Ask Prefect's server about the runs of a report; task runs are written late, so wait for them."""
    from prefect import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId, FlowRunFilter, FlowRunFilterId
    from prefect.client.schemas.sorting import FlowRunSort, TaskRunSort

    ids = [UUID(outcome.record.flow_run_id) for outcome in report.outcomes if outcome.record.flow_run_id]
    async with get_client() as client:
        ours = FlowRunFilter(id=FlowRunFilterId(any_=ids))
        runs = await client.read_flow_runs(flow_run_filter=ours, sort=FlowRunSort.ID_DESC, limit=len(ids))
        children = {str(run.parameters["source_id"]): run for run in runs}
        stands_for = await client.read_task_run(_parent_task(runs[0]))
        assert stands_for.flow_run_id is not None
        parent = await client.read_flow_run(stands_for.flow_run_id)
        tasks: dict[str, list[str]] = {}
        for source_id, run in children.items():
            only = FlowRunFilter(id=FlowRunFilterId(any_=[run.id]))
            found = await client.read_task_runs(flow_run_filter=only, sort=TaskRunSort.ID_DESC, limit=200)
            tasks[source_id] = sorted(task.name for task in found)
        of_runs = ArtifactFilterFlowRunId(any_=[parent.id, *(run.id for run in runs)])
        left = await client.read_artifacts(artifact_filter=ArtifactFilter(flow_run_id=of_runs))
    return Told(parent, children, tasks, {one.key or "": one.data for one in left})


def _parent_task(run: FlowRun) -> UUID:
    assert run.parent_task_run_id is not None
    return run.parent_task_run_id


@contextmanager
def _ill_stand(folder: Path) -> Iterator[Trial]:
    with trial(folder, faults=[f"forbidden@{ILL}"], batch_size=4) as made:
        yield made


async def _visit(stand: Trial) -> Visits:
    from flows.harvest_flow import run_backfills, run_sources

    async with stand.workshop() as shop:
        first = await run_sources(shop, NAMES)
    async with stand.workshop() as shop:
        second = await run_sources(shop, NAMES)
    async with stand.workshop() as shop:
        filled = await run_backfills(shop, ["ban-mai"], TEN_DAYS)
    await asyncio.sleep(3)  # Prefect writes task runs every two seconds
    told = (await _told(first), await _told(second), await _told(filled))
    loaded = stand.ask("select source_id, count(*), count(distinct canonical_url) from mart.article group by all")
    return Visits(first, second, filled, told, loaded, len(stand.stand.requests))


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory, prefect_api: str) -> Visits:
    assert prefect_api
    with _ill_stand(tmp_path_factory.mktemp("flows")) as stand:
        return asyncio.run(_visit(stand))


def states(told: Told) -> dict[str, str]:
    return {source_id: run.state_name or "" for source_id, run in told.children.items()}


def test_every_source_has_a_subflow_with_the_state_it_deserves(visits: Visits) -> None:
    first, second, _ = visits.told
    assert states(first) == {"ban-mai": "Completed", "harbour-post": "Partial", ILL: "Failed"}
    assert states(second) == {"ban-mai": "Completed", "harbour-post": "Partial", ILL: "Failed"}


def test_a_source_that_is_down_says_why_and_hides_no_other(visits: Visits) -> None:
    told = visits.told[0]
    assert "http-403" in message(told, ILL)
    assert message(told, "ban-mai").startswith("11 new, 0 updated")
    assert "malformed-feed" in message(told, "harbour-post")
    assert told.parent.state_name == "Partial"
    assert not visits.first.complete


def message(told: Told, source_id: str) -> str:
    state = told.children[source_id].state
    assert state is not None
    return state.message or ""


def test_runs_are_named_for_what_they_do(visits: Visits) -> None:
    first, _, filled = visits.told
    run_id = visits.first.outcomes[0].record.run_id
    assert first.parent.name == f"run {run_id}"
    assert first.children["ban-mai"].name.startswith("harvest ban-mai: all listings, 20")
    assert filled.children["ban-mai"].name.startswith("backfill ban-mai 20")


def test_runs_leave_summaries_that_name_each_source_and_the_query_for_what_is_new(visits: Visits) -> None:
    first, _, filled = visits.told
    run_id = visits.first.outcomes[0].record.run_id
    assert {"run", "run-ban-mai", "run-ban-mai-progress", f"run-{ILL}"} <= set(first.artifacts)
    assert all(f"| {name} | " in first.artifacts["run"] for name in NAMES)
    assert f"-p run={run_id} -p source=ban-mai 'SELECT " in first.artifacts["run-ban-mai"]
    assert "**failed**: 5 of 5 listings failed: http-403" in first.artifacts[f"run-{ILL}"]
    assert first.artifacts["run-ban-mai-progress"] == 100
    assert "backfill-ban-mai" in filled.artifacts
    assert set(first.children["ban-mai"].tags) == {"khotin", "ban-mai", "VN", "vi"}


def test_tasks_are_listings_and_batches_never_articles(visits: Visits) -> None:
    tasks = visits.told[0].tasks["ban-mai"]
    assert Counter(name.split()[0] for name in tasks) == {"poll": 3, "batch": 4}
    assert [name for name in tasks if name.startswith("batch")] == [f"batch {n} of 4" for n in range(1, 5)]
    assert any("rss" in name for name in tasks)


def test_the_second_run_is_mostly_304_and_loads_only_what_was_missing(visits: Visits) -> None:
    records = {outcome.record.source_id: outcome.record for outcome in visits.second.outcomes}
    loaded = {name: (row.new, row.updated, row.duplicate, row.fetched) for name, row in records.items()}
    assert loaded == {
        "ban-mai": (0, 0, 0, 0),
        "harbour-post": (1, 0, 0, 1),  # the page that answered 500 at first
        ILL: (0, 0, 0, 0),
    }
    assert records["ban-mai"].not_modified == 3


def test_the_report_is_what_was_loaded(visits: Visits) -> None:
    assert {outcome.record.source_id for outcome in visits.first.outcomes} == set(NAMES)
    arrived: Counter[str] = Counter()
    for report in (visits.first, visits.second, visits.filled):
        for outcome in report.outcomes:
            arrived[outcome.record.source_id] += outcome.record.new + outcome.record.duplicate
    assert {source_id: (number, number) for source_id, number in arrived.items() if number} == {
        source_id: (rows, addresses) for source_id, rows, addresses in visits.loaded
    }


def test_a_backfill_goes_through_ten_days_and_finds_what_the_feeds_no_longer_list(visits: Visits) -> None:
    by_source = {outcome.record.source_id: outcome.record for outcome in visits.filled.outcomes}
    assert by_source["ban-mai"].state == "done"
    assert by_source["ban-mai"].new == 6
    polls = [name for name in visits.told[2].tasks["ban-mai"] if name.startswith("poll")]
    assert len(polls) == 10
    assert states(visits.told[2]) == {"ban-mai": "Completed"}


def test_the_snapshot_is_published_at_the_end_of_each_command(visits: Visits) -> None:
    for report in (visits.first, visits.second, visits.filled):
        assert report.published is not None
        assert report.published.ok, report.published.error


async def test_a_scheduled_run_whose_source_file_was_broken_says_what_is_wrong_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.harvest_flow import harvest

    with trial(tmp_path) as stand:
        for name, value in stand.settings.environment().items():
            monkeypatch.setenv(name, value)
        (tmp_path / "sources" / "ban-mai.toml").write_text("id = [", encoding="utf-8")
        broken, gone = [await harvest.fn(source_id) for source_id in ("ban-mai", "gone")]
    assert broken.type.value == gone.type.value == "FAILED"
    assert "ban-mai.toml" in (broken.message or "")
    assert "no source 'gone'" in (gone.message or "")

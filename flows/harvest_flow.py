"""The Prefect flows: ``harvest`` and ``backfill`` of one source, and ``run`` and ``run_backfill`` over several.

The flows are thin: the steps are the plain functions of ``flows.source_run`` and ``flows.harvest``, run as tasks, one
per listing and per batch, never one per article. A source that is down is a Failed state with its cause, not a
traceback; nothing new is Completed. Each run leaves a summary in Prefect's UI, and a bar while it goes on.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from prefect import flow, tags
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.context import FlowRunContext, TagsContext
from prefect.states import Cancelled, Completed, Failed
from prefect.tasks import Task

from flows import journal
from flows.artifacts import ProgressBar, leave_markdown
from flows.backfill import backfill_source
from flows.backfill_coverage import coverage_markdown, coverage_of
from flows.backfill_progress import Progress, Stage, pace, unseen
from flows.backfill_routes import Route
from flows.cancelling import end_if_cancelling, nothing_left, watching
from flows.errors import CANCELLED, CancelledInUI, CommandError
from flows.missed import stand_for_the_missed
from flows.publishing import check_and_publish
from flows.report import Outcome, Report
from flows.run_names import harvest_name
from flows.settings import load_settings
from flows.source_run import harvest_source
from flows.summaries import headline, outcome_markdown, report_markdown
from flows.tally import rejects_by_reason
from flows.together import together
from flows.with_service import end_with_service
from flows.workshop import Workshop, choose_sources, open_workshop, read_sources
from scrapers.source import Source

T = TypeVar("T")
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Command:
    """What the flow runs of one command share: the workshop, what came of each source, and who is told of progress.

    Outcomes are kept here and not read from Prefect's states: a state that was set twice, because the answer to the
    first call was lost, comes back from the server without its data.
    """

    shop: Workshop
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    progress: Progress = unseen


_shared: ContextVar[_Command | None] = ContextVar("command", default=None)


def _told(source_id: str, outcome: Outcome) -> State[Any]:
    """Note the outcome for the command, and return the Prefect state that tells it."""
    command = _shared.get()
    if command is not None:
        command.outcomes[source_id] = outcome
    return outcome_state(outcome)


async def _leave_summary(shop: Workshop, outcome: Outcome) -> None:
    """Leave what came of a source with its flow run; the summaries of one source's runs are gathered under one key."""
    record = outcome.record
    text = outcome_markdown(outcome, shop.settings.data)
    await leave_markdown(f"{record.kind}-{record.source_id}", text, f"{record.source_id}, {headline(record)}")


async def as_task(name: str, label: str, work: Callable[[], Awaitable[T]]) -> T:
    """Run a step as a Prefect task."""

    async def step() -> T:
        return await work()

    # Tags are for the flow runs: a task with tags asks the server for a place under each tag's limit before it starts.
    with TagsContext(current_tags=set()):
        return await Task(step, name=name, task_run_name=lambda: f"{name} {label}", cache_policy=NO_CACHE)()


@asynccontextmanager
async def _workshop() -> AsyncIterator[Workshop]:
    """Give the command's workshop, or open one where a flow run stands alone (a schedule, the Prefect UI).

    What it reports goes into the log of the flow run too.
    """
    shared = _shared.get()
    if shared is not None:
        yield replace(shared.shop, report=_also_noted(shared.shop.report))
        return
    settings = load_settings(os.environ)
    sources, _ = read_sources(settings)
    async with open_workshop(settings, sources, report=journal.note) as shop:
        yield shop


def _also_noted(report: Callable[[str, str], None]) -> Callable[[str, str], None]:
    def both(source_id: str, text: str) -> None:
        report(source_id, text)
        journal.note(source_id, text)

    return both


def flow_run_id() -> str | None:
    """Return the id of the flow run that is under way, None outside of one."""
    context = FlowRunContext.get()
    return str(context.flow_run.id) if context and context.flow_run else None


def outcome_state(outcome: Outcome) -> State[Any]:
    """Return the Prefect state that says how the source fared."""
    record, tally = outcome.record, outcome.tally
    counted = f"{record.new} new, {record.updated} updated, {record.duplicate} duplicate, {record.unchanged} unchanged"
    refused = f"; rejected: {rejects_by_reason(tally)}" if record.rejected else ""
    if outcome.cancelled:
        return Cancelled(message=f"{CANCELLED}; {counted}", data=outcome)
    if record.state == "failed":
        return Failed(message=record.message, data=outcome)
    name = {"done": "Completed", "partial": "Partial", "skipped": "Skipped"}[record.state]
    cause = f"; {record.message}" if record.message else ""
    return Completed(name=name, message=counted + refused + cause, data=outcome)


def _why_not_there(source_id: str) -> str | None:
    """Return what is wrong with the file of a source, where it has one that was broken since its run was scheduled."""
    _, broken = read_sources(load_settings(os.environ))
    return next((str(error) for error in broken if error.path.stem == source_id), None)


@flow(name="harvest", flow_run_name=harvest_name)
async def harvest(source_id: str, only_due: bool = False) -> State[Any]:
    """Harvest the current listings of one source: all of them, or only those that are due."""
    end_with_service()
    await stand_for_the_missed()
    async with _workshop() as shop:
        try:
            (source,) = choose_sources(shop.sources, [source_id])
        except CommandError as error:
            return Failed(message=_why_not_there(source_id) or str(error))
        bar = ProgressBar(f"run-{source_id}-progress")
        outcome = await harvest_source(
            shop, source, step=as_task, flow_run_id=flow_run_id(), only_due=only_due, progress=bar
        )
        await _leave_summary(shop, outcome)
        return _told(source_id, outcome)


@flow(name="backfill", flow_run_name="backfill {source_id} {since}..{until}")
async def backfill(source_id: str, since: date, until: date, via: Route = "best") -> State[Any]:
    """Harvest one source's past, window by window, newest first."""
    command = _shared.get()
    bar = ProgressBar(f"backfill-{source_id}-progress")

    async def note(stage: Stage) -> None:
        if stage.total:
            await bar(stage.number, stage.total, f"{stage.label}: {pace(stage)}")
        if command is not None:
            await command.progress(stage)

    async with _workshop() as shop:
        (source,) = choose_sources(shop.sources, [source_id])
        outcome = await backfill_source(
            shop, source, since, until, via=via, step=as_task, flow_run_id=flow_run_id(), progress=note
        )
        await _leave_summary(shop, outcome)
        return _told(source_id, outcome)


async def _gather(
    shop: Workshop,
    source_ids: Sequence[str],
    start: Callable[[str], Awaitable[State[Any]]],
    plainly: Callable[[Source], Awaitable[Outcome]],
    progress: Progress = unseen,
) -> Report:
    """Run one subflow per source, a bounded number at a time; then check and publish.

    Where Prefect's server does not take a subflow, being busy or gone, its source's work is done ``plainly``, without.

    Raises:
        CancelledInUI: the command's own run was cancelled there, or that of each source.
    """
    places = asyncio.Semaphore(shop.settings.max_sources)
    command = _Command(shop, progress=progress)

    async def one(source_id: str) -> Outcome | None:
        source = shop.sources[source_id]
        async with places:
            if watch.everything:
                return None
            try:
                with tags(source_id, source.country, source.language):
                    state = await start(source_id)
                    await end_if_cancelling(state)
            except Exception as error:  # noqa: BLE001 - what Prefect's client raises; what our steps raise is a state
                logger.warning("%s: Prefect's server does not take its run (%s)", source_id, type(error).__name__)
                return command.outcomes.get(source_id) or await plainly(source)
        outcome = command.outcomes.get(source_id)
        if outcome is not None:
            return outcome
        raise await state.aresult(raise_on_failure=False)

    token = _shared.set(command)
    try:
        async with watching(flow_run_id()) as watch:
            ended = await together(one(source_id) for source_id in source_ids)
    finally:
        _shared.reset(token)
    outcomes = tuple(filter(None, ended))
    if nothing_left(watch, outcomes):
        raise CancelledInUI
    keep_days = shop.settings.check_history_days
    published = await asyncio.to_thread(
        check_and_publish, shop.warehouse, shop.clock(), shop.run_id, shop.sources, keep_days=keep_days
    )
    report = Report(outcomes, published)
    await leave_markdown("run", report_markdown(report, shop.settings.data), f"run {shop.run_id}")
    return report


def _summary_state(report: Report) -> State[Any]:
    failed = [outcome.record for outcome in report.outcomes if outcome.record.state == "failed"]
    if failed and len(failed) == len(report.outcomes):
        causes = "; ".join(f"{record.source_id}: {record.message}" for record in failed)
        return Failed(message=causes, data=report)
    new = sum(outcome.record.new for outcome in report.outcomes)
    name = "Completed" if report.complete else "Partial"
    return Completed(name=name, message=f"{new} new from {len(report.outcomes)} sources", data=report)


async def run_sources(shop: Workshop, source_ids: Sequence[str], *, only_due: bool = False) -> Report:
    """Harvest several sources as one flow run with a subflow per source."""
    reports: list[Report] = []

    @flow(name="run", flow_run_name=f"run {shop.run_id}")
    async def run(source_ids: list[str]) -> State[Any]:
        """Harvest every source; one that fails neither stops nor hides the others."""

        def start(source_id: str) -> Awaitable[State[Any]]:
            return harvest(source_id, only_due, return_state=True)

        def plainly(source: Source) -> Awaitable[Outcome]:
            return harvest_source(shop, source, only_due=only_due)

        try:
            reports.append(await _gather(shop, source_ids, start, plainly))
        except CancelledInUI as error:
            return Cancelled(message=str(error))
        return _summary_state(reports[0])

    with tags("khotin"):
        return await _result(run(list(source_ids), return_state=True), reports)


async def run_backfills(
    shop: Workshop, source_ids: Sequence[str], days: tuple[date, date], via: Route = "best", progress: Progress = unseen
) -> Report:
    """Backfill several sources over ``days``, first and last, as one flow run with a subflow per source."""
    reports: list[Report] = []
    since, until = days

    @flow(name="run-backfill", flow_run_name=f"backfill {since}..{until} {shop.run_id}")
    async def run_backfill(source_ids: list[str], since: date, until: date, via: Route) -> State[Any]:
        """Backfill every source; one that fails neither stops nor hides the others."""

        def start(source_id: str) -> Awaitable[State[Any]]:
            return backfill(source_id, since, until, via, return_state=True)

        def plainly(source: Source) -> Awaitable[Outcome]:
            return backfill_source(shop, source, since, until, via=via, progress=progress)

        try:
            reports.append(await _gather(shop, source_ids, start, plainly, progress))
        except CancelledInUI as error:
            return Cancelled(message=str(error))
        covered = await asyncio.to_thread(coverage_of, shop.settings.place, reports[0], since, until)
        await leave_markdown("backfill-coverage", coverage_markdown(covered), f"{since} to {until}, day by day")
        return _summary_state(reports[0])

    with tags("khotin"):
        return await _result(run_backfill(list(source_ids), since, until, via, return_state=True), reports)


async def _result(flow_run: Awaitable[State[Any]], reports: Sequence[Report]) -> Report:
    """Await a command's flow run; return its report, or raise what kept it from having one.

    Raises:
        CancelledInUI: it was cancelled there.
        CommandError: Prefect's server did not take the run.
    """
    try:
        state = await flow_run
        await end_if_cancelling(state)
    except Exception as error:
        if reports:  # all is done and recorded, only the end could not be told
            logger.warning("Prefect's server did not take the end of the run (%s)", type(error).__name__)
            return reports[0]
        raise CommandError(_not_taken(error)) from error
    if reports:
        return reports[0]
    if state.is_cancelled():
        raise CancelledInUI
    raise await state.aresult(raise_on_failure=False)


def _not_taken(error: Exception) -> str:
    cause = (str(error).splitlines() or [""])[0] or type(error).__name__
    if "PREFECT_API_URL" in os.environ:
        return f"Prefect's server (PREFECT_API_URL) does not take the run: {cause}. Start it, or unset that variable"
    return f"Prefect's server could not be started for the run: {cause}. Try again; khotin serve keeps one running"

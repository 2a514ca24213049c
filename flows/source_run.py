"""One source's part of a command, from lease to record: ``harvest_source``, and what every such part has in common.

Whatever happens, the run ends as a row of ``ops.run`` with a state and a cause; a source that fails is a value here
and stops no other source.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import msgspec

from flows.artifacts import Progress, unseen
from flows.cancelling import unless_cancelled
from flows.errors import DISK_FULL, CancelledInUI, explain
from flows.failover import OF_THE_HOST
from flows.harvest import Step, WindowResult, directly, harvest_window, result_of
from flows.lease import SourceBusy, hold_leases
from flows.plan import ARCHIVED, Plan
from flows.report import Outcome
from flows.running import Running, begin_runs, end_runs
from flows.tally import Count, Tally
from flows.workshop import Workshop
from scrapers.discover import Listing, listings
from scrapers.fetch import ContactMissing
from scrapers.source import Source
from transforms.polling import due_at, is_due
from transforms.records import Cursor, RunKind, RunRecord, RunState
from warehouse.store import Session, SourceRow, SourceState, WarehouseBroken, WarehouseBusy

logger = logging.getLogger(__name__)

# Causes that a person understands without a traceback.
EXPECTED = (ContactMissing, SourceBusy, WarehouseBusy, WarehouseBroken)
SHOWN = 3
_CLOSED = "the site stopped answering, or asked for a pause"

Verdict = tuple[RunState, str | None]


def source_row(source: Source) -> SourceRow:
    """Return what the warehouse keeps of a source file."""
    return SourceRow(
        source_id=source.id,
        name=source.name,
        publisher=source.publisher,
        homepage=source.homepage,
        country=source.country,
        language=source.language,
        timezone=source.timezone,
        schedule=source.schedule,
        enabled=source.enabled,
        expected_per_day=source.expect.min_articles_per_day,
        expected_chars=source.expect.min_body_chars,
        expected_fields=source.expect.fields,
        checks=tuple(msgspec.structs.asdict(one) for one in source.checks),
    )


async def harvest_source(
    shop: Workshop,
    source: Source,
    *,
    step: Step = directly,
    flow_run_id: str | None = None,
    only_due: bool = False,
    progress: Progress = unseen,
) -> Outcome:
    """Harvest the current listings of a source: all of them, or only those that are due.

    A run that finds nothing to load is two transactions, one before anything is asked for and one after; a run that
    finds nothing due is one. ``progress`` receives how many of the pages have been visited.
    """
    running = Running(shop, source_row(source), "run", flow_run_id)

    async def work() -> Verdict:
        opened = await shop.writer.write_together(_open, _Opening(shop, source, running, only_due))
        if isinstance(opened, SourceBusy):
            raise opened
        if opened.ended is not None:
            running.ended = opened.ended
            return opened.ended.state, opened.ended.message
        result = await _harvest(shop, source, running, opened, step, progress=progress)
        running.ended = result.ended
        return verdict([result])

    return await _to_its_record(shop, running, work)


class _Opening(NamedTuple):
    """A harvest that is to begin."""

    shop: Workshop
    source: Source
    running: Running
    only_due: bool


class _Opened(NamedTuple):
    """What a harvest begins with: the listings to poll, and the source's state.

    ``ended`` is set where there is nothing to do, ``resting`` are the keys of the listings that are not due.
    """

    window: tuple[Listing, ...]
    state: SourceState
    ended: RunRecord | None = None
    resting: frozenset[str] = frozenset()


def _open(session: Session, openings: Sequence[_Opening]) -> list[_Opened | SourceBusy]:
    """Take the leases, record the beginnings and read the states of all sources that wait, in one transaction."""
    shop = openings[0].shop
    busy = hold_leases(session, shop, [opening.source.id for opening in openings])
    free = [opening for opening in openings if opening.source.id not in busy]
    begin_runs(session, [opening.running for opening in free])
    states = session.states([opening.source.id for opening in free], shop.clock())
    opened = {one.source.id: _opened(one, _of_the_site(states[one.source.id])) for one in free}
    end_runs(session, shop, [one.ended for one in opened.values() if one.ended is not None])
    return [busy.get(one.source.id) or opened[one.source.id] for one in openings]


def _of_the_site(state: SourceState) -> SourceState:
    """Return a state without the pages that a web archive failed to give: a backfill from there tries them again."""
    return replace(state, pending=tuple(lead for lead in state.pending if not lead.listing.startswith(ARCHIVED)))


def _opened(opening: _Opening, state: SourceState) -> _Opened:
    """Choose the listings to poll; where there is nothing to do at all, the run has ended."""
    now, everything = opening.shop.clock(), listings(opening.source)
    window = tuple(one for one in everything if not opening.only_due or is_due(state.cursors.get(one.key), now))
    if window or state.pending or state.revisits:
        resting = frozenset(one.key for one in everything) - {one.key for one in window}
        return _Opened(window, state, resting=resting)
    polled = [state.cursors[one.key] for one in everything]
    return _Opened(window, state, opening.running.ending("done", _nothing_due(polled), Tally()))


def _nothing_due(cursors: Sequence[Cursor]) -> str:
    times = [due for due in map(due_at, cursors) if due is not None]
    return f"no listing was due; the next one is at {min(times):%Y-%m-%d %H:%M} UTC" if times else "no listing to poll"


async def _harvest(
    shop: Workshop, source: Source, running: Running, opened: _Opened, step: Step, *, progress: Progress
) -> WindowResult:
    """Harvest what is to be polled; the last batch, the end of the run and that of its lease are one transaction."""

    def ending(plan: Plan, total: Tally) -> RunRecord:
        polled = {one.listing.key for one in plan.discoveries}  # in place of what is down, some that were not due, too
        state, message = verdict([result_of(plan, total.new)], len(opened.resting - polled), total.left_alone)
        return running.ending(state, message, total)

    return await harvest_window(
        shop,
        source,
        opened.window,
        running.count,
        retry="all",
        step=step,
        state=opened.state,
        ending=ending,
        progress=progress,
    )


def verdict(results: Sequence[WindowResult], resting: int = 0, left_alone: int = 0) -> Verdict:
    """Return how a run ended, by the listings that could not be read, and the pages that were not asked for.

    ``resting`` listings were not due and left alone. They answered the last time, so the source is not down because
    one other is broken; of a host that is in trouble they say nothing. ``left_alone`` pages wait for the next run.
    """
    failures = [failure for result in results for failure in result.failures]
    waiting = f"{left_alone} of its pages wait for the next run: {_CLOSED}" if left_alone else None
    if not failures:
        return ("partial", waiting) if waiting else ("done", None)
    read = sum(result.listings for result in results)
    well = 0 if any(failure.reason in OF_THE_HOST for failure in failures) else resting
    state: RunState = "failed" if len(failures) >= read + well else "partial"
    causes = "; ".join(f"{failure.reason} {failure.url}" for failure in failures[:SHOWN])
    more = " ..." if len(failures) > SHOWN else ""
    instead = " and ".join(dict.fromkeys(kind for result in results for kind in result.instead))
    road = f"; polled instead: {instead}" if instead else ""
    others = f"; {resting} not due" if resting else ""
    failed = f"{len(failures)} of {read} listings failed: {causes}{more}{road}{others}"
    return state, f"{failed}; {waiting}" if waiting else failed


async def recorded(
    shop: Workshop,
    source: SourceRow,
    kind: RunKind,
    flow_run_id: str | None,
    work: Callable[[Count], Coroutine[Any, Any, Verdict]],
) -> Outcome:
    """Run ``work`` between the first and the last writing of its row in ``ops.run``."""
    running = Running(shop, source, kind, flow_run_id)

    async def begun() -> Verdict:
        await shop.writer.write(lambda session: begin_runs(session, [running]))
        return await work(running.count)

    return await _to_its_record(shop, running, begun)


async def _to_its_record(shop: Workshop, running: Running, work: Callable[[], Coroutine[Any, Any, Verdict]]) -> Outcome:
    """Do the work of a run; whatever becomes of it, write how it ended, unless the work has done so itself."""
    state: RunState = "failed"
    message: str | None = "interrupted"
    cancelled = False
    try:
        state, message = await unless_cancelled(running.begun.flow_run_id, work())
    except CancelledInUI as error:
        message, cancelled = str(error), True
        shop.report(running.source_id, message)
    except SourceBusy as error:
        state, message = "skipped", str(error)
    except EXPECTED as error:
        message = str(error)
    except OSError as error:
        message = _explained(running.source_id, error)
    except Exception as error:
        logger.exception("%s: the run failed", running.source_id)
        message = f"{type(error).__name__}: {error}"
    finally:
        record = running.ended or await _finish(shop, running, state, message)
    return Outcome(record, running.count.total, cancelled)


async def _finish(shop: Workshop, running: Running, state: RunState, message: str | None) -> RunRecord:
    """Write how a run ended, and give back its lease if it still has it."""
    record = running.ending(state, message, running.count.total)
    try:
        await shop.writer.write(lambda session: end_runs(session, shop, [record]))
    except (WarehouseBusy, WarehouseBroken) as error:
        told = message is not None and DISK_FULL in message and DISK_FULL in str(error)
        causes = (message,) if told else (message, str(error))
        return replace(record, state="failed", message="; ".join(filter(None, causes)))
    return record


def _explained(source_id: str, error: OSError) -> str:
    """Return what to tell of a file that could not be used; only what nobody expects is shown in full."""
    explained = explain(error)
    if explained is not None:
        return explained[1]
    logger.error("%s: the run failed", source_id, exc_info=error)
    return f"{type(error).__name__}: {error}"

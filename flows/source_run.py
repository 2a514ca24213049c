"""One source's part of a command, from lease to record: ``harvest_source`` and ``backfill_source``.

Whatever happens, the run ends as a row of ``ops.run`` with a state and a cause; a source that fails is a value here
and stops no other source.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date

from flows.harvest import Step, WindowResult, directly, harvest_window
from flows.lease import SourceBusy, leased
from flows.report import Outcome
from flows.tally import Count, Tally
from flows.threads import to_the_end
from flows.workshop import Workshop
from scrapers.discover import Listing, listings
from scrapers.fetch import ContactMissing
from scrapers.source import Source
from transforms import __version__
from transforms.records import RunKind, RunRecord, RunState
from warehouse.store import SourceRow, WarehouseBroken, WarehouseBusy

logger = logging.getLogger(__name__)

# Causes that a person understands without a traceback.
EXPECTED = (ContactMissing, SourceBusy, WarehouseBusy, WarehouseBroken)
BACKFILL_PATIENCE = 120
BACKFILL_PAUSE = 2.0
SHOWN = 3

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
    )


async def harvest_source(
    shop: Workshop, source: Source, *, step: Step = directly, flow_run_id: str | None = None
) -> Outcome:
    """Harvest the current listings of a source."""

    async def work(count: Count) -> Verdict:
        async with leased(shop, source.id):
            window = listings(source)
            result = await harvest_window(shop, source, window, count, retry="all", step=step)
        return _verdict([result])

    return await recorded(shop, source_row(source), "run", flow_run_id, work)


async def backfill_source(
    shop: Workshop,
    source: Source,
    since: date,
    until: date,
    *,
    step: Step = directly,
    flow_run_id: str | None = None,
) -> Outcome:
    """Harvest a source's archive day by day, newest first; days that are complete are passed over.

    ``since`` and ``until`` are days in the source's time zone, both inclusive. The lease is given back between days,
    so that a scheduled run of the same source is never kept waiting for long.
    """

    async def work(count: Count) -> Verdict:
        days = _by_day(listings(source, since, until))
        if not days:
            return "failed", f'{source.id} has no [[discover]] with kind = "archive": nothing to backfill from'
        missing = await asyncio.to_thread(_missing, shop, source.id, days)
        results: list[WindowResult] = []
        for number, day in enumerate(missing, 1):
            result = await _patiently(shop, source, days[day], count, step)
            results.append(result)
            shop.report(source.id, f"day {day}: {number} of {len(missing)}, {result.new} new")
        state, message = _verdict(results)
        passed = len(days) - len(missing)
        note = f"{passed} of {len(days)} days were complete already" if passed else None
        return state, "; ".join(filter(None, (message, note))) or None

    return await recorded(shop, source_row(source), "backfill", flow_run_id, work)


async def _patiently(
    shop: Workshop, source: Source, window: Sequence[Listing], count: Count, step: Step
) -> WindowResult:
    """Harvest one day as soon as the source's lease is free."""
    for _ in range(BACKFILL_PATIENCE):
        try:
            async with leased(shop, source.id):
                return await harvest_window(shop, source, window, count, retry="own", step=step)
        except SourceBusy:
            await asyncio.sleep(BACKFILL_PAUSE)
    raise SourceBusy(f"another run of {source.id} went on for more than {BACKFILL_PATIENCE * BACKFILL_PAUSE:.0f} s")


def _by_day(window: Sequence[Listing]) -> dict[date, list[Listing]]:
    days: dict[date, list[Listing]] = {}
    for listing in window:
        if listing.date is not None:
            days.setdefault(listing.date, []).append(listing)
    return dict(sorted(days.items(), reverse=True))


def _missing(shop: Workshop, source_id: str, days: dict[date, list[Listing]]) -> list[date]:
    """Return the days of which some listing is not complete, or where pages still wait for another try."""
    with shop.warehouse.read() as session:
        cursors = session.cursors(source_id)
        waiting = {lead.listing for lead in session.pending(source_id)}
    complete = {key for key, cursor in cursors.items() if cursor.complete} - waiting
    return [day for day, window in days.items() if any(listing.key not in complete for listing in window)]


def _verdict(results: Sequence[WindowResult]) -> Verdict:
    failures = [failure for result in results for failure in result.failures]
    if not failures:
        return "done", None
    read = sum(result.listings for result in results)
    state: RunState = "failed" if len(failures) >= read else "partial"
    causes = "; ".join(f"{failure.reason} {failure.url}" for failure in failures[:SHOWN])
    more = " ..." if len(failures) > SHOWN else ""
    return state, f"{len(failures)} of {read} listings failed: {causes}{more}"


async def recorded(
    shop: Workshop,
    source: SourceRow,
    kind: RunKind,
    flow_run_id: str | None,
    work: Callable[[Count], Awaitable[Verdict]],
) -> Outcome:
    """Run ``work`` between the first and the last writing of its row in ``ops.run``."""
    record = RunRecord(
        run_id=shop.run_id,
        kind=kind,
        source_id=source.source_id,
        started_at=shop.clock(),
        finished_at=None,
        state="running",
        message=None,
        flow_run_id=flow_run_id,
        code_version=__version__,
    )
    count = Count()
    state: RunState = "failed"
    message: str | None = "interrupted"
    try:
        await to_the_end(lambda: _start(shop, source, record))
        state, message = await work(count)
    except SourceBusy as error:
        state, message = "skipped", str(error)
    except EXPECTED as error:
        message = str(error)
    except Exception as error:
        logger.exception("%s: the run failed", source.source_id)
        message = f"{type(error).__name__}: {error}"
    finally:
        record = await asyncio.to_thread(_finish, shop, record, count.total, state, message)
    return Outcome(record, count.total)


def _start(shop: Workshop, source: SourceRow, record: RunRecord) -> None:
    with shop.warehouse.write() as session:
        session.upsert_sources([source])
        session.start_run(record)


def _finish(shop: Workshop, record: RunRecord, tally: Tally, state: RunState, message: str | None) -> RunRecord:
    done = replace(
        record,
        finished_at=shop.clock(),
        state=state,
        message=message,
        found=tally.found,
        fetched=tally.fetched,
        not_modified=tally.not_modified,
        unchanged=tally.unchanged,
        new=tally.new,
        updated=tally.updated,
        duplicate=tally.duplicate,
        rejected=tally.rejected,
    )
    try:
        with shop.warehouse.write() as session:
            session.finish_run(done)
    except (WarehouseBusy, WarehouseBroken) as error:
        return replace(done, state="failed", message="; ".join(filter(None, (message, str(error)))))
    return done

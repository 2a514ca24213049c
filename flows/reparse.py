"""Reparse: the archived pages of a source through the code of today, batch by batch, resumable at any batch.

Pages are read and made anew in a pool of processes, in the order in which the archive holds them; a batch is written in
one transaction together with how far the reparse has come. A batch takes the source's lease for the length of its
transaction alone, so that scheduled runs go on between two batches, and waits while one of them has it. An interruption
drops the batch under way, whether it is being read or written.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Protocol
from zoneinfo import ZoneInfo

from flows.harvest import Step, directly
from flows.ingest import row_of
from flows.lease import SourceBusy, give_back_leases, hold_lease
from flows.pool import GROUP, groups_of, in_order
from flows.remake import Redone, Remade, code_print, remake_all
from flows.reparse_batch import Weighed, apply, count, weigh
from flows.reparse_tally import Changes
from flows.report import Outcome
from flows.settings import Settings
from flows.source_run import Verdict, recorded
from flows.tally import Count, Tally
from flows.threads import finished, to_the_end
from flows.workshop import Workshop, holder_is_alive, holder_name
from scrapers.source import Source
from transforms import __version__
from transforms.records import Batch, BoilerplateProfile
from warehouse.reparse_jobs import Job, stored_job, write_job
from warehouse.reparse_pages import ArchivedPage, Choice, Place, archived_pages
from warehouse.session import Session
from warehouse.store import Warehouse

BATCHES = 5  # a transaction is so many times KHOTIN_BATCH_SIZE pages: comparing costs much the same for one as for 500
_SLICE = 2_000  # pages whose rows are in memory at a time
_AHEAD = 3  # groups of pages under way for each process
_PATIENCE = timedelta(minutes=30)  # how long a batch waits for another run of its source
_PAUSE = 1.0

Progress = Callable[[str, int, int], None]  # source, pages done, pages in all


def silently(source_id: str, done: int, total: int) -> None:
    """Show no progress."""


class Desk(Protocol):
    """What reading the archive needs; a workshop is one, and so is what a preview has, which writes nothing."""

    @property
    def settings(self) -> Settings:
        """The settings."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """The configured sources by id."""

    @property
    def profiles(self) -> Mapping[str, BoilerplateProfile]:
        """Their profiles of recurring lines."""

    @property
    def warehouse(self) -> Warehouse:
        """The warehouse."""


@dataclass(frozen=True, slots=True)
class Days:
    """Pages fetched from the first to the last day, both inclusive, in the source's time zone; None: no bound."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Reparsing:
    """What a reparse does: which days, whether refusals count (``apply_rejects``), whether from the beginning."""

    days: Days = Days()
    apply_rejects: bool = False
    again: bool = False


def choice_of(desk: Desk, source_id: str, days: Days, of: int | None = None) -> Choice:
    """Return which pages of a source are chosen."""
    source = desk.sources.get(source_id)
    zone = ZoneInfo(source.timezone if source else "UTC")
    since = datetime.combine(days.since, time(), zone) if days.since else None
    before = datetime.combine(days.until + timedelta(days=1), time(), zone) if days.until else None
    return Choice(source_id, since, before, of)


class Stopped(Exception):
    """A batch is not written, because the command was interrupted meanwhile."""


def redo(
    desk: Desk, choice: Choice, pool: Executor, after: Place | None = None, stop: threading.Event | None = None
) -> Iterator[Redone]:
    """Make the pages of a choice anew in the pool, in order, a bounded number of them under way, until ``stop``."""
    archive, source_id = desk.settings.data / "archive", choice.source_id
    source, profile = desk.sources.get(source_id), desk.profiles.get(source_id)

    def submit(group: Sequence[ArchivedPage]) -> Future[list[Remade]]:
        return pool.submit(remake_all, group, archive, source, profile)

    groups = groups_of(_pages(desk.warehouse, choice, after), GROUP)
    for group, made in in_order(submit, groups, _AHEAD * workers(desk.settings)):
        if stop is not None and stop.is_set():
            return
        yield from map(Redone, group, made)


def workers(settings: Settings) -> int:
    """Return how many processes parse."""
    return settings.workers or os.cpu_count() or 1


def _pages(warehouse: Warehouse, choice: Choice, after: Place | None) -> Iterator[ArchivedPage]:
    while True:
        with warehouse.read() as session:
            pages = archived_pages(session.connection, choice, after, _SLICE)
        yield from pages
        if len(pages) < _SLICE:
            return
        after = pages[-1].place


async def reparse_source(
    shop: Workshop,
    source_id: str,
    what: Reparsing,
    pool: Executor,
    *,
    step: Step = directly,
    flow_run_id: str | None = None,
    progress: Progress = silently,
) -> tuple[Outcome, Changes]:
    """Bring what is stored of a source to what today's code makes of its pages; return how it went and what changed."""
    changes, stop = Changes(), threading.Event()

    async def work(tally: Count) -> Verdict:
        job, pages = await shop.writer.write(lambda session: _begin(session, shop, source_id, what))
        batches = groups_of(redo(shop, pages, pool, job.place, stop), BATCHES * shop.settings.batch_size)
        while redone := await to_the_end(lambda: next(batches, []), stop):
            total = redone[-1].page.total
            batch = partial(_batch, shop, job, redone, what, stop)
            try:
                job, weighed, counted = await step("batch", f"{redone[-1].page.number} of {total}", batch)
            except SourceBusy as error:
                return "partial", f"{error}; the same command goes on from there"
            tally.add(counted)
            changes.total = max(changes.total, total)
            count(changes, redone, weighed)
            progress(source_id, job.pages, total)
        await shop.writer.write(lambda session: _end(session, shop, job))
        return "done", _note(changes, again=pages != job.choice)

    outcome = await recorded(shop, row_of(shop, source_id), "reparse", flow_run_id, work)
    return outcome, changes


def _begin(session: Session, shop: Workshop, source_id: str, what: Reparsing) -> tuple[Job, Choice]:
    """Take up a reparse where it was left, or begin it; return it, and which of its pages are to be read.

    One that was finished is done again for what came since it began, unless all is to be done ``again``.

    Raises:
        SourceBusy: another process is at it.
    """
    now, choice = shop.clock(), choice_of(shop, source_id, what.days)
    code = code_print(shop.sources.get(source_id), shop.profiles.get(source_id))
    holder = f"{shop.run_id}@{holder_name()}"
    job = Job(choice, code, __version__, holder, started_at=now, updated_at=now)
    before = stored_job(session.connection, choice, code, __version__)
    if before is not None and before.finished_at is None:
        _see_that_nobody_does_it(session, shop, before)
        job = job if what.again else replace(before, holder=holder, updated_at=now)
    elif before is not None and not what.again:
        choice = replace(choice, since=max(filter(None, (choice.since, before.started_at))))
    write_job(session.connection, job)
    return job, choice


def _see_that_nobody_does_it(session: Session, shop: Workshop, job: Job) -> None:
    """Record that the run of an unfinished job is dead; raises SourceBusy where it is not."""
    run_id, _, process = job.holder.partition("@")
    if process != holder_name() and holder_is_alive(process):
        raise SourceBusy(f"another reparse of {job.choice.source_id} is under way ({job.holder})")
    session.end_dead_run(run_id, job.choice.source_id, shop.clock())


async def _batch(
    shop: Workshop, job: Job, redone: Sequence[Redone], what: Reparsing, stop: threading.Event
) -> tuple[Job, Weighed, Tally]:
    """Write a batch, when no other run has its source; a cancellation sets ``stop``, which undoes it.

    Raises:
        SourceBusy: one has it for too long.
    """
    source_id, begun = job.choice.source_id, shop.clock()
    while True:
        try:
            settling = partial(_settle, shop=shop, job=job, redone=redone, what=what, stop=stop)
            return await finished(shop.writer.write(settling), stop)
        except SourceBusy as error:
            if shop.clock() - begun > _PATIENCE:
                raise
            shop.report(source_id, f"waiting: {error}")
            await asyncio.sleep(_PAUSE)


def _settle(
    session: Session, *, shop: Workshop, job: Job, redone: Sequence[Redone], what: Reparsing, stop: threading.Event
) -> tuple[Job, Weighed, Tally]:
    """Write a batch and how far the reparse has come, in the session's transaction.

    Raises:
        Stopped: ``stop`` was set meanwhile.
    """
    source_id, now = job.choice.source_id, shop.clock()
    hold_lease(session, shop, source_id)
    weighed = weigh(session, Batch(shop.run_id, source_id, now), redone)
    _go_on_unless(stop)
    tally = apply(session, weighed, apply_rejects=what.apply_rejects) + Tally(found=len(redone))
    _go_on_unless(stop)
    job = replace(job, updated_at=now, place=redone[-1].page.place, pages=job.pages + len(redone))
    write_job(session.connection, job)
    give_back_leases(session, shop, [source_id])
    return job, weighed, tally


def _go_on_unless(stop: threading.Event) -> None:
    if stop.is_set():
        raise Stopped


def _end(session: Session, shop: Workshop, job: Job) -> None:
    now = shop.clock()
    write_job(session.connection, replace(job, updated_at=now, finished_at=now))


def _note(changes: Changes, *, again: bool) -> str | None:
    """Return what a person should know of a reparse that was done."""
    notes = []
    if again:
        notes.append("this very code has read the earlier pages already (--again reads them all the same)")
    if changes.missing:
        url, detail = changes.missed[0]
        notes.append(f"{changes.missing} pages could not be had from the archive, such as {url}: {detail}")
    return "; ".join(notes) or None

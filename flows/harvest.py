"""The harvest of one source: poll its listings, visit what is new, load it; plain steps that Prefect only wraps.

A window is what is committed as one: all current listings of a source, or one past day of its archive. Within a
window every batch is a transaction of its own, and the state of the listings is committed with the last of them, so
that a run that dies is simply run again: nothing lost, nothing twice.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count as counter
from typing import Literal, NamedTuple, Protocol, TypeVar
from urllib.parse import urlsplit

from flows.artifacts import Progress, unseen
from flows.failover import LEFT_ALONE, fail_over, kinds_of
from flows.interpret import NO_EXTRAS, Extras, Visit, settle
from flows.journal import note_rejects
from flows.lease import hold_lease
from flows.plan import Errand, Failures, Plan, make_plan
from flows.retention import oldest_kept, without_old
from flows.road import OWN_SITE, Road
from flows.running import end_runs
from flows.tally import Count, Tally, tally_fetches, tally_rejects
from flows.together import together
from flows.workshop import Workshop
from scrapers.discover import Discovery, Listing
from scrapers.source import Source
from transforms.records import Batch, RunRecord
from warehouse.store import Session, Sitting, SourceState

T = TypeVar("T")
Retry = Literal["all", "own"]
# Makes the record of a run that ends with its window, from what the window did and all that was counted.
Ending = Callable[[Plan, Tally], RunRecord]
End = Callable[[Tally], RunRecord]


class Step(Protocol):
    """How a step is run: directly, or as a Prefect task."""

    async def __call__(self, name: str, label: str, work: Callable[[], Awaitable[T]]) -> T:
        """Run ``work`` as the step ``name``; ``label`` says on what."""


async def directly(name: str, label: str, work: Callable[[], Awaitable[T]]) -> T:
    """Run a step as it is."""
    return await work()


@dataclass(frozen=True, slots=True)
class WindowResult:
    """What a window did: new articles, listings polled, and those of them that could not be read.

    ``instead`` are the kinds of listings that were polled because others were down. ``ended`` is the record of the run,
    where the run ended with its window.
    """

    new: int
    listings: int
    failures: Failures
    ended: RunRecord | None = None
    instead: tuple[str, ...] = ()


async def harvest_window(
    shop: Workshop,
    source: Source,
    window: Sequence[Listing],
    count: Count,
    *,
    retry: Retry,
    step: Step = directly,
    state: SourceState | None = None,
    ending: Ending | None = None,
    road: Road = OWN_SITE,
    progress: Progress = unseen,
) -> WindowResult:
    """Poll the listings of a window, visit what wants a visit, load it batch by batch, adding up in ``count``.

    Args:
        shop: what the command works with.
        source: the source that the window belongs to; its lease is held.
        window: the listings.
        count: what was committed is added here.
        retry: which leads that failed at earlier runs are tried again: all of the source's, or the window's own.
        step: how the steps are run.
        state: what the warehouse holds of the source, where that has been read already.
        ending: makes the record of the run, if the run and its lease end with the window. Such a window fails over to
            further listings where its own are down; windows of the past stay what they are.
        road: where listings and pages come from.
        progress: receives how many of the window's pages have been visited.
    """
    if state is None:
        state = await shop.writer.write(lambda session: _state(session, source, window, retry))
    cursors = state.cursors

    async def poll(some: Sequence[Listing]) -> list[Discovery]:
        return await together(road.poll(shop, source, listing, cursors, step) for listing in some)

    discoveries = await poll(window)
    more = await fail_over(source, discoveries, cursors, shop.clock(), poll) if ending is not None else ()
    plan = await make_plan(shop, source, (*discoveries, *more), state, instead=kinds_of(more))
    count.add(Tally(found=len(plan.mentions), unchanged=len(plan.idle_keys)))
    shop.report(source.id, plan.words)
    for discovery in plan.discoveries:
        note_rejects(source.id, discovery.rejects)
    before = count.total.new
    ended = await _visit_all(shop, source, plan, count, step=step, ending=ending, progress=progress, road=road)
    return result_of(plan, count.total.new - before, ended)


def result_of(plan: Plan, new: int, ended: RunRecord | None = None) -> WindowResult:
    """Return what a window did, from its plan and the number of new articles."""
    return WindowResult(new, len(plan.discoveries), plan.failures, ended, plan.instead)


def _state(session: Session, source: Source, window: Sequence[Listing], retry: Retry) -> SourceState:
    """Read the state of a window: cursors, and the leads to try again."""
    pending = session.pending(source.id)
    own = {listing.key for listing in window}
    again = tuple(lead for lead in pending if retry == "all" or lead.listing in own)
    return SourceState(session.cursors(source.id), again, ())


async def _visit_all(
    shop: Workshop,
    source: Source,
    plan: Plan,
    count: Count,
    *,
    step: Step,
    ending: Ending | None,
    progress: Progress,
    road: Road,
) -> RunRecord | None:
    size, whole, visited = shop.settings.batch_size, len(plan.errands), counter(1)
    batches = [plan.errands[start : start + size] for start in range(0, len(plan.errands), size)] or [()]
    ended: RunRecord | None = None

    async def visit_one(errand: Errand) -> Visit:
        found = await road.visit(shop, source, errand)
        done = next(visited)
        await progress(done, whole, f"{done} of {whole} pages visited")
        return found

    for number, errands in enumerate(batches, 1):
        last = number == len(batches)
        extras = _closing(plan) if last else NO_EXTRAS
        end = partial(ending, plan) if last and ending is not None else None

        async def work(
            errands: Sequence[Errand] = errands, extras: Extras = extras, end: End | None = end
        ) -> RunRecord | None:
            visits = await together(visit_one(errand) for errand in errands)
            note_rejects(source.id, [reject for visit in visits for reject in visit.rejects])
            return await _load(shop, source, visits, extras, count, end=end)

        ended = await step("batch", f"{number} of {len(batches)}", work)
        shop.report(
            source.id, f"batch {number} of {len(batches)}: {count.total.new} new, {count.total.updated} updated so far"
        )
    return ended


async def _load(
    shop: Workshop, source: Source, visits: Sequence[Visit], extras: Extras, count: Count, *, end: End | None
) -> RunRecord | None:
    """Load a batch in one transaction, and with it the end of the run where it is the last."""
    if end is not None and not visits:
        return await _end_idle(shop, source, extras, count, end)

    def settled(session: Session) -> RunRecord | None:
        tally = settle_visits(session, shop, source.id, visits, extras)
        record = end(count.total + tally) if end is not None else None
        if record is not None:
            end_runs(session, shop, [record])
        count.add(tally)
        return record

    before = count.total
    try:
        return await shop.writer.write(settled)
    except Exception:
        count.total = before  # it was counted in the transaction, which is undone; what is cancelled, is committed
        raise


class _Idle(NamedTuple):
    """The end of a run that visited nothing: its listings' state and its record."""

    shop: Workshop
    batch: Batch
    record: RunRecord


async def _end_idle(shop: Workshop, source: Source, extras: Extras, count: Count, end: End) -> RunRecord:
    count.add(tally_fetches(extras.fetches) + tally_rejects(extras.rejects))
    batch = Batch(
        run_id=shop.run_id,
        source_id=source.id,
        loaded_at=shop.clock(),
        rejects=extras.rejects,
        fetches=extras.fetches,
        cursors=extras.cursors,
        leads=extras.leads,
    )
    return await shop.writer.write_together(_load_idle, _Idle(shop, batch, end(count.total)))


def _load_idle(session: Session, idle: Sequence[_Idle]) -> list[RunRecord]:
    """Load the state of listings and end the runs, of all sources that have come so far, in one transaction."""
    session.load_states([one.batch for one in idle])
    end_runs(session, idle[0].shop, [one.record for one in idle])
    return [one.record for one in idle]


def _closing(plan: Plan) -> Extras:
    """Return what the last batch of a window commits besides its own articles.

    The mentions are among it: that a listing's links are known has to mean that all they led to is settled, or a run
    that died would be the reason not to read on where it stopped.
    """
    return Extras(
        cursors=tuple(cursor for one in plan.discoveries for cursor in (one.cursor, *one.shards) if cursor is not None),
        leads=tuple(lead for mentions in plan.mentions.values() for lead in mentions),
        fetches=tuple(fetch for discovery in plan.discoveries for fetch in discovery.fetches),
        rejects=tuple(reject for discovery in plan.discoveries for reject in discovery.rejects),
    )


def settle_visits(
    session: Session, shop: Workshop, source_id: str, visits: Sequence[Visit], extras: Extras = NO_EXTRAS
) -> Tally:
    """Load a batch in the session's transaction, renewing the lease of its source on the way."""
    hold_lease(session, shop, source_id)
    template = Batch(run_id=shop.run_id, source_id=source_id, loaded_at=shop.clock())
    source = shop.sources.get(source_id)
    visits = without_old(visits, oldest_kept(shop.settings, source, shop.clock()))
    counted = settle(session, template, visits, extras, max_attempts=shop.settings.max_attempts)
    return counted + Tally(left_alone=_left_alone(source, visits))


def _left_alone(source: Source | None, visits: Sequence[Visit]) -> int:
    """Count the pages of a source's own hosts that were not even asked for; strangers may rest for good."""
    urls = [] if source is None else [source.homepage, *(discover.url for discover in source.discover)]
    hosts = {urlsplit(url).hostname for url in urls}
    waiting = [visit.lead.url for visit in visits if visit.lead and {one.reason for one in visit.rejects} & LEFT_ALONE]
    return sum(urlsplit(url).hostname in hosts for url in waiting)


def load_visits(shop: Workshop, sitting: Sitting, source_id: str, visits: Sequence[Visit]) -> Tally:
    """Load a batch in a transaction of its own, for work that runs in a thread."""
    with sitting.write() as session:
        return settle_visits(session, shop, source_id, visits)

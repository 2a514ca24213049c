"""The harvest of one source: poll its listings, visit what is new, load it; plain steps that Prefect only wraps.

A window is what is committed as one: all current listings of a source, or one past day of its archive. Within a
window every batch is a transaction of its own, and the state of the listings is committed with the last of them, so
that a run that dies is simply run again: nothing lost, nothing twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, TypeVar

from flows.interpret import NO_EXTRAS, Extras, Visit, interpret, settle
from flows.lease import hold_lease
from flows.tally import Count, Tally
from flows.threads import to_the_end
from flows.together import together
from flows.workshop import Workshop
from scrapers.discover import Discovery, Listing, discover
from scrapers.source import Source
from transforms.records import Batch, Cursor, KnownArticle, Lead, Reject, Validators
from transforms.revisit import wants_visit
from transforms.urls import article_id, url_key

T = TypeVar("T")
Retry = Literal["all", "own"]


class Step(Protocol):
    """How a step is run: directly, or as a Prefect task."""

    async def __call__(self, name: str, label: str, work: Callable[[], Awaitable[T]]) -> T:
        """Run ``work`` as the step ``name``; ``label`` says on what."""


async def directly(name: str, label: str, work: Callable[[], Awaitable[T]]) -> T:
    """Run a step as it is."""
    return await work()


@dataclass(frozen=True, slots=True)
class Errand:
    """A lead that will be visited, with its URL key and what is known of the article."""

    lead: Lead
    key: str
    known: KnownArticle | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a window does: the errands, every mention of each key, and what the listings said.

    Mentions and listings are remembered once what they led to is settled.
    """

    discoveries: tuple[Discovery, ...]
    errands: tuple[Errand, ...]
    mentions: Mapping[str, tuple[Lead, ...]]

    @property
    def idle(self) -> tuple[Lead, ...]:
        """Return the mentions of articles that need no visit."""
        visited = {errand.key for errand in self.errands}
        return tuple(lead for key, leads in self.mentions.items() if key not in visited for lead in leads)


@dataclass(frozen=True, slots=True)
class WindowResult:
    """What a window did: new articles, listings polled, and those of them that could not be read."""

    new: int
    listings: int
    failures: tuple[Reject, ...]


async def harvest_window(
    shop: Workshop, source: Source, window: Sequence[Listing], count: Count, *, retry: Retry, step: Step = directly
) -> WindowResult:
    """Poll the listings of a window, visit what wants a visit, load it batch by batch, adding up in ``count``.

    ``retry`` says which leads that failed at earlier runs are tried again: all of the source's, or the window's own.
    """
    cursors, pending = await asyncio.to_thread(_state, shop, source, window, retry)
    discoveries = await together(_poll(shop, source, listing, cursors, step) for listing in window)
    plan = await asyncio.to_thread(_plan, shop, source, discoveries, pending)
    count.add(Tally(found=len(plan.mentions), unchanged=len(plan.mentions) - len(plan.errands)))
    shop.report(source.id, _polled(plan))
    before = count.total.new
    await _visit_all(shop, source, plan, count, step)
    failures = tuple(reject for d in plan.discoveries if d.cursor is None for reject in d.rejects)
    return WindowResult(count.total.new - before, len(window), failures)


async def _poll(
    shop: Workshop, source: Source, listing: Listing, cursors: Mapping[str, Cursor], step: Step
) -> Discovery:
    async def work() -> Discovery:
        return await discover(listing, source, shop.fetcher, cursors.get(listing.key))

    return await step("poll", listing.key, work)


def _polled(plan: Plan) -> str:
    same = sum(1 for discovery in plan.discoveries if discovery.not_modified)
    listed = f"{len(plan.discoveries)} listings ({same} not modified)"
    return f"{listed}, {len(plan.mentions)} links, {len(plan.errands)} to visit"


def _state(
    shop: Workshop, source: Source, window: Sequence[Listing], retry: Retry
) -> tuple[dict[str, Cursor], tuple[Lead, ...]]:
    with shop.warehouse.read() as session:
        cursors, pending = session.cursors(source.id), session.pending(source.id)
    own = {listing.key for listing in window}
    return cursors, tuple(lead for lead in pending if retry == "all" or lead.listing in own)


def _plan(shop: Workshop, source: Source, discoveries: Sequence[Discovery], pending: Sequence[Lead]) -> Plan:
    mentions: dict[str, list[Lead]] = {}
    for lead in (*pending, *(lead for discovery in discoveries for lead in discovery.leads)):
        mentions.setdefault(url_key(lead.url), []).append(lead)
    ids = {key: article_id(source.id, key) for key in mentions}
    with shop.warehouse.read() as session:
        known = session.known(article_ids=set(ids.values()), url_keys=set(mentions), source_id=source.id)
    hashes: dict[str, dict[str, str]] = {}
    for (key, listing), value in known.leads.items():
        hashes.setdefault(key, {})[listing] = value
    errands = (
        _errand(key, same, known.articles.get(ids[key]), hashes.get(key, {}), shop.clock())
        for key, same in mentions.items()
    )
    return Plan(
        tuple(discoveries),
        tuple(errand for errand in errands if errand is not None),
        {key: tuple(same) for key, same in mentions.items()},
    )


def _errand(
    key: str, mentions: Sequence[Lead], known: KnownArticle | None, hashes: Mapping[str, str], now: datetime
) -> Errand | None:
    for lead in mentions:
        if lead.attempts or wants_visit(lead, known, hashes, now):
            return Errand(lead, key, known)
    return None


async def _visit_all(shop: Workshop, source: Source, plan: Plan, count: Count, step: Step) -> None:
    size = shop.settings.batch_size
    batches = [plan.errands[start : start + size] for start in range(0, len(plan.errands), size)] or [()]
    for number, errands in enumerate(batches, 1):
        last = number == len(batches)
        mentions = tuple(lead for errand in errands for lead in plan.mentions[errand.key])
        extras = _closing(plan, mentions) if last else Extras(leads=mentions)

        async def work(errands: Sequence[Errand] = errands, extras: Extras = extras) -> None:
            visits = await together(visit(shop, source, errand) for errand in errands)
            await to_the_end(lambda: count.add(load_visits(shop, source.id, visits, extras)))

        await step("batch", f"{number} of {len(batches)}", work)
        shop.report(
            source.id, f"batch {number} of {len(batches)}: {count.total.new} new, {count.total.updated} updated so far"
        )


def _closing(plan: Plan, mentions: tuple[Lead, ...]) -> Extras:
    """Return what the last batch of a window commits besides its own articles."""
    return Extras(
        cursors=tuple(discovery.cursor for discovery in plan.discoveries if discovery.cursor is not None),
        leads=mentions + plan.idle,
        fetches=tuple(fetch for discovery in plan.discoveries for fetch in discovery.fetches),
        rejects=tuple(reject for discovery in plan.discoveries for reject in discovery.rejects),
    )


async def visit(shop: Workshop, source: Source, errand: Errand) -> Visit:
    """Fetch one page and read it; nothing is loaded yet."""
    known = errand.known
    validators = Validators(known.etag, known.last_modified) if known else None
    exchange = await shop.fetcher.get(errand.lead.url, source, "article", validators=validators, lead=errand.lead)
    outcome = await asyncio.to_thread(interpret, exchange.page, source) if exchange.page else exchange.reject
    return Visit(
        fetches=exchange.fetches,
        article=None if isinstance(outcome, Reject) else outcome,
        rejects=(outcome,) if isinstance(outcome, Reject) else (),
        lead=errand.lead,
        key=errand.key,
        failed=exchange.outcome == "failed",
        known_id=known.article_id if known else None,
    )


def load_visits(shop: Workshop, source_id: str, visits: Sequence[Visit], extras: Extras = NO_EXTRAS) -> Tally:
    """Load a batch in one transaction, renewing the lease of its source on the way."""
    template = Batch(run_id=shop.run_id, source_id=source_id, loaded_at=shop.clock())
    with shop.warehouse.write() as session:
        hold_lease(session, shop, source_id)
        return settle(session, template, visits, extras, max_attempts=shop.settings.max_attempts)

"""Roads: where the listings and pages of a window come from, the source's own site or an archive of the web."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Protocol

from flows.interpret import Visit, interpret
from flows.plan import REVISIT, Errand
from flows.workshop import Workshop
from scrapers.discover import Discovery, Listing, discover
from scrapers.source import Source
from transforms.records import Article, Cursor, Known, Page, Reject, Validators
from warehouse.store import Session

if TYPE_CHECKING:
    from flows.harvest import Step


class Road(Protocol):
    """Where a window's listings and pages come from."""

    async def poll(
        self, shop: Workshop, source: Source, listing: Listing, cursors: Mapping[str, Cursor], step: Step
    ) -> Discovery:
        """Read one listing."""

    async def visit(self, shop: Workshop, source: Source, errand: Errand) -> Visit:
        """Fetch one page and read it; nothing is loaded yet."""


class OwnSite:
    """The road of every harvest: to the source's own site."""

    async def poll(
        self, shop: Workshop, source: Source, listing: Listing, cursors: Mapping[str, Cursor], step: Step
    ) -> Discovery:
        """Read one listing."""
        return await _poll(shop, source, listing, cursors, step)

    async def visit(self, shop: Workshop, source: Source, errand: Errand) -> Visit:
        """Fetch one page and read it."""
        return await visit(shop, source, errand)


OWN_SITE = OwnSite()


async def _poll(
    shop: Workshop, source: Source, listing: Listing, cursors: Mapping[str, Cursor], step: Step
) -> Discovery:
    async def all_known(keys: Collection[str]) -> bool:
        known, forgotten = await shop.writer.write(lambda session: _known_of(session, source.id, keys))
        return all(key in forgotten or (key, listing.key) in known.leads for key in keys)

    async def work() -> Discovery:
        return await discover(
            listing, source, shop.fetcher, cursors.get(listing.key), all_known=all_known, cursors=cursors
        )

    return await step("poll", listing.key, work)


def _known_of(session: Session, source_id: str, keys: Collection[str]) -> tuple[Known, set[str]]:
    """Return what is known of URL keys, and which of them must not be collected again."""
    return session.known(url_keys=keys, source_id=source_id), session.forgotten(source_id, keys)


async def visit(shop: Workshop, source: Source, errand: Errand) -> Visit:
    """Fetch one page and read it; nothing is loaded yet."""
    known = errand.known
    validators = Validators(known.etag, known.last_modified) if known else None
    exchange = await shop.fetcher.get(errand.lead.url, source, "article", validators=validators, lead=errand.lead)
    outcome = await asyncio.to_thread(_interpret, shop, exchange.page, source) if exchange.page else exchange.reject
    return Visit(
        fetches=exchange.fetches,
        article=None if isinstance(outcome, Reject) else outcome,
        rejects=(outcome,) if isinstance(outcome, Reject) else (),
        lead=errand.lead,
        key=errand.key,
        # What no listing asked for is not tried again before its next visit.
        failed=exchange.outcome == "failed" and errand.lead.listing != REVISIT,
        known_id=known.article_id if known else None,
    )


def _interpret(shop: Workshop, page: Page, source: Source) -> Article | Reject:
    return interpret(page, source, shop.profiles.get(source.id))

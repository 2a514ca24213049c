"""How one answer of a listing is asked for, conditionally or not, and read by what it is."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import msgspec

from scrapers.fetch import Exchange, Fetcher
from scrapers.freshness import rhythm_of
from scrapers.mentions import Listed, ListingError
from scrapers.periods import belongs_to
from scrapers.readers import read_listing
from scrapers.reading import Reading
from scrapers.sitemaps import MAX_SITEMAP_BYTES
from scrapers.source import Source
from transforms.polling import wants_whole_answer
from transforms.records import Page, Validators

_SITEMAPS = ("sitemap", "news_sitemap")


def guest(source: Source) -> Source:
    """Return the source as it is for a sitemap: of those the protocol allows 50 MB, which pages never need."""
    politeness = source.politeness
    size = max(politeness.max_bytes, MAX_SITEMAP_BYTES)
    return msgspec.structs.replace(source, politeness=msgspec.structs.replace(politeness, max_bytes=size))


async def first_answer(reading: Reading, fetcher: Fetcher, url: str) -> Page | None:
    """Fetch the page whose state decides whether the listing has changed; None if it has not, or failed.

    The request is conditional unless the server's 304 is to be put to the test, or not believed any more.
    """
    exchange = reading.exchange
    if exchange is None:
        cursor = reading.cursor
        reading.unconditional = wants_whole_answer(cursor, reading.polled_at)
        asked = None if reading.unconditional or not cursor else Validators(cursor.etag, cursor.last_modified)
        exchange = await _get(reading, fetcher, url, asked)
    page = take_page(reading, exchange)
    reading.validators = exchange.validators
    if exchange.outcome == "not_modified" and reading.cursor is not None:
        reading.not_modified = True
        reading.rhythm = reading.cursor.poll.rhythm
    return page


async def later_answer(reading: Reading, fetcher: Fetcher, url: str) -> Exchange:
    """Fetch another page of the listing."""
    return await _get(reading, fetcher, url, None)


async def _get(reading: Reading, fetcher: Fetcher, url: str, validators: Validators | None) -> Exchange:
    source = guest(reading.source) if reading.kind in _SITEMAPS else reading.source
    return await fetcher.get(url, source, "listing", validators=validators)


def take_page(reading: Reading, exchange: Exchange) -> Page | None:
    """Note an exchange; return its page, if there is one."""
    reading.fetches.extend(exchange.fetches)
    if exchange.reject is not None:
        reading.rejects.append(replace(exchange.reject, listing=reading.key))
        reading.whole = False
    return exchange.page


async def listed_of(reading: Reading, page: Page) -> Listed | None:
    """Read a page by what it is, in a thread so that other sources go on; None if it cannot be read."""
    window = reading.window
    wanted = belongs_to(window, reading.zone, dated_only=reading.dated_only) if window is not None else None
    try:
        listed = await asyncio.to_thread(
            read_listing, reading.spec, page.body, page.content_type, page.final_url, wanted
        )
    except ListingError as error:
        reading.fail(error.reason, error.detail, page.url, page.fetch_id)
        return None
    if listed.note is not None:
        reading.note(listed.note.reason, listed.note.detail, page.url, page.fetch_id)
    if listed.error is not None:
        reading.fail(listed.error.reason, listed.error.detail, page.url, page.fetch_id)
    return listed


def note_rhythm(reading: Reading, listed: Listed) -> None:
    """Note what the listing's first answer says of its rhythm: in its text, and in its headers."""
    reading.rhythm = rhythm_of(listed.rhythm, reading.fetches[-1] if reading.fetches else None)

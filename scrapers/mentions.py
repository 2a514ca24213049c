"""What every listing yields, whatever its format: mentions of URLs with hints, made into leads of a source."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urldefrag, urljoin, urlsplit

from scrapers.source import Urls
from transforms.records import Lead, Rhythm
from transforms.urls import url_key

# The sitemap protocol's own limit for one file (https://www.sitemaps.org/protocol.html); nothing else is longer.
MAX_MENTIONS = 50_000
MAX_HINT = 2_000
_TAG = re.compile(r"<[^<>]{0,1000}>")


class ListingError(Exception):
    """A listing that cannot be read: ``reason`` in kebab case, a detail for people."""

    def __init__(self, reason: str, detail: str) -> None:
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason}: {detail}")


@dataclass(frozen=True, slots=True)
class Mention:
    """A URL in a listing, as found there, with the hints beside it."""

    url: str
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    section: str | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """What one listing page holds.

    ``children`` are the sitemaps of a sitemap index. ``error`` is what ended the reading early; what came before it
    is kept. ``note`` is what had to be left out and would be left out again. ``rhythm`` is what the listing says of how
    often it changes.
    """

    mentions: tuple[Mention, ...] = ()
    children: tuple[Mention, ...] = ()
    error: ListingError | None = None
    note: ListingError | None = None
    rhythm: Rhythm = field(default_factory=Rhythm)


def plain(text: str | None) -> str | None:
    """Return a hint as plain text on one line: markup and entities undone, bounded; None where nothing is left."""
    if not text:
        return None
    text = " ".join(html.unescape(_TAG.sub(" ", html.unescape(text[: 4 * MAX_HINT]))).split())
    return text[:MAX_HINT] or None


def leads_of(
    mentions: Iterable[Mention], *, base: str, source_id: str, listing: str, day: date | None, urls: Urls
) -> tuple[dict[str, Lead], set[str]]:
    """Make leads of mentions: absolute, unique, and only those that may be articles of the source.

    Returns:
        The leads by URL key, in order of first mention, and the URLs that were left out.
    """
    leads: dict[str, Lead] = {}
    left_out: set[str] = set()
    for mention in mentions:
        address = _absolute(mention.url, base)
        if address is None or not _wanted(address, urls):
            left_out.add(address or mention.url)
            continue
        key = url_key(address)
        if key not in leads or (leads[key].title is None and mention.title is not None):
            # A picture and a headline often link to the same article; the one with words says more.
            leads[key] = Lead(
                url=address,
                source_id=source_id,
                listing=listing,
                title=mention.title,
                published=mention.published,
                modified=mention.modified,
                section=mention.section,
                summary=mention.summary,
                listing_date=day,
            )
    return leads, left_out


def _absolute(url: str, base: str) -> str | None:
    """Return an absolute http, https or file URL without fragment, or None where the text gives none."""
    try:
        address = urldefrag(urljoin(base, url.strip())).url
        parts = urlsplit(address)
        url_key(address)
    except ValueError:
        return None
    if parts.scheme in ("http", "https") and parts.hostname:
        return address
    return address if parts.scheme == "file" and base.startswith("file:") else None


def _wanted(url: str, urls: Urls) -> bool:
    if any(re.search(pattern, url) for pattern in urls.deny):
        return False
    return not urls.allow or any(re.search(pattern, url) for pattern in urls.allow)

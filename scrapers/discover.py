"""Discovery: which articles a source mentions, listing by listing.

``listings`` says what is to be read, without doing anything; ``discover`` reads one listing with a ``Fetcher`` and
returns leads, what went wrong, and the cursor to store. A listing that could not be read whole has no new cursor,
so that the next run reads it again. ``scrapers.sitemap_windows`` makes listings of the sitemaps that can hold a window.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from scrapers.fetch import Exchange, Fetcher
from scrapers.listing_walk import read_folder, read_paged, read_single
from scrapers.periods import Period
from scrapers.reading import AllKnown, Claims, Reading
from scrapers.source import Discover, DiscoverKind, Source
from scrapers.templates import fill_period, periods
from transforms.records import Cursor, Fetch, Lead, Reject


@dataclass(frozen=True, slots=True)
class Listing:
    """One thing to read for leads.

    ``key`` is stable text: kind and URL as the source file has them, for past days with the period. ``url`` has its
    period filled in, while ``{page}`` stays. ``date`` is the day of an archive page that covers one day. ``period`` are
    the days that are wanted, None for whatever is current. ``exchange`` is the first answer, where it was asked for
    already to find out what it is. Listings of one run share their ``claims``.
    """

    source_id: str
    key: str
    kind: DiscoverKind
    url: str
    date: date | None
    spec: Discover
    period: Period | None = None
    exchange: Exchange | None = field(default=None, repr=False)
    claims: Claims = field(default_factory=Claims, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a listing yielded.

    ``leads`` are unique by URL key; ``filtered`` counts the URLs that ``[urls]`` left out. ``cursor`` is the new
    state, None if the listing could not be read whole. ``not_modified`` says that it is as it was, and then there
    are no leads. ``shards`` are the new states of the sitemaps of an index, to be stored with it.
    """

    listing: Listing
    leads: tuple[Lead, ...]
    cursor: Cursor | None
    fetches: tuple[Fetch, ...]
    rejects: tuple[Reject, ...]
    not_modified: bool
    filtered: int
    shards: tuple[Cursor, ...] = ()


def listings(source: Source, since: date | None = None, until: date | None = None) -> tuple[Listing, ...]:
    """Return the listings of a source: those of today, or with a window its archive pages, newest first.

    Args:
        source: the source.
        since: first day of the window, in the source's time zone.
        until: last day of it.

    Raises:
        ValueError: only one end of the window is given, or they are the wrong way round.
    """
    if since is None and until is None:
        claims = Claims([spec.url for spec in source.discover])
        return tuple(
            Listing(source.id, f"{spec.kind}:{spec.url}", spec.kind, spec.url, None, spec, claims=claims)
            for spec in source.discover
            if spec.kind != "archive"
        )
    if since is None or until is None or since > until:
        raise ValueError(f"expected a first day and a last day not before it, not {since} and {until}")
    window = Period(since, until)
    archives = [
        (period, _archive_listing(source, spec, period, window))
        for spec in source.discover
        if spec.kind == "archive"
        for period in periods(spec.url, window)
    ]
    return tuple(listing for _, listing in sorted(archives, key=lambda pair: pair[0].last, reverse=True))


def _archive_listing(source: Source, spec: Discover, period: Period, window: Period) -> Listing:
    """Return the listing of a page of the archive, of which the days inside of the window are wanted."""
    wanted = period.clip(window)
    url = fill_period(spec.url, period, ZoneInfo(source.timezone))
    return Listing(source.id, f"archive:{spec.url}@{wanted}", "archive", url, period.day, spec, wanted)


async def discover(
    listing: Listing,
    source: Source,
    fetcher: Fetcher,
    cursor: Cursor | None,
    *,
    all_known: AllKnown | None = None,
    cursors: Mapping[str, Cursor] | None = None,
) -> Discovery:
    """Read one listing.

    Args:
        listing: what to read, one of ``listings(source)``.
        source: the source that it belongs to.
        fetcher: fetches the pages; its clock gives the time of the poll.
        cursor: what is stored of the listing's last reading, None at the first.
        all_known: says of URL keys whether the warehouse knows every one of them, so that the later pages of a section
            need not be read; awaited between two requests.
        cursors: what is stored of the source's listings by key, for the sitemaps of an index.
    """
    reading = Reading(
        source=source,
        key=listing.key,
        kind=listing.kind,
        url=listing.url,
        day=listing.date,
        period=listing.period,
        spec=listing.spec,
        cursor=cursor,
        polled_at=fetcher.clock(),
        exchange=listing.exchange,
        claims=listing.claims,
        all_known=all_known,
        cursors=cursors or {},
    )
    if listing.kind == "folder":
        read_folder(reading)
    elif listing.kind in ("section", "archive"):
        await read_paged(reading, fetcher)
    else:
        await read_single(reading, fetcher)
    return Discovery(
        listing=listing,
        leads=tuple(reading.leads.values()),
        cursor=reading.new_cursor(),
        fetches=tuple(reading.fetches),
        rejects=tuple(reading.rejects),
        not_modified=reading.not_modified,
        filtered=len(reading.left_out),
        shards=tuple(reading.shards),
    )

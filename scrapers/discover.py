"""Discovery: which articles a source mentions, listing by listing.

``listings`` says what is to be read, without doing anything; ``discover`` reads one listing with a ``Fetcher`` and
returns leads, what went wrong, and the cursor to store. A listing that could not be read whole has no new cursor,
so that the next run reads it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from scrapers.fetch import Fetcher
from scrapers.reading import Reading, read_folder, read_paged, read_single
from scrapers.source import Discover, DiscoverKind, Source
from scrapers.templates import fill_date
from transforms.records import Cursor, Fetch, Lead, Reject


@dataclass(frozen=True, slots=True)
class Listing:
    """One thing to read for leads.

    ``key`` is stable text: kind and URL as the source file has them, for an archive with the day. ``url`` has its
    date filled in, while ``{page}`` stays. ``date`` is the day of an archive listing.
    """

    source_id: str
    key: str
    kind: DiscoverKind
    url: str
    date: date | None
    spec: Discover


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a listing yielded.

    ``leads`` are unique by URL key; ``filtered`` counts the URLs that ``[urls]`` left out. ``cursor`` is the new
    state, None if the listing could not be read whole. ``not_modified`` says that it is as it was, and then there
    are no leads.
    """

    listing: Listing
    leads: tuple[Lead, ...]
    cursor: Cursor | None
    fetches: tuple[Fetch, ...]
    rejects: tuple[Reject, ...]
    not_modified: bool
    filtered: int


def listings(source: Source, since: date | None = None, until: date | None = None) -> tuple[Listing, ...]:
    """Return the listings of a source: those of today, or with a window its archive pages, newest day first.

    Args:
        source: the source.
        since: first day of the window, in the source's time zone.
        until: last day of it.

    Raises:
        ValueError: only one end of the window is given, or they are the wrong way round.
    """
    if since is None and until is None:
        return tuple(
            Listing(source.id, f"{spec.kind}:{spec.url}", spec.kind, spec.url, None, spec)
            for spec in source.discover
            if spec.kind != "archive"
        )
    if since is None or until is None or since > until:
        raise ValueError(f"expected a first day and a last day not before it, not {since} and {until}")
    days = [until - timedelta(days=number) for number in range((until - since).days + 1)]
    archives = [spec for spec in source.discover if spec.kind == "archive"]
    return tuple(_archive_listing(source, spec, day) for day in days for spec in archives)


def _archive_listing(source: Source, spec: Discover, day: date) -> Listing:
    key = f"archive:{spec.url}@{day.isoformat()}"
    return Listing(source.id, key, "archive", fill_date(spec.url, day), day, spec)


async def discover(listing: Listing, source: Source, fetcher: Fetcher, cursor: Cursor | None) -> Discovery:
    """Read one listing.

    Args:
        listing: what to read, one of ``listings(source)``.
        source: the source that it belongs to.
        fetcher: fetches the pages; its clock gives the time of the poll.
        cursor: what is stored of the listing's last reading, None at the first.
    """
    reading = Reading(
        source=source,
        key=listing.key,
        kind=listing.kind,
        url=listing.url,
        day=listing.date,
        spec=listing.spec,
        cursor=cursor,
        polled_at=fetcher.clock(),
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
    )

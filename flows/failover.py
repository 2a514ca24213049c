"""Failing over: where a route to a source's articles is down, the next one is polled within the same run.

Routes have an order, from what is cheapest to ask and first with the news to what is dearest: feed, news sitemap,
sitemap, section, archive. A route is down when every listing of its kind could not be read, for a reason that lies with
the listing (gone, a web page in its place, malformed, closed to us, a redirect in a circle), and none named anything.
The next route is then one whose listings were not due, or in the end the archive's pages of yesterday and today, which
only backfills read otherwise. A host that is in trouble, or asks to be left alone, is not asked for more. The next run
begins with the feed again, so that nothing has to be set back when it lives.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from scrapers.discover import Discovery, Listing, listings
from scrapers.source import DiscoverKind, Source
from transforms.records import Cursor

ORDER: tuple[DiscoverKind, ...] = ("feed", "news_sitemap", "sitemap", "section", "archive")
# Reasons that lie with the host and not with the listing: another listing would fare no better, or be too much.
OF_THE_HOST = frozenset(
    "unreachable timeout truncated tls host-resting asked-to-wait robots-unreachable http-429 http-503".split()
)
# Those for which a page is not even asked for.
LEFT_ALONE = frozenset(("host-resting", "asked-to-wait"))
_DAY = timedelta(days=1)

Poll = Callable[[Sequence[Listing]], Awaitable[Sequence[Discovery]]]


async def fail_over(
    source: Source, found: Sequence[Discovery], cursors: Mapping[str, Cursor], now: datetime, poll: Poll
) -> tuple[Discovery, ...]:
    """Poll the routes after those that are down, one after another until one can be read; return what they said.

    Args:
        source: the source.
        found: what the listings of the run have said.
        cursors: the state of the source's listings by key.
        now: the time of the run.
        poll: polls listings.
    """
    if not any(discovery.cursor is None for discovery in found):
        return ()
    known, more = list(found), list[Discovery]()
    spare = _spare(source, found, cursors, now)
    while waiting := next_route(known, spare):
        said = await poll(waiting)
        spare = [listing for listing in spare if listing not in waiting]
        known += said
        more += said
    return tuple(more)


def next_route(found: Sequence[Discovery], spare: Sequence[Listing]) -> tuple[Listing, ...]:
    """Return the listings to poll in place of those that are down: of the first later kind that can still be tried.

    Args:
        found: what was polled so far.
        spare: listings that were not polled.
    """
    read = {discovery.listing.kind for discovery in found if discovery.cursor is not None or discovery.leads}
    resting = {listing.kind for listing in spare}
    polled = {discovery.listing.kind for discovery in found}
    for kind in (kind for kind in ORDER if kind in polled and kind not in read | resting):
        if not _is_down(kind, found):
            continue
        later = ORDER[ORDER.index(kind) + 1 :]
        for other in takewhile(lambda one: one not in read, later):
            waiting = tuple(listing for listing in spare if listing.kind == other)
            if waiting:
                return waiting
    return ()


def _is_down(kind: DiscoverKind, found: Sequence[Discovery]) -> bool:
    """Say whether every listing of a kind failed for a reason of its own."""
    reasons = [{reject.reason for reject in one.rejects} for one in found if one.listing.kind == kind]
    return not any(reason & OF_THE_HOST for reason in reasons)


def _spare(source: Source, found: Sequence[Discovery], cursors: Mapping[str, Cursor], now: datetime) -> list[Listing]:
    """Return the listings that the run left alone, and the archive's pages of yesterday and today."""
    polled = {discovery.listing.key for discovery in found}
    today = now.astimezone(ZoneInfo(source.timezone)).date()
    every = (*listings(source), *listings(source, today - _DAY, today))
    return [one for one in every if one.key not in polled and not (one.key in cursors and cursors[one.key].complete)]


def kinds_of(found: Sequence[Discovery]) -> tuple[DiscoverKind, ...]:
    """Return the kinds of listings, each once, in the order in which they were polled."""
    return tuple(dict.fromkeys(discovery.listing.kind for discovery in found))

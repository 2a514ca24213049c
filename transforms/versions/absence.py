"""Absence: when an article that is known is no longer at its place, and from when that counts as a deletion.

One answer proves little: servers lose pages for minutes, and a site that is moved answers 404 for all of them. So a
deletion is confirmed by a second visit, an hour later at least, and only while the rest of the site is there. What was
found gone first is the time that counts; an article that is found again was away, and is not deleted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from transforms.records import Deletion, Fetch, Reject, SiteVisits
from transforms.revisit import SHORTEST_GAP

# From the fetcher: the server says that there is no such page, that it may not be shown (451, RFC 7725), or sends its
# readers to the front page.
_GONE = frozenset({"http-404", "http-410", "http-451", "redirected-to-home"})
# From the parser, by its words for what a page is.
_NO_SUCH_PAGE = "soft-404"
_LISTINGS = frozenset({"home-page", "listing-page"})
# So many known articles are away, and more than are there: it is the site that is away, or has moved.
_SEVERAL = 3


def gone_reason(fetches: Sequence[Fetch], reject: Reject) -> str | None:
    """Return why a visit says that its article is gone, or None where it does not say so.

    Args:
        fetches: the exchanges of the visit, in order.
        reject: what came of it.
    """
    if reject.stage == "fetch":
        return reject.reason if reject.reason in _GONE else None
    if reject.reason != "not-an-article":
        return None
    if reject.detail == _NO_SUCH_PAGE:
        return _NO_SUCH_PAGE
    return "redirected-to-listing" if reject.detail in _LISTINGS and _redirected(fetches) else None


def _redirected(fetches: Sequence[Fetch]) -> bool:
    """Tell whether the last page stands at another path than the one that was asked for first."""
    pages = [fetch for fetch in fetches if fetch.purpose == "article"]
    return bool(pages) and urlsplit(pages[0].url).path.rstrip("/") != urlsplit(pages[-1].final_url).path.rstrip("/")


def after_absence(absence: Deletion, known: Deletion | None, site: SiteVisits) -> Deletion | None:
    """Return what is known of a disappearance after one more visit that found the article gone.

    Args:
        absence: the visit as a disappearance of its own.
        known: the one that no visit has ended; None where there is none.
        site: how the source's known articles were found since it began, this visit included.

    Returns:
        None where the visit is one that is known already.
    """
    if known is None:
        return absence
    if absence.seen_at <= known.last_seen_at:
        return None
    confirmed = known.confirmed_at
    if confirmed is None and absence.seen_at - known.seen_at >= SHORTEST_GAP and not is_away(site):
        confirmed = absence.seen_at
    return replace(known, last_seen_at=absence.seen_at, visits=known.visits + 1, confirmed_at=confirmed)


def after_return(known: Deletion, seen_at: datetime) -> Deletion | None:
    """Return a disappearance that ended by a visit which found the article; None where the visit came before it."""
    return replace(known, restored_at=seen_at) if seen_at > known.last_seen_at else None


def is_away(site: SiteVisits) -> bool:
    """Tell whether it is the whole site that is away, so that one article of it says nothing."""
    return not site.answered or (site.gone >= _SEVERAL and site.gone > site.found)

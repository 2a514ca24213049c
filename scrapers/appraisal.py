"""What a listing is worth: read by the pipeline's own readers, and told in figures.

Somebody who chooses between twenty feeds of a site wants to know of each how many articles it names, how new they are,
whether it dates them, and whether they are the site's own. The same figures tell whether a configured route is alive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from urllib.parse import urlsplit

from scrapers.forms import Form, form_of
from scrapers.mentions import Mention, leads_of
from scrapers.readers import read_listing
from scrapers.source import Discover, DiscoverKind, Urls
from transforms.dating.dates import local_day, read_date
from transforms.records import DateValue, Lead, Page

_KINDS: dict[Form, DiscoverKind] = {
    "news sitemap": "news_sitemap",
    "sitemap": "sitemap",
    "sitemap index": "sitemap",
    "text sitemap": "sitemap",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a listing.

    ``items`` are the URLs that it names, ``dated`` how many of them with a date, ``own`` how many on the site's own
    hosts. ``newest`` is the latest date (UTC; the start of a day where only the day is told). ``days`` counts the items
    by their own calendar day, ``offsets`` by the UTC offset that their dates state, such as ``+07:00``.
    """

    items: int = 0
    dated: int = 0
    own: int = 0
    newest: datetime | None = None
    days: Counter[date] = field(default_factory=Counter)
    offsets: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Reading:
    """A listing as its form's reader reads it.

    ``keys`` are the URL keys of the leads, ``children`` the sitemaps of an index, the last changed first.
    """

    form: Form
    kind: DiscoverKind
    mentions: tuple[Mention, ...]
    leads: tuple[Lead, ...]
    keys: frozenset[str]
    children: tuple[str, ...]
    figures: Figures


def appraise(page: Page, site: str, timezone: str | None = None) -> Reading:
    """Read a feed or sitemap, whichever it is.

    Args:
        page: what came back.
        site: the site that it should speak of, as ``site_of`` gives it.
        timezone: IANA name that applies to dates without an offset.

    Raises:
        ListingError: it is neither, or cannot be read.
    """
    form = form_of(page.body, page.content_type)
    kind = _KINDS.get(form, "feed")
    listed = read_listing(Discover(kind=kind, url=page.url), page.body, page.content_type, page.final_url)
    leads, _ = leads_of(
        listed.mentions, base=page.final_url, source_id=page.source_id, listing=page.url, day=None, urls=Urls()
    )
    newest = sorted(listed.children, key=lambda child: child.modified or "", reverse=True)
    children = tuple(child.url for child in newest)
    figures = figures_of(leads.values(), site, timezone)
    return Reading(form, kind, listed.mentions, tuple(leads.values()), frozenset(leads), children, figures)


def figures_of(leads: Iterable[Lead], site: str, timezone: str | None = None) -> Figures:
    """Return the figures of a listing's leads; their dates without an offset are read in ``timezone``."""
    every = tuple(leads)
    values = [value for lead in every if (value := lead_date(lead, timezone))]
    offsets = (value.timezone for value in values if value.timezone)
    return Figures(
        items=len(every),
        dated=len(values),
        own=sum(site_of(lead.url) == site for lead in every),
        newest=max(map(moment_of, values), default=None),
        days=Counter(map(local_day, values)),
        offsets=Counter(offset for offset in offsets if offset.startswith(("+", "-"))),
    )


def lead_date(lead: Lead, timezone: str | None = None) -> DateValue | None:
    """Return the date that a listing gives an article: of its publication, else of its last change."""
    text = lead.published or lead.modified
    return read_date(text, timezone=timezone) if text else None


def moment_of(value: DateValue) -> datetime:
    """Return a date as a moment that can be compared; a day counts from its start, in UTC."""
    return value.datetime or datetime.combine(local_day(value), time(), UTC)


def site_of(url: str) -> str:
    """Return the host of a URL without ``www.`` and such, with its port: what the pages of one site share.

    Mobile and feed hosts (``m.``, ``rss.``, ``feeds.``) belong to the site; other subdomains may be other outlets.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    for prefix in ("www.", "m.", "amp.", "rss.", "feed.", "feeds."):
        if host.startswith(prefix) and host.count(".") > 1:
            host = host.removeprefix(prefix)
            break
    return host if port is None else f"{host}:{port}"

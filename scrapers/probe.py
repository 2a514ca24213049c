"""Probing a source live: does each of its routes answer, with what, and are its articles still read by its layouts?

The routes are read by ``discover`` itself, so that a probe sees what a run would see, with all of its politeness; only
the first page of each. Nothing is stored but what the archive keeps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from scrapers.appraisal import Figures, figures_of, lead_date, moment_of, site_of
from scrapers.discover import Discovery, Listing, discover, listings
from scrapers.fetch import Exchange, Fetcher
from scrapers.forms import Form, form_of
from scrapers.parse import parse
from scrapers.source import DiscoverKind, Source
from scrapers.templates import fill_page
from transforms.records import DateValue, Lead, Page, ParsedArticle
from transforms.urls import url_key

# Of the newest articles the first may be a video or a page that robots.txt forbids.
MAX_ARTICLES = 3
# A probe reads the first page only; that there are more is no fault.
_NOT_A_FAULT = frozenset({"page-limit"})


@dataclass(frozen=True, slots=True)
class RouteProbe:
    """What became of one route.

    ``status`` is the HTTP status of the last answer, 0 where none came. ``items`` are the URLs that the route names,
    ``wanted`` those that pass ``[urls]``; ``figures`` are those of the latter. ``fault`` is a reason in kebab case
    with ``detail``, None where all is well.
    """

    kind: DiscoverKind
    url: str
    status: int
    form: Form | None
    items: int
    wanted: int
    figures: Figures
    fault: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ArticleProbe:
    """What became of the newest article: ``fault`` says why there is none. ``road`` is the method that read its body.

    ``layout_missed`` says that the source has layouts and none of them fits the page.
    """

    url: str | None
    title: str | None = None
    chars: int = 0
    published: DateValue | None = None
    road: str | None = None
    layout_missed: bool = False
    fault: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SourceProbe:
    """How a source fares: its routes, and its newest article."""

    source: Source
    routes: tuple[RouteProbe, ...]
    article: ArticleProbe

    @property
    def healthy(self) -> bool:
        """Say whether every route answers, an article could be read, and a layout fits it where there are layouts."""
        return (
            not any(route.fault for route in self.routes) and not self.article.fault and not self.article.layout_missed
        )


class WatchedFetcher(Fetcher):
    """A fetcher that remembers the pages of the listings that it fetched, until they are taken."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._listings: dict[str, Page] = {}

    async def get(self, url: str, source: Source, *rest: Any, **options: Any) -> Exchange:
        """Fetch a URL for a source, as ``Fetcher.get``."""
        exchange = await super().get(url, source, *rest, **options)
        if exchange.page is not None and "listing" in (*rest, options.get("purpose")):
            self._listings.setdefault(source.id, exchange.page)
        return exchange

    def take_listing(self, source: Source) -> Page | None:
        """Return the first listing page fetched for a source since the last call."""
        return self._listings.pop(source.id, None)


async def probe_source(source: Source, fetcher: WatchedFetcher, now: datetime) -> SourceProbe:
    """Probe every route of a source, archives for yesterday, and its newest article.

    Raises:
        ContactMissing: a host is not this machine and no contact is known.
    """
    probes: list[RouteProbe] = []
    leads: list[Lead] = []
    for listing in probe_listings(source, now):
        probe, found = await _probe_route(listing, source, fetcher)
        probes.append(probe)
        leads += found
    article = await _probe_article(newest_first(leads, source), source, fetcher)
    return SourceProbe(source, tuple(probes), article)


def probe_listings(source: Source, now: datetime) -> tuple[Listing, ...]:
    """Return the first page of each route of a source; of archives that of yesterday in the source's time zone."""
    short = msgspec.structs.replace(
        source,
        discover=tuple(
            spec if spec.pages is None and spec.kind in ("feed", "folder") else msgspec.structs.replace(spec, pages=1)
            for spec in source.discover
        ),
    )
    yesterday = now.astimezone(ZoneInfo(source.timezone)).date() - timedelta(days=1)
    archives = listings(short, yesterday, yesterday)
    today = listings(short)
    return (*today, *(listing for listing in archives if listing.kind == "archive"))


async def _probe_route(
    listing: Listing, source: Source, fetcher: WatchedFetcher
) -> tuple[RouteProbe, tuple[Lead, ...]]:
    discovery = await discover(listing, source, fetcher, None)
    page = fetcher.take_listing(source)
    fault, detail = _fault(discovery)
    probe = RouteProbe(
        kind=listing.kind,
        url=fill_page(listing.url, listing.spec.first_page),
        status=discovery.fetches[-1].status if discovery.fetches else 0,
        form=form_of(page.body, page.content_type) if page else None,
        items=len(discovery.leads) + discovery.filtered,
        wanted=len(discovery.leads),
        figures=figures_of(discovery.leads, site_of(source.homepage), source.timezone),
        fault=fault,
        detail=detail,
    )
    return probe, discovery.leads


def _fault(discovery: Discovery) -> tuple[str | None, str]:
    """Return what is wrong with a route: what could not be read; else that it names nothing, or nothing wanted."""
    faults = [reject for reject in discovery.rejects if reject.reason not in _NOT_A_FAULT]
    if faults and (discovery.cursor is None or not discovery.leads):
        return faults[0].reason, faults[0].detail
    if discovery.leads or discovery.listing.kind == "archive":  # a day without news is no fault
        return None, ""
    if discovery.filtered:
        return "nothing-wanted", f"[urls] leaves out all of the {discovery.filtered} URLs that it names"
    return "nothing-found", "it names no article"


def newest_first(leads: Iterable[Lead], source: Source) -> list[Lead]:
    """Return each lead once, by date, newest first; those without a date behind, in the order of the routes."""
    unique: dict[str, Lead] = {}
    for lead in leads:
        unique.setdefault(url_key(lead.url), lead)
    values = {key: lead_date(lead, source.timezone) for key, lead in unique.items()}
    dated = [(moment_of(value), key) for key, value in values.items() if value is not None]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return [unique[key] for _, key in dated] + [unique[key] for key, value in values.items() if value is None]


async def _probe_article(leads: Sequence[Lead], source: Source, fetcher: Fetcher) -> ArticleProbe:
    """Fetch and parse the newest article that can be had."""
    probe = ArticleProbe(None, fault="no-lead", detail="no route names an article")
    for lead in leads[:MAX_ARTICLES]:
        exchange = await fetcher.get(lead.url, source, "article", lead=lead)
        if exchange.page is None:
            reject = exchange.reject
            probe = ArticleProbe(
                lead.url, fault=reject.reason if reject else "no-page", detail=reject.detail if reject else ""
            )
            continue
        probe = _read_article(exchange.page, source)
        if probe.fault is None:
            return probe
    return probe


def _read_article(page: Page, source: Source) -> ArticleProbe:
    article = parse(page, source)
    if not isinstance(article, ParsedArticle):
        return ArticleProbe(page.url, fault=article.reason, detail=article.detail)
    how = dict(article.how)
    reason = article.not_article_reason
    return ArticleProbe(
        url=page.url,
        title=article.title,
        chars=sum(map(len, article.body)),
        published=article.published,
        road=how.get("body"),
        layout_missed=how.get("layout") == "miss",
        fault=None if article.is_article else "not-an-article",
        detail=reason or "",
    )

"""Autodiscovery: which feeds and sitemaps a site has, found from its home page, robots.txt and customary places.

Every candidate is asked for once, politely, and believed only when the pipeline's own reader has read it: sites name
feeds that are long dead, and answer any address with a web page. What was found comes best first, with figures.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin

from scrapers.appraisal import Figures, appraise, figures_of, site_of
from scrapers.candidates import (
    Candidate,
    Origin,
    children_to_read,
    linked,
    looks_like_feed,
    robots_sitemaps,
    well_known,
)
from scrapers.fetch import Fetcher
from scrapers.forms import Form, form_of
from scrapers.linkshape import learn_shapes
from scrapers.listings import read_links
from scrapers.mentions import ListingError, Mention, leads_of
from scrapers.source import DiscoverKind, Source, Urls
from transforms.records import Lead, Page, Reject
from transforms.urls import url_key

# A large newspaper names twenty to forty feeds; more requests than this would be no visit any more.
MAX_CANDIDATES = 80
MAX_HUBS = 3
ANY_LINK = "a[href]"
_HEADLINE = 25

Say = Callable[[str], None]
_KIND_ORDER: dict[DiscoverKind, int] = {"news_sitemap": 0, "feed": 1, "sitemap": 2}


@dataclass(frozen=True, slots=True)
class Route:
    """A listing that can be read: what it is, where it was named, what is in it; ``links`` is a section's selector."""

    kind: DiscoverKind
    form: Form
    url: str
    origin: Origin
    page: Page
    mentions: tuple[Mention, ...]
    leads: tuple[Lead, ...]
    keys: frozenset[str]
    children: tuple[str, ...]
    figures: Figures
    links: str | None = None

    @property
    def is_index(self) -> bool:
        """Say whether it is an index of sitemaps."""
        return bool(self.children)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An address that gave no listing, and why; ``named`` says that the site itself named it."""

    url: str
    reason: str
    detail: str
    named: bool


@dataclass(slots=True)
class Survey:
    """What autodiscovery found: the home page where it came, the routes best first, what was refused."""

    address: str
    home: Page | None = None
    failure: Reject | None = None
    routes: list[Route] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    asked: int = 0

    @property
    def site(self) -> str:
        """The site, as ``site_of`` gives it."""
        return site_of(self.home.final_url if self.home else self.address)


async def survey_site(address: str, source: Source, fetcher: Fetcher, say: Say) -> Survey:
    """Find the feeds and sitemaps of a site.

    Args:
        address: absolute URL of the site's home page.
        source: whose politeness counts, and in whose name the exchanges are archived.
        fetcher: fetches; robots.txt is obeyed as ever.
        say: told what is being asked for.

    Raises:
        ContactMissing: the host is not this machine and no contact is known.
    """
    survey = Survey(address)
    say(f"asking for {address}")
    exchange = await fetcher.get(address, source, "listing")
    survey.asked += 1
    survey.home, survey.failure = exchange.page, exchange.reject
    if exchange.outcome == "failed":
        return survey
    queue = await _first_candidates(survey, source, fetcher)
    await _verify(survey, queue, source, fetcher, say)
    survey.routes = ranked(survey.routes)
    return survey


async def _first_candidates(survey: Survey, source: Source, fetcher: Fetcher) -> list[Candidate]:
    """Return what home page, robots.txt and custom name, the likeliest first."""
    home = survey.home.final_url if survey.home else survey.address
    on_page = linked(survey.home) if survey.home else []
    stated = [candidate for candidate in on_page if candidate.origin == "link"]
    shown = [candidate for candidate in on_page if candidate.origin != "link"]
    exchange = await fetcher.get(urljoin(home, "/robots.txt"), source, "robots")
    survey.asked += 1
    sitemaps = robots_sitemaps(exchange.page.body) if exchange.page else []
    return [*stated, *sitemaps, *well_known(home), *shown]


async def _verify(survey: Survey, queue: list[Candidate], source: Source, fetcher: Fetcher, say: Say) -> None:
    """Ask for each candidate and keep what can be read; feed hubs and indexes add to the queue, one level deep."""
    seen: set[str] = {url_key(survey.address)}
    hubs = 0
    while queue and len(seen) <= MAX_CANDIDATES:
        candidate = queue.pop(0)
        key = url_key(candidate.url)
        if key in seen:
            continue
        seen.add(key)
        say(f"asking for {candidate.url}")
        page = await _page(survey, candidate, source, fetcher)
        route = await asyncio.to_thread(_route, survey, candidate, page, source.timezone) if page else None
        if route is not None:
            survey.routes.append(route)
            queue += children_to_read(route.children) if candidate.origin != "index" else []
        elif page and hubs < MAX_HUBS and _is_hub(page, candidate, survey):
            named = linked(page, hub=True)
            hubs += bool(named)
            queue += named


async def _page(survey: Survey, candidate: Candidate, source: Source, fetcher: Fetcher) -> Page | None:
    exchange = await fetcher.get(candidate.url, source, "listing")
    survey.asked += 1
    if exchange.reject is not None:
        survey.refusals.append(_refusal(candidate, exchange.reject.reason, exchange.reject.detail))
    return exchange.page


def _route(survey: Survey, candidate: Candidate, page: Page, timezone: str) -> Route | None:
    """Read a candidate's answer; note why it is no listing, or that it is one that is known already."""
    try:
        reading = appraise(page, survey.site, timezone)
    except ListingError as error:
        survey.refusals.append(_refusal(candidate, error.reason, error.detail))
        return None
    route = Route(
        kind=reading.kind,
        form=reading.form,
        url=candidate.url,
        origin=candidate.origin,
        page=page,
        mentions=reading.mentions,
        leads=reading.leads,
        keys=reading.keys,
        children=reading.children,
        figures=reading.figures,
    )
    twin = next((known for known in survey.routes if _content(known) == _content(route)), None)
    if twin is not None:
        survey.refusals.append(_refusal(candidate, "same-content", f"holds what {twin.url} holds"))
    elif not route.leads and not route.children:
        survey.refusals.append(_refusal(candidate, "empty", f"{route.form} without entries"))
    else:
        return route
    return None


def _content(route: Route) -> tuple[object, ...]:
    """Return what makes two routes one: the kind, and what they name."""
    return route.kind, route.keys, route.children


def _refusal(candidate: Candidate, reason: str, detail: str) -> Refusal:
    return Refusal(candidate.url, reason, detail, candidate.origin != "well-known")


def _is_hub(page: Page, candidate: Candidate, survey: Survey) -> bool:
    """Say whether a web page may list feeds: the home page named it as such, or its address after redirects does.

    Redirects to the front page are common, and what a hub names is no hub again.
    """
    home = survey.home.final_url if survey.home else survey.address
    front = url_key(page.final_url) in (url_key(home), url_key(survey.address))
    named = candidate.origin == "anchor" or (candidate.origin != "hub" and looks_like_feed(page.final_url))
    return named and not front and form_of(page.body, page.content_type) == "HTML"


def ranked(routes: list[Route]) -> list[Route]:
    """Return the routes best first.

    Dates come first, since without them a new article cannot be told from an old one; then the site's own articles;
    then news sitemaps (they hold everything of two days) before feeds before other sitemaps; then what holds more.
    """

    def key(route: Route) -> tuple[bool, bool, int, int, int, str]:
        figures = route.figures
        undated = figures.dated * 2 < figures.items or route.is_index
        foreign = figures.own * 2 < figures.items
        return undated, foreign, _KIND_ORDER[route.kind], -figures.items, len(route.url), route.url

    return sorted(routes, key=key)


def front_page_route(survey: Survey) -> Route | None:
    """Return the home page as a section, for sites without feeds; None where its links have no shape in common.

    Only links with a headline's worth of words count: those of menus and footers are shorter.
    """
    if survey.home is None:
        return None
    try:
        listed = read_links(survey.home.body, survey.home.content_type, survey.home.final_url, ANY_LINK)
    except ListingError:
        return None
    found = [mention for mention in listed.mentions if len(mention.title or "") >= _HEADLINE]
    own = [mention for mention in found if site_of(mention.url) == survey.site]
    learned = learn_shapes(mention.url for mention in own)
    if not learned.usable:
        return None
    home, source_id = survey.home, survey.home.source_id
    leads, _ = leads_of(own, base=home.final_url, source_id=source_id, listing=home.url, day=None, urls=Urls())
    every = tuple(leads.values())
    return Route(
        kind="section",
        form="HTML",
        url=home.final_url,
        origin="home page",
        page=home,
        mentions=tuple(own),
        leads=every,
        keys=frozenset(leads),
        children=(),
        figures=figures_of(every, survey.site),
        links=ANY_LINK,
    )

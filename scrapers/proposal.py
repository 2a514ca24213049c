"""What is proposed for a site that was surveyed: which routes to use, who and where it is, and what is left to do.

All of it is a pure function of the survey and some articles, so that the same site gives the same proposal. What cannot
be known is not made up: it becomes a guess that says so, or an item of what a person has to settle.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from scrapers import locality, metadata
from scrapers.autodiscover import Route, Survey
from scrapers.decode import decode
from scrapers.families import fitting_base
from scrapers.linkshape import Learned, learn_shapes
from scrapers.locality import Guess
from scrapers.source import Source
from scrapers.tree import Unreadable, build
from transforms.records import Lead, Page, ParsedArticle

MAX_ROUTES = 8
# A listing whose newest entry is older is no longer kept up.
_STALE = timedelta(days=60)
# A further route must bring so many articles that the better ones do not have.
_LEAST_NEW = 2


@dataclass(frozen=True, slots=True)
class Sample:
    """An article of the site: the lead that named it, its page, and what the parser reads from it."""

    lead: Lead
    page: Page
    article: ParsedArticle


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the site is and where, each with its evidence."""

    name: Guess
    publisher: Guess
    language: Guess
    country: Guess
    timezone: Guess


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a site, from which ``source_text`` makes the file.

    ``routes`` are used, ``others`` are not, each with the reason. ``rate`` is the number of articles a day, 0 where the
    listings do not tell. ``base`` is the shipped base whose layouts read the samples, if any. ``private`` says that the
    site is on this machine. ``to_do`` is what a person has to settle.
    """

    id: str
    homepage: str
    who: Identity
    routes: tuple[Route, ...]
    others: tuple[tuple[Route, str], ...]
    learned: Learned
    base: str | None
    samples: tuple[Sample, ...]
    rate: float
    private: bool
    to_do: tuple[str, ...]


def choose_routes(routes: Sequence[Route], now: datetime) -> tuple[tuple[Route, ...], tuple[tuple[Route, str], ...]]:
    """Part the routes, best first, into those to use and the others, with the reason for each.

    A route is used if it is alive and brings articles that the better ones do not have. Sitemaps of everything are for
    backfills: one is used only where there is nothing else.
    """
    taken: list[Route] = []
    others: list[tuple[Route, str]] = []
    covered: set[str] = set()
    for route in routes:
        reason = _against(route, route.keys - covered, taken, now)
        if reason is None:
            taken.append(route)
            covered |= route.keys
        else:
            others.append((route, reason))
    if not taken and others:
        place = next((n for n, (route, _) in enumerate(others) if route.is_index), 0)
        taken.append(others.pop(place)[0])
    return tuple(taken), tuple(others)


def _against(route: Route, fresh: frozenset[str], taken: Sequence[Route], now: datetime) -> str | None:
    figures = route.figures
    if figures.newest is not None and now - figures.newest > _STALE:
        return f"its newest entry is of {figures.newest:%Y-%m-%d}"
    if figures.own * 2 < figures.items:
        return "most of its links lead to foreign hosts"
    if route.kind == "sitemap":
        return "a sitemap of everything, for backfills"
    if route.kind == "section":
        return "the links of the home page"
    if taken and len(fresh) < _LEAST_NEW:
        return "names nothing that the ones above do not name"
    return "enough listings are used already" if len(taken) >= MAX_ROUTES else None


def offsets_of(routes: Iterable[Route], samples: Iterable[Sample]) -> Counter[str]:
    """Return how often the dates of listings and pages state each UTC offset."""
    offsets: Counter[str] = Counter()
    for route in routes:
        offsets += route.figures.offsets
    stated = (sample.article.published.timezone for sample in samples if sample.article.published)
    offsets.update(zone for zone in stated if zone and zone.startswith(("+", "-")))
    return offsets


def articles_a_day(routes: Iterable[Route]) -> float:
    """Return how many articles the site publishes on a day: the median of the days that its listings hold whole.

    The first and the last day of a listing are rarely whole; where there are no others, the mean of all has to do.
    """
    days: Counter[date] = Counter()
    for route in routes:
        days |= route.figures.days
    whole = sorted(days)[1:-1]
    if whole:
        return float(statistics.median(days[day] for day in whole))
    return days.total() / len(days) if days else 0.0


def propose(
    survey: Survey,
    samples: Sequence[Sample],
    *,
    visitor: Source,
    now: datetime,
    wanted_id: str | None = None,
) -> Proposal:
    """Propose a source file for a site.

    Args:
        survey: what autodiscovery found, with at least one route.
        samples: some of the site's articles; none where no page could be had.
        visitor: the source in whose name the survey was made; where it may visit private addresses, the proposed one
            may too.
        now: the time of the survey, aware.
        wanted_id: the id that the user wants, if any.
    """
    homepage = survey.home.final_url if survey.home else survey.address
    host = urlsplit(homepage).hostname or ""
    used, others = choose_routes(survey.routes, now)
    who = _identify(survey, samples, host, offsets_of(used, samples), now)
    links = [lead.url for lead in _leads(used) or _leads(survey.routes)]
    proposal = Proposal(
        id=wanted_id or locality.source_id(host, who.name.value),
        homepage=homepage,
        who=who,
        routes=used,
        others=others,
        learned=learn_shapes(links),
        base=fitting_base([sample.page for sample in samples], links, visitor),
        samples=tuple(samples),
        rate=articles_a_day(used),
        private=visitor.politeness.allow_private_addresses,
        to_do=(),
    )
    return replace(proposal, to_do=tuple(_to_do(proposal, now)))


def _identify(survey: Survey, samples: Sequence[Sample], host: str, offsets: Counter[str], now: datetime) -> Identity:
    home = _metadata(survey.home)
    pages = [meta for sample in samples if (meta := _metadata(sample.page))]
    every = [*([home] if home else []), *pages]
    stated = [found[0] for meta in every if (found := meta.first("og:site_name", "application-name"))]
    name = locality.site_name(stated, home.title if home else None, host)
    publishers = Counter(sample.article.publisher for sample in samples if sample.article.publisher)
    publisher = publishers.most_common(1)[0][0] if publishers else name.value
    declared = [tag[0] for meta in pages or every if (tag := metadata.language(meta))]
    language = locality.language_of(declared, _words(survey, samples))
    country = locality.country_of(host, language.value)
    return Identity(
        name=name,
        publisher=Guess(publisher, "the articles" if publishers else "the name", sure=False),
        language=language,
        country=country,
        timezone=locality.timezone_of(country, offsets, now),
    )


def _words(survey: Survey, samples: Sequence[Sample]) -> list[str]:
    """Return text of the articles, or where none could be read, the titles that the listings give."""
    words = [words for sample in samples for words in (sample.article.title or "", *sample.article.body[:3])]
    return words or [lead.title or "" for lead in _leads(survey.routes)]


def _leads(routes: Iterable[Route]) -> list[Lead]:
    return [lead for route in routes for lead in route.leads]


def _metadata(page: Page | None) -> metadata.Metadata | None:
    if page is None:
        return None
    try:
        root = build(decode(page.body, page.content_type).text)
    except Unreadable:
        return None
    return metadata.read_metadata(root, page.final_url)


def _to_do(proposal: Proposal, now: datetime) -> Iterator[str]:
    yield from _guesses(proposal.who)
    for route in proposal.routes:
        if doubt := _against(route, frozenset(), (), now):
            yield f"discover: {route.url}: {doubt}; nothing better was found"
    if not proposal.learned.usable and proposal.base is None:
        yield "urls: the links have no shape in common; see whether all that is found are articles"
    yield from _doubts(proposal.samples)
    if not proposal.rate:
        yield "expect: no listing dates its entries; say how many articles a day are usual"
    yield "discover: archive pages by day or section lists, for backfills, cannot be found by themselves"


def _guesses(who: Identity) -> Iterator[str]:
    yield f"publisher: {who.publisher.value!r} is taken from {who.publisher.why}; say who publishes it"
    named = {"name": who.name, "country": who.country, "language": who.language, "timezone": who.timezone}
    for key, guess in named.items():
        if not guess.sure:
            yield f"{key}: {guess.value!r} is a guess ({guess.why})"


def _doubts(samples: Sequence[Sample]) -> Iterator[str]:
    if not samples:
        yield "layouts: no article could be read; see why with khotin sources check --live"
    elif any(not sample.article.published for sample in samples):
        yield "layouts: not every article shows its date; a selector for published may be needed"
    if any(sample.article.paywall for sample in samples):
        yield "articles say that their text is not free; see whether more than a teaser is read"

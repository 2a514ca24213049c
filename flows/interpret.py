"""From a page to what is loaded: parse, clean, dedup, tag, load, link, in that order, for pages of every origin.

Scraped pages and documents from disk go through these same two functions: ``interpret`` (a page alone; may run in
another process) and ``settle`` (a batch against the warehouse, in one transaction).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from flows.absences import settle_absences
from flows.forgotten import without_forgotten
from flows.tally import LAYOUT_MISS, Tally, tally_articles, tally_decisions, tally_fetches, tally_rejects
from scrapers.parse import parse
from scrapers.source import Source
from transforms.clean import clean
from transforms.dedup import decide
from transforms.records import (
    Article,
    Batch,
    BoilerplateProfile,
    Cursor,
    Fetch,
    Flag,
    Item,
    Known,
    Lead,
    Page,
    ParsedArticle,
    Reject,
    Tags,
)
from transforms.tag import tag

if TYPE_CHECKING:  # what a page alone needs, as `khotin tag` on documents, is no database
    from warehouse.store import Session


def interpret(page: Page, source: Source | None, profile: BoilerplateProfile | None = None) -> Article | Reject:
    """Parse and clean one page; what is no article comes back as a reject. ``profile`` is the source's, if it has one.

    An article on which the source's layout did not fit carries the flag ``layout_miss``.
    """
    parsed = parse(page, source)
    if isinstance(parsed, Reject):
        return parsed
    if not parsed.is_article:
        return _not_an_article(parsed)
    article = clean(parsed, profile=profile)
    if isinstance(article, Reject) or dict(parsed.how).get("layout") != "miss":
        return article
    return replace(article, flags=(*article.flags, Flag(LAYOUT_MISS)))


def _not_an_article(parsed: ParsedArticle) -> Reject:
    return Reject(
        stage="parse",
        reason="not-an-article",
        url=parsed.url,
        detail=parsed.not_article_reason or "the page has no article text",
        source_id=parsed.source_id,
        fetch_id=parsed.fetch_id,
    )


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of one lead or one document.

    ``failed`` says that it may be tried again at another run; ``fetches`` and ``rejects`` are kept in any case.
    """

    fetches: tuple[Fetch, ...]
    article: Article | None = None
    rejects: tuple[Reject, ...] = ()
    lead: Lead | None = None
    key: str | None = None
    failed: bool = False
    known_id: str | None = None


@dataclass(frozen=True, slots=True)
class Extras:
    """What is committed together with a batch: listing state, mentions, fetches of listings and their rejects."""

    cursors: tuple[Cursor, ...] = ()
    leads: tuple[Lead, ...] = ()
    fetches: tuple[Fetch, ...] = ()
    rejects: tuple[Reject, ...] = ()


NO_EXTRAS = Extras()


def settle(
    session: Session,
    template: Batch,
    visits: Sequence[Visit],
    extras: Extras = NO_EXTRAS,
    *,
    max_attempts: int = 1,
    tagger: Callable[[Article], Tags] = tag,
) -> Tally:
    """Decide, tag, load, place among copies and link a batch in the session's transaction; return what was counted.

    ``template`` carries run, source and time. Leads that failed ``max_attempts`` times are given up, with a reject.
    What was forgotten leaves no row but one reject without its address.
    ``tagger`` gives the tags of an article, where they have been read already.
    """
    visits, extras = without_forgotten(session, template.source_id, visits, extras)
    articles = [visit.article for visit in visits if visit.article is not None]
    known = session.known(article_ids={article.article_id for article in articles})
    items = _decide(articles, replace(known, words=session.words(_edited(articles, known))), tagger)
    pending, given_up = _retries(visits, max_attempts)
    rejects = extras.rejects + tuple(reject for visit in visits for reject in visit.rejects) + given_up
    fetches = extras.fetches + tuple(fetch for visit in visits for fetch in _about(visit))
    waiting = {lead.url for lead in pending}
    batch = replace(
        template,
        items=items,
        rejects=rejects,
        fetches=fetches,
        cursors=extras.cursors,
        leads=extras.leads,
        pending=pending,
        settled=tuple(v.key for v in visits if v.key and v.lead and v.lead.attempts and v.lead.url not in waiting),
    )
    session.load(batch)
    settle_absences(session, template.source_id, template.run_id, visits)
    copies = _place(session, batch, known)
    not_modified = sum(1 for visit in visits if any(fetch.status == HTTPStatus.NOT_MODIFIED for fetch in visit.fetches))
    counted = tally_decisions([item.decision for item in items], copies) + tally_fetches(fetches)
    return counted + tally_rejects(rejects) + tally_articles(articles) + Tally(unchanged=not_modified)


def _place(session: Session, batch: Batch, known: Known) -> set[str]:
    """Place what a batch has written among copies and in stories; return the ids of those articles that are copies.

    What does this is loaded here: numpy, which it computes with, takes longer to start than ``khotin tag`` otherwise.
    """
    written = _written(batch.items)
    if not written:
        return set()
    from flows.copies import place_written
    from flows.linking import link_stories

    groups = place_written(session, batch, list(written.values()), known.articles)
    link_stories(session, batch, written, groups)
    return {article_id for article_id, group in groups.items() if article_id != group[0]}


def _decide(articles: Sequence[Article], known: Known, tagger: Callable[[Article], Tags]) -> tuple[Item, ...]:
    """Return the articles of a batch with what becomes of each, and the tags of those that are new or updated."""
    return tuple(
        Item(article, decision, None if decision.action == "unchanged" else tagger(article))
        for article, decision in zip(articles, decide(articles, known), strict=True)
    )


def _written(items: Sequence[Item]) -> dict[str, Article]:
    """Return the articles that a batch adds or changes, each as it stands at the end of it, by id."""
    return {one.article.article_id: one.article for one in items if one.decision.action != "unchanged"}


def _edited(articles: Sequence[Article], known: Known) -> set[str]:
    """Return the ids of articles whose content may have changed: their words are compared."""
    stored = known.articles
    return {
        one.article_id
        for one in articles
        if one.article_id in stored and stored[one.article_id].content_hash != one.content_hash
    }


def _about(visit: Visit) -> tuple[Fetch, ...]:
    """Return the visit's fetches, those of the page itself with the article's id."""
    article_id = visit.article.article_id if visit.article else visit.known_id
    return tuple(
        replace(fetch, article_id=article_id) if fetch.purpose in ("article", "document") else fetch
        for fetch in visit.fetches
    )


def _retries(visits: Sequence[Visit], max_attempts: int) -> tuple[tuple[Lead, ...], tuple[Reject, ...]]:
    """Return the leads to try again, and rejects for those that are given up.

    A run counts against a page only if the page itself was asked for. Where the network is gone, or its site rests or
    does not tell what robots may do, pages wait for as long as that lasts.
    """
    pending: list[Lead] = []
    given_up: list[Reject] = []
    for visit in visits:
        if not visit.failed or visit.lead is None:
            continue
        asked = any(fetch.purpose == "article" for fetch in visit.fetches)
        tried = replace(visit.lead, attempts=visit.lead.attempts + 1 if asked else max(1, visit.lead.attempts))
        if tried.attempts < max_attempts or not asked:
            pending.append(tried)
        else:
            detail = f"tried in {tried.attempts} runs; it is not tried again"
            given_up.append(Reject("fetch", "given-up", tried.url, detail, tried.source_id))
    return tuple(pending), tuple(given_up)

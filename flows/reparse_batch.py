"""A batch of pages that were made anew, against the warehouse: what it would change, and the writing of it.

A page from which a version was made corrects that version in its place: number, times and id stay, and what equals what
is stored is not touched. Any other page goes the way of a visit: it becomes an article, or the next version of one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from flows.interpret import Visit, settle
from flows.remake import Missing, Redone
from flows.reparse_tally import Changes, Example
from flows.tally import Tally
from transforms.dedup import first_version
from transforms.records import Article, Batch, Decision, Item, Reject, Tags
from warehouse.reparse_pages import ArchivedPage, Made
from warehouse.reparse_rows import Compared, Refusal, compare, correct, take, unplaced, write_refusals
from warehouse.session import Session


class Loose(NamedTuple):
    """A page from which no version was made so far, and the article in it."""

    page: ArchivedPage
    article: Article
    tags: Tags


class Weighed(NamedTuple):
    """A batch beside what is stored: versions made anew, what of them differs, refused versions, loose pages."""

    batch: Batch
    compared: Compared
    refused: list[tuple[ArchivedPage, Made, Reject]]
    loose: list[Loose]


def weigh(session: Session, template: Batch, redone: Sequence[Redone]) -> Weighed:
    """Say what a batch would change; write nothing. ``template`` carries run, source and time."""
    items: list[Item] = []
    refused: list[tuple[ArchivedPage, Made, Reject]] = []
    loose: list[Loose] = []
    for page, (outcome, tags) in redone:
        match outcome, page.made:
            case Article(), None:
                loose += [Loose(page, outcome, tags)] if tags is not None else []
            case Article(), Made():
                items.append(_item(outcome, page.made, tags))
            case Reject(), Made():
                refused.append((page, page.made, outcome))
    batch = replace(template, items=tuple(items))
    return Weighed(batch, compare(session.connection, batch), refused, loose)


def _item(article: Article, made: Made, tags: Tags | None) -> Item:
    """Return a version made anew; what a later one changed of the one before is compared before the next publishing."""
    later = Decision(article.article_id, "updated", made.version)
    return Item(article, first_version(article) if made.version == 1 else later, tags)


def count(changes: Changes, redone: Sequence[Redone], weighed: Weighed, examples: int = 0) -> None:
    """Add to a count what a batch would change, with at most so many examples of every field in all."""
    changed: defaultdict[int, set[str]] = defaultdict(set)
    for one in weighed.compared.differences:
        changed[one.item].add(one.field)
        if one.field != "evidence":
            url = weighed.batch.items[one.item].article.url
            changes.show(one.field, Example(url, one.was, one.becomes), examples)
    changes.pages += len(redone)
    changes.corrected += len(changed)
    changes.same += weighed.compared.staged.num_rows - len(changed)
    changes.fields.update(field for fields in changed.values() for field in fields)
    for page, _, reject in weighed.refused:
        changes.refuse(page.url, reject)
    for page, article, _ in weighed.loose:
        changes.take(page.url, article.title, known=page.about is not None)
    for page, (outcome, _) in redone:
        if isinstance(outcome, Missing):
            changes.miss(page.url, outcome.detail)
        elif isinstance(outcome, Reject) and page.made is None:
            changes.still_refused += 1


def apply(session: Session, weighed: Weighed, *, apply_rejects: bool) -> Tally:
    """Write what a batch changes, in the session's transaction; return what was counted, as in any run."""
    batch, connection = weighed.batch, session.connection
    correction = correct(connection, batch, weighed.compared)
    refusals = [Refusal(made, page.fetch_id, reject, apply_rejects) for page, made, reject in weighed.refused]
    read = [Made(one.article.article_id, one.decision.version, True, "") for one in batch.items]
    write_refusals(connection, batch, [*read, *(one.made for one in refusals)], refusals)
    _place_again(session, batch, {batch.items[number].article.article_id for number in correction.reworded})
    settled = _settle_loose(session, batch, weighed.loose)
    corrected = len(correction.items)
    unchanged = weighed.compared.staged.num_rows - corrected
    reasons = Counter(reject.reason for _, _, reject in weighed.refused)
    return settled + Tally(updated=corrected, unchanged=unchanged, reasons=reasons)


def _place_again(session: Session, batch: Batch, reworded: set[str]) -> None:
    """Place articles among copies and tell their stories anew, where their words are others or that was never done."""
    current = {one.article.article_id: one for one in batch.items if one.tags is not None}
    wanted = reworded | unplaced(session.connection, current)
    items = [current[one] for one in wanted]
    if not items:
        return
    from flows.copies import place_written
    from flows.linking import link_stories

    articles = {one.article.article_id: one.article for one in sorted(items, key=lambda one: one.article.article_id)}
    known = session.known(article_ids=articles).articles
    again = replace(batch, items=tuple(items))
    groups = place_written(session, again, list(articles.values()), known)
    link_stories(session, again, articles, groups)


def _settle_loose(session: Session, batch: Batch, loose: Sequence[Loose]) -> Tally:
    """Load pages from which no version was made as if they had been visited just now."""
    if not loose:
        return Tally()
    tags = {one.article.fetch_id: one.tags for one in loose}
    visits = [Visit(fetches=(), article=one.article) for one in loose]
    template = replace(batch, items=())
    settled = settle(session, template, visits, tagger=lambda article: tags[article.fetch_id])
    take(session.connection, {one.page.fetch_id: one.article.article_id for one in loose})
    return settled

"""The step ``link``: which story each new or updated article of a batch belongs to, in the batch's transaction.

An article that is no copy is compared with the stories that it may tell (``flows.storying``); a copy stands in its
original's story, and an article that has a story keeps it. What a story is never changes: where two prove to be one the
older goes on, and that is recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time

from flows.storying import tell_stories
from transforms.edtf import day_range
from transforms.link import story_id
from transforms.records import Article, Batch
from transforms.stories.features import read_features
from transforms.stories.records import Report
from warehouse.store import Session
from warehouse.story_index import StoryIndex

_NOON = time(12, tzinfo=UTC)  # stands for a day of which no more is known


def link_stories(
    session: Session, batch: Batch, written: Mapping[str, Article], groups: Mapping[str, Sequence[str]]
) -> None:
    """Assign stories to the articles that a batch has written, once it is known which of them are copies.

    ``groups`` are the copies that an article stands among, the original first; one that is left out stands alone.
    """
    if not written:
        return
    index = StoryIndex(session.connection, run_id=batch.run_id, loaded_at=batch.loaded_at)
    stories = index.stories({*written, *(member for group in groups.values() for member in group)})
    originals = [one for one in written if _original(one, groups) == one]
    indexed = index.indexed(originals)
    languages = {item.article.article_id: item.tags.language for item in batch.items if item.tags}
    fresh = [
        report(written[one], languages.get(one), _held(one, groups, stories)) for one in originals if one not in indexed
    ]
    stories |= tell_stories(index, fresh)
    copies = dict(_copied(written, groups, stories))
    index.place(copies, {story: one for one, story in copies.items() if story == story_id(one)})


def report(article: Article, language: str | None, held: str | None) -> Report:
    """Return an article as story finding sees it; ``held`` is the story that it is in already."""
    features = read_features(article.title, "\n".join(article.body), language)
    return Report(article.article_id, _published(article), features, held)


def _published(article: Article) -> datetime | None:
    """Return when an article came out: on its own word, else by the listing's day, else about when it was fetched.

    Nobody knows when a document from a file came out that does not say so.
    """
    if article.published and article.published.datetime:
        return article.published.datetime
    first, last = day_range(article.published.edtf) if article.published else (article.listing_date,) * 2
    if first is not None and first == last:
        return datetime.combine(first, _NOON)
    return None if article.from_file or article.published else article.fetched_at


def _original(article_id: str, groups: Mapping[str, Sequence[str]]) -> str:
    return groups[article_id][0] if groups.get(article_id) else article_id


def _held(article_id: str, groups: Mapping[str, Sequence[str]], stories: Mapping[str, str]) -> str | None:
    """Return the story that an article has, or else one that its copies have, which came before it."""
    return next((stories[one] for one in (article_id, *groups.get(article_id, ())) if one in stories), None)


def _copied(
    written: Mapping[str, Article], groups: Mapping[str, Sequence[str]], stories: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the copies among the articles, with the story of the original."""
    for article_id in written:
        original = _original(article_id, groups)
        if original != article_id:
            yield article_id, stories.get(original) or stories.get(article_id) or story_id(original)

"""Dedup: what becomes of each article of a batch, decided purely from the batch and what the warehouse holds.

An article is the same as another by its id (canonical URL): a new version of it, or nothing new. Which articles are
copies of others is decided over all that are stored, by ``transforms.copies``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from transforms.records import Article, Changes, Decision, Known, KnownArticle, Wording
from transforms.versions.compare import changes, wording
from transforms.versions.notices import notices


@dataclass(frozen=True, slots=True)
class _Stored:
    """What is known of an article at this point of the batch."""

    content_hash: str
    version: int
    captured_at: datetime
    hashes: frozenset[str]
    words: Wording | None


def _stored(known: KnownArticle, words: Wording | None) -> _Stored:
    return _Stored(known.content_hash, known.version, known.captured_at, frozenset(known.hashes), words)


def _after(article: Article, decision: Decision, before: _Stored | None) -> _Stored:
    """Return what is known of an article once the decision is carried out."""
    if before is not None and decision.action == "unchanged":
        return before
    hashes = (before.hashes if before else frozenset()) | {article.content_hash}
    return _Stored(article.content_hash, decision.version, article.fetched_at, hashes, wording(article))


def _is_update(article: Article, stored: _Stored) -> bool:
    """Tell whether the content is a newer version of what is stored.

    An older capture (a WARC read after later visits) is none. A local file has no time of capture: of two files that
    name the same canonical URL the second is a version once, but reading the folder again must change nothing.
    """
    if article.content_hash == stored.content_hash or article.fetched_at < stored.captured_at:
        return False
    return not (article.from_file and article.content_hash in stored.hashes)


def _edit(article: Article, stored: _Stored | None) -> Changes | None:
    """Return what newer content changed of what is stored; None where there is nothing to compare.

    Without any changed field it differs by noise alone (counters, typography), which makes no version.
    """
    if stored is None or stored.words is None or not _is_update(article, stored):
        return None
    return changes(stored.words, wording(article))


def first_version(article: Article) -> Decision:
    """Return the decision that makes an article: its first version, with the notices that it came with."""
    said = notices(wording(article))
    return Decision(article.article_id, "new", 1, Changes(notices=said) if said else None)


def _decide_one(article: Article, stored: _Stored | None) -> Decision:
    if stored is None:
        return first_version(article)
    edit = _edit(article, stored)
    if (edit is None or edit.fields) and _is_update(article, stored):
        return Decision(article.article_id, "updated", stored.version + 1, edit)
    return Decision(article.article_id, "unchanged", stored.version)


def decide(articles: Sequence[Article], known: Known) -> tuple[Decision, ...]:
    """Return one decision per article, in the same order.

    An id that is known is ``updated`` (version + 1) by newer content that differs by more than noise, else
    ``unchanged``; an unknown id is ``new``. The same id twice in a batch is decided relative to its earlier appearance.
    """
    stored = {one.article_id: _stored(one, known.words.get(one.article_id)) for one in known.articles.values()}
    decisions = []
    for article in articles:
        before = stored.get(article.article_id)
        decision = _decide_one(article, before)
        stored[article.article_id] = _after(article, decision, before)
        decisions.append(decision)
    return tuple(decisions)

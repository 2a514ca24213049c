"""Dedup: what becomes of each article of a batch, decided purely from the batch and what the warehouse holds.

An article is the same as another by its id (canonical URL: a new version, or nothing new) or by its content key (an
exact copy at another address). Near copies and the re-pointing of stored groups come later behind the same function.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC

from transforms.records import Action, Article, Decision, Known

_UNKNOWN_DATE = "~"  # sorts behind every digit


def published_order(article: Article) -> str:
    """Return a string that sorts articles by publication: a day before its minutes, unknown dates last."""
    value = article.published
    if value is None:
        return _UNKNOWN_DATE
    if value.datetime:
        return value.datetime.astimezone(UTC).isoformat()
    return value.edtf[:10] if value.edtf[:4].isdecimal() else _UNKNOWN_DATE


def _originals(articles: Sequence[Article], known: Known) -> dict[str, str]:
    """Map each content key to the article id that the group goes back to.

    A stored original stays the original; else it is the earliest published of the batch, then the first to arrive.
    """
    originals = {key: content.article_id for key, content in known.contents.items()}
    for article in sorted(articles, key=published_order):  # stable: ties stay in the order of arrival
        if article.content_key:
            originals.setdefault(article.content_key, article.article_id)
    return originals


def _action(article: Article, current: tuple[str, int] | None, original: str | None) -> tuple[Action, int]:
    if current is None:
        return ("new" if original is None else "duplicate"), 1
    content_hash, version = current
    return ("unchanged", version) if content_hash == article.content_hash else ("updated", version + 1)


def _decide_one(article: Article, current: tuple[str, int] | None, originals: Mapping[str, str]) -> Decision:
    original = originals.get(article.content_key) if article.content_key else None
    if original == article.article_id:
        original = None
    action, version = _action(article, current, original)
    if original is None or action == "unchanged":
        return Decision(article.article_id, action, version)
    return Decision(article.article_id, action, version, original, "exact", 1.0)


def decide(articles: Sequence[Article], known: Known) -> tuple[Decision, ...]:
    """Return one decision per article, in the same order.

    An id that is known with the same content hash is ``unchanged``, with another ``updated`` (version + 1); an unknown
    id is ``new``, or ``duplicate`` of the original that has its content key. The same id twice in a batch is decided
    relative to its earlier appearance.
    """
    originals = _originals(articles, known)
    current = {one.article_id: (one.content_hash, one.version) for one in known.articles.values()}
    decisions = []
    for article in articles:
        decision = _decide_one(article, current.get(article.article_id), originals)
        current[article.article_id] = (article.content_hash, decision.version)
        decisions.append(decision)
    return tuple(decisions)

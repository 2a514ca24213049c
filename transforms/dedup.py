"""Dedup: what becomes of each article of a batch, decided purely from the batch and what the warehouse holds.

An article is the same as another by its id (canonical URL: a new version, or nothing new) or by its content key (an
exact copy at another address). The original of copies is the one that was published first, whichever was loaded first.
Near copies come later behind the same function.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from transforms.records import Action, Article, Decision, Known, KnownArticle, KnownContent

_UNKNOWN_DATE = "~"  # sorts behind every digit


def published_order(article: Article) -> str:
    """Return a string that sorts articles by publication: a day before its minutes, unknown dates last."""
    value = article.published
    if value is None:
        return _UNKNOWN_DATE
    if value.datetime:
        return value.datetime.astimezone(UTC).isoformat()
    return value.edtf[:10] if value.edtf[:4].isdecimal() else _UNKNOWN_DATE


def _instant(article: Article) -> datetime | None:
    """Return when an article was published; a day counts from its start in UTC, as in ``KnownContent``."""
    value = article.published
    if value is None:
        return None
    if value.datetime:
        return value.datetime
    try:
        return datetime.fromisoformat(value.edtf[:10]).replace(tzinfo=UTC)
    except ValueError:
        return None


def _is_earlier(article: Article, stored: KnownContent) -> bool:
    """Tell whether a new article was published before the stored original; without a date nothing is earlier."""
    instant = _instant(article)
    return instant is not None and (stored.published is None or instant < stored.published)


def _originals(articles: Sequence[Article], known: Known) -> dict[str, str]:
    """Map each content key to the article id that the group goes back to.

    It is the earliest published; between equals the stored one, then the first to arrive.
    """
    originals = {key: content.article_id for key, content in known.contents.items()}
    decided: set[str] = set()
    for article in sorted(articles, key=published_order):  # stable: ties stay in the order of arrival
        key = article.content_key
        if key is None or key in decided:
            continue
        decided.add(key)
        stored = known.contents.get(key)
        if stored is None or (article.article_id not in known.articles and _is_earlier(article, stored)):
            originals[key] = article.article_id
    return originals


@dataclass(frozen=True, slots=True)
class _Stored:
    """What is known of an article at this point of the batch."""

    content_hash: str
    version: int
    captured_at: datetime
    hashes: frozenset[str]


def _stored(known: KnownArticle) -> _Stored:
    return _Stored(known.content_hash, known.version, known.captured_at, frozenset(known.hashes))


def _after(article: Article, decision: Decision, before: _Stored | None) -> _Stored:
    """Return what is known of an article once the decision is carried out."""
    if before is not None and decision.action == "unchanged":
        return before
    hashes = (before.hashes if before else frozenset()) | {article.content_hash}
    return _Stored(article.content_hash, decision.version, article.fetched_at, hashes)


def _is_update(article: Article, stored: _Stored) -> bool:
    """Tell whether the content is a newer version of what is stored.

    An older capture (a WARC read after later visits) is none. A local file has no time of capture: of two files that
    name the same canonical URL the second is a version once, but reading the folder again must change nothing.
    """
    if article.content_hash == stored.content_hash or article.fetched_at < stored.captured_at:
        return False
    return not (article.from_file and article.content_hash in stored.hashes)


def _action(article: Article, stored: _Stored | None, original: str | None) -> tuple[Action, int]:
    if stored is None:
        return ("new" if original is None else "duplicate"), 1
    return ("updated", stored.version + 1) if _is_update(article, stored) else ("unchanged", stored.version)


def _decide_one(
    article: Article, stored: _Stored | None, originals: Mapping[str, str], contents: Mapping[str, KnownContent]
) -> Decision:
    key = article.content_key or ""
    original = originals.get(key)
    if original == article.article_id:
        original = None
    action, version = _action(article, stored, original)
    if action == "new" and key in contents:
        return Decision(article.article_id, action, version, supersedes=contents[key].article_id)
    if original is None or action == "unchanged":
        return Decision(article.article_id, action, version)
    return Decision(article.article_id, action, version, original, "exact", 1.0)


def decide(articles: Sequence[Article], known: Known) -> tuple[Decision, ...]:
    """Return one decision per article, in the same order.

    An id that is known is ``updated`` (version + 1) by newer content of another hash, else ``unchanged``; an unknown id
    is ``new``, or ``duplicate`` of the original that has its content key. The same id twice in a batch is decided
    relative to its earlier appearance.
    """
    originals = _originals(articles, known)
    stored = {one.article_id: _stored(one) for one in known.articles.values()}
    decisions = []
    for article in articles:
        before = stored.get(article.article_id)
        decision = _decide_one(article, before, originals, known.contents)
        stored[article.article_id] = _after(article, decision, before)
        decisions.append(decision)
    return tuple(decisions)

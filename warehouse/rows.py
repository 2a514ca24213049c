"""Turns articles and exchanges into rows: one function per table that the load reads, each from the batch to its rows.

A row is a dictionary with the names of ``shapes.SHAPES``; a name that is left out is NULL. Tables with a row for every
article are made a column at a time, which costs a third of that; structures are tuples there. ``item`` is the position
in the batch: it joins an article with what belongs to it until the load has decided which items are written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from operator import attrgetter
from typing import Any

from transforms import __version__
from transforms.records import Batch, Changes, DateValue, Item, Rights

Row = dict[str, Any]
Columns = dict[str, Sequence[Any]]  # values by the name of their column, of one length
Numbered = Iterable[tuple[int, Item]]
NOTHING_SAID = Rights()

# Columns that are named as the attribute of an article which they hold; ``how`` is pairs as they are.
_BOTH = (
    "article_id", "content_hash", "title", "summary", "authors", "credit", "word_count", "fetch_id", "fetched_at",
)  # fmt: skip
_OF_VERSION = (*_BOTH, "body", "keywords", "images", "how")
_OF_ARTICLE = (
    *_BOTH, "source_id", "url_key", "url", "canonical_url", "publisher", "section", "declared_language", "paywall",
    "live_blog", "content_key", "listing_date", "boilerplate_profile",
)  # fmt: skip


def fingerprint(parts: Iterable[str]) -> str:
    """Return 32 hex digits of SHA-256 over the parts."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def fetches(batch: Batch) -> Iterator[Row]:
    """Yield the rows of ``raw.fetch``."""
    for fetch in batch.fetches:
        warc, payload = fetch.warc, fetch.payload
        yield {
            "fetch_id": fetch.fetch_id,
            "run_id": fetch.run_id,
            "source_id": fetch.source_id,
            "article_id": fetch.article_id,
            "purpose": fetch.purpose,
            "url": fetch.url,
            "final_url": fetch.final_url,
            "status": fetch.status,
            "headers": [{"name": name, "value": value} for name, value in fetch.headers],
            "bytes": fetch.bytes,
            "sha256": fetch.sha256,
            "fetched_at": fetch.fetched_at,
            "elapsed_ms": fetch.elapsed_ms,
            "warc_file": warc.file if warc else None,
            "warc_offset": warc.offset if warc else None,
            "warc_length": warc.length if warc else None,
            "error": fetch.error,
            "payload_file": payload.file if payload else None,
            "payload_offset": payload.offset if payload else None,
            "payload_length": payload.length if payload else None,
            "document_key": fetch.document_key,
        }


def rights(batch: Batch) -> Iterator[Row]:
    """Yield the rows of ``raw.rights``: what was said with each page, also where its text is unchanged."""
    for item in batch.items:
        said = item.article.rights
        if said is not None and said != NOTHING_SAID:
            yield {"fetch_id": item.article.fetch_id, "article_id": item.article.article_id, **asdict(said)}


def candidates(items: Sequence[tuple[int, Item]], batch: Batch) -> Columns:
    """Return what decides whether an item is written, as columns."""
    articles = [item.article for _, item in items]
    return {
        "article_id": [article.article_id for article in articles],
        "content_hash": [article.content_hash for article in articles],
        "item": [number for number, _ in items],
        "fetched_at": [article.fetched_at for article in articles],
        "loaded_at": [batch.loaded_at] * len(articles),
    }


def articles(items: Numbered, batch: Batch) -> Columns:
    """Return the columns of ``core.article``, without the version, which the load decides."""
    listed = list(items)
    found = [item.article for _, item in listed]
    tags = [item.tags for _, item in listed]
    published = [article.published for article in found]
    return {
        "item": [number for number, _ in listed],
        **_each(found, _OF_ARTICLE),
        **_each(tags, ("language", "language_method", "machine_translated")),
        "mt_cues": [[(cue.cue, cue.text) for cue in said.cues] if said else None for said in tags],
        **_each([article.agency for article in found], ("code", "name", "country"), "agency_"),
        **_each([article.dateline for article in found], ("place", "country", "edtf"), "dateline_"),
        **_each(published, ("edtf", "precision", "timezone", "method"), "published_"),
        "published_at": [date and date.datetime for date in published],
        "published_date": [date and _day(date) for date in published],
        "modified_at": [article.modified and article.modified.datetime for article in found],
        "modified_edtf": [article.modified and article.modified.edtf for article in found],
        **_origin(batch, len(found)),
    }


def versions(items: Numbered, batch: Batch) -> Columns:
    """Return the columns of ``core.article_version``: the words."""
    listed = list(items)
    found = [item.article for _, item in listed]
    changes = [_changes(item) for _, item in listed]
    return {
        "item": [number for number, _ in listed],
        **_each(found, _OF_VERSION),
        "captions": [[(caption.text, caption.credit) for caption in article.captions] for article in found],
        "published_edtf": [article.published and article.published.edtf for article in found],
        "published_candidates": [_candidates(article.published) for article in found],
        "modified_edtf": [article.modified and article.modified.edtf for article in found],
        **{name: [said.get(name) for said in changes] for name in _NOTHING_CHANGED},
        **_origin(batch, len(found)),
    }


def _each(objects: Sequence[Any], names: Iterable[str], prefix: str = "") -> Columns:
    """Return attributes of all objects as columns, NULL where there is no object."""
    read = {f"{prefix}{name}": attrgetter(name) for name in names}
    return {name: [None if one is None else of(one) for one in objects] for name, of in read.items()}


def article_flags(items: Numbered) -> Iterator[Row]:
    """Yield the rows of ``core.article_flag``: what cleaning and tagging flagged, each once."""
    for number, item in items:
        for flag in dict.fromkeys((*item.article.flags, *(item.tags.flags if item.tags else ()))):
            yield {
                "item": number,
                "article_id": item.article.article_id,
                "flag": flag.flag,
                "detail": flag.detail,
            }


def changes_row(said: Changes) -> Row:
    """Return what a version changed as columns of ``core.article_version``."""
    row = asdict(said)
    return {"changed": row.pop("fields"), **row}


_NOTHING_CHANGED = changes_row(Changes())


def _changes(item: Item) -> Row:
    """Return what an update changed, NULL where that is not known; a first version changed nothing."""
    if item.decision.changes is not None:
        return changes_row(item.decision.changes)
    return {} if item.decision.action == "updated" else _NOTHING_CHANGED


def _day(value: DateValue) -> date | None:
    """Return the day that an EDTF date names as written; None for a month, a year, or a day of an unknown year."""
    if value.precision not in ("minute", "day"):
        return None
    try:
        return date.fromisoformat(value.edtf[:10])
    except ValueError:
        return None


def _candidates(published: DateValue | None) -> list[tuple[str, str, str | None]]:
    found = published.candidates if published else ()
    return [(candidate.text, candidate.method, candidate.edtf) for candidate in found]


def _origin(batch: Batch, count: int) -> Columns:
    """Return the columns that say where rows come from, the same for all of a batch."""
    said = {"run_id": batch.run_id, "loaded_at": batch.loaded_at, "code_version": __version__}
    return {name: [value] * count for name, value in said.items()}

"""Turns articles and exchanges into rows: one function per table that the load reads, each from the batch to its rows.

A row is a dictionary with the names of ``shapes.SHAPES``; a name that is left out is NULL. ``item`` is the position in
the batch: it joins an article with what belongs to it until the load has decided which items are written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from transforms import __version__
from transforms.records import Batch, Changes, DateValue, Item, Rights

Row = dict[str, Any]
Columns = dict[str, Sequence[Any]]  # values by the name of their column, of one length
Numbered = Iterable[tuple[int, Item]]
NOTHING_SAID = Rights()


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


def articles(items: Numbered, batch: Batch) -> Iterator[Row]:
    """Yield the rows of ``core.article``, without the version, which the load decides."""
    for number, item in items:
        article, tags = item.article, item.tags
        yield {
            "item": number,
            "article_id": article.article_id,
            "source_id": article.source_id,
            "url_key": article.url_key,
            "url": article.url,
            "canonical_url": article.canonical_url,
            "title": article.title,
            "summary": article.summary,
            "authors": article.authors,
            "credit": article.credit,
            "publisher": article.publisher,
            "section": article.section,
            "language": tags.language if tags else None,
            "language_method": tags.language_method if tags else None,
            "declared_language": article.declared_language,
            "word_count": article.word_count,
            "paywall": article.paywall,
            "machine_translated": item.tags.machine_translated if item.tags else None,
            "mt_cues": [{"cue": cue.cue, "text": cue.text} for cue in item.tags.cues] if item.tags else None,
            "boilerplate_profile": article.boilerplate_profile,
            "live_blog": article.live_blog,
            "content_hash": article.content_hash,
            "content_key": article.content_key,
            "listing_date": article.listing_date,
            **_agency(item),
            **_dateline(item),
            **_dates(item),
            **_origin(item, batch),
        }


def versions(items: Numbered, batch: Batch) -> Iterator[Row]:
    """Yield the rows of ``core.article_version``: the words."""
    for number, item in items:
        article, published = item.article, item.article.published
        yield {
            "item": number,
            "article_id": article.article_id,
            "content_hash": article.content_hash,
            "title": article.title,
            "summary": article.summary,
            "body": article.body,
            "captions": [{"text": caption.text, "credit": caption.credit} for caption in article.captions],
            "authors": article.authors,
            "credit": article.credit,
            "keywords": article.keywords,
            "images": article.images,
            "published_edtf": published.edtf if published else None,
            "published_candidates": _candidates(published),
            "modified_edtf": article.modified.edtf if article.modified else None,
            "how": [{"field": field, "method": method} for field, method in article.how],
            "word_count": article.word_count,
            **_changes(item),
            **_origin(item, batch),
        }


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


def _agency(item: Item) -> Row:
    agency = item.article.agency
    if agency is None:
        return {}
    return {"agency_code": agency.code, "agency_name": agency.name, "agency_country": agency.country}


def _dateline(item: Item) -> Row:
    line = item.article.dateline
    if line is None:
        return {}
    return {"dateline_place": line.place, "dateline_country": line.country, "dateline_edtf": line.edtf}


def _dates(item: Item) -> Row:
    row: Row = {}
    if (published := item.article.published) is not None:
        row |= {
            "published_at": published.datetime,
            "published_date": _day(published),
            "published_edtf": published.edtf,
            "published_precision": published.precision,
            "published_timezone": published.timezone,
            "published_method": published.method,
        }
    if (modified := item.article.modified) is not None:
        row |= {"modified_at": modified.datetime, "modified_edtf": modified.edtf}
    return row


def _day(value: DateValue) -> date | None:
    """Return the day that an EDTF date names as written; None for a month, a year, or a day of an unknown year."""
    if value.precision not in ("minute", "day"):
        return None
    try:
        return date.fromisoformat(value.edtf[:10])
    except ValueError:
        return None


def _candidates(published: DateValue | None) -> list[Row]:
    found = published.candidates if published else ()
    return [{"text": candidate.text, "method": candidate.method, "edtf": candidate.edtf} for candidate in found]


def _loaded(batch: Batch) -> Row:
    return {"run_id": batch.run_id, "loaded_at": batch.loaded_at}


def _origin(item: Item, batch: Batch) -> Row:
    article = item.article
    return {"fetch_id": article.fetch_id, "fetched_at": article.fetched_at, "code_version": __version__} | _loaded(
        batch
    )

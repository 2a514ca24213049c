"""Turns the state of a run into rows: what was refused, how listings stand, who mentioned what, what waits.

As in ``rows``: one function per table that the load reads, each from the batch to all rows of that table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from transforms.records import Batch, Lead
from transforms.urls import lead_hash
from warehouse.rows import Row, fingerprint

Keyed = Iterable[tuple[str, Lead]]


def rejects(batch: Batch) -> Iterator[Row]:
    """Yield the rows of ``ops.reject``."""
    for reject in batch.rejects:
        key = (batch.run_id, reject.stage, reject.reason, reject.url, reject.detail, reject.source_id or "")
        yield {
            "reject_id": fingerprint(key),
            "run_id": batch.run_id,
            "source_id": reject.source_id or batch.source_id,
            "stage": reject.stage,
            "reason": reject.reason,
            "url": reject.url,
            "detail": reject.detail,
            "fetch_id": reject.fetch_id,
            "listing": reject.listing,
            "rejected_at": batch.loaded_at,
        }


def cursors(batch: Batch) -> Iterator[Row]:
    """Yield the rows of ``ops.cursor``."""
    for number, cursor in enumerate(batch.cursors):
        poll, rhythm = cursor.poll, cursor.poll.rhythm
        yield {
            "item": number,
            "source_id": cursor.source_id,
            "listing": cursor.listing,
            "kind": cursor.kind,
            "polled_at": cursor.polled_at,
            "etag": cursor.etag,
            "last_modified": cursor.last_modified,
            "body_sha256": cursor.body_sha256,
            "items": cursor.items,
            "complete": cursor.complete,
            "changed_at": poll.changed_at,
            "verified_at": poll.verified_at,
            "unchanged": poll.unchanged,
            "interval_seconds": poll.interval_seconds,
            "distrust": poll.distrust,
            "ttl_seconds": rhythm.ttl_seconds,
            "max_age_seconds": rhythm.max_age_seconds,
            "skip_hours": rhythm.skip_hours,
            "skip_days": rhythm.skip_days,
            "run_id": batch.run_id,
        }


def leads(keyed: Keyed, batch: Batch) -> Iterator[Row]:
    """Yield the rows of ``ops.lead``."""
    for number, (key, lead) in enumerate(keyed):
        yield {**_mention(number, key, lead, batch), "lead_hash": lead_hash(lead)}


def settled(batch: Batch) -> Iterator[Row]:
    """Yield the keys to delete from ``ops.pending``."""
    for key in batch.settled:
        yield {"source_id": batch.source_id, "url_key": key}


def pending(keyed: Keyed, batch: Batch) -> Iterator[Row]:
    """Yield the rows of ``ops.pending``, each with what this batch says of its failure."""
    errors = {fetch.url: fetch.error for fetch in batch.fetches if fetch.error}
    errors |= {reject.url: f"{reject.reason}: {reject.detail}" for reject in batch.rejects}
    for number, (key, lead) in enumerate(keyed):
        mention = _mention(number, key, lead, batch)
        yield {**mention, "attempts": lead.attempts, "last_error": errors.get(lead.url)}


def _mention(number: int, key: str, lead: Lead, batch: Batch) -> Row:
    return {
        "item": number,
        "source_id": lead.source_id,
        "url_key": key,
        "listing": lead.listing,
        "url": lead.url,
        "title": lead.title,
        "published": lead.published,
        "modified": lead.modified,
        "section": lead.section,
        "summary": lead.summary,
        "listing_date": lead.listing_date,
        "loaded_at": batch.loaded_at,
    }

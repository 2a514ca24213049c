"""From an answer or a document to the records that the other rooms know: ``Fetch`` and ``Page``."""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime

from scrapers.answer import Answer
from scrapers.archive import Kept
from transforms.records import Fetch, Lead, Page, Purpose, Rights

HEADERS_OF_NOTE = frozenset({
    "content-type", "etag", "last-modified", "cache-control", "content-language", "retry-after", "location",
    "x-robots-tag", "expires", "x-khotin-rendered", "content-encoding", "link", "tdm-reservation", "tdm-policy",
})  # fmt: skip


def fetch_of_answer(
    answer: Answer, *, run_id: str, source_id: str, purpose: Purpose, wanted: str, url: str, kept: Kept | None
) -> Fetch:
    """Return the row of one exchange.

    All exchanges on the way from a ``wanted`` URL to its answer have it as ``url``; ``final_url`` is the one that
    this exchange asked for. A body that is not whole has no digest.
    """
    whole = answer.problem is None and bool(answer.body)
    return Fetch(
        fetch_id=uuid.uuid4().hex,
        run_id=run_id,
        source_id=source_id,
        purpose=purpose,
        url=wanted,
        final_url=url,
        status=answer.status,
        headers=tuple((key, value) for name, value in answer.headers if (key := name.lower()) in HEADERS_OF_NOTE),
        bytes=len(answer.body),
        sha256=_sha256(answer.body, kept) if whole else None,
        fetched_at=answer.started_at,
        elapsed_ms=answer.elapsed_ms,
        warc=kept.warc if kept else None,
        payload=kept.payload if kept else None,
        error=f"{answer.problem.reason}: {answer.problem.detail}" if answer.problem else None,
    )


def fetch_of_document(
    body: bytes,
    *,
    run_id: str,
    source_id: str,
    purpose: Purpose,
    url: str,
    headers: tuple[tuple[str, str], ...],
    fetched_at: datetime,
    kept: Kept | None,
    document_key: str | None = None,
) -> Fetch:
    """Return the row of a document that was read from disk; it counts as an answer of status 200."""
    return Fetch(
        fetch_id=uuid.uuid4().hex,
        run_id=run_id,
        source_id=source_id,
        purpose=purpose,
        url=url,
        final_url=url,
        status=200,
        headers=headers,
        bytes=len(body),
        sha256=_sha256(body, kept),
        fetched_at=fetched_at,
        elapsed_ms=0,
        warc=kept.warc if kept else None,
        payload=kept.payload if kept else None,
        document_key=document_key,
    )


def _sha256(body: bytes, kept: Kept | None) -> str | None:
    """Return the digest of a whole body: the archive has taken it already, and what is not kept needs none."""
    return None if kept is None else kept.sha256 or hashlib.sha256(body).hexdigest()


def page_of(
    fetch: Fetch,
    body: bytes,
    *,
    lead: Lead | None = None,
    rights: Rights | None = None,
) -> Page:
    """Return the page that an exchange brought."""
    return Page(
        url=fetch.url,
        final_url=fetch.final_url,
        source_id=fetch.source_id,
        content_type=fetch.header("content-type"),
        body=body,
        fetched_at=fetch.fetched_at,
        fetch_id=fetch.fetch_id,
        document_key=fetch.document_key,
        lead=lead,
        rights=rights,
    )

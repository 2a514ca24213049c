"""parse: a page becomes a ``ParsedArticle``.

Two roads give the text of an HTML page: the source's dated layouts (``layout``), else the generic extraction
(``generic``, ``compose``); ``html_page`` joins them. Every field names in ``how`` the road and method that gave it.
Whatever the bytes are, the result is an article, marked as none where it is none, or a ``Reject``.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapers.decode import Decoded, decode
from scrapers.html_page import read_article
from scrapers.tree import Unreadable, looks_like_feed, looks_like_html
from transforms.cleaning.document import blocks
from transforms.records import DateValue, Page, ParsedArticle, Reject

if TYPE_CHECKING:
    from scrapers.source import Source

# PDF, ZIP and Office, PNG, JPEG, GIF, gzip.
_BINARY = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")
_log = logging.getLogger(__name__)


def parse(page: Page, source: Source | None = None) -> ParsedArticle | Reject:
    """Parse one page or text document. Raises nothing: what cannot be parsed is a Reject of stage ``parse``."""
    if not _is_readable(page):
        return _reject(page, "not-a-page", f"{_media_type(page) or 'no media type'}, {len(page.body)} bytes")
    try:
        decoded = decode(page.body, page.content_type)
        if _is_plain(page, decoded.text):
            return _parse_text(page, decoded)
        if looks_like_feed(decoded.text):
            return _reject(page, "not-a-page", "a feed or a sitemap, where a page was expected")
        return read_article(page, decoded, source)
    except Unreadable as error:
        return _reject(page, error.reason, str(error))
    except Exception as error:  # noqa: BLE001 - the web can hold anything; a parser's fault must cost one page, not the run
        _log.warning("parse failed for %s", page.url, exc_info=True)
        return _reject(page, "parser-fault", f"{type(error).__name__}: {error}"[:500])


def _reject(page: Page, reason: str, detail: str) -> Reject:
    return Reject("parse", reason, page.url, detail, page.source_id, page.fetch_id)


def _media_type(page: Page) -> str:
    return (page.content_type or "").split(";")[0].strip().lower()


def _is_readable(page: Page) -> bool:
    """Say whether the page may be text: by its media type where one is stated, and by its first bytes."""
    media = _media_type(page)
    stated = not media or media.startswith("text/") or media.endswith(("xml", "octet-stream"))
    return stated and not page.body.startswith(_BINARY)


def _is_plain(page: Page, text: str) -> bool:
    """A web server's ``text/plain`` is doubted, that of a local document was found by looking."""
    return _media_type(page) == "text/plain" and not (page.document_key is None and looks_like_html(text))


def _parse_text(page: Page, decoded: Decoded) -> ParsedArticle | Reject:
    body = blocks(decoded.text)
    if not body:
        return _reject(page, "empty-page", "the document holds no text")
    return ParsedArticle(
        url=page.url,
        canonical_url=None,
        source_id=page.source_id,
        fetch_id=page.fetch_id,
        fetched_at=page.fetched_at,
        body=body,
        plain_text=True,
        document_key=page.document_key,
        listing_date=page.lead.listing_date if page.lead else None,
        rights=page.rights,
        how=(("decode", decoded.how), ("body", "text")),
    )


def to_json(parsed: ParsedArticle) -> dict[str, object]:
    """Return the parsed article in the shape of ``khotin parse``, without the id."""
    return {
        "url": parsed.url,
        "canonical_url": parsed.canonical_url,
        "title": parsed.title,
        "summary": parsed.summary,
        "body": list(parsed.body),
        "captions": [{"text": caption.text, "credit": caption.credit} for caption in parsed.captions],
        "authors": list(parsed.authors),
        "credit": parsed.credit,
        "published": _date_json(parsed.published),
        "modified": _date_json(parsed.modified),
        "publisher": parsed.publisher,
        "section": parsed.section,
        "keywords": list(parsed.keywords),
        "language": parsed.language,
        "images": list(parsed.images),
        "paywall": parsed.paywall,
        "live_blog": parsed.live_blog,
        "is_article": parsed.is_article,
        "how": dict(parsed.how),
    }


def _date_json(value: DateValue | None) -> dict[str, object] | None:
    """The instant is written with the page's own offset: the EDTF string is ISO 8601 where the time is known."""
    if value is None:
        return None
    return {
        "edtf": value.edtf,
        "datetime": value.edtf if value.datetime else None,
        "precision": value.precision,
        "timezone": value.timezone,
        "method": value.method,
        "candidates": [{"text": c.text, "method": c.method, "edtf": c.edtf} for c in value.candidates],
    }

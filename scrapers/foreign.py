"""WARC files that others wrote: the HTML pages that are wanted out of them, as a stream, and a word for all the rest.

Crawlers differ in what they keep: bodies as sent or decoded, chunked or not, headers renamed or left as they were, and
declared types are as often wrong as on the web. What is not wanted is passed over by its head, unread; a page that is
wanted and cannot be used is a ``WarcDamage``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from warcio.bufferedreaders import ChunkedDataReader

from scrapers.codings import GZIP_MAGIC, CodingError, decode
from scrapers.selection import EVERYTHING, Selection
from scrapers.sniff import kind_of
from scrapers.unpack import unpacked
from scrapers.warc_stream import Damaged, Record, read_records

_HTML_TYPES = ("text/html", "application/xhtml+xml")
# Types that servers give to pages when they know no better; the content then decides.
_VAGUE_TYPES = ("", "text/plain", "application/octet-stream", "application/x-unknown-content-type", "unknown/unknown")
_OK = ("200", "203")
_NO_ARTICLES = ("listing", "robots")
_MAX_FIELDS = 65_536
_FIRST_YEAR, _LAST_YEAR = 1990, 9998
_DATE_PATTERN = "0001-01-01T00:00:00"


@dataclass(frozen=True, slots=True)
class WarcPage:
    """An HTML page of a WARC file; ``at`` is its ``WARC-Date``, None if unreadable.

    ``names`` are those by which later revisit records refer to it: record id and payload digest. Where the record is
    such a revisit itself, ``body`` is None, and the page is the one that has one of its ``names``.
    """

    url: str
    content_type: str
    body: bytes | None
    at: datetime | None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WarcOther:
    """A record that was passed over.

    ``reason`` is ``no-page`` (requests, notes of the crawler), ``http-status`` (not 200), ``no-html``, ``no-article``
    (our own archive says so of its listings) or what ``Selection.objection`` says.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class WarcDamage:
    """What could not be read, with its offset in bytes in the unpacked file."""

    reason: str
    offset: int
    detail: str


Entry = WarcPage | WarcOther | WarcDamage


class _Rejected(Exception):
    def __init__(self, reason: str, detail: str) -> None:
        self.reason, self.detail = reason, detail
        super().__init__(detail)


def read_warc(path: Path, limit: int, selection: Selection = EVERYTHING) -> Iterator[Entry]:
    """Read a WARC or ARC file, plain, gzip or zstd, record by record.

    Args:
        path: the file.
        limit: most bytes of one page after decoding; larger ones are damage of reason ``too-large``.
        selection: which pages are wanted.

    Yields:
        Pages, other records, and damage. After damage of reason ``damaged-warc`` nothing more can be read.

    Raises:
        OSError: the file cannot be opened.
    """
    damage: WarcDamage | None = None
    held: _Held | None = None
    offset = 0
    with path.open("rb") as raw:
        try:
            for record in read_records(unpacked(raw)):
                offset = record.offset
                settled = held.settled_by(record) if held is not None else None
                if settled is not None:
                    held = None
                    yield settled
                entry = _entry(record, limit, selection)
                if isinstance(entry, WarcPage):
                    held = _Held(entry, record)
                else:
                    yield entry
        except Damaged as error:
            damage = WarcDamage("damaged-warc", error.offset, error.detail)
        except OSError as error:
            damage = WarcDamage("damaged-warc", offset, str(error))
    if held is not None and (damage is None or held.offset < damage.offset):
        yield held.page
    if damage is not None:
        yield damage


class _Held:
    """A page that waits for the records of its exchange: they may say that it is no article."""

    def __init__(self, page: WarcPage, record: Record) -> None:
        self.page, self.offset = page, record.offset
        self._record_id = record.field("WARC-Record-ID")

    def settled_by(self, record: Record) -> WarcPage | WarcOther | None:
        """Return what the page is now that ``record`` came next; None while others may still speak of it."""
        if not self._record_id or record.field("WARC-Concurrent-To") != self._record_id:
            return self.page
        return WarcOther("no-article") if _purpose(record) in _NO_ARTICLES else None


def _purpose(record: Record) -> str | None:
    """Return what the URL was to the crawler that kept it, which our own metadata records say."""
    if record.kind != "metadata" or not 0 < record.left <= _MAX_FIELDS:
        return None
    lines = record.stream.read(_MAX_FIELDS).decode("utf-8", "replace").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("purpose:")), None)


def _entry(record: Record, limit: int, selection: Selection) -> Entry:
    """Decide by its head what a record is; only a page that is wanted is read."""
    url, at = record.field("WARC-Target-URI"), _moment(record.field("WARC-Date"))
    if not _may_be_page(record, url):
        return WarcOther("no-page")
    if record.http is not None and record.http.get_statuscode() not in _OK:
        return WarcOther("http-status")
    objection = None if _media_type(_content_type(record)) in _HTML_TYPES + _VAGUE_TYPES else "no-html"
    objection = objection or selection.objection(url, at)
    if objection is not None:
        return WarcOther(objection)
    if record.kind == "revisit":
        return WarcPage(url, _content_type(record), None, at, _names(record, "WARC-Refers-To"))
    try:
        return _page(record, url, at, limit)
    except _Rejected as error:
        return WarcDamage(error.reason, record.offset, f"{url}: {error.detail}")


def _may_be_page(record: Record, url: str) -> bool:
    """Say whether a record holds what a web server sent; crawlers keep their own notes under other kinds of URI."""
    try:
        web = urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).hostname)
    except ValueError:
        return False
    return web and (record.kind in ("resource", "revisit") or (record.kind == "response" and record.http is not None))


def _page(record: Record, url: str, at: datetime | None, limit: int) -> WarcPage | WarcOther:
    content_type, body = _content_type(record), _body(record, limit)
    kind = kind_of(body)
    if _media_type(content_type) in _VAGUE_TYPES:
        if kind != "html":
            return WarcOther("no-html")
        content_type = ";".join(["text/html", *content_type.split(";")[1:]])
    if kind in ("binary", "gzip", "empty"):
        return WarcOther("no-html")
    return WarcPage(url, content_type, body, at, _names(record, "WARC-Record-ID"))


def _names(record: Record, id_field: str) -> tuple[str, ...]:
    return tuple(filter(None, (record.field(id_field), record.field("WARC-Payload-Digest"))))


def _content_type(record: Record) -> str:
    if record.http is not None:
        return record.http.get_header("Content-Type") or ""
    return record.field("Content-Type") if record.kind == "resource" else ""


def _media_type(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _body(record: Record, limit: int) -> bytes:
    """Read and decode a body; raises _Rejected for what is cut or too large, before it is read where its head tells."""
    if record.field("WARC-Truncated") or record.field("WARC-Segment-Number"):
        raise _Rejected("truncated", "the page was cut when it was archived")
    http = record.http
    chunked = http is not None and (http.get_header("Transfer-Encoding") or "").lower() == "chunked"
    # A chunk's length takes some bytes more; a body in chunks of one byte each is no page.
    if record.left > (2 * limit if chunked else limit):
        raise _Rejected("too-large", f"{record.left} bytes, more than {limit}")
    body: bytes = (ChunkedDataReader(record.stream) if chunked else record.stream).read(limit + 1)
    if len(body) > limit:
        raise _Rejected("too-large", f"more than {limit} bytes")
    coding = http.get_header("Content-Encoding") if http is not None else None
    return _decoded(body, coding or ("gzip" if body.startswith(GZIP_MAGIC) else None), limit)


def _decoded(body: bytes, coding: str | None, limit: int) -> bytes:
    try:
        return decode(body, coding, limit)
    except CodingError as error:
        if error.reason == "bad-encoding":
            return body  # some archives store the decoded body and leave the header as it was
        raise _Rejected(error.reason, error.detail) from None


def _moment(text: str) -> datetime | None:
    """Read a ``WARC-Date``; WARC 1.1 allows any precision, a year or nanoseconds."""
    text = text.strip().removesuffix("Z")
    try:
        moment = datetime.fromisoformat(text + _DATE_PATTERN[len(text) :])
    except ValueError:
        return None
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)

"""WARC files that others wrote: HTML pages out of them as a stream, and an honest word about what is damaged.

Gzip is undone before warcio sees the data: warcio reads past damaged members without a word, the standard library
raises, and files that are one single gzip member, which warcio refuses, read like any other. Where a plain file
ends too soon warcio is silent as well, so what it has read is counted here.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from scrapers.codings import GZIP_MAGIC, CodingError, decode

_HTML_TYPES = ("text/html", "application/xhtml+xml")
# What warcio and gzip raise on data that is not what it says.
_DAMAGE = (ArchiveLoadFailed, EOFError, OSError, zlib.error, ValueError, AttributeError, KeyError)


@dataclass(frozen=True, slots=True)
class WarcPage:
    """An HTML page of a WARC file; ``at`` is its ``WARC-Date``, None if unreadable."""

    url: str
    content_type: str
    body: bytes
    at: datetime | None


@dataclass(frozen=True, slots=True)
class WarcOther:
    """A record that is no HTML page of status 200."""


@dataclass(frozen=True, slots=True)
class WarcDamage:
    """What could not be read, with its offset in bytes in the unpacked file."""

    reason: str
    offset: int
    detail: str


class _Rejected(Exception):
    def __init__(self, reason: str, detail: str) -> None:
        self.reason, self.detail = reason, detail
        super().__init__(detail)


def read_warc(path: Path, limit: int) -> Iterator[WarcPage | WarcOther | WarcDamage]:
    """Read a WARC file, plain or gzipped, record by record.

    Args:
        path: the file.
        limit: most bytes of one page after decoding; larger ones are damage of reason ``too-large``.

    Yields:
        Pages, other records, and damage. After damage of reason ``damaged-warc`` nothing more can be read.
    """
    with path.open("rb") as raw:
        packed = raw.read(2) == GZIP_MAGIC
        raw.seek(0)
        yield from _records(_Unpacked(raw) if packed else raw, limit)


class _Unpacked:
    """The content of a gzip file as a stream that hands out everything before a damaged place, and then raises."""

    def __init__(self, raw: BinaryIO) -> None:
        self._gzip = gzip.GzipFile(fileobj=raw)

    def read(self, size: int = -1) -> bytes:
        try:
            return self._gzip.read1(size)
        except EOFError as error:  # warcio takes EOFError for the regular end
            raise OSError(str(error)) from None

    def tell(self) -> int:
        return self._gzip.tell()


def _records(stream: BinaryIO | _Unpacked, limit: int) -> Iterator[WarcPage | WarcOther | WarcDamage]:
    records = ArchiveIterator(stream)
    end = 0
    try:
        for record in records:
            offset = end
            entry = _entry(record, limit, offset)
            records.read_to_end()
            _expect_whole(record)
            end = records.offset
            yield entry
        if stream.tell() > end:
            raise ValueError("the file ends before the record does")
    except _DAMAGE as error:
        yield WarcDamage("damaged-warc", end, (str(error).strip() or repr(error)).splitlines()[0])


def _expect_whole(record: Any) -> None:
    """Raise ValueError for a record without the two fields that every record has, or with bytes missing."""
    length = record.rec_headers.get_header("Content-Length") or ""
    if not record.rec_type or not length.strip().isdecimal():
        raise ValueError("no WARC-Type or no Content-Length; expected a WARC record")
    missing = getattr(record.raw_stream, "limit", 0)
    if missing:
        raise ValueError(f"the file ends {missing} bytes before the record does")


def _entry(record: Any, limit: int, offset: int) -> WarcPage | WarcOther | WarcDamage:
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return WarcOther()
    content_type = headers.get_header("Content-Type") or ""
    if content_type.partition(";")[0].strip().lower() not in _HTML_TYPES:
        return WarcOther()
    url = record.rec_headers.get_header("WARC-Target-URI")
    try:
        body = _body(record, limit)
    except _Rejected as error:
        return WarcDamage(error.reason, offset, f"{url}: {error.detail}")
    return WarcPage(url, content_type, body, _moment(record.rec_headers.get_header("WARC-Date")))


def _body(record: Any, limit: int) -> bytes:
    if record.rec_headers.get_header("WARC-Truncated"):
        raise _Rejected("truncated", "the page was cut when it was archived")
    headers = record.http_headers
    chunked = (headers.get_header("Transfer-Encoding") or "").lower() == "chunked"
    stream = ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream
    body: bytes = stream.read(limit + 1)
    if len(body) > limit:
        raise _Rejected("too-large", f"more than {limit} bytes")
    try:
        return decode(body, headers.get_header("Content-Encoding"), limit)
    except CodingError as error:
        if error.reason == "bad-encoding":
            return body  # some archives store the decoded body and leave the header as it was
        raise _Rejected(error.reason, error.detail) from None


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)

"""Records of WARC and ARC files that anybody wrote, one after the other, with an honest word about what is damaged.

warcio parses the heads. Its own iterator is not used: it reads past damage and early ends without a word, takes a
record of no length for the end of the file, and reads a line of any length into memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from warcio.bufferedreaders import BufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.limitreader import LimitReader
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from scrapers.unpack import Stream

_BLOCK = 65_536
# Far above any head of a real record or answer, and small enough to read.
_MAX_LINE = 65_536
_MAX_HEAD = 1_000_000
# What warcio's parsers and the stream below raise on data that is not what it says.
_DAMAGE = (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError, KeyError)
_HTTP_TYPE = "application/http"


class Damaged(Exception):
    """The rest of a file cannot be read; what begins before ``offset``, in bytes of the unpacked file, is whole."""

    def __init__(self, offset: int, detail: str) -> None:
        self.offset, self.detail = offset, detail
        super().__init__(f"at offset {offset}: {detail}")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its offset in the unpacked file, its type and the head of the answer in it, where there is one.

    ``stream`` holds what is left of the block; it can be read until the next record is asked for, and raises OSError
    where the file is damaged.
    """

    offset: int
    kind: str
    stream: Any
    http: StatusAndHeaders | None
    _head: StatusAndHeaders

    def field(self, name: str) -> str:
        """Return a field of the record's head, empty where it has none."""
        return self._head.get_header(name) or ""

    @property
    def left(self) -> int:
        """Bytes of the block that were not read yet."""
        return int(self.stream.limit)


def read_records(stream: Stream) -> Iterator[Record]:
    """Yield the records of a file.

    Raises:
        Damaged: the file breaks off, or what stands where a record should begin is none.
    """
    lines = _Lines(stream)
    loader = ArcWarcRecordLoader(arc2warc=True)
    offset = 0
    try:
        while first := lines.next_line():
            offset = lines.tell() - lines.rem_length() - len(first)
            record = _record(loader.parse_record_stream(lines, first, no_record_parse=True), offset)
            yield record
            _skip(record)
            offset = lines.tell() - lines.rem_length()
    except _DAMAGE as error:
        raise Damaged(offset, (str(error).strip() or repr(error)).splitlines()[0][:200]) from None


class _Lines(BufferedReader):  # type: ignore[misc]  # warcio has no types
    """A buffer between a stream and warcio's parsers, with a limit to what they can be made to keep."""

    def __init__(self, stream: Stream) -> None:
        super().__init__(stream, block_size=_BLOCK)
        self._in_head = 0

    def next_line(self) -> bytes:
        """Return the next line that is not blank, empty at the end; a head begins with it."""
        self._in_head = 0
        while line := self.readline():
            if line.strip():
                return line
            self._in_head = 0
        return b""

    def readline(self, length: int | None = None) -> bytes:
        """Return a line or the beginning of a long one; ``length`` is given for lines of a block, which is bounded."""
        line: bytes = super().readline(min(length or _MAX_LINE, _MAX_LINE))
        if length is None:
            self._in_head += len(line)
            if self._in_head > _MAX_HEAD or len(line) == _MAX_LINE:
                raise ValueError(f"a head of more than {_MAX_HEAD} bytes, or a line in it of more than {_MAX_LINE}")
        return line


def _record(parsed: Any, offset: int) -> Record:
    """Check the head of a record and read the head of the answer in it; raises ValueError for what is no record."""
    head = parsed.rec_headers
    length = (head.get_header("Content-Length") or "").strip()
    if not parsed.rec_type or not (length.isascii() and length.isdecimal()):
        raise ValueError("no WARC-Type or no Content-Length; expected a WARC record")
    http = None
    if parsed.rec_type in ("response", "revisit") and _HTTP_TYPE in (head.get_header("Content-Type") or "").lower():
        http = _http_head(parsed.raw_stream)
    return Record(offset, parsed.rec_type, parsed.raw_stream, http, head)


def _http_head(stream: Any) -> StatusAndHeaders | None:
    """Read the head of an answer in any version of HTTP; None for a block of nothing.

    Where the head is longer than any real one, the rest of it is taken for the body, so that only this record is lost.
    """
    if not stream.limit:
        return None
    try:
        return StatusAndHeadersParser((), verify=False).parse(LimitReader(stream, _MAX_HEAD))
    except EOFError:
        raise ValueError("the file ends before the record does") from None


def _skip(record: Record) -> None:
    """Pass over what is left of a record; raises ValueError where the file has less."""
    while record.stream.read(_BLOCK):
        pass
    if record.left:
        raise ValueError(f"the file ends {record.left} bytes before the record does")

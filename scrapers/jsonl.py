"""Documents as JSON Lines, one object a line: ``{"url": ..., "html": ... or "text": ..., "fetched_at": ...}``.

The plainest form in which another tool can hand over what it collected. Other keys are passed over, since such tools
have their own; a line that cannot be used is a value with its number, and the others go on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from scrapers.unpack import Stream, unpacked

JSONL_SUFFIXES = (".jsonl", ".ndjson")
_BLOCK = 65_536
_FIRST_LINES = 3
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class JsonDocument:
    """One document; ``body`` is in UTF-8, ``at`` is when it was captured, where the line says so."""

    url: str
    content_type: str
    body: bytes
    at: datetime | None


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be used: its number, from 1, a reason in kebab case and a detail.

    ``foreign`` says that it is valid JSON, only of another form.
    """

    number: int
    reason: str
    detail: str
    foreign: bool = False


class _Line(msgspec.Struct, frozen=True):
    url: str
    html: str | None = None
    text: str | None = None
    fetched_at: datetime | None = None


def read_jsonl(path: Path, limit: int) -> Iterator[JsonDocument | BadLine]:
    """Read the documents of a file, plain, gzip or zstd.

    Args:
        path: the file.
        limit: most bytes of one line.

    Raises:
        OSError: the file cannot be opened.
    """
    number = 0
    with path.open("rb") as raw:
        try:
            for number, line in enumerate(_lines(unpacked(raw), limit), 1):
                if line is None:
                    yield BadLine(number, "too-large", f"more than {limit} bytes")
                elif line.removeprefix(_BOM).strip():
                    yield _document(line.removeprefix(_BOM), number)
        except OSError as error:
            yield BadLine(number + 1, "damaged-file", str(error))


def holds_documents(path: Path, limit: int) -> bool:
    """Say whether a file is one of documents: not so if its first lines are valid JSON of another form.

    Many tools write JSON Lines of other things (tables, logs, labels); a folder may hold some beside the documents.
    """
    first = list(islice(read_jsonl(path, limit), _FIRST_LINES))
    return not first or not all(isinstance(entry, BadLine) and entry.foreign for entry in first)


def _document(line: bytes, number: int) -> JsonDocument | BadLine:
    try:
        found = msgspec.json.decode(line, type=_Line)
        at = _in_utc(found.fetched_at)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, OverflowError) as error:
        detail = f'{error}; expected {{"url": ..., "html": ... or "text": ...}}'
        return BadLine(number, "bad-json", detail, foreign=isinstance(error, msgspec.ValidationError))
    if not _is_web(found.url):
        return BadLine(number, "bad-url", f"{found.url[:200]!r} is not an absolute http or https URL")
    if (found.html is None) == (found.text is None):
        return BadLine(number, "no-text", f"{found.url[:200]}: expected either html or text", foreign=True)
    kind, text = ("html", found.html) if found.html is not None else ("plain", found.text)
    return JsonDocument(found.url, f"text/{kind}; charset=utf-8", (text or "").encode(), at)


def _in_utc(moment: datetime | None) -> datetime | None:
    """Return a time in UTC, as which one without an offset is read; raises OverflowError for what is in no calendar."""
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable()


def _lines(stream: Stream, longest: int) -> Iterator[bytes | None]:
    """Yield lines without their ends; None for one that is too long, which is never held whole."""
    parts: list[bytes] = []
    size = 0
    while block := stream.read(_BLOCK):
        *ended, rest = block.split(b"\n")
        for piece in ended:
            yield b"".join([*parts, piece]) if size + len(piece) <= longest else None
            parts, size = [], 0
        size += len(rest)
        parts = [*parts, rest] if size <= longest else []
    if size:
        yield b"".join(parts) if size <= longest else None

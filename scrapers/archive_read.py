"""Reading one record of the archive by its place; what a revisit record leaves out is read from where it says."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

from isal import isal_zlib
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from scrapers.warc_records import DIGEST_PREFIX, IDENTICAL_PAYLOAD_PROFILE, Original
from transforms.records import WarcRef

_GZIP = 31  # zlib's wbits for a gzip member
# Our heads are some 500 bytes long, and the URL of a page is rarely longer than one or two kilobytes.
_HEAD_BYTES = 4096


def read_record(folder: Path, ref: WarcRef, payload: WarcRef | None = None) -> tuple[str, dict[str, str], bytes]:
    """Read one record back: its URI, its HTTP headers (names in lower case) and its body.

    A record without HTTP headers, such as a local document, has ``content-type`` alone.

    Args:
        folder: the archive's folder.
        ref: the record.
        payload: the record that holds its body, for a revisit of an identical payload (``Fetch.payload``).

    Raises:
        OSError: a file cannot be read.
        ValueError: there is no whole record at that place, or the body lies elsewhere and ``payload`` does not hold it.
    """
    record = _record_at(folder, ref)
    uri, headers = record.rec_headers.get_header("WARC-Target-URI"), _headers(record)
    if record.rec_headers.get_header("WARC-Profile") != IDENTICAL_PAYLOAD_PROFILE:
        return uri, headers, record.content_stream().read()
    if payload is None:
        raise ValueError(
            f"{folder / ref.file}: the record at offset {ref.offset} is a revisit without a body of its own; "
            "hand in the place of its payload (raw.fetch: payload_file, payload_offset, payload_length)"
        )
    original = _record_at(folder, payload)
    body: bytes = original.content_stream().read()
    if DIGEST_PREFIX + hashlib.sha256(body).hexdigest() != record.rec_headers.get_header("WARC-Payload-Digest"):
        raise ValueError(
            f"{folder / payload.file}: the record at offset {payload.offset} holds another payload than "
            f"{ref.file} at offset {ref.offset} refers to"
        )
    return uri, headers or _headers(original), body


def original_at(folder: Path, ref: WarcRef, digest: str) -> Original | None:
    """Return what a revisit record has to say of the record at ``ref``, or None if no such payload lies there."""
    try:
        with (folder / ref.file).open("rb") as file:
            if file.seek(0, io.SEEK_END) < ref.offset + ref.length:
                return None
            file.seek(ref.offset)
            start = file.read(min(ref.length, _HEAD_BYTES))
        head = isal_zlib.decompressobj(_GZIP).decompress(start, _HEAD_BYTES)
    except (OSError, isal_zlib.error):  # type: ignore[misc]  # the stub declares the class as an instance of it
        return None
    lines = head.partition(b"\r\n\r\n")[0].decode("utf-8", "replace").split("\r\n")
    fields = dict(line.partition(": ")[::2] for line in lines)
    names = ("WARC-Record-ID", "WARC-Target-URI", "WARC-Date", "Content-Type")
    if fields.get("WARC-Payload-Digest") != digest or not all(name in fields for name in names):
        return None
    return Original(*(fields[name] for name in names))


def begins_a_record(member: bytes) -> bool:
    """Tell whether packed bytes begin with the head of a WARC record."""
    try:
        return isal_zlib.decompressobj(_GZIP).decompress(member[:_HEAD_BYTES], _HEAD_BYTES).startswith(b"WARC/1.")
    except isal_zlib.error:  # type: ignore[misc]  # the stub declares the class as an instance of it
        return False


def _record_at(folder: Path, ref: WarcRef) -> Any:
    with (folder / ref.file).open("rb") as file:
        file.seek(ref.offset)
        member = file.read(ref.length)
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(member))), None)
    except (ArchiveLoadFailed, EOFError):
        record = None
    if record is None or len(member) < ref.length:
        raise ValueError(f"{folder / ref.file}: no WARC record at offset {ref.offset}; the file is damaged")
    return record


def _headers(record: Any) -> dict[str, str]:
    if record.http_headers is not None:
        return {name.lower(): value for name, value in record.http_headers.headers}
    content_type = record.rec_headers.get_header("Content-Type")
    return {"content-type": content_type} if content_type else {}

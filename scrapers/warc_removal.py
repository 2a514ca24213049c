"""Removes records from the archive: a file that held any is written anew without them, under another name.

What goes is what the forgotten articles' own exchanges brought, and every other record that names one of them, such as
a listing: what it said of other articles is in the warehouse. The page of an article that is kept, though, is all there
is of it, and stays; where it names a forgotten one (a box of links, mostly), the address and the text around the words
are replaced. A record that has its body in another one that goes, or is changed, gets a body of its own.

The file that is replaced is left where it is, for whoever calls this to delete when nothing refers to it any more.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple
from urllib.parse import urlsplit

from isal import isal_zlib

from scrapers.archive_read import read_record
from scrapers.payloads import is_worth_it
from scrapers.warc_members import Member, members
from scrapers.warc_records import Body, changed_record
from transforms.records import WarcRef
from transforms.traces import Traces, without
from transforms.urls import url_key

_LEVEL = 2
_GZIP = 31  # zlib's wbits for a gzip member
_REPLACED = b"[forgotten]"
_REFERS = ("warc-profile", "warc-refers-to", "warc-refers-to-target-uri", "warc-refers-to-date")
_LENGTH = re.compile(rb"(?im)^(content-length:[ \t]*)\d+")


class FileBusy(Exception):
    """A run writes to the file at this moment."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What is to become of the records of one file.

    ``gone`` are the offsets of records that go, ``pages`` those of pages of articles that are kept, ``borrowers`` those
    of records that need a body of their own, with the place where it lies.
    """

    traces: Traces
    gone: Collection[int] = ()
    pages: Collection[int] = ()
    borrowers: Mapping[int, WarcRef] = field(default_factory=dict)


class Place(NamedTuple):
    """Where a record was and is now; ``ref`` is None where it is gone.

    ``sha256`` is given where its body was changed, ``own_body`` where it got one; ``payload`` is the digest of a body
    that other records may refer to.
    """

    offset: int
    ref: WarcRef | None
    sha256: str | None = None
    own_body: bool = False
    payload: str | None = None


def touched(path: Path, orders: Orders) -> list[int]:
    """Return the offsets of the records that go or are changed.

    Raises:
        OSError: the file cannot be read.
    """
    sentence = _Sentence(orders)
    return [member.offset for member in members(path) if sentence.on(member) != "keep"]


def rewrite(archive: Path, name: str, new_name: str, orders: Orders) -> list[Place]:
    """Write a file of the archive anew; return where its records are now.

    Args:
        archive: the archive's folder.
        name: the file's path below it.
        new_name: that of the new file, which is not made where no record is left.
        orders: what is to become of the records.

    Raises:
        FileBusy: a run writes to the file.
        OSError: a file cannot be read or written.
        ValueError: a body that is borrowed is not where it should be.
    """
    with (archive / name).open("rb") as old, (archive / new_name).open("xb") as new:
        try:
            fcntl.flock(old, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            (archive / new_name).unlink()
            raise FileBusy(f"{archive / name}: a run is writing to it") from None
        places = list(_written(archive, name, new_name, orders, new))
        new.flush()
        os.fsync(new.fileno())
    if all(place.ref is None for place in places):
        (archive / new_name).unlink()
    return places


def _written(archive: Path, name: str, new_name: str, orders: Orders, new: BinaryIO) -> Iterator[Place]:
    """Write what is kept of a file; yield where each record is now. The head of the file is no record of anything."""
    sentence = _Sentence(orders)
    for member in members(archive / name):
        what = sentence.on(member)
        packed, body = (member.packed, None) if what == "keep" else _changed(archive, member, what, orders)
        if packed is None:
            yield Place(member.offset, None)
            continue
        ref = WarcRef(new_name, new.tell(), len(packed))
        new.write(packed)
        if member.value("WARC-Type") == "warcinfo":
            continue
        changed = body.sha256 if body else None
        yield Place(member.offset, ref, changed, what == "lend", _payload(member, body))


class _Sentence:
    """Says of one record after the other what becomes of it: a request goes with its response."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        self._gone: set[str] = set()

    def on(self, member: Member) -> str:
        """Return ``keep``, ``drop``, ``redact`` or ``lend``: give it the body that it has elsewhere."""
        if not member.whole:
            return "drop" if self._orders.traces.find(member.record) else "keep"
        if member.value("WARC-Type") == "warcinfo":
            return "keep"
        what = self._of_record(member)
        if what == "drop":
            self._gone.add(member.value("WARC-Record-ID"))
        return what

    def _of_record(self, member: Member) -> str:
        orders, uri = self._orders, member.value("WARC-Target-URI")
        if member.offset in orders.gone or member.value("WARC-Concurrent-To") in self._gone or self._is_theirs(uri):
            return "drop"
        if member.offset in orders.borrowers:
            return "lend"
        if not orders.traces.find(member.record, urlsplit(uri).netloc):
            return "keep"
        return "redact" if member.offset in orders.pages else "drop"

    def _is_theirs(self, uri: str) -> bool:
        traces = self._orders.traces
        if uri in traces.addresses:
            return True
        try:
            return bool(traces.keys) and url_key(uri) in traces.keys
        except ValueError:
            return False


def _changed(archive: Path, member: Member, what: str, orders: Orders) -> tuple[bytes | None, Body | None]:
    """Return a record without what names the forgotten, packed, and its body; nothing where it goes."""
    if what == "drop":
        return None, None
    start, data = _parts(member)
    kind, fields = member.value("WARC-Type"), member.fields
    if what == "lend":
        _, headers, data = read_record(archive, orders.borrowers[member.offset])
        kind, fields = _lent(member, headers)
    host = urlsplit(member.value("WARC-Target-URI")).netloc
    body, start = _cleaned(data, host, orders.traces), _cleaned(start, host, orders.traces)
    if body != data and member.offset not in orders.pages:
        return None, None
    start = _LENGTH.sub(rb"\g<1>" + str(len(body)).encode(), start)
    kept = Body.of(body)
    packed: bytes = isal_zlib.compress(changed_record(kind, fields, start, kept), _LEVEL, _GZIP)
    return packed, kept


def _cleaned(data: bytes, host: str, traces: Traces) -> bytes:
    return without(data, traces.find(data, host), _REPLACED)


def _parts(member: Member) -> tuple[bytes, bytes]:
    """Return the head of the answer in a record, with the line break that ends it, and the body."""
    block = member.block
    if not member.value("Content-Type").startswith("application/http"):
        return b"", block
    start, end, body = block.partition(b"\r\n\r\n")
    return start + end, body


def _lent(member: Member, headers: Mapping[str, str]) -> tuple[str, list[tuple[str, str]]]:
    """Return type and head of a revisit record when it has got the body that it refers to."""
    fields = [(name, value) for name, value in member.fields if name.lower() not in _REFERS]
    if member.value("Content-Type").startswith("application/http"):
        return "response", fields
    return "resource", [*fields, ("Content-Type", headers.get("content-type", "application/octet-stream"))]


def _payload(member: Member, body: Body | None) -> str | None:
    """Return the digest of a body that stands whole in the record, where others may refer to it."""
    if body is None:
        if member.value("WARC-Type") not in ("response", "resource") or member.value("WARC-Truncated"):
            return None
        body = Body(_parts(member)[1], member.value("WARC-Payload-Digest").partition(":")[2])
    return body.sha256 if is_worth_it(body) else None

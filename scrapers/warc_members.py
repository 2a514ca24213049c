"""The members of one of our WARC files, as they lie in it: each a record, packed by itself."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from isal import isal_zlib

_GZIP = 31  # zlib's wbits for a gzip member
_CHUNK = 32 * 1024


@dataclass(frozen=True)
class Member:
    """A packed record: its place, and its bytes when unpacked.

    Where it is not ``whole``, the file is cut off or damaged there, and this is all that is left of it.
    """

    offset: int
    packed: bytes
    record: bytes = field(repr=False)
    whole: bool = True

    @cached_property
    def fields(self) -> list[tuple[str, str]]:
        """The fields of its head, in order."""
        lines = self.record.partition(b"\r\n\r\n")[0].decode("utf-8", "replace").split("\r\n")[1:]
        return [(name, value) for name, _, value in (line.partition(": ") for line in lines)]

    def value(self, name: str) -> str:
        """Return a field of its head, empty where it has none."""
        return next((value for key, value in self.fields if key == name), "")

    @property
    def block(self) -> bytes:
        """What it holds: all between its head and the two line breaks at its end."""
        block = self.record.partition(b"\r\n\r\n")[2]
        return block[: int(self.value("Content-Length") or 0)]


def members(path: Path) -> Iterator[Member]:
    """Yield the members of a file in order. Raises OSError where it cannot be read."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        if not size:
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            offset = 0
            while offset < size:
                member = _member(data, offset, size)
                yield member
                offset += len(member.packed)


def _member(data: mmap.mmap, offset: int, size: int) -> Member:
    unpacker = isal_zlib.decompressobj(_GZIP)
    parts: list[bytes] = []
    at = offset
    try:
        while at < size and not unpacker.eof:
            chunk = data[at : at + _CHUNK]
            parts.append(unpacker.decompress(chunk))
            at += len(chunk)
    except isal_zlib.error:  # type: ignore[misc]  # the stub declares the class as an instance of it
        return Member(offset, data[offset:size], b"".join(parts), whole=False)
    if not unpacker.eof:
        return Member(offset, data[offset:size], b"".join(parts), whole=False)
    end = at - len(unpacker.unused_data)
    return Member(offset, data[offset:end], b"".join(parts))

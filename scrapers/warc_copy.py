"""Copies records of the archive as they are into a WARC file of their own, that others can check and replay."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from isal import isal_zlib

from scrapers.archive_read import begins_a_record
from scrapers.warc_records import warcinfo_record
from transforms.records import WarcRef

_LEVEL = 2
_GZIP = 31  # zlib's wbits for a gzip member


def copy_records(archive: Path, refs: Iterable[WarcRef], name: str, now: datetime, out: BinaryIO) -> tuple[int, int]:
    """Write a WARC file of the records at the given places; return how many were copied, and how many are not there.

    Each record is a gzip member of its own in the archive, and goes over byte by byte. ``archive`` is the archive's
    folder, ``name`` what the new file calls itself. Raises OSError where ``out`` cannot be written.
    """
    packer = isal_zlib.compressobj(_LEVEL, isal_zlib.DEFLATED, _GZIP)
    out.write(packer.compress(warcinfo_record(name, "export", now)) + packer.flush())
    copied = missing = 0
    for ref in refs:
        member = _member(archive, ref)
        if member is None:
            missing += 1
            continue
        out.write(member)
        copied += 1
    return copied, missing


def _member(archive: Path, ref: WarcRef) -> bytes | None:
    """Return the packed record at a place; None where the file is gone, cut or another."""
    try:
        with (archive / ref.file).open("rb") as file:
            file.seek(ref.offset)
            member = file.read(ref.length)
    except OSError:
        return None
    return member if len(member) == ref.length and begins_a_record(member) else None

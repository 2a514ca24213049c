"""The proof of ``khotin forget``: every file below DATA is searched for the addresses and words that were removed.

Files are read as bytes, in UTF-8, UTF-16 and every escaped form that the web has; those of the archive, and others that
are packed, as what is in them; databases also through SQL, column by column, since DuckDB packs its texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scrapers.unpack import Stream, is_packed, unpacked
from scrapers.warc_members import members
from transforms.traces import Traces
from warehouse.ducklake_place import Lake
from warehouse.ducklake_search import search_lake
from warehouse.errors import WarehouseBroken
from warehouse.text_search import Searched, search_file

_CHUNK = 8 * 1024 * 1024
_OVERLAP = 64 * 1024  # no trace is longer
_HEAD = 16


@dataclass(slots=True)
class Proof:
    """What was searched, and where something was found; ``unread`` are files that could not be read."""

    files: int = 0
    bytes: int = 0
    tables: int = 0
    columns: int = 0
    found: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Say whether everything was read and nothing was found."""
        return not self.found and not self.unread


def prove(data: Path, traces: Traces, except_for: str, lake: Lake | None = None) -> Proof:
    """Search every file below ``data`` but the one that is called ``except_for``, which is the order itself.

    And those of a lake, with its catalogue, where the warehouse is one.
    """
    proof = Proof()
    for path in sorted(path for path in data.rglob("*") if path.is_file()):
        if path.parent == data and path.name == except_for:
            continue
        try:
            _search(path, path.relative_to(data).as_posix(), traces, proof)
        except (OSError, WarehouseBroken, ValueError) as error:
            proof.unread.append(f"{path.relative_to(data)} ({str(error).splitlines()[0]})")
    if lake is not None:
        try:
            _add(search_lake(lake, traces), str(lake), proof)
        except WarehouseBroken as error:
            proof.unread.append(str(error))
    return proof


def _add(searched: Searched, name: str, proof: Proof) -> None:
    proof.tables += searched.tables
    proof.columns += searched.columns
    proof.found += [f"{name}: {hit}" for hit in searched.hits]


def _search(path: Path, name: str, traces: Traces, proof: Proof) -> None:
    proof.files += 1
    proof.bytes += path.stat().st_size
    if traces.find(path.name.encode("utf-8", "surrogateescape")):
        proof.found.append(f"{name}: its name")
    for where, data in _parts(path):
        if traces.find(data):
            proof.found.append(f"{name}: {where}")
    if path.suffix == ".duckdb":
        _add(search_file(path, traces), name, proof)


def _parts(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the content of a file in parts that can be searched, each with where it stands."""
    if path.name.endswith(".warc.gz"):
        for member in members(path):
            yield f"record at offset {member.offset}", member.record
        return
    with path.open("rb") as file:
        packed = is_packed(file.read(_HEAD))
        file.seek(0)
        yield from _chunks(file)
        if packed:
            file.seek(0)
            yield from _chunks(unpacked(file), "unpacked ")


def _chunks(file: Stream, how: str = "") -> Iterator[tuple[str, bytes]]:
    before, at = b"", 0
    while chunk := file.read(_CHUNK):
        yield f"{how}bytes from {at}", before + chunk
        at += len(chunk)
        before = chunk[-_OVERLAP:]

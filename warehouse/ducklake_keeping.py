"""What a lake has in the place of files that are copied and written anew: publishing and vacuum.

A snapshot of DuckLake's costs nothing to keep and nothing to publish: publishing records its number. Loads leave small
files, and rows in the catalogue; compaction puts them together. What that leaves behind goes after a grace, since
readers may be at work with it: a snapshot that is older and not published is forgotten, then its files are deleted, and
with them those that killed commands left.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from warehouse.schema import transaction
from warehouse.sqlfiles import literal, statement

GRACE = "1 hour"
GONE_AT_ONCE = "-1 day"  # whatever the time, also where the clock of whoever wrote is ahead


@dataclass(frozen=True, slots=True)
class Compacted:
    """The lake's files before and after: bytes and number; and the number of old files that were deleted."""

    before: int
    after: int
    files_before: int
    files_after: int
    deleted: int


def publish_lake(connection: duckdb.DuckDBPyConnection) -> int:
    """Make the lake as it stands what readers see; return the bytes of its files."""
    with transaction(connection):
        connection.execute(statement("ducklake/publish")).fetchall()
    return _size(connection)[0]


def is_unpublished(connection: duckdb.DuckDBPyConnection) -> bool:
    """Say whether the lake has changed since it was last published."""
    published = {"published": published_snapshot(connection)}
    return bool(connection.execute(statement("ducklake/unpublished"), published).fetchall()[0][0])


def compact(connection: duckdb.DuckDBPyConnection, grace: str = GRACE) -> Compacted:
    """Put small files together, and delete what nobody has read for the grace, an interval as SQL has it."""
    before, files_before = _size(connection)
    connection.execute(statement("ducklake/compact")).fetchall()
    expire(connection, grace)
    deleted = connection.execute(statement("ducklake/clean").format(grace=literal(grace))).fetchall()
    deleted += connection.execute(statement("ducklake/orphans").format(grace=literal(grace))).fetchall()
    after, files_after = _size(connection)
    return Compacted(before, after, files_before, files_after, len(deleted))


def expire(connection: duckdb.DuckDBPyConnection, grace: str) -> None:
    """Forget the snapshots older than the grace that are neither published nor the last; their files stay for now."""
    asked = {"grace": grace, "published": published_snapshot(connection)}
    outdated = [number for (number,) in connection.execute(statement("ducklake/outdated"), asked).fetchall()]
    if outdated:
        connection.execute(statement("ducklake/expire").format(versions=outdated)).fetchall()


def published_snapshot(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the number of the published snapshot, -1 where there is none."""
    try:
        found = connection.execute(statement("ducklake/published")).fetchall()
    except duckdb.CatalogException:
        return -1
    return int(found[0][0]) if found else -1


def _size(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """Return the bytes and the number of the lake's files."""
    size, files = connection.execute(statement("ducklake/size")).fetchall()[0]
    return int(size), int(files)

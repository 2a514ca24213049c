"""What must not be collected again, as rows: digests alone, so that nothing of a forgotten article is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import duckdb
import pyarrow as pa

from transforms.tombstones import article_digest, source_digest, url_digest
from transforms.urls import article_id
from warehouse.reading import rows_of, wanted_rows
from warehouse.registering import registered
from warehouse.sqlfiles import statement


class Tombstone(NamedTuple):
    """One thing that is not collected again: its digest, ``url``, ``article`` or ``source``, and since when."""

    digest: str
    kind: str
    removal_id: str
    forgotten_at: datetime


@dataclass(frozen=True, slots=True)
class Removal:
    """A removal that was carried out: when, what kind, how many articles and exchanges, and tombstones that it left."""

    removal_id: str
    kind: str
    removed_at: datetime
    articles: int
    exchanges: int
    tombstones: int


def forgotten(connection: duckdb.DuckDBPyConnection, source_id: str, keys: Collection[str]) -> set[str]:
    """Return those of the URL keys whose articles must not be collected for the source again."""
    if not keys or not any_tombstone(connection):
        return set()
    names = {digest: key for key in keys for digest in digests_of(source_id, key)}
    return {names[digest] for digest in remembered(connection, names)}


def forgotten_sources(connection: duckdb.DuckDBPyConnection, source_ids: Collection[str]) -> set[str]:
    """Return those of the sources that were forgotten as a whole."""
    if not source_ids or not any_tombstone(connection):
        return set()
    names = {source_digest(source_id): source_id for source_id in source_ids}
    return {names[digest] for digest in remembered(connection, names)}


def digests_of(source_id: str, key: str) -> tuple[str, str]:
    """Return under which digests an article may be remembered: that of its URL, and that of its id."""
    return url_digest(key), article_digest(article_id(source_id, key))


def any_tombstone(connection: duckdb.DuckDBPyConnection) -> bool:
    """Say whether anything is remembered; costs the look-up of a number."""
    return bool(connection.execute(statement("forget/any")).fetchall()[0][0])


def remembered(connection: duckdb.DuckDBPyConnection, digests: Collection[str]) -> set[str]:
    """Return those of the digests that are remembered."""
    return {row["digest"] for row in wanted_rows(connection, "forget/known", digests)}


def tombstones(connection: duckdb.DuckDBPyConnection) -> list[Tombstone]:
    """Return all tombstones, latest first."""
    return [Tombstone(**row) for row in rows_of(connection, "forget/all")]


def removals(connection: duckdb.DuckDBPyConnection) -> list[Removal]:
    """Return all removals, latest first."""
    return [Removal(**row) for row in rows_of(connection, "forget/removals")]


def add(connection: duckdb.DuckDBPyConnection, found: Iterable[Tombstone]) -> None:
    """Add tombstones; those that are there stay as they are."""
    rows = [one._asdict() for one in dict.fromkeys(found)]
    if rows:
        with registered(connection, {"incoming_tombstone": pa.Table.from_pylist(rows)}):
            connection.execute(statement("forget/add")).fetchall()


def lift(connection: duckdb.DuckDBPyConnection, digests: Collection[str]) -> int:
    """Take tombstones away; return how many there were."""
    if not digests:
        return 0
    with registered(connection, {"wanted": pa.table({"value": sorted(digests)})}):
        return int(connection.execute(statement("forget/lift")).fetchall()[0][0])

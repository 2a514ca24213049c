"""What versions are compared with, and what is known of articles that are gone: rows in, rows out.

The decisions are ``transforms.versions``'; these are the look-ups and writes behind the methods of ``Session``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, NamedTuple

import duckdb

from transforms.records import Caption, Changes, Deletion, SiteVisits, Wording
from warehouse.reading import rows_of, wanted_rows
from warehouse.registering import registered
from warehouse.rows import Row, changes_row
from warehouse.sqlfiles import statement
from warehouse.staging import arrow


class Uncompared(NamedTuple):
    """A version that was stored before versions were compared, with the words before it and its own."""

    article_id: str
    version: int
    before: Wording
    after: Wording


def words(connection: duckdb.DuckDBPyConnection, article_ids: Collection[str]) -> dict[str, Wording]:
    """Return what the current versions of articles say, by article id."""
    return {row["article_id"]: _wording(row) for row in wanted_rows(connection, "queries/known_words", article_ids)}


def uncompared(connection: duckdb.DuckDBPyConnection, most: int) -> list[Uncompared]:
    """Return versions that have not been compared with the one before, at most so many."""
    rows = rows_of(connection, "queries/uncompared", most=most)
    said = {(row["article_id"], row["version"]): _wording(row) for row in rows}
    waiting = [(row["article_id"], row["version"]) for row in rows if row["is_waiting"]]
    return [Uncompared(one, number, said[one, number - 1], said[one, number]) for one, number in waiting]


def write_changes(connection: duckdb.DuckDBPyConnection, found: Sequence[tuple[Uncompared, Changes]]) -> None:
    """Store what versions changed."""
    rows = ({"article_id": one.article_id, "version": one.version, **changes_row(said)} for one, said in found)
    _load(connection, "version_changes", list(rows))


def open_deletions(connection: duckdb.DuckDBPyConnection, article_ids: Collection[str]) -> dict[str, Deletion]:
    """Return the disappearances of articles that no visit has ended, by article id."""
    rows = wanted_rows(connection, "queries/deletion_open", article_ids)
    return {row["article_id"]: Deletion(**row) for row in rows}


def site_visits(
    connection: duckdb.DuckDBPyConnection, source_id: str, since: datetime, gone: Collection[str]
) -> SiteVisits:
    """Return how the known articles of a source were found since then; ``gone`` are those that are gone just now."""
    (row,) = wanted_rows(connection, "queries/site_visits", gone, source_id=source_id, since=since)
    return SiteVisits(**row)


def write_deletions(connection: duckdb.DuckDBPyConnection, deletions: Sequence[Deletion]) -> None:
    """Add disappearances, or rewrite those that are known."""
    _load(connection, "deletion", [asdict(one) for one in deletions])


def _wording(row: dict[str, Any]) -> Wording:
    return Wording(
        title=row["title"],
        summary=row["summary"],
        body=tuple(row["body"]),
        captions=tuple(Caption(**caption) for caption in row["captions"]),
        authors=tuple(row["authors"]),
        credit=row["credit"],
        published_edtf=row["published_edtf"],
    )


def _load(connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[Row]) -> None:
    if rows:
        with registered(connection, {f"incoming_{name}": arrow(name, rows)}):
            connection.execute(statement(f"load/{name}")).fetchall()

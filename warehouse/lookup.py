"""Reads the state that decisions are made against: known articles, copies, stories, leads, cursors, retries.

Candidate look-up is SQL here; the decisions are pure functions in ``transforms`` that get the answer as data.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

import duckdb

from transforms.records import Cursor, Known, KnownArticle, Lead, Poll, Rhythm, RunRecord
from transforms.revisit import LAST_AGE, MOST_PER_RUN, SHORTEST_GAP, VISIT_AGES
from warehouse.reading import wanted_rows


class Lease(NamedTuple):
    """Who took a source last, and whether the lease still holds."""

    holder: str
    holds: bool


def known(
    connection: duckdb.DuckDBPyConnection,
    article_ids: Collection[str],
    url_keys: Collection[str],
    source_id: str | None,
) -> Known:
    """Return what is stored of the given ids and keys; ``url_keys`` count only together with ``source_id``."""
    return Known(
        articles=_articles(connection, article_ids),
        leads=_leads(connection, source_id, url_keys) if source_id is not None else {},
    )


def cursors(connection: duckdb.DuckDBPyConnection, source_ids: Collection[str]) -> dict[str, dict[str, Cursor]]:
    """Return the state of the listings of each source by listing key."""
    found: dict[str, dict[str, Cursor]] = {source_id: {} for source_id in source_ids}
    for cursor in map(_cursor, wanted_rows(connection, "queries/cursors", source_ids)):
        found[cursor.source_id][cursor.listing] = cursor
    return found


def _cursor(row: dict[str, Any]) -> Cursor:
    """Return a listing's state; a row from before polls were remembered has NULL where nothing is known."""
    rhythm = Rhythm(
        ttl_seconds=row.pop("ttl_seconds"),
        max_age_seconds=row.pop("max_age_seconds"),
        skip_hours=tuple(row.pop("skip_hours") or ()),
        skip_days=tuple(row.pop("skip_days") or ()),
    )
    poll = Poll(
        changed_at=row.pop("changed_at"),
        verified_at=row.pop("verified_at"),
        unchanged=row.pop("unchanged") or 0,
        interval_seconds=row.pop("interval_seconds") or 0.0,
        distrust=row.pop("distrust") or False,
        rhythm=rhythm,
    )
    return Cursor(**row, poll=poll)


def pending(connection: duckdb.DuckDBPyConnection, source_ids: Collection[str]) -> dict[str, list[Lead]]:
    """Return the leads of each source to try again, longest waiting first."""
    found: dict[str, list[Lead]] = {source_id: [] for source_id in source_ids}
    for row in wanted_rows(connection, "queries/pending", source_ids):
        found[row["source_id"]].append(Lead(**row))
    return found


def revisits(
    connection: duckdb.DuckDBPyConnection, source_ids: Collection[str], now: datetime
) -> dict[str, list[tuple[str, KnownArticle]]]:
    """Return the articles of each source whose next visit is due, with their URLs, longest overdue first."""
    found: dict[str, list[tuple[str, KnownArticle]]] = {source_id: [] for source_id in source_ids}
    since = now - LAST_AGE
    recent = [row["source_id"] for row in wanted_rows(connection, "queries/any_recent", source_ids, since=since)]
    rule = {
        "ages": [int(age.total_seconds()) for age in VISIT_AGES],
        "gap": int(SHORTEST_GAP.total_seconds()),
        "most": MOST_PER_RUN,
    }
    due = wanted_rows(connection, "queries/revisits", recent, since=since, now=now, **rule)
    stored = _articles(connection, [row["article_id"] for row in due])
    for row in due:
        found[row["source_id"]].append((row["url"], stored[row["article_id"]]))
    return found


def leases(connection: duckdb.DuckDBPyConnection, source_ids: Collection[str], now: datetime) -> dict[str, Lease]:
    """Return who took each source last; sources that nobody holds are left out."""
    rows = wanted_rows(connection, "queries/lease", source_ids, now=now)
    return {row["source_id"]: Lease(row["holder"], row["holds"]) for row in rows}


def runs(connection: duckdb.DuckDBPyConnection, run_ids: Collection[str]) -> tuple[RunRecord, ...]:
    """Return the given runs in the order in which they began; unknown ids are left out."""
    return tuple(RunRecord(**row) for row in wanted_rows(connection, "queries/runs", run_ids))


def _articles(connection: duckdb.DuckDBPyConnection, article_ids: Collection[str]) -> dict[str, KnownArticle]:
    rows = wanted_rows(connection, "queries/known_article", article_ids)
    return {row["article_id"]: KnownArticle(**row | {"hashes": tuple(row["hashes"])}) for row in rows}


def _leads(
    connection: duckdb.DuckDBPyConnection, source_id: str, url_keys: Collection[str]
) -> dict[tuple[str, str], str]:
    rows = wanted_rows(connection, "queries/known_lead", url_keys, source_id=source_id)
    return {(row["url_key"], row["listing"]): row["lead_hash"] for row in rows}

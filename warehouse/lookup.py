"""Reads the state that decisions are made against: known articles, originals, stories, leads, cursors, retries.

Candidate look-up is SQL here; the decisions are pure functions in ``transforms`` that get the answer as data.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

import duckdb

from transforms.records import Cursor, Known, KnownArticle, KnownContent, Lead, RunRecord
from warehouse.registering import registered
from warehouse.sqlfiles import statement
from warehouse.staging import arrow


def known(
    connection: duckdb.DuckDBPyConnection,
    article_ids: Collection[str],
    content_keys: Collection[str],
    url_keys: Collection[str],
    source_id: str | None,
) -> Known:
    """Return what is stored of the given ids and keys; ``url_keys`` count only together with ``source_id``."""
    contents = _contents(connection, content_keys)
    originals = (content.article_id for content in contents.values())
    return Known(
        articles=_articles(connection, article_ids),
        contents=contents,
        stories=_stories(connection, {*article_ids, *originals}),
        leads=_leads(connection, source_id, url_keys) if source_id is not None else {},
    )


def cursors(connection: duckdb.DuckDBPyConnection, source_id: str) -> dict[str, Cursor]:
    """Return the state of a source's listings by listing key."""
    found = (Cursor(**row) for row in _rows(connection, "queries/cursors", source_id=source_id))
    return {cursor.listing: cursor for cursor in found}


def pending(connection: duckdb.DuckDBPyConnection, source_id: str) -> tuple[Lead, ...]:
    """Return the leads of a source to try again, longest waiting first."""
    return tuple(Lead(**row) for row in _rows(connection, "queries/pending", source_id=source_id))


def runs(connection: duckdb.DuckDBPyConnection, run_ids: Collection[str]) -> tuple[RunRecord, ...]:
    """Return the given runs in the order in which they began; unknown ids are left out."""
    return tuple(RunRecord(**row) for row in _wanted(connection, "queries/runs", run_ids))


def _articles(connection: duckdb.DuckDBPyConnection, article_ids: Collection[str]) -> dict[str, KnownArticle]:
    rows = _wanted(connection, "queries/known_article", article_ids)
    return {row["article_id"]: KnownArticle(**row | {"hashes": tuple(row["hashes"])}) for row in rows}


def _contents(connection: duckdb.DuckDBPyConnection, content_keys: Collection[str]) -> dict[str, KnownContent]:
    rows = _wanted(connection, "queries/known_content", content_keys)
    return {row["content_key"]: KnownContent(**row) for row in rows}


def _stories(connection: duckdb.DuckDBPyConnection, article_ids: Collection[str]) -> dict[str, str]:
    rows = _wanted(connection, "queries/known_story", article_ids)
    return {row["article_id"]: row["story_id"] for row in rows}


def _leads(
    connection: duckdb.DuckDBPyConnection, source_id: str, url_keys: Collection[str]
) -> dict[tuple[str, str], str]:
    rows = _wanted(connection, "queries/known_lead", url_keys, source_id=source_id)
    return {(row["url_key"], row["listing"]): row["lead_hash"] for row in rows}


def _wanted(
    connection: duckdb.DuckDBPyConnection, path: str, values: Collection[str], **parameters: Any
) -> list[dict[str, Any]]:
    """Run a query file that reads the distinct values as table ``wanted``; no values, no rows.

    A table and not a parameter, because DuckDB takes a list of 200 strings as parameter in 37 ms, as Arrow in 5.
    """
    if not values:
        return []
    with registered(connection, {"wanted": arrow("wanted", ({"value": value} for value in set(values)))}):
        return _rows(connection, path, **parameters)


def _rows(connection: duckdb.DuckDBPyConnection, path: str, **parameters: Any) -> list[dict[str, Any]]:
    """Run a query file; return its rows with the columns as keys, instants in UTC."""
    found = connection.execute(statement(path), parameters)
    columns = [column[0] for column in found.description]
    return [dict(zip(columns, map(_utc, row), strict=True)) for row in found.fetchall()]


def _utc(value: Any) -> Any:
    return value.astimezone(UTC) if isinstance(value, datetime) else value

"""Runs the query files whose answer is a few rows of what is stored."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

import duckdb

from warehouse.registering import registered
from warehouse.sqlfiles import statement
from warehouse.staging import arrow


def wanted_rows(
    connection: duckdb.DuckDBPyConnection, path: str, values: Collection[str], **parameters: Any
) -> list[dict[str, Any]]:
    """Run a query file that reads the distinct values as table ``wanted``; no values, no rows.

    A table and not a parameter, because DuckDB takes a list of 200 strings as parameter in 37 ms, as Arrow in 5.
    """
    if not values:
        return []
    with registered(connection, {"wanted": arrow("wanted", ({"value": value} for value in set(values)))}):
        return rows_of(connection, path, **parameters)


def rows_of(connection: duckdb.DuckDBPyConnection, path: str, **parameters: Any) -> list[dict[str, Any]]:
    """Run a query file; return its rows with the columns as keys, instants in UTC."""
    found = connection.execute(statement(path), parameters)
    columns = [column[0] for column in found.description]
    return [dict(zip(columns, map(_utc, row), strict=True)) for row in found.fetchall()]


def _utc(value: Any) -> Any:
    return value.astimezone(UTC) if isinstance(value, datetime) else value

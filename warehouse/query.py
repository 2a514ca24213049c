"""Runs people's SQL on the published snapshot, and cannot do more than read it.

The snapshot is opened read-only, without access to other files, to the network or to extensions, and with its
settings locked, so that a query someone was sent can neither change nor leak anything.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.files import SNAPSHOT_FILE
from warehouse.formats import Format, cell, write_result

__all__ = ["Format", "QueryError", "QueryResult", "SnapshotMissing", "open_snapshot", "run_query", "write_result"]

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoload_known_extensions": False,
    "autoinstall_known_extensions": False,
    "python_enable_replacements": False,
}


class SnapshotMissing(Exception):
    """Nothing has been published below the data directory yet."""


class QueryError(Exception):
    """A query that cannot be run; the message is DuckDB's, with the line and a mark under the position."""


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What a query gave: unique names, DuckDB's types as text, the rows as an Arrow table, the seconds taken."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    table: pa.Table
    seconds: float

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows as Python values, instants in UTC."""
        for batch in self.table.to_batches(max_chunksize=1000):
            columns = [[cell(value) for value in column.to_pylist()] for column in batch.columns]
            yield from zip(*columns, strict=True)


def open_snapshot(data: Path) -> duckdb.DuckDBPyConnection:
    """Open the snapshot below a data directory, read-only and shut in.

    While one connection of a process is open, further ones of the process see the same snapshot, even if another has
    been published meanwhile. Raises SnapshotMissing when nothing is published, QueryError when it cannot be read.
    """
    path = data / SNAPSHOT_FILE
    if not path.exists():
        raise SnapshotMissing(f"{path}: nothing has been published yet. Harvest first (khotin run, khotin ingest).")
    try:
        connection = duckdb.connect(path, read_only=True, config=_CONFIG)
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise QueryError(f"{path}: cannot be read ({reason}). Publish again to replace it.") from None
    connection.execute("SET TimeZone = 'UTC'").fetchall()
    connection.execute("SET lock_configuration = true").fetchall()
    return connection


def run_query(data: Path, sql: str) -> QueryResult:
    """Run SQL on the snapshot; of several statements the last one's result counts.

    Raises QueryError for SQL that cannot be run, SnapshotMissing when nothing is published.
    """
    return run_statement(data, sql, {})


def run_statement(data: Path, sql: str, parameters: Mapping[str, Any]) -> QueryResult:
    """Run SQL with named parameters on the snapshot; raises as ``run_query`` does."""
    began = time.monotonic()
    connection = open_snapshot(data)
    try:
        found = connection.execute(sql, parameters or None)
        # DuckDB answers a text without a statement with nothing at all.
        if not isinstance(found, duckdb.DuckDBPyConnection):
            raise QueryError("there is no statement to run")
        types = tuple(str(column[1]) for column in found.description)
        table = found.to_arrow_table()
    except duckdb.Error as error:
        raise QueryError(str(error)) from None
    finally:
        connection.close()
    columns = _unique(table.column_names)
    return QueryResult(columns, types, table.rename_columns(columns), time.monotonic() - began)


def _unique(names: list[str]) -> tuple[str, ...]:
    """Return the names with a number behind those that are taken, so that no column is lost as an object's key."""
    unique: list[str] = []
    for name in names:
        number, candidate = 1, name
        while candidate in unique:
            number += 1
            candidate = f"{name}_{number}"
        unique.append(candidate)
    return tuple(unique)

"""Runs people's SQL on the published snapshot, and cannot do more than read it.

The snapshot is opened read-only, without access to other files, to the network or to extensions, and with its
settings locked, so that a query someone was sent can neither change nor leak anything. Who asks for ``unsafe`` gets
files, network and settings, and still cannot change the snapshot. Temporary tables and macros are no change: they
last as long as the script that makes them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.backend import Place
from warehouse.cells import plain_rows
from warehouse.ducklake_place import Lake
from warehouse.ducklake_reading import open_lake, see_that_it_stays_in
from warehouse.errors import QueryError, SnapshotMissing
from warehouse.files import SNAPSHOT_FILE
from warehouse.formats import Format, write_result
from warehouse.streamed import Streamed, unique_names

__all__ = [
    "Format",
    "QueryError",
    "QueryResult",
    "SnapshotMissing",
    "Streamed",
    "open_snapshot",
    "run_query",
    "run_script",
    "stream_script",
    "write_result",
]

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoload_known_extensions": False,
    "autoinstall_known_extensions": False,
    "python_enable_replacements": False,
}


# What DuckDB's Python client raises where Ctrl-C was pressed during a query.
_INTERRUPTED = "Query interrupted"


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What a query gave: unique names, DuckDB's types as text, the rows as an Arrow table, the seconds taken."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    table: pa.Table
    seconds: float

    @property
    def schema(self) -> pa.Schema:
        """The columns with Arrow's types."""
        return self.table.schema

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Yield the rows as Arrow."""
        yield from self.table.to_batches(max_chunksize=1000)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows as Python values, instants in UTC."""
        for batch in self.batches():
            yield from plain_rows(batch)


def open_snapshot(
    place: Place, *, unsafe: bool = False, writes_below: Path | None = None, threads: int | None = None
) -> duckdb.DuckDBPyConnection:
    """Open the snapshot of a data directory or a lake, read-only and, unless ``unsafe``, shut in.

    ``writes_below`` is a folder for what a COPY writes, the only one that the connection can reach then. ``threads`` is
    how many work on a query, None for one per core: those that wait for work spin, so that a query of milliseconds
    costs twice its CPU with two.

    While one connection of a process is open, further ones of the process see the same snapshot, even if another has
    been published meanwhile. Raises SnapshotMissing when nothing is published, QueryError when it cannot be read.
    """
    if isinstance(place, Lake):
        connection = open_lake(place, unsafe=unsafe)
    else:
        connection = _open_file(place / SNAPSHOT_FILE, {} if unsafe or writes_below else _CONFIG)
    connection.execute("SET TimeZone = 'UTC'").fetchall()
    connection.execute("SET enable_progress_bar = false").fetchall()  # it is drawn on standard output
    with suppress(duckdb.CatalogException):  # whoever reads what has no such schema is told by their query
        connection.execute("USE mart").fetchall()  # so that SHOW TABLES, and names alone, mean the views for people
    if threads is not None:
        connection.execute("SET threads = $threads", {"threads": threads}).fetchall()
    reached = [str(writes_below)] if writes_below is not None else []
    reached += [place.files] if isinstance(place, Lake) and not unsafe else []
    if reached:
        connection.execute("SET allowed_directories = $folders", {"folders": reached}).fetchall()
        for name, value in _CONFIG.items():
            connection.execute(f"SET {name} = {value}").fetchall()
    if not unsafe:
        connection.execute("SET lock_configuration = true").fetchall()
    return connection


def _open_file(path: Path, config: Mapping[str, Any]) -> duckdb.DuckDBPyConnection:
    if not path.exists():
        raise SnapshotMissing(f"{path}: nothing has been published yet. Harvest first (khotin run, khotin ingest).")
    try:
        return duckdb.connect(path, read_only=True, config=dict(config))
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise QueryError(f"{path}: cannot be read ({reason}). Publish again to replace it.") from None


def run_query(place: Place, sql: str) -> QueryResult:
    """Run SQL on the snapshot; of several statements the last one's result counts.

    Raises QueryError for SQL that cannot be run, SnapshotMissing when nothing is published.
    """
    return list(run_script(place, sql))[-1]


def run_statement(place: Place, sql: str, parameters: Mapping[str, Any]) -> QueryResult:
    """Run one statement with named parameters on the snapshot; raises as ``run_query`` does."""
    connection = open_snapshot(place)
    try:
        return _result(connection, sql, parameters)
    finally:
        connection.close()


Tables = Callable[[str, Mapping[str, Any]], pa.Table]


@contextmanager
def tables_on(place: Place) -> Iterator[Tables]:
    """Yield a function that runs a statement with named parameters and returns its rows, all on one opening.

    One thread works on it: statements are small. Raises as ``run_query`` does.
    """
    connection = open_snapshot(place, threads=1)
    try:
        yield lambda sql, parameters: _result(connection, sql, parameters).table
    finally:
        connection.close()


def run_script(
    place: Place, sql: str, parameters: Mapping[str, Any] | None = None, *, unsafe: bool = False
) -> Iterator[QueryResult]:
    """Run a script as ``stream_script`` does, and yield each statement's result when it is there as a whole."""
    for answer in stream_script(place, sql, parameters, unsafe=unsafe):
        streamed = answer.streamed
        yield QueryResult(streamed.columns, streamed.types, streamed.whole(), streamed.seconds)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a statement of a script gives: rows, unless it only sets something; and whether it is the last one."""

    streamed: Streamed
    has_rows: bool
    is_last: bool


def stream_script(
    place: Place, sql: str, parameters: Mapping[str, Any] | None = None, *, unsafe: bool = False
) -> Iterator[Answer]:
    """Run the statements of a text one after another on one connection; yield each one's rows, to be read by then.

    ``parameters`` are those of all statements by name; each gets those that it names (``$name``, ``$1`` or ``?``).

    Raises:
        QueryError: SQL that cannot be run, with line and position in the whole text; no statement; a parameter that no
            statement names, or one that is not given.
        SnapshotMissing: nothing is published.
    """
    given = dict(parameters or {})
    connection = open_snapshot(place, unsafe=unsafe)
    try:
        if isinstance(place, Lake) and not unsafe:
            see_that_it_stays_in(connection, sql)
        statements = _statements(connection, sql)
        _check_parameters(given, {name for one in statements for name in one.names})
        for one in statements:
            streamed = Streamed(connection, one.sql, {name: given[name] for name in one.names})
            yield Answer(streamed, one.has_rows, one is statements[-1])
            for _ in streamed.batches():
                pass  # a statement that is not read to its end is not carried out
    finally:
        connection.close()


@dataclass(frozen=True, slots=True)
class _Statement:
    """One statement of a text, with as many lines before it as there, so that errors name the right line."""

    sql: str
    names: frozenset[str]
    has_rows: bool


def _statements(connection: duckdb.DuckDBPyConnection, sql: str) -> list[_Statement]:
    try:
        parsed = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise QueryError(str(error)) from None
    if not parsed:
        raise QueryError("there is no statement to run")
    found, position = [], 0
    for one in parsed:
        start = max(sql.find(one.query, position), position)
        padded = "\n" * sql.count("\n", 0, start) + one.query
        has_rows = one.expected_result_type != [duckdb.ExpectedResultType.NOTHING]
        found.append(_Statement(padded, frozenset(one.named_parameters), has_rows))
        position = start + len(one.query)
    return found


def _check_parameters(given: Mapping[str, Any], named: Set[str]) -> None:
    if unknown := sorted(given.keys() - named):
        raise QueryError(f"no statement has a parameter ${unknown[0]}; write ${unknown[0]} where its value belongs")
    if missing := sorted(named - given.keys()):
        raise QueryError(f"the parameter ${missing[0]} has no value; give one with --param {missing[0]}=VALUE")


def _result(connection: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, Any]) -> QueryResult:
    began = time.monotonic()
    try:
        found = connection.execute(sql, dict(parameters) or None)
        types = tuple(str(column[1]) for column in found.description)
        table = found.to_arrow_table()
    except duckdb.Error as error:
        raise QueryError(str(error).rstrip()) from None
    except RuntimeError as error:
        if str(error) == _INTERRUPTED:
            raise KeyboardInterrupt from None
        raise
    columns = unique_names(table.column_names)
    return QueryResult(columns, types, table.rename_columns(columns), time.monotonic() - began)

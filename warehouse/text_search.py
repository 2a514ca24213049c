"""Looks for the traces of articles in every text of every table of a database, through SQL.

The bytes of the file do not do: DuckDB packs strings, so that what stands in a table cannot be read there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa

from transforms.traces import Traces
from warehouse.errors import WarehouseBroken
from warehouse.registering import registered
from warehouse.sqlfiles import literal, statement

BLANK = "[forgotten]"
# Tables whose rows say something of one thing: a row that names the forgotten goes. Elsewhere the words alone go.
_NOTES = ('"ops"."reject"', '"ops"."lead"', '"ops"."pending"')
# What tells of pages and runs, and of addresses: the words of articles that are kept are not touched.
_SWEPT = ('"ops".', '"raw".', '"core"."story_event"')
_AT_ONCE = 1000


class Hit(NamedTuple):
    """A place in a database where a trace stands: table, column and row."""

    relation: str
    column: str
    row: int

    def __str__(self) -> str:
        return f"{self.relation}.{self.column}".replace('"', "") + f", row {self.row}"


@dataclass(slots=True)
class Searched:
    """What was searched and where something was found."""

    tables: int = 0
    columns: int = 0
    hits: list[Hit] = field(default_factory=list)


def search_database(connection: duckdb.DuckDBPyConnection, database: str, traces: Traces) -> Searched:
    """Look into every column that may hold text, of all tables of an attached database."""
    columns = _columns(connection, database)
    searched = Searched(len({relation for relation, _, _ in columns}), len(columns))
    if traces.anchors:
        # A list as a parameter would be converted for every statement, value by value.
        with registered(connection, {"anchor": pa.table({"value": list(traces.anchors)})}):
            connection.execute(statement("forget/anchors")).fetchall()
        for relation, column, _ in columns:
            rows = _rows_with(connection, f'"{database}".{relation}', column, traces)
            searched.hits += [Hit(relation, column, row) for row in rows]
    return searched


def search_file(path: Path, traces: Traces) -> Searched:
    """Look into a DuckDB file that nobody writes. Raises WarehouseBroken where it cannot be read."""
    try:
        with duckdb.connect(":memory:", config={"threads": 1}) as connection:
            connection.execute(statement("forget/attach_other").format(path=literal(str(path)))).fetchall()
            return search_database(connection, "other", traces)
    except duckdb.Error as error:
        raise WarehouseBroken(f"{path}: cannot be read ({str(error).splitlines()[0]})") from None


def sweep(connection: duckdb.DuckDBPyConnection, traces: Traces) -> list[Hit]:
    """Take traces out of what is told of runs, exchanges and other articles; return where they stood.

    For the transaction in which the articles are deleted.
    """
    swept = []
    types = {(relation, column): kind for relation, column, kind in _columns(connection, "warehouse")}
    for hit in search_database(connection, "warehouse", traces).hits:
        kind = types[hit.relation, hit.column]
        if hit.relation in _NOTES:
            _change(connection, "forget/drop_rows", hit, None)
        elif hit.relation.startswith(_SWEPT):
            _change(connection, "forget/blank", hit, _blank(kind))
        elif hit.column == '"canonical_url"':
            _change(connection, "forget/blank", hit, None)
        else:
            continue
        swept.append(hit)
    return swept


def _blank(kind: str) -> str | list[str]:
    return BLANK if kind == "VARCHAR" else []


def _change(connection: duckdb.DuckDBPyConnection, name: str, hit: Hit, blank: str | list[str] | None) -> None:
    query = statement(name).format(relation=hit.relation, column=hit.column)
    parameters = {} if name == "forget/drop_rows" else {"blank": blank}
    with registered(connection, {"wanted_row": pa.table({"value": [hit.row]})}):
        connection.execute(query, parameters).fetchall()


def _columns(connection: duckdb.DuckDBPyConnection, database: str) -> list[tuple[str, str, str]]:
    return connection.execute(statement("forget/columns").format(database=database)).fetchall()


def _rows_with(connection: duckdb.DuckDBPyConnection, relation: str, column: str, traces: Traces) -> Iterator[int]:
    query = statement("forget/naming").format(relation=relation, column=column)
    found = connection.execute(query)
    while rows := found.fetchmany(_AT_ONCE):
        for row, said in rows:
            if traces.find(said.encode("utf-8", "replace")):
                yield row

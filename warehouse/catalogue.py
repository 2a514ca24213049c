"""Writes ``docs/warehouse.md`` from the comments in the catalogue, so that page and database cannot disagree."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import duckdb

from warehouse.diagram import pictures
from warehouse.schema import migrate
from warehouse.sqlfiles import statement

_HEAD = """# The warehouse

`DATA/warehouse.duckdb` is the writer's file; `DATA/published.duckdb` is the snapshot for readers, with the same tables
and views. Query the views of schema `mart`; the tables behind them are there for whoever wants to know more.

This page is made from the comments in the database itself (`warehouse/catalogue.py`); change them in
`warehouse/sql/schema` and `warehouse/sql/views`, and make it anew with

    make docs
"""

_RELATIONS = """
## How the tables hang together

Each table is drawn with its keys and its first columns; all of them are described below. `run_id` in any table is the
run of `ops.run` that wrote the row. There are no foreign keys in the database: `khotin check` finds what hangs loose.
"""

_SCHEMAS = {
    "mart": "Views for people.",
    "core": "Articles, their versions, and what was decided and read about them.",
    "raw": "What the web answered.",
    "ops": "What the workflow did, and the state that it needs for the next run.",
}


class _Column(NamedTuple):
    """A column with its table's comment, as ``queries/catalogue.sql`` gives it."""

    schema: str
    table: str
    table_comment: str | None
    column: str
    type: str
    comment: str | None


class _Macro(NamedTuple):
    """A table macro, as ``queries/catalogue_macros.sql`` gives it."""

    schema: str
    name: str
    parameters: str
    comment: str | None


def render() -> str:
    """Return the page: every table, view and table macro with columns, types and comments, by schema."""
    columns, macros = described(), table_macros()
    parts = [_HEAD, _RELATIONS, *pictures(shapes(columns))]
    for schema, about in _SCHEMAS.items():
        parts.append(f"\n## Schema `{schema}`\n\n{about}\n")
        mine = [column for column in columns if column.schema == schema]
        parts += [_table(list(group)) for _, group in groupby(mine, key=itemgetter(1))]
        parts += [_macro(macro) for macro in macros if macro.schema == schema]
    return "".join(parts)


def described() -> list[_Column]:
    """Return every column of an empty warehouse in memory, in the order of schema, table and position."""
    return [_Column(*row) for row in _answer("queries/catalogue")]


def shapes(columns: list[_Column]) -> dict[str, list[tuple[str, str]]]:
    """Return the names and types of columns by their table, as ``core.article``."""
    return {
        f"{schema}.{table}": [(one.column, one.type) for one in group]
        for (schema, table), group in groupby(columns, key=itemgetter(0, 1))
    }


def table_macros() -> list[_Macro]:
    """Return every table macro of an empty warehouse in memory."""
    return [_Macro(*row) for row in _answer("queries/catalogue_macros")]


def _answer(path: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(":memory:") as connection:
        migrate(connection, ":memory:")
        return connection.execute(statement(path)).fetchall()


def _table(columns: list[_Column]) -> str:
    first = columns[0]
    lines = [
        f"\n### `{first.schema}.{first.table}`\n\n{first.table_comment or ''}\n\n",
        "| column | type | meaning |\n| --- | --- | --- |\n",
        *(f"| `{one.column}` | `{one.type}` | {_escaped(one.comment or '')} |\n" for one in columns),
    ]
    return "".join(lines)


def _macro(macro: _Macro) -> str:
    return f"\n### `{macro.schema}.{macro.name}({macro.parameters})`\n\n{macro.comment or ''}\n"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")

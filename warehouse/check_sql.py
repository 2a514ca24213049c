"""Reads SQL that other people wrote for checks, with DuckDB's own parser, and lets only harmless SQL through.

Checks run on the writer's file inside its transaction, where SQL could do anything. What is accepted is therefore not
what looks harmless, but what the parsed statement is seen to consist of: one SELECT that reads tables of the warehouse
(never a file, which DuckDB would read by its name) and calls functions that give the same answer every time. A
condition of a source's own check may hold no query at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import duckdb

from warehouse.sqlfiles import statement

_SCHEMAS = frozenset({"core", "mart", "ops", "raw"})
_OWN_TABLES = frozenset({"checked", "checked_article"})
_LISTS = frozenset({"generate_series", "range", "unnest"})
# Deterministic by DuckDB's own account, and yet they tell of more than their arguments.
_TALKATIVE = frozenset(
    {
        "age", "current_localtime", "current_localtimestamp", "current_setting", "getvariable", "json_deserialize_sql",
        "json_serialize_plan", "json_serialize_sql",
    }
)  # fmt: skip
_PREFIX = "SELECT "


class CheckSqlError(ValueError):
    """SQL that is no check; the message says why, with line and a mark under the position where there is one."""


def require_condition(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    """See that a text is one condition on the columns of an article, and nothing else.

    Raises:
        CheckSqlError: it is not.
    """
    node = _select(connection, _PREFIX + text, len(_PREFIX))
    extras = ("where_clause", "group_expressions", "having", "qualify", "sample", "modifiers")
    if node["type"] != "SELECT_NODE" or node["from_table"]["type"] != "EMPTY" or any(node[key] for key in extras):
        raise CheckSqlError("expected one condition such as section = 'Press releases', not a query")
    if len(node["select_list"]) != 1:
        raise CheckSqlError("expected one condition; join several by AND or OR")
    for part in _parts(node["select_list"]):
        if part.get("class") in ("SUBQUERY", "WINDOW", "STAR", "PARAMETER"):
            raise _at("expected a condition on one article's columns, without a query in it", text, part, len(_PREFIX))
        _require_function(text, part, len(_PREFIX))


def require_query(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    """See that a text is one SELECT that only reads tables and views of the warehouse.

    Raises:
        CheckSqlError: it is not.
    """
    node = _select(connection, text, 0)
    named = {entry["key"] for part in _parts(node) for entry in part.get("cte_map", {}).get("map", ())}
    common = {name for name in named if name.isidentifier()}  # one that looks like a file might hide a file elsewhere
    for part in _parts(node):
        kind = part.get("type")
        if kind == "BASE_TABLE" and not _is_ours(part, common):
            raise _at(
                f"reads {part['table_name']!r}; a check reads tables of core, mart, ops and raw alone", text, part
            )
        if kind in ("SHOW_REF", "PIVOT"):
            raise _at("expected a plain SELECT", text, part)
        _require_function(text, part, 0)


def _is_ours(part: dict[str, Any], common: set[str]) -> bool:
    if part.get("catalog_name"):
        return False
    if part.get("schema_name"):
        return part["schema_name"].lower() in _SCHEMAS
    return part["table_name"] in common or part["table_name"].lower() in _OWN_TABLES


def _select(connection: duckdb.DuckDBPyConnection, text: str, offset: int) -> dict[str, Any]:
    """Return the tree of the one SELECT that a text is."""
    parsed = json.loads(connection.execute(statement("check_state/parsed"), {"text": text}).fetchall()[0][0])
    if parsed["error"]:
        message = parsed["error_message"]
        if "Only SELECT" in message:
            raise CheckSqlError("expected one SELECT that finds the bad rows, nothing else")
        place = {"query_location": int(parsed["position"])} if "position" in parsed else {}
        raise _at(message, text[offset:], place, offset)
    if len(parsed["statements"]) != 1:
        raise CheckSqlError(f"expected one SELECT, found {len(parsed['statements'])} statements")
    node: dict[str, Any] = parsed["statements"][0]["node"]
    return node


def _parts(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield every node of a tree."""
    if isinstance(tree, dict):
        yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for part in tree:
            yield from _parts(part)


def _require_function(text: str, part: dict[str, Any], offset: int) -> None:
    if part.get("class") != "FUNCTION" or part.get("is_operator"):
        return
    name = part["function_name"].lower()
    if name not in _functions():
        raise _at(f"the function {name!r} is not one that a check may call", text, part, offset)


@cache
def _functions() -> frozenset[str]:
    """Return the names of DuckDB's functions that give the same answer for the same arguments."""
    with duckdb.connect(":memory:") as connection:
        rows = connection.execute(statement("check_state/functions")).fetchall()
    return (frozenset(name for (name,) in rows) | _LISTS) - _TALKATIVE


def _at(message: str, text: str, part: dict[str, Any], offset: int = 0) -> CheckSqlError:
    """Return an error that shows where it is; DuckDB counts bytes."""
    place = part.get("query_location", -1) - offset
    if not 0 <= place <= len(text.encode()):
        return CheckSqlError(message)
    before = text.encode()[:place].decode(errors="ignore")
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1)
    shown = text.splitlines()[line - 1] if text.splitlines()[line - 1 :] else ""
    return CheckSqlError(f"line {line}, column {column + 1}: {message}\n  {shown}\n  {' ' * column}^")

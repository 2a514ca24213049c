"""Checks that users write: ``[[checks]]`` of source files, kept in ``core.source``, and SQL files in ``DATA/checks``.

A source's own check is a condition on its articles, or says what a field must be; it looks at single articles and
never stops publishing. A file below ``DATA/checks`` is a check like Khotin's own, with the same head. All of their SQL
has gone through ``warehouse.check_sql`` before it is run, every time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from warehouse.check_sql import CheckSqlError, require_condition, require_query
from warehouse.checks import SEVERITIES, Check, Rule, Severity, checks, read_check
from warehouse.schema import migrate
from warehouse.sqlfiles import SqlFile, statement

FOLDER = "checks"
_RULE = tuple(one.name for one in fields(Rule))


def source_checks(connection: duckdb.DuckDBPyConnection) -> tuple[Check, ...]:
    """Return the sources' own checks as the warehouse has them, those that cannot be run with the reason."""
    stored = connection.execute(statement("check_state/source_checks")).fetchall()
    return tuple(_with_problem(connection, source_check(source_id, rule)) for source_id, rule in stored)


def source_check(source_id: str, values: Mapping[str, Any]) -> Check:
    """Return the check of a source from its table in the source's file. Its name begins with the source's id."""
    said = {name: values[name] for name in _RULE if values.get(name) is not None}
    if "one_of" in said:
        said["one_of"] = tuple(said["one_of"])
    severity: Severity = next(one for one in SEVERITIES if one == values["severity"])
    return Check(
        name=f"{source_id}:{values['name']}",
        severity=severity,
        explanation=values["explains"],
        origin=f"{source_id}.toml",
        source_id=source_id,
        rule=Rule(**said),
    )


def folder_checks(data: Path) -> tuple[Check, ...]:
    """Return the checks below ``DATA/checks`` in the order of their names, those that cannot be run with the reason."""
    found: list[Check] = []
    for path in sorted((data / FOLDER).glob("*.sql")):
        made = _read(path)
        taken = {one.name for one in (*checks(), *found)}
        if made.name in taken:
            problem = f"{path}: there is a check {made.name!r} already; give this one another name"
            made = replace(made, name=f"{path.name}:{made.name}", problem=problem)
        found.append(made)
    return tuple(found)


def _read(path: Path) -> Check:
    """Return the check of a file; one that is no check is a warning that cannot be run."""
    try:
        made = read_check(SqlFile(path.stem, path.read_text(encoding="utf-8")), str(path), str(path))
        with duckdb.connect(":memory:") as connection:
            require_query(connection, made.sql)
    except CheckSqlError as error:
        return replace(made, problem=f"{path}: {error}")
    except (ValueError, OSError) as error:  # no head, not UTF-8, not readable
        return Check(
            path.name, "warning", "A file of a check that cannot be read.", origin=str(path), problem=str(error)
        )
    return made


def _with_problem(connection: duckdb.DuckDBPyConnection, one: Check) -> Check:
    if one.rule is None or one.rule.where is None:
        return one
    try:
        require_condition(connection, one.rule.where)
    except CheckSqlError as error:
        return replace(one, problem=str(error))
    return one


def bad_articles(connection: duckdb.DuckDBPyConnection, one: Check, now: datetime) -> list[tuple[str, str | None, str]]:
    """Return the articles of the slice that a source's own check fails, as ``BadRow`` has them."""
    rule = one.rule
    if rule is None:
        return []
    if rule.where is None:
        said = {**asdict(rule), "one_of": list(rule.one_of) if rule.one_of is not None else None}
        said["field"] = rule.field or "published_at"  # of which alone an age is asked
        del said["where"]
        return connection.execute(statement("check_state/declared"), {**said, "source_id": one.source_id}).fetchall()
    # A relation takes the condition as an expression, so that no statement is put together from text.
    mine = connection.view("checked_article").filter(
        duckdb.ColumnExpression("source_id") == duckdb.ConstantExpression(one.source_id)
    )
    rows = mine.filter(rule.where).select("article_id", "source_id").fetchall()
    return [(article_id, source_id, one.explanation) for article_id, source_id in rows]


def problems(some: Iterable[Check]) -> list[tuple[Check, str]]:
    """Return what is wrong with checks of sources, tried on a warehouse without articles: (check, what is wrong)."""
    found: list[tuple[Check, str]] = []
    with duckdb.connect(":memory:") as connection:
        migrate(connection, ":memory:")
        now = datetime(2000, 1, 1, tzinfo=UTC)  # any time will do
        connection.execute(statement("check_state/scope"), {"everything": True}).fetchall()
        connection.execute(statement("check_state/checked"), {"first": 0, "size": 1, "now": now}).fetchall()
        connection.execute(statement("check_state/checked_article")).fetchall()
        for one in some:
            tried = _with_problem(connection, one)
            try:
                if tried.problem is None:
                    bad_articles(connection, tried, now)
            except duckdb.Error as error:
                tried = replace(tried, problem=" ".join(str(error).split("\n\n")[0].split()))
            if tried.problem is not None:
                found.append((one, tried.problem))
    return found

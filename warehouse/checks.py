"""Data checks: SQL files in ``sql/checks`` that select the bad rows, each with a head that names and explains it.

What follows from a bad row depends on the check's severity. ``structural``: the warehouse contradicts itself, and
nothing is published until that is mended. ``row``: one article is wrong; it is withheld from ``mart``, becomes a reject
of the run that loaded it, and everything else goes on. ``warning``: people should look.

A check selects ``subject`` (the article id where severity is ``row``), ``source_id`` and ``detail``; ``$now`` is the
time of the check.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Literal, get_args

import duckdb

from warehouse.registering import registered
from warehouse.session import Session
from warehouse.sqlfiles import SqlFile, folder, statement
from warehouse.staging import arrow

Severity = Literal["structural", "row", "warning"]

EXAMPLES = 20
_HEAD = re.compile(r"^-- (name|severity|explains): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Check:
    """One check as its file has it: ``sql`` selects the bad rows."""

    name: str
    severity: Severity
    explanation: str
    sql: str


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that failed: what it is about (the article id where severity is ``row``), its source, what is wrong."""

    subject: str
    source_id: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The outcome of one check; no rows is good."""

    check: Check
    rows: tuple[BadRow, ...]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The outcome of all checks. ``withheld`` counts the articles that ``mart`` leaves out at present."""

    results: tuple[CheckResult, ...]
    withheld: int

    def failed(self, severity: Severity) -> tuple[CheckResult, ...]:
        """Return the checks of a severity that found bad rows."""
        return tuple(result for result in self.results if result.rows and result.check.severity == severity)


@cache
def checks() -> tuple[Check, ...]:
    """Return all checks in the order of their files. Raises ValueError for a file whose head is not as it must be."""
    return tuple(read_check(file) for file in folder("checks"))


def read_check(file: SqlFile) -> Check:
    """Return the check that a file holds. Raises ValueError, naming the file, for a head that is not as it must be."""
    head = dict(_HEAD.findall(file.text))
    missing = {"name", "severity", "explains"} - head.keys()
    if missing:
        raise ValueError(f"sql/checks/{file.name}.sql: the head lacks {', '.join(sorted(missing))}")
    severity = next((one for one in get_args(Severity) if one == head["severity"]), None)
    if severity is None:
        known = ", ".join(get_args(Severity))
        raise ValueError(f"sql/checks/{file.name}.sql: severity is {head['severity']!r}, not one of {known}")
    return Check(head["name"], severity, head["explains"], file.text)


def check(session: Session, now: datetime, run_id: str | None) -> CheckReport:
    """Run all checks, withhold the articles that fail, and record every outcome in ``ops.check_result``."""
    report = run_checks(session, now, get_args(Severity))
    _record(session.connection, report.results, now, run_id)
    return report


def run_checks(session: Session, now: datetime, severities: Collection[Severity]) -> CheckReport:
    """Run the checks of the given severities and withhold the articles that fail, without recording the outcome."""
    chosen = [one for one in checks() if one.severity in severities]
    results = tuple(CheckResult(one, _bad_rows(session.connection, one, now)) for one in chosen)
    if "row" in severities:
        _withhold(session.connection, [result for result in results if result.check.severity == "row"], now)
    return CheckReport(results, _withheld(session.connection))


def _bad_rows(connection: duckdb.DuckDBPyConnection, one: Check, now: datetime) -> tuple[BadRow, ...]:
    (parsed,) = connection.extract_statements(one.sql)
    parameters = {"now": now} if "now" in parsed.named_parameters else {}
    return tuple(BadRow(*row) for row in connection.execute(parsed, parameters).fetchall())


def _withhold(connection: duckdb.DuckDBPyConnection, results: Iterable[CheckResult], now: datetime) -> None:
    """Make ``ops.withheld`` say what fails now; what was not there yet becomes a reject as well."""
    failing = [
        {"article_id": row.subject, "check_name": result.check.name, "detail": row.detail}
        for result in results
        for row in result.rows
    ]
    with registered(connection, {"incoming_withheld": arrow("withheld", failing)}):
        connection.execute(statement("check_state/withheld_new")).fetchall()
        connection.execute(statement("check_state/withheld_reject"), {"now": now}).fetchall()
        connection.execute(statement("check_state/withheld_release")).fetchall()
        connection.execute(statement("check_state/withheld_add"), {"now": now}).fetchall()


def _withheld(connection: duckdb.DuckDBPyConnection) -> int:
    return int(connection.execute(statement("check_state/withheld_count")).fetchall()[0][0])


def _record(
    connection: duckdb.DuckDBPyConnection, results: Sequence[CheckResult], now: datetime, run_id: str | None
) -> None:
    rows = [
        {
            "run_id": run_id,
            "check_name": result.check.name,
            "severity": result.check.severity,
            "checked_at": now,
            "bad_rows": len(result.rows),
            "examples": [f"{row.subject}: {row.detail}" for row in result.rows[:EXAMPLES]],
        }
        for result in results
    ]
    with registered(connection, {"incoming_check_result": arrow("check_result", rows)}):
        connection.execute(statement("check_state/record")).fetchall()

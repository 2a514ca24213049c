"""Runs data checks inside the transaction that is open, and makes what they find hold: findings, withheld articles.

Checks of single articles look at what has been loaded since they last did, in slices, so that neither their cost nor
their memory grows with the warehouse; one that is new or has changed looks at everything once, and so does ``khotin
check``. All others look at what is there, every time; one whose SQL names ``$everything`` may leave to it what only a
load can break, and is told to look at everything in the same two cases, and as long as it finds fault.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import duckdb

from warehouse.checks import SEVERITIES, BadRow, Check, CheckReport, CheckResult, Severity, checks
from warehouse.own_checks import bad_articles, source_checks
from warehouse.registering import registered
from warehouse.rows import Row
from warehouse.session import Session
from warehouse.sqlfiles import statement
from warehouse.staging import arrow

if TYPE_CHECKING:
    from warehouse.store import Held

EXAMPLES = 20
# Articles whose words are in memory at a time: 3 KB each.
SLICE = 5_000
# What DuckDB raises where not the check is at fault but the file, the disk or the transaction.
_UNUSABLE = (
    duckdb.IOException,
    duckdb.TransactionException,
    duckdb.FatalException,
    duckdb.InterruptException,
    duckdb.OutOfMemoryException,
)


class CheckBroken(Exception):
    """A check that cannot be run on what the warehouse holds; DuckDB has given up the transaction with it."""

    def __init__(self, name: str, message: str) -> None:
        self.name, self.message = name, message
        super().__init__(f"check {name} cannot be run: {message}")


@dataclass(frozen=True, slots=True)
class Scope:
    """What to check.

    ``own`` are checks besides those of Khotin and of the sources; ``names`` and ``severities`` restrict all of them.
    ``everything``: checks of single articles look at all articles, not only at those that are new since the last time.
    ``keep_days``: older results are deleted, but for the last one of each check; None: none is. ``broken`` says why
    checks, by name, cannot be run: they are passed over.
    """

    own: Sequence[Check] = ()
    names: Collection[str] | None = None
    severities: Collection[Severity] = SEVERITIES
    everything: bool = False
    keep_days: int | None = None
    broken: Mapping[str, str] = field(default_factory=dict)

    def without(self, broken: CheckBroken) -> Scope:
        """Return the scope in which a check that cannot be run is passed over."""
        return replace(self, broken={**self.broken, broken.name: broken.message})


def check_held(held: Held, now: datetime, run_id: str | None, scope: Scope) -> CheckReport:
    """Run the checks in a transaction of their own; one that cannot be run is said to be broken, the others run."""
    while True:
        try:
            with held.write() as session:
                return check(session, now, run_id, scope)
        except CheckBroken as error:
            scope = scope.without(error)


def look_held(held: Held, now: datetime, scope: Scope) -> CheckReport:
    """Return what ``check_held`` would, and record nothing."""
    while True:
        try:
            with held.read() as session:
                return run_checks(session, now, scope)
        except CheckBroken as error:
            scope = scope.without(error)


def source_ids(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Return the ids of the sources that the warehouse knows."""
    return {source_id for (source_id,) in connection.execute(statement("check_state/source_ids")).fetchall()}


def check(session: Session, now: datetime, run_id: str | None, scope: Scope | None = None) -> CheckReport:
    """Run the checks, withhold the articles that fail, and record every outcome in ``ops.check_result``.

    Raises CheckBroken for a check that cannot be run; the transaction must then be undone.
    """
    chosen = scope or Scope()
    report = run_checks(session, now, chosen)
    _record(session.connection, report.results, now, run_id)
    if chosen.keep_days is not None:
        kept = {"now": now, "days": chosen.keep_days}
        session.connection.execute(statement("check_state/expire"), kept).fetchall()
    return report


def all_checks(connection: duckdb.DuckDBPyConnection, own: Iterable[Check] = ()) -> tuple[Check, ...]:
    """Return Khotin's checks, those of the sources as the warehouse has them, and the given ones; each name once."""
    named: dict[str, Check] = {}
    for one in (*checks(), *source_checks(connection), *own):
        named.setdefault(one.name, one)
    return tuple(named.values())


def run_checks(session: Session, now: datetime, scope: Scope) -> CheckReport:
    """Run the checks of a scope and withhold the articles that fail, without recording the outcome.

    Raises CheckBroken for a check that cannot be run; the transaction must then be undone.
    """
    return _Pass(session.connection, now, scope).run()


class _Pass:
    """One pass of checks over the warehouse."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, now: datetime, scope: Scope) -> None:
        self._connection = connection
        self._now = now
        self._scope = scope
        self._every = all_checks(connection, scope.own)
        self._found: dict[str, list[BadRow]] = {}
        self._known = dict(self._rows("check_state/definitions"))
        self._at_fault = {name for (name,) in self._rows("check_state/at_fault")}

    def run(self) -> CheckReport:
        """Run the checks; return what they came upon."""
        chosen = [one for one in self._every if self._is_chosen(one)]
        can_run = [one for one in chosen if self._error(one) is None]
        looked_at = self._look([one for one in can_run if one.of_articles])
        of_others = [one for one in can_run if not one.of_articles]
        for one in of_others:
            self._run(one)
        self._store([one for one in of_others if one.severity == "row"], "check_state/finding_gone_whole")
        self._settle()
        standing = dict(self._rows("check_state/finding_count"))
        results = tuple(self._result(one, standing) for one in chosen)
        withheld = int(self._rows("check_state/withheld_count")[0][0])
        return CheckReport(results, withheld, looked_at, self._urls(results))

    def _urls(self, results: Sequence[CheckResult]) -> dict[str, str]:
        """Return where the articles were found that stand first among bad rows, by article id."""
        subjects = {row.subject for result in results for row in result.rows[:EXAMPLES]}
        if not subjects:
            return {}
        with registered(self._connection, {"wanted": arrow("wanted", ({"value": one} for one in subjects))}):
            return dict(self._rows("check_state/urls"))

    def _is_chosen(self, one: Check) -> bool:
        named = self._scope.names is None or one.name in self._scope.names
        return named and one.severity in self._scope.severities

    def _error(self, one: Check) -> str | None:
        return one.problem or self._scope.broken.get(one.name)

    def _result(self, one: Check, standing: dict[str, int]) -> CheckResult:
        rows = tuple(self._found.get(one.name, ()))
        count = standing.get(one.name, 0) if one.of_articles else len(rows)
        return CheckResult(one, rows, count, self._error(one))

    def _look(self, of_articles: Sequence[Check]) -> int:
        """Run checks of single articles, and make what they find hold; return how many articles were looked at."""
        anew = [one for one in of_articles if self._is_anew(one)]
        rest = [one for one in of_articles if one not in anew]
        looked_at = self._over(anew, everything=True) if anew else 0
        if rest:
            looked_at = max(looked_at, self._over(rest, everything=False))
        return looked_at

    def _is_anew(self, one: Check) -> bool:
        """Say whether a check looks at everything, because that is asked for or because it is new or has changed."""
        return self._scope.everything or self._known.get(one.name) != one.digest

    def _over(self, some: Sequence[Check], *, everything: bool) -> int:
        """Run checks of single articles over all articles, or over those that have not been looked at yet."""
        self._rows("check_state/scope", everything=everything)
        size = int(self._rows("check_state/scope_size")[0][0])
        for first in range(0, size, SLICE):
            self._rows("check_state/checked", first=first, size=SLICE, now=self._now)
            self._rows("check_state/checked_article")
            for one in some:
                self._run(one)
        self._store(some, "check_state/finding_gone")
        return size

    def _store(self, some: Sequence[Check], gone: str) -> None:
        """Make ``ops.finding`` say what these checks find now; the statement ``gone`` empties it of them first."""
        findings: list[Row] = [
            {"article_id": row.subject, "check_name": one.name, "severity": one.severity, "detail": row.detail}
            for one in some
            for row in self._found.get(one.name, ())
        ]
        ran = arrow("wanted", ({"value": one.name} for one in some))
        with registered(self._connection, {"incoming_ran": ran, "incoming_finding": arrow("finding", findings)}):
            self._rows("check_state/finding_new", now=self._now)
            self._rows(gone)
            self._rows("check_state/finding_add")

    def _settle(self) -> None:
        """Drop what no check stands behind any more, withhold what fails, and note what has been looked at."""
        every = [_definition(one) for one in self._every]
        with registered(self._connection, {"incoming_definition": arrow("check_definition", every)}):
            self._rows("check_state/finding_sweep")
            if self._scope.names is None and self._scope.severities == SEVERITIES:
                self._rows("check_state/definitions_gone")
                self._rows("check_state/definitions_add", now=self._now)
                self._rows("check_state/batches_done", now=self._now)
                self._rows("check_state/recheck_done")
        self._rows("check_state/withheld_new")
        self._rows("check_state/withheld_reject", now=self._now)
        self._rows("check_state/withheld_release")
        self._rows("check_state/withheld_add", now=self._now)

    def _run(self, one: Check) -> None:
        """Run a check on the articles of the slice, or on everything, and keep what it comes upon."""
        try:
            rows = bad_articles(self._connection, one, self._now) if one.rule is not None else self._selected(one)
        except _UNUSABLE:
            raise
        except duckdb.Error as error:
            raise CheckBroken(one.name, str(error)) from None
        self._found.setdefault(one.name, []).extend(BadRow(*row) for row in rows)

    def _selected(self, one: Check) -> list[tuple[str, str | None, str]]:
        everything = one.name in self._at_fault or self._is_anew(one)
        return _selected(self._connection, one, {"now": self._now, "everything": everything})

    def _rows(self, path: str, **parameters: Any) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement(path), parameters or None).fetchall()


def _selected(
    connection: duckdb.DuckDBPyConnection, one: Check, offered: Mapping[str, datetime | bool]
) -> list[tuple[str, str | None, str]]:
    """Return the rows that a check's SQL selects; of the parameters offered it takes those that it names."""
    (parsed,) = connection.extract_statements(one.sql)
    parameters = {name: value for name, value in offered.items() if name in parsed.named_parameters} or None
    found = connection.execute(parsed, parameters)
    if len(found.description) != len(fields(BadRow)):
        raise CheckBroken(one.name, f"it selects {len(found.description)} columns; expected subject, source_id, detail")
    return [(str(subject), source and str(source), str(detail or "")) for subject, source, detail in found.fetchall()]


def _definition(one: Check) -> Row:
    return {
        "check_name": one.name,
        "severity": one.severity,
        "explains": one.explanation,
        "origin": one.origin,
        "source_id": one.source_id,
        "digest": one.digest,
    }


def _record(
    connection: duckdb.DuckDBPyConnection, results: Sequence[CheckResult], now: datetime, run_id: str | None
) -> None:
    rows = [
        {
            "run_id": run_id,
            "check_name": result.check.name,
            "severity": result.check.severity,
            "checked_at": now,
            "bad_rows": result.standing,
            "found": len(result.rows),
            "examples": [f"{row.subject}: {row.detail}" for row in result.rows[:EXAMPLES]],
            "error": result.error,
        }
        for result in results
    ]
    with registered(connection, {"incoming_check_result": arrow("check_result", rows)}):
        connection.execute(statement("check_state/record")).fetchall()

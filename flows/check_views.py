"""What the data checks found, for people: a table of what failed, lines for a run's summary, one check explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from flows.tables import printable, table
from warehouse.checks import CONSEQUENCES, SEVERITIES, Check, CheckReport, CheckResult

if TYPE_CHECKING:
    from warehouse.check_history import PastResult

_SOURCES_SHOWN = 3
LIST_COLUMNS = ("check", "severity", "whose", "what it looks for")
REPORT_COLUMNS = ("check", "severity", "rows", "sources", "such as")
DATA_COLUMNS = ("check", "severity", "bad_rows", "sources", "error", "examples")
HISTORY_COLUMNS = ("checked_at", "check", "severity", "bad_rows", "found", "error", "run_id")
BAD_COLUMNS = ("source", "subject", "detail")


def found_lines(report: CheckReport) -> Iterator[str]:
    """Yield a line per check that came upon something in the pass after a run, the gravest first."""
    for result in _noteworthy(report):
        name, severity = result.check.name, result.check.severity
        if result.error is not None:
            yield printable(f"check {name} ({severity}) cannot be run: {_first_line(result.error)}")
            continue
        first = result.rows[0]
        count = _count(len(result.rows), "row")
        old = result.standing - len(result.rows)
        since = f" and {old} from before" if old > 0 else ""
        yield printable(f"check {name} ({severity}): {count}{since}, such as {report.place(first)}: {first.detail}")


def _noteworthy(report: CheckReport) -> list[CheckResult]:
    """Return the results that have something to say, by severity, those that cannot be run last."""
    failed = [result for severity in SEVERITIES for result in report.failed(severity)]
    return [*failed, *report.broken]


def show_report(out: Console, report: CheckReport) -> None:
    """Print the checks that found something as a table, and what follows from that."""
    shown = _noteworthy(report)
    if shown:
        out.print(table(REPORT_COLUMNS, [_report_row(report, result) for result in shown]))
    fine = len(report.results) - len(shown)
    found = f"{len(shown)} of {len(report.results)} checks found something." if shown else ""
    out.print(Text(f"{found or _all_passed(fine)} {_looked(report)}".strip()))
    for severity in SEVERITIES:
        if report.failed(severity) and severity != "warning":
            out.print(Text(f"{severity}: {CONSEQUENCES[severity]}"))
    if report.withheld:
        out.print(Text(f"{_count(report.withheld, 'article')} withheld from mart (ops.withheld)."))
    if shown:
        out.print(Text(f"What to do about each, and all of its rows: khotin check --explain {shown[0].check.name}"))


def _all_passed(checks: int) -> str:
    return "The check passed." if checks == 1 else f"All {checks} checks passed."


def _looked(report: CheckReport) -> str:
    return f"{_count(report.looked_at, 'article')} looked at." if report.looked_at else ""


def _report_row(report: CheckReport, result: CheckResult) -> tuple[object, ...]:
    if result.error is not None:
        return result.check.name, result.check.severity, None, _sources(result), f"cannot be run: {result.error}"
    first = result.rows[0]
    said = first.detail if first.subject == first.source_id else f"{report.place(first)}: {first.detail}"
    return result.check.name, result.check.severity, len(result.rows), _sources(result), said


def _sources(result: CheckResult) -> str:
    """Return the sources of the bad rows with how many each has, those with most first."""
    counted = Counter(row.source_id for row in result.rows if row.source_id is not None).most_common()
    shown = [f"{name} {count}" if count > 1 else name for name, count in counted[:_SOURCES_SHOWN]]
    more = [f"and {len(counted) - _SOURCES_SHOWN} more"] if len(counted) > _SOURCES_SHOWN else []
    return ", ".join([*shown, *more])


def data_rows(report: CheckReport) -> list[tuple[Any, ...]]:
    """Return a row per check for programs, also of those that found nothing; the examples are all that are known."""
    return [
        (
            result.check.name,
            result.check.severity,
            len(result.rows),
            sorted({row.source_id for row in result.rows if row.source_id is not None}),
            result.error,
            [f"{report.place(row)}: {row.detail}" for row in result.rows[:20]],
        )
        for result in report.results
    ]


def list_rows(some: Sequence[Check]) -> list[tuple[Any, ...]]:
    """Return a row per check, by severity: name, severity, whose it is, what it looks for."""
    ordered = sorted(some, key=lambda one: (SEVERITIES.index(one.severity), one.origin != "khotin", one.name))
    return [(one.name, one.severity, one.origin, one.explanation) for one in ordered]


def history_rows(past: Sequence[PastResult]) -> list[tuple[Any, ...]]:
    """Return a row per past result."""
    return [(one.checked_at, one.name, one.severity, one.bad_rows, one.found, one.error, one.run_id) for one in past]


def bad_rows(report: CheckReport) -> list[tuple[Any, ...]]:
    """Return a row per bad row of a report: source, what it is about, what is wrong."""
    return [(row.source_id, report.place(row), row.detail) for result in report.results for row in result.rows]


def show_explained(out: Console, one: Check, report: CheckReport, past: Sequence[PastResult], most: int) -> None:
    """Print all there is to know of a check: what it means, what follows, its SQL, its results, its bad rows."""
    out.print(Text(f"{one.name} ({one.severity}, {one.origin})", style="bold"))
    out.print(Text(f"{one.explanation}\n{CONSEQUENCES[one.severity]}"))
    if one.mend:
        out.print(Text(f"What to do: {one.mend}"))
    out.print(Text(f"\n{_definition(one)}\n", style="dim"))
    if past:
        out.print(table(("checked at", "fail", "found", "run"), [_past_row(result) for result in past]))
    for result in report.broken:
        out.print(Text(printable(f"It cannot be run: {result.error}")))
    rows = bad_rows(report)
    if rows:
        out.print(table(BAD_COLUMNS, rows[:most]))
    shown = f", {most} of them shown" if len(rows) > most else ""
    out.print(Text(f"{_count(len(rows), 'bad row')} now{shown}."))


def _definition(one: Check) -> str:
    """Return what a check runs: its SQL without the head, or the rule of a source's own check."""
    if one.rule is None:
        lines = one.sql.strip().splitlines()
        return "\n".join(line for line in lines if not line.startswith("-- "))
    rule = one.rule
    if rule.where is not None:
        return f"articles of {one.source_id} where {rule.where}"
    names = ("required", "matches", "not_matches", "one_of", "min_chars", "max_chars", "max_age_days")
    said = {name: getattr(rule, name) for name in names}
    wanted = ", ".join(f"{name} = {value!r}" for name, value in said.items() if value not in (None, False))
    return f"{rule.field or 'published_at'} of articles of {one.source_id}: {wanted}"


def _past_row(result: PastResult) -> tuple[object, ...]:
    return result.checked_at, "cannot be run" if result.error else result.bad_rows, result.found, result.run_id


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _first_line(text: str) -> str:
    return text.splitlines()[0] if text else ""

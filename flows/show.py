"""What a command did, for the person who gave it: the summary of a run, the sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.check_views import found_lines
from flows.report import Report
from flows.tables import printable, table
from flows.tally import rejects_by_reason

if TYPE_CHECKING:
    from scrapers.source import Source

SUMMARY = ("source", "state", "found", "fetched", "304", "unchanged", "new", "updated", "duplicate", "rejected", "s")


def _summary_rows(report: Report) -> Iterable[tuple[object, ...]]:
    for outcome in report.outcomes:
        row = outcome.record
        yield (
            row.source_id,
            row.state,
            row.found,
            row.fetched,
            row.not_modified,
            row.unchanged,
            row.new,
            row.updated,
            row.duplicate,
            row.rejected,
            round(outcome.seconds, 1),
        )


def show_report(out: Console, report: Report) -> None:
    """Print a command's summary: a row per source, then rejects, causes and what was published."""
    out.print(table(SUMMARY, list(_summary_rows(report))))
    for outcome in report.outcomes:
        if outcome.tally.rejected:
            out.print(Text(f"{outcome.record.source_id}: rejected: {rejects_by_reason(outcome.tally)}"))
        if outcome.record.message:
            out.print(Text(f"{outcome.record.source_id}: {outcome.record.state}: {printable(outcome.record.message)}"))
    totals = [outcome.record for outcome in report.outcomes]
    if totals and not any(row.new + row.updated + row.duplicate for row in totals):
        out.print("Nothing new was loaded.")
    show_published(out, report)


def show_published(out: Console, report: Report) -> None:
    """Print the checks that failed, and what was published or why nothing was."""
    published = report.published
    if published is None:
        return
    if published.checks is not None:
        for line in found_lines(published.checks):
            out.print(Text(line))
    if published.result is None:
        out.print(Text(f"not published: {published.error}"))
    else:
        size = published.result.bytes / 1e6
        out.print(Text(f"Published {published.result.path} ({size:.1f} MB, {published.result.seconds:.2f} s)."))


def source_table(sources: Iterable[Source]) -> Table:
    """Return the configured sources as a table."""
    rows = [
        (s.id, "yes" if s.enabled else "no", s.country, s.language, s.schedule, s.timezone, _routes(s))
        for s in sorted(sources, key=lambda source: source.id)
    ]
    return table(("source", "enabled", "country", "language", "schedule", "time zone", "found by"), rows)


def _routes(source: Source) -> str:
    return ", ".join(dict.fromkeys(discover.kind for discover in source.discover))

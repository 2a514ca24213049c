"""The Markdown that a run leaves in Prefect's UI: what each source brought, what was refused and why, what to ask next.

Pure text from a report. What came from the web (messages, addresses) is escaped; commands stand in blocks of code, to
be copied.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from flows.check_views import found_lines
from flows.markdown import code_lines, escaped, table_lines
from flows.publishing import Published
from flows.report import Outcome, Report
from transforms.records import RunRecord
from warehouse.sqlfiles import statement

_COUNTS = ("found", "fetched", "not_modified", "unchanged", "new", "updated", "duplicate", "rejected")
_COLUMNS = ("source", "state", *(name.replace("not_modified", "304") for name in _COUNTS), "s")


def headline(record: RunRecord) -> str:
    """Return in a line what a source's part of a run came to."""
    return f"{record.state}: {record.new} new, {record.updated} updated, {record.duplicate} duplicate"


def outcome_markdown(outcome: Outcome, data: Path) -> str:
    """Return the summary of one source's run; ``data`` is the folder of its warehouse."""
    record = outcome.record
    lines = [f"# {record.kind} {escaped(record.source_id)}: {escaped(headline(record))}", ""]
    if record.message:
        lines += [f"**{record.state}**: {escaped(record.message)}", ""]
    lines += [*table_lines(_COLUMNS, [_row(outcome)]), "", *_refused([outcome]), *_queries(record, data)]
    return "\n".join(lines)


def report_markdown(report: Report, data: Path) -> str:
    """Return the summary of a command over several sources: a table with a row each, causes, checks, queries."""
    records = [outcome.record for outcome in report.outcomes]
    new, updated = sum(one.new for one in records), sum(one.updated for one in records)
    lines = [f"# {new} new and {updated} updated articles from {len(records)} sources", ""]
    lines += [*table_lines(_COLUMNS, map(_row, report.outcomes)), ""]
    told = [one for one in records if one.message]
    lines += [f"- **{escaped(one.source_id)}** {one.state}: {escaped(one.message)}" for one in told]
    lines += [""] if told else []
    lines += _refused(report.outcomes)
    lines += _published(report.published)
    return "\n".join(lines + (_queries(records[0], data, every=True) if records else []))


def _row(outcome: Outcome) -> tuple[object, ...]:
    record = outcome.record
    counts = (getattr(record, name) for name in _COUNTS)
    return record.source_id, record.state, *counts, f"{outcome.seconds:.1f}"


def _refused(outcomes: Sequence[Outcome]) -> list[str]:
    """Return a table of what could not be used, by source and reason."""
    rows = [
        (outcome.record.source_id, reason, count)
        for outcome in outcomes
        for reason, count in outcome.tally.reasons.most_common()
    ]
    return ["## Rejected", "", *table_lines(("source", "reason", "times"), rows), ""] if rows else []


def _published(published: Published | None) -> list[str]:
    if published is None:
        return []
    found = list(found_lines(published.checks)) if published.checks is not None else []
    lines = ["## Checks", "", *(f"- {escaped(line)}" for line in found), ""] if found else []
    return [*lines, f"**Not published**: {escaped(published.error)}", ""] if published.error else lines


def _queries(record: RunRecord, data: Path, *, every: bool = False) -> list[str]:
    """Return the commands that show what the run loaded and rejected; of every source of it, or of one."""
    ending = "" if every else "_of_source"
    lines: list[str] = []
    if every or record.new + record.updated + record.duplicate:
        lines += ["What was loaded (once the snapshot is published):", "", *_asked(f"loaded{ending}", record, data)]
    if every or record.rejected:
        lines += ["What was rejected:", "", *_asked(f"rejected{ending}", record, data)]
    return lines


def _asked(name: str, record: RunRecord, data: Path) -> list[str]:
    """Return a query of ``warehouse/sql/summary`` as a command for a shell."""
    query = statement(f"summary/{name}").split("\n", 1)[1].strip()
    given = {"run": record.run_id, "source": record.source_id}
    parameters = " ".join(f"-p {key}={value}" for key, value in given.items() if f"${key}" in query)
    command = f"khotin sql --data {shlex.quote(str(data.resolve()))} {parameters} {shlex.quote(query)}"
    return [*code_lines(command, "sh"), ""]

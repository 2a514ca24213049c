"""The coverage table at the end of a backfill: a row per day, for a terminal and for Prefect's UI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from flows.coverage import Day, missed_words, read_ledger
from flows.markdown import escaped, table_lines
from flows.report import Report
from scrapers.periods import DAY
from warehouse.backend import Place

COLUMNS = ("day", "articles", "listed", "loaded", "rejected", "pending", "missed (95 %)", "why rejected")
_COUNTED = ("articles", "known", "loaded", "rejected", "pending")
_SHOWN = 5


class Coverage(NamedTuple):
    """What is known of some days of a source: a row per day, newest first, and a line that sums up."""

    source_id: str
    rows: list[tuple[object, ...]]
    summary: str


def coverage_of(place: Place, report: Report, since: date, until: date) -> list[Coverage]:
    """Return the coverage of the days for each source of a report, from the snapshot that it published.

    There is none where nothing could be published.
    """
    if report.published is None or report.published.result is None:
        return []
    days = [until - DAY * number for number in range((until - since).days + 1)]
    found = []
    for outcome in report.outcomes:
        source_id = outcome.record.source_id
        by_day = {day["day"]: day for day in read_ledger(place, source_id, since, until).days}
        found.append(Coverage(source_id, [_row(day, by_day.get(day)) for day in days], _summed(days, by_day)))
    return found


def coverage_markdown(found: Sequence[Coverage]) -> str:
    """Return coverage tables as Markdown."""
    lines: list[str] = []
    for one in found:
        lines += [f"## {escaped(one.source_id)}", "", *table_lines(COLUMNS, one.rows), "", escaped(one.summary), ""]
    return "\n".join(lines)


def _row(day: date, row: Day | None) -> tuple[object, ...]:
    if row is None:
        return (day, 0, 0, 0, 0, 0, "–", "")
    return (day, *(row[name] for name in _COUNTED), missed_words(row), row["reasons"] or "")


def _summed(days: Sequence[date], by_day: Mapping[date, Day]) -> str:
    """Return totals, and the days on which there is nothing: gaps are what a person looks for."""
    there = [by_day[day] for day in days if day in by_day]
    articles = sum(row["articles"] for row in there)
    empty = [day for day in days if day not in by_day or not by_day[day]["articles"]]
    none = f"; none on {len(empty)}: {_listed(empty)}" if empty else ""
    return f"{articles} articles on {len(days) - len(empty)} of {len(days)} days{none}"


def _listed(days: Sequence[date]) -> str:
    shown = ", ".join(day.isoformat() for day in days[:_SHOWN])
    return f"{shown} ..." if len(days) > _SHOWN else shown

"""What ``khotin backfill`` shows: the forecast of a dry run, and at its end the coverage of the days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from rich.console import Console
from rich.text import Text

from flows.backfill_forecast import Forecast
from flows.backfill_progress import duration
from flows.coverage import Day, missed_words, read_ledger
from flows.report import Report
from flows.tables import printable, table
from scrapers.periods import DAY
from warehouse.backend import Place

_COLUMNS = ("source", "by", "windows", "complete", "to do", "list requests", "articles", "at least", "size")
_DAY_COLUMNS = ("day", "articles", "listed", "loaded", "rejected", "pending", "missed (95 %)", "why rejected")
_COUNTED = ("articles", "known", "loaded", "rejected", "pending")
_SHOWN = 5
_UNKNOWN = "unknown"
_MEGABYTE = 1e6


def show_forecasts(out: Console, found: Sequence[Forecast]) -> None:
    """Print what a backfill would do, and on what the numbers rest."""
    out.print(table(_COLUMNS, [_row(one) for one in found]))
    for one in found:
        for note in one.notes:
            out.print(Text(f"{one.source_id}: {printable(note)}"))
    if any(one.articles is None for one in found):
        out.print("Unknown: nothing of the source is loaded yet, and its file expects no number of articles a day.")
    out.print("Nothing was fetched but lists of lists, and nothing was stored.")


def _row(one: Forecast) -> tuple[object, ...]:
    estimated = "" if one.route == "wayback" else "~"
    return (
        one.source_id,
        one.route,
        one.windows,
        one.complete,
        one.windows - one.complete,
        one.listings,
        _UNKNOWN if one.articles is None else f"{estimated}{one.articles}",
        _UNKNOWN if one.seconds is None else duration(one.seconds) if one.seconds else "no time",
        _UNKNOWN if one.size is None else f"{estimated}{one.size / _MEGABYTE:.1f} MB",
    )


def show_coverage(out: Console, place: Place, report: Report, since: date, until: date) -> None:
    """Print what is known of each of the days, source by source, from the snapshot that the backfill has published."""
    if report.published is None or report.published.result is None:
        return
    for outcome in report.outcomes:
        ledger = read_ledger(place, outcome.record.source_id, since, until)
        by_day = {day["day"]: day for day in ledger.days}
        days = [until - DAY * number for number in range((until - since).days + 1)]
        title = f"Coverage of {ledger.source_id}: articles in the warehouse, and what lists named"
        out.print()
        out.print(table(_DAY_COLUMNS, [_day_row(day, by_day.get(day)) for day in days], title=title))
        out.print(Text(_summed(days, by_day)))


def _day_row(day: date, row: Day | None) -> tuple[object, ...]:
    if row is None:
        return (day, 0, 0, 0, 0, 0, "–", "")
    counts = (row[name] for name in _COUNTED)
    return (day, *counts, missed_words(row), row["reasons"] or "")


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

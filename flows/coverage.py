"""``doctor --coverage``: the coverage ledger of one source, day by day, from the published snapshot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rich.console import Console
from rich.text import Text

from flows.tables import table
from warehouse.backend import Place
from warehouse.query import QueryResult, run_statement
from warehouse.sqlfiles import statement

BAR = 20
# What a list is called in the table, in the order in which a harvest goes over them.
ROUTES = {
    "in_feed": "feed",
    "in_news_sitemap": "news sitemap",
    "in_sitemap": "sitemap",
    "in_section": "section",
    "in_archive": "archive",
}
_COUNTS = ("known", "loaded", "rejected", "pending")
_FIRST, _LAST = date(1, 1, 1), date(9999, 12, 31)
Day = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger of a source: a row per day, newest first, as ``mart.coverage_by_day`` has it."""

    source_id: str
    result: QueryResult

    @property
    def days(self) -> list[Day]:
        """Return the rows with their columns as keys."""
        return [dict(zip(self.result.columns, row, strict=True)) for row in self.result.rows()]


def read_ledger(place: Place, source_id: str, since: date | None, until: date | None) -> Ledger:
    """Read the ledger of a source over days, both inclusive. Raises as ``run_query`` does."""
    days = {"source_id": source_id, "since": since or _FIRST, "until": until or _LAST}
    return Ledger(source_id, run_statement(place, statement("coverage/days"), days))


def show_ledger(out: Console, ledger: Ledger) -> None:
    """Print the ledger as a table with a bar per day, the reasons of rejects, and a line that sums up."""
    days = ledger.days
    if not days:
        out.print(Text(f"{ledger.source_id}: no listing has named an article on these days"))
        return
    routes = {column: name for column, name in ROUTES.items() if any(day[column] for day in days)}
    longest = max(max(day["known"] + (day["missed"] or 0), 1) for day in days)
    columns = ("day", *routes.values(), "known", "loaded", "rejected", "pending", "missed (95 %)", "by", "")
    out.print(table(columns, [_row(day, routes, longest) for day in days], title=f"Coverage of {ledger.source_id}"))
    for line in _footer(days):
        out.print(Text(line))


def _row(day: Day, routes: Mapping[str, str], longest: float) -> tuple[object, ...]:
    counts = (day[column] for column in routes)
    return (
        day["day"] or "no day",
        *counts,
        day["known"],
        day["loaded"],
        day["rejected"],
        day["pending"],
        missed_words(day),
        day["basis"],
        _bar(day, longest),
    )


def missed_words(day: Day) -> str:
    """Return the estimate of what no list named, with its interval, such as ``3 (1–8)``."""
    if day["missed"] is None:
        return "–"
    if day["missed_high"] is None:
        return f"{day['missed']:.0f}"
    return f"{day['missed']:.0f} ({day['missed_low']:.0f}–{day['missed_high']:.0f})"


def _bar(day: Day, longest: float) -> str:
    """Return a bar: loaded, known and not loaded, estimated to be missing."""
    loaded, known, missed = int(day["loaded"]), int(day["known"]), float(day["missed"] or 0)
    ends = [round(BAR * amount / longest) for amount in (loaded, known, known + missed)]
    return "█" * ends[0] + "▒" * (ends[1] - ends[0]) + "·" * (ends[2] - ends[1])


def _footer(days: Sequence[Day]) -> list[str]:
    known, loaded, rejected, pending = (sum(day[name] for day in days) for name in _COUNTS)
    counted = f"{known} known, {loaded} loaded, {rejected} rejected, {pending} pending"
    told = [f"{counted}; █ loaded, ▒ known and not loaded, · missed"]
    guessed = [day["missed"] for day in days if day["missed"] is not None]
    if guessed:
        told.append(
            f"missed: at least {sum(guessed):.0f} by estimate, on the {len(guessed)} of {len(days)} days whose lists "
            "allow one (docs/doctor.md)"
        )
    refused = [f"{day['day'] or 'no day'}: {day['reasons']}" for day in days if day["reasons"]]
    return [*told, "rejected: " + "; ".join(refused)] if refused else told

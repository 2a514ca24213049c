"""What ``khotin backfill`` shows: the forecast of a dry run, and at its end the coverage of the days."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from flows.backfill_coverage import COLUMNS, Coverage
from flows.backfill_forecast import Forecast
from flows.backfill_progress import duration
from flows.tables import printable, table

_COLUMNS = ("source", "by", "windows", "complete", "to do", "list requests", "articles", "at least", "size")
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


def show_coverage(out: Console, found: Sequence[Coverage]) -> None:
    """Print what is known of each of the days, source by source."""
    for one in found:
        title = f"Coverage of {one.source_id}: articles in the warehouse, and what lists named"
        out.print()
        out.print(table(COLUMNS, one.rows, title=title))
        out.print(Text(one.summary))

"""``khotin backfill``: its options, and what it shows."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.options import DAY, configured_sources, data_option, prepare_prefect, settings_for, sources_option

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from flows.backfill_routes import Via
    from flows.settings import Settings
    from scrapers.source import Source

    Days = tuple[date, date]

_DONE, _IN_PART = 0, 1


@click.command()
@click.argument("source", nargs=-1, required=True)
@click.option("--since", type=DAY, required=True, help="First day, in the source's time zone (2026-11-01).")
@click.option("--until", type=DAY, required=True, help="Last day, inclusive.")
@click.option(
    "--via",
    metavar="WAY",
    help="archive or sitemap (lists of the site itself; both, if not given), wayback (the Internet Archive) or "
    "warc:PATH (a WARC file or folder).",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done and what it would cost; fetch no article.")
@data_option
@sources_option
def backfill(
    source: tuple[str, ...],
    *,
    since: datetime,
    until: datetime,
    via: str | None,
    dry_run: bool,
    data: Path | None,
    sources: tuple[str, ...],
) -> None:
    """Fetch past articles, window by window, newest first, and show what is known of each day.

    Without --via a site's own archive pages and sitemaps are read; the Wayback Machine is asked where there are none,
    or none that can be read. Run again, also after an interruption, it does only what is missing.

    Example: khotin backfill harbour-post --since 2026-11-01 --until 2026-11-10
    """
    if since > until:
        raise click.UsageError(f"--since {since:%Y-%m-%d} is after --until {until:%Y-%m-%d}")
    from flows.backfill_routes import read_via

    way = read_via(via)
    settings = settings_for(data, sources)
    known, days = configured_sources(settings), (since.date(), until.date())
    if dry_run:
        _forecast(settings, known, source, days, way)
    else:
        _backfill(settings, known, source, days, way)


def _forecast(settings: Settings, known: Mapping[str, Source], wanted: tuple[str, ...], days: Days, way: Via) -> None:
    """Show what would be done."""
    import asyncio

    from flows.backfill_forecast import forecasts
    from flows.commands import require_contact
    from flows.show_backfill import show_forecasts
    from flows.tables import console
    from flows.workshop import choose_sources

    chosen = choose_sources(known, wanted)
    if way.path is not None:
        click.echo(f"{way.path} would be read, and nothing asked of any site.")
        return
    require_contact(settings, chosen)
    show_forecasts(console(), asyncio.run(forecasts(settings, chosen, days, way.route)))


def _backfill(settings: Settings, known: Mapping[str, Source], wanted: tuple[str, ...], days: Days, way: Via) -> None:
    """Do it, show what it came to, and exit accordingly."""
    import asyncio

    from flows.commands import backfill_now, fetchable
    from flows.workshop import choose_sources

    # A wrong command is told before a server is started for it; a WARC file asks nothing of any site.
    if way.path is None:
        fetchable(settings, known, wanted)
    else:
        choose_sources(known, wanted)
    prepare_prefect(settings)
    from flows.backfill_coverage import coverage_of
    from flows.backfill_progress import shown_progress
    from flows.show import show_report
    from flows.show_backfill import show_coverage
    from flows.tables import console

    with shown_progress() as (progress, say):
        report = asyncio.run(backfill_now(settings, known, wanted, days, say, via=way, progress=progress))
    out = console()
    show_report(out, report)
    show_coverage(out, coverage_of(settings.place, report, *days))
    sys.exit(_DONE if report.complete else _IN_PART)

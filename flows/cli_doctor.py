"""``khotin doctor``: how every source fares, why, and what to do; with --coverage, how much of it is known."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import click

from flows.errors import CommandError
from flows.options import DAY, configured_sources, data_option, settings_for, sources_option
from flows.settings import Settings

DONE, IN_PART = 0, 1
Format = Literal["table", "json", "markdown"]


@click.command()
@click.argument("source", nargs=-1)
@click.option("--coverage", metavar="SOURCE", help="The coverage of this source by day, instead of a verdict.")
@click.option("--since", type=DAY, help="First day of the coverage, in the source's time zone.")
@click.option("--until", type=DAY, help="Last day of the coverage, inclusive.")
@click.option(
    "--format", "format_", type=click.Choice(("table", "json", "markdown")), default="table", show_default=True
)
@data_option
@sources_option
def doctor(
    source: tuple[str, ...],
    *,
    coverage: str | None,
    since: datetime | None,
    until: datetime | None,
    format_: Format,
    data: Path | None,
    sources: tuple[str, ...],
) -> None:
    """Say how each source fares: healthy, quiet, or what is broken, why, and what to do about it.

    Nothing is asked of any site: the verdict comes from what earlier runs have left in the warehouse. Exit status 1
    where a source or one of its listings is broken.

    With --coverage: what each kind of listing named on each day, what became of it, and an estimate of what none named.

    Example: khotin doctor vnexpress
    """
    settings = settings_for(data, sources)
    if coverage is not None:
        if source:
            raise click.UsageError("--coverage names its source itself; leave out the others")
        _show_coverage(settings, coverage, (since and since.date(), until and until.date()), format_)
        sys.exit(DONE)
    if since or until:
        raise click.UsageError("--since and --until belong to --coverage")
    sys.exit(_examine(settings, source, format_))


def _examine(settings: Settings, wanted: tuple[str, ...], format_: Format) -> int:
    from flows.doctor import ALARMING, examine
    from flows.show_doctor import show_examined
    from flows.workshop import utc_now
    from warehouse.store import Warehouse

    warehouse = Warehouse(settings.place, lock_wait=settings.lock_wait)
    examined = examine(warehouse, configured_sources(settings), wanted, utc_now())
    show_examined(examined, format_)
    return IN_PART if any(one.verdict.severity in ALARMING for one in examined) else DONE


def _show_coverage(settings: Settings, source_id: str, days: tuple[date | None, date | None], format_: Format) -> None:
    from flows.coverage import read_ledger, show_ledger
    from flows.query import print_result
    from flows.tables import console

    if source_id not in configured_sources(settings):
        raise CommandError(f"no source {source_id!r} (khotin sources lists them)")
    ledger = read_ledger(settings.place, source_id, *days)
    if format_ == "table":
        show_ledger(console(), ledger)
    else:
        print_result(ledger.result, format_, None)

"""``khotin doctor``: how every source fares, why, and what to do; with --coverage, how much of it is known."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from flows.errors import CommandError
from flows.options import DAY, configured_sources, data_option, prepare_prefect, settings_for, sources_option
from flows.settings import FILE_NAME, Settings

if TYPE_CHECKING:
    from scrapers.source import Source

DONE, IN_PART = 0, 1
Format = Literal["table", "json", "markdown"]


@click.command()
@click.argument("source", nargs=-1)
@click.option("--coverage", metavar="SOURCE", help="The coverage of this source by day, instead of a verdict.")
@click.option("--alert", is_flag=True, help="Also tell of sources that broke or recovered (KHOTIN_ALERT_…).")
@click.option("--alert-test", is_flag=True, help="Only send a test message by every channel of alerts that is set.")
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
    alert: bool,
    alert_test: bool,
    since: datetime | None,
    until: datetime | None,
    format_: Format,
    data: Path | None,
    sources: tuple[str, ...],
) -> None:
    """Say how each source fares: healthy, quiet, or what is broken, why, and what to do about it.

    Nothing is asked of any site: the verdict comes from what earlier runs have left in the warehouse. Exit status 1
    where a source or one of its listings is broken.

    With --alert, the channels of alerts that are set (docs/alerts.md) are told of each source that broke since they
    were last told, once, and of each that recovered.

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
    if alert or alert_test:
        _prepare_alerts(settings)
    if alert_test:
        sys.exit(_test_alerts(settings))
    configured = configured_sources(settings)
    told = _alert(settings, configured) if alert else DONE
    sys.exit(max(told, _examine(settings, configured, source, format_)))


def _prepare_alerts(settings: Settings) -> None:
    """See that there is a channel, and that Prefect finds its blocks.

    Raises:
        CommandError: no channel is set.
    """
    if not (settings.alert_webhook or settings.alert_email or settings.alert_block):
        raise CommandError(
            "nobody to tell: set KHOTIN_ALERT_WEBHOOK, KHOTIN_ALERT_EMAIL or KHOTIN_ALERT_BLOCK, "
            f"or the same in {settings.data / FILE_NAME} (docs/alerts.md)"
        )
    if settings.alert_block:
        prepare_prefect(settings)


def _test_alerts(settings: Settings) -> int:
    """Send a test by every channel, and say of each whether it took it."""
    from flows.alerts import send_test
    from flows.workshop import utc_now

    sent = send_test(settings, utc_now())
    for one in sent:
        click.echo(f"{one.channel}: {one.error or f'{one.place} took the test message'}", err=bool(one.error))
    return IN_PART if any(one.error for one in sent) else DONE


def _alert(settings: Settings, sources: Mapping[str, Source]) -> int:
    """Tell what is due, and say so on the error stream: what the doctor prints stays what it is."""
    from flows.alerts import deliver_due
    from flows.workshop import utc_now

    sent = deliver_due(settings, sources, utc_now())
    for one in sent:
        click.echo(one.words, err=True)
    if not sent:
        click.echo("alerts: nothing to tell that was not told already", err=True)
    return IN_PART if any(one.error for one in sent) else DONE


def _examine(settings: Settings, sources: Mapping[str, Source], wanted: tuple[str, ...], format_: Format) -> int:
    from flows.alerts import untold
    from flows.doctor import ALARMING, examine
    from flows.show_doctor import show_examined
    from flows.workshop import utc_now
    from warehouse.store import Warehouse

    warehouse = Warehouse(settings.place, lock_wait=settings.lock_wait, memory=settings.memory)
    examined = examine(warehouse, sources, wanted, utc_now())
    show_examined(examined, format_)
    for line in untold(settings):
        click.echo(line, err=True)
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

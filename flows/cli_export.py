"""``khotin export``: its options."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from flows.options import data_option, selected, selection_options, settings_for

if TYPE_CHECKING:
    from warehouse.export import ExportFormat

FORMATS = ("parquet", "csv", "json", "jsonl", "rss", "atom", "warc")
INSTANT = click.DateTime(
    formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M%z", "%Y-%m-%dT%H:%M:%S%z"]
)


def _instant(moment: datetime) -> datetime:
    """Return an instant; one without an offset is UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@click.command(name="export")
@click.argument("query", required=False)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), required=True, help="File, or folder of Parquet files by month."
)
@click.option("--format", "format_", type=click.Choice(FORMATS), help="If the name's ending does not tell it.")
@selection_options
@click.option(
    "--as-of",
    type=INSTANT,
    help="The corpus as it stood then (UTC): 2026-11-01, or 2026-11-01T08:30 and with an offset.",
)
@data_option
def export_command(
    *,
    query: str | None,
    output: Path,
    format_: Literal["warc"] | ExportFormat | None,
    as_of: datetime | None,
    data: Path | None,
    **chosen: Any,
) -> None:
    """Write articles of the published snapshot to a file: all, those selected, or the rows of a query.

    CSV is safe to open in a spreadsheet. A feed (.rss, .atom) needs the columns of mart.article that it shows. A
    .warc.gz holds the archived answers of the articles, byte by byte.

    Example: khotin export --output belgium.csv --country BEL --since 2026-11-01
    """
    from flows.export import export
    from warehouse.selection import PastSelection, Selection

    if query is not None and (as_of or any(chosen.values())):
        raise click.UsageError("give a query, or options that select, not both")
    settings = settings_for(data)
    limits = selected(settings, **chosen)
    selection = PastSelection(**limits, as_of=_instant(as_of)) if as_of else Selection(**limits)
    click.echo(export(settings.place, output, format_, selection, query))

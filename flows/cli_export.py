"""``khotin export``: its options."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from flows.options import data_option, settings_for

if TYPE_CHECKING:
    from warehouse.export import ExportFormat

FORMATS = ("parquet", "csv", "json", "jsonl", "rss", "atom", "warc")
DAY = click.DateTime(formats=["%Y-%m-%d"])
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
@click.option("--source", multiple=True, help="Articles of this source only; may be repeated.")
@click.option("--country", multiple=True, help="About this country, ISO alpha-3; may be repeated.")
@click.option("--language", multiple=True, help="In this language; may be repeated.")
@click.option("--topic", multiple=True, help="On this topic, IPTC code as in mart.article; may be repeated.")
@click.option("--since", type=DAY, help="First day of publication.")
@click.option("--until", type=DAY, help="Last day of publication, inclusive.")
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
    source: tuple[str, ...],
    country: tuple[str, ...],
    language: tuple[str, ...],
    topic: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    as_of: datetime | None,
    data: Path | None,
) -> None:
    """Write articles of the published snapshot to a file: all, those selected, or the rows of a query.

    CSV is safe to open in a spreadsheet. A feed (.rss, .atom) needs the columns of mart.article that it shows. A
    .warc.gz holds the archived answers of the articles, byte by byte.

    Example: khotin export --output belgium.csv --country BEL --since 2026-11-01
    """
    from flows.export import export
    from warehouse.export import Selection

    if query is not None and any((source, country, language, topic, since, until, as_of)):
        raise click.UsageError("give a query, or options that select, not both")
    days = (since.date() if since else None, until.date() if until else None)
    selection = Selection(
        source, tuple(code.upper() for code in country), language, topic, *days, as_of and _instant(as_of)
    )
    click.echo(export(settings_for(data).data, output, format_, selection, query))

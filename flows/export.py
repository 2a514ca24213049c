"""``khotin export``: articles, or the rows of a query, for other tools; the archived pages behind them as WARC."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from flows.errors import CommandError
from scrapers.warc_copy import copy_records
from transforms.records import WarcRef
from warehouse.backend import Place, folder_of
from warehouse.export import ExportFormat, archived_records, export_months, export_rows
from warehouse.selection import Selection

SUFFIXES: dict[str, ExportFormat] = {
    ".parquet": "parquet",
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".rss": "rss",
    ".xml": "rss",
    ".atom": "atom",
}
_WARC = (".warc.gz",)


def export(
    place: Place, output: Path, fmt: Literal["warc"] | ExportFormat | None, selection: Selection, query: str | None
) -> str:
    """Write what is selected to ``output``; return what was done, for people.

    Without ``fmt`` the name tells: ``SUFFIXES`` or ``.warc.gz``; a name without ending is a folder of Parquet files by
    month.

    Raises:
        CommandError: the format is not told, or the file cannot be written.
    """
    if fmt == "warc" or (fmt is None and output.name.endswith(_WARC)):
        return _export_warc(place, output, selection, query)
    if fmt in (None, "parquet") and not output.suffix:
        rows = export_months(place, output, selection, query)
        months = len(list(output.glob("month=*")))
        return f"{output}: {_count(rows, 'row')} in {_count(months, 'month')}"
    chosen = fmt or SUFFIXES.get(output.suffix.lower())
    if chosen is None:
        raise CommandError(f"{output}: the ending tells no format; give --format")
    return f"{output}: {_count(export_rows(place, chosen, output, selection, query), 'row')}"


def _export_warc(place: Place, output: Path, selection: Selection, query: str | None) -> str:
    refs = [WarcRef(one.file, one.start, one.size) for one in archived_records(place, selection, query)]
    beside = output.with_name(f".{output.name}.tmp")
    try:
        with beside.open("wb") as out:
            copied, missing = copy_records(folder_of(place) / "archive", refs, output.name, datetime.now(UTC), out)
        beside.replace(output)
    except OSError as error:
        raise CommandError(f"{output}: cannot be written: {error.strerror or error}") from None
    finally:
        beside.unlink(missing_ok=True)
    lost = f"; {_count(missing, 'record')} not in the archive any more" if missing else ""
    return f"{output}: {_count(copied, 'record')}{lost}"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"

"""Results of queries, as a table for people or in a format for programs."""

from __future__ import annotations

import io
import sys
from itertools import islice
from pathlib import Path
from typing import Literal

from flows.errors import CommandError
from warehouse.query import Format, QueryResult, Streamed, write_result
from warehouse.whole_file import whole_file

# A table is drawn when its widths are known; nobody reads more of it than this.
MOST_SHOWN = 1_000


def print_result(result: QueryResult | Streamed, format_: Literal["table"] | Format, output: Path | None) -> None:
    """Print a result, or write it to a file, which is there whole or not at all.

    Raises:
        CommandError: a format that needs a file has none.
        WarehouseBroken: the file cannot be written.
    """
    if format_ == "table" and output is None:
        _print_table(result)
        return
    chosen: Format = "markdown" if format_ == "table" else format_
    if output is not None:
        with whole_file(output) as out:
            write_result(result, chosen, out)
    elif sys.stdout.isatty():
        _show(result, chosen)
    else:
        write_result(result, chosen, sys.stdout.buffer)


def _show(result: QueryResult | Streamed, format_: Format) -> None:
    """Print a format that is meant for programs on a terminal, which must not obey what came from the web."""
    if format_ == "parquet":
        raise CommandError("Parquet is no text: name a file with --output")
    from flows.tables import printable

    buffer = io.BytesIO()
    write_result(result, format_, buffer)
    sys.stdout.write(printable(buffer.getvalue().decode().replace("\r\n", "\n")))


def _print_table(result: QueryResult | Streamed) -> None:
    from flows.tables import console, is_too_wide, records, table

    out = console()
    coming = result.rows()
    rows = list(islice(coming, MOST_SHOWN))
    more = sum(1 for _ in coming)
    time = f"in {result.seconds * 1000:.0f} ms"
    if is_too_wide(result.columns, rows, out.width):
        out.print(*(records(result.columns, rows) if rows else [", ".join(result.columns)]), sep="\n")
    elif result.columns:
        out.print(table(result.columns, rows))
    count = f"{len(rows) + more:,} row{'' if len(rows) + more == 1 else 's'} {time}"
    rest = f"; the first {MOST_SHOWN:,} are shown: --format csv, or --output, writes all" if more else ""
    out.print(count + rest, style="dim")

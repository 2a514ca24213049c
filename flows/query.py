"""Results of queries, as a table for people or in a format for programs."""

from __future__ import annotations

import io
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Literal

from flows.errors import CommandError
from warehouse.query import Format, QueryResult, write_result


def print_result(result: QueryResult, format_: Literal["table"] | Format, output: Path | None) -> None:
    """Print a result, or write it to a file.

    Raises:
        CommandError: a format that needs a file has none, or the file cannot be written.
    """
    if format_ == "table" and output is None:
        _print_table(result)
        return
    chosen: Format = "markdown" if format_ == "table" else format_
    if output is None and sys.stdout.isatty():
        _show(result, chosen)
        return
    with ExitStack() as stack:
        write_result(result, chosen, _open(output, stack))


def _show(result: QueryResult, format_: Format) -> None:
    """Print a format that is meant for programs on a terminal, which must not obey what came from the web."""
    if format_ == "parquet":
        raise CommandError("Parquet is no text: name a file with --output")
    from flows.tables import printable

    buffer = io.BytesIO()
    write_result(result, format_, buffer)
    sys.stdout.write(printable(buffer.getvalue().decode().replace("\r\n", "\n")))


def _open(output: Path | None, stack: ExitStack) -> BinaryIO:
    if output is None:
        return sys.stdout.buffer
    try:
        return stack.enter_context(output.open("wb"))
    except OSError as error:
        raise CommandError(f"{output}: cannot be written: {error.strerror}") from None


def _print_table(result: QueryResult) -> None:
    from flows.tables import console, table

    out = console()
    rows = list(result.rows())
    if result.columns:
        out.print(table(result.columns, rows))
    count = len(rows)
    out.print(f"{count} row{'' if count == 1 else 's'} in {result.seconds * 1000:.0f} ms", style="dim")

"""Writes the result of a query as CSV, JSON, JSON lines, Parquet or Markdown."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, Protocol

import pyarrow as pa

if TYPE_CHECKING:
    from warehouse.query import QueryResult

Format = Literal["csv", "json", "jsonl", "parquet", "markdown"]
TextFormat = Literal["csv", "json", "jsonl", "markdown"]

# A spreadsheet reads a cell that begins so as a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Rows(Protocol):
    """Rows with named columns, which may be read but once."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names, none twice."""

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows as Python values (``cell``)."""


def cell(value: Any) -> Any:
    """Return a value that Arrow gave as plain Python: whole decimals (DuckDB's sums) as int, maps as dict."""
    match value:
        case pa.MonthDayNano():
            return _interval(value)
        case Decimal() if value.is_finite() and value.as_tuple().exponent == 0:
            return int(value)
        case list() if value and all(isinstance(part, tuple) for part in value):  # how Arrow gives a MAP
            return {str(key): cell(part) for key, part in value}
        case list():
            return [cell(part) for part in value]
        case dict():
            return {key: cell(part) for key, part in value.items()}
        case _:
            return value


def _interval(value: pa.MonthDayNano) -> str:
    """Return an interval as people write it, such as ``2 months 1 day, 3:20:00``."""
    rest = timedelta(days=value.days, microseconds=value.nanoseconds // 1000)
    return f"{value.months} months {rest}" if value.months else str(rest)


def write_result(result: QueryResult, fmt: Format, out: BinaryIO) -> None:
    """Write a result in UTF-8 (Parquet in its own form). CSV is safe against formula injection.

    CSV: numbers stay as they are; text that a spreadsheet would take for a formula gets an apostrophe in front; lists
    and objects are JSON. JSON is an array of objects, ``jsonl`` one object a line.
    """
    if fmt == "parquet":
        _write_parquet(result, out)
    else:
        write_text(result, fmt, out)


def write_text(rows: Rows, fmt: TextFormat, out: BinaryIO) -> None:
    """Write rows as they come in one of the formats that are text, as ``write_result`` does."""
    _WRITERS[fmt](rows, out)


def _write_csv(result: Rows, out: BinaryIO) -> None:
    with _text(out) as text:
        writer = csv.writer(text)  # lines end as RFC 4180 has it, so that a lone CR in a cell is quoted too
        writer.writerow(map(_csv_cell, result.columns))
        writer.writerows(map(_csv_cell, row) for row in result.rows())


def _csv_cell(value: Any) -> Any:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float() | Decimal():
            return value
        case str():
            return f"'{value}" if value.startswith(_FORMULA) else value
        case _:
            return _plain_text(value)


def _write_json(result: Rows, out: BinaryIO) -> None:
    out.write(b"[")
    for number, line in enumerate(_json_lines(result)):
        out.write(b",\n " if number else b"\n ")
        out.write(line)
    out.write(b"\n]\n")


def _write_jsonl(result: Rows, out: BinaryIO) -> None:
    out.writelines(line + b"\n" for line in _json_lines(result))


def _json_lines(result: Rows) -> Iterator[bytes]:
    for row in result.rows():
        yield _json(dict(zip(result.columns, row, strict=True))).encode()


def _write_parquet(result: QueryResult, out: BinaryIO) -> None:
    write_parquet(result.table.schema, result.table.to_batches(), out)


def write_parquet(schema: pa.Schema, batches: Iterable[pa.RecordBatch], out: BinaryIO) -> None:
    """Write batches as one Parquet file (zstd) as they come; an interval, for which Parquet has no type, as text."""
    from pyarrow import parquet  # slow to import, and wanted by few queries

    intervals = [place for place, field in enumerate(schema) if pa.types.is_interval(field.type)]
    for place in intervals:
        schema = schema.set(place, schema.field(place).with_type(pa.string()))
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in batches:
            columns = [_words(column) if place in intervals else column for place, column in enumerate(batch.columns)]
            writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=schema))


def _words(column: pa.Array) -> pa.Array:
    return pa.array([None if value is None else str(value) for value in column.to_pylist()], pa.string())


def _write_markdown(result: Rows, out: BinaryIO) -> None:
    with _text(out) as text:
        text.write(_markdown_row(result.columns))
        text.write("|" + " --- |" * len(result.columns) + "\n")
        for row in result.rows():
            text.write(_markdown_row(row))


def _markdown_row(row: tuple[Any, ...]) -> str:
    return "| " + " | ".join(_markdown_cell(value) for value in row) + " |\n"


def _markdown_cell(value: Any) -> str:
    words = "" if value is None else _plain_text(value)
    return "<br>".join(words.replace("\\", "\\\\").replace("|", "\\|").splitlines())


def _plain_text(value: Any) -> str:
    """Return any value as text: what JSON writes, without the quotation marks of a string."""
    if isinstance(value, dict | list | bool | int | float):
        return _json(value)
    return value if isinstance(value, str) else str(_json_word(value))


def _json(value: Any) -> str:
    return json.dumps(_finite(value), ensure_ascii=False, allow_nan=False, default=_json_word)


def _finite(value: Any) -> Any:
    """Return a value with NaN and infinity, which JSON has no words for, as None."""
    match value:
        case float():
            return value if math.isfinite(value) else None
        case list():
            return [_finite(part) for part in value]
        case dict():
            return {str(key): _finite(part) for key, part in value.items()}
        case _:
            return value


def _json_word(value: Any) -> str | float:
    """Return what JSON has no type for: times in ISO 8601, bytes in hex, decimals as numbers, the rest as text."""
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case bytes():
            return value.hex()
        case Decimal():
            return float(value)
        case _:
            return str(value)


def _text(out: BinaryIO) -> _Unclosed:
    return _Unclosed(out, encoding="utf-8", newline="")


class _Unclosed(io.TextIOWrapper):
    """Text on a binary stream that stays open for its owner."""

    def __exit__(self, *_: object) -> None:
        self.detach()


_WRITERS: dict[TextFormat, Callable[[Rows, BinaryIO], None]] = {
    "csv": _write_csv,
    "json": _write_json,
    "jsonl": _write_jsonl,
    "markdown": _write_markdown,
}

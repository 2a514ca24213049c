"""Writes the result of a query as CSV, JSON, JSON lines, Parquet or Markdown."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, BinaryIO, Literal, Protocol

import pyarrow as pa

Format = Literal["csv", "json", "jsonl", "parquet", "markdown"]
TextFormat = Literal["csv", "json", "jsonl", "markdown"]

# A row group of Parquet ends with the batch that reaches either.
_GROUP_ROWS = 100_000
_GROUP_BYTES = 32_000_000
# A spreadsheet reads a cell that begins so as a formula (OWASP, "CSV Injection"): also in full width, where Japanese
# and Chinese are typed, and behind what it strips or does not show.
_FORMULA = re.compile(r"[\t\r\n]|[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]")
# What Markdown, and the HTML that it lets through, would read as markup.
_MARKUP = re.compile(r"[\\|<>\[\]*_`~&]|^#")


class Rows(Protocol):
    """Rows with named columns, which may be read but once."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names, none twice."""

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows as Python values (``cells``)."""


class ArrowRows(Rows, Protocol):
    """Rows that can be had as Arrow instead."""

    @property
    def schema(self) -> pa.Schema:
        """The columns with Arrow's types."""

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Yield the rows as Arrow."""


def write_result(result: ArrowRows, fmt: Format, out: BinaryIO) -> None:
    """Write a result in UTF-8 (Parquet in its own form). CSV is safe against formula injection.

    CSV: numbers stay as they are; text that a spreadsheet would take for a formula gets an apostrophe in front; lists
    and objects are JSON. JSON is an array of objects, ``jsonl`` one object a line.
    """
    if fmt == "parquet":
        write_parquet(result.schema, result.batches(), out)
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
            return f"'{value}" if _FORMULA.match(value) else value
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


def write_parquet(schema: pa.Schema, batches: Iterable[pa.RecordBatch], out: BinaryIO) -> None:
    """Write batches as one Parquet file (zstd) as they come; an interval, for which Parquet has no type, as text."""
    from pyarrow import parquet  # slow to import, and wanted by few queries

    intervals = [place for place, field in enumerate(schema) if pa.types.is_interval(field.type)]
    for place in intervals:
        schema = schema.set(place, schema.field(place).with_type(pa.string()))
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for group in _groups(batches):
            columns = [
                [_words(one) if place in intervals else one for place, one in enumerate(batch)] for batch in group
            ]
            parts = [pa.RecordBatch.from_arrays(one, schema=schema) for one in columns]
            writer.write_table(pa.Table.from_batches(parts, schema), row_group_size=_GROUP_ROWS)


def _groups(batches: Iterable[pa.RecordBatch]) -> Iterator[list[pa.RecordBatch]]:
    """Put batches together until they are a row group: small ones cost room, and time whenever they are read."""
    group: list[pa.RecordBatch] = []
    rows = size = 0
    for batch in batches:
        group.append(batch)
        rows += batch.num_rows
        size += batch.nbytes
        if rows >= _GROUP_ROWS or size >= _GROUP_BYTES:
            yield group
            group, rows, size = [], 0, 0
    if group:
        yield group


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
    return "<br>".join(_MARKUP.sub(lambda sign: f"\\{sign[0]}", line) for line in words.splitlines())


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

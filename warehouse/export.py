"""Takes articles, or the rows of any query, out of the published snapshot: in bounded memory, all or nothing.

What is written goes beside its place first and is renamed when it is whole, so that a killed export leaves the earlier
one as it was.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, Literal

import duckdb
import pyarrow as pa

from warehouse.backend import Place
from warehouse.ducklake_place import Lake
from warehouse.ducklake_reading import see_that_it_stays_in
from warehouse.errors import WarehouseBroken
from warehouse.formats import write_parquet, write_text
from warehouse.query import QueryError, open_snapshot, plain_rows, unique_names
from warehouse.sqlfiles import literal, statement
from warehouse.syndication import write_feed

ExportFormat = Literal["parquet", "csv", "json", "jsonl", "rss", "atom"]
# Rows that are in memory at a time: at 4 KB an article some megabytes.
_ROWS = 1000
# A feed is read again and again: what is older than the last few hundred entries has been read long ago.
FEED_ENTRIES = 200
_MONTH = "month=*"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles: lists of ids and codes as in ``mart.article``, days inclusive; None and empty: all.

    ``as_of`` takes the corpus as it stood then (``mart.articles_asof``), with fewer columns.
    """

    sources: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """Where a WARC record lies: file below the archive's folder, offset and length in bytes."""

    file: str
    start: int
    size: int


def export_rows(place: Place, fmt: ExportFormat, output: Path, selection: Selection, query: str | None = None) -> int:
    """Write the selected articles, or the rows of ``query``, to a file; return their number.

    Raises QueryError for a query that cannot be run, WarehouseBroken where the file cannot be written, SnapshotMissing
    when nothing is published.
    """
    with closing(_opened(place, selection, query)) as connection:
        rows = _Streamed(_read(connection, query or _of_articles(selection, fmt)))
        with _whole_file(output) as out:
            match fmt:
                case "parquet":
                    write_parquet(rows.schema, rows.batches(), out)
                case "rss" | "atom":
                    write_feed(rows, fmt, out)
                case _:
                    write_text(rows, fmt, out)
        return rows.count


def export_months(place: Place, output: Path, selection: Selection, query: str | None = None) -> int:
    """Write Parquet files below ``output``, one folder a month of publication (``month=2025-04``); return the rows.

    An export that is there already is replaced; any other content of the folder is an error.
    Raises as ``export_rows`` does; a query needs the column ``published_date``.
    """
    _check_folder(output)
    beside = output.with_name(f".{output.name}.tmp")
    parts = beside / "rows"
    shutil.rmtree(beside, ignore_errors=True)
    try:
        beside.mkdir(parents=True)
    except OSError as error:
        raise _unwritable(output, error.strerror) from error
    with closing(_opened(place, selection, query, folder=beside)) as connection:
        inner = (query or _of_articles(selection)).rstrip().rstrip(";")
        copy = statement("queries/export_months").format(query=inner, folder=literal(str(parts)))
        try:
            (count,) = connection.execute(copy).fetchall()[0]
        except duckdb.IOException as error:
            raise _unwritable(output, str(error).splitlines()[0]) from error
        except duckdb.Error as error:
            raise QueryError(str(error)) from None
    try:
        parts.mkdir(exist_ok=True)  # without rows DuckDB makes no folder
        if output.exists():
            shutil.rmtree(output)
        parts.rename(output)
        beside.rmdir()
    except OSError as error:
        raise _unwritable(output, error.strerror) from error
    return int(count)


def archived_records(place: Place, selection: Selection, query: str | None = None) -> list[Record]:
    """Return where the answers of the selected articles lie in the archive, in the order of its files.

    Raises QueryError for a query that cannot be run or has no column ``article_id``.
    """
    with closing(_opened(place, selection, query)) as connection:
        inner = (query or _of_articles(selection)).rstrip().rstrip(";")
        try:
            connection.execute(statement("queries/export_chosen").format(query=inner)).fetchall()
            found = connection.execute(statement("queries/export_records")).fetchall()
        except duckdb.Error as error:
            raise QueryError(str(error)) from None
    return [Record(file, start, size) for file, start, size in found]


def _opened(
    place: Place, selection: Selection, query: str | None, *, folder: Path | None = None
) -> duckdb.DuckDBPyConnection:
    """Open the snapshot, with the selection as variables: a COPY reads them where parameters cannot stand.

    ``folder`` is the only place that the connection can write to; without it there is none.
    """
    connection = open_snapshot(place, writes_below=folder)
    if query is not None and isinstance(place, Lake):
        see_that_it_stays_in(connection, query)
    for name, value in asdict(selection).items():
        given = list(value) if isinstance(value, tuple) else value
        connection.execute(f"SET VARIABLE {name} = $value", {"value": given or None}).fetchall()
    return connection


def _read(connection: duckdb.DuckDBPyConnection, sql: str) -> pa.RecordBatchReader:
    try:
        return connection.execute(sql).to_arrow_reader(_ROWS)
    except duckdb.Error as error:
        raise QueryError(str(error)) from None


def _of_articles(selection: Selection, fmt: ExportFormat = "parquet") -> str:
    """Return the query of the selected articles; a feed gets the newest alone, and those first."""
    every = statement("queries/export_asof" if selection.as_of else "queries/export")
    if fmt in {"rss", "atom"}:
        return statement("queries/export_newest").format(query=every, most=FEED_ENTRIES)
    return every


class _Streamed:
    """The rows of a query, read once in batches and counted as they go by (``formats.Rows``)."""

    def __init__(self, reader: pa.RecordBatchReader) -> None:
        self._reader = reader
        self.columns = unique_names(reader.schema.names)
        self.schema: pa.Schema = pa.schema(
            [field.with_name(name) for field, name in zip(reader.schema, self.columns, strict=True)]
        )
        self.count = 0

    def batches(self) -> Iterator[pa.RecordBatch]:
        for batch in self._reader:
            self.count += batch.num_rows
            yield batch

    def rows(self) -> Iterator[tuple[Any, ...]]:
        for batch in self.batches():
            yield from plain_rows(batch)


@contextmanager
def _whole_file(output: Path) -> Iterator[BinaryIO]:
    """Yield a file that takes the place of ``output`` when the block ends well, and is removed when it does not."""
    beside = output.with_name(f".{output.name}.tmp")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as out:
            yield out
        beside.replace(output)
    except OSError as error:
        raise _unwritable(output, error.strerror) from error
    finally:
        with suppress(OSError):  # where its folder is none, there is nothing to remove
            beside.unlink(missing_ok=True)


def _check_folder(output: Path) -> None:
    if output.exists() and not output.is_dir():
        raise WarehouseBroken(f"{output}: is a file; files by month need a folder. Choose another name.")
    others = [path.name for path in output.iterdir() if not path.match(_MONTH)] if output.exists() else []
    if others:
        raise WarehouseBroken(
            f"{output}: holds {min(others)}, which is no earlier export; choose an empty or a new folder"
        )


def _unwritable(output: Path, reason: str | None) -> WarehouseBroken:
    return WarehouseBroken(f"{output}: cannot be written ({reason or 'unknown error'}); an earlier export stays.")

"""Takes articles, or the rows of any query, out of the published snapshot: in bounded memory, all or nothing.

What is written goes beside its place first and is renamed when it is whole, so that a killed export leaves the earlier
one as it was.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb

from warehouse.backend import Place
from warehouse.ducklake_place import Lake
from warehouse.ducklake_reading import see_that_it_stays_in
from warehouse.errors import WarehouseBroken
from warehouse.formats import write_parquet, write_text
from warehouse.query import QueryError, open_snapshot
from warehouse.selection import PastSelection, Selection
from warehouse.sqlfiles import literal, statement
from warehouse.streamed import Streamed
from warehouse.syndication import write_feed
from warehouse.whole_file import unwritable, whole_file

ExportFormat = Literal["parquet", "csv", "json", "jsonl", "rss", "atom"]
# A feed is read again and again: what is older than the last few hundred entries has been read long ago.
FEED_ENTRIES = 200
_MONTH = "month=*"
_MONTH_OF = "published_date"
_NO_MONTH = "Files by month need this column; for a query without it name one file, such as rows.parquet."


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
        rows = Streamed(connection, query or _of_articles(selection, fmt))
        with whole_file(output) as out:
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
        raise unwritable(output, error.strerror) from error
    with closing(_opened(place, selection, query, folder=beside)) as connection:
        inner = (query or _of_articles(selection)).rstrip().rstrip(";")
        copy = statement("queries/export_months").format(query=inner, folder=literal(str(parts)))
        try:
            (count,) = connection.execute(copy).fetchall()[0]
        except duckdb.IOException as error:
            raise unwritable(output, str(error).splitlines()[0]) from error
        except duckdb.BinderException as error:
            raise QueryError(
                f"{str(error).rstrip()}\n{_NO_MONTH if _MONTH_OF in str(error) else ''}".rstrip()
            ) from None
        except duckdb.Error as error:
            raise QueryError(str(error).rstrip()) from None
    try:
        parts.mkdir(exist_ok=True)  # without rows DuckDB makes no folder
        if output.exists():
            shutil.rmtree(output)
        parts.rename(output)
        beside.rmdir()
    except OSError as error:
        raise unwritable(output, error.strerror) from error
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
    for name, value in selection.given().items():
        connection.execute(f"SET VARIABLE {name} = $value", {"value": value}).fetchall()
    return connection


def _of_articles(selection: Selection, fmt: ExportFormat = "parquet") -> str:
    """Return the query of the selected articles; a feed gets the newest alone, and those first."""
    every = statement("queries/export_asof" if isinstance(selection, PastSelection) else "queries/export")
    if fmt in {"rss", "atom"}:
        return statement("queries/export_newest").format(query=every, most=FEED_ENTRIES)
    return every


def _check_folder(output: Path) -> None:
    if output.exists() and not output.is_dir():
        raise WarehouseBroken(f"{output}: is a file; files by month need a folder. Choose another name.")
    others = [path.name for path in output.iterdir() if not path.match(_MONTH)] if output.exists() else []
    if others:
        raise WarehouseBroken(
            f"{output}: holds {min(others)}, which is no earlier export; choose an empty or a new folder"
        )

"""Looks for the traces of articles in everything that a lake keeps: its Parquet files and the tables of its catalogue.

The files are read one by one as they lie in the folder, not as DuckLake shows them: also rows that were deleted, files
that only earlier snapshots have, and those that a killed command left. The catalogue has rows that were too few for a
file, and the least and greatest texts of columns.
"""

from __future__ import annotations

from typing import NamedTuple

import duckdb
import pyarrow as pa

from transforms.traces import Traces
from warehouse.backend import start_engine
from warehouse.ducklake import attach_catalogue, explained
from warehouse.ducklake_place import Lake
from warehouse.errors import WarehouseBroken
from warehouse.registering import registered
from warehouse.sqlfiles import literal, statement
from warehouse.text_search import Hit, Searched

_AT_ONCE = 1000


def search_lake(lake: Lake, traces: Traces) -> Searched:
    """Look into every text of every file below the lake's folder, and of its catalogue.

    A file counts as a table in what is returned. Raises WarehouseBroken where something cannot be read.
    """
    found = Searched()
    try:
        with start_engine(lake.data) as engine:
            attach_catalogue(engine, lake)
            with registered(engine, {"anchor": pa.table({"value": list(traces.anchors)})}):
                engine.execute(statement("forget/anchors")).fetchall()
            _search_catalogue(engine, traces, found)
            pattern = literal(f"{lake.files.rstrip('/')}/**/*.parquet")
            for (file,) in engine.execute(statement("ducklake/data_files").format(pattern=pattern)).fetchall():
                _search_file(engine, lake, file, traces, found)
    except duckdb.Error as error:
        raise WarehouseBroken(explained(lake, str(error))) from None
    return found


def _search_catalogue(engine: duckdb.DuckDBPyConnection, traces: Traces, found: Searched) -> None:
    for relation, columns, texts in engine.execute(statement("ducklake/catalogue_columns")).fetchall():
        _look(engine, _Read(relation, relation, columns, texts), traces, found)


def _search_file(engine: duckdb.DuckDBPyConnection, lake: Lake, file: str, traces: Traces, found: Searched) -> None:
    asked = engine.execute(statement("ducklake/file_columns").format(file=literal(file))).fetchall()
    columns = [column for (column,) in asked]
    name = file.removeprefix(lake.files).lstrip("/")
    texts = [f"{column}::VARCHAR" for column in columns]
    _look(engine, _Read(f"read_parquet({literal(file)})", name, columns, texts), traces, found)


class _Read(NamedTuple):
    """What is read: as SQL has it, what messages call it, its columns, and how SQL reads each as text."""

    relation: str
    name: str
    columns: list[str]
    texts: list[str]


def _look(engine: duckdb.DuckDBPyConnection, read: _Read, traces: Traces, found: Searched) -> None:
    """Look into all texts of a file or table."""
    found.tables += 1
    found.columns += len(read.columns)
    if not traces.anchors or not read.columns:
        return
    columns, texts = ", ".join(map(literal, read.columns)), ", ".join(read.texts)
    sql = statement("ducklake/naming").format(relation=read.relation, columns=columns, texts=texts)
    result = engine.execute(sql)
    while rows := result.fetchmany(_AT_ONCE):
        found.hits += [
            Hit(read.name, column, row) for row, column, said in rows if traces.find(said.encode("utf-8", "replace"))
        ]

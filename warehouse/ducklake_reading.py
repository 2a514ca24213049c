"""Opens a lake for readers: as it was when it was last published, read-only, and shut in.

Publishing records the number of a snapshot in the catalogue; readers attach the lake at that snapshot, so that they see
nothing half and nothing that the checks have not passed, on any machine that reaches database and files.

The database is attached read-only, which the server itself enforces, and the files are the only folder that can be
reached. Three things would still lead out of there and are refused before they run: statements that write files, and
functions that talk to databases or look after lakes. Whoever must not see or change anything else gets a role of the
database of their own (docs/scaling.md): what runs as a person can do what that person can.
"""

from __future__ import annotations

import re

import duckdb

from warehouse.ducklake import explained, keep_secret, load_extensions
from warehouse.ducklake_place import Lake
from warehouse.errors import QueryError, SnapshotMissing, WarehouseBroken
from warehouse.sqlfiles import literal, statement

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoload_known_extensions": False,
    "autoinstall_known_extensions": False,
    "python_enable_replacements": False,
}
_REFUSED = frozenset({"ATTACH", "CALL", "COPY", "COPY_DATABASE", "DETACH", "EXPORT", "EXTENSION", "LOAD"})
# Functions of the two extensions, in whatever way they are written: SQL can be run from a text as well.
_LEADS_OUT = re.compile(r"postgres_|pg_clear_cache|ducklake_|u&[\"']", re.IGNORECASE)
_RUNS_TEXT = re.compile(r"\"?(query|query_table)\"?", re.IGNORECASE)


def open_lake(lake: Lake, *, unsafe: bool) -> duckdb.DuckDBPyConnection:
    """Open what was last published; unless ``unsafe`` only the lake's files can be reached, but for further settings.

    Raises SnapshotMissing when nothing is published, QueryError when the lake cannot be read.
    """
    connection = duckdb.connect(":memory:", config={} if unsafe else _CONFIG)
    try:
        _attach(connection, lake)
    except BaseException:
        connection.close()
        raise
    return connection


def _attach(connection: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    try:
        load_extensions(connection, lake)
        keep_secret(connection, lake)
        connection_string = lake.connection_string(application_name="khotin reader")
        snapshot = _published(connection, lake, connection_string)
        sql = statement("ducklake/attach_published").format(
            lake=literal(f"ducklake:postgres:{connection_string}"), files=literal(lake.files), snapshot=snapshot
        )
        connection.execute(sql).fetchall()
    except WarehouseBroken as error:
        raise QueryError(str(error)) from None
    except duckdb.Error as error:
        raise QueryError(explained(lake, str(error))) from None


def _published(connection: duckdb.DuckDBPyConnection, lake: Lake, connection_string: str) -> int:
    """Return the number of the snapshot that was last published."""
    attach = statement("ducklake/attach_catalogue").format(catalogue=literal(connection_string))
    connection.execute(attach).fetchall()
    try:
        found = connection.execute(statement("ducklake/published")).fetchall()
    except duckdb.CatalogException:
        found = []
    connection.execute(statement("ducklake/detach_catalogue")).fetchall()
    if not found:
        raise SnapshotMissing(f"{lake}: nothing has been published yet. Harvest first (khotin run, khotin ingest).")
    return int(found[0][0])


def see_that_it_stays_in(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Raise QueryError for SQL that would write files, or reach databases; what is no SQL is left to DuckDB."""
    if found := _LEADS_OUT.search(sql):
        raise QueryError(f"{found[0]}… cannot be used on a lake: functions that reach databases need --unsafe")
    tokens = duckdb.tokenize(sql)
    ends = [start for start, _ in tokens[1:]] + [len(sql)]
    for (start, _), end in zip(tokens, ends, strict=True):
        if found := _RUNS_TEXT.fullmatch(sql[start:end].strip()):
            raise QueryError(f"{found[1]} cannot be used on a lake: SQL that is made at run time needs --unsafe")
    try:
        kinds = {one.type.name for one in connection.extract_statements(sql)}
    except duckdb.Error:
        return
    if refused := sorted(kinds & _REFUSED):
        raise QueryError(f"{refused[0]} cannot be used on a lake without --unsafe")

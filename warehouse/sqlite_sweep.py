"""Takes traces of forgotten articles out of a SQLite database that somebody else keeps, such as Prefect's."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from transforms.traces import Traces, without
from warehouse.sqlfiles import statement

_PATIENCE = 20.0  # seconds for whoever writes to it at this moment


def sweep_sqlite(path: Path, traces: Traces, by: bytes) -> int:
    """Replace every trace in the texts of a database and clear its free pages; return in how many values one stood.

    Raises sqlite3.Error where the file is no database, or stays locked.
    """
    changed = 0
    with closing(sqlite3.connect(path, timeout=_PATIENCE)) as connection:
        with connection:
            for table, column in connection.execute(statement("forget/sqlite_columns")).fetchall():
                changed += _sweep_column(connection, _quoted(table), _quoted(column), traces, by)
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return changed


def _sweep_column(connection: sqlite3.Connection, table: str, column: str, traces: Traces, by: bytes) -> int:
    changed = 0
    read = statement("forget/sqlite_read").format(table=table, column=column)
    write = statement("forget/sqlite_write").format(table=table, column=column)
    for row, value in connection.execute(read).fetchall():
        data = value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value
        if spans := traces.find(data):
            clean = without(data, spans, by)
            said = clean.decode("utf-8", "replace") if isinstance(value, str) else clean
            connection.execute(write, (said, row))
            changed += 1
    return changed


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'

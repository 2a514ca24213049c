"""Brings a warehouse file to the schema that the code expects: numbered migrations, then the views.

Each migration runs in a transaction of its own and is recorded in ``ops.schema_migration``. The views are not
migrated: schema ``mart`` holds nothing but views and macros, and is made anew whenever their text has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import duckdb

from warehouse.errors import WarehouseBroken
from warehouse.sqlfiles import SqlFile, folder, statement

Translate = Callable[[str], str]


def migrate(connection: duckdb.DuckDBPyConnection, name: str, translate: Translate = str) -> bool:
    """Apply what is missing; say whether anything was. ``name`` is for messages, ``translate`` makes its SQL of ours.

    Raises WarehouseBroken for a file that newer code wrote, and for a DuckDB file that is no warehouse of ours.
    """
    applied, made_from = _state(connection, name)
    migrations = {_number(file): file for file in folder("schema")}
    if applied > max(migrations):
        raise WarehouseBroken(
            f"{name}: has schema version {applied}, this version of Khotin knows {max(migrations)} at most. "
            "Install the version of Khotin that wrote it, or a newer one."
        )
    missing = sorted(number for number in migrations if number > applied)
    for number in missing:
        _apply(connection, number, migrations[number], translate)
    return _make_views(connection, made_from, translate) or bool(missing)


def _number(file: SqlFile) -> int:
    return int(file.name.split("_", 1)[0])


def _state(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[int, str | None]:
    """Return the number of the last migration that the file has, 0 for a new file, and the digest of its views.

    One query where the file is ours, since every session begins with this.
    """
    try:
        version, digest = connection.execute(statement("schema_state/version")).fetchall()[0]
    except duckdb.CatalogException:
        tables, ours = connection.execute(statement("schema_state/tables")).fetchall()[0]
        if not tables:
            return 0, None
        if not ours:
            raise WarehouseBroken(
                f"{name}: is a DuckDB database with tables of somebody else's. Choose another data directory."
            ) from None
        raise
    return int(version), digest


def _apply(connection: duckdb.DuckDBPyConnection, number: int, file: SqlFile, translate: Translate) -> None:
    with transaction(connection):
        connection.execute(translate(file.text)).fetchall()
        connection.execute(statement("schema_state/record"), {"version": number, "name": file.name}).fetchall()


def _make_views(connection: duckdb.DuckDBPyConnection, made_from: str | None, translate: Translate) -> bool:
    files = folder("views")
    digest = hashlib.sha256("\0".join(file.text for file in files).encode()).hexdigest()
    if made_from == digest:
        return False
    with transaction(connection):
        connection.execute(statement("schema_state/reset_views")).fetchall()
        for file in files:
            connection.execute(translate(file.text)).fetchall()
        connection.execute(statement("schema_state/record_views"), {"digest": digest}).fetchall()
    return True


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit what the block does, or undo it when the block raises anything."""
    connection.begin()
    try:
        yield
    except BaseException:
        undo(connection)
        raise
    connection.commit()


def undo(connection: duckdb.DuckDBPyConnection) -> None:
    """Roll back; a transaction that DuckDB has ended by itself, after a failure, is no further error."""
    try:
        connection.rollback()
    except duckdb.Error:
        return

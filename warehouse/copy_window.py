"""The window of the index of copies: within how many days articles are compared.

It stands beside the index, because everything in the index was decided under it: another one is a reason to place all
articles anew, as a new version of the sketches is. This module loads nothing heavy, as every run asks it.
"""

from __future__ import annotations

import duckdb

from warehouse.sqlfiles import statement


def stands(connection: duckdb.DuckDBPyConnection, window: int | None) -> bool:
    """Tell whether the index has this window; an empty one has none."""
    found = connection.execute(statement("copies/version")).fetchall()
    return (found[0][1] if found else None) == window


def move(connection: duckdb.DuckDBPyConnection, window: int | None) -> None:
    """Give the index another window: what it holds is void, so that the next batch places all articles anew."""
    connection.execute(statement("copies/set_window"), {"window_days": window}).fetchall()

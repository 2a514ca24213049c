"""What the warehouse is kept in: a file of DuckDB's below DATA, or a lake that several machines share.

Everything above (``Session``, loading, checks, copies, stories) is the same SQL on an open connection. What differs
stands behind ``Backend``: how the warehouse is opened for writing, by one at a time, and given up again.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import duckdb

from warehouse.ducklake_place import Lake
from warehouse.spill import spill_folder

Place = Path | Lake
"""Where a warehouse is: the data folder that has its file, or the lake."""

# One thread, because the statements of a batch are small: 10,000 articles in batches of 200 took 20.7 CPU seconds with
# two threads and 15.4 with one, and less time by the clock as well.
CONFIG: dict[str, str | bool | int | float | list[str]] = {"threads": 1}
MEMORY = 512
"""MB that DuckDB may take where nobody says otherwise: what it does for a batch needs 100 to 200."""


class Locked(Exception):
    """Somebody else has the warehouse at this moment; the message says who, as far as is known."""


class Backend(Protocol):
    """A warehouse that can be opened for writing, by one at a time."""

    @property
    def name(self) -> str:
        """What messages call it."""
        ...

    def open(self) -> duckdb.DuckDBPyConnection:
        """Return a connection whose current database is the warehouse, ours alone until ``close``.

        Raises Locked where somebody else has it, duckdb.Error where it cannot be opened.
        """
        ...

    def close(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Give it up."""
        ...

    def translate(self, text: str) -> str:
        """Return the text of a migration or view as this kind of warehouse takes it."""
        ...

    def settle(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Do what has to follow a change of the schema."""
        ...

    def explain(self, message: str) -> str:
        """Return what DuckDB says of a warehouse that cannot be used as one line with what to do."""
        ...


def folder_of(place: Place) -> Path:
    """Return the data folder that belongs to a place: files of this machine are below it."""
    return place if isinstance(place, Path) else place.data


def start_engine(data: Path, memory: int = MEMORY) -> duckdb.DuckDBPyConnection:
    """Return a DuckDB in memory, to which a warehouse is attached: starting one takes 16 ms of CPU, attaching 3.

    It takes ``memory`` MB at most: pages of the file that it has read make room for others, and what a statement needs
    beyond that is written to a folder below ``data``. Left to itself it would take four fifths of the machine's.
    """
    limits = {"temp_directory": str(spill_folder(data)), "memory_limit": f"{memory}MB"}
    engine = duckdb.connect(":memory:", config=CONFIG | limits)
    # Days are cut and shown the same way wherever the code runs.
    engine.execute("SET GLOBAL TimeZone = 'UTC'").fetchall()
    # Standard output belongs to the commands, and DuckDB draws there what takes longer than two seconds.
    engine.execute("SET enable_progress_bar = false").fetchall()
    return engine

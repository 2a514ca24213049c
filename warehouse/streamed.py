"""The rows of a query as they come: read once, in batches, so that a million of them need no memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from warehouse.cells import plain_rows
from warehouse.errors import QueryError

# Rows that are in memory at a time: at 4 KB an article some megabytes.
_ROWS = 1000
# What DuckDB's threads say that were stopped because another one failed: now and then one of them is heard first.
_STOPPED = "INTERRUPT Error"
_TRIES = 3
T = TypeVar("T")


class Streamed:
    """The rows of one statement (``formats.Rows``), to be read before the connection is asked anything else."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, Any] | None = None
    ) -> None:
        """Begin a statement.

        Raises:
            QueryError: it cannot be run; as do the methods below.
            KeyboardInterrupt: Ctrl-C was pressed meanwhile.
        """
        self.seconds = 0.0  # that DuckDB took so far; what is done with the rows meanwhile is left out
        self._connection = connection
        self._sql, self._parameters = sql, dict(parameters or {}) or None
        self._thread = ThreadPoolExecutor(1, "query")
        self.count = 0
        found = self._done(self._begin)
        self.types = tuple(str(column[1]) for column in found.description)
        self._reader = self._done(lambda: found.to_arrow_reader(_ROWS))
        self.columns = unique_names(self._reader.schema.names)
        fields = zip(self._reader.schema, self.columns, strict=True)
        self.schema: pa.Schema = pa.schema([field.with_name(name) for field, name in fields])

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Yield the rows as Arrow."""
        while (batch := self._next()) is not None:
            self.count += batch.num_rows
            yield batch

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows as Python values, instants in UTC."""
        for batch in self.batches():
            yield from plain_rows(batch)

    def whole(self) -> pa.Table:
        """Return all rows."""
        batches = [batch.rename_columns(self.columns) for batch in self.batches()]
        return pa.Table.from_batches(batches, self.schema)

    def _next(self) -> pa.RecordBatch | None:
        return self._done(lambda: next(self._reader, None))

    def _begin(self) -> duckdb.DuckDBPyConnection:
        return self._connection.execute(self._sql, self._parameters)

    def _read_again(self) -> None:
        """Read the rows once more, to nowhere: for the cause that DuckDB did not say."""
        reader = self._begin().to_arrow_reader(_ROWS)
        while next(reader, None) is not None:
            pass

    def _done(self, work: Callable[[], T], tries: int = _TRIES) -> T:
        """Do something of DuckDB's beside the main thread, which would not hear of Ctrl-C until it is done."""
        began = time.monotonic()
        doing = self._thread.submit(work)
        try:
            return doing.result()
        except KeyboardInterrupt:
            self._connection.interrupt()
            wait([doing])
            raise
        except (duckdb.Error, OSError) as error:  # the second is what Arrow makes of an error that comes later
            said = str(error).rstrip()
            if tries and said.startswith(_STOPPED):
                self._done(self._read_again, tries - 1)  # raises the cause
            raise QueryError(said) from None
        finally:
            self.seconds += time.monotonic() - began


def unique_names(names: list[str]) -> tuple[str, ...]:
    """Return the names with a number behind those that are taken, so that no column is lost as an object's key."""
    unique: list[str] = []
    for name in names:
        number, candidate = 1, name
        while candidate in unique:
            number += 1
            candidate = f"{name}_{number}"
        unique.append(candidate)
    return tuple(unique)

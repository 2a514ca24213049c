"""What the data checks found over time, and results of checks as tables that can be written in any format."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.query import QueryResult
from warehouse.sqlfiles import statement


@dataclass(frozen=True, slots=True)
class PastResult:
    """A result of a check: rows that failed then, those of them that were new (None: not counted yet), the error."""

    checked_at: datetime
    name: str
    severity: str
    bad_rows: int
    found: int | None
    error: str | None
    run_id: str | None


def history(connection: duckdb.DuckDBPyConnection, names: Collection[str] | None, most: int) -> tuple[PastResult, ...]:
    """Return the results in which something changed, the latest first, at most so many; of named checks the last, too.

    ``names`` None: of all checks.
    """
    asked = {"names": None if names is None else list(names), "most": most}
    return tuple(PastResult(*row) for row in connection.execute(statement("check_state/history"), asked).fetchall())


def as_result(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> QueryResult:
    """Return rows as the result of a query, so that they are written as such (``warehouse.formats``)."""
    table = pa.Table.from_pylist([dict(zip(columns, row, strict=True)) for row in rows])
    if not rows:
        table = pa.table({name: pa.array([], pa.string()) for name in columns})
    return QueryResult(tuple(columns), tuple(str(one.type) for one in table.schema), table, 0.0)

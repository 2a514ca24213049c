"""The sketches of all articles as rows: written by article, and found by article or by hash.

Every sketch stands in ``ops.copy_sketch``, in order of arrival. To find who holds a hash all of them are read, which is
what a look-up among a million articles costs; so all but the newest stand in ``ops.copy_run`` once more, sorted by hash
in runs of ``RUN`` articles. Such rows take half as long to read, since DuckDB stores a sorted column in a third of the
bytes, and hardly any time to search. A run is written once and never rewritten: that an article costs one more row a
hash is all that it takes to keep them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import duckdb
import pyarrow as pa

from transforms.copies.records import Words
from warehouse import copy_tables as tables
from warehouse.copy_lookup import ROWS_AT_ONCE, rows_with
from warehouse.registering import registered
from warehouse.sqlfiles import statement

RUN = 50_000
"""Articles of a run: a million hashes, which DuckDB sorts within the memory that ``khotin dedup`` gives it."""


class Sketches:
    """The sketches behind an open connection, in the transaction that the caller opened."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def add(self, rows: pa.Table) -> None:
        """Write rows of doc and hash, of articles with larger numbers than any before."""
        with registered(self._connection, {"incoming_sketch": rows}):
            self._connection.execute(statement("copies/add_sketches")).fetchall()

    def seal(self, last: int) -> None:
        """Write runs of whatever articles up to ``last`` make full ones and stand in none yet."""
        sealed = first = self._sealed()
        while sealed + RUN <= last:
            bounds = {"first": sealed + 1, "last": sealed + RUN}
            self._connection.execute(statement("copies/seal"), bounds).fetchall()
            sealed += RUN
        if sealed != first:
            self._connection.execute(statement("copies/set_sealed"), {"sealed": sealed}).fetchall()

    def common(self) -> Words:
        """Return the common hashes, sorted."""
        return cast("Words", self._connection.execute(statement("copies/common")).fetchnumpy()["hash"])

    def of(self, docs: Iterable[int]) -> pa.Table:
        """Return the rows of articles, common hashes included that were not common when the article came."""
        with registered(self._connection, {"wanted_doc": tables.numbers(docs)}):
            return self._connection.execute(statement("copies/sketches")).to_arrow_table()

    def holding(self, hashes: Words) -> pa.Table:
        """Return the rows of all articles with one of the distinct, sorted hashes."""
        if not hashes.size:
            return rows_with([], "hash", hashes)
        runs = self._connection.execute(statement("copies/runs")).to_arrow_reader(ROWS_AT_ONCE)
        sealed = rows_with(runs, "hash", hashes)
        newest = self._connection.execute(statement("copies/newest"), {"sealed": self._sealed()})
        return pa.concat_tables([sealed, rows_with(newest.to_arrow_reader(ROWS_AT_ONCE), "hash", hashes)])

    def _sealed(self) -> int:
        found = self._connection.execute(statement("copies/sealed")).fetchall()
        return int(found[0][0]) if found else -1

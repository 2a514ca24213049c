"""In how many reports each feature stood: rows are added, summed where they are asked for, and put together in turns.

A batch brings some 250 features an article, and changing the counts of those that are known would rewrite pages all
over a table of millions. So a batch adds rows, sorted by feature, and the count of a feature is the sum of its rows. So
that they do not become ever more, one of ``SLICES`` ranges of features after the other is put together into sorted
rows, one a feature: what that costs does not come all at once, and in sorted rows features are found faster. What is to
be counted less (``forget``, ``reparse``) adds rows with negative numbers.
"""

from __future__ import annotations

import duckdb
import numpy as np
import pyarrow as pa

from transforms.stories.records import Hashes
from warehouse.copy_lookup import ROWS_AT_ONCE, rows_with
from warehouse.registering import registered
from warehouse.sqlfiles import statement

SLICES = 8
"""Ranges of features, each an eighth of all: as many turns until all rows were put together once."""

EVERY = 2_000
"""Reports between two turns. With ``SLICES`` a feature has the rows of at most 16,000 reports besides its sum."""

REMEMBERED = 20_000
"""Reports after which a feature that only one report had is forgotten at its turn (lossy counting: Manku and Motwani,
2002): most word pairs never come again."""

_ALL = 2**32  # hashes are of 32 bits
_SHAPE = pa.schema([("hash", pa.uint32()), ("articles", pa.int32())])


class StoryCounts:
    """The counts behind an open connection, in the transaction that the caller opened."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def add(self, rows: pa.Table) -> None:
        """Count rows of hash, articles and last_doc: each feature of some reports once, sorted."""
        with registered(self._connection, {"incoming_count": rows}):
            self._connection.execute(statement("stories/count")).fetchall()

    def of(self, hashes: Hashes) -> pa.Table:
        """Return rows of hash and articles, sorted, of those of the distinct, sorted hashes that any report has."""
        if not hashes.size:
            return _SHAPE.empty_table()
        stored = self._connection.execute(statement("stories/counts")).to_arrow_reader(ROWS_AT_ONCE)
        rows = rows_with(stored, "hash", hashes, _SHAPE)
        found, number = np.unique(rows.column("hash").to_numpy(), return_inverse=True)
        sums = np.bincount(number, weights=rows.column("articles").to_numpy(), minlength=found.size).astype(np.int32)
        return pa.table([found[sums > 0], sums[sums > 0]], schema=_SHAPE)

    def take_turns(self, before: int, after: int) -> None:
        """Put slices together whose turn comes after the report of number ``before``, up to that of ``after``."""
        turns = range(before // EVERY + 1, after // EVERY + 1)
        for turn in turns[-SLICES:]:
            self._put_together(turn % SLICES, forgotten=after - REMEMBERED)

    def _put_together(self, slice_: int, forgotten: int) -> None:
        """Replace the rows of a slice by sums, without features that one report before ``forgotten`` had alone."""
        bounds = {"first": _ALL * slice_ // SLICES, "last": _ALL * (slice_ + 1) // SLICES - 1}
        sums = self._connection.execute(statement("stories/slice"), bounds | {"before": forgotten}).to_arrow_table()
        self._connection.execute(statement("stories/slice_gone"), bounds).fetchall()
        self.add(sums)

"""Picks rows out of all sketches, or all features of stories, by article or hash: one pass, whatever is asked for.

DuckDB hands the rows over as arrays. Where these are sorted by what is asked for, the values asked for are looked up in
them by halving. Elsewhere, that a value is asked for at all is one look into a table of a million marks, and for the
few that pass another into a larger one, which hardly any value passes that was not asked for. A join in DuckDB hashes
every value; an index would be no faster, and weigh ten times as much as the table. The rows are flat, one hash each: as
lists of hashes they take twice as long to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms.copies.records import Words

Marks: TypeAlias = npt.NDArray[np.bool_]
Places: TypeAlias = npt.NDArray[np.intp]

ROWS_AT_ONCE = 1 << 18

SKETCH = pa.schema([("doc", pa.int32()), ("hash", pa.uint32())])
_MARKS = (1 << 20, 1 << 22)
"""Sizes of the tables: the first stays in a processor's cache, the second lets pass one value in 200."""

_RUNS = 8
"""Sorted runs in one array up to which each is searched; where there are more, the array is not sorted in any sense."""


def rows_with(
    rows: Iterable[pa.RecordBatch], column: Literal["doc", "hash"], asked: Words, shape: pa.Schema = SKETCH
) -> pa.Table:
    """Return the rows whose ``column`` is one of the distinct, sorted values ``asked``, in their order.

    ``rows`` have the columns of ``shape``, and so has what is returned.
    """
    return pa.Table.from_batches(_found(rows, column, _Asked(asked)), shape)


def _found(rows: Iterable[pa.RecordBatch], column: str, asked: _Asked) -> Iterator[pa.RecordBatch]:
    for batch in rows:
        values = batch.column(column).to_numpy().view(np.uint32)
        ends = np.flatnonzero(values[1:] < values[:-1]) + 1
        places = asked.in_runs(values, ends) if ends.size < _RUNS else asked.anywhere(values)
        yield batch.take(pa.array(places))


class _Asked:
    """Distinct, sorted values, and where others are equal to one of them."""

    def __init__(self, asked: Words) -> None:
        self._asked = asked

    @cached_property
    def _marks(self) -> list[Marks]:
        return [_marks(self._asked, size) for size in _MARKS]

    def anywhere(self, values: Words) -> Places:
        """Return the places of equal values in any order."""
        small, large = self._marks
        places = np.flatnonzero(_marked(small, values))
        places = places[_marked(large, values[places])]
        return places[is_among(values[places], self._asked)]

    def in_runs(self, values: Words, ends: Places) -> Places:
        """Return the places of equal values in sorted runs, of which all but the last end at ``ends``."""
        edges = [0, *ends.tolist(), values.size]
        return np.concatenate([first + self._in_run(values[first:end]) for first, end in pairwise(edges)])

    def _in_run(self, run: Words) -> Places:
        if not run.size:
            return np.empty(0, np.intp)
        wanted = self._asked[self._asked.searchsorted(run[0]) : self._asked.searchsorted(run[-1], "right")]
        starts = run.searchsorted(wanted)
        found = run[starts] == wanted  # none lies behind the last value of the run
        starts = starts[found]
        lengths = run.searchsorted(wanted[found], "right") - starts
        within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        places: Places = np.repeat(starts, lengths) + within
        return places


def _marks(asked: Words, size: int) -> Marks:
    """Return a table of ``size`` marks, a power of two, with one for the lower bits of each value."""
    marks = np.zeros(size, np.bool_)
    marks[asked & np.uint32(size - 1)] = True
    return marks


def _marked(marks: Marks, values: Words) -> Marks:
    # Clipping changes nothing of places within the table; numpy only looks faster with it than with a check.
    return marks.take(values & np.uint32(marks.size - 1), mode="clip")


def is_among(values: Words, known: Words) -> Marks:
    """Tell which values are in the sorted ``known``."""
    if not known.size:
        return np.zeros(values.size, np.bool_)
    at = np.minimum(np.searchsorted(known, values), known.size - 1)
    found: Marks = known[at] == values
    return found

"""Picks rows out of all sketches by article or by hash: one pass over them, whatever is asked for.

DuckDB hands the rows over as arrays; that a value is asked for at all is one look into a table of a million marks, and
for the few that pass another into a larger one, which hardly any value passes that was not asked for. A join in DuckDB
hashes every value; an index would be no faster, and weigh ten times as much as the table. The rows are flat, one hash
each: as lists of hashes they take twice as long to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms.copies.records import Words

Marks: TypeAlias = npt.NDArray[np.bool_]

ROWS_AT_ONCE = 1 << 18

_SHAPE = pa.schema([("doc", pa.int32()), ("hash", pa.uint32())])
_MARKS = (1 << 20, 1 << 22)
"""Sizes of the tables: the first stays in a processor's cache, the second lets pass one value in 200."""


def rows_with(sketches: Iterable[pa.RecordBatch], column: Literal["doc", "hash"], asked: Words) -> pa.Table:
    """Return the rows whose ``column`` is one of the distinct, sorted values ``asked``, in their order.

    ``sketches`` have the columns of ``ops.copy_sketch``, and so has what is returned.
    """
    return pa.Table.from_batches(_found(sketches, column, asked), _SHAPE)


def _found(sketches: Iterable[pa.RecordBatch], column: str, asked: Words) -> Iterator[pa.RecordBatch]:
    small, large = (_marks(asked, size) for size in _MARKS)
    for batch in sketches:
        values = batch.column(column).to_numpy().view(np.uint32)
        places = np.flatnonzero(_marked(small, values))
        places = places[_marked(large, values[places])]
        yield batch.take(pa.array(places[is_among(values[places], asked)]))


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

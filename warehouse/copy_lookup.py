"""Finds who holds certain hashes among all sketches: one pass over them, whatever is asked for.

DuckDB hands the sketches over as arrays; that a hash is asked for at all is one look into a table of a million marks,
which hardly any hash passes that was not asked for. At a million articles this takes two thirds of the CPU of the
join in DuckDB, which hashes every value; an index would be no faster, and weigh ten times as much as the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms.copies.records import Words

Marks: TypeAlias = npt.NDArray[np.bool_]

_OF_ARTICLES = ("doc", "signature", "words", "drawn")
ARTICLES_AT_ONCE = 16_384

_SHAPE = pa.schema(
    [
        ("doc", pa.int32()),
        ("signature", pa.uint32()),
        ("words", pa.int32()),
        ("drawn", pa.int32()),
        ("hash", pa.uint32()),
    ]
)
_MARK = np.uint32((1 << 20) - 1)


def holders(sketches: Iterable[pa.RecordBatch], asked: Words) -> pa.Table:
    """Return who holds each of the distinct, sorted hashes ``asked``: a row for every article and hash.

    ``sketches`` have the columns of the table, and so has what is returned, with one hash a row.
    """
    marks = np.zeros(int(_MARK) + 1, np.bool_)
    marks[asked & _MARK] = True
    return pa.Table.from_batches(_found(sketches, asked, marks), _SHAPE)


def _found(sketches: Iterable[pa.RecordBatch], asked: Words, marks: Marks) -> Iterator[pa.RecordBatch]:
    for batch in sketches:
        lists = batch.column("hashes")
        ends = lists.offsets.to_numpy()
        hashes = lists.values.to_numpy()[ends[0] : ends[-1]]
        places = np.flatnonzero(marks[hashes & _MARK])
        at = np.minimum(np.searchsorted(asked, hashes[places]), asked.size - 1)
        places = places[asked[at] == hashes[places]]
        articles = batch.select(_OF_ARTICLES).take(pa.array(np.searchsorted(ends - ends[0], places, "right") - 1))
        yield pa.RecordBatch.from_arrays([*articles.columns, pa.array(hashes[places])], schema=_SHAPE)

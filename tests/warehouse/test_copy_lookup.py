"""Who holds certain hashes: the pass over arrays finds what a plain look finds."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from warehouse.copy_lookup import holders

HASHES = st.one_of(st.integers(0, 40), st.integers(0, 2**32 - 1), st.sampled_from([7, 7 + (1 << 20), 7 + (5 << 20)]))
SKETCHES = st.lists(st.lists(HASHES, max_size=6, unique=True), max_size=8)


def batch(sketches: list[list[int]], first: int) -> pa.RecordBatch:
    docs = pa.array(range(first, first + len(sketches)), pa.int32())
    columns = {
        "doc": docs,
        "signature": docs.cast(pa.uint32()),
        "words": docs,
        "drawn": docs,
        "hashes": pa.array(sketches, pa.list_(pa.uint32())),
    }
    return pa.RecordBatch.from_pydict(columns)


@given(st.lists(SKETCHES, max_size=3), st.lists(HASHES, max_size=8))
def test_every_holder_is_found_and_nobody_else(batches: list[list[list[int]]], wanted: list[int]) -> None:
    firsts = np.cumsum([0, *map(len, batches)]).tolist()
    made = [batch(sketches, first) for sketches, first in zip(batches, firsts, strict=False)]
    found = holders(made, np.unique(np.array(wanted, np.uint32)))
    every = enumerate(sketch for sketches in batches for sketch in sketches)
    expected = sorted((doc, hash_) for doc, sketch in every for hash_ in sketch if hash_ in wanted)
    assert sorted(zip(found["doc"].to_pylist(), found["hash"].to_pylist(), strict=True)) == expected


def test_a_batch_that_is_a_slice_of_another_is_read_in_its_own_bounds() -> None:
    found = holders([batch([[1, 2], [3], [], [2, 9]], 10).slice(1)], np.array([2, 3], np.uint32))
    assert sorted(zip(found["doc"].to_pylist(), found["hash"].to_pylist(), strict=True)) == [(11, 3), (13, 2)]

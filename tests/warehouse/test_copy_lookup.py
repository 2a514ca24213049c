"""Rows of sketches by article or hash: the pass over arrays finds what a plain look finds."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.copy_lookup import is_among, rows_with

VALUES = st.one_of(st.integers(0, 40), st.integers(0, 2**31 - 1), st.sampled_from([7, 7 + (1 << 22), 7 + (5 << 22)]))
HASHES = st.one_of(VALUES, st.integers(2**31, 2**32 - 1))
ROWS = st.lists(st.tuples(VALUES, HASHES), max_size=12)


def batch(rows: list[tuple[int, int]]) -> pa.RecordBatch:
    docs, hashes = [doc for doc, _ in rows], [hash_ for _, hash_ in rows]
    return pa.RecordBatch.from_pydict({"doc": pa.array(docs, pa.int32()), "hash": pa.array(hashes, pa.uint32())})


def pairs(found: pa.Table) -> list[tuple[int, int]]:
    return list(zip(found["doc"].to_pylist(), found["hash"].to_pylist(), strict=True))


def distinct(values: list[int]) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    return np.unique(np.array(values, np.uint32))


@pytest.mark.parametrize("column", ["doc", "hash"])
@given(batches=st.lists(ROWS, max_size=3), wanted=st.lists(HASHES, max_size=8))
def test_every_row_asked_for_is_found_and_no_other(
    column: Literal["doc", "hash"], batches: list[list[tuple[int, int]]], wanted: list[int]
) -> None:
    found = rows_with(map(batch, batches), column, distinct(wanted))
    place = ("doc", "hash").index(column)
    assert pairs(found) == [row for rows in batches for row in rows if row[place] in wanted]


def test_a_batch_that_is_a_slice_of_another_is_read_in_its_own_bounds() -> None:
    whole = batch([(10, 2), (10, 3), (11, 3), (13, 2), (13, 9)])
    assert pairs(rows_with([whole.slice(1, 3)], "hash", distinct([2, 3]))) == [(10, 3), (11, 3), (13, 2)]


@given(st.lists(HASHES), st.lists(HASHES))
def test_which_values_are_among_others(values: list[int], known: list[int]) -> None:
    found = is_among(np.array(values, np.uint32), distinct(known))
    assert found.tolist() == [value in known for value in values]

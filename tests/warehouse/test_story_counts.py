"""Counts of features: sums of rows that are put together in turns; what one report had long ago is forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.sqlfiles import statement
from warehouse.store import Warehouse
from warehouse.story_counts import EVERY, REMEMBERED, SLICES, StoryCounts
from warehouse.story_tables import count_map

EDGES = [0, 1, 2**29 - 1, 2**29, 2**31, 2**32 - 1]
HASHES = st.one_of(st.sampled_from(EDGES), st.integers(0, 2**32 - 1))
BATCHES = st.lists(st.dictionaries(HASHES, st.integers(1, 3), min_size=1, max_size=6), max_size=8)


def rows(counts: dict[int, int], last: int) -> pa.Table:
    hashes = sorted(counts)
    return pa.table(
        {
            "hash": pa.array(hashes, pa.uint32()),
            "articles": pa.array([counts[one] for one in hashes], pa.int32()),
            "last_doc": pa.array([last] * len(hashes), pa.int32()),
        }
    )


def asked(counts: StoryCounts, *hashes: int) -> dict[int, int]:
    return count_map(counts.of(np.unique(np.array(hashes, np.uint32))))


def stored(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, int, int]]:
    return connection.execute("SELECT hash, articles, last_doc FROM ops.story_count ORDER BY ALL").fetchall()


@pytest.fixture(scope="module")
def engine() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as connection:
        connection.execute("CREATE SCHEMA ops; CREATE SCHEMA core")
        connection.execute(statement("schema/0007_stories"))
        yield connection


@pytest.fixture
def index(engine: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Return a connection to an index without counts."""
    engine.execute("DELETE FROM ops.story_count")
    return engine


@settings(max_examples=20)
@given(batches=BATCHES)
def test_counts_are_sums_whatever_was_put_together(
    engine: duckdb.DuckDBPyConnection, batches: list[dict[int, int]]
) -> None:
    expected: Counter[int] = Counter()
    engine.execute("DELETE FROM ops.story_count")
    counts = StoryCounts(engine)
    for number, batch in enumerate(batches):
        counts.add(rows(batch, number))
        expected.update(batch)
        counts.take_turns(number * EVERY, (number + 1) * EVERY)
        assert asked(counts, *expected, 5) == expected


def test_one_slice_after_another_gets_one_row_a_feature(index: duckdb.DuckDBPyConnection) -> None:
    counts = StoryCounts(index)
    for number in (1, 2):
        counts.add(rows(dict.fromkeys(EDGES, number), number))
    assert len(stored(index)) == 2 * len(EDGES)
    counts.take_turns(EVERY * SLICES - 1, EVERY * SLICES)
    together, apart = EDGES[:3], EDGES[3:]
    assert stored(index) == [(one, 3, 2) for one in together] + [(one, n, n) for one in apart for n in (1, 2)]
    counts.take_turns(0, 3 * SLICES * EVERY)
    assert stored(index) == [(hash_, 3, 2) for hash_ in EDGES]


def test_no_turn_comes_between_two_reports_of_the_same_thousands(index: duckdb.DuckDBPyConnection) -> None:
    counts = StoryCounts(index)
    for _ in range(2):
        counts.add(rows({7: 1}, 1))
    counts.take_turns(EVERY, 2 * EVERY - 1)
    assert len(stored(index)) == 2


def test_what_one_report_had_alone_is_forgotten_after_many_others(index: duckdb.DuckDBPyConnection) -> None:
    last = REMEMBERED + SLICES * EVERY
    counts = StoryCounts(index)
    counts.add(rows({1: 1, 2: 1, 3: 1, 4: 2}, 5))
    counts.add(rows({2: 1, 5: 1}, last))
    counts.add(rows({3: 1}, last - REMEMBERED))
    counts.add(rows({3: -1}, 0))
    counts.take_turns(0, last)
    assert stored(index) == [(2, 2, last), (3, 1, last - REMEMBERED), (4, 2, 5), (5, 1, last)]


def test_what_no_report_has_any_more_counts_for_nothing(index: duckdb.DuckDBPyConnection) -> None:
    counts = StoryCounts(index)
    counts.add(rows({1: 1, 2: 2, 3: 1}, 5))
    counts.add(rows({1: -1, 2: -1, 9: -1}, 0))
    assert asked(counts, 1, 2, 3, 4, 9) == {2: 1, 3: 1}
    counts.take_turns(0, SLICES * EVERY)
    assert stored(index) == [(2, 1, 5), (3, 1, 5)]


def test_articles_that_are_read_anew_count_no_more(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        connection = session.connection
        connection.execute("INSERT INTO ops.story_report VALUES (1, 'a', 'en', NULL, [7, 8], [1, 1], [0, 0])")
        connection.execute("INSERT INTO ops.story_report VALUES (2, 'b', 'en', NULL, [8, 9], [1, 1], [0, 0])")
        counts = StoryCounts(connection)
        counts.add(rows({7: 1, 8: 1}, 1))
        counts.add(rows({8: 1}, 2))  # 9 was forgotten
        connection.register("wanted", pa.table({"value": ["a", "b"]}))
        connection.execute(statement("reparse/unindexed")).fetchall()
        assert asked(counts, 7, 8, 9) == {}
        counts.take_turns(0, SLICES * EVERY)
        assert stored(connection) == []


def test_nothing_is_left_of_features_that_only_forgotten_articles_had(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        connection = session.connection
        connection.execute("INSERT INTO ops.story_report VALUES (1, 'a', 'en', NULL, [7, 8], [1, 1], [0, 0])")
        counts = StoryCounts(connection)
        counts.add(rows({7: 1, 8: 1}, 1))
        counts.add(rows({8: 1}, 2))
        connection.register("wanted", pa.table({"value": ["a"]}))
        connection.execute(statement("forget/stories_gone")).fetchall()
        assert {hash_ for hash_, *_ in stored(connection)} == {8}
        assert asked(counts, 7, 8) == {8: 1}

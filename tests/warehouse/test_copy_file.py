"""The file of ``khotin dedup``: it is closed and opened anew, so that DuckDB's memory does not fill up with it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from warehouse import copy_file
from warehouse.copy_file import CopyFile, Given, open_copy_file
from warehouse.copy_sketches import Sketches
from warehouse.errors import WarehouseBroken

NOW = datetime(2026, 11, 23, tzinfo=UTC)
BATCHES = 200
HASHES = 5_001  # less than a row group, and no multiple of what DuckDB reads at once
MEGABYTES = 6


def _write(file: CopyFile, batch: int) -> None:
    docs = np.full(HASHES, batch, dtype=np.int32)
    hashes = np.random.default_rng(batch).integers(0, 2**32, HASHES, dtype=np.uint32)
    Sketches(file._connection).add(pa.table({"doc": docs, "hash": np.sort(hashes)}))


def _fits(file: CopyFile, megabytes: int) -> bool:
    """Tell whether DuckDB can do with so little: it refuses where it holds more that it cannot write elsewhere."""
    try:
        file._connection.execute(f"SET memory_limit = '{megabytes}MB'").fetchall()
    except duckdb.OutOfMemoryException:
        return False
    return True


@pytest.mark.parametrize("anew", [True, False])
def test_what_duckdb_keeps_of_each_batch_is_given_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, anew: bool
) -> None:
    """Where it is no longer kept by a later DuckDB, the second case says that the file may stay open."""
    if not anew:
        monkeypatch.setattr(copy_file, "_BATCHES_OPEN", 1_000)
    with open_copy_file(tmp_path / "i.duckdb", "1", NOW) as file:
        for batch in range(BATCHES):
            with file.batch():
                _write(file, batch)
        assert _fits(file, MEGABYTES) == anew
        assert Sketches(file._connection).of(range(BATCHES)).num_rows == BATCHES * HASHES


def test_lines_of_the_call_outlive_the_opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_file, "_BATCHES_OPEN", 1)
    with open_copy_file(tmp_path / "i.duckdb", "1", NOW) as file:
        for line in (1, 2):
            with file.batch():
                file.note([Given(line, f"a{line}")], {f"a{line}": line})
        assert file.given(["a1", "a2", "a3"]) == {"a1": 1, "a2": 2}
        assert [answer.line for answer in file.answers(1, 3)] == [1, 2]


def test_too_little_memory_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_file, "_MEMORY", "8MB")

    def one_batch() -> None:
        with open_copy_file(tmp_path / "i.duckdb", "1", NOW) as file, file.batch():
            for part in range(BATCHES):
                _write(file, part)
            Sketches(file._connection).seal(10**6)
            Sketches(file._connection).of(range(BATCHES))

    with pytest.raises(WarehouseBroken, match=r"i\.duckdb: a batch needs more than the 8MB that DuckDB has here"):
        one_batch()

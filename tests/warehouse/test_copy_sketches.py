"""Sorted runs of sketches: what a look-up finds is the same whether sketches stand in runs or not."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import numpy as np
import pytest

from transforms.copies.records import Document, Sketch
from warehouse import copy_sketches
from warehouse.copy_candidates import Candidates
from warehouse.copy_file import CopyFile, open_copy_file
from warehouse.copy_index import CopyIndex
from warehouse.copy_sketches import Sketches

NOW = datetime(2025, 5, 1, tzinfo=UTC)
RUN = 4


def articles(numbers: range, edition: int = 0) -> list[tuple[Document, Sketch]]:
    """Return articles whose sketches of eight hashes share some; every third one's words are those of another."""
    found = []
    for number in numbers:
        key = number % 7 if number % 3 == 0 else number + 100 * edition
        drawn = random.Random(key).sample(range(40), 8)
        hashes = np.array(sorted(drawn), np.uint32)
        found.append((Document(f"a{number}", ("2025", number), key, 200), Sketch(hashes, key, 200)))
    return found


def add(index: CopyIndex, found: list[tuple[Document, Sketch]]) -> Candidates:
    added = index.add([document for document, _ in found], [one for _, one in found], [one.hashes for _, one in found])
    return index.candidates(added.docs, share=0.4, signatures=9)


def history(file: CopyFile) -> list[Candidates]:
    """Add articles in several batches, and some of them again with other words, the first of exact copies too."""
    found = []
    for batch in (range(7), range(7, 20), range(20, 23), range(23, 40)):
        with file.batch():
            found.append(add(file.index, articles(batch)))
    with file.batch():
        found.append(add(file.index, articles(range(2, 9), edition=1)))
    with file.batch():
        found.append(add(file.index, articles(range(40, 60))))
    return found


def test_look_ups_find_the_same_in_runs_and_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_copy_file(tmp_path / "plain.duckdb", "test", NOW) as file:
        plain = history(file)
    monkeypatch.setattr(copy_sketches, "RUN", RUN)
    with open_copy_file(tmp_path / "runs.duckdb", "test", NOW) as file:
        assert history(file) == plain
    assert any(found.pairs for found in plain)
    with duckdb.connect(str(tmp_path / "runs.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM ops.copy_run").fetchall() != [(0,)]
        assert (
            connection.execute(
                "FROM (SELECT * FROM ops.copy_sketch WHERE doc <= (SELECT sealed FROM ops.copy_index)"
                " EXCEPT ALL FROM ops.copy_run)"
            ).fetchall()
            == []
        )


def test_a_number_that_stood_in_a_run_is_not_given_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_sketches, "RUN", RUN)
    with open_copy_file(tmp_path / "index.duckdb", "test", NOW) as file, file.batch():
        add(file.index, articles(range(6)))
        add(file.index, articles(range(6, 8)))  # the first four are in a run from here on
        add(file.index, articles(range(1, 8), edition=1))
        ((document, sketch),) = articles(range(8, 9))
        (newest,) = file.index.add([document], [sketch], [sketch.hashes]).docs
        assert newest >= RUN
        assert newest in Sketches(file._connection).holding(sketch.hashes)["doc"].to_pylist()


def test_a_file_from_before_runs_gets_them_with_its_next_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "index.duckdb"
    with open_copy_file(path, "test", NOW) as file, file.batch():
        before = add(file.index, articles(range(20)))
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "DROP TABLE ops.copy_run; ALTER TABLE ops.copy_index DROP COLUMN sealed; "
            "ALTER TABLE ops.copy_index DROP COLUMN window_days"
        ).fetchall()
    monkeypatch.setattr(copy_sketches, "RUN", RUN)
    with open_copy_file(path, "test", NOW) as file, file.batch():
        add(file.index, articles(range(20, 21)))
        again = file.index.candidates(before.judged, share=0.4, signatures=9)
        assert set(before.pairs) <= set(again.pairs)
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT sealed + 1 FROM ops.copy_index").fetchall() == [(20,)]

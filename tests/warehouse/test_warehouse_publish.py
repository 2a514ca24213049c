from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import duckdb
import pytest

from tests.warehouse.warehouse_samples import NOW, article, batch, item
from warehouse import publish as publishing
from warehouse import replacing
from warehouse.publish import is_stale, publish
from warehouse.query import open_snapshot, run_query
from warehouse.replacing import Replaced
from warehouse.store import Warehouse, WarehouseBroken

COUNT = "SELECT count(*) FROM mart.article"


def load(warehouse: Warehouse, slug: str) -> None:
    with warehouse.write() as session:
        session.load(batch(item(article(slug)), run_id=f"run-{slug}"))


def test_an_open_reader_keeps_its_snapshot_and_the_next_sees_the_new_one(warehouse: Warehouse) -> None:
    load(warehouse, "a")
    result = publish(warehouse, NOW)
    snapshot = warehouse.data / "published.duckdb"
    assert (result.path, result.bytes) == (snapshot, snapshot.stat().st_size)
    with open_snapshot(warehouse.data) as reader:
        assert reader.execute(COUNT).fetchall() == [(1,)]
        load(warehouse, "b")
        publish(warehouse, NOW)
        assert reader.execute(COUNT).fetchall() == [(1,)]
    assert list(run_query(warehouse.data, COUNT).rows()) == [(2,)]


def test_the_snapshot_needs_no_other_file_and_any_name(warehouse: Warehouse) -> None:
    load(warehouse, "a")
    publish(warehouse, NOW)
    moved = (warehouse.data / "published.duckdb").rename(warehouse.data / "other name.duckdb")
    with duckdb.connect(moved, read_only=True) as plain:
        assert plain.execute("SELECT title, countries FROM mart.article").fetchall() == [("Title of a", ["BEL", "VNM"])]


def test_a_failed_copy_keeps_the_earlier_snapshot_and_leaves_nothing_behind(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(warehouse, "a")
    publish(warehouse, NOW)
    load(warehouse, "b")

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(replacing, "copy_file", no_space)
        with pytest.raises(WarehouseBroken, match=r"published\.duckdb: could not be replaced \(No space left"):
            publish(warehouse, NOW)
    assert list(run_query(warehouse.data, COUNT).rows()) == [(1,)]
    assert sorted(path.name for path in warehouse.data.iterdir()) == ["published.duckdb", "warehouse.duckdb"]


def test_without_the_kernels_copy_bytes_are_copied_by_hand(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_here(*_: object) -> int:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "copy_file_range", not_here)
    load(warehouse, "a")
    publish(warehouse, NOW)
    assert (warehouse.data / "published.duckdb").read_bytes() == (warehouse.data / "warehouse.duckdb").read_bytes()


def test_what_a_killed_publisher_left_is_swept(warehouse: Warehouse) -> None:
    (warehouse.data / ".published-12345.tmp").write_bytes(b"half")
    load(warehouse, "a")
    publish(warehouse, NOW)
    assert not list(warehouse.data.glob(".published*"))


def test_the_lock_outlives_the_copy(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copying opens the file by hand, and closing it early would give the lock away (POSIX)."""
    load(warehouse, "a")
    seen: list[int] = []
    real = publishing._replace

    def replace(source: BinaryIO, target: Path) -> Replaced:
        replaced = real(source, target)
        probe = "import duckdb, sys; duckdb.connect(sys.argv[1])"
        done = subprocess.run([sys.executable, "-c", probe, str(warehouse.path)], capture_output=True, check=False)
        seen.append(done.returncode)
        return replaced

    monkeypatch.setattr(publishing, "_replace", replace)
    publish(warehouse, NOW)
    assert seen == [1]


def test_what_is_published_is_stale_when_the_warehouse_is_newer(tmp_path: Path) -> None:
    warehouse, snapshot = Warehouse(tmp_path), tmp_path / "published.duckdb"
    assert not is_stale(warehouse)
    warehouse.path.touch()
    assert is_stale(warehouse)
    snapshot.touch()
    os.utime(warehouse.path, (1000, 1000))
    os.utime(snapshot, (2000, 2000))
    assert not is_stale(warehouse)
    os.utime(warehouse.path, (3000, 3000))
    assert is_stale(warehouse)
    os.utime(warehouse.path, (1000, 1000))
    (tmp_path / "warehouse.duckdb.wal").touch()
    assert is_stale(warehouse)

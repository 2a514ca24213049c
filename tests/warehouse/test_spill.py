"""What the engine may take: memory up to a limit, and a folder of its own for what goes beyond it."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from warehouse.errors import WarehouseBroken
from warehouse.spill import spill_folder
from warehouse.store import Warehouse

# 240 MB of text in a table that no file keeps: more than the limit of the test.
_WIDE = "CREATE TEMP TABLE wide AS SELECT repeat(n::VARCHAR, 800) AS text FROM range(60000) AS t(n)"
# A single list that has to be in memory as a whole.
_ONE_LIST = "SELECT length(list(repeat('x', 4000) || n)) FROM range(100000) AS t(n)"


def _spills(data: Path) -> list[Path]:
    return list(data.glob(".spill-*"))


def test_what_does_not_fit_in_memory_is_written_below_data(tmp_path: Path) -> None:
    with Warehouse(tmp_path, memory=128).exclusive() as held:
        held.connection.execute(_WIDE).fetchall()
        assert len(_spills(tmp_path)) == 1


def test_too_little_memory_is_one_line_that_says_what_to_set(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path, memory=128)
    with (
        pytest.raises(WarehouseBroken, match=r"more than the 128 MB .* KHOTIN_MEMORY") as caught,
        warehouse.write() as session,
    ):
        session.connection.execute(_ONE_LIST).fetchall()
    assert "\n" not in str(caught.value)
    with warehouse.write():
        pass  # and it can be used again


def test_what_a_killed_process_left_is_removed(tmp_path: Path) -> None:
    machine = f".spill-{socket.gethostname()}"
    left = [tmp_path / f"{machine}-{pid}-0123abcd" for pid in (2**22 + 1, os.getpid())]
    kept = [
        tmp_path / f"{machine}-{os.getppid()}-0123abcd",
        tmp_path / ".spill-elsewhere-4194305-0123abcd",
        spill_folder(tmp_path),
    ]
    for folder in (*left, *kept):
        folder.mkdir()
        (folder / "duckdb_temp_storage_DEFAULT-0.tmp").write_bytes(b"text")
    spill_folder(tmp_path)
    assert sorted(_spills(tmp_path)) == sorted(kept)

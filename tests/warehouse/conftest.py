"""A fresh warehouse for each test, copied from one that was migrated once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from warehouse.store import Warehouse


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a migrated warehouse file without a row."""
    warehouse = Warehouse(tmp_path_factory.mktemp("empty"))
    with warehouse.write():
        pass
    return warehouse.path


@pytest.fixture
def warehouse(tmp_path: Path, empty_file: Path) -> Warehouse:
    """Return an empty warehouse of the test's own."""
    made = Warehouse(tmp_path / "data", lock_wait=5)
    made.data.mkdir()
    shutil.copy(empty_file, made.path)
    return made

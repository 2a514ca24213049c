"""What tests of every room share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No timing decides a test; on CI the examples are the same every time, elsewhere they go on looking.
settings.register_profile("khotin", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("khotin")

# Workers take one file after another: what waits for servers and whole commands is begun first, so that none of it is
# still running when everything else has ended.
LONGEST_FIRST = ("wheel", "flow", "commands")
SHARED = Path(__file__).resolve().parents[1].parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort the files by the longest kind of test that each of them has; within a file nothing moves."""
    ranks: dict[Path, int] = {}
    for item in items:
        rank = next((at for at, kind in enumerate(LONGEST_FIRST) if item.get_closest_marker(kind)), len(LONGEST_FIRST))
        ranks[item.path] = min(rank, ranks.get(item.path, rank))
    items.sort(key=lambda item: ranks[item.path])


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of samples, contract and benches beside the checkout; CI always has it."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not there: the samples and benches are no part of the project")
    return SHARED

"""What tests of every room share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No timing decides a test; on CI the examples are the same every time, elsewhere they go on looking.
settings.register_profile("khotin", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("khotin")

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of samples, contract and benches beside the checkout; CI always has it."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not there: the samples and benches are no part of the project")
    return SHARED

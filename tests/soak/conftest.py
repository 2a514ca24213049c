"""What the soaks share. ``SOAK=short`` makes each loop short, so that CI runs all of them in little time."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import pytest

from tests.flows.conftest import prefect_api

__all__ = ["prefect_api"]

Tell = Callable[[str], None]


def rounds(full: int, short: int) -> int:
    """Return how often a loop goes round."""
    return short if os.environ.get("SOAK") == "short" else full


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Tell:
    """Return what prints a soak's counts, past pytest's capture: they are its result."""

    def say(text: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{text}\n")

    return say

"""Marks on the open tagging bench never fall below tagging_floors.toml.

The floors are pinned with a digest of the sets: with other sets they say nothing, and the test asks for new ones. Raise
a floor when the code does better; lowering one needs a reason in the change that does it.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from tests.quality.conftest import Scorer, lines
from transforms.tag_line import tag_line

FLOORS = tomllib.loads((Path(__file__).parent / "tagging_floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def bench(shared: Path) -> Path:
    return shared / "bench/tagging"


@pytest.fixture(scope="module")
def scorer(score_of: Scorer) -> ModuleType:
    return score_of("tagging")


def marks(rows: list[tuple[str, str]]) -> dict[str, float]:
    """The figures of the scorer's table: its own F1, R or plain share, by row name."""
    figures = {}
    for name, text in rows:
        match = re.search(r"F1 ([\d.]+)", text) or re.search(r"(?:R )?([\d.]+)", text)
        assert match, text
        figures[name] = float(match.group(1))
    return figures


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_marks_stay_above_their_floors(name: str, bench: Path, scorer: ModuleType) -> None:
    floors = dict(FLOORS[name])
    inputs, truth = bench / f"{name}.in.jsonl", bench / f"{name}.truth.jsonl"
    digest = hashlib.sha256(inputs.read_bytes() + truth.read_bytes()).hexdigest()
    assert digest == floors.pop("sha256"), (
        f"{name} is another set than the one the floors were measured on: measure anew"
    )
    answers = {line["id"]: tag_line(line) for line in lines(inputs)}
    reached = marks(scorer.score_set(name, lines(truth), answers))
    for mark, floor in floors.items():
        assert reached[mark] >= floor, f"{name}, {mark}: {reached[mark]} is below {floor}"


def test_both_samples_are_wholly_right(scorer: ModuleType) -> None:
    documents, expected = scorer.goldens()
    rows, wrong = scorer.score_full(expected, {line["id"]: tag_line(line) for line in documents})
    assert dict(rows)["wholly right"] == "2/2", wrong
    for name, figure in rows:
        if found := re.fullmatch(r"(\d+)/(\d+)", figure):
            assert found.group(1) == found.group(2), (name, figure)

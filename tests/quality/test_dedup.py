"""Marks of `khotin dedup` on the open sets of copies never fall below dedup_floors.toml.

The floors are pinned with a digest of the sets: with other sets they say nothing, and the test asks for new ones. Raise
a floor when the code does better; lowering one needs a reason in the change that does it.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from flows.dedup_filter import dedup_lines
from tests.quality.conftest import Scorer, lines

FLOORS = tomllib.loads((Path(__file__).parent / "dedup_floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scorer(score_of: Scorer) -> ModuleType:
    return score_of("dedup")


def answered(set_: Path, floors: dict[str, Any], output: Path) -> dict[str, Any]:
    """Send a set through the filter; return its floors without the digest, which must fit."""
    digest = hashlib.sha256((set_ / "input.jsonl").read_bytes() + (set_ / "truth.jsonl").read_bytes()).hexdigest()
    assert digest == floors["sha256"], (
        f"{set_.name} is another set than the one the floors were measured on: measure anew"
    )
    assert dedup_lines(set_ / "input.jsonl", output, None, stories=False) == 0
    return {mark: floor for mark, floor in floors.items() if mark != "sha256"}


def joined_groups(set_: Path, output: Path, truth_key: str) -> int:
    """Count the groups that hold articles of more than one true group or story."""
    true = {line["id"]: line[truth_key] for line in lines(set_ / "truth.jsonl")}
    groups = defaultdict(set)
    for line in lines(output):
        groups[line["duplicate_of"] or line["id"]].add(true[line["id"]])
    return sum(len(group) > 1 for group in groups.values())


def test_edited_copies(shared: Path, scorer: ModuleType, tmp_path: Path) -> None:
    set_, output = shared / "bench/dedup/nd_edit", tmp_path / "out.jsonl"
    floors = answered(set_, FLOORS["nd_edit"], output)
    reached = scorer.score(set_, output)["copies"]
    marks = {"F1": reached["F1"], **{name[0]: share for name, share in reached["recall_by_edit"].items()}}
    assert joined_groups(set_, output, "group") <= floors.pop("joined_groups_at_most")
    assert {mark: marks[mark] for mark, floor in floors.items() if marks[mark] < floor} == {}


def test_copies_as_published(shared: Path, scorer: ModuleType, tmp_path: Path) -> None:
    set_, output = shared / "bench/dedup/nd_real", tmp_path / "out.jsonl"
    floors = answered(set_, FLOORS["nd_real"], output)
    reached = scorer.score(set_, output)["copies"]
    assert sum(reached[key] for key in reached if key.startswith("wrong_")) <= floors["wrong_at_most"]
    assert reached["F1"] >= floors["F1"]


@pytest.mark.parametrize("name", ["vmds_vi", "abmusu_vi"])
def test_copies_among_reports_of_stories(name: str, shared: Path, tmp_path: Path) -> None:
    set_, output = shared / "bench/dedup" / name, tmp_path / "out.jsonl"
    floors = answered(set_, FLOORS[name], output)
    assert joined_groups(set_, output, "story") <= floors["joined_groups_at_most"]

"""Marks of stories never fall below story_floors.toml: on the open bench, and on headlines in ten languages.

The floors are pinned with a digest of the sets, as those of tagging are. All sets go through one setting.
"""

from __future__ import annotations

import hashlib
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.quality.conftest import Scorer, lines
from transforms.stories.clustering import assign
from transforms.stories.features import read_features
from transforms.stories.records import Report

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "story_floors.toml").read_text(encoding="utf-8"))
HEADLINES = "story_headlines"
START = datetime(2022, 10, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def scorer(score_of: Scorer) -> ModuleType:
    return score_of("dedup")


def read_report(line: dict[str, Any]) -> Report:
    published = datetime.fromisoformat(line["published"]) if line.get("published") else None
    return Report(line["id"], published, read_features(line.get("title"), line["text"]))


def headlines() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    rows = (HERE / f"{HEADLINES}.tsv").read_text(encoding="utf-8").splitlines()
    inputs, truth = [], []
    for number, row in enumerate(row for row in rows if not row.startswith("#")):
        story, day, language, title = row.split("\t")
        published = (START + timedelta(days=float(day))).isoformat()
        inputs.append({"id": f"h{number}", "title": title, "text": "", "published": published})
        truth.append({"id": f"h{number}", "story": story, "lang": "eng" if language == "en" else language})
    return inputs, truth


def digest(name: str, folder: Path) -> str:
    files = [HERE / f"{name}.tsv"] if name == HEADLINES else [folder / "input.jsonl", folder / "truth.jsonl"]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_marks_stay_above_their_floors(name: str, shared: Path, scorer: ModuleType) -> None:
    floors, folder = dict(FLOORS[name]), shared / "bench/dedup" / name
    assert digest(name, folder) == floors.pop("sha256"), f"{name} is another set than the one measured: measure anew"
    inputs, truth = headlines() if name == HEADLINES else (lines(folder / "input.jsonl"), lines(folder / "truth.jsonl"))
    stories = assign([read_report(line) for line in inputs]).stories
    marks = scorer.stories(truth, stories)
    if len({line["lang"] for line in truth}) > 1:
        marks |= scorer.crosslang(truth, lab=stories)
    below = {mark: (marks[mark], least) for mark, least in floors.items() if marks[mark] < least}
    assert not below, f"{name}: {below}"

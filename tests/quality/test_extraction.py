"""Marks on the open extraction bench never fall below floors.toml.

A fixed sample of the pages is parsed (every n-th, as the file says), so that the test takes seconds; the whole sets
are for closing notes. The floors are pinned with a digest of the sets: with other sets they say nothing, and the test
asks for new ones. Raise a floor when the code does better; lowering one needs a reason in the change that does it.
"""

from __future__ import annotations

import gzip
import hashlib
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from scrapers.parse import parse, to_json
from tests.quality.conftest import Scorer
from transforms.records import Page, Reject

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))
FETCHED = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def bench(shared: Path) -> Path:
    return shared / "bench/extraction"


@pytest.fixture(scope="module")
def scorer(score_of: Scorer) -> ModuleType:
    return score_of("extraction")


def prediction(row: dict[str, Any], folder: Path) -> dict[str, object]:
    """What ``khotin parse`` would say of one page of a set, without any source."""
    body = gzip.decompress((folder / row["html_path"]).read_bytes())
    url = row["url"]
    page = Page(
        url=url, final_url=url, source_id="bench", content_type=None, body=body, fetched_at=FETCHED, fetch_id=row["id"]
    )
    parsed = parse(page)
    if isinstance(parsed, Reject):
        return {"id": row["id"], "reject": {"reason": parsed.reason}}
    return {"id": row["id"], **to_json(parsed)}


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_marks_stay_above_their_floors(name: str, bench: Path, scorer: ModuleType) -> None:
    floors = dict(FLOORS[name])
    folder = bench / "data" / name
    digest = hashlib.sha256((folder / "pages.jsonl").read_bytes() + (folder / "truth.jsonl").read_bytes()).hexdigest()
    assert digest == floors.pop("sha256"), f"{name} is another set than the one the floors were measured on"
    pages, truth = scorer.load_set(bench / "data", name)
    ids = sorted(pages)[:: floors.pop("every")]
    predictions = {key: prediction(pages[key], folder) for key in ids}
    reached, _ = scorer.score({key: truth[key] for key in ids}, predictions)
    for mark, floor in floors.items():
        assert reached[mark] >= floor, f"{name}, {mark}: {reached[mark]:.4f} is below {floor}"

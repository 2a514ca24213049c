"""The share of invented headlines whose main topic lies under the right top-level topic never falls.

The headlines were written before the vocabularies were tuned on anything; since then they have been read for classes of
faults, so that the shares say less than the open bench does. No further topic counts here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.transforms.transforms_makers import cleaned, parsed
from transforms.reading import read
from transforms.subjects.topics import find_topics
from transforms.text import strip_marks

HEADLINES = [
    line.split("\t")
    for line in (Path(__file__).parent / "topic_headlines.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def top_level(headline: str, language: str) -> str | None:
    article = cleaned(parsed(title=headline), as_given=True)
    topics = find_topics(read(article, language), diplomatic=False)
    return topics[0].path[0].removeprefix("medtop:")[:2] if topics else None


@pytest.mark.parametrize(("language", "bare", "floor"), [("en", False, 0.97), ("vi", False, 0.95), ("vi", True, 0.9)])
def test_headlines_lie_under_the_right_top_level_topic(language: str, bare: bool, floor: float) -> None:
    cases = [(wanted.split("/"), text) for known, wanted, text in HEADLINES if known == language]
    found = [top_level(strip_marks(text) if bare else text, language) for _, text in cases]
    right = sum(code in wanted for code, (wanted, _) in zip(found, cases, strict=True))
    assert len(cases) > 190
    assert right / len(cases) >= floor

"""How often the open extraction bench's pages, nearly all of them articles, are called none.

What is refused is lost, so the share has a ceiling; the few that remain are front pages, pages whose text a script
would fetch, and items of a line. Lists of Vietnamese outlets are in ``tests/scrapers/test_parse_pagekind.py``.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.quality.test_extraction import prediction

EVERY = 6
CEILINGS = {"fundus_publishers": 0.05, "htmldate": 0.06, "trafilatura_eval": 0.04}


@pytest.mark.parametrize("name", CEILINGS)
def test_few_articles_are_refused(name: str, shared: Path) -> None:
    folder = shared / "bench/extraction/data" / name
    rows = [json.loads(line) for line in (folder / "pages.jsonl").read_text(encoding="utf-8").splitlines()][::EVERY]
    said = {row["id"]: prediction(row, folder) for row in rows}
    refused = [key for key, answer in said.items() if not answer.get("is_article")]
    assert len(refused) <= CEILINGS[name] * len(rows), refused

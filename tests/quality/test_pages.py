"""Pages of many kinds and languages are read as a reader would: the generic road, no source layout in use.

The pages stand in ``pages``, with what must be read from them in ``expected.toml``, which also says how it is written.
Each page holds one trap or several that real pages set; the markup is of the kinds that content management systems
produce, the news is invented.
"""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scrapers.parse import parse
from transforms.records import Page, ParsedArticle

FOLDER = Path(__file__).parent / "pages"
CASES: list[dict[str, Any]] = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))["page"]
PLAIN = ("title", "summary", "credit", "paywall", "live_blog")
DATES = ("published", "modified")


def read(name: str) -> ParsedArticle:
    url = f"https://news.example/2024/thoi-su/{Path(name).stem}-418207.html"
    page = Page(
        url=url,
        final_url=url,
        source_id="pages",
        content_type="text/html; charset=utf-8",
        body=(FOLDER / name).read_bytes(),
        fetched_at=datetime(2026, 10, 8, tzinfo=UTC),
        fetch_id=name,
    )
    article = parse(page)
    assert isinstance(article, ParsedArticle), article
    return article


@pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])
def test_page_is_read_as_a_reader_would(case: dict[str, Any]) -> None:
    article = read(case["file"])
    assert article.is_article, article.not_article_reason
    for name in PLAIN:
        if name in case:
            assert (getattr(article, name) or "") == case[name] or getattr(article, name) is case[name], name
    for name in DATES:
        if name in case:
            value = getattr(article, name)
            allowed = case[name] if isinstance(case[name], list) else [case[name]]
            assert (value.edtf if value else "") in allowed, name
    if "authors" in case:
        assert list(article.authors) == case["authors"]
    if "captions" in case:
        assert [(caption.text, caption.credit) for caption in article.captions] == [
            (caption["text"], caption.get("credit")) for caption in case["captions"]
        ]
    if "body" in case:
        assert _begins(article.body, case["body"])


def _begins(body: tuple[str, ...], beginnings: list[str]) -> bool:
    """Say whether the paragraphs are those expected; the assertion shows both where they are not."""
    assert [text[: len(start)] for text, start in zip(body, beginnings, strict=False)] == beginnings
    assert len(body) == len(beginnings), body[len(beginnings) :]
    return True


def test_every_page_has_its_expectation() -> None:
    assert {case["file"] for case in CASES} == {path.name for path in FOLDER.glob("*.html")}

from __future__ import annotations

import pytest

from scrapers.tree import build, prune
from tests.scrapers.parse_pages import FIRST, SECOND, THIRD, TITLE, article

ARTICLE = f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>"


@pytest.mark.parametrize(
    "page",
    [
        f"<title>{TITLE}</title>{ARTICLE}",
        f"<!doctype html><html><head><meta charset=utf-8><title>{TITLE}</title>{ARTICLE}",
        f"<title>{TITLE}</title><main>{ARTICLE}</main><footer>Example Press</footer>",
        f"<title>{TITLE}</title><news-app>{ARTICLE}</news-app>",
        f"<title>{TITLE}</title><section>{ARTICLE}</section><script>let a = 1;</script>",
    ],
)
def test_text_survives_a_head_that_was_never_ended(page: str) -> None:
    parsed = article(page)
    assert parsed.title == TITLE
    assert parsed.body[-3:] == (FIRST, SECOND, THIRD)
    assert parsed.is_article


def test_what_stood_in_the_head_stays_before_the_body() -> None:
    root = build("<head><title>t</title><nav>one</nav><p>two</p></head><body><p>three</p></body>")
    prune(root)
    assert [text.strip() for text in root.itertext()] == ["one", "two", "three"]


def test_a_sound_head_is_left_alone() -> None:
    root = build(
        "<head><title>t</title><meta name=a content=b><noscript><p>x</p></noscript></head><body><p>y</p></body>"
    )
    assert [child.tag for child in root] == ["head", "body"]
    assert root.findtext("head/title") == "t"


@pytest.mark.parametrize("hyphen", ["\xad", "&shy;", "&#173;", "&#xad;", "&#xAD;", "&#x00AD;"])
def test_soft_hyphens_leave_texts_tails_and_metadata(hyphen: str) -> None:
    word = f"fuel{hyphen}stations"
    root = build(
        f"<head><title>{word}</title><meta name=a content='{word}'><meta name=b value='{word}'></head>"
        f"<body><p>{word}<b>{word}</b>{word}</p></body>"
    )
    assert root.findtext("head/title") == "fuelstations"
    assert [meta.get("content") or meta.get("value") for meta in root.iter("meta")] == ["fuelstations"] * 2
    assert list(root.itertext("p", "b")) == ["fuelstations"] * 3


@pytest.mark.parametrize("hyphen", ["\xad", "&shy;", "\\u00ad", "\\u00AD", "&#173;"])
def test_soft_hyphens_leave_json_ld(hyphen: str) -> None:
    json_ld = f'{{"@type": "NewsArticle", "headline": "Ports sign ac{hyphen}cord on fuels"}}'
    root = build(f'<head><script type="application/ld+json">{json_ld}</script></head><body><p>x</p></body>')
    assert next(root.iter("script")).text == json_ld.replace(hyphen, "")

"""The rules of [[discover]] that types cannot say: what belongs to which kind, and nothing twice."""

from __future__ import annotations

from typing import Any

import pytest

from scrapers.source import Discover
from scrapers.source_rules import problems
from tests.scrapers.loopback import make_source

URL = "https://n.example/list?page={page}"
DAY = "https://n.example/{date:%Y/%m/%d}"


def mistakes(*specs: Discover) -> list[tuple[str, str]]:
    return list(problems(make_source(*specs), "testing"))


@pytest.mark.parametrize(
    "how",
    [
        {"kind": "section", "url": URL, "items": "data.articles[].url", "first_page": 0, "page_step": 15},
        {"kind": "section", "url": URL, "items": "[0].html", "links": "h3 a", "pages": 3},
        {"kind": "archive", "url": "https://n.example/{date:%s}/{end:%s}/{page}", "links": "a"},
        {"kind": "archive", "url": "https://n.example/{date:%G/%V}", "links": "a"},
        {"kind": "sitemap", "url": "https://n.example/index.rss", "shards": r"(?P<year>\d{4})-(?P<month>\d+)"},
    ],
)
def test_what_is_fine(how: dict[str, Any]) -> None:
    assert mistakes(Discover(**how)) == []


@pytest.mark.parametrize(
    ("how", "key", "words"),
    [
        ({"kind": "section", "url": URL}, "links", "or items"),
        ({"kind": "section", "url": URL, "items": "data..url"}, "items", "'data.articles[].url'"),
        ({"kind": "feed", "url": "https://n.example/feed", "items": "a[]"}, "items", "only section and archive"),
        ({"kind": "section", "url": URL, "links": "a", "page_step": 0}, "page_step", "at least 1"),
        ({"kind": "section", "url": URL, "links": "a", "first_page": -1}, "first_page", "at least 0"),
        ({"kind": "section", "url": DAY, "links": "a"}, "url", "of an archive"),
        ({"kind": "archive", "url": "https://n.example/{end:%d}", "links": "a"}, "url", "without a {date:...}"),
        ({"kind": "archive", "url": "https://n.example/{date:%H}", "links": "a"}, "url", "bad date template"),
        ({"kind": "sitemap", "url": "https://n.example/s", "shards": r"(?P<month>\d+)"}, "shards", "expected year"),
        ({"kind": "sitemap", "url": "https://n.example/s", "shards": "("}, "shards", "no regular expression"),
        ({"kind": "feed", "url": "https://n.example/s", "shards": "x"}, "shards", "only a sitemap"),
    ],
)
def test_what_is_a_mistake(how: dict[str, Any], key: str, words: str) -> None:
    ((where, message),) = mistakes(Discover(**how))
    assert where == f"discover[0].{key}"
    assert words in message


def test_the_same_address_twice_is_a_mistake() -> None:
    one, two = Discover(kind="feed", url="https://n.example/x"), Discover(kind="sitemap", url="https://n.example/x")
    ((where, message),) = mistakes(one, two)
    assert where == "discover[1].url"
    assert "discover[0].url" in message

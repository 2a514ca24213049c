"""Patterns learned from article links: they match what they were learned from, and nothing is claimed of a few."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.linkshape import learn_shapes, patterns_of

MANY = range(123400, 123430)


@pytest.mark.parametrize(
    ("links", "pattern"),
    [
        ([f"https://a.vn/bai-viet-hay-post{n}.htm" for n in MANY], r"-post\d+\.htm$"),
        ([f"https://a.vn/bai-viet-hay-{n}.html" for n in MANY], r"-\d+\.html$"),
        ([f"https://a.vn/chinh-tri/bai-viet.{n}" for n in MANY], r"\.\d+$"),
        ([f"https://a.vn/2026/11/{n % 28 + 1}/story-of-{n % 7}-{n % 5}" for n in MANY], r"/\d{4}/\d{1,2}/"),
        ([f"https://a.be/{n}/een-verhaal" for n in MANY], r"/\d{4,}/"),
        ([f"https://a.be/story.php?id={n}" for n in MANY], r"[?&]id=\d+"),
        ([f"https://a.be/world/the-port-of-{n % 97}-x?utm_source=rss" for n in MANY],
         r"/(?:[^/?-]+-){3}[^/?]*(?:\?|$)"),
        ([f"https://a.be/news/about{chr(97 + n % 26)}{n % 13}.ece" for n in MANY], r"\.ece$"),
    ],
)  # fmt: skip
def test_shape_of_common_content_systems(links: list[str], pattern: str) -> None:
    learned = learn_shapes(links)
    assert [shape.pattern for shape in learned.shapes] == [pattern]
    assert learned.usable
    assert all(re.search(pattern, link) for link in links)
    assert not re.search(pattern, "https://a.vn/video/")


def test_two_shapes_together() -> None:
    links = [f"https://a.vn/tin-{n}.html" for n in MANY] + [f"https://a.vn/e-magazine/bai{n}.vnp" for n in MANY]
    learned = learn_shapes(links)
    assert {shape.pattern: shape.matches for shape in learned.shapes} == {r"-\d+\.html$": 30, r"/bai\d+\.vnp$": 30}
    assert learned.covered == len(links)


@pytest.mark.parametrize(
    "links",
    [
        [],
        ["https://a.vn/tin-123456.html"] * 9,
        ["https://a.vn/gioi-thieu", "https://a.vn/lien-he", "https://a.vn/rss", "https://a.vn/x", "https://a.vn/y"],
        ["http://[", "mailto:x", "https://a.vn/", "", "x"],
    ],
)
def test_too_little_to_learn_from_gives_no_pattern(links: list[str]) -> None:
    assert not learn_shapes(links).usable


def test_a_pattern_that_would_lose_articles_is_not_usable() -> None:
    links = [f"https://a.vn/tin-{n}.html" for n in MANY] + [f"https://a.vn/{'abcdefghij'[n]}" for n in range(10)]
    learned = learn_shapes(links)
    assert learned.shapes
    assert not learned.usable


@given(st.lists(st.text(max_size=40).map(lambda path: f"https://a.vn/{path}"), max_size=20))
def test_patterns_match_what_they_come_from(links: list[str]) -> None:
    for link in links:
        assert all(re.search(pattern, link) for pattern in patterns_of(link))
    assert 0 <= learn_shapes(links).covered <= len(links)

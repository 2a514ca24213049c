from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.overlong import MOST, without_overlong_tags
from scrapers.tree import build
from tests.scrapers.parse_pages import FIRST, html_page

MANY = 20_000
SHAPES = ["a{}=b", "a{}", 'a{}="b"', "a{}='>'", 'a{}="<"', 'a{}="b c d"', "<a{}", "a{} = b"]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("separator", [" ", "\n"])
def test_a_tag_keeps_its_first_attributes_and_the_page_goes_on(shape: str, separator: str) -> None:
    tag = "<p " + separator.join(shape.format(number) for number in range(MANY)) + ">"
    short = without_overlong_tags(html_page(body=f"{tag}one</p><p>{FIRST}</p>"))
    assert len(short) < len(tag) / 4
    root = build(short)
    assert [element.text for element in root.iter("p")][:2] == ["one", FIRST]
    assert 0 < len(next(root.iter("p")).attrib) <= MOST


def test_every_such_tag_is_cut_and_what_is_between_them_stays() -> None:
    tag = "<p " + " ".join(f"a{number}" for number in range(MANY)) + ">"
    short = without_overlong_tags(f"<i>1</i>{tag}two{tag}three</p><b>4</b>")
    assert [part.rpartition(">")[2] for part in short.split("<")] == ["", "1", "", "two", "three", "", "4", ""]


def test_a_tag_that_never_ends_is_cut() -> None:
    assert len(without_overlong_tags("<p " + " ".join(f"a{number}" for number in range(MANY)))) < 10 * MOST


@pytest.mark.parametrize(
    "page",
    [
        "<p>" + "a long line of words " * 5_000 + "</p>",
        "<script>" + "let a = 1; let b = a + 2; " * 5_000 + "</script><p>x</p>",
        '<img src="data:image/png;base64,' + "A" * 100_000 + '"><p>x</p>',
        '<meta content="' + "words of a description " * 5_000 + '"><p>x</p>',
        "<p>x</p>" * 5_000,
        "",
    ],
)
def test_other_pages_are_left_as_they_are(page: str) -> None:
    assert without_overlong_tags(page) == page


@given(st.text(alphabet="<>a='\"/ \n", max_size=300), st.integers(0, 3))
def test_nothing_is_added_to_any_text(text: str, times: int) -> None:
    page = text * (1_000 * times)
    short = without_overlong_tags(page)
    assert len(short) <= len(page)

"""An excerpt gives the same matches as the whole page, and leaves out what no selector asks for."""

from __future__ import annotations

import pytest
import soupsieve
from bs4 import BeautifulSoup
from lxml import etree

from scrapers.excerpt import excerpt
from scrapers.tree import build, prune
from tests.scrapers.parse_pages import FIRST, SECOND, html_page

PAGE = html_page(
    before='<p class="by line" id=author>By <a rel=author href="/x?a=1&amp;b=2">Phan &amp; Anh</a></p>'
    '<div class="a"><div class="a b"><span title="&quot;q&quot;">one</span></div><span>two</span></div>',
    body=f'<p>{FIRST}</p><div class="box"><p>boxed &lt;b&gt;</p></div><p class="last">{SECOND}</p>',
)
SELECTORS = [
    "h1", "#author", ".a", ".a .b", "div.a > div.b", ".a span", "span", "main > h1", "body .box p", "[rel=author]",
    "a[href^='/x?a=1&b']", "[title='\"q\"']", "h1, .last", "main.x h1", "nav a", "p", "*", "p:first-child",
    "p + div", "h1 ~ p", "p:not(.last)", "div:has(> p)", "p:-soup-contains('boxed')", "section#comments > p", "P.LAST",
]  # fmt: skip


def tree() -> etree._Element:
    root = build(PAGE)
    prune(root)
    return root


def matches(html: str, selector: str) -> list[str]:
    return [str(tag) for tag in soupsieve.select(selector, BeautifulSoup(html, "lxml"))]


@pytest.mark.parametrize("selector", SELECTORS)
@pytest.mark.parametrize("beside", [[], ["h1", ".last"]])
def test_a_selector_matches_the_same_in_the_excerpt(selector: str, beside: list[str]) -> None:
    root = tree()
    found = excerpt(root, [selector, *beside])
    assert found is not None
    assert matches(found, selector) == matches(etree.tostring(root, encoding="unicode", method="html"), selector)


def test_only_what_may_match_is_written() -> None:
    found = excerpt(tree(), ["h1", "p.last"])
    assert found is not None
    assert (FIRST in found, SECOND in found, "Sign up" in found) == (False, True, False)


def test_nothing_is_written_where_nothing_can_match() -> None:
    assert excerpt(tree(), ["div.gone", "#none"]) == ""


def test_selectors_that_look_at_siblings_get_the_whole_page() -> None:
    for wanted, unwanted in ((["h1 + p"], []), (["h1"], ["p:nth-child(2)"])):
        found = excerpt(tree(), wanted, unwanted)
        assert found is not None
        assert "Sign up" in found


def test_too_much_is_not_written_at_all() -> None:
    root = build("<html><body><div class=x>" + "<i></i>" * 39_000 + "</div></body></html>")
    body = root.find("body")
    assert body is not None
    for _ in range(20_000):
        etree.SubElement(body[0], "i")
    assert excerpt(root, [".x"]) is None
    assert excerpt(root, ["h1"]) == ""

"""A source's own layouts: CSS selectors, dated, tried in order.

Selectors beat every general rule at half the cost, as long as they fit. A layout that has stopped fitting must be
noticed and must not lose articles: where its body selector matches nothing the next layout is tried, then the generic
road, and the miss is recorded in ``how``. BeautifulSoup with soupsieve evaluates the selectors, on the pruned tree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import soupsieve
from bs4 import BeautifulSoup, Tag
from lxml import etree

from scrapers.blocks import Sequence, read_blocks
from scrapers.tree import Unreadable, build, prune

if TYPE_CHECKING:
    from scrapers.source import Layout

_MAX_MATCHES = 2_000
# BeautifulSoup takes some 30 microseconds an element; no article needs a tenth of this.
_MAX_ELEMENTS = 50_000


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What a layout read: raw texts by field, and the matched bodies as one sequence of blocks."""

    index: int
    layout: Layout
    title: str | None = None
    summary: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    body: Sequence = field(default_factory=lambda: Sequence([], []))


def applicable(layouts: tuple[Layout, ...], fetched: date, published: date | None) -> list[int]:
    """Return the numbers of the layouts to try: those valid when the page was fetched, then those of its own time.

    A page saved long ago and ingested today bears its old design, which only its own date tells. A layout that selects
    neither body nor title says nothing of the design, but of dates alone, and is not tried.
    """
    selecting = [(i, layout) for i, layout in enumerate(layouts) if layout.body or layout.title]
    now = [i for i, layout in selecting if layout.valid_until is None or layout.valid_until >= fetched]
    if published is None:
        return now
    then = [
        i for i, layout in selecting if layout.valid_until is not None and fetched > layout.valid_until >= published
    ]
    return now + then


def apply_layouts(root: etree._Element, layouts: tuple[Layout, ...], order: list[int]) -> LaidOut | None:
    """Return what the first fitting layout reads, else None.

    A layout fits when its body selector matches text; without a body selector, when its title does.
    """
    if not order or sum(1 for _ in root.iter()) > _MAX_ELEMENTS:
        return None
    html = etree.tostring(root, encoding="unicode", method="html")
    for index in order:
        soup = BeautifulSoup(html, "lxml")
        read = _apply(soup, index, layouts[index])
        required = read.body.blocks if layouts[index].body else read.title
        if required:
            return read
    return None


def _apply(soup: BeautifulSoup, index: int, layout: Layout) -> LaidOut:
    for selector in layout.remove:
        for element in soupsieve.select(selector, soup, limit=_MAX_MATCHES):
            element.decompose()
    return LaidOut(
        index=index,
        layout=layout,
        title=_first(soup, layout.title),
        summary=_first(soup, layout.summary),
        authors=tuple(_texts(soup, layout.authors)),
        published=_date_text(soup, layout.published),
        body=_body(soup, layout.body),
    )


def _select(soup: BeautifulSoup, selector: str | None) -> list[Tag]:
    return list(soupsieve.select(selector, soup, limit=_MAX_MATCHES)) if selector else []


def _texts(soup: BeautifulSoup, selector: str | None) -> list[str]:
    texts = (" ".join(tag.get_text(" ").split()) for tag in _select(soup, selector))
    return [text for text in texts if text]


def _first(soup: BeautifulSoup, selector: str | None) -> str | None:
    return next((" ".join(tag.get_text().split()) for tag in _select(soup, selector)), None) or None


def _date_text(soup: BeautifulSoup, selector: str | None) -> str | None:
    for tag in _select(soup, selector):
        for name in ("datetime", "content"):
            value = tag.get(name)
            if isinstance(value, str) and value.strip():
                return value
    return _first(soup, selector)


def _body(soup: BeautifulSoup, selector: str | None) -> Sequence:
    """The matched elements, one inside another counted once, as a sequence of blocks."""
    matches = _select(soup, selector)
    chosen = set(map(id, matches))
    outer = [tag for tag in matches if not any(id(parent) in chosen for parent in tag.parents)]
    if not outer:
        return Sequence([], [])
    try:
        root = build("<html><body>" + "".join(map(str, outer)) + "</body></html>")
    except Unreadable:
        return Sequence([], [])
    prune(root)
    return read_blocks(root)

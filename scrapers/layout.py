"""A source's own layouts: CSS selectors, dated, tried in order.

Selectors beat every general rule at half the cost, as long as they fit. A layout that has stopped fitting must be
noticed and must not lose articles: where its body selector matches nothing the next layout is tried, then the generic
road, and the miss is recorded in ``how``, as are the single fields that a fitting layout misses. BeautifulSoup with
soupsieve evaluates the selectors, on the part of the pruned tree that they need (``excerpt``); both are imported when a
source first has a layout, since they take as long to import as ten pages to parse.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from scrapers.blocks import Sequence, read_blocks
from scrapers.tree import Unreadable, build, prune

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

    from scrapers.source import Layout

_MAX_MATCHES = 2_000
# Of headline, lead, byline and date: so many matches, and of each match so many pieces of text.
_MAX_LINES = 50
_MAX_PIECES = 100
_LINE_FIELDS = ("title", "summary", "authors", "published")


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What a layout read: raw texts by field, and the matched bodies as one sequence of blocks."""

    index: int
    layout: Layout
    title: str | None = None
    summary: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    body: Sequence = field(default_factory=Sequence)

    @property
    def fits(self) -> bool:
        """Whether the layout read what it must: the body, or where it selects none, the title."""
        return bool(self.body.blocks if self.layout.body else self.title)

    @property
    def missed(self) -> list[str]:
        """The names of the fields that it selects and found nothing for."""
        return [name for name in _LINE_FIELDS if getattr(self.layout, name) and not getattr(self, name)]


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
    read = (_read(root, index, layouts[index]) for index in order)
    return next((laid for laid in read if laid is not None and laid.fits), None)


def _read(root: etree._Element, index: int, layout: Layout) -> LaidOut | None:
    """Read one layout's fields; None where the page has nothing of it, or too much."""
    from bs4 import BeautifulSoup

    from scrapers.excerpt import excerpt

    stated = (layout.title, layout.summary, layout.body, layout.authors, layout.published)
    html = excerpt(root, filter(None, stated), layout.remove)
    return _apply(BeautifulSoup(html, "lxml"), index, layout) if html else None


def _apply(soup: BeautifulSoup, index: int, layout: Layout) -> LaidOut:
    for selector in layout.remove:
        for element in _select(soup, selector):
            element.decompose()
    return LaidOut(
        index=index,
        layout=layout,
        title=_first(soup, layout.title),
        summary=_first(soup, layout.summary),
        authors=tuple(_texts(_select(soup, layout.authors)[:_MAX_LINES])),
        published=_date_text(soup, layout.published),
        body=_body(soup, layout.body),
    )


def _select(soup: BeautifulSoup, selector: str | None) -> list[Tag]:
    import soupsieve

    return list(soupsieve.select(selector, soup, limit=_MAX_MATCHES)) if selector else []


def _texts(tags: list[Tag], between: str = " ") -> list[str]:
    texts = (" ".join(between.join(islice(tag.strings, _MAX_PIECES)).split()) for tag in tags)
    return [text for text in texts if text]


def _first(soup: BeautifulSoup, selector: str | None) -> str | None:
    """The text of the first match that has any."""
    return next(iter(_texts(_select(soup, selector)[:_MAX_LINES], between="")), None)


def _date_text(soup: BeautifulSoup, selector: str | None) -> str | None:
    for tag in _select(soup, selector)[:_MAX_LINES]:
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
        return Sequence()
    try:
        root = build("<html><body>" + "".join(map(str, outer)) + "</body></html>")
    except Unreadable:
        return Sequence()
    prune(root)
    return read_blocks(root)

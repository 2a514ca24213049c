"""A tree read as a sequence of text blocks, with the stretch of blocks that each element covers.

A block is what a reader sees as one: a paragraph, a heading, a list item, a table cell, a run of text between two
pairs of line breaks. Because blocks are numbered in document order, every element is an interval of block numbers, and
questions such as "how much running text is inside this element, and how much of it is links" become differences of
running totals. That makes the choice of the main element (``generic``) linear in the size of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from scrapers.vocabulary import NO_KINDS, kinds_of

# Elements that begin and end a block. Everything else flows within one.
BLOCK_TAGS = frozenset({
    "html", "body", "main", "article", "section", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li",
    "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "blockquote", "pre",
    "figure", "figcaption", "header", "footer", "aside", "nav", "form", "fieldset", "address", "details", "summary",
    "hgroup", "hr", "center", "menu", "dialog", "dir", "noframes",
})  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NOTED = frozenset({"a", "br", "span", "time", "strong", "em", "b", "i", "small", "cite", "font", "meta", "abbr"})
_LABELS = frozenset({"small", "cite"})
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CHROME = frozenset({"chrome"})
_MARKING = frozenset({"byline", "dated", "changed"})


def reading_size(text: str) -> float:
    """How much there is to read, in Latin characters: other scripts say more in one and take more bytes in UTF-8."""
    return (len(text) + len(text.encode())) / 2


@dataclass(slots=True)
class Block:
    """One block: its text, the innermost block-level element, and how many of its characters are inside links.

    ``tag`` is the element's name, or that of the heading that it stands in.
    """

    text: str
    element: etree._Element
    tag: str
    links: int

    @property
    def size(self) -> float:
        """How much there is to read, in Latin characters."""
        return reading_size(self.text)

    @property
    def link_density(self) -> float:
        """The share of the text that is inside links, 0 to 1."""
        return min(1.0, self.links / len(self.text))


class Span(NamedTuple):
    """An element with the half-open interval of blocks below it, and what its label says that it is."""

    element: etree._Element
    tag: str
    kinds: frozenset[str]
    start: int
    end: int


class Mark(NamedTuple):
    """An element, of whatever level, whose attributes say what it holds, and the number of the block that it is in."""

    element: etree._Element
    kinds: frozenset[str]
    block: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """The blocks of a tree in document order, the spans of its block-level elements, innermost first, and the marks."""

    blocks: list[Block] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


class _Walker:
    """The state of one walk: the text since the last block boundary, the open block-level elements, what was found."""

    def __init__(self, root: etree._Element) -> None:
        self.found = Sequence()
        self.parts: list[str] = []
        self.linked = 0  # characters of the parts that are inside links
        self.in_links = 0  # how many links are open
        self._heading: str | None = None
        self._open: list[tuple[etree._Element, frozenset[str], int]] = [(root, NO_KINDS, 0)]

    def block(self, event: str, element: etree._Element) -> None:
        """Enter or leave a block-level element: the block before it ends."""
        if self.parts:
            self.flush()
        if event == "start":
            self._open.append((element, self._kinds(element), len(self.found.blocks)))
            if element.tag in HEADINGS:
                self._heading = element.tag
            return
        if element.tag in HEADINGS:
            self._heading = None
        owner, kinds, start = self._open.pop()
        if len(self.found.blocks) > start:
            self.found.spans.append(Span(owner, owner.tag, kinds, start, len(self.found.blocks)))

    def inline(self, event: str, element: etree._Element) -> None:
        """Enter or leave an element within a block that is a link, a line break, or may say what it holds."""
        if element.tag == "a":
            self.in_links += 1 if event == "start" else -1
        if event == "start":
            if element.tag == "br":
                self._line_break(element)
            else:
                self._kinds(element)
                if element.tag in _LABELS and self.parts:
                    self.parts.append(" ")  # drawn apart: "Survey of 1893<small>Image: Archive</small>"

    def flush(self) -> None:
        """End the block."""
        text = " ".join("".join(self.parts).split())
        if text:
            element = self._open[-1][0]
            self.found.blocks.append(Block(text, element, self._heading or element.tag, min(self.linked, len(text))))
        self.parts.clear()
        self.linked = 0

    def _kinds(self, element: etree._Element) -> frozenset[str]:
        """What the element's label says; an element that says what it holds becomes a mark."""
        get = element.get
        names, identity, style = get("class"), get("id"), get("style")
        kinds = kinds_of(names) if names else NO_KINDS
        if identity:
            kinds |= kinds_of(identity)
        if (style and _HIDDEN.search(style)) or get("hidden") is not None:
            kinds |= _CHROME
        if not kinds.isdisjoint(_MARKING) or element.tag == "time" or get("itemprop") or get("rel"):
            self.found.marks.append(Mark(element, kinds, len(self.found.blocks)))
        return kinds

    def _line_break(self, element: etree._Element) -> None:
        """One line break is white space, two in a row part paragraphs."""
        previous = element.getprevious()
        if previous is not None and previous.tag == "br" and not (previous.tail or "").strip():
            self.flush()
        else:
            self.parts.append("\n")


def read_blocks(root: etree._Element) -> Sequence:
    """Walk a pruned tree once. This loop sees every element of every page: it is the parser's innermost one."""
    walker = _Walker(root)
    parts = walker.parts
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if tag in BLOCK_TAGS:
            walker.block(event, element)
        elif tag in _NOTED:
            walker.inline(event, element)
        text = element.text if event == "start" else element.tail
        if text and (parts or not text.isspace()):
            parts.append(text)
            if walker.in_links:
                walker.linked += len(text)
    walker.flush()
    return walker.found


def running_totals(values: Iterator[float]) -> list[float]:
    """Return the totals before each value and after the last: the sum over an interval is a difference."""
    totals = [0.0]
    for value in values:
        totals.append(totals[-1] + value)
    return totals

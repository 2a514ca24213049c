"""A tree read as a sequence of text blocks, with the stretch of blocks that each element covers.

A block is what a reader sees as one: a paragraph, a heading, a list item, a table cell, a run of text between two
pairs of line breaks. Because blocks are numbered in document order, every element is an interval of block numbers, and
questions such as "how much running text is inside this element, and how much of it is links" become differences of
running totals. That makes the choice of the main element (``generic``) linear in the size of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from lxml import etree

from scrapers.tree import text_of
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
# The classes of words that are only read out, as CSS frameworks and themes call them ("opens in a new window").
_READ_OUT = re.compile(r"sr-only|screen-?reader|visually-?hidden|assistive-text|a11y-(?:hidden|text)", re.IGNORECASE)
# Where they are noise; in headings, captions and bylines they are labels and separators ("Credit", ": ").
_RUNNING = frozenset({"p", "li", "dd", "td", "blockquote"})
_MAX_UNSEEN = 200
_MARKING = frozenset({"byline", "dated", "changed"})
_NAMES = frozenset({"class", "id"})
_STATING = frozenset({"itemprop", "rel"})


def reading_size(text: str) -> float:
    """How much there is to read, in Latin characters: other scripts say more in one and take more bytes in UTF-8."""
    return float(len(text)) if text.isascii() else (len(text) + len(text.encode())) / 2


class Block:
    """One block: its text, the innermost block-level element, and how many of its characters are inside links.

    ``tag`` is the element's name, or that of the heading that it stands in. ``size`` is how much there is to read, in
    Latin characters, and ``link_density`` the share of the text that is inside links, 0 to 1: every step of the parser
    asks for them, so that they are worked out once.
    """

    __slots__ = ("element", "link_density", "links", "size", "tag", "text")

    def __init__(self, text: str, element: etree._Element, tag: str, links: int) -> None:
        """Make a block of a text that is not empty; ``links`` counts characters."""
        self.text = text
        self.element = element
        self.tag = tag
        self.links = links
        self.size = reading_size(text)
        self.link_density = min(1.0, links / len(text)) if links else 0.0


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
        self.unseen: etree._Element | None = None  # the open inline element whose words are not to be seen
        self._heading: str | None = None
        self._open: list[tuple[etree._Element, str, frozenset[str], int]] = [(root, root.tag, NO_KINDS, 0)]

    def enter(self, element: etree._Element, tag: str) -> None:
        """Enter a block-level element: the block before it ends."""
        if self.parts:
            self.flush()
        self.unseen = None  # what holds blocks is not what is meant
        self._open.append((element, tag, self.label(element, tag), len(self.found.blocks)))
        if tag in HEADINGS:
            self._heading = tag

    def leave(self, tag: str) -> None:
        """Leave a block-level element: its last block ends."""
        if self.parts:
            self.flush()
        if tag in HEADINGS:
            self._heading = None
        element, _, kinds, start = self._open.pop()
        end = len(self.found.blocks)
        if end > start:
            self.found.spans.append(Span(element, tag, kinds, start, end))

    def note(self, element: etree._Element, tag: str) -> None:
        """Enter an element within a block that is a link, a line break, or may say what it holds."""
        if tag == "br":
            self._line_break(element)
            return
        if tag == "a":
            self.in_links += 1
        kinds = self.label(element, tag)
        running = self.unseen is None and self._open[-1][1] in _RUNNING
        if running and "chrome" in kinds and _is_unseen(element):
            self.unseen = element
        if tag in _LABELS and self.parts:
            self.parts.append(" ")  # drawn apart: "Survey of 1893<small>Image: Archive</small>"

    def flush(self) -> None:
        """End the block."""
        text = " ".join("".join(self.parts).split())
        if text:
            element, tag, _, _ = self._open[-1]
            self.found.blocks.append(Block(text, element, self._heading or tag, min(self.linked, len(text))))
        self.parts.clear()
        self.linked = 0

    def label(self, element: etree._Element, tag: str) -> frozenset[str]:
        """What the element's label says; an element that says what it holds becomes a mark.

        One pass over the attributes there are takes half the time of asking for each that matters.
        """
        kinds, marks = NO_KINDS, tag == "time"
        for name, value in element.items():
            if name in _NAMES:
                kinds = kinds | kinds_of(value) if kinds else kinds_of(value)
            elif name == "hidden" or (name == "style" and _HIDDEN.search(str(value))):
                kinds |= _CHROME
            elif name in _STATING and value:
                marks = True
        if marks or (kinds and not kinds.isdisjoint(_MARKING)):
            self.found.marks.append(Mark(element, kinds, len(self.found.blocks)))
        return kinds

    def _line_break(self, element: etree._Element) -> None:
        """One line break is white space, two in a row part paragraphs."""
        previous = element.getprevious()
        if previous is not None and previous.tag == "br" and not (previous.tail or "").strip():
            self.flush()
        else:
            self.parts.append("\n")


def _is_unseen(element: etree._Element) -> bool:
    """Say whether an inline element holds a few words that are hidden, or that are only read out.

    More than a few are text that a click shows ("read more").
    """
    hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None
    if not hidden and not _READ_OUT.search(element.get("class") or ""):
        return False
    return len(text_of(element, _MAX_UNSEEN)) < _MAX_UNSEEN


def read_blocks(root: etree._Element) -> Sequence:
    """Walk a pruned tree once. This loop sees every element of every page: it is the parser's innermost one."""
    walker = _Walker(root)
    parts = walker.parts
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if event == "start":
            if tag in BLOCK_TAGS:
                walker.enter(element, tag)
            elif tag in _NOTED:
                walker.note(element, tag)
            text = element.text
        else:
            if tag in BLOCK_TAGS:
                walker.leave(tag)
            elif tag == "a":
                walker.in_links -= 1
            if element is walker.unseen:
                walker.unseen = None
            text = element.tail
        if text and (parts or not text.isspace()) and walker.unseen is None:
            parts.append(text)
            if walker.in_links:
                walker.linked += len(text)
    walker.flush()
    return walker.found


def running_totals(values: Iterable[float]) -> list[float]:
    """Return the totals before each value and after the last: the sum over an interval is a difference."""
    return list(accumulate(values, initial=0.0))

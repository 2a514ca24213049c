"""Statements of authors, and the places on a page where they stand.

The same markup names the author of the article at its head and the authors of other articles in the teasers: what a
statement is worth depends on where it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from lxml import etree

from scrapers.blocks import Block, Mark, Sequence
from scrapers.byline_names import split_names
from scrapers.generic import Main
from scrapers.tree import text_of

_ABOVE = 4
_BELOW = 12
_LAST = 4
_BEHIND = 8
_MAX_LINE = 140
# A line as long as this is running text.
_RUNNING = 100
# A line holds few elements that are labelled; behind so many of one line no name is looked for.
_MAX_LABELLED = 60


class Statement(NamedTuple):
    """Texts that name authors, the method for ``how``, and the source, which is the key of its weight (``bylines``)."""

    texts: list[str]
    method: str
    source: str


@dataclass(frozen=True)
class Frame:
    """The page and the article's place in it.

    What is asked of every labelled element is worked out once: a page may have thousands of them, and of blocks too.
    ``heading`` is the number of the block that shows the title, if one does; ``marks`` are the elements that say they
    hold an author, each with what says so.
    """

    page: Sequence
    main: Main
    heading: int | None
    marks: list[tuple[str, Mark]]

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks of the page."""
        return self.page.blocks

    @cached_property
    def top(self) -> int:
        """The number of the block at which the article begins."""
        return self.main.start if self.heading is None else self.heading

    @cached_property
    def opening(self) -> int:
        """The number of the block at which the running text begins: the main element may hold the title and more."""
        places = range(max(self.top, self.main.start), min(len(self.blocks), self.top + _BELOW))
        return next((i for i in places if len(self.blocks[i].text) > _RUNNING), places.start)

    def place(self, block: int) -> str:
        """Say where a block is: just above the title, at the head of the article, in it, at its end, or elsewhere."""
        if self.top - _ABOVE <= block < self.top:
            return "above"
        if self.top <= block <= max(self.top + _BELOW, self.main.start + 1) and not self._is_behind(block):
            return "top"
        if self.main.end - _LAST <= block <= self.main.end + _BEHIND or (
            block < self.main.end and self._is_behind(block)
        ):
            return "end"
        return "body" if self.main.start <= block < self.main.end else "far"

    @cached_property
    def _closing(self) -> int | None:
        """The number of the block that is the last running text of the article, if any is."""
        return next((i for i in reversed(self.main.kept) if len(self.blocks[i].text) > _RUNNING), None)

    @cached_property
    def _labelled(self) -> dict[int, list[etree._Element]]:
        """The labelled elements by the number of their block."""
        found: dict[int, list[etree._Element]] = {}
        for _, mark in self.marks:
            found.setdefault(mark.block, []).append(mark.element)
        return found

    def _is_behind(self, block: int) -> bool:
        """Say whether a block stands behind the last running text of the article."""
        return self._closing is not None and self.opening < self._closing < block

    def is_labelled(self, block: int) -> bool:
        """Say whether a labelled element in the block holds a name."""
        near = self._labelled.get(block, ())
        return any(split_names(text_of(element, _MAX_LINE)) for element in near[:_MAX_LABELLED])

    def head(self) -> list[int]:
        """The numbers of the blocks around title and beginning of the text, the likeliest to name authors first."""
        top, start = self.top, self.main.start
        places = (*range(top + 1, top + _BELOW), *range(start, start + _LAST), *range(max(0, top - _ABOVE), top))
        return [i for i in dict.fromkeys(places) if i < len(self.blocks) and i != self.heading]

    def foot(self) -> list[int]:
        """The numbers of the last blocks of the text and those behind it."""
        first = max(self.top + 1, self.main.end - _LAST)
        return list(range(first, min(len(self.blocks), self.main.end + _BEHIND + _LAST)))

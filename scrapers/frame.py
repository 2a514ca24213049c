"""Where the parts of an article are on its page: what the modules that compose its text ask about places.

``compose`` and the modules it calls (``captions``, ``standfirst``, ``headlines``, ``invitations``, ``tail``) all need
the page, the main element, and the block that shows the title. They stand together here, with the few questions about
elements that more than one of them asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from lxml import etree

from scrapers.blocks import HEADINGS, Block, Sequence, Span
from scrapers.generic import Main
from scrapers.tree import text_of

_LETTERS = re.compile(r"\w+")
_BETWEEN = {code: None for code in range(128) if not re.match(r"\w", chr(code))}
_SHORT = 200
_LINE = 80
_BEGINNING = 40
_MAX_PARTS = 20


@dataclass(frozen=True, slots=True)
class Frame:
    """The page, the main element, the number of the title's block, the folded title, and the spans by element."""

    page: Sequence
    main: Main
    heading: int | None
    title: str
    spans: dict[etree._Element, Span] = field(repr=False)

    @property
    def top(self) -> int:
        """The number of the block at which the article begins: its title, or its text where that comes first."""
        return self.main.start if self.heading is None else min(self.heading, self.main.start)

    def around(self, element: etree._Element) -> Iterator[Span]:
        """The spans that hold an element, innermost first, its own included."""
        for holder in (element, *element.iterancestors()):
            span = self.spans.get(holder)
            if span is not None:
                yield span

    def box(self, block: Block) -> Span | None:
        """Return the smallest element that holds a block and more than it; a heading is no box."""
        boxes = (span for span in self.around(block.element) if span.tag not in HEADINGS)
        return next((span for span in boxes if span.end - span.start > 1), None)


def frame_of(page: Sequence, main: Main, title: str | None) -> Frame:
    """Return the frame of a page whose main element and title are chosen."""
    spans = {span.element: span for span in page.spans}
    return Frame(page, main, title_index(page, title, main), folded(title), spans)


def folded(text: str | None) -> str:
    """Return letters and digits only, case folded: what two wordings of one title have in common.

    Titles and names are asked for a dozen times a page, running text hardly twice: only short texts are kept.
    """
    if not text:
        return ""
    return _folded_line(text) if len(text) <= _SHORT else _folded(text)


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower().translate(_BETWEEN)
    return "".join(_LETTERS.findall(text.casefold()))


_folded_line = lru_cache(maxsize=2_048)(_folded)


def says(text: str, wording: str) -> bool:
    """Say whether a text, folded, is a wording that is folded already; a beginning of it tells most of them apart."""
    return wording.startswith(folded(text[:_BEGINNING])) and folded(text) == wording


def title_index(page: Sequence, title: str | None, main: Main) -> int | None:
    """Return the number of the block that shows the title before the main text ends: a heading, else any block."""
    wanted = folded(title)
    if not wanted:
        return None
    least, most = len(wanted), 2 * len(wanted) + _LINE
    word = max(_LETTERS.findall((title or "").casefold()), key=len)  # folding every block costs more than this look
    shown = None
    for i, block in enumerate(page.blocks[: main.end]):
        text = block.text
        if least <= len(text) < most and word in text.casefold() and folded(text) == wanted:
            if block.tag in HEADINGS:
                return i
            shown = i if shown is None else shown
    return shown


def wholly_in(block: Block, *tags: str) -> bool:
    """Say whether all of a block's text stands in one element of these names: ``em``, ``b``."""
    size = len(block.text)
    return any(text_of(part, 2 * size) == block.text for part in islice(block.element.iter(*tags), _MAX_PARTS))

"""Lines and lists inside the text that lead away from it: "Read also", teasers, appeals, labels of advertisements.

A line is told by its links or by its words. Under a heading such as "Related articles" everything short goes; a list
of nothing but links goes with the line that heads it.
"""

from __future__ import annotations

from scrapers.blocks import HEADINGS, Block, Span
from scrapers.frame import Frame
from scrapers.furniture import is_credit_of_author
from scrapers.line_words import is_chrome_line, leads_away, reads_on
from scrapers.vocabulary import INVITING_LINE

_LINE = 80
_PARAGRAPH = 200
_HEADING_SIZE = 120
_LINKED = 0.8
_MOSTLY_LINKED = 0.5
_PARTLY_LINKED = 0.3
# More is an index, and lists in lists would be read again and again.
_ENTRIES = range(2, 200)
_LISTS = frozenset({"ul", "ol"})
_TABULAR = frozenset({"td", "th", "dt", "dd"})


def without_invitations(frame: Frame, kept: list[int]) -> list[int]:
    """Leave out links, lines such as "Read also: …", and short blocks under headings such as "Related articles".

    What is under a heading ends with the next heading of its level and with running text. It also ends with the box
    that the heading stands in, where the text goes on behind it: a paragraph, however short, that is set as one before
    the heading was. Below the last box of an article come others, and the foot of the page, which are set differently.
    """
    left: list[int] = []
    settings: set[tuple[str | None, ...]] = set()
    seen = 0  # how many of those left have their setting noted
    under: str | None = None
    box: Span | None = None
    listed = _link_lists(frame, kept)
    for i in kept:
        block = frame.page.blocks[i]
        if under and box is not None and i >= box.end:
            settings.update(_setting(frame.page.blocks[text]) for text in left[seen:])
            seen = len(left)
        goes_on = under and box is not None and i >= box.end and _setting(block) in settings
        if under and (goes_on or (block.tag in HEADINGS and block.tag <= under) or _runs(block)):
            under = None
        if block.tag in HEADINGS and len(block.text) < _LINE and INVITING_LINE.match(block.text):
            under, box = block.tag, frame.box(block)
        if not under and i not in listed and not _invites(block):
            left.append(i)
    return left


def _link_lists(frame: Frame, kept: list[int]) -> set[int]:
    """The blocks of lists that hold nothing but links, and of the headings or labels right above them."""
    blocks = frame.page.blocks
    inside = set(kept)
    found: set[int] = set()
    for span in frame.page.spans:
        if span.tag not in _LISTS or span.start not in inside or span.end - span.start not in _ENTRIES:
            continue
        entries = blocks[span.start : span.end]
        if all(entry.link_density > _MOSTLY_LINKED and len(entry.text) < _PARAGRAPH for entry in entries):
            found.update(range(span.start, span.end))
            if span.start - 1 in inside and _heads(blocks[span.start - 1]):
                found.add(span.start - 1)
    return found


def _heads(block: Block) -> bool:
    """Say whether a line heads the list below it: a heading, or a short line that ends with a colon."""
    return len(block.text) < _HEADING_SIZE and (block.tag in HEADINGS or block.text.endswith(":"))


def _setting(block: Block) -> tuple[str | None, ...]:
    """What a block looks like: its element's name, and name and class of the element around it."""
    parent = block.element.getparent()
    return (block.element.tag, None, None) if parent is None else (block.element.tag, parent.tag, parent.get("class"))


def _runs(block: Block) -> bool:
    """Say whether a block is a paragraph of running text and no teaser."""
    return block.size > _PARAGRAPH and block.link_density < _PARTLY_LINKED


def _is_byline_of_card(block: Block) -> bool:
    """Say whether a line inside the text is a byline, no heading and no paragraph: one of another article's."""
    return block.element.tag in {"div", "span", "li"} and is_credit_of_author(block.text)


def _invites(block: Block) -> bool:
    if block.link_density > _LINKED and (len(block.text) < _PARAGRAPH or block.tag in {"li", "td"}):
        return True
    if block.tag not in _TABULAR and (is_chrome_line(block.text) or _is_byline_of_card(block)):
        return True
    if block.link_density > _MOSTLY_LINKED and len(block.text) < _PARAGRAPH and reads_on(block.text):
        return True
    inviting = block.link_density > _PARTLY_LINKED or len(block.text) < _LINE
    return inviting and (bool(INVITING_LINE.match(block.text[:_LINE])) or leads_away(block.text[:_LINE]))

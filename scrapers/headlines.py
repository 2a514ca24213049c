"""The head of an article's text: its title once more, and the lines that say who, when and under what heading.

Newsrooms set them above the text in any element and order. All of them are short and stand before the first running
text; what stands above a byline or a date there belongs to them too (the kicker, the headline in another wording).
"""

from __future__ import annotations

from collections.abc import Sequence as Several

from scrapers.blocks import HEADINGS, Block
from scrapers.frame import Frame, folded, says
from scrapers.furniture import is_byline, is_credit_of_author, is_dated_line, is_furniture, is_moment, is_name
from scrapers.line_end import FULL_STOPS, ends_in

_REACH = 12
_AFTER = 6
_PARAGRAPH = 200
_HEADLINE = 30
_RUNNING = 60
_LINE = 120
_PARTLY_LINKED = 0.3
_ALIKE = 0.6
_LISTED = frozenset({"li", "td", "th", "blockquote", "pre"})


def without_head(frame: Frame, kept: list[int], authors: Several[str], section: str | None) -> list[int]:
    """Return the blocks of the text without those of its head.

    Args:
        frame: the page and the article's place in it.
        kept: the numbers of the blocks, in order.
        authors: the authors, whose names stand in bylines.
        section: the section, which stands in kickers.
    """
    return without_bylines(frame, _without_title(frame, kept), authors, section)


def without_bylines(frame: Frame, left: list[int], authors: Several[str], section: str | None) -> list[int]:
    """Return the blocks of the text without the lines above it that tell who and when, and what is above those.

    It is asked again where a standfirst has left the text: the byline may stand below that.
    """
    names = (*authors, section) if section else tuple(authors)
    head = _head_length(frame, left, authors, names)
    text = [i for i in left[:head] if _is_text(frame.page.blocks[i].text, authors, names, frame.page.blocks[i].tag)]
    left = text + left[head:] if _holds_most(frame, left[head:], left) else left
    after = [i for i in left[:_AFTER] if not is_moment(frame.page.blocks[i].text)]
    return after + left[_AFTER:]


def _without_title(frame: Frame, kept: list[int]) -> list[int]:
    """Take the title, and the lines before it, off the head; paragraphs before it stay.

    The title is repeated as it is, or it is the page's first heading, which words it otherwise or adds a kicker.
    """
    blocks = frame.page.blocks
    cut = 0
    for place, i in enumerate(kept[:_REACH]):
        repeats = frame.title and (says(blocks[i].text, frame.title) or _rewords(blocks[i], frame.title))
        if repeats or (_heads_page(frame, i, cut) and not any(_runs(blocks[j]) for j in kept[:place])):
            cut = place + 1
        elif _runs(blocks[i]) and cut:
            break
    left = [j for j in kept[: max(cut - 1, 0)] if blocks[j].size > _PARAGRAPH] + kept[cut:]
    return left if _holds_most(frame, left, kept) else kept


def _holds_most(frame: Frame, left: list[int], kept: list[int]) -> bool:
    """Say whether what is left is the larger part of the text: a head never is."""
    blocks = frame.page.blocks
    return 2 * sum(blocks[i].size for i in left) >= sum(blocks[i].size for i in kept)


def _heads_page(frame: Frame, i: int, cut: int) -> bool:
    """Say whether a block before all text is the page's heading in other words than the title that was chosen.

    That is an ``h1``, or the first ``h2`` of a page that shows the title nowhere before it, or shows it for search
    engines and sets this one, in a box of headings, for readers.
    """
    block = frame.page.blocks[i]
    if block.tag not in {"h1", "h2"} or len(block.text) > _PARAGRAPH:
        return False
    if block.tag == "h1" or cut:
        return block.tag == "h1"
    if frame.heading is None or frame.heading >= i:
        return True
    holder = next((span for span in frame.around(block.element) if span.tag not in HEADINGS), None)
    apart = holder is not None and not any(_runs(line) for line in frame.page.blocks[holder.start : holder.end])
    return apart and len(block.text) >= _HEADLINE


def _rewords(block: Block, title: str) -> bool:
    """Say whether a heading holds the title and a kicker, or is the part of it behind one."""
    if block.tag not in HEADINGS or len(block.text) > _PARAGRAPH:
        return False
    text = folded(block.text)
    shorter, longer = sorted((text, title), key=len)
    return len(shorter) > _ALIKE * len(longer) and (longer.endswith(shorter) or longer.startswith(shorter))


def _head_length(frame: Frame, kept: list[int], authors: Several[str], names: Several[str]) -> int:
    """How many blocks the head has: up to the last line that says who or when before the first running text."""
    length = named = 0
    for place, i in enumerate(kept[:_REACH]):
        block = frame.page.blocks[i]
        if _tells(block.text, authors, names):
            length = place + 1
        elif _runs(block):
            return max(length, named)
        elif place == max(length, named) and is_name(block):
            named = place + 1
    return length


def _tells(text: str, authors: Several[str], names: Several[str]) -> bool:
    """Say whether a line tells who wrote the text, when, or under what heading."""
    if len(text) > _LINE:
        return False
    return is_furniture(text, names) or is_byline(text, authors) or is_credit_of_author(text) or is_dated_line(text)


def _is_text(text: str, authors: Several[str], names: Several[str], tag: str) -> bool:
    """Say whether a block above a byline is text all the same: an entry of a list, or as long as a paragraph."""
    return len(text) > _PARAGRAPH or (tag in _LISTED and not _tells(text, authors, names))


def _runs(block: Block) -> bool:
    """Say whether a block is running text: no heading, no link, long or a finished sentence."""
    if block.tag in HEADINGS or block.link_density >= _PARTLY_LINKED or is_credit_of_author(block.text):
        return False
    return block.size > _LINE or (block.size > _RUNNING and ends_in(block.text, FULL_STOPS))

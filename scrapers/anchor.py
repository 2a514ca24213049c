"""Where a page shows its own title: the block from which the search for the text starts.

The text of an article follows its title, and nothing else on a page is tied to it as surely: menus stand before it,
comments, teasers and the foot of the page behind the text. What the page states as its title (``title`` element,
OpenGraph, JSON-LD) tells which of its headings that is. No title is chosen here (``titles`` does that, with the
text already found); a heading that is worded a little differently serves as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from scrapers.blocks import HEADINGS, Sequence, reading_size

_WORDS = re.compile(r"\w+")
# In Latin characters. Shorter headings ("News", "Video") are parts of too many titles.
_SHORTEST = 10
_LONGEST = 400
_SHARED = 0.5
_MAX_CANDIDATES = 12
# How many blocks behind a heading tell whether the text follows it.
_REACH = 40


def find_anchor(page: Sequence, stated: Iterable[str], weights: list[float]) -> int | None:
    """Return the number of the block that shows the title, or None where no heading can be told to be it.

    Of several headings that show it (one for small screens, one in a bar that stays on top), the one with the most
    text behind it counts.

    Args:
        page: the page's blocks.
        stated: what the page's metadata state as its title, the site's name included or not.
        weights: a block's weight as text each, negative for what is none.
    """
    wordings = [words for title in stated if (words := _WORDS.findall(title[:_LONGEST].casefold()))]
    first = [i for i, block in enumerate(page.blocks) if block.tag == "h1" and len(block.text) <= _LONGEST]
    others = (i for i, block in enumerate(page.blocks) if block.tag in HEADINGS and block.tag != "h1")
    same, alike = _showing(page, first, wordings)
    found = same or _showing(page, others, wordings)[0] or alike
    if not found and len(first) == 1:
        found = first
    return max(found, key=lambda i: _text_behind(weights, i), default=None)


def _showing(page: Sequence, headings: Iterable[int], wordings: list[list[str]]) -> tuple[list[int], list[int]]:
    """The headings that show one of the wordings, and those that share half of its words; at most a dozen each."""
    same: list[int] = []
    alike: list[int] = []
    keys = ["".join(words) for words in wordings]
    for i in headings:
        words = _WORDS.findall(page.blocks[i].text[:_LONGEST].casefold())
        key = "".join(words)
        if any(key == other or _is_part(key, other) or _is_part(other, key) for other in keys):
            same.append(i)
        elif any(len(set(words) & set(other)) >= _SHARED * max(len(words), 3) for other in wordings):
            alike.append(i)
        if len(same) == _MAX_CANDIDATES:
            break
    return same, alike[:_MAX_CANDIDATES]


def _is_part(short: str, long: str) -> bool:
    return reading_size(short) >= _SHORTEST and short in long


def _text_behind(weights: list[float], place: int) -> float:
    """How much text follows a heading, up to a bound; the first of equal ones wins."""
    return sum(max(0.0, weight) for weight in weights[place + 1 : place + 1 + _REACH])

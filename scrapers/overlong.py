"""Tags with thousands of attributes, which libxml2 reads in the square of their number: 40,000 take half a minute.

No page needs more than some dozens. They are looked for before the page is parsed, where they can be alone: in a
stretch of text without ``<``, or without ``>``. Looking costs two short searches for every 4,000 characters of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# So many attributes of a tag are left; libxml2 2.14 reads them in 2 ms.
MOST = 1_000
_STRETCH = 4_000
_TAG = re.compile(r"<[a-zA-Z][^\s/>]*+")
_VALUE = r"""(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>]*+))?+"""
_MOST_ATTRIBUTES = re.compile(rf"(?:[\s/]*+[^\s/>=]++{_VALUE}){{{MOST}}}")
_REST = re.compile(r"""(?:[^"'>]++|"[^"]*+"|'[^']*+')*+""")


def without_overlong_tags(text: str) -> str:
    """Return a page with no more than the first 1,000 attributes of its longest tags.

    What looks like such a tag within a script may be cut too: of scripts, only those that hold JSON are read.
    """
    for bound in "<>":
        kept, pieces = 0, []
        for start, end in _overlong(text, bound):
            pieces.append(text[kept:start])
            kept = end
        text = "".join([*pieces, text[kept:]]) if pieces else text
    return text


def _overlong(text: str, bound: str) -> Iterator[tuple[int, int]]:
    """The intervals that are to be cut out of tags which stand in stretches without the character ``bound``."""
    place = 0
    while (gap := _next_gap(text, bound, place)) is not None:
        before, following = text.rfind(bound, place, gap), text.find(bound, gap)
        place = len(text) if following < 0 else following
        tag = _TAG.search(text, max(before, 0), place)
        many = _MOST_ATTRIBUTES.match(text, tag.end(), place) if tag else None
        rest = _REST.match(text, many.end()) if many else None
        if many and rest:
            yield many.end(), rest.end()
            place = max(place, rest.end())


def _next_gap(text: str, bound: str, start: int) -> int | None:
    """Where the next stretch begins that holds no ``bound``: of every such one of twice the length, one is seen."""
    places = range(start, len(text) - _STRETCH, _STRETCH)
    return next((place for place in places if text.find(bound, place, place + _STRETCH) < 0), None)

"""What addresses of a site's articles have in common, learned from those that its feeds name.

A pattern in ``[urls]`` keeps videos, tags and service pages out. What tells articles from the rest is, with nearly all
content management systems, one of few things: a number at the end or the beginning of the last part, a date in the
path, a suffix, or a long slug. The shapes below are those; a site that has none of them gets no pattern rather than a
guessed one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

# A date in the path, /2026/11/05/ or /2026/11/.
_DATED = re.compile(r"/(?:19|20)\d\d([/-])\d{1,2}(\1\d{1,2})?/")
# A number at the end: story-123456.html, story-post123456.htm, story.a123456, /story/123456.
_NUMBER_LAST = re.compile(r"([-_./])([a-z]{0,8})\d{4,}(\.[a-z]{2,5})?(/?)$")
# A number at the beginning of a part: /123456/story, /123456-story.
_NUMBER_FIRST = re.compile(r"/\d{4,}([-/])[^/]")
_NUMBER_IN_QUERY = re.compile(r"(?:^|&)([a-z_]{1,20})=\d{2,}(?:&|$)", re.IGNORECASE)
_SUFFIX = re.compile(r"[^/](\.(?:s?html?|aspx?|php|ece|cms|vnp))$")
_SLUG = re.compile(r"/[^/.]*?(?:[^/.-]+-){3}[^/]*$")
_SLUG_PATTERN = r"/(?:[^/?-]+-){3}[^/?]*$"

# A pattern that leaves out more of what the feeds name would lose articles.
_ENOUGH = 0.95
# A shape of fewer links than this may be chance.
_LEAST, _LEAST_SHARE = 3, 0.05
_FEW = 5
_MAX_PATTERNS = 3
# So many links show what the others look like.
_MAX_LINKS = 2_000


@dataclass(frozen=True, slots=True)
class Shape:
    """A regular expression for ``[urls] allow`` and how many of the links it matches."""

    pattern: str
    matches: int


@dataclass(frozen=True, slots=True)
class Learned:
    """The shapes of a site's article links; ``usable`` where together they match nearly all of them."""

    shapes: tuple[Shape, ...]
    covered: int
    links: int

    @property
    def usable(self) -> bool:
        """Say whether there are links enough, of which the patterns leave out no more than one in twenty."""
        return bool(self.shapes) and self.links >= _FEW and self.covered >= _ENOUGH * self.links


def learn_shapes(urls: Iterable[str]) -> Learned:
    """Return the shapes that the links have in common, the most frequent first, at most three."""
    links = tuple(islice(dict.fromkeys(urls), _MAX_LINKS))
    left = list(links)
    shapes: list[Shape] = []
    while left and len(shapes) < _MAX_PATTERNS:
        pattern, count = _commonest(left)
        if count < max(_LEAST, _LEAST_SHARE * len(links)):
            break
        shapes.append(Shape(pattern, sum(bool(re.search(pattern, url)) for url in links)))
        left = [url for url in left if not re.search(pattern, url)]
    return Learned(tuple(shapes), len(links) - len(left), len(links))


def _commonest(urls: Sequence[str]) -> tuple[str, int]:
    """Return the pattern that most of the links fit and their number; a telling one may fit a tenth fewer."""
    counts: Counter[str] = Counter()
    rank: dict[str, int] = {}
    for url in urls:
        for place, pattern in enumerate(patterns_of(url)):
            counts[pattern] += 1
            rank[pattern] = min(place, rank.get(pattern, place))
    best = min(counts, key=lambda pattern: (-(10 * counts[pattern] // len(urls)), rank[pattern]), default="")
    return best, counts[best]


def patterns_of(url: str) -> list[str]:
    """Return the patterns that an address fits, the most telling first."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return []
    end = r"(?:\?|$)" if parts.query else "$"
    found = []
    if match := _NUMBER_LAST.search(parts.path):
        separator, letters, suffix, slash = (part or "" for part in match.groups())
        found.append(rf"{_literal(separator + letters)}\d+{_literal(suffix)}{slash}{end}")
    if match := _DATED.search(parts.path):
        found.append(rf"/\d{{4}}{match[1]}\d{{1,2}}{match[1] if match[2] else '/'}")
    if match := _NUMBER_FIRST.search(parts.path):
        found.append(rf"/\d{{4,}}{match[1]}")
    if match := _NUMBER_IN_QUERY.search(parts.query):
        found.append(rf"[?&]{match[1]}=\d+")
    if match := _SUFFIX.search(parts.path):
        found.append(_literal(match[1]) + end)
    if _SLUG.search(parts.path):
        found.append(_SLUG_PATTERN.replace("$", end))
    return found


def _literal(text: str) -> str:
    """Escape a text for a regular expression as a person would: a hyphen means nothing outside of brackets."""
    return re.escape(text).replace(r"\-", "-")

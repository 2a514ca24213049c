"""Where names may stand: runs of capitalised words, joined over particles, initials and hyphens, over "of" and "and".

A run is the longest row of words that one name can have: "Alliance of Liberals and Democrats for Europe". What is in
it is parted by ``transforms.naming.name_parts``.
"""

from __future__ import annotations

from collections.abc import Iterator

from transforms.naming.name_pages import BODY, OR_WORDS, Page
from transforms.naming.name_words import NameWords

_STOPPED = frozenset("st ste mt dr mr mrs ms gen col lt sgt capt sen rep gov jr sr prof rev hon ft no".split())
LONGEST = 40  # tokens of a run; what is longer is a list or noise
_MOST_BETWEEN = 3  # tokens between two parts of a name
_SHORT = 2  # letters: O'Brien, D'Alema
_PLAIN = frozenset({"word", "part", "head", "members", "noname", "thing"}) | OR_WORDS
_JOINED = _PLAIN - {"noname"}  # what may follow a second "of" or "for" in a body's name
_HEADS = frozenset({"head", "members", "thing"})  # what a first "of" or "for" may follow


def runs(page: Page, words: NameWords) -> Iterator[tuple[int, int, bool]]:
    """Yield the runs of a passage from left to right: (first token, token behind the last, whether joined)."""
    start = end = -1
    joined = False
    for first, last in _rows(page, words):
        near = start >= 0 and first - end <= _MOST_BETWEEN and last - start <= LONGEST
        if near and _goes_on(page, (start, end), (first, last), words, joined):
            end, joined = last, True
            continue
        if start >= 0:
            yield start, end, joined
        start, end, joined = first, last, False
    if start >= 0:
        yield start, end, joined


def _rows(page: Page, words: NameWords) -> Iterator[tuple[int, int]]:
    """Yield rows of capitalised words: side by side, or joined within a person's name."""
    start = end = -1
    for place in page.kinds:
        if place == end or (0 < place - end <= _MOST_BETWEEN and end > 0 and _within_name(page, end, place, words)):
            end = place + 1
            continue
        if end > 0:
            yield start, end
        start, end = place, place + 1
    if end > 0:
        yield start, end


def _within_name(page: Page, end: int, place: int, words: NameWords) -> bool:
    """Tell whether what stands between two capitalised words is inside one name: a particle, a hyphen, an initial."""
    between = page.folds[end:place]
    if page.taken and not page.taken.isdisjoint(range(end, place)):
        return False
    if not between[0].isalnum():
        return _over_sign(page, end, place, words)
    if between[-1] == "-":
        return between[-2] in words.articles
    return all(word in words.particles for word in between)


def _over_sign(page: Page, end: int, place: int, words: NameWords) -> bool:
    """Tell whether a name goes on over the sign behind a word: "J. Smith", "Jean-Claude", "O'Neill"."""
    tokens = page.passage.tokens
    last, between = page.folds[end - 1], page.folds[end:place]
    glued = tokens.is_glued(end)
    if between == ["."]:
        return len(last) == 1 or last in _STOPPED
    if between[0] == "'":
        of_owner = last in words.owners and between in (["'"], ["'", "s"])
        return of_owner or (glued and len(last) <= _SHORT and len(between) == 1)
    if between[0] == "-":
        return between[-1] == "-" and (glued or last in words.articles)
    return between == ["&"] or (between == [","] and page.kinds[place] == "firm")


def _goes_on(page: Page, left: tuple[int, int], right: tuple[int, int], words: NameWords, joined: bool) -> bool:
    """Tell whether the name of a body goes on over the words between two runs."""
    between = page.folds[left[1] : right[0]]
    if not words.joiners.issuperset(between) or not page.taken.isdisjoint(range(left[1], right[0])):
        return False
    before, after = page.kinds[left[1] - 1], page.kinds[right[0]]
    if between[0] in ("and", "&", "et", "en"):
        return _listed(page, left, right, joined=joined)
    if left[1] - left[0] > 1 and page.kinds[left[0]] == "role" and before != "head":
        return False
    if before in _HEADS:
        return after != "noname"
    of_country = between[0] == "of" and right[0] in page.countries
    return joined and any(page.kinds.get(place) in BODY for place in range(*left)) and (of_country or after in _JOINED)


def _listed(page: Page, left: tuple[int, int], right: tuple[int, int], *, joined: bool) -> bool:
    """Tell whether "and" is inside a name: "Social Democratic and Labour Party", "… for Strategic and … Studies"."""
    tail = [page.kinds.get(place) for place in range(*right)]
    lead = [page.kinds.get(place) for place in range(*left)]
    if left[1] - 1 in page.countries:
        return joined and right[0] in page.countries and len(tail) == 1
    if joined:
        return lead[-1] in _PLAIN and all(kind in _PLAIN for kind in tail) and tail[-1] not in ("head", "firm")
    return tail[-1] == "head" and len(tail) > 1 and all(kind == "part" for kind in lead)

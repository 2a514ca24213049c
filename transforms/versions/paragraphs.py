"""Which paragraphs of a version were kept, changed, moved, added or removed.

First the paragraphs that are the same: their longest common order is kept, what stands elsewhere has moved (patience
diff, after B. Cohen). Then, between two kept ones, what is alike in its words is the same paragraph changed. Time is
bounded: equal paragraphs are found by their text, unequal ones compared only with those near them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.versions.noise import is_noise
from transforms.versions.typography import canonical

_WORD = re.compile(r"[^\W_]+")
# Share of the words (Dice's coefficient of their sets) from which a paragraph is another one changed: half in its
# place, less where both are alone in theirs, more where the place has changed too.
_ALIKE, _ALIKE_ALONE, _ALIKE_ELSEWHERE = 0.5, 0.25, 0.7
_NEAR = 12  # paragraphs on either side of the same place in a gap with which one is compared
_MOST_COMPARED = 20_000  # pairs in one gap; a text of thousands of new paragraphs is compared place by place
_COMPARED_WORDS = 400
_SMALLEST_MOVE = 4  # words; a shorter paragraph elsewhere may be a coincidence


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a version: its place from 0, its text, and the text as it is compared."""

    position: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph before and after; one side is None where it was added or removed. ``moved`` says out of order."""

    before: Paragraph | None
    after: Paragraph | None
    moved: bool = False


def paragraphs_of(body: Sequence[str]) -> list[Paragraph]:
    """Return the paragraphs of a body that are no noise, with their places in it."""
    return [Paragraph(at, text, canonical(text)) for at, text in enumerate(body) if not is_noise(text)]


def align(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> list[Pair]:
    """Return every paragraph of both versions in one pair, in the order of the later version.

    Removed paragraphs stand where they were.
    """
    same = _same(before, after)
    in_order = _longest_order(same)
    kept, chosen = [same[number] for number in in_order], set(in_order)
    moved = [pair for number, pair in enumerate(same) if number not in chosen]
    pairs = [Pair(before[a], after[b]) for a, b in kept] + [Pair(before[a], after[b], moved=True) for a, b in moved]
    taken_before, taken_after = {a for a, _ in same}, {b for _, b in same}
    for start_a, end_a, start_b, end_b in _gaps(kept, len(before), len(after)):
        old = [before[a] for a in range(start_a, end_a) if a not in taken_before]
        new = [after[b] for b in range(start_b, end_b) if b not in taken_after]
        pairs += _pair_gap(old, new)
    return _in_order(_pair_elsewhere(pairs))


def _same(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> list[tuple[int, int]]:
    """Return the places of equal paragraphs, the nth of one text with the nth; in the order of ``after``."""
    places = {key: number for number, key in enumerate(_numbered(before))}
    return [(places[key], number) for number, key in enumerate(_numbered(after)) if key in places]


def _numbered(paragraphs: Sequence[Paragraph]) -> list[tuple[str, int]]:
    seen: Counter[str] = Counter()
    keys = []
    for paragraph in paragraphs:
        keys.append((paragraph.key, seen[paragraph.key]))
        seen[paragraph.key] += 1
    return keys


def _longest_order(pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Return which of the pairs, sorted by their second place, are the longest rising row of first places."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int | None] = []
    for number, (place, _) in enumerate(pairs):
        length = bisect_left(tails, place)
        previous.append(ends[length - 1] if length else None)
        tails[length : length + 1] = [place]
        ends[length : length + 1] = [number]
    chosen: list[int] = []
    at = ends[-1] if ends else None
    while at is not None:
        chosen.append(at)
        at = previous[at]
    return chosen[::-1]


def _gaps(kept: Sequence[tuple[int, int]], old: int, new: int) -> list[tuple[int, int, int, int]]:
    """Return the stretches between kept paragraphs: from and to before, from and to after."""
    edges = [(-1, -1), *kept, (old, new)]
    return [(a + 1, c, b + 1, d) for (a, b), (c, d) in pairwise(edges)]


def _pair_gap(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> list[Pair]:
    """Pair the changed paragraphs of a gap, the most alike first; the others were removed or added."""
    chosen = _choose(_candidates(old, new))
    gone, come = {a for a, _ in chosen}, {b for _, b in chosen}
    pairs = [Pair(old[a], new[b]) for a, b in chosen]
    pairs += [Pair(one, None) for a, one in enumerate(old) if a not in gone]
    return pairs + [Pair(None, one) for b, one in enumerate(new) if b not in come]


def _candidates(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> list[tuple[int, int]]:
    """Return the pairs of a gap that are alike enough, the most alike first, then the nearest to the same place."""
    if not old or not new:
        return []
    least = _ALIKE_ALONE if len(old) == 1 == len(new) else _ALIKE
    scale, near = len(new) / len(old), min(_NEAR, _MOST_COMPARED // len(old))
    bags = [_bag(one) for one in new]
    found: list[tuple[float, int, int, int]] = []
    for a, one in enumerate(old):
        bag, centre = _bag(one), int(a * scale)
        places = range(max(0, centre - near), min(len(new), centre + near + 1))
        shares = ((_share(bag, bags[b]), b) for b in places)
        found += [(-share, abs(centre - b), a, b) for share, b in shares if share >= least]
    return [(a, b) for _, _, a, b in sorted(found)]


def _choose(candidates: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the first candidates of which no side has been chosen already."""
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for a, b in candidates:
        if a not in chosen and b not in taken:
            chosen[a] = b
            taken.add(b)
    return list(chosen.items())


def _pair_elsewhere(pairs: Sequence[Pair]) -> list[Pair]:
    """Pair what was removed in one place with what was added, nearly the same, in another: moved and changed."""
    removed = [pair for pair in pairs if pair.after is None][: _NEAR * 2]
    added = [pair for pair in pairs if pair.before is None][: _NEAR * 2]
    bags = [_bag(pair.after) for pair in added]
    candidates = []
    for a, pair in enumerate(removed):
        bag = _bag(pair.before)
        shares = ((_share(bag, other), b) for b, other in enumerate(bags) if len(bag) >= _SMALLEST_MOVE)
        candidates += [(-share, a, b) for share, b in shares if share >= _ALIKE_ELSEWHERE]
    chosen = _choose([(a, b) for _, a, b in sorted(candidates)])
    used = {id(removed[a]) for a, _ in chosen} | {id(added[b]) for _, b in chosen}
    rest = [pair for pair in pairs if id(pair) not in used]
    return rest + [Pair(removed[a].before, added[b].after, moved=True) for a, b in chosen]


def _in_order(pairs: Sequence[Pair]) -> list[Pair]:
    """Sort by the place in the later version; what was removed stands behind what it stood behind before."""
    places = sorted(
        (pair.before.position, pair.after.position) for pair in pairs if pair.before and pair.after and not pair.moved
    )
    starts = [before for before, _ in places]

    def place(pair: Pair) -> tuple[float, int]:
        if pair.after is not None:
            return (pair.after.position, 0)
        position = pair.before.position if pair.before else 0
        number = bisect_left(starts, position)
        return (places[number - 1][1] + 0.5 if number else -0.5, position)

    return sorted(pairs, key=place)


def _bag(paragraph: Paragraph | None) -> frozenset[str]:
    words = _WORD.findall(paragraph.key.lower()) if paragraph else []
    return frozenset(words[:_COMPARED_WORDS])


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / max(len(one) + len(other), 1)

"""Aligns the words of two texts: for each word of one, which word of the other it is.

From certain to likely, each step within the bounds that the one before has set:

1. runs of five words and more that stand in both texts, in any order: a paragraph may have been moved;
2. runs of three between two runs that follow each other in both texts: a passage in which words were changed;
3. single words, in order, between two runs that are near each other: a sentence that was edited.

Every word of the original is used once at most, so that what a text says twice is not found twice in one that says it
once. All steps look at a bounded number of places, so that time grows with the length of the texts alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

NOWHERE = -1

# Five words in a row are rarely shared by accident; four are, in Vietnamese, whose words are of two syllables written
# apart ("Thủ tướng Chính phủ" is one name).
_RUN = 5
# Where a passage stands in its place between two such runs, three in a row are no accident either.
_RUN_IN_PLACE = 3
# Places of the original at which a run is tried. What occurs more often is a formula, and any eight places do.
_TRIED = 8
# Words between two runs that are compared one by one: a sentence or so, rewritten.
_GAP = 24
# Of the shorter side of such a gap at least this share must be found, or it is a new passage with the same small words.
_SAME_PASSAGE = 0.5


def align(original: Sequence[str], copy: Sequence[str]) -> list[int]:
    """Return for each word of the copy its place in the original, or ``NOWHERE``; no place is given twice."""
    under_way = _Alignment(original, copy, [NOWHERE] * len(copy), bytearray(len(original)))
    under_way.find_runs(_Passage(0, len(original), 0, len(copy)), _RUN)
    for passage in list(under_way.passages()):
        under_way.find_runs(passage, _RUN_IN_PLACE)
    for passage in list(under_way.passages()):
        under_way.find_words(passage)
    return under_way.sources


@dataclass(frozen=True, slots=True)
class _Passage:
    """A stretch of the original, ``first`` to ``last``, and one of the copy, ``start`` to ``stop``: ends excluded."""

    first: int
    last: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Alignment:
    """Two texts; for each word of the copy its place in the original so far; which words of the original are used."""

    original: Sequence[str]
    copy: Sequence[str]
    sources: list[int]
    used: bytearray

    def find_runs(self, passage: _Passage, shortest: int) -> None:
        """Align the longest run at each place of the passage that is as long as ``shortest`` at least."""
        places = self._places(passage, shortest)
        start = passage.start
        while start + shortest <= passage.stop:
            tried = places.get(tuple(self.copy[start : start + shortest]), ())
            found, length = self._longest(passage, start, tried)
            if length >= shortest:
                self.sources[start : start + length] = range(found, found + length)
                self.used[found : found + length] = b"\1" * length
            start += length if length >= shortest else 1

    def _places(self, passage: _Passage, shortest: int) -> dict[tuple[str, ...], list[int]]:
        """Return at which places of the original each run of the shortest length begins, the first few."""
        places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for place in range(passage.first, passage.last - shortest + 1):
            begun = places[tuple(self.original[place : place + shortest])]
            if len(begun) < _TRIED:
                begun.append(place)
        return places

    def _longest(self, passage: _Passage, start: int, tried: Sequence[int]) -> tuple[int, int]:
        """Return where in the original the longest run from ``start`` begins, and its length, 0 if there is none."""
        best, longest = NOWHERE, 0
        for place in tried:
            most = min(passage.last - place, passage.stop - start)
            length = 0
            while (
                length < most
                and not self.used[place + length]
                and self.original[place + length] == self.copy[start + length]
            ):
                length += 1
            if length > longest:
                best, longest = place, length
        return best, longest

    def passages(self) -> Iterator[_Passage]:
        """Yield what lies between two runs that follow each other in both texts, where neither side is aligned yet."""
        start = 0
        for place in range(len(self.copy) + 1):
            if place < len(self.copy) and self.sources[place] == NOWHERE:
                continue
            first = self.sources[start - 1] + 1 if start else 0
            last = self.sources[place] if place < len(self.copy) else len(self.original)
            if start < place and first < last and not any(self.used[first:last]):
                yield _Passage(first, last, start, place)
            start = place + 1

    def find_words(self, passage: _Passage) -> None:
        """Align the words that are left of an edited sentence."""
        sides = (passage.last - passage.first, passage.stop - passage.start)
        if max(sides) > _GAP:
            return
        pairs = _common(self.original[passage.first : passage.last], self.copy[passage.start : passage.stop])
        if len(pairs) < _SAME_PASSAGE * min(sides):
            return
        for there, here in pairs:
            self.sources[passage.start + here] = passage.first + there
            self.used[passage.first + there] = 1


def _common(original: Sequence[str], copy: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of a longest common subsequence, by the usual table: both sides are short."""
    lengths = [[0] * (len(copy) + 1) for _ in range(len(original) + 1)]
    for i in range(len(original) - 1, -1, -1):
        for j in range(len(copy) - 1, -1, -1):
            same = original[i] == copy[j]
            lengths[i][j] = 1 + lengths[i + 1][j + 1] if same else max(lengths[i + 1][j], lengths[i][j + 1])
    pairs = []
    i = j = 0
    while i < len(original) and j < len(copy):
        if original[i] == copy[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs

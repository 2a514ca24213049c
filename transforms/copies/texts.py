"""Two texts side by side: the rows of words that both have, and the heaviest choice of them that keeps one order.

A ``Text`` is made once for an article and compared with many; what each comparison needs of it is worked out when it is
first needed, 20 bytes a word. Rows are found by whole arrays, as a batch has thousands of pairs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from transforms.copies.records import Words
from transforms.copies.shingles import SEQUENCE, sequences
from transforms.copies.wordnumbers import CAPITAL, NUMBER, same_words

Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]
Counts = npt.NDArray[np.int32]
Ranked = npt.NDArray[np.uint64]

ROW = 3
"""Words of a row that counts at all: what is left between edits where a fifth of the words were changed."""

_HALF = np.uint64(32)
_LARGEST = (1 << 32) - 1


class Rows(NamedTuple):
    """Rows of words that two texts have in common, in the order of the first: begins in both, and lengths."""

    at: Places
    to: Places
    lengths: Places

    def only(self, which: Places | Mask | list[int]) -> Rows:
        """Return some of the rows."""
        return Rows(self.at[which], self.to[which], self.lengths[which])

    @property
    def words(self) -> int:
        """The sum of the lengths."""
        return int(self.lengths.sum())


class Text:
    """An article's words, prepared for comparing.

    ``common`` are the hashes of common sequences, sorted, and ``largest`` is the largest hash of the article's sketch:
    of two articles only the common hashes up to the lesser of both count, which one of their sketches would hold.
    """

    def __init__(self, words: Words, common: Words, largest: int = _LARGEST) -> None:
        self.words = words
        self.size = words.size
        self.largest = largest
        self._common = common

    @cached_property
    def spelled(self) -> bytes:
        """All words: equal for equal ones, and an order of articles that have as many."""
        return same_words(self.words).tobytes()

    @cached_property
    def seeds(self) -> Words:
        """The hash of every ``ROW`` words."""
        return sequences(self.words, ROW)

    @cached_property
    def ranked(self) -> tuple[Words, Words]:
        """The seeds sorted, and where each stands in the text; of equal ones the first comes first."""
        keys: Ranked = self.seeds.astype(np.uint64) << _HALF
        keys |= np.arange(keys.size, dtype=np.uint64)
        keys.sort()
        return (keys >> _HALF).astype(np.uint32), keys.astype(np.uint32)

    @cached_property
    def particulars(self) -> Mask:
        """Which words are numbers, or begin with a capital as names do."""
        return self.words >= CAPITAL

    @cached_property
    def particulars_before(self) -> Counts:
        """How many numbers and names stand before each word, and before the end."""
        return _before(self.particulars)

    @cached_property
    def numbers_before(self) -> Counts:
        """How many numbers stand before each word, and before the end."""
        return _before(self.words >= NUMBER)

    @cached_property
    def common(self) -> list[tuple[int, int]]:
        """Place and hash of each common sequence in the text."""
        if not self._common.size:
            return []
        hashes = sequences(self.words, SEQUENCE)
        ranks = self._common.searchsorted(hashes)
        ranks[ranks == self._common.size] = 0
        places = (self._common[ranks] == hashes).nonzero()[0]
        return list(zip(places.tolist(), hashes[places].tolist(), strict=True))


def _before(which: Mask) -> Counts:
    counts = np.zeros(which.size + 1, np.int32)
    np.cumsum(which, out=counts[1:])
    return counts


def rows(one: Text, other: Text, least_seeds: float) -> Rows | None:
    """Return the rows of at least ``ROW`` words of ``one`` that ``other`` has too; None for fewer seeds than given.

    Each seed is taken where it first stands in the other text, or where the row before it goes on there.
    """
    here, there = one.seeds, other.seeds
    ranked, order = other.ranked
    rank = ranked.searchsorted(here)
    rank[rank == ranked.size] = 0
    found = ranked[rank] == here
    places = found.nonzero()[0]
    if places.size < max(least_seeds, 1):
        return None
    rank = rank[places]
    sure = ranked[np.minimum(rank + 1, ranked.size - 1)] != ranked[rank]
    shifts = _shifts(here[places], there, places, order[rank].astype(np.intp), sure)
    breaks = ((places[1:] - places[:-1] != 1) | (shifts[1:] != shifts[:-1])).nonzero()[0] + 1
    edges = np.empty(breaks.size + 2, np.intp)
    edges[0], edges[1:-1], edges[-1] = 0, breaks, places.size
    at = places[edges[:-1]]
    return Rows(at, at + shifts[edges[:-1]], edges[1:] - edges[:-1] + (ROW - 1))


def _shifts(seeds: Words, there: Words, places: Places, first: Places, sure: Mask) -> Places:
    """Return how far to the right each seed stands in the other text, whose seeds are ``there``.

    ``places`` is where the seeds stand, ``first`` where they first do in the other text, and ``sure`` says that they do
    so nowhere else. The others go on where the last sure one left off, if they stand there too.
    """
    numbers = np.arange(places.size)
    last_sure = np.maximum.accumulate(np.where(sure, numbers, 0))
    going_on = places + (first - places)[last_sure]
    np.clip(going_on, 0, there.size - 1, out=going_on)
    return np.where(there[going_on] == seeds, going_on, first) - places


def in_order(common: Rows) -> Rows:
    """Return the rows that come in the same order in both texts: of all such choices the one with most words.

    It is the heaviest increasing subsequence, found by keeping, for each end in the other text, the heaviest choice up
    to there. Rows may overlap by the words that seeds share.
    """
    ends: list[int] = []
    choices: list[tuple[int, int]] = []  # words in all, and the last row
    before: list[int] = []
    for number, (to, length) in enumerate(zip(common.to.tolist(), common.lengths.tolist(), strict=True)):
        place = bisect_right(ends, to + ROW - 1)
        words, previous = choices[place - 1] if place else (0, -1)
        before.append(previous)
        end, words = to + length, words + length
        place = bisect_left(ends, end)
        if place and choices[place - 1][0] >= words:
            continue
        after = place
        while after < len(choices) and choices[after][0] <= words:
            after += 1
        ends[place:after], choices[place:after] = [end], [(words, number)]
    kept, last = [], choices[-1][1] if choices else -1
    while last >= 0:
        kept.append(last)
        last = before[last]
    return common.only(kept[::-1])

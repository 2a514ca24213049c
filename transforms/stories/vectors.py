"""Articles as sparse vectors: how much each feature says, from how often it stands here and how rarely elsewhere.

A feature weighs ``(1 + ln count) * ln((N + 1) / df) ** 1.5``: sharper than the plain inverse document frequency, since
what tells one event from the next is its few rare words, while a subject's own words (a pandemic's name in the year
of the pandemic) should weigh next to nothing. A feature that no other article has weighs half: it may be an accident
of wording, and what cannot be shared must not push apart two texts that share much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from transforms.stories.records import WORD, Features

KINDS = 6
RARITY_POWER = 1.5
LONELY = 0.5  # how much a feature counts that no other article has
RAREST = 0.01  # share of articles below which rarity grows no more: else closeness would depend on how many are stored
_KIND_WEIGHTS = np.array([1.0, 1.0, 0.7, 0.7, 0.3, 0.7])  # by kind: a name says most, context hardly anything
_SHARED = 2  # articles

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """Rows in compressed form: row ``i`` has the entries ``starts[i]:starts[i + 1]``.

    For each entry ``columns`` has the number of its feature and ``weights`` what it says; for each feature ``kinds``
    has its kind and ``rarity`` what one occurrence of it weighs.
    """

    starts: Integers
    columns: Integers
    weights: Floats
    kinds: Integers
    rarity: Floats

    def rows(self) -> Integers:
        """Return the row of each entry."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def norms(self) -> Floats:
        """Return the squared length of each row by kind, shape (rows, ``KINDS``)."""
        return self._by_kind(self.weights**2)

    def sizes(self) -> Floats:
        """Return the number of features of each row by kind, shape (rows, ``KINDS``)."""
        return self._by_kind(np.ones(len(self.weights)))

    def _by_kind(self, values: Floats) -> Floats:
        rows = len(self.starts) - 1
        place = self.rows() * KINDS + self.kinds[self.columns]
        return np.bincount(place, values, minlength=rows * KINDS).astype(np.float64).reshape(rows, KINDS)

    def scaled(self, shares: Floats) -> Vectors:
        """Return the same rows with each feature's weight times its share."""
        weights = self.weights * shares[self.columns]
        return Vectors(self.starts, self.columns, weights, self.kinds, self.rarity * shares)

    def of_length_one(self) -> Vectors:
        """Return the same rows, each at the length of one, so that products are cosines."""
        lengths = np.sqrt(np.maximum(self.norms().sum(1), np.finfo(float).tiny))
        return Vectors(self.starts, self.columns, self.weights / lengths[self.rows()], self.kinds, self.rarity)

    def only(self, kept: Bools) -> Vectors:
        """Return the same rows with the features alone that ``kept`` says."""
        stay = kept[self.columns]
        lengths = np.bincount(self.rows()[stay], minlength=len(self.starts) - 1)
        return Vectors(
            np.concatenate(([0], np.cumsum(lengths))),
            self.columns[stay],
            self.weights[stay],
            self.kinds,
            self.rarity,
        )


def weigh(
    features: Sequence[Features], fresh: Sequence[bool], counts: Mapping[int, int], articles: Mapping[str | None, int]
) -> Vectors:
    """Return the vectors of articles, one row each.

    ``fresh`` says which of them are not yet in ``counts`` (articles by feature hash) and ``articles`` (articles by
    language), which are those of earlier batches. A feature is held by as many as are given here at least, whatever
    ``counts`` has forgotten. A word's rarity is that among the articles of its language.
    """
    lengths = np.array([len(one.hashes) for one in features], np.int64)
    hashes, firsts, columns = np.unique(
        np.concatenate([one.hashes for one in features]), return_index=True, return_inverse=True
    )
    kinds = np.concatenate([one.kinds for one in features])[firsts].astype(np.int64)
    new = np.repeat(np.array(fresh, bool), lengths)
    stored = np.fromiter(map(counts.get, hashes.tolist(), repeat(0)), np.float64, len(hashes))
    here = np.bincount(columns, minlength=len(hashes))
    held = np.maximum(np.bincount(columns[new], minlength=len(hashes)) + stored, here)
    of_language, of_all = _totals(features, fresh, articles)
    among = np.maximum(np.where(kinds == WORD, np.repeat(of_language, lengths)[firsts], of_all), held)
    rarity = np.maximum(np.log((among + 1) / (held + RAREST * among)), 0.0) ** RARITY_POWER
    rarity *= np.where(held < _SHARED, LONELY, 1.0) * _KIND_WEIGHTS[kinds]
    occurrences = np.concatenate([one.counts for one in features]).astype(np.float64)
    weights = (1 + np.log(occurrences)) * rarity[columns]
    return Vectors(np.concatenate(([0], np.cumsum(lengths))), columns, weights, kinds, rarity)


def _totals(
    features: Sequence[Features], fresh: Sequence[bool], articles: Mapping[str | None, int]
) -> tuple[Floats, float]:
    """Return how many articles there are in the language of each row, and in all."""
    counted = Counter(one.language for one, new in zip(features, fresh, strict=True) if new)
    counted.update(articles)
    return np.array([counted[one.language] for one in features], np.float64), float(sum(counted.values()))

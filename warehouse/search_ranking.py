"""Which of the articles that hold every word of a query come first: BM25, on arrays.

Robertson & Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with k1 = 1.2 and b = 0.75, over
title, summary and body. The same as the macro ``mart.search`` computes in SQL, where the plan alone costs more than all
of this: two words that stand in 40,000 of 100,000 articles take 2 ms.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

_K1, _B = 1.2, 0.75


class Postings(NamedTuple):
    """The documents that hold a word, by number, each once, and how much it weighs in each."""

    docs: npt.NDArray[np.int32]
    weights: npt.NDArray[np.int64]


class Ranked(NamedTuple):
    """Documents by number and their scores, in no order."""

    docs: npt.NDArray[np.int32]
    scores: npt.NDArray[np.float64]

    def best(self, most: int) -> Ranked:
        """Return the ``most`` best, and those that are as good as the last of them."""
        if len(self.docs) <= most:
            return self
        kept = self.scores >= np.partition(self.scores, -most)[-most]
        return Ranked(self.docs[kept], self.scores[kept])


def summed(docs: npt.NDArray[np.int32], weights: npt.NDArray[np.uint16]) -> Postings:
    """Return the postings of several words as those of one."""
    found, places = np.unique(docs, return_inverse=True)
    return Postings(found, np.bincount(places, weights, len(found)).astype(np.int64))


def rank(documents: Postings, words: Sequence[Postings], allowed: npt.NDArray[np.int32] | None = None) -> Ranked:
    """Return the documents that hold all of ``words``, with their scores.

    ``documents`` are all that there are, with the number of their words; a posting of any other counts for how rare a
    word is, as in SQL, and is no hit. ``allowed`` are those that hits are limited to.
    """
    reach = 1 + max((int(one.docs.max()) for one in (documents, *words) if len(one.docs)), default=0)
    lengths = _spread(documents, reach)
    if allowed is not None:
        limited = np.zeros_like(lengths)
        limited[allowed] = lengths[allowed]
        lengths = limited
    held = [_spread(one, reach) for one in words]
    docs = min(words, key=lambda one: len(one.docs)).docs
    docs = docs[np.logical_and.reduce([lengths[docs] > 0, *(one[docs] > 0 for one in held)])]
    average = max(float(documents.weights.mean()), 1.0) if len(documents.docs) else 1.0
    norm = _K1 * (1 - _B + _B * lengths[docs] / average)
    scores = np.zeros(len(docs))
    for one, all_weights in zip(words, held, strict=True):
        weights = all_weights[docs]
        rarity = np.log(1 + (len(documents.docs) - len(one.docs) + 0.5) / (len(one.docs) + 0.5))
        scores += rarity * weights * (_K1 + 1) / (weights + norm)
    return Ranked(docs, scores)


def _spread(postings: Postings, reach: int) -> npt.NDArray[np.int64]:
    """Return an array with the weight of each document at its number, 0 for those that are not there."""
    spread = np.zeros(reach, np.int64)
    spread[postings.docs] = postings.weights
    return spread

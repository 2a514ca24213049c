"""Which articles may report one event: those that share rare features, found without comparing all with all.

For each row its heaviest features are looked up, each among the rows before it, the latest few of them: the work for
a row is bounded whatever the stream holds. What comes up most is compared in full.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from transforms.stories.vectors import KINDS, Floats, Integers, Vectors

LOOKED_UP = 32  # features of a row that are looked up, heaviest first
LATEST = 48  # rows that are met through one feature
COMPARED = 48  # rows that are compared in full


def close_pairs(
    vectors: Vectors, apart: Integers | None = None, least: float = 0.0
) -> Iterator[tuple[int, Integers, Floats, Floats]]:
    """Yield for each row that has any the earlier rows that share features with it, and how much they share.

    Rows should come in order of time, so that the latest are met first. Where ``apart`` has a number for each row, only
    rows of different numbers are paired. Rows whose products over what was looked up come to less than ``least`` are
    left out. The products of the shared features' weights are summed, and then the shared features counted, by kind,
    shape (others, ``KINDS``).
    """
    rows = vectors.rows()
    order = np.argsort(vectors.columns, kind="stable")
    firsts = np.searchsorted(vectors.columns[order], np.arange(len(vectors.rarity)))
    places = np.empty_like(order)
    places[order] = np.arange(len(order))
    dense = np.zeros(len(vectors.rarity))
    for row in range(1, len(vectors.starts) - 1):
        start, end = vectors.starts[row], vectors.starts[row + 1]
        entries = _heaviest(vectors, start, end, places, firsts)
        lows = np.maximum(firsts[vectors.columns[entries]], places[entries] - LATEST)
        met, lengths = _ranges(lows, places[entries])
        if not len(met):
            continue
        others = order[met]
        products = vectors.weights[others] * np.repeat(vectors.weights[entries], lengths)
        likely = _likeliest(rows[others], products, row, apart, least)
        if not len(likely):
            continue
        dense[vectors.columns[start:end]] = vectors.weights[start:end]
        yield row, likely, *_shared(vectors, dense, likely)
        dense[vectors.columns[start:end]] = 0.0


def _heaviest(vectors: Vectors, start: int, end: int, places: Integers, firsts: Integers) -> Integers:
    """Return the entries of a row to look up: the heaviest of those that an earlier row has too."""
    entries = np.arange(start, end)
    entries = entries[places[start:end] > firsts[vectors.columns[start:end]]]
    if len(entries) <= LOOKED_UP:
        return entries
    return entries[np.argsort(-vectors.weights[entries], kind="stable")[:LOOKED_UP]]


def _ranges(lows: Integers, highs: Integers) -> tuple[Integers, Integers]:
    """Return the numbers from each low up to its high, one range behind the other, and the lengths."""
    lengths = highs - lows
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(lows - ends + lengths, lengths), lengths


def _likeliest(rows: Integers, products: Floats, row: int, apart: Integers | None, least: float) -> Integers:
    """Return the rows with the largest sums of products, in ascending order."""
    sums = np.bincount(rows, products, minlength=row)
    eligible = sums > least
    if apart is not None:
        eligible &= apart[:row] != apart[row]
    likely = np.flatnonzero(eligible)
    if len(likely) <= COMPARED:
        return likely
    return np.sort(likely[np.argsort(-sums[likely], kind="stable")[:COMPARED]])


def _shared(vectors: Vectors, dense: Floats, others: Integers) -> tuple[Floats, Floats]:
    """Return the products of the row spread out in ``dense`` with each of the other rows, and the shared features."""
    entries, lengths = _ranges(vectors.starts[others], vectors.starts[others + 1])
    columns = vectors.columns[entries]
    products = dense[columns] * vectors.weights[entries]
    common = np.flatnonzero(products)
    place = (np.repeat(np.arange(len(others)) * KINDS, lengths) + vectors.kinds[columns])[common]
    cells = len(others) * KINDS
    sums = np.bincount(place, products[common], minlength=cells).astype(np.float64)
    counts = np.bincount(place, minlength=cells).astype(np.float64)
    return sums.reshape(-1, KINDS), counts.reshape(-1, KINDS)

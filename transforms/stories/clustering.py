"""Clustering: the story of each article of a batch, decided from the batch and the stored articles that it may meet.

Articles of one language are compared by their words, those of different languages by what crosses languages (names,
numbers, countries), and closeness fades with the days between them. Average linkage over all of this makes the
stories: of two robberies told in eight languages each, no pair of languages alone decides whether they are one.
Within a batch nothing depends on the order of articles; between batches ids stay (``transforms.stories.decisions``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from transforms.stories.decisions import decided
from transforms.stories.linkage import Linkage
from transforms.stories.pairs import COMPARED, close_pairs
from transforms.stories.records import (
    CONTEXT,
    COUNTRY,
    NAME,
    NUMBER,
    SKELETON,
    WORD,
    Assignment,
    Features,
    Known,
    Report,
)
from transforms.stories.vectors import Bools, Floats, Integers, Vectors, weigh

ALIKE = 0.125  # least average closeness of articles that report one event
ACROSS = 0.7  # what agreeing anchors count beside words: they are few, and agree by chance more easily
STAYING = 0.9  # share of ALIKE at which a stored story holds together (0.7 keeps what small batches join wrongly)
HEADLINE = 4.0  # anchors of a headline, of which one may agree by chance
UNMATCHED = 0.5  # how much an anchor counts that no article in another language has: it may be no name at all
FORM = 0.6  # closeness in words of two texts of one form: newsrooms that tell one event share numbers then
_FIGURES = 2  # numbers that a form has at least: with one alone it may be a toll that rises
HALF_LIFE = 3.0  # days in which closeness halves
WINDOW = 14.0  # days after which nothing is joined any more
_FAINT = 0.2  # pairs below this share of ALIKE are left out of the graph
_LOOKED_UP_SHARE = 0.5  # of the closeness of two texts, that what is looked up of them has to show
_AS_WRITTEN, _BY_SOUND = [NAME, COUNTRY, NUMBER, CONTEXT], [SKELETON, COUNTRY, NUMBER, CONTEXT]
_TELLING = 2  # the first kinds of either, of which something must be shared
_DAY = 86_400.0  # seconds
NOTHING = Known()

Pairs = Iterator[tuple[int, int, float]]


def assign(batch: Sequence[Report], known: Known = NOTHING) -> Assignment:
    """Return the stories of a batch, and what it changes in the stored ones.

    The batch holds originals alone (a copy stands in its original's story: ``with_copies``), none of which is in
    ``known.reports``.
    """
    reports = sorted((*known.reports, *batch), key=_order)
    if not batch:
        return Assignment({}, {}, ())
    new = {report.article_id for report in batch}
    fresh = [report.article_id in new for report in reports]
    vectors = weigh([report.features for report in reports], fresh, known.counts, known.articles)
    pairs = list(_Closeness(reports).pairs(vectors))
    return decided(reports, Linkage(_standing(reports, pairs), pairs, COMPARED).join(ALIKE))


def _standing(reports: Sequence[Report], pairs: Sequence[tuple[int, int, float]]) -> list[int]:
    """Return the group of each report from the start: stored stories, in parts where they no longer hold together.

    A story stays one unless its parts have fallen below what would join them today: what rare words are, and which
    event an article is nearer to, is known better as articles come, but ids should not change to and fro.
    """
    stories = [report.story_id for report in reports]
    inside = [pair for pair in pairs if stories[pair[0]] is not None and stories[pair[0]] == stories[pair[1]]]
    return Linkage(range(len(reports)), inside, COMPARED).join(ALIKE * STAYING)


def with_copies(stories: Mapping[str, str], originals: Mapping[str, str]) -> dict[str, str]:
    """Return the stories of all articles: those of originals, and of copies by their originals (copy to original)."""
    return {**stories, **{copy: stories[original] for copy, original in originals.items() if original in stories}}


def _order(report: Report) -> tuple[bool, float, str]:
    """Sort by time, undated articles last: the latest are met first, and ties do not depend on the order of arrival."""
    published = report.published
    return published is None, published.timestamp() if published else 0.0, report.article_id


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """What the rows of a matrix are beside their features.

    Days since 1970, NaN where unknown, and numbers that tell languages and stored stories apart (-1: in none yet).
    """

    days: Floats
    languages: Integers
    stories: Integers

    def fading(self, row: int, others: Integers) -> Floats:
        """Return what is left of closeness after the days between a row and others; all of it without a date.

        Within a stored story nothing fades: it does not fall apart by going on.
        """
        gap = np.nan_to_num(np.abs(self.days[others] - self.days[row]), nan=0.0)
        left = np.where(gap > WINDOW, 0.0, 0.5 ** (gap / HALF_LIFE))
        return np.where((self.stories[others] == self.stories[row]) & (self.stories[row] >= 0), 1.0, left)


def _numbered(names: Sequence[str | None]) -> Integers:
    """Return a number for each name, the same for the same name; -1 for None."""
    numbers: dict[str, int] = {}
    return np.array([-1 if name is None else numbers.setdefault(name, len(numbers)) for name in names], np.int64)


def _figures(features: Features) -> frozenset[int]:
    return frozenset(features.hashes[features.kinds == NUMBER].tolist())


class _Closeness:
    """How close two reports are, up to 1; below 0 where they are shown to be apart."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._rows = _Rows(
            np.array([one.published.timestamp() / _DAY if one.published else np.nan for one in reports]),
            _numbered([one.features.language or "und" for one in reports]),
            _numbered([one.story_id for one in reports]),
        )
        self._figures = [_figures(one.features) for one in reports]

    def pairs(self, vectors: Vectors) -> Pairs:
        """Yield the pairs that share anything of note: within a language by words, between languages by anchors."""
        yield from self._by_words(vectors.only(vectors.kinds == WORD))
        crosses = self._crosses(vectors)
        share = np.where(crosses, 1.0, UNMATCHED)
        yield from self._by_anchors(vectors.only(vectors.kinds != WORD).scaled(share), crosses)

    def _crosses(self, vectors: Vectors) -> Bools:
        """Tell which features stand in reports of more than one language: a German noun is no name that could match."""
        languages = self._rows.languages[vectors.rows()]
        least = np.full(len(vectors.rarity), np.iinfo(np.int64).max)
        most = np.full(len(vectors.rarity), -1)
        np.minimum.at(least, vectors.columns, languages)
        np.maximum.at(most, vectors.columns, languages)
        return least < most

    def _by_words(self, words: Vectors) -> Pairs:
        for row, others, cosines, _ in close_pairs(words.of_length_one(), least=ALIKE * _FAINT * _LOOKED_UP_SHARE):
            yield from self._noted(row, others, self._told_apart(row, others, cosines[:, WORD]))

    def _told_apart(self, row: int, others: Integers, cosines: Floats) -> Floats:
        """Return the cosines, those below zero of texts that are one form filled in anew.

        The price of gold or the weather of the next day comes in the same words, and no number is the same. That speaks
        against one event, so that a third report does not join them on average.
        """
        signs = np.ones(len(others))
        mine = self._figures[row]
        for place in np.flatnonzero(cosines >= FORM).tolist() if len(mine) >= _FIGURES else ():
            theirs = self._figures[others[place]]
            if len(theirs) >= _FIGURES and mine.isdisjoint(theirs):
                signs[place] = -1.0
        return signs * cosines

    def _by_anchors(self, anchors: Vectors, crosses: Bools) -> Pairs:
        """Compare rows of different languages; what stands in one language alone counts for their lengths only."""
        compared = _Anchors(anchors.norms(), anchors.sizes())
        for row, others, products, shared in close_pairs(anchors.only(crosses), self._rows.languages):
            yield from self._noted(row, others, ACROSS * compared.agreement(row, others, products, shared))

    def _noted(self, row: int, others: Integers, cosines: Floats) -> Pairs:
        closeness = cosines * self._rows.fading(row, others)
        noted = np.abs(closeness) >= ALIKE * _FAINT
        for other, value in zip(others[noted].tolist(), closeness[noted].tolist(), strict=True):
            yield other, row, value


@dataclass(frozen=True, slots=True, eq=False)
class _Anchors:
    """Of rows of anchors, by kind: squared lengths, and how many there are."""

    lengths: Floats
    sizes: Floats

    def agreement(self, row: int, others: Integers, products: Floats, shared: Floats) -> Floats:
        """Return how far the anchors of a row agree with those of others, from 0 to 1.

        ``products`` and ``shared`` (how many features) are those of the pairs, by kind. Names count as written or by
        their skeletons, whichever agree better: never both, they are the same names.
        """
        as_written = self._cosines(row, others, products, shared, _AS_WRITTEN)
        return np.maximum(as_written, self._cosines(row, others, products, shared, _BY_SOUND))

    def _cosines(self, row: int, others: Integers, products: Floats, shared: Floats, kinds: list[int]) -> Floats:
        """Return cosines over kinds that both have, times ``n / (n + chance)`` where ``n`` anchors are shared.

        One name may be chance, and the more so among many: ``chance`` is 1 for a headline and grows with the anchors
        of the one that has fewer. Numbers or context alone are no evidence.
        """
        mine, theirs = self.lengths[row, kinds], self.lengths[others][:, kinds]
        both = (mine > 0) & (theirs > 0)
        lengths = np.sqrt((theirs * both).sum(1) * (mine * both).sum(1))
        cosines = products[:, kinds].sum(1) / np.maximum(lengths, np.finfo(float).tiny)
        fewer = np.minimum(self.sizes[row, kinds].sum(), self.sizes[others][:, kinds].sum(1))
        agreeing = shared[:, kinds].sum(1)
        beyond_chance = agreeing / (agreeing + np.maximum(fewer / HEADLINE, 1.0))
        return np.where(shared[:, kinds[:_TELLING]].sum(1) > 0, cosines * beyond_chance, 0.0)

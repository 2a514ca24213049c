from __future__ import annotations

import math

import numpy as np
import pytest

from warehouse.search_ranking import Postings, Ranked, rank, summed


def postings(**weights: int) -> Postings:
    """Documents as ``_1=4``: number and weight."""
    docs = [int(name[1:]) for name in weights]
    return Postings(np.array(docs, np.int32), np.array(list(weights.values()), np.int64))


DOCUMENTS = postings(_1=100, _2=100, _3=400, _7=200)


def scores(ranked: Ranked) -> dict[int, float]:
    return dict(zip(ranked.docs.tolist(), ranked.scores.tolist(), strict=True))


def test_the_score_is_bm25() -> None:
    (found,) = scores(rank(DOCUMENTS, [postings(_3=2)])).values()
    norm = 1.2 * (1 - 0.75 + 0.75 * 400 / 200)
    assert found == pytest.approx(math.log(1 + 3.5 / 1.5) * 2 * 2.2 / (2 + norm))


def test_all_words_must_be_held_and_their_scores_add_up() -> None:
    one, other = postings(_1=1, _2=1), postings(_2=3, _7=1)
    assert scores(rank(DOCUMENTS, [one, other])) == {
        2: pytest.approx(scores(rank(DOCUMENTS, [one]))[2] + scores(rank(DOCUMENTS, [other]))[2])
    }


def test_a_document_that_is_gone_is_no_hit_but_counts_for_rarity() -> None:
    here, gone = rank(DOCUMENTS, [postings(_1=1)]), rank(DOCUMENTS, [postings(_1=1, _9=1)])
    assert list(scores(gone)) == [1]
    assert scores(gone)[1] < scores(here)[1]


def test_hits_are_limited_to_what_is_allowed() -> None:
    assert list(scores(rank(DOCUMENTS, [postings(_1=1, _2=1)], np.array([2, 3], np.int32)))) == [2]


@pytest.mark.parametrize("documents", [postings(), DOCUMENTS])
def test_nothing_found_is_no_error(documents: Postings) -> None:
    assert scores(rank(documents, [postings()]).best(20)) == {}


def test_several_words_weigh_as_one() -> None:
    found = summed(np.array([7, 1, 7], np.int32), np.array([2, 1, 65535], np.uint16))
    assert (found.docs.tolist(), found.weights.tolist()) == ([1, 7], [1, 65537])


def test_the_best_include_all_that_are_as_good_as_the_last() -> None:
    ranked = Ranked(np.arange(4, dtype=np.int32), np.array([1.0, 3.0, 2.0, 2.0]))
    assert ranked.best(2).docs.tolist() == [1, 2, 3]
    assert ranked.best(1).docs.tolist() == [1]
    assert ranked.best(9) is ranked

from __future__ import annotations

import numpy as np

from tests.transforms.stories_makers import reports
from transforms.stories.pairs import COMPARED, close_pairs
from transforms.stories.records import WORD, Features
from transforms.stories.vectors import KINDS, LONELY, RAREST, weigh

TITLES = ("Storm hits Philippines", "Central bank raises rates", "Philippines: storm toll rises", "Bank rates rise")


def test_rows_meet_earlier_rows_that_share_features_and_the_products_are_those_of_all_features() -> None:
    features = [one.features for one in reports(TITLES)]
    vectors = weigh(features, [True] * len(features), {}, {})
    dense = np.zeros((len(features), len(vectors.rarity)))
    dense[vectors.rows(), vectors.columns] = vectors.weights
    met = {
        (row, int(other)): values.sum()
        for row, others, kinds, _ in close_pairs(vectors)
        for other, values in zip(others, kinds, strict=True)
    }
    assert set(met) >= {(2, 0), (3, 1)}
    assert (2, 1) not in met
    for (row, other), value in met.items():
        assert np.isclose(value, dense[row] @ dense[other])


def storms(several: int) -> list[Features]:
    """Return reports of one event among as many of others, so that its words are not in all."""
    titles = [title for n in range(several) for title in (f"Storm hits Philippines {n}", f"Bank {n} raises rates")]
    return [one.features for one in reports(titles)]


def test_the_work_for_a_row_is_bounded() -> None:
    features = storms(3 * COMPARED)
    vectors = weigh(features, [True] * len(features), {}, {})
    assert max(len(others) for _, others, _, _ in close_pairs(vectors)) == COMPARED


def test_rows_of_one_number_are_not_paired_where_they_are_kept_apart() -> None:
    features = storms(6)
    vectors = weigh(features, [True] * len(features), {}, {})
    apart = np.arange(len(features)) % 4 // 2
    met = [(row, other) for row, others, *_ in close_pairs(vectors, apart) for other in others.tolist()]
    assert met
    assert all(apart[row] != apart[other] for row, other in met)


def test_pairs_that_share_too_little_are_left_out() -> None:
    features = storms(6)
    vectors = weigh(features, [True] * len(features), {}, {}).of_length_one()
    assert np.allclose(vectors.norms().sum(1), 1.0)
    least = 0.3
    every = {(row, int(other)) for row, others, *_ in close_pairs(vectors) for other in others}
    close = {(row, int(other)) for row, others, *_ in close_pairs(vectors, least=least) for other in others}
    products = {
        (row, int(other)): float(sums.sum())
        for row, others, kinds, _ in close_pairs(vectors)
        for other, sums in zip(others, kinds, strict=True)
    }
    assert close < every
    assert min(products[pair] for pair in close) >= least


def test_rarity_counts_stored_articles_and_lonely_features_weigh_half() -> None:
    (one,) = reports(("volcano",))
    word = int(one.features.hashes[one.features.kinds == WORD][0])
    rare = weigh([one.features], [True], {}, {"en": 999})
    shared = weigh([one.features], [True], {word: 99}, {"en": 999})
    assert np.isclose(rare.rarity[0], LONELY * np.log(1001 / (1 + 1000 * RAREST)) ** 1.5)
    assert np.isclose(shared.rarity[0], np.log(1001 / (100 + 1000 * RAREST)) ** 1.5)


def test_norms_are_squares_by_kind() -> None:
    features = [one.features for one in reports(TITLES)]
    vectors = weigh(features, [True] * len(features), {}, {})
    assert vectors.norms().shape == (len(TITLES), KINDS)
    assert np.isclose(vectors.norms().sum(), (vectors.weights**2).sum())


def test_a_feature_is_held_by_the_articles_at_hand_whatever_was_forgotten() -> None:
    stored, again = (one.features for one in reports(("Volcano erupts", "Volcano erupts")))
    both = dict.fromkeys(stored.hashes.tolist(), 2)
    forgotten = weigh([stored, again], [False, False], {}, {"en": 99})
    assert np.allclose(forgotten.rarity, weigh([stored, again], [False, False], both, {"en": 99}).rarity)

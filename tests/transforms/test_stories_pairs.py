from __future__ import annotations

import numpy as np

from tests.transforms.stories_makers import report, reports
from transforms.stories.pairs import COMPARED, close_pairs
from transforms.stories.records import WORD
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


def test_the_work_for_a_row_is_bounded() -> None:
    features = [report(f"{n}", f"Storm hits Philippines {n}").features for n in range(3 * COMPARED)]
    vectors = weigh(features, [True] * len(features), {}, {})
    assert max(len(others) for _, others, _, _ in close_pairs(vectors)) == COMPARED


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

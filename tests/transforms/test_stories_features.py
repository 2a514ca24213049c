from __future__ import annotations

import unicodedata
from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.stories.features import OPENING, TITLE_WEIGHT, read_features
from transforms.stories.records import WORD, Features


def words(features: Features) -> set[int]:
    return set(features.hashes[features.kinds == WORD].tolist())


def share(one: Features, other: Features) -> float:
    return len(words(one) & words(other)) / max(1, min(len(words(one)), len(words(other))))


def test_hashes_are_the_same_in_every_process() -> None:
    features = read_features("Storm hits", "", "en")
    assert sorted(words(features)) == [1622205390, 2343788448, 2636243257]


def test_a_title_counts_twice() -> None:
    features = read_features("Storm", "rain", "en")
    assert sorted(features.counts[features.kinds == WORD].tolist()) == [1.0, TITLE_WEIGHT]


def test_words_of_two_languages_never_meet() -> None:
    assert not words(read_features("Menu international", "", "en")) & words(
        read_features("Menu international", "", "fr")
    )


def test_a_region_is_no_language_of_its_own() -> None:
    assert words(read_features("Governo aprova", "", "pt-BR")) == words(read_features("Governo aprova", "", "pt"))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_diacritics_and_unicode_forms_do_not_matter(form: Literal["NFC", "NFD"]) -> None:
    text = "Thủ tướng tiếp Đại sứ Bỉ tại Hà Nội"
    bare = "Thu tuong tiep Dai su Bi tai Ha Noi"
    assert words(read_features(unicodedata.normalize(form, text), "", "vi")) == words(read_features(bare, "", "vi"))


def test_endings_do_not_matter() -> None:
    assert share(read_features("attacked", "", "en"), read_features("attackers", "", "en")) == 1.0


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("zh", "缅甸曼德勒附近发生强烈地震", "强烈地震袭击缅甸曼德勒"),
        ("ja", "ミャンマーのマンダレー近郊で地震", "マンダレーで大きな地震"),
        ("th", "แผ่นดินไหวรุนแรงในเมียนมา", "เกิดแผ่นดินไหวในเมียนมา"),
        ("ko", "미얀마에서 강한 지진 발생", "미얀마 지진 사망자 늘어"),
    ],
)
def test_scripts_without_spaces_share_parts(language: str, one: str, other: str) -> None:
    assert share(read_features(one, "", language), read_features(other, "", language)) > 0.15


def test_what_stands_far_down_does_not_matter() -> None:
    opening = "word " * (OPENING // 5)
    assert words(read_features("", opening + "volcano", "en")) == words(read_features("", opening, "en"))


@pytest.mark.parametrize(
    "text", ["", "…", "\ud800\udfff", "a" * 1_000_000, "word " * 200_000, "\u0e01" * 5000, "地" * 5000]
)
def test_any_text_is_read(text: str) -> None:
    features = read_features(text, text)
    assert len(features.hashes) == len(features.counts) == len(features.kinds) < 5 * OPENING


@settings(max_examples=50)
@given(st.text(max_size=300), st.text(max_size=300))
def test_features_are_distinct_and_of_one_length(title: str, text: str) -> None:
    features = read_features(title, text)
    assert len(features.hashes) == len(features.counts) == len(features.kinds)
    for kind in set(features.kinds.tolist()):
        own = features.hashes[features.kinds == kind]
        assert len(np.unique(own)) == len(own)
    assert (features.counts >= 1).all()

"""Sketches: small, and such that a part of a text is found in the whole."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.copies_makers import shared_at_least
from transforms.copies.records import Words
from transforms.copies.shingles import (
    LARGEST_SKETCH,
    SEQUENCE,
    SMALLEST_SKETCH,
    content_key,
    sequences,
    sketch,
)
from transforms.copies.wordnumbers import CAPITAL, read_words


def some_words(count: int, seed: int = 1) -> Words:
    return np.array(random.Random(seed).choices(range(1, 1 << 30), k=count), np.uint32)


word_lists = st.lists(st.integers(0, 30), max_size=80).map(lambda numbers: np.array(numbers, np.uint32))


@given(word_lists)
def test_a_sketch_holds_every_hash_up_to_its_largest(words: Words) -> None:
    hashes = sketch(words).hashes.tolist()
    assert hashes == sorted(set(sequences(words).tolist()))[: len(hashes)]
    assert len(hashes) <= SMALLEST_SKETCH


@pytest.mark.parametrize(("words", "hashes"), [(0, 0), (1, 1), (4, 1), (10, 7), (300, 20), (640, 26), (40_000, 32)])
def test_how_many_hashes_a_sketch_has(words: int, hashes: int) -> None:
    assert sketch(some_words(words)).hashes.size == hashes <= LARGEST_SKETCH


def test_a_quarter_is_found_in_the_whole() -> None:
    found = 0
    for seed in range(300):
        whole = some_words(400, seed)
        part, all_ = sketch(whole[100:200]), sketch(whole)
        shared = np.intersect1d(part.hashes, all_.hashes).size
        found += shared >= shared_at_least(part.hashes.size, 100, all_.hashes.size, 400)
    assert found >= 297


def test_unlike_articles_need_more_shared_hashes_the_more_they_could_share() -> None:
    assert shared_at_least(24, 400, 24, 400) == 3
    assert shared_at_least(24, 100, 24, 400) == 1
    assert shared_at_least(48, 2000, 24, 100) == shared_at_least(24, 100, 48, 2000) == 1


def test_additions_at_the_end_leave_the_signature_and_closing_lines_do_not_make_one() -> None:
    story, closing = some_words(300), some_words(40, 2)
    assert sketch(np.concatenate((story, closing))).signature == sketch(story).signature
    items = [np.concatenate((some_words(40, seed), closing)) for seed in range(3, 23)]
    assert len({sketch(item).signature for item in items}) >= 19


def test_sequences_see_order_and_no_capitals() -> None:
    words = some_words(10)
    assert sequences(words).size == 10 - SEQUENCE + 1
    assert (sequences(words | np.uint32(CAPITAL)) == sequences(words)).all()
    assert not set(sequences(words).tolist()) & set(sequences(words[::-1].copy()).tolist())
    assert sequences(words[:2]).size == 1
    assert sequences(words[:0]).size == 0


def test_exact_copies_share_a_key() -> None:
    key = content_key(read_words(None, "Thủ tướng tiếp Đại sứ Bỉ."))
    assert key == content_key(read_words(None, "THU TUONG TIEP – DAI SU BI"))
    assert key is not None
    assert 0 <= key < 1 << 63
    assert key != content_key(read_words(None, "Thủ tướng tiếp Đại sứ Pháp."))
    assert content_key(read_words(None, "four words are few")) is None

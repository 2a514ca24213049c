"""Comparing two texts: what they share, where, and what keeps them from being copies."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.copies.compare import SAME_AT, compare_texts
from transforms.copies.records import Likeness, Words
from transforms.copies.shingles import sequences
from transforms.copies.texts import Text, in_order, rows
from transforms.copies.wordnumbers import CAPITAL

NONE = np.zeros(0, np.uint32)
ALL = (1 << 64) - 1


def some_words(count: int, seed: int = 1) -> Words:
    return np.array(random.Random(seed).choices(range(1, 1 << 30), k=count), np.uint32)


def compare(a: Words, b: Words, common: Words) -> Likeness | None:
    return compare_texts(Text(a, common), Text(b, common))


def joined(*parts: Words) -> Words:
    return np.concatenate(parts)


word_lists = st.lists(st.integers(0, 6), max_size=60).map(lambda numbers: np.array(numbers, np.uint32))


@given(word_lists, word_lists)
def test_comparing_is_symmetric_and_bounded(a: Words, b: Words) -> None:
    there, back = compare(a, b, NONE), compare(b, a, NONE)
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert all(0 <= share <= 1 for share in (there.share_a, there.share_b, there.similarity))
        assert 0 <= there.part_a <= ALL >= there.part_b >= 0
        assert (there.share_a, there.part_b, there.kind) == (back.share_b, back.part_a, back.kind)


@given(word_lists)
def test_a_text_is_an_exact_copy_of_itself(words: Words) -> None:
    found = compare(words, words.copy(), NONE)
    assert found is None if words.size < 8 else found is not None and (found.kind, found.similarity) == ("exact", 1.0)


@given(word_lists, word_lists)
def test_rows_are_rows_of_both_and_the_choice_keeps_one_order(a: Words, b: Words) -> None:
    if min(a.size, b.size) < 3:
        return
    common = rows(Text(a, NONE), Text(b, NONE), 1)
    if common is None:
        return
    for at, to, length in zip(*map(np.ndarray.tolist, common), strict=True):
        assert a[at : at + length].tolist() == b[to : to + length].tolist()
    ordered = in_order(common)
    assert ordered.words <= common.words
    assert (np.diff(ordered.at) > 0).all()
    assert (ordered.to[1:] + 2 >= ordered.to[:-1] + ordered.lengths[:-1]).all()


def test_the_heaviest_order_is_taken() -> None:
    one, two, three = some_words(30, 1), some_words(50, 2), some_words(40, 3)
    common = rows(Text(joined(one, two, three), NONE), Text(joined(two, some_words(9, 4), three, one), NONE), 1)
    assert common is not None
    assert in_order(common).lengths.tolist() == [50, 40]


def test_a_part_is_contained_and_its_place_is_told() -> None:
    whole = some_words(640)
    found = compare(whole[320:480], whole, NONE)
    assert found is not None
    assert (found.kind, found.similarity, found.part_a) == ("contained", 1.0, ALL)
    assert found.part_b == ((1 << 16) - 1) << 32
    assert found.share_b == pytest.approx(0.25)


def test_less_than_a_fifth_is_nothing() -> None:
    shared = some_words(30)
    assert compare(joined(shared, some_words(170, 2)), joined(some_words(200, 3), shared), NONE) is None


@pytest.mark.parametrize("known", [True, False])
def test_common_lines_do_not_count(known: bool) -> None:
    line = some_words(24)
    common = np.sort(sequences(line)[10:11]) if known else NONE
    found = compare(joined(some_words(30, 2), line), joined(some_words(30, 3), line), common)
    assert (found is None) == known


def test_common_lines_count_up_to_the_lesser_reach_of_both() -> None:
    line = some_words(24)
    common = np.sort(sequences(line)[10:11])
    a, b = joined(some_words(30, 2), line), joined(some_words(30, 3), line)
    below, above = int(common[0]) - 1, int(common[0])
    said = {
        reach: compare_texts(Text(a, common, reach[0]), Text(b, common, reach[1])) is None
        for reach in product((below, above), repeat=2)
    }
    assert said == {(below, below): False, (below, above): False, (above, below): False, (above, above): True}


def test_a_story_all_of_whose_words_are_common_is_still_compared() -> None:
    story = some_words(60)
    found = compare(story, joined(story, some_words(20, 2)), np.sort(sequences(story)))
    assert found is not None
    assert found.similarity == 1.0


def test_short_items_above_common_lines_are_no_copies() -> None:
    line = some_words(60)
    a, b = joined(some_words(10, 2), line), joined(some_words(10, 3), line)
    assert compare(a, b, NONE) is not None
    assert compare(a, b, np.sort(sequences(line)[::4])) is None


def test_moved_parts_count_in_articles_of_one_length_alone() -> None:
    parts = [some_words(40, seed) for seed in range(4)]
    moved = joined(*parts[::-1])
    assert (found := compare(joined(*parts), moved, NONE)) is not None
    assert found.similarity >= SAME_AT
    assert (found := compare(joined(*parts), joined(moved, some_words(200, 9)), NONE)) is not None
    assert found.similarity < SAME_AT


def test_moved_names_are_not_replaced_ones() -> None:
    parts = [some_words(12, seed) | np.uint32(CAPITAL) for seed in range(12)]
    found = compare(joined(*parts), joined(*parts[::2], *parts[1::2]), NONE)
    assert found is not None
    assert found.similarity >= SAME_AT


@pytest.mark.parametrize("seed", range(3))
def test_a_fifth_of_changed_words_leaves_a_copy(seed: int) -> None:
    story, chance = some_words(300, seed), random.Random(seed)
    kept = [word for word in story.tolist() if chance.random() > 0.1]
    changed = np.array([chance.randrange(1 << 30) if chance.random() < 0.1 else word for word in kept], np.uint32)
    found = compare(story, changed, NONE)
    assert found is not None
    assert found.similarity >= SAME_AT
    assert found.kind == "near"


def test_repetition_takes_no_time_and_makes_no_copy() -> None:
    same = np.ones(50_000, np.uint32)
    pairs = np.array([1, 2] * 25_000, np.uint32)
    assert compare(same, pairs, NONE) is None
    assert (found := compare(same, same[:40_000], NONE)) is not None
    assert found.similarity == 1.0

"""The shortest edit between two passages, and its bound."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from transforms.records import WordEdit
from transforms.versions.edits import MOST_DIFFERENCES, difference_blocks, word_edits

LETTERS = st.lists(st.sampled_from("abc"), max_size=14)


def longest_common(one: Sequence[str], other: Sequence[str]) -> int:
    """The length of the longest common subsequence, by the book."""
    row = [0] * (len(other) + 1)
    for a in one:
        previous = row
        row = [0]
        for number, b in enumerate(other):
            row.append(previous[number] + 1 if a == b else max(previous[number + 1], row[-1]))
    return row[-1]


@given(LETTERS, LETTERS)
def test_blocks_turn_one_into_the_other_and_are_the_shortest(old: list[str], new: list[str]) -> None:
    blocks = difference_blocks(old, new)
    assert blocks is not None
    built: list[str] = []
    at = 0
    for a, b, c, d in blocks:
        built += [*old[at:a], *new[c:d]]
        at = b
    assert built + old[at:] == new
    assert sum(b - a + d - c for a, b, c, d in blocks) == len(old) + len(new) - 2 * longest_common(old, new)


def test_words_are_shown_as_they_stand() -> None:
    assert word_edits("It cost 1,200 dollars, he said.", "It cost 1,300 euros, he said.") == (
        WordEdit("1,200 dollars", "1,300 euros"),
    )
    assert word_edits("He did warn them.", "He did not warn them.") == (WordEdit("", "not"),)
    assert word_edits("same", "same") == ()


def test_a_passage_written_anew_has_no_single_edits() -> None:
    old = " ".join(f"a{number}x b" for number in range(MOST_DIFFERENCES))
    new = " ".join(f"c{number}x d" for number in range(MOST_DIFFERENCES))
    assert word_edits(old, new) is None

"""Long lists are searched in their lines: what a set or a dictionary would say, and the files in the order needed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms import lexicons
from transforms.lexicons.bisection import SortedTable, SortedWords

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\t\n"), min_size=1)
ROWS = st.text(st.characters(codec="utf-8", exclude_characters="\n"))


@given(st.sets(WORDS), st.text())
def test_a_list_holds_its_words_and_no_others(words: set[str], other: str) -> None:
    listed = SortedWords([word.encode() for word in sorted(words)])
    assert all(word in listed for word in words)
    assert (other in listed) == (other in words)
    assert list(listed) == sorted(words)
    assert len(listed) == len(words)


@given(st.dictionaries(WORDS, ROWS), st.text())
def test_a_table_answers_as_a_dictionary(rows: dict[str, str], other: str) -> None:
    table = SortedTable(sorted(f"{key}\t{row}".encode() for key, row in rows.items()))
    assert dict(table) == rows
    assert table.get(other) == rows.get(other)
    assert (other in table) == (other in rows)
    assert len(table) == len(rows)


def test_what_is_no_text_stands_in_no_list() -> None:
    one: object = 1
    assert one not in SortedWords([b"1"])
    assert one not in SortedTable([b"1\tone"])


@pytest.mark.parametrize("name", ["given_names", "surnames", "common_words_en"])
def test_the_words_of_long_lists_are_in_order(name: str) -> None:
    words = list(lexicons.words(name))
    assert len(words) > 5_000
    assert words == sorted(set(words))


def test_the_keys_of_the_gazetteer_are_in_order() -> None:
    keys = list(lexicons.table("gazetteer"))
    assert len(keys) > 30_000
    assert keys == sorted(set(keys))

"""Words as numbers: equal for equal words, however they are written."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.copies.records import Words
from transforms.copies.wordnumbers import CAPITAL, NUMBER, read_all, read_words, same_words
from transforms.text import strip_marks

SENTENCE = "Đoàn 41 hộ dân ở Đà Nẵng nhận 22.800 đồng, 3,5% – “hòa” 2-1."


def plain(text: str) -> list[int]:
    numbers: list[int] = same_words(read_words(None, text)).tolist()
    return numbers


@pytest.mark.parametrize(
    "spelling",
    [
        strip_marks(SENTENCE),
        unicodedata.normalize("NFD", SENTENCE),
        SENTENCE.upper(),
        SENTENCE.replace("“", '"').replace("”", '"').replace("–", "-").replace(" ", "\n  "),
        SENTENCE.replace("3,5%", "3.5 %"),
    ],
    ids=["bare", "NFD", "capitals", "typography", "decimal comma"],
)
def test_spelling_does_not_count(spelling: str) -> None:
    assert plain(spelling) == plain(SENTENCE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" . , ", 0),
        ("5", 1),
        ("22.800MW", 2),
        ("1,000,000.", 1),
        ("2-1", 2),
        (".5 5. a.b", 4),
        ("it's", 2),
        ("東京で地震", 5),
        ("한국 대통령", 2),
        ("привет мир", 2),
        ("😀 hi", 1),
        ("\ud800 \udfff", 0),
        ("\u0301\u0301", 0),
        ("a_b", 2),
    ],
)
def test_what_a_word_is(text: str, words: int) -> None:
    assert read_words(None, text).size == words


def test_numbers_and_capitals_are_marked() -> None:
    words = read_words(None, "Anna paid 12.50 Euro to ÉTIENNE đến Đức ngay")
    assert [bool(word & NUMBER) for word in words.tolist()] == [False, False, True] + [False] * 6
    assert [bool(word & CAPITAL) for word in words.tolist()] == [
        True,
        False,
        False,
        True,
        False,
        True,
        False,
        True,
        False,
    ]


def test_different_words_have_different_numbers() -> None:
    words = [
        f"{first}{second}{third}"
        for first in "abcdefgh"
        for second in "aeiou12"
        for third in ("", "x", "xy", "yx", "0")
    ]
    assert len(set(plain(" ".join(words)))) >= len({word[:1] + word for word in words if word.isalpha()})
    assert plain("ab") != plain("ba")
    assert plain("1.000") != plain("1.001")


def test_numbers_are_the_same_in_every_process() -> None:
    code = "from transforms.copies.wordnumbers import read_words; print(read_words(None, 'Hà Nội 2025').tolist())"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == str(read_words(None, "Hà Nội 2025").tolist())


def test_the_title_counts_for_short_bodies_alone() -> None:
    long_body = "one two three four five six seven eight"
    assert read_words("A title", "Short body").size == 4
    assert read_words("A title", long_body).size == 8
    assert read_words("A title", "").size == 2
    assert read_words(None, "").size == 0


texts = st.text(
    st.characters(codec="utf-16", exclude_categories=()) | st.sampled_from("aAbé. ,1中\u0301 \n"), max_size=60
)


@given(st.lists(st.tuples(st.none() | texts, texts), max_size=8))
def test_a_batch_reads_as_each_alone(articles: list[tuple[str | None, str]]) -> None:
    read: list[Words] = read_all(articles)
    assert [words.tolist() for words in read] == [read_words(*article).tolist() for article in articles]
    assert all(words.dtype == np.uint32 for words in read)


@pytest.mark.parametrize(
    "text", ["word " * 200_000, "a" * 2_000_000, "1." * 500_000, "\u0301" * 500_000, "字" * 400_000]
)
def test_long_texts_are_read_up_to_a_limit(text: str) -> None:
    assert read_words(None, text).size <= 300_000

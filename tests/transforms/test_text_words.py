"""The fast ways of taking a text apart give what the plain patterns give."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from transforms.text import count_words, plain_words, words

PIECES = st.text(st.sampled_from("ab1é đ_'’-.,€ \n\t\u0307\ud800•–“İ٣²½ʼ") | st.characters(), max_size=20)


@given(PIECES)
def test_plain_words_are_the_runs_of_letters_and_digits(text: str) -> None:
    assert plain_words(text) == re.findall(r"[^\W_]+", text)


@given(PIECES)
def test_words_are_counted_as_they_are_found(text: str) -> None:
    assert count_words(text) == len(words(text))

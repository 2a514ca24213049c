from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from transforms.text import (
    fold,
    fold_tones,
    has_vietnamese_letter,
    letter_words,
    plain_words,
    squeeze,
    strip_marks,
    words,
)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("hoà", "hòa"),
        ("HOÀ", "HÒA"),
        ("thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("quý", "quý"),
        ("hoàn", "hoàn"),
        ("Uỷ", "Ủy"),
    ],
)
def test_tone_placement_is_one(older: str, newer: str) -> None:
    assert fold_tones(older) == newer


def test_fold_ignores_case_and_punctuation_and_keeps_diacritics() -> None:
    assert fold("  «Cộng HOÀ»  Séc — 2025! ") == "cộng hòa séc 2025"
    assert fold("Bỉ") != fold("Bi")


def test_strip_marks() -> None:
    assert strip_marks("Đức và Thụy Điển, Bỉ") == "Duc va Thuy Dien, Bi"


def test_words_and_letters() -> None:
    assert words("King’s visit, 31/3 – don't") == ["King’s", "visit", "31", "3", "don't"]
    assert squeeze(" a \n b ") == "a b"
    assert has_vietnamese_letter("Hà Nội")
    assert not has_vietnamese_letter("Café Müller")


@given(st.text())
def test_folding_for_spans_keeps_the_length(text: str) -> None:
    assert len(strip_marks(text)) == len(text)
    assert len(fold_tones(text)) == len(text)


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
@example("a  b")
@example(" a\u00a0b\u3000")
@example("a\u00adb ")
def test_squeezing_leaves_single_spaces_alone(text: str) -> None:
    assert squeeze(text) == " ".join(text.split())


@given(st.text(max_size=60) | st.text(alphabet="aÉđ1²_ ,.'’“-£\u0303", max_size=40))
@example("l’été 2025: m², £5_x “ừ”")
def test_quick_word_lists_are_those_of_their_patterns(text: str) -> None:
    assert plain_words(text) == re.findall(r"[^\W_]+", text)
    assert letter_words(text) == re.findall(r"[^\W\d_]+", text)

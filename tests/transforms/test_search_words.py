from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from transforms.search_words import search_form, search_term, search_words, weighted_terms
from transforms.text import strip_marks


def test_words_are_folded_and_cut_where_they_are_too_long() -> None:
    assert search_words("Thủ tướng, ĐƯỜNG-phố 2026") == ["thu", "tuong", "duong", "pho", "2026"]
    assert search_words("東京 の天気") == ["東", "京", "の", "天", "気"]
    assert search_words("a" * 100) == ["a" * 64]


def test_a_mark_that_no_letter_has_built_in_parts_no_word() -> None:
    assert search_words("İstanbul q\u0323ab") == ["istanbul", "qab"]
    assert search_words("العَرَبِيَّة") == search_words("العربية") == ["العربية"]


def test_folding_makes_no_sign_a_letter_and_no_letter_a_sign() -> None:
    letters = (chr(code) for code in chain(range(0xD800), range(0xE000, sys.maxunicode // 8)))
    assert [one for one in letters if one.isalnum() != strip_marks(one).isalnum()] == []


@given(st.text(alphabet=st.one_of(st.sampled_from("đĐÉệớ.,’–ガ東ß İΣ½²_\u0301\u0323"), st.characters(codec="utf-8"))))
def test_the_words_are_those_of_the_folded_text(text: str) -> None:
    folded = strip_marks(unicodedata.normalize("NFC", text).lower())
    assert search_words(text) == search_words(folded)


def test_words_weigh_by_where_they_stand_whatever_their_diacritics() -> None:
    weighted, said = weighted_terms("Hà Nội", "ha", ["Hạ nội nội", "tháng 8"])
    assert weighted == Counter(
        {search_term("ha"): 7, search_term("noi"): 6, search_term("thang"): 1, search_term("8"): 1}
    )
    assert [search_form(word) for word in said] == ["ha", "noi", "ha", "ha", "noi", "noi", "thang", "8"]


def test_a_term_is_the_number_that_sql_gives_the_folded_word() -> None:
    assert search_term("tướng") == search_term("tuong") == 4753437086431826985  # md5_number_lower('tuong')

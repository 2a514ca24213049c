"""What happens has one key in all languages of the table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms import lexicons
from transforms.stories.news_words import news_keys

QUAKE = {
    "en": "Earthquakes kill hundreds",
    "de": "Hunderte Tote nach Erdbeben",
    "fr": "Un séisme fait des centaines de morts",
    "es": "Terremoto deja cientos de muertos",
    "it": "Terremoto, centinaia di morti",
    "pt": "Terremoto deixa centenas de mortos",
    "nl": "Honderden doden na aardbeving",
    "ru": "Сотни погибших после землетрясения",
    "ar": "مقتل المئات في الزلزال",
    "zh": "地震造成数百人死亡",
    "vi": "Động đất làm hàng trăm người chết",
}


@pytest.mark.parametrize("language", QUAKE)
def test_concepts_are_found_in_every_language(language: str) -> None:
    assert {"e:earthquake", "e:killed"} <= set(news_keys(QUAKE[language], language))


def test_vietnamese_phrases_are_found_without_diacritics_too() -> None:
    assert list(news_keys("Dong dat o Ha Noi", "vi")) == ["e:earthquake"]


def test_words_within_words_and_other_languages_have_no_concept() -> None:
    assert list(news_keys("the studies of the skilled", "en")) == []
    assert list(news_keys("Earthquakes kill hundreds", "tlh")) == []
    assert list(news_keys("Earthquakes kill hundreds", None)) == []


def test_only_the_beginning_counts() -> None:
    assert list(news_keys("word " * 100 + "earthquake", "en")) == []


def test_the_table_has_a_word_for_every_concept_in_every_language() -> None:
    for row in lexicons.rows("news_words"):
        assert len(row) == 12, row[0]
        assert all(cell.strip("|* ") == cell.strip("|* ").lower() != "" for cell in row), row[0]


@given(st.text(max_size=200), st.sampled_from(["en", "ar", "zh", "vi"]))
def test_any_text_is_read(text: str, language: str) -> None:
    assert all(key.startswith("e:") for key in news_keys(text, language))

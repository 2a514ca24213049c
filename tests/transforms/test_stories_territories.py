"""Countries, cities and bodies have one code in every language."""

from __future__ import annotations

import pytest

from transforms.stories.territories import territories


def territory_keys(text: str, language: str) -> list[str]:
    return [key for key, _ in territories(text, language)]


RUSSIA_MOSCOW = {
    "en": "Russian officials in Moscow",
    "vi": "Quan chức Nga tại Moscow",
    "fr": "Des responsables russes à Moscou",
    "de": "Vertreter Russlands in Moskau",
    "nl": "Russische ambtenaren in Moskou",
    "es": "Funcionarios de Rusia en Moscú",
    "pt": "Autoridades da Rússia em Moscou",
    "it": "Funzionari della Russia a Mosca",
    "ru": "Чиновники России в Москве",
    "sl": "Uradniki iz Rusije v Moskvi",
    "zh": "俄罗斯官员在莫斯科",
    "ja": "ロシアの当局者、モスクワで",
    "ko": "러시아 당국자들이 모스크바에서",
    "th": "เจ้าหน้าที่รัสเซียในมอสโก",
    "ar": "مسؤولون من روسيا في موسكو",
}


@pytest.mark.parametrize("language", RUSSIA_MOSCOW)
def test_a_country_and_its_capital_are_found_in_every_language(language: str) -> None:
    assert {"c:RU", "c:moscow"} <= set(territory_keys(RUSSIA_MOSCOW[language], language))


def test_vietnamese_without_diacritics_is_read_too() -> None:
    assert set(territory_keys("Tong thong My gap lanh dao Trung Quoc o Ha Noi", "vi")) == {"c:US", "c:CN", "c:hanoi"}


@pytest.mark.parametrize(
    ("language", "text"),
    [("ru", "Кубок мира"), ("en", "cold turkey and guinea fowl"), ("vi", "Y tế xã"), ("en", "us and them")],
)
def test_words_that_begin_like_a_country_are_none(language: str, text: str) -> None:
    assert not {"c:CU", "c:TR", "c:IT", "c:US"} & set(territory_keys(text, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the UN"),
        ("vi", "Liên Hợp Quốc"),
        ("fr", "l'ONU"),
        ("ru", "в ООН"),
        ("zh", "联合国"),
        ("de", "Vereinten Nationen"),
    ],
)
def test_a_body_with_another_abbreviation_in_each_language_is_one(language: str, text: str) -> None:
    assert "c:un" in territory_keys(text, language)


def test_the_longer_name_wins() -> None:
    assert list(territory_keys("South Korea and Papua New Guinea", "en")) == ["c:KR", "c:PG"]


def test_a_language_without_names_falls_back_to_common_ones() -> None:
    assert list(territory_keys("NATO", "tlh")) == ["c:nato"]


def test_what_stands_there_is_told_as_it_is_written() -> None:
    assert list(territories("Der Besuch in Russland und Großbritannien", "de")) == [
        ("c:RU", "Russland"),
        ("c:GB", "Großbritannien"),
    ]
    assert list(territories("在莫斯科", "zh")) == [("c:moscow", "莫斯科")]


def test_syllables_of_vietnamese_names_are_no_countries() -> None:
    assert territory_keys("Ông Nguyễn Minh Đức gặp bà Trần Thị Nga", "vi") == []
    assert territory_keys("Thủ tướng Đức thăm Nga, Mỹ và Anh", "vi") == ["c:DE", "c:RU", "c:US", "c:GB"]

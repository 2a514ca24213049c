from __future__ import annotations

import pytest
from babel import localedata

from transforms.dating.dates import read_date
from transforms.dating.month_names import AMBIGUOUS, NAMES
from transforms.dating.named_days import month_number

LANGUAGES = (
    "en vi de fr nl es it pt pl sv da no fi cs sk hu ro tr el ru uk bg mk sr bs hr sl sq et lv lt is eu gl id ms az "
    "ar ar_IQ ar_DZ fa he hi th"
).split()


def edtf(text: str, language: str | None = None) -> str | None:
    value = read_date(text, language=language)
    return value.edtf if value else None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_cldr_is_known(language: str) -> None:
    months = localedata.load(language, merge_inherited=False)["months"]
    for number, name in months["format"]["wide"].items():
        if not any(character.isdigit() for character in name):
            assert month_number(name, language) == number, name


def test_no_name_stands_for_two_months() -> None:
    words = [word for names in NAMES for word in names.split()]
    assert len(words) == len(set(words))
    assert not set(words) & set(AMBIGUOUS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Montag, den 5. Okt. 2026", "2026-10-05"),
        ("Publié le 1er octobre 2026", "2026-10-01"),
        ("5 de outubro de 2026", "2026-10-05"),
        ("5 października 2026", "2026-10-05"),
        ("pondělí 5. října 2026", "2026-10-05"),
        ("lunedì 5 ottobre 2026", "2026-10-05"),
        ("maandag 5 oktober 2026", "2026-10-05"),
        ("5 Ekim 2026 Pazartesi", "2026-10-05"),
        ("2026. október 5.", "2026-10-05"),
        ("5. lokakuuta 2026", "2026-10-05"),
        ("5 октября 2026 г.", "2026-10-05"),
        ("5 жовтня 2026", "2026-10-05"),
        ("5 Οκτωβρίου 2026", "2026-10-05"),
        ("2026 m. spalio 5 d.", "2026-10-05"),
        ("٥ أكتوبر ٢٠٢٦", "2026-10-05"),
        ("24 نيسان / أبريل 2026", "2026-04-24"),
        ("5 تشرين الأول 2026", "2026-10-05"),
        ("5 באוקטובר 2026", "2026-10-05"),
        ("5 ตุลาคม 2569", "2026-10-05"),
        ("5 ต.ค. 69", "2026-10-05"),
        ("5 Tháng Mười Một, 2026", "2026-11-05"),
        ("ngày 5 tháng 10 năm 2026", "2026-10-05"),
        ("Thg 10 5, 2026", "2026-10-05"),
        ("2026年10月5日", "2026-10-05"),
        ("令和8年10月5日", "2026-10-05"),
        ("2026년 10월 5일", "2026-10-05"),
        ("2026-Oct-05", "2026-10-05"),
        ("05-Oct-26", "2026-10-05"),
        ("(Pescasseroli, 14 gennaio 20)", "2020-01-14"),
        ("Datum:26. Januar 2022", "2022-01-26"),
        ("Tháng 10 năm 2026", "2026-10"),
        ("Październik 2026", "2026-10"),
    ],
)
def test_days_are_read_whatever_language_the_page_declares(text: str, expected: str) -> None:
    assert edtf(text) == edtf(text, "en-US") == expected


def test_the_language_decides_about_a_name_of_two_months() -> None:
    assert edtf("5 listopada 2026", "hr") == "2026-10-05"
    assert edtf("5 listopada 2026", "pl") == edtf("5 listopada 2026") == "2026-11-05"


@pytest.mark.parametrize(
    "text", ["14 January 20:15", "5 market 2026", "31 września 2026", "12 days 2026", "Level 5 2026"]
)
def test_what_only_looks_like_a_day(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize("text", ["5 " * 200, "5 a" * 150, "tháng " * 80, "1-" * 150 + "2026", "٥" * 300])
def test_hostile_texts_are_read_in_no_time(text: str) -> None:
    value = read_date(text)
    assert value is None or value.precision in {"day", "minute", "month", "year"}

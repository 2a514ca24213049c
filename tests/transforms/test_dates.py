from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.dating.dates import local_day, plausible, read_date
from transforms.dating.months import Order, numeric_order

FETCHED = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def edtf(
    text: str, *, order: Order | None = None, timezone: str | None = None, language: str | None = None
) -> str | None:
    value = read_date(text, order=order, timezone=timezone, language=language)
    return value.edtf if value else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-12T15:42:00+07:00", "2026-11-12T15:42:00+07:00"),
        ("2026-11-12T15:42:00.123+0700", "2026-11-12T15:42:00+07:00"),
        ("2026-11-12T15:42:00Z", "2026-11-12T15:42:00Z"),
        ("20261112T154200Z", "2026-11-12T15:42:00Z"),
        ("2026-11-12", "2026-11-12"),
        ("2026/11/12", "2026-11-12"),
        ("Thu, 12 Nov 2026 15:42:00 +0700", "2026-11-12T15:42:00+07:00"),
        ("12 Nov 2026 15:42:00 EST", "2026-11-12T15:42:00-05:00"),
        ("Thu Nov 12 15:42:00 2026", "2026-11-12T15:42:00"),
        ("September 09, 2026 9:33 AM GMT+7", "2026-09-09T09:33:00+07:00"),
        ("12 PM, 5 May 2020", "2020-05-05T12:00:00"),
        ("12:05 am on 5 May 2020", "2020-05-05T00:05:00"),
        ("Published on the 1st of March 2024", "2024-03-01"),
        ("November 2026", "2026-11"),
        ("2026-11", "2026-11"),
        ("2026", "2026"),
        ("2019年9月4日 12:30", "2019-09-04T12:30:00"),
    ],
)
def test_notations(text: str, expected: str) -> None:
    assert edtf(text) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Thứ Năm, 12/11/2026, 15:42 (GMT+7)", "vi", "2026-11-12T15:42:00+07:00"),
        ("ngày 12 tháng 11 năm 2026", "vi", "2026-11-12"),
        ("1 tháng 12, 2026 | 08:05", "vi", "2026-12-01T08:05:00"),
        ("12. November 2026, 15.42 Uhr", "de", "2026-11-12T15:42:00"),
        ("Am 1. März 2020 um 7 Uhr", "de", "2020-03-01T07:00:00"),
        ("Publié le 3 février 2020 à 15h42", "fr", "2020-02-03T15:42:00"),
        ("8 de marzo de 2017", "es", "2017-03-08"),
        ("12 mei 2021", "nl", "2021-05-12"),
        ("2019. szeptember 4.", "hu", "2019-09-04"),
        ("1 марта 2020", "ru", "2020-03-01"),
    ],
)
def test_languages(text: str, language: str, expected: str) -> None:
    assert edtf(text, language=language) == expected


def test_month_names_of_the_core_languages_are_read_on_pages_of_any_language() -> None:
    assert edtf("12 novembre 2026", language="ja") == "2026-11-12"


def test_decomposed_text_is_read_like_composed_text() -> None:
    assert edtf("nga\u0300y 12 tha\u0301ng 11 na\u0306m 2026") == "2026-11-12"


@pytest.mark.parametrize(
    ("order", "language", "expected"),
    [
        ("DMY", None, "2026-04-03"),
        ("MDY", None, "2026-03-04"),
        (None, "vi", "2026-04-03"),
        (None, "en-US", "2026-03-04"),
        (None, "en-GB", "2026-04-03"),
        ("MDY", "vi", "2026-03-04"),
        (None, "en", None),
        (None, None, None),
    ],
)
def test_order_of_an_ambiguous_date(order: Order | None, language: str | None, expected: str | None) -> None:
    assert edtf("03/04/2026", order=order, language=language) == expected


def test_a_component_above_twelve_decides_against_any_order() -> None:
    assert edtf("13/04/2026", order="MDY") == "2026-04-13"
    assert edtf("04/13/2026", order="DMY") == "2026-04-13"


def test_dotted_dates_are_day_first_without_a_language() -> None:
    assert edtf("03.04.2026") == "2026-04-03"


def test_year_first_order_with_two_digits() -> None:
    assert edtf("26/04/03", order="YMD") == "2026-04-03"


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2026",
        "2026-13-45",
        "30 February 2026",
        "111260912345678901",
        "20261112",
        "1.2.3.4",
        "12:30",
        "",
        "tomorrow",
    ],
)
def test_what_is_no_date_or_cannot_be_one(text: str) -> None:
    assert read_date(text, language="vi") is None


def test_a_time_without_zone_takes_the_given_one_and_says_so() -> None:
    value = read_date("12/11/2026 15:42", order="DMY", timezone="Asia/Ho_Chi_Minh")
    assert value is not None
    assert (value.edtf, value.timezone, value.precision) == ("2026-11-12T15:42:00+07:00", "Asia/Ho_Chi_Minh", "minute")
    assert value.datetime == datetime(2026, 11, 12, 8, 42, tzinfo=UTC)


def test_a_stated_zone_outweighs_the_given_one() -> None:
    value = read_date("2026-11-12T15:42:00+01:00", timezone="Asia/Ho_Chi_Minh")
    assert value is not None
    assert value.timezone == "+01:00"


def test_a_time_without_any_zone_has_no_instant() -> None:
    value = read_date("2026-11-12 15:42")
    assert value is not None
    assert (value.datetime, value.timezone, value.precision) == (None, None, "minute")


def test_a_day_has_no_time() -> None:
    value = read_date("2026-11-12", timezone="Asia/Ho_Chi_Minh")
    assert value is not None
    assert (value.datetime, value.timezone, value.precision) == (None, None, "day")


def test_an_unknown_zone_name_gives_no_instant_and_no_error() -> None:
    value = read_date("2026-11-12 15:42", timezone="Nowhere/At_All")
    assert value is not None
    assert value.datetime is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2026-11-12", True), ("2026-11-23", True), ("2026-11-24", False), ("1989-12-31", False), ("1990-01-01", True)],
)
def test_plausible_from_1990_to_a_day_past_the_fetch(text: str, expected: bool) -> None:
    value = read_date(text)
    assert value is not None
    assert plausible(value, FETCHED) is expected


def test_local_day_of_a_partial_date_is_its_first() -> None:
    value = read_date("November 2026")
    assert value is not None
    assert local_day(value) == date(2026, 11, 1)


def test_numeric_order_of_unknown_languages() -> None:
    assert numeric_order("xx-none") is None
    assert numeric_order("") is None


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31)), st.sampled_from(["DMY", "MDY", "YMD"]))
def test_numeric_dates_round_trip_in_their_order(day: date, order: Order) -> None:
    pattern = {"DMY": "{0:%d}/{0:%m}/{0:%Y}", "MDY": "{0:%m}/{0:%d}/{0:%Y}", "YMD": "{0:%Y}/{0:%m}/{0:%d}"}[order]
    ambiguous_day = day.day <= 12
    assert edtf(pattern.format(day), order=order if ambiguous_day else None) == day.isoformat()


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    value = read_date(text, order="DMY", timezone="Europe/Brussels", language="de")
    assert value is None or local_day(value).year >= 1900

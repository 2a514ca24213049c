from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.datechoice import Reading, choose, following
from scrapers.statements import Kind, Statement
from transforms.dating.dates import read_date

Stated = tuple[str, Kind, float]
FETCHED = datetime(2026, 11, 22, 12, tzinfo=UTC)


def reading(*, language: str | None = None, url: str = "https://news.example/a", title: str = "") -> Reading:
    return Reading(None, None, language, FETCHED, url, title)


def chosen(*statements: Stated, read: Reading | None = None) -> str | None:
    stated = [Statement(text, kind, kind, trust) for text, kind, trust in statements]
    value = choose(stated, read or reading())
    return value.edtf if value else None


def test_two_kinds_of_statement_outvote_a_third() -> None:
    data: list[Stated] = [("2026-10-03", "data", 10.0), ("2026-10-05", "data", 9.0)]
    assert chosen(*data) == "2026-10-03"
    assert chosen(*data, ("5 October 2026", "shown", 7.0)) == "2026-10-05"


def test_repetition_within_a_kind_is_no_second_witness() -> None:
    shown: Stated = ("5 October 2026", "shown", 7.0)
    assert chosen(("2026-10-03", "data", 10.0), *[shown] * 5) == "2026-10-03"


def test_weak_statements_alone_are_not_believed() -> None:
    assert chosen(("5 October 2026", "shown", 1.0), ("5 October 2026", "shown", 1.5)) is None


def test_the_change_counts_where_nothing_states_a_publication() -> None:
    assert chosen(("2026-10-05", "change", 9.0)) == "2026-10-05"
    assert chosen(("2026-10-05", "change", 9.0), ("2026-10-01", "address", 4.0)) == "2026-10-01"


@pytest.mark.parametrize("text", ["2027-01-01", "1989-12-31"])
def test_what_cannot_be_is_kept_as_a_candidate_only(text: str) -> None:
    value = choose([Statement(text, "json-ld"), Statement("2026-10-05", "url", "address", 4.0)], reading())
    assert value is not None
    assert (value.edtf, [candidate.edtf for candidate in value.candidates]) == ("2026-10-05", [text])


def test_the_day_is_the_newsrooms_where_the_country_keeps_one_clock() -> None:
    stated: Stated = ("2026-10-04T23:30:00Z", "data", 10.0)
    assert chosen(stated, read=reading(url="https://news.example.de/a")) == "2026-10-05T01:30:00+02:00"
    assert chosen(stated, read=reading(url="https://news.example.com/a")) == "2026-10-04T23:30:00Z"


def test_a_zone_guessed_from_the_language_needs_the_day_that_the_page_shows() -> None:
    stated: Stated = ("2026-10-04T23:30:00Z", "data", 10.0)
    shown: Stated = ("5. Oktober 2026", "shown", 7.0)
    read = reading(language="de-DE", url="https://blog.example.com/a")
    assert chosen(stated, shown, read=read) == "2026-10-05T01:30:00+02:00"
    assert chosen(stated, read=read) == "2026-10-04T23:30:00Z"


def test_a_page_that_shows_the_day_of_utc_keeps_it() -> None:
    read = reading(url="https://news.example.ch/a")
    assert (
        chosen(("2026-10-04T23:30:00Z", "data", 8.0), ("4/10/2026", "shown", 7.0), read=read) == "2026-10-04T23:30:00Z"
    )


def test_a_time_without_zone_takes_the_offset_stated_elsewhere_else_the_countrys() -> None:
    local: Stated = ("2026-10-05T18:11:01", "data", 10.0)
    assert chosen(local, ("2026-10-05T18:11:01+02:00", "data", 2.5)) == "2026-10-05T18:11:01+02:00"
    assert chosen(local, read=reading(url="https://tin.example.vn/a")) == "2026-10-05T18:11:01+07:00"
    assert chosen(local) == "2026-10-05T18:11:01"


@pytest.mark.parametrize(
    ("others", "read", "expected"),
    [
        ([("25/10/2026", "shown", 1.0)], reading(), "2026-10-05"),
        ([("10/25/2026", "shown", 1.0)], reading(), "2026-05-10"),
        ([], reading(url="https://tin.example.vn/a", language="en-US"), "2026-10-05"),
        ([], reading(url="https://news.example.us/a", language="en"), "2026-05-10"),
        ([], reading(language="en-US"), "2026-05-10"),
        ([], reading(title="Thủ tướng thăm cảng"), "2026-10-05"),
        ([], reading(language="en"), None),
    ],
)
def test_day_first_or_month_first_by_evidence(others: list[Stated], read: Reading, expected: str | None) -> None:
    assert chosen(("05/10/2026", "shown", 7.0), *others, read=read) == expected


def test_the_first_of_several_moments_of_a_day_is_the_publication() -> None:
    times: list[Stated] = [(f"2026-10-05T{hour}:05:00+02:00", "shown", 7.0) for hour in (19, 16, 17)]
    assert chosen(*times) == "2026-10-05T16:05:00+02:00"


def test_the_time_of_day_is_not_taken_from_another_article() -> None:
    assert chosen(("2026-10-05", "data", 10.0), ("2026-10-05T09:00:00Z", "shown", 1.0)) == "2026-10-05"


def test_the_bare_day_of_the_fetch_yields_to_what_is_labelled() -> None:
    today: Stated = ("22 November 2026", "shown", 6.5)
    updated: Stated = ("20 November 2026", "shown", 3.8)
    assert chosen(today, updated) == "2026-11-20"
    assert chosen(today) == "2026-11-22"


@pytest.mark.parametrize(
    ("modified", "published", "kept"),
    [
        ("2026-10-05T10:00:00Z", "2026-10-05T09:00:00Z", True),
        ("2026-10-05T08:30:00Z", "2026-10-05T09:00:00Z", True),
        ("2026-10-05T07:30:00Z", "2026-10-05T09:00:00Z", False),
        ("2026-10-04", "2026-10-05T09:00:00Z", False),
        ("2026-10-05", "2026-10-05T09:00:00Z", True),
        ("2026-10-04", None, True),
    ],
)
def test_a_change_before_the_publication_is_none(modified: str, published: str | None, kept: bool) -> None:
    change = read_date(modified)
    assert following(change, read_date(published) if published else None) == (change if kept else None)


_STATEMENTS = st.builds(
    Statement,
    st.one_of(st.text(max_size=40), st.datetimes().map(str), st.dates().map("{0:%d/%m/%Y}".format)),
    st.just("any"),
    st.sampled_from(["data", "shown", "address", "hint", "change"]),
    st.floats(0, 10),
)


@given(st.lists(_STATEMENTS, max_size=12))
def test_any_statements_give_a_plausible_date_of_one_of_them_or_none(statements: list[Statement]) -> None:
    value = choose(statements, reading(language="vi", url="https://tin.example.vn/a"))
    assert value is None or "1990" <= value.edtf[:4] <= "2026"

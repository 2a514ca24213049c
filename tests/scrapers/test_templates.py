"""URL templates: which fields there are, what a period is, and how it is filled in."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from scrapers.periods import Period
from scrapers.templates import fill_page, fill_period, has_date, periods, template_problem

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
BRUSSELS = ZoneInfo("Europe/Brussels")


def day(text: str) -> Period:
    return Period(date.fromisoformat(text), date.fromisoformat(text))


def test_fields() -> None:
    template = "https://n.example/{date:%d-%m-%Y}/{date:%-m}?p={page}"
    assert template_problem(template) is None
    assert has_date(template)
    filled = fill_period(template, day("2026-03-05"), HANOI)
    assert fill_page(filled, 2) == "https://n.example/05-03-2026/3?p=2"
    assert not has_date(filled)
    for bad in ("{date.__class__:%Y}", "{0}", "{", "}", "{date:}", "{date:%A}", "{page:d}", "{end:%d}"):
        assert template_problem(bad) is not None, bad


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{date:%Y-%m-%d}", ["2026-03-02", "2026-03-01", "2026-02-28"]),
        ("{date:%Y}/{date:%j}", ["2026-03-02", "2026-03-01", "2026-02-28"]),
        ("{date:%s}-{end:%s}", ["2026-03-02", "2026-03-01", "2026-02-28"]),
        ("{date:%G.%V}", ["2026-03-02..2026-03-08", "2026-02-23..2026-03-01"]),
        ("{date:%Y/%m}?to={end:%d}", ["2026-03-01..2026-03-31", "2026-02-01..2026-02-28"]),
        ("{date:%Y}", ["2026-01-01..2026-12-31"]),
    ],
)
def test_the_finest_unit_says_how_long_a_period_is(template: str, expected: list[str]) -> None:
    window = Period(date(2026, 2, 28), date(2026, 3, 2))
    assert [str(period) for period in periods(template, window)] == expected


def test_first_and_last_day_and_second() -> None:
    month = Period(date(2026, 12, 1), date(2026, 12, 31))
    assert fill_period("{date:%d/%m}-{end:%d/%m/%Y}", month, HANOI) == "01/12-31/12/2026"
    assert fill_period("{date:%s}/{end:%s}", day("2026-11-12"), HANOI) == "1794416400/1794502799"
    assert fill_period("{date:%%s%d}", day("2026-11-12"), HANOI) == "%s12"


@pytest.mark.parametrize(("text", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-01", 24)])
def test_days_are_as_long_as_they_are_in_the_sources_time_zone(text: str, hours: int) -> None:
    first, last = fill_period("{date:%s} {end:%s}", day(text), BRUSSELS).split()
    assert int(last) - int(first) + 1 == hours * 3600

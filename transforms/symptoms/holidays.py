"""The long holidays of a country (Tết, Christmas to New Year, Easter), from ``lexicons/holidays.toml``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from dateutil.easter import easter

from transforms.lexicons import load


def is_holiday(country: str | None, start: datetime, end: datetime) -> bool:
    """Say whether a long holiday of the country (ISO 3166-1 alpha-2) touches a window of time."""
    return _touches(country or "", start.date(), end.date())


@lru_cache(maxsize=4096)
def _touches(country: str, first: date, last: date) -> bool:
    years = range(first.year - 1, last.year + 1)
    return any(begin <= last and finish >= first for year in years for begin, finish in _periods(country, year))


@cache
def _periods(country: str, year: int) -> tuple[tuple[date, date], ...]:
    """Return the holidays of a country that begin in a year or around its beginning, first and last day."""
    return (*_fixed(country, year), *_movable(country, year))


def _fixed(country: str, year: int) -> Iterator[tuple[date, date]]:
    for period in load("holidays")["fixed"].values():
        if country in period["countries"]:
            first, last = (date.fromisoformat(f"{year}-{period[end]}") for end in ("first", "last"))
            yield first, last if last >= first else last.replace(year=year + 1)


def _movable(country: str, year: int) -> Iterator[tuple[date, date]]:
    holidays = load("holidays")
    moments = {
        "lunar": [day for day in map(date.fromisoformat, holidays["lunar"]["days"]) if day.year == year],
        "easter": [easter(year)],
    }
    for name, days in moments.items():
        rule = holidays[name]
        if country in rule["countries"]:
            for day in days:
                yield day - timedelta(days=rule["before"]), day + timedelta(days=rule["after"])

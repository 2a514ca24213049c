"""Reading dates from text, honestly.

Web pages, feeds and documents state dates in every form that people write. This module turns one such statement
into a ``DateValue`` and never guesses: a day stays a day, an impossible or ambiguous date is None, and a time without
zone takes the zone that the caller knows, which the value then names.

Months are known by name in some fifty languages (``named_days``), whichever the page declares. Which of 3/4/2026 is the
day is decided by the order given, else by evidence (a component above 12), else by CLDR's short date pattern where
language and territory leave no doubt.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from transforms.dating.clocktime import Clock, find_time
from transforms.dating.months import Order, numeric_order
from transforms.dating.named_days import BUDDHIST_ERA, BUDDHIST_YEARS, month_number, named_days
from transforms.records import DateValue

EARLIEST_ON_THE_WEB = 1990
_MAX_TEXT = 300
_YEARS = range(1900, 2101)
_MONTHS_A_YEAR = 12
_WITH_DAY = frozenset({"day", "minute"})

_DIGIT = re.compile(r"\d")
_FOUR_DIGITS = re.compile(r"\d{4}|[^\W\d_]\W{0,2}['’]?\d\d(?!\d)")
_ISO = re.compile(
    r"(?<![\d./-])(?P<y>\d{4})\s?(?P<sep>[-/.])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<d>\d{1,2})(?!\d)(?![-/.]\d)"
)
_COMPACT = re.compile(r"^(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?=T\d{4})")
_YEAR_SIGN = re.compile("[年년]")
_CJK = re.compile(
    r"(?:(?P<era>令和|平成)\s?(?P<e>\d{1,2}|元)|(?P<y>\d{4}))\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]"
)
# The year before the first one of the Japanese eras that the web has seen.
_ERAS = {"令和": 2018, "平成": 1988}
_NUMERIC = re.compile(
    r"(?<![\d./-])(?P<a>\d{1,2})\s?(?P<sep>[-/.])\s?(?P<b>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4}|\d\d)(?![\d:])(?![-/.]\d)"
)
_ISO_MONTH = re.compile(r"^(?P<y>\d{4})-(?P<m>\d\d)$")
_MONTH = re.compile(r"(?P<name>[^\s\d,]{2,20}),?\s(?:de\s|năm\s)?(?P<y>\d{4})")
_VIETNAMESE_MONTH = re.compile(r"tháng\s(?P<m>\d{1,2})[,/]?\s?(?:năm\s)?(?P<y>\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"^\d{4}$")


class _Found(NamedTuple):
    """A date in a text: year, month and day (None where not stated) and the span it takes."""

    year: int
    month: int | None
    day: int | None
    start: int
    end: int


def read_date(
    text: str,
    *,
    order: Order | None = None,
    timezone: str | None = None,
    language: str | None = None,
    method: str = "text",
) -> DateValue | None:
    """Read the first date of a short text, with its time of day where one stands beside it.

    Args:
        text: what a page says; only its first 300 characters are looked at.
        order: the order of day, month and year in numeric dates, where the source is known to keep one.
        timezone: IANA name that applies to a time without zone.
        language: BCP 47 tag of the text.
        method: the name of the finding method, stored in the value.

    Returns:
        The date, or None where there is none, where it cannot be (31 February) or where day and month cannot be told
        apart. A time without any zone gives an EDTF string with local time and no ``datetime``.
    """
    if not _DIGIT.search(text, 0, _MAX_TEXT):
        return None
    return _read(text[:_MAX_TEXT], order, timezone, language, method)


@lru_cache(maxsize=1024)
def _read(text: str, order: Order | None, timezone: str | None, language: str | None, method: str) -> DateValue | None:
    """Read a text as ``read_date`` does; kept, since pages state one date in the same words several times."""
    value = _value(text, order, timezone, language)
    return value and replace(value, method=method)


def _value(text: str, order: Order | None, timezone: str | None, language: str | None) -> DateValue | None:
    text = " ".join(unicodedata.normalize("NFC", text).split())
    found = _find_day(text, order, language) or _find_part(text, language)
    if found is None:
        return None
    if found.day is None or found.month is None:
        return _partial(found)
    day = date(found.year, found.month, found.day)
    clock = find_time(text, found.start, found.end)
    return DateValue(day.isoformat(), None, "day", None, "") if clock is None else _timed(day, clock, timezone)


def plausible(value: DateValue, fetched_at: datetime) -> bool:
    """Say whether a page of the web, fetched then, can bear this date: from 1990 to a day past the fetch."""
    day = local_day(value)
    return day.year >= EARLIEST_ON_THE_WEB and day <= (fetched_at + timedelta(days=1)).date()


def local_day(value: DateValue) -> date:
    """Return the day as the source writes it; the first day of a month or year where only that is known."""
    if value.precision in _WITH_DAY:
        return date.fromisoformat(value.edtf[:10])
    parts = [int(part) for part in value.edtf[:10].split("-")]
    return date(*[*parts, 1, 1][:3])


def _find_day(text: str, order: Order | None, language: str | None) -> _Found | None:
    """The earliest possible calendar day in the text, whichever notation states it."""
    finds = [
        *(_checked(match, match["y"], match["m"], match["d"]) for match in _ISO.finditer(text)),
        *(_checked(match, match["y"], match["m"], match["d"]) for match in _COMPACT.finditer(text)),
        *(
            _checked(match, match["y"] or _era_year(match), match["m"], match["d"])
            for match in (_CJK.finditer(text) if _YEAR_SIGN.search(text) else ())
        ),
        *(_from_numeric(match, order, language) for match in _NUMERIC.finditer(text)),
    ]
    days = [found for found in finds if found] or _named_days(text, language)
    return min(days, key=lambda found: found.start, default=None)


def _era_year(match: re.Match[str]) -> str:
    number = 1 if match["e"] == "元" else int(match["e"])
    return str(_ERAS[match["era"]] + number)


def _find_part(text: str, language: str | None) -> _Found | None:
    """A month with its year, or a bare year where the text is nothing else."""
    if _YEAR.match(text):
        return _Found(int(text), None, None, 0, len(text)) if int(text) in _YEARS else None
    whole = _ISO_MONTH.match(text) or _VIETNAMESE_MONTH.fullmatch(text)
    named = None if whole else _MONTH.fullmatch(text)
    month = int(whole["m"]) if whole else named and month_number(named["name"], language)
    match = whole or named
    if not match or not month or month > _MONTHS_A_YEAR or int(match["y"]) not in _YEARS:
        return None
    return _Found(int(match["y"]), month, None, 0, len(text))


def _exists(year: int, month: int, day: int) -> bool:
    """Say whether the calendar has that day, in a year that people write about on the web."""
    try:
        return date(year, month, day).year in _YEARS
    except ValueError:
        return False


def _checked(match: re.Match[str], year: str, month: str, day: str) -> _Found | None:
    parts = _full_year(year), int(month), int(day)
    return _Found(*parts, match.start(), match.end()) if _exists(*parts) else None


def _full_year(year: str) -> int:
    """The year of the common era; two digits are read within 1990 to 2089: the web writes no older dates so."""
    value = int(year)
    if len(year) > 2:  # noqa: PLR2004 - a year of two digits
        return value - BUDDHIST_ERA if value in BUDDHIST_YEARS else value
    return value + (1900 if value >= EARLIEST_ON_THE_WEB % 100 else 2000)


def _from_numeric(match: re.Match[str], order: Order | None, language: str | None) -> _Found | None:
    """Read 3/4/2026 by the given order, the evidence, the notation or the language, in that order."""
    first, second, year = match["a"], match["b"], match["y"]
    if order == "YMD" and len(year) == 2:  # noqa: PLR2004 - a day of two digits
        return _checked(match, first, second, year)
    if int(first) > _MONTHS_A_YEAR or int(second) > _MONTHS_A_YEAR:
        order = "DMY" if int(first) > _MONTHS_A_YEAR else "MDY"
    elif order is None:
        # Dotted dates are day-first in every CLDR locale that uses dots and does not begin with the year.
        order = "DMY" if match["sep"] == "." or first == second else numeric_order(language)
    if order == "DMY":
        return _checked(match, year, second, first)
    return _checked(match, year, first, second) if order == "MDY" else None


def _named_days(text: str, language: str | None) -> list[_Found]:
    if not _FOUR_DIGITS.search(text):
        return []
    return [_Found(*named) for named in named_days(text, language) if _exists(named.year, named.month, named.day)]


def _timed(day: date, clock: Clock, zone_name: str | None) -> DateValue:
    local = datetime(day.year, day.month, day.day, clock.hour, clock.minute, clock.second)  # noqa: DTZ001 - zoned below
    zone, name = clock.zone, clock.zone_name
    if zone is None and zone_name:
        zone, name = _named_zone(zone_name), zone_name
    if zone is None:
        return DateValue(local.isoformat(), None, "minute", None, "")
    zoned = local.replace(tzinfo=zone)
    edtf = zoned.isoformat().replace("+00:00", "Z") if zone is UTC else zoned.isoformat()
    return DateValue(edtf, zoned.astimezone(UTC), "minute", name, "")


def _named_zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _partial(found: _Found) -> DateValue:
    if found.month is None:
        return DateValue(f"{found.year:04d}", None, "year", None, "")
    return DateValue(f"{found.year:04d}-{found.month:02d}", None, "month", None, "")

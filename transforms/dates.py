"""Reading dates from text, honestly.

Web pages, feeds and documents state dates in every form that people write. This module turns one such statement
into a ``DateValue`` and never guesses: a day stays a day, an impossible or ambiguous date is None, and a time without
zone takes the zone that the caller knows, which the value then names.

The names of the months come from Unicode CLDR by way of Babel, for the languages of ``months.CORE_LANGUAGES`` and any
that the caller names. Which of 3/4/2026 is the day is decided by the order given, else by evidence (a component above
12), else by CLDR's short date pattern where language and territory leave no doubt.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from transforms.clocktime import Clock, find_time
from transforms.months import Order, language_key, month_table, named_patterns, numeric_order
from transforms.records import DateValue

EARLIEST_ON_THE_WEB = 1990
_MAX_TEXT = 300
_YEARS = range(1900, 2101)
_MONTHS_A_YEAR = 12

_DIGIT = re.compile(r"\d")
_FOUR_DIGITS = re.compile(r"\d{4}")
_ISO = re.compile(r"(?<![\d./-])(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)(?![-/.]\d)")
_COMPACT = re.compile(r"^(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?=T\d{4})")
_CJK = re.compile(r"(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]")
_NUMERIC = re.compile(
    r"(?<![\d./-])(?P<a>\d{1,2})\s?(?P<sep>[-/.])\s?(?P<b>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4}|\d\d)(?!\d)(?![-/.]\d)"
)
_ISO_MONTH = re.compile(r"^(?P<y>\d{4})-(?P<m>\d\d)$")
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
    text = " ".join(unicodedata.normalize("NFC", text[:_MAX_TEXT]).split())
    found = _find_day(text, order, language) or _find_part(text, language)
    if found is None:
        return None
    if found.day is None or found.month is None:
        return _partial(found, method)
    day = date(found.year, found.month, found.day)
    clock = find_time(text, found.start, found.end)
    if clock is None:
        return DateValue(day.isoformat(), None, "day", None, method)
    return _timed(day, clock, timezone, method)


def plausible(value: DateValue, fetched_at: datetime) -> bool:
    """Say whether a page of the web, fetched then, can bear this date: from 1990 to a day past the fetch."""
    day = local_day(value)
    return day.year >= EARLIEST_ON_THE_WEB and day <= (fetched_at + timedelta(days=1)).date()


def local_day(value: DateValue) -> date:
    """Return the day as the source writes it; the first day of a month or year where only that is known."""
    parts = [int(part) for part in value.edtf[:10].split("-")]
    return date(*[*parts, 1, 1][:3])


def _find_day(text: str, order: Order | None, language: str | None) -> _Found | None:
    """The earliest possible calendar day in the text, whichever notation states it."""
    finds = [
        *(_checked(match, match["y"], match["m"], match["d"]) for match in _ISO.finditer(text)),
        *(_checked(match, match["y"], match["m"], match["d"]) for match in _COMPACT.finditer(text)),
        *(_checked(match, match["y"], match["m"], match["d"]) for match in _CJK.finditer(text)),
        *(_from_numeric(match, order, language) for match in _NUMERIC.finditer(text)),
    ]
    days = [found for found in finds if found] or _named_days(text, language)
    return min(days, key=lambda found: found.start, default=None)


def _find_part(text: str, language: str | None) -> _Found | None:
    """A month with its year, or a bare year where the text is nothing else."""
    if match := _ISO_MONTH.match(text):
        month = int(match["m"])
        return _Found(int(match["y"]), month, None, 0, len(text)) if 1 <= month <= _MONTHS_A_YEAR else None
    if _YEAR.match(text) and int(text) in _YEARS:
        return _Found(int(text), None, None, 0, len(text))
    pattern, months = month_table(language_key(language))
    whole = re.fullmatch(rf"(?P<name>{pattern})\.?,?\s(?:de\s|năm\s)?(?P<y>\d{{4}})", text.casefold())
    if whole and int(whole["y"]) in _YEARS:
        return _Found(int(whole["y"]), months[whole["name"]], None, 0, len(text))
    return None


def _checked(match: re.Match[str], year: str, month: str | int, day: str) -> _Found | None:
    try:
        real = date(_full_year(year), int(month), int(day))
    except ValueError:
        return None
    return _Found(real.year, real.month, real.day, match.start(), match.end()) if real.year in _YEARS else None


def _full_year(year: str) -> int:
    """Two digits are read within 1990 to 2089: older dates are not written so on the web."""
    value = int(year)
    if len(year) > 2:  # noqa: PLR2004 - a year of two digits
        return value
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
    key = language_key(language)
    folded = text.casefold()
    if len(folded) != len(text):
        folded = text.lower()
    months = month_table(key)[1]
    matches = [match for pattern in named_patterns(key) for match in pattern.finditer(folded)]
    finds = [_checked(match, match["y"], months[match["name"]], match["d"]) for match in matches]
    return [found for found in finds if found]


def _timed(day: date, clock: Clock, zone_name: str | None, method: str) -> DateValue:
    local = datetime(day.year, day.month, day.day, clock.hour, clock.minute, clock.second)  # noqa: DTZ001 - zoned below
    zone, name = clock.zone, clock.zone_name
    if zone is None and zone_name:
        zone, name = _named_zone(zone_name), zone_name
    if zone is None:
        return DateValue(local.isoformat(), None, "minute", None, method)
    zoned = local.replace(tzinfo=zone)
    edtf = zoned.isoformat().replace("+00:00", "Z") if zone is UTC else zoned.isoformat()
    return DateValue(edtf, zoned.astimezone(UTC), "minute", name, method)


def _named_zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _partial(found: _Found, method: str) -> DateValue:
    if found.month is None:
        return DateValue(f"{found.year:04d}", None, "year", None, method)
    return DateValue(f"{found.year:04d}-{found.month:02d}", None, "month", None, method)

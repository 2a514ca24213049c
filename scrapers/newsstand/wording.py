"""Dates in words: what makes the stories always fresh.

A story's text may name days relative to its publication, as ``{weekday-1}`` or ``{day+3}``; they are filled in when
the story is printed. The names of months and days stand here, and not in the C locale, so that a page never depends
on the machine it is served from.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
}
_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")
_TOKEN = re.compile(r"(day|weekday|date|month|year)([+-]\d+)?")


def _word(kind: str, day: date, language: str) -> str:
    """Return one word for a day: English as a wire agency writes it, Vietnamese with the day first."""
    month = _MONTHS[day.month - 1]
    english = language == "en"
    words = {
        "day": f"{month} {day.day}" if english else f"{day.day}/{day.month}",
        "date": f"{month} {day.day}, {day.year}" if english else f"{day.day}/{day.month}/{day.year}",
        "month": month if english else f"tháng {day.month}",
        "weekday": _WEEKDAYS[language][day.weekday()],
        "year": str(day.year),
    }
    return words[kind]


def fill(text: str, day: date, language: str) -> str:
    """Return ``text`` with its relative days in words, counted from ``day``.

    Known are ``{day}``, ``{weekday}``, ``{date}`` (with the year), ``{month}`` and ``{year}``, each with an optional
    number of days to add or take away. ``language`` is ``en`` or ``vi``. Raises ValueError for any other brace.
    """

    def replace(found: re.Match[str]) -> str:
        token = _TOKEN.fullmatch(found[1] or "")
        if token is None:
            raise ValueError(f"{found[0]!r} is no known placeholder: expected {{day}}, {{weekday-1}}, {{date+3}} …")
        return _word(token[1], day + timedelta(days=int(token[2] or 0)), language)

    return _BRACES.sub(replace, text)


def visible(moment: datetime, pattern: str) -> str:
    """Return a local time as a page shows it; ``pattern`` knows ``{t}``, a datetime, and ``{month}``, its name."""
    return pattern.format(t=moment, month=_MONTHS[moment.month - 1])


def dateline(place: str, day: date, agency: str) -> str:
    """Return the wire's opening words, such as ``HANOI, Nov 12 (Delta Wire) - ``."""
    return f"{place}, {_MONTHS[day.month - 1][:3]} {day.day} ({agency}) - "

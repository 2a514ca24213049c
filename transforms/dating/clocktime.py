"""Reading a time of day, with its zone as far as one is stated, from the text beside a date."""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone, tzinfo
from typing import NamedTuple

_REACH = 40
_HOUR_DIGITS = 2
_NOON = 12
_LARGEST_OFFSET = timedelta(hours=15)

# Offsets in hours of the zone names in RFC 822 section 5, and of those that European and Vietnamese outlets print.
_ZONE_HOURS = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7, "wet": 0, "west": 1, "bst": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "eet": 2, "eest": 3, "msk": 3,
    "ict": 7,
}  # fmt: skip

_DIGIT = re.compile(r"\d")
_ZONE = (
    r"(?:\(?\s*(?:(?:GMT|UTC)\s*(?P<gmt>[+-−]\s?\d{1,2}(?::?\d\d)?)|(?P<off>[+-−]\d\d:?(?:\d\d)?)(?![\d-])"
    r"|(?P<zone>[A-Za-z]{1,5})\b)\s*\)?)?"
)
_HALF = r"[AaPp]\.?\s?[Mm]\b\.?|SA\b|CH\b|صباحا|مساء"
# East Asia names the half of the day before the hour: 오후 3:05, 下午3:05, 午後3時5分.
_BEFORE = r"(?:(?P<early>오전|上午|午前|凌晨|早上)|(?P<late>오후|下午|午後|晚上))\s?"
_TIME = re.compile(
    rf"(?:{_BEFORE})?(?<![\d:.,-])(?P<h>\d{{1,2}})\s?"
    # A full stop parts hour and minute only before a word for "o'clock".
    r"(?::|h|[Gg]iờ\s?|[時시点]\s?|\.(?=\d\d\s?(?:Uhr|uur|h\b)))\s?(?P<mi>\d\d)(?!\d)"
    r"(?::(?P<s>\d{1,2})(?!\d)(?:[.,:]\d{1,9})?|\.(?P<s2>\d\d)(?!\d))?[分분]?"
    rf"\s*(?:Uhr|uur|giờ)?\s*(?P<half>{_HALF})?\s*" + _ZONE
)
# The Nordic countries, Poland and Italy write 14.05 after the word for "o'clock".
_TIME_DOTTED = re.compile(
    r"\b(?:kl|klo|godz|ore|alle)\.?\s(?P<h>\d{1,2})\.(?P<mi>\d\d)(?![\d.])" + _ZONE, re.IGNORECASE
)
_TIME_COMPACT = re.compile(r"^T(?P<h>\d\d)(?P<mi>\d\d)(?P<s>\d\d)?" + _ZONE)
_HOUR = re.compile(
    r"(?<![\d:.,-])(?P<h>\d{1,2})(?P<mi>(?=\s))\s(?:(?:Uhr|uur)\b|(?P<half>[AaPp]\.?\s?[Mm]\b\.?))" + _ZONE
)
_CLOCK_SPAN = re.compile(r"\s?[-–−]\s?(?P<h>\d\d):?(?P<mi>\d\d)")


class Clock(NamedTuple):
    """A time of day in a text, with its zone as far as stated."""

    hour: int
    minute: int
    second: int
    zone: tzinfo | None
    zone_name: str | None


def find_time(text: str, start: int, end: int) -> Clock | None:
    """Return the time of day that goes with the date at ``text[start:end]``: after it if any, else before or within."""
    after = text[end : end + _REACH]
    before = text[max(0, start - _REACH) : start]
    if not _DIGIT.search(after) and not _DIGIT.search(before) and ":" not in text[start:end]:
        return None
    for pattern, part in (
        (_TIME_COMPACT, after),
        (_TIME, after.lstrip("T")),
        (_TIME_DOTTED, after),
        (_TIME, before),
        (_TIME, text[start:end]),
        (_HOUR, after),
        (_HOUR, before),
    ):
        match = pattern.search(part)
        clock = _read_clock(match) if match else None
        if clock:
            return clock
    return None


def _read_clock(match: re.Match[str]) -> Clock | None:
    groups = match.groupdict()
    hour, minute = int(match["h"]), int(match["mi"] or 0)
    second = int(groups.get("s") or groups.get("s2") or 0)
    half = re.sub(r"[.\s]", "", groups.get("half") or "").lower()
    if (half in {"pm", "ch", "مساء"} or groups.get("late")) and hour < _NOON:
        hour += _NOON
    elif (half in {"am", "sa", "صباحا"} or groups.get("early")) and hour == _NOON:
        hour = 0
    if hour > 23 or minute > 59 or second > 60:  # noqa: PLR2004 - the clock's own bounds
        return None
    zone, name = (None, None) if _ends_span(match) else _read_zone(match)
    return Clock(hour, minute, min(second, 59), zone, name)


def _ends_span(match: re.Match[str]) -> bool:
    """Say whether what could be an offset is the end of a stretch of time: 10:00-11:30 Uhr.

    No clock is behind UTC by a quarter of an hour or by half a day and more, and no one states a span in ISO 8601.
    """
    stated = match["off"] or ""
    iso = match.string[: match.start("h")].endswith("T")
    span = _CLOCK_SPAN.fullmatch(stated)
    if iso or not span or stated.startswith("+"):
        return False
    return (int(span["h"]), int(span["mi"])) > (int(match["h"]), int(match["mi"] or 0)) and ":" in stated


def _read_zone(match: re.Match[str]) -> tuple[tzinfo | None, str | None]:
    """The zone that a time states: an offset, or a name of ``_ZONE_HOURS``; other words are no zone."""
    stated = match["gmt"] or match["off"]
    if stated:
        digits = re.sub(r"\D", "", stated)
        digits = digits + "00" if len(digits) <= _HOUR_DIGITS else digits
        offset = timedelta(hours=int(digits[:-2]), minutes=int(digits[-2:]))
        return _fixed(offset if stated[0] == "+" else -offset)
    hours_of_name = _ZONE_HOURS.get((match["zone"] or "").lower())
    return (None, None) if hours_of_name is None else _fixed(timedelta(hours=hours_of_name))


def _fixed(offset: timedelta) -> tuple[tzinfo | None, str | None]:
    if abs(offset) > _LARGEST_OFFSET:
        return None, None
    return (UTC, "UTC") if not offset else (timezone(offset), timezone(offset).tzname(None).removeprefix("UTC"))

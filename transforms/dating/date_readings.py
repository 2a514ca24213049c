"""What each kind of day says: from the tokens that the grammar matched to EDTF, or nothing where it is no date.

One function a kind, called with the line and the match over its symbols (an index is a token's index). Each looks at
the words around it first, since most numbers in a text are amounts, scores, shares and names, not dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from msgspec.structs import replace

from transforms.dating.calendar_points import Point, complete_range
from transforms.dating.date_checks import is_fraction, is_month_alone, is_tied
from transforms.dating.date_periods import (
    read_decade,
    read_month,
    read_months,
    read_quarter,
    read_unit,
    read_year,
    read_years,
)
from transforms.dating.date_points import Found, Setting, completed, found_at, read_tokens
from transforms.dating.date_weekdays import read_ago, read_today, read_weekday, read_weekdays
from transforms.dating.date_words import DateLine

Reader = Callable[[DateLine, re.Match[str], Setting], list[Found]]


def read_range(line: DateLine, match: re.Match[str], setting: Setting) -> list[Found]:
    """Read "March 31 to April 4", "từ 3 đến 5/5", "13-17 October"."""
    if _is_amount_range(line, match) or _is_row(line, match):
        return []
    first, second = (read_tokens(line, *match.span(end), setting) for end in ("first", "second"))
    if second.day is None:
        return []
    if first.month is None:
        if (first.day or 0) >= second.day:
            return []
        first = first._replace(month=second.month, year=second.year)
    if match.end("second") < match.end():
        second = completed(second, line, (match.end("second"), match.end()), setting.anchor)
    ends = complete_range(first, second, setting.anchor)
    return found_at(match, *ends) if ends else []


def _is_amount_range(line: DateLine, match: re.Match[str]) -> bool:
    """Whether shares or amounts are meant: "từ 1/4 đến 3/4 dân số"; in brackets "(1/4-4/4)" they are days."""
    words, start, end = line.words, match.start(), match.end()
    if words.excluded("before", line.before(start)) or words.excluded("after", line.fold(end)):
        return line.symbols[start] != "d"
    bracketed = line.symbol(start - 1) == "(" and line.symbol(end) == ")" and "numeric_lead" in words.not_a_date
    return not bracketed and is_fraction(line, *match.span("first"))


def _is_row(line: DateLine, match: re.Match[str]) -> bool:
    """Whether three numbers with dashes are a score or a record (13-21-3), no range that ends in a numeric day."""
    second = line.symbols[match.start("second") : match.end("second")]
    if match["first"] != "D" or second not in ("D-D", "D/D", "D.D"):
        return False
    return (second == "D-D" and line.symbol(match.end("first")) == "-") or "numeric_lead" not in line.words.not_a_date


def read_between(line: DateLine, match: re.Match[str], setting: Setting) -> list[Found]:
    """Read "between 1 and 3 July": a range only behind a word for "between"."""
    return read_range(line, match, setting) if line.symbol(match.start() - 1) == "B" else []


def read_month_first(line: DateLine, match: re.Match[str], setting: Setting) -> list[Found]:
    """Read "May 3-5, 2025"."""
    month = line.value(match.start("month"))
    year = line.value(match.start("year")) if match["year"] else None
    days = [line.value(place) for place in _days_in(line, match)]
    first, second = (Point(year, month, day) for day in days)
    if days[0] >= days[1] or is_month_alone(line, match.start(), match.end()):
        return []
    ends = complete_range(first, second, setting.anchor)
    return found_at(match, *ends) if ends else []


def _days_in(line: DateLine, match: re.Match[str]) -> list[int]:
    return [place for place in range(*match.span()) if line.symbols[place] == "D"]


def _listed(places: list[int], line: DateLine, month: Point, setting: Setting, last: Found) -> list[Found]:
    """The days of a list that share the month of the last one; none where they do not ascend: no list of dates."""
    days = [line.value(place) for place in places]
    if any(one >= two for one, two in pairwise(days)):
        return []
    points = [setting.anchor.nearest(month._replace(day=day)) for day in days]
    if not all(point.exists for point in points):
        return []
    found = [Found(place, place + 1, point.edtf, point) for place, point in zip(places, points, strict=True)]
    return [*found[:-1], replace(last, edtf=points[-1].edtf, day=points[-1])]


def read_list(line: DateLine, match: re.Match[str], setting: Setting) -> list[Found]:
    """Read "ngày 13 và 14/5", "3, 4 and 7 May": a date a number."""
    start, end = match.span("last")
    led = line.symbols[match.start()] == "d" or line.words.excluded("numeric_lead", line.before(match.start()))
    if not led and is_fraction(line, start, end):
        return []
    last = read_tokens(line, start, end, setting)
    if last.day is None:
        return []
    places = [place for place in _days_in(line, match) if place <= start]
    return _listed(places, line, last, setting, Found(start, end, ""))


def read_list_month_first(line: DateLine, match: re.Match[str], setting: Setting) -> list[Found]:
    """Read "May 3 and 4": the first with its month, the others as they stand."""
    year = line.value(match.start("year")) if match["year"] else None
    places = _days_in(line, match)
    month = Point(year, line.value(match.start("month")), 1)
    found = _listed(places, line, month, setting, Found(places[-1], match.end(), ""))
    return [replace(found[0], start=match.start()), *found[1:]] if found else []


def read_point(line: DateLine, match: re.Match[str], setting: Setting) -> list[Found]:
    """Read "March 31", "ngày 15 tháng 10 năm 2025", "Monday (March 31)", "31/3"."""
    start, end = match.span("point")
    named = line.symbols[match.start() : start] not in ("", "d", "h")  # behind a weekday or "today"
    if (not named and is_fraction(line, start, end)) or is_month_alone(line, start, end) or is_tied(line, start):
        return []
    behind = line.fold(match.end())
    if match.start() == start and line.words.excluded("street", line.before(start)):
        return []
    if line.words.excluded("lunar", behind) or _counts_months(line, match, behind):
        return []
    point = read_tokens(line, start, end, setting)
    known = completed(point, line, match.span("suffix"), setting.anchor)
    closed = match.group().count("(") and line.symbol(match.end()) == ")"  # "Monday (March 31)"
    return [replace(one, end=one.end + bool(closed)) for one in found_at(match, known)] if known.exists else []


def _counts_months(line: DateLine, match: re.Match[str], behind: str | None) -> bool:
    """Whether "5 tháng 5" is part of "5 tháng 5 ngày", five months and five days."""
    numbered = match["point"].startswith("Dm") and "Y" not in match["point"]
    return numbered and line.symbols[match.start()] == "D" and line.words.excluded("month_after", behind)


READERS: dict[str, Reader] = {
    "range": read_range,
    "between": read_between,
    "month_first": read_month_first,
    "list": read_list,
    "list_month_first": read_list_month_first,
    "point": read_point,
    "quarter": read_quarter,
    "months": read_months,
    "month": read_month,
    "years": read_years,
    "year": read_year,
    "decade": read_decade,
    "ago": read_ago,
    "today": read_today,
    "weekdays": read_weekdays,
    "weekday": read_weekday,
    "unit": read_unit,
}

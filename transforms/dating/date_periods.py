"""Months, quarters, years, decades, weeks: what each kind of period says (see ``date_readings``)."""

from __future__ import annotations

import re

from transforms.dating.calendar_points import Point, complete_range, month_plus, week_of
from transforms.dating.date_checks import is_amount, is_year
from transforms.dating.date_points import STEP, Found, Setting, completed, found_at, is_refused, read_tokens
from transforms.dating.date_words import DateLine

_CENTURY = 100
_QUARTERS = 4
_LONGEST_TERM = 200  # years


def read_month(line: DateLine, match: re.Match[str], setting: Setting) -> list[Found]:
    """Read "in March", "tháng 3/2025", "last March", "tháng 3 tới"; a bare name needs a word that makes it a date."""
    start, end = match.span("point")
    point = read_tokens(line, start, end, setting)
    if point.month is None or not point.exists:
        return []
    lead = line.symbol(match.start()) if match.start() < start else ""
    goes_on = bool(lead) and line.symbol(match.end()) == "D"  # "the coming Jan. 9"
    if goes_on or not _is_month(line, match, point, lead=lead):
        return []
    if lead and point.year is None and not match["suffix"]:
        known = completed(point, line, (match.start(), start), setting.anchor)
    else:
        known = completed(point, line, match.span("suffix"), setting.anchor)
    return found_at(match, known)


def _is_month(line: DateLine, match: re.Match[str], point: Point, *, lead: str) -> bool:
    """Tell a month from a verb, a name, or a number of months."""
    start, end = match.span("point")
    if line.symbol(start) == "D":  # 3/2025
        named = line.words.excluded("before", line.before(start))
        return line.is_solid(start, end) and not named and line.fold(end) != "/"
    if line.symbol(start) == "m":
        return not _is_number_of_months(line, match, point)
    if line.words.capital and not line.passage.tokens.texts[start][0].isupper():
        return False
    return point.year is not None or bool(lead or match["suffix"]) or _is_bare_month(line, start, end)


def _is_number_of_months(line: DateLine, match: re.Match[str], point: Point) -> bool:
    """Whether "tháng 3" is three of something a month, or the end of "12 tháng"; lunar months are none, either."""
    words, before, behind = line.words, line.before(match.start("point")), line.fold(match.end())
    amount = point.year is None and words.excluded("month_after", behind)
    counted = words.excluded("month_before", before) or (before or "").isdigit()
    return amount or counted or words.excluded("lunar", behind)


def _is_bare_month(line: DateLine, start: int, end: int) -> bool:
    """Whether a month's name without a year is one, by the word before it; May takes a surer word than July."""
    words, before = line.words, line.before(start)
    doubtful = line.fold(start) in words.doubtful_months
    if line.symbol(start) == "a" or (doubtful and _is_first_name(line, end)):
        return False
    edge = before == "of" and words.excluded("edge", line.fold(start - 2))  # "the end of May"
    if edge or before in words.strong or before in words.early:
        return True
    return before in words.weak and not doubtful and not _is_first_name(line, end)


def _is_first_name(line: DateLine, end: int) -> bool:
    """Whether a name goes on behind what looks like a month: "for April Jones", "Jan De Nul"."""
    texts = line.passage.tokens.texts
    return line.words.capital and end < len(texts) and texts[end][0].isupper() and line.symbol(end) == "x"


def read_months(line: DateLine, match: re.Match[str], setting: Setting) -> list[Found]:
    """Read "from March to May", "tháng 3-5/2025"; without a year only behind a word that opens a range or month."""
    span = match.span("first")
    first = Point(None, line.value(span[0] + 1)) if match["first"] == "mD" else read_tokens(line, *span, setting)
    second = read_tokens(line, *match.span("second"), setting)
    numbered = line.symbol(span[0]) == "m"
    leading = line.before(span[0]) in line.words.strong
    if match["to"] == "&" and line.symbol(span[0] - 1) != "B":
        return []
    if not (first.exists and second.exists) or not (numbered or leading or second.year):
        return []
    ends = complete_range(first, second, setting.anchor)
    return found_at(match, *ends) if ends else []


def read_quarter(line: DateLine, match: re.Match[str], setting: Setting) -> list[Found]:
    """Read "quý I/2025", "second quarter of 2024", "Q3 2023": the months from first to last."""
    group, year_group = ("which", "year") if match["which"] else ("which2", "year2")
    number, year = line.value(match.start(group)), line.value(match.start(year_group))
    named = "q" in match.group() or (line.fold(match.start(group)) or "").startswith("q")
    if not 1 <= number <= _QUARTERS or not named:
        return []
    return found_at(match, Point(year, number * 3 - 2), Point(year, number * 3))


def read_years(line: DateLine, match: re.Match[str], setting: Setting) -> list[Found]:
    """Read "2023–2025", "from 2019 to 2021", "1914-18"; "between 2019 and 2021"."""
    joined = match["first"] is None
    start, end = (match.start(name) for name in (("first2", "second2") if joined else ("first", "second")))
    first, second = line.value(start), line.value(end)
    spoken = line.symbol(start + 1) in "Ts"
    if joined and line.symbol(match.start() - 1) != "B":
        return []
    if line.symbol(end) != "Y":
        second += first - first % _CENTURY
    longest = 1 if line.symbol(start + 1) == "/" else _LONGEST_TERM  # a season: 2023/24
    if not first < second <= first + longest or is_amount(line, start, match.end()):
        return []
    if spoken and line.before(start) not in line.words.strong and line.symbol(match.start() - 1) not in "Ty(":
        return []
    return found_at(match, Point(first), Point(second))


def read_year(line: DateLine, match: re.Match[str], setting: Setting) -> list[Found]:
    """Read "in 2019", "năm 2019", "(2019)", "the 2019 election"; "những năm 1990" is the decade."""
    year, before = line.value(match.start()), match.start() - 1
    start = before if line.symbol(before) == "y" else match.start()
    if year % 10 == 0 and line.words.excluded("decade", line.fold(start - 1)):
        return [Found(start, match.end(), f"{year // 10}X")]
    if not is_year(line, match.start()) or line.words.excluded("year_before", line.fold(start - 1)):
        return []
    return [Found(start, match.end(), str(year))]


def read_decade(line: DateLine, match: re.Match[str], setting: Setting) -> list[Found]:
    """Read "the 1990s" is 199X (EDTF level 1)."""
    return [Found(match.start(), match.end(), f"{line.value(match.start()) // 10}X")]


def read_unit(line: DateLine, match: re.Match[str], setting: Setting) -> list[Found]:
    """Read "next month", "tuần tới", "last year", "this weekend"."""
    start, end = match.span()
    anchor = setting.anchor
    unit = match["unit"] or match["unit2"]
    step = next(STEP[kind] for kind in match.group() if kind in STEP)
    before = line.before(start)
    amount = line.words.excluded("many", before)
    if match["unit2"]:  # "50 năm trước"; "năm sau 9 tháng" is "the whole year, after nine months"
        amount = amount or (before or "").isdigit() or line.symbol(start - 1) in "Dnw"
        amount = amount or (step != 0 and line.symbol(end) in "Dnw")
    if amount or is_refused(line, start, end):
        return []
    if unit == "y":
        return found_at(match, Point(anchor.year + step)) if anchor.year else []
    if unit == "m":
        return found_at(match, month_plus(anchor.year, anchor.month, step)) if anchor.year and anchor.month else []
    if anchor.day is None:
        return []
    monday, sunday = week_of(anchor.day, step)
    weekend = unit == "g" or line.words.excluded("weekend_before", before)
    return found_at(match, sunday.plus(-1) if weekend else monday, sunday)

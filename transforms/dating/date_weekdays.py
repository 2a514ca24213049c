"""Weekdays and other days that count from the publication date (see ``date_readings``)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from transforms.dating.calendar_points import Point, point_of, week_of
from transforms.dating.date_checks import is_ordinal
from transforms.dating.date_points import STEP, Found, Setting, found_at, is_refused
from transforms.dating.date_tense import tense_at
from transforms.dating.date_words import DateLine

_WEEK = 7
_MOST_AGO = 12  # days
# Days from the publication date by the kind of word behind "hôm", "sáng", "ngày" ("qua", "nay", "mai", "kia").
_PART_STEPS = {"u": -1, "L": -1, "v": 0, "H": 0, "i": 1, "j": -2}


def _weekday(line: DateLine, start: int) -> int | None:
    """The number of a weekday, Monday 0; None where the words are no weekday."""
    kind = line.symbol(start)
    if kind == "W":
        if line.words.capital and not line.passage.tokens.texts[start][0].isupper():
            return None
        return line.value(start) - 1
    if kind == "c":
        return 6
    number = line.value(start + 1)
    return number - 2 if 2 <= number <= _WEEK and not is_ordinal(line, start) else None  # noqa: PLR2004 - thứ hai


def read_weekday(line: DateLine, match: re.Match[str], setting: Setting) -> list[Found]:
    """The last one on or before publication for what has happened, the next one for what is announced."""
    start = match.start("point")
    weekday, day = _weekday(line, start), setting.anchor.day
    words = line.words
    if weekday is None or day is None or words.excluded("weekday_before", line.before(match.start())):
        return []
    if _is_named(line, match.end()):
        return []
    kinds = match.group()
    week = next((STEP[kind] for kind in kinds if kind in STEP), None)
    if week is not None and "k" in kinds:
        return found_at(match, week_of(day, week)[0].plus(weekday))
    ahead = week == 1 if week else _is_ahead(line, match.start(), match.end())
    if ahead and weekday == day.weekday() and words.told("later", line.fold(match.start() - 2)):
        return found_at(match, point_of(day))  # "will speak later on Monday", on a Monday
    strictly = week == -1 and line.symbol(match.start()) == "L"  # "last Friday" on a Friday
    return found_at(match, _that_weekday(day, weekday, ahead=ahead, strictly=strictly))


def _that_weekday(day: date, weekday: int, *, ahead: bool, strictly: bool = False) -> Point:
    gap = (weekday - day.weekday()) % _WEEK
    if ahead:
        return point_of(day + timedelta(gap or _WEEK))
    back = -gap % _WEEK
    return point_of(day - timedelta(back or (_WEEK if strictly else 0)))


def _is_title(line: DateLine, start: int, end: int) -> bool:
    """Whether capitals make the phrase a name: "This Morning" is a programme."""
    return line.words.capital and end - start > 1 and line.passage.tokens.texts[end - 1].istitle()


def _is_named(line: DateLine, end: int) -> bool:
    """Whether a name goes on behind the weekday: "the Sunday Times"; not "on Monday school inspectors"."""
    if not line.words.excluded("weekday_after", line.fold(end)):
        return False
    return not line.words.capital or line.passage.tokens.texts[end][0].isupper()


def _is_ahead(line: DateLine, start: int, end: int) -> bool:
    """By the verb; where none tells, "from Monday", "by Friday" are ahead, for what is over is told with a verb."""
    tense = tense_at(line, start, end)
    if tense is None:
        lead = line.before(start - 1 if line.before(start) in line.words.on else start)
        return lead in line.words.start or line.words.told("until", lead)
    return tense == "future"


def read_weekdays(line: DateLine, match: re.Match[str], setting: Setting) -> list[Found]:
    """Read "from Monday to Wednesday"."""
    first, second = (_weekday(line, match.start(end)) for end in ("first", "second"))
    day = setting.anchor.day
    if first is None or second is None or day is None:
        return []
    if match["suffix"]:
        start = week_of(day, next(STEP[kind] for kind in match["suffix"] if kind in STEP))[0].plus(first)
    else:
        start = _that_weekday(day, first, ahead=_is_ahead(line, match.start(), match.end()))
    return found_at(match, start, start.plus((second - first) % _WEEK or _WEEK))


def read_today(line: DateLine, match: re.Match[str], setting: Setting) -> list[Found]:
    """Read "yesterday", "hôm qua", "sáng nay", "last night", "ngày mai"."""
    start, end = match.span()
    day = setting.anchor.day
    if day is None or is_refused(line, start, end) or _is_title(line, start, end):
        return []
    kinds = match.group()
    step = line.value(start) if kinds[0] == "R" else next(_PART_STEPS[kind] for kind in kinds if kind in _PART_STEPS)
    return found_at(match, point_of(day + timedelta(step)))


def read_ago(line: DateLine, match: re.Match[str], setting: Setting) -> list[Found]:
    """Read "two days ago", "cách đây 2 ngày", "2 ngày trước"."""
    number = next(line.value(place) for place in range(*match.span()) if line.symbols[place] in "Dw")
    behind = line.fold(match.end())
    if setting.anchor.day is None or not 0 < number <= _MOST_AGO or line.words.excluded("ago_after", behind):
        return []
    return found_at(match, point_of(setting.anchor.day - timedelta(number)))

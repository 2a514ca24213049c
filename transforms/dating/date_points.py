"""What the tokens of one day or month say, and how the words behind them complete it.

The readers of the kinds of dates (``date_readings``, ``date_periods``, ``date_weekdays``) share what is here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from msgspec import Struct

from transforms.dating.calendar_points import Anchor, Point
from transforms.dating.date_words import DateLine
from transforms.dating.months import Order

# Years, months or weeks from the one of publication, by the kind of word.
STEP = {"N": 1, "s": 1, "S": 1, "L": -1, "u": -1, "U": -1, "H": 0, "v": 0}


class Found(Struct, frozen=True):
    """A date in a passage: its tokens, its EDTF string, and the day if it is one, which a length can extend."""

    start: int
    end: int
    edtf: str
    day: Point | None = None


class Setting(Struct, frozen=True, dict=True):
    """What the article says about all its dates: the publication date and, once asked, the order of numeric ones."""

    anchor: Anchor
    find_order: Callable[[], Order | None]

    @cached_property
    def order(self) -> Order | None:
        """Day or month first; None where nothing tells."""
        return self.find_order()


def found_at(match: re.Match[str], *points: Point) -> list[Found]:
    """Return the date of a whole match: one point, or the two ends of a range."""
    edtf = "/".join(point.edtf for point in points)
    day = points[0] if len(points) == 1 and points[0].day else None
    return [Found(match.start(), match.end(), edtf, day)]


def read_tokens(line: DateLine, start: int, end: int, setting: Setting) -> Point:
    """Read the tokens of one day or month; a part that is missing stays None."""
    symbols = line.symbols[start:end]
    year = next((line.value(start + place) for place, kind in enumerate(symbols) if kind == "Y"), None)
    for place, kind in enumerate(symbols):
        if kind in "Ma":
            day = next((line.value(start + at) for at, other in enumerate(symbols) if other == "D"), None)
            return Point(year, line.value(start + place), day)
        if kind == "m":
            month = sum(line.value(start + at) for at in _number_behind(symbols, place))
            return Point(year, month, line.value(start) if symbols[0] == "D" else None)
    numbers = [line.value(start + place) for place, kind in enumerate(symbols) if kind in "DYn"]
    return _numeric(symbols, numbers, year, setting)


def _number_behind(symbols: str, place: int) -> range:
    """The tokens of a month's number behind "tháng": one, or two for "mười hai"."""
    return range(place + 1, place + (3 if symbols[place + 1 : place + 3] == "ww" else 2))


def _numeric(symbols: str, numbers: list[int], year: int | None, setting: Setting) -> Point:
    if symbols.startswith("Y"):
        return Point(*numbers)
    if symbols == "D/Y":
        return Point(year, numbers[0])
    if len(numbers) == 1:
        return Point(None, None, numbers[0])
    if len(numbers) > 2 and year is None:  # noqa: PLR2004 - day, month, year of two digits
        year = 2000 + numbers[2] if numbers[2] < 70 else 1900 + numbers[2]  # noqa: PLR2004 - as POSIX splits centuries
    first, second = numbers[:2]
    day_first, month_first = Point(year, second, first), Point(year, first, second)
    if not (day_first.exists and month_first.exists):
        return day_first if day_first.exists else month_first
    if setting.order:
        return month_first if setting.order == "MDY" else day_first
    return min(day_first, month_first, key=lambda point: _distance(point, setting))


def _distance(point: Point, setting: Setting) -> int:
    """Days between a point and the publication date: an order that nothing else tells is the nearer one."""
    near, middle = setting.anchor.nearest(point), setting.anchor.middle
    if middle is None or near.year is None:
        return 0
    return abs((near.year - middle.year) * 365 + ((near.month or 1) - middle.month) * 30 + (near.day or 1) - middle.day)


def completed(point: Point, line: DateLine, span: tuple[int, int], anchor: Anchor) -> Point:
    """Complete a point by what stands behind it ("tới", "năm ngoái", "next year"), else by the nearest year."""
    start, end = span
    kinds = line.symbols[start:end]
    step = next((STEP[kind] for kind in kinds if kind in STEP), None)
    if point.year is not None or step is None:
        return anchor.nearest(point)
    if "y" in kinds:
        return point._replace(year=anchor.year + step) if anchor.year else point
    return anchor.next(point) if step > 0 else anchor.last(point) if step < 0 else anchor.nearest(point)


def is_refused(line: DateLine, start: int, end: int) -> bool:
    """By the words around it, or because the phrase as a whole means something else ("năm qua": over a year)."""
    words = line.words
    phrase = " ".join(line.passage.tokens.folds[start:end])
    return (
        words.excluded("phrases", phrase)
        or words.excluded("relative_before", line.before(start))
        or words.excluded("relative_after", line.fold(end))
    )

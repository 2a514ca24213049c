"""Points of the calendar that a text leaves incomplete, and what the publication date adds to them.

By the tag contract, section 3: a missing year is the one nearest to the day of publication, the end of a range is the
first such day after its start, and without a publication date the year stays unknown (``XXXX``, EDTF level 2).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import Struct

_LEAP_YEAR = 2024  # every day of the year exists in it
_LEAP_DAY = (2, 29)
_MONTHS = 12
_MIDDLE = 15
_EVERY_MONTH = 28  # days that every month has


class Point(NamedTuple):
    """A day, a month or a year; what is None is unknown (the year) or not said (month, day)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def edtf(self) -> str:
        """The EDTF string: ``2025-03-31``, ``2025-03``, ``2025``, ``XXXX-03-31``."""
        parts = [f"{self.year:04}" if self.year is not None else "XXXX"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def exists(self) -> bool:
        """Whether the calendar has it."""
        if self.month is None:
            return self.day is None
        if not 1 <= self.month <= _MONTHS:
            return False
        if self.day is None or 1 <= self.day <= _EVERY_MONTH:
            return True
        return self.day > 0 and self.day <= monthrange(self.year or _LEAP_YEAR, self.month)[1]

    @property
    def order(self) -> tuple[int, int]:
        """Its place within a year."""
        return self.month or 0, self.day or 0

    def plus(self, days: int) -> Point:
        """Return the day so many days later; an unknown year stays unknown."""
        later = date(self.year or _LEAP_YEAR, self.month or 1, self.day or 1) + timedelta(days)
        return Point(later.year if self.year else None, later.month, later.day)


def point_of(day: date) -> Point:
    """Return a day as a point."""
    return Point(day.year, day.month, day.day)


class Anchor(Struct, frozen=True):
    """The publication date, as exactly as it is known: the day, the month, the year, or nothing."""

    year: int | None = None
    month: int | None = None
    day: date | None = None

    @property
    def middle(self) -> date | None:
        """The day from which nearness is measured: the day itself, or the middle of the month or year."""
        if self.day or self.year is None:
            return self.day
        return date(self.year, self.month or _MONTHS // 2 + 1, _MIDDLE if self.month else 1)

    def nearest(self, point: Point) -> Point:
        """Complete a point without a year by the year that puts it nearest to the publication date."""
        return self._choose(point, lambda candidate, middle: (False, abs((candidate - middle).days)))

    def next(self, point: Point) -> Point:
        """Complete a point by the first such day after the publication date."""
        return self._choose(point, lambda candidate, middle: (candidate <= middle, (candidate - middle).days))

    def last(self, point: Point) -> Point:
        """Complete a point by the last such day on or before the publication date."""
        return self._choose(point, lambda candidate, middle: (candidate > middle, (middle - candidate).days))

    def _choose(self, point: Point, cost: Callable[[date, date], tuple[bool, int]]) -> Point:
        middle = self.middle
        if point.year is not None or point.month is None or middle is None:
            return point
        reach = 4 if point[1:] == _LEAP_DAY else 1  # years either way in which there is such a day
        options = [Point(middle.year + step, point.month, point.day) for step in range(-reach, reach + 1)]
        existing = [option for option in options if option.exists]
        return min(existing, key=lambda option: cost(_day_in(option, middle), middle), default=point)


def _day_in(point: Point, like: date) -> date:
    """A day within the point: itself, or for a month the day of it that is most like ``like``."""
    year, month = point.year or like.year, point.month or like.month
    return date(year, month, point.day or min(like.day, monthrange(year, month)[1]))


def anchor_of(published: str | None) -> Anchor:
    """Return the anchor of an EDTF publication date; one with an unknown year (``XXXX``) anchors nothing."""
    parts = (published or "")[:10].split("-")
    if not all(part.isdecimal() for part in parts):
        return Anchor()
    numbers = [int(part) for part in parts]
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else None
    if not 1 <= year <= date.max.year - 5 or (month is not None and not 1 <= month <= _MONTHS):
        return Anchor()
    if month is None or len(numbers) < 3:  # noqa: PLR2004 - year, month, day
        return Anchor(year, month)
    point = Point(*numbers)
    return Anchor(year, month, date(*numbers)) if point.exists else Anchor()


def week_of(day: date, weeks: int = 0) -> tuple[Point, Point]:
    """Return Monday and Sunday of the week that holds ``day``, or of one so many weeks later."""
    monday = day + timedelta(weeks * 7 - day.weekday())
    return point_of(monday), point_of(monday + timedelta(6))


def month_plus(year: int, month: int, months: int) -> Point:
    """Return the month so many months after the given one."""
    count = year * _MONTHS + month - 1 + months
    return Point(count // _MONTHS, count % _MONTHS + 1)


def complete_range(first: Point, second: Point, anchor: Anchor) -> tuple[Point, Point] | None:
    """Complete both ends of a range, or return None where its end would come before its start.

    A year that one end states holds for the other as far as the order allows; else the start is nearest to the
    publication date and the end the first such day after it.
    """
    if first.year is None and second.year is not None:
        first = first._replace(year=second.year - (first.order > second.order))
    elif first.year is None:
        first = anchor.nearest(first)
    if second.year is None and first.year is not None:
        second = second._replace(year=first.year + (second.order < first.order))
    known = first.year is not None and second.year is not None
    if not (first.exists and second.exists) or (
        known and tuple(first)[:1] + first.order > tuple(second)[:1] + second.order
    ):
        return None
    return (first, second) if first != second else None

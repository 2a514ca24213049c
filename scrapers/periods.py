"""Periods of days: what an archive page or a sitemap covers, and which mentions can belong to a window.

What can belong to a window is decided from the listing's own hints, in the order of what they prove:

1. A date of publication says it all: the mention belongs if its day, in the source's time zone, is in the window.
2. A path such as ``/2026/11/09/`` or ``/2026/11/`` (the permalinks of most CMSs) is the date of publication too, but
   in the server's zone, so that a day more on either side is let through.
3. A date of change is an upper bound of the date of publication and nothing else: an article that was last changed
   before the window was published before it, while one that was changed later may have been published at any time.
4. Without any of them the mention belongs, since the listing that holds it was chosen by its date; unless the listing
   covers much more than the window and only dated mentions are wanted of it (a poll, see ``scrapers.reading``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from scrapers.mentions import Mention
from transforms.dating.dates import local_day, read_date
from transforms.records import Lead

DAY = timedelta(days=1)
_PERMALINK = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(?:(\d{1,2})/)?")
_DECEMBER = 12


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from ``first`` to ``last``, both inclusive."""

    first: date
    last: date

    def overlaps(self, other: Period) -> bool:
        """Say whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def clip(self, other: Period) -> Period:
        """Return the days that are in both; the two must overlap."""
        return Period(max(self.first, other.first), min(self.last, other.last))

    def widened(self) -> Period:
        """Return the period with a day more on either side."""
        return Period(self.first - DAY, self.last + DAY)

    @property
    def day(self) -> date | None:
        """The day, if the period is one day."""
        return self.first if self.first == self.last else None

    def __str__(self) -> str:
        return self.first.isoformat() if self.day else f"{self.first.isoformat()}..{self.last.isoformat()}"


def week_of(day: date) -> Period:
    """Return the ISO week (Monday to Sunday) of a day."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6))


def month_of(day: date) -> Period:
    """Return the calendar month of a day."""
    first = day.replace(day=1)
    after = date(day.year + 1, 1, 1) if day.month == _DECEMBER else date(day.year, day.month + 1, 1)
    return Period(first, after - DAY)


def year_of(day: date) -> Period:
    """Return the calendar year of a day."""
    return Period(date(day.year, 1, 1), date(day.year, 12, 31))


def day_of(text: str | None, zone: tzinfo) -> date | None:
    """Return the day, in a time zone, that a hint of a listing names; None where it names none.

    W3C dates (of sitemaps) and HTTP dates (of feeds) are nearly all there are; anything else is read as a page's date.
    """
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        value = read_date(text)
        if value is None or value.precision not in ("minute", "day"):
            return None
        if value.datetime is None:
            return local_day(value)
        moment = value.datetime
    return moment.date() if moment.tzinfo is None else _local(moment, zone)


def _local(moment: datetime, zone: tzinfo) -> date | None:
    try:
        return moment.astimezone(zone).date()
    except OverflowError:  # the first or last day of the calendar
        return None


def permalink_period(url: str) -> Period | None:
    """Return the day or month that a URL's folders name, None where there is none."""
    found = _PERMALINK.search(url)
    if found is None:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return None
    return Period(day, day) if found[3] else month_of(day)


def can_belong(mention: Mention | Lead, window: Period, zone: tzinfo, *, dated_only: bool = False) -> bool:
    """Say whether a mention can be of an article that was published in a window, by the rule above."""
    published = day_of(mention.published, zone)
    if published is not None:
        return window.first <= published <= window.last
    named = permalink_period(mention.url)
    if named is not None:
        return named.overlaps(window.widened())
    modified = day_of(mention.modified, zone)
    return not dated_only if modified is None else modified >= window.first


def belongs_to(window: Period, zone: tzinfo, *, dated_only: bool) -> Callable[[Mention], bool]:
    """Return ``can_belong`` for one window, as a reader of listings takes it."""
    return lambda mention: can_belong(mention, window, zone, dated_only=dated_only)


def latest_day(mention: Mention, zone: tzinfo) -> date | None:
    """Return the last day on which a mentioned article can have been published; None where nothing says so."""
    named = permalink_period(mention.url)
    return day_of(mention.published, zone) or (named.last if named else None) or day_of(mention.modified, zone)

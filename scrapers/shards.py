"""Which sitemaps of an index can hold a window of days: by the period in their URLs, else by their date of change.

An index of twenty years has some thousand sitemaps, nearly all of which name their period in the URL, each site in
its own way: ``2026-11-05``, ``2026-5-11-20`` (days of a month), ``2026/11``, ``11-2026``, ``2026.45`` (ISO weeks),
``202611``, ``2026``. A single URL is ambiguous (is ``2026.05`` a week or a month, ``2026-11-2`` a day or a part?), but
URLs that differ in their digits alone are one family, and what a number means shows in the values that it takes over
the family: one that exceeds 12 is no month, one that reaches 52 and no more than 53 is a week. Where the family leaves
a doubt the longer period is taken, so that at worst a sitemap is read in vain and never one passed over.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from urllib.parse import urljoin

from scrapers.mentions import Mention
from scrapers.periods import Period, day_of, month_of, week_of, year_of

_NUMBER = re.compile(r"\d+")
_HOST = re.compile(r"^[a-z]+://[^/?#]*", re.IGNORECASE)
# What stands between the parts of a date, also as parameters: ``?yyyy=2026&mm=11&dd=05``.
_JOINT = re.compile(r"[-_./]?([wW]?)|&(?:m|mm|month|d|dd|day|(w|ww|week))=")
_YEARS = range(1990, 2100)
_MONTHS, _WEEKS, _DAYS = range(1, 13), range(1, 54), range(1, 32)
# Every ISO year has as many; numbers that never reach it may count the parts of a year.
_LAST_WEEK = 52
_DECEMBER = 12
_CENTURY = 100
_YEAR_DIGITS, _MONTH_DIGITS, _DAY_DIGITS = 4, 6, 8

_Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shard:
    """A sitemap of an index: its URL, and the period and the day of change that are known of it."""

    url: str
    period: Period | None = None
    modified: date | None = None

    @property
    def newest(self) -> date | None:
        """The last day that it can hold, where anything says so."""
        return self.period.last if self.period else self.modified

    def can_hold(self, window: Period) -> bool:
        """Say whether it can hold an article of the window: not if it was last changed before, or is of other days."""
        if self.modified is not None and self.modified < window.first:
            return False
        return self.period is None or self.period.overlaps(window)


def shards_of(children: Sequence[Mention], zone: tzinfo, pattern: str | None = None, base: str = "") -> list[Shard]:
    """Return the sitemaps of an index, newest first; those of which nothing is known come last, in their order.

    Args:
        children: the entries of the index.
        zone: the source's time zone.
        pattern: the source's regular expression with the groups ``year``, ``month``, ``day``, ``last_day`` and
            ``week``; where it finds nothing in a URL, no period is known.
        base: the URL of the index, to resolve relative ones, which the protocol forbids and some sites write.
    """
    urls = [_absolute(base, child.url) for child in children]
    found = [_by_pattern(pattern, url) for url in urls] if pattern else periods_in(urls)
    shards = [
        Shard(url, period, day_of(child.modified, zone))
        for url, child, period in zip(urls, children, found, strict=True)
    ]
    return sorted(shards, key=lambda shard: shard.newest or date.min, reverse=True)


def _absolute(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:  # the fetcher refuses it as a bad URL
        return url


def family(url: str) -> str:
    """Return what the URLs of one family have in common: path and query with their numbers left out."""
    return _NUMBER.sub("#", _tail(url))


def periods_in(urls: Sequence[str]) -> list[Period | None]:
    """Return the period that each URL names, None where it names none; the URLs of a family explain each other."""
    families: defaultdict[str, list[int]] = defaultdict(list)
    for place, url in enumerate(urls):
        families[family(url)].append(place)
    found: list[Period | None] = [None] * len(urls)
    for shape, places in families.items():
        rows = [tuple(_NUMBER.findall(_tail(urls[place]))) for place in places]
        for place, period in zip(places, _family_periods(shape, rows), strict=True):
            found[place] = period
    return found


def _tail(url: str) -> str:
    return _HOST.sub("", url)


def _by_pattern(pattern: str, url: str) -> Period | None:
    found = re.search(pattern, url)
    try:
        groups = {name: int(text) for name, text in (found.groupdict() if found else {}).items() if text}
        if groups.get("year", _CENTURY) < _CENTURY:
            groups["year"] += 20 * _CENTURY
        return _period(**groups)
    except (TypeError, ValueError):
        return None


def _period(
    year: int, month: int | None = None, day: int | None = None, last_day: int | None = None, week: int | None = None
) -> Period:
    """Return the period that numbers name; raises ValueError for a day that is none."""
    if week is not None:
        return week_of(date.fromisocalendar(year, week, 1))
    if month is None:
        return year_of(date(year, 1, 1))
    whole = month_of(date(year, month, 1))
    if day is None:
        return whole
    first = date(year, month, day)
    if last_day is None:
        return Period(first, first)
    # The last part of a month is often written up to 31, whatever the month's length.
    return Period(first, first.replace(day=min(last_day, whole.last.day)))


def _family_periods(shape: str, rows: Sequence[_Row]) -> list[Period | None]:
    """Return the period of each row of numbers, by the first column that can be a date or a year in every row."""
    columns = list(zip(*rows, strict=True))
    for place, column in enumerate(columns):
        widths = {len(text) for text in column}
        try:
            if widths in ({_DAY_DIGITS}, {_MONTH_DIGITS}):
                return [_compact(text) for text in column]
            if widths == {_YEAR_DIGITS} and all(int(text) in _YEARS for text in column):
                roles = _roles(shape, columns, place)
                return [_period(**{role: int(row[column]) for role, column in roles.items()}) for row in rows]
        except ValueError:
            continue
    return [None] * len(rows)


def _compact(text: str) -> Period:
    """Return the day or month of ``YYYYMMDD`` or ``YYYYMM``; raises ValueError where it is none."""
    if int(text[:4]) not in _YEARS:
        raise ValueError(text)
    day = int(text[_MONTH_DIGITS:]) if len(text) == _DAY_DIGITS else None
    return _period(int(text[:4]), int(text[4:6]), day)


def _roles(shape: str, columns: Sequence[_Row], year: int) -> dict[str, int]:
    """Return which column holds which part of the date, given that of the year."""
    joints = [_JOINT.fullmatch(literal) for literal in shape.split("#")]
    after = [place for place in range(year + 1, len(columns)) if all(joints[year + 1 : place + 1])]
    before = [place for place in range(year - 1, -1, -1) if all(joints[place + 1 : year + 1])]
    values = {place: [int(text) for text in columns[place]] for place in (*after, *before)}
    week = bool(after) and _all_in(values[after[0]], _WEEKS)
    if week and _says_week(joints[after[0]]):
        return {"year": year, "week": after[0]}
    follows = bool(after) and _all_in(values[after[0]], _MONTHS)
    precedes = (
        bool(before) and _all_in(values[before[0]], _MONTHS) and {len(text) for text in columns[before[0]]} == {2}
    )
    if follows and precedes:
        # Two candidates: the month is the one that has a December. If both have, or none, the year must do.
        follows, precedes = (_DECEMBER in values[place] for place in (after[0], before[0]))
        if follows == precedes:
            return {"year": year}
    if follows:
        return {"year": year, "month": after[0]} | _days_after(after[1:], values)
    if precedes:
        day_first = before[1:] and _all_in(values[before[1]], _DAYS) and max(values[before[1]]) not in _MONTHS
        return {"year": year, "month": before[0]} | ({"day": before[1]} if day_first else {})
    week = week and max(values[after[0]]) >= _LAST_WEEK
    return {"year": year, "week": after[0]} if week else {"year": year}


def _says_week(joint: re.Match[str] | None) -> bool:
    return joint is not None and any(joint.groups())


def _days_after(places: Sequence[int], values: Mapping[int, Sequence[int]]) -> dict[str, int]:
    """Return the columns of the day, or of the first and last day, among those behind the month.

    A number that never exceeds 12 may count the parts of a month: then the month must do.
    """
    if not places or not _all_in(values[places[0]], _DAYS):
        return {}
    first = values[places[0]]
    last = values[places[1]] if len(places) > 1 else ()
    in_order = len(last) > 0 and all(start <= end for start, end in zip(first, last, strict=True))
    if in_order and _all_in(last, _DAYS) and max(last) not in _MONTHS:
        return {"day": places[0], "last_day": places[1]}
    return {"day": places[0]} if max(first) not in _MONTHS else {}


def _all_in(values: Sequence[int], bounds: range) -> bool:
    return all(value in bounds for value in values)

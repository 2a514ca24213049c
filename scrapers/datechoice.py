"""Choosing among the dates that a page states: reading them, placing them in a time zone, weighing them by day.

Each day collects the trust of its best statement of every kind (``statements``); the day with the most wins, if it has
enough to be believed at all. So a line below the title and a meta element outvote a JSON-LD object that says something
else, which none of them would alone. Whatever loses is kept as a candidate, so that a disagreement shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from itertools import islice
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from scrapers.statements import Statement
from transforms.dating.dates import local_day, plausible, read_date
from transforms.dating.months import Order
from transforms.dating.zones import country_of_host, country_of_language, order_of_country, zone_of_country
from transforms.records import DateCandidate, DateValue

# Below it a date is one that stands somewhere on the page, and as likely another article's.
ENOUGH = 2.0
_MAX_TEXT = 160
_MAX_CANDIDATES = 12
_MAX_STATEMENTS = 120
_SAME_INSTANT = timedelta(minutes=1)
_QUARTER = timedelta(minutes=15)
_LARGEST_OFFSET = timedelta(hours=14)
# The furthest that clocks are before and behind UTC.
_EAST, _WEST = timedelta(hours=14), timedelta(hours=12)
_SKEW, _A_DAY = timedelta(hours=1), timedelta(days=1)
# Kinds of statement that give the day as a reader sees it.
_SEEN = frozenset({"shown", "address"})
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(?:\d{4}|\d\d)(?!\d)")
_FOREIGN_LETTER = re.compile(r"(?![\u2000-\u206F])[^\W\d_a-zA-Z]")
_MONTHS = 12
# Trust in points within which two statements of one method stand alike.
_ALIKE = 1.0
# Below it a statement may be of another article of the same day: it votes for the day, its time of day is not taken.
_TRUSTED = 4.0
_DAY_OR_BETTER = frozenset({"day", "minute"})


@dataclass(frozen=True, slots=True)
class Reading:
    """How dates are to be read on this page, and when it was fetched.

    ``order`` and ``timezone`` are those that the source's file states. Where they are None the country of ``url``, the
    page's address, is asked, and where ``language`` is None too the letters of the ``title``.
    """

    order: Order | None
    timezone: str | None
    language: str | None
    fetched_at: datetime
    url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """A statement, the date that it was read as, and the day of that as the source writes it."""

    statement: Statement
    value: DateValue
    day: date


def choose(statements: Iterable[Statement], reading: Reading) -> DateValue | None:
    """Return the date that the statements agree on most, made as precise as they allow, with all other candidates.

    Where nothing states a publication, the day of the last change is the one by which the page was out.
    """
    reads = list(_read_all(list(islice(statements, _MAX_STATEMENTS)), reading))
    believable = [read for read in reads if plausible(read.value, reading.fetched_at)]
    published = [_doubted(read, reading) for read in believable if read.statement.kind != "change"]
    best = _best(published) or _best(believable)
    if best is None:
        return None
    value = replace(_localised(best, believable), method=best.statement.method)
    candidates = [DateCandidate(r.statement.text[:_MAX_TEXT], r.statement.method, r.value.edtf) for r in reads]
    own = (best.statement.text[:_MAX_TEXT], best.statement.method)
    others = [c for c in dict.fromkeys(candidates) if (c.text, c.method) != own]
    return replace(value, candidates=tuple(others[:_MAX_CANDIDATES]))


def _doubted(read: _Read, reading: Reading) -> _Read:
    """Halve the trust in a bare day that is the day of the fetch: pages show their readers what day it is."""
    statement = read.statement
    if statement.kind != "shown" or read.value.precision != "day":
        return read
    if abs(read.day - reading.fetched_at.date()) > _A_DAY:
        return read
    return replace(read, statement=replace(statement, trust=statement.trust / 2))


def following(modified: DateValue | None, published: DateValue | None) -> DateValue | None:
    """Return the date of the change, None where it is before the publication by more than an hour of clock skew.

    What was last touched before it went online has not changed since, as far as anyone can read.
    """
    if modified is None or published is None:
        return modified
    if modified.datetime is not None and published.datetime is not None:
        return modified if modified.datetime >= published.datetime - _SKEW else None
    return modified if local_day(modified) >= local_day(published) else None


def _read_all(statements: list[Statement], reading: Reading) -> Iterator[_Read]:
    """Read the statements as the source, the page itself, its country or its language write dates, in that order."""
    country = country_of_host(_host(reading.url))
    order = reading.order or _order_shown(statements) or order_of_country(country) or _order_of(reading)
    zone = reading.timezone or zone_of_country(country)
    reads = [
        _Read(statement, value, local_day(value))
        for statement in statements
        if (value := read_date(statement.text, order=order, timezone=zone, language=reading.language))
    ]
    guess = zone or zone_of_country(country_of_language(reading.language))
    yield from reads if guess is None else _on_their_day(reads, guess, known=zone is not None)


def _on_their_day(reads: list[_Read], zone: str, *, known: bool) -> Iterator[_Read]:
    """Write an instant that is stated in UTC as the newsroom's clock shows it, where that is another day.

    The day is the article's own. A zone that is only guessed, from the language, is believed where the page shows that
    day; and the known one is not where the page shows the day of UTC, since some content systems call local time UTC.
    """
    seen = {read.day for read in reads if read.statement.kind in _SEEN}
    for read in reads:
        value = _in_zone(read.value, zone)
        day = read.day if value is read.value else local_day(value)
        agreed = day in seen or (known and read.day not in seen)
        yield _Read(read.statement, value, day) if agreed and day != read.day else read


def _order_of(reading: Reading) -> Order | None:
    """Day first where no language is declared and the title is not in English, which alone puts the month first.

    CLDR's locales with the month first are those of English and of a few languages beside it, in the Philippines and
    East Africa; none of them has letters outside ASCII. The others begin with the day, or with all four figures of the
    year, which leave no doubt.
    """
    return "DMY" if reading.language is None and _FOREIGN_LETTER.search(reading.title) else None


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _order_shown(statements: list[Statement]) -> Order | None:
    """The order of day and month that a page's own dates show, where a figure above twelve gives one away."""
    orders: set[Order] = set()
    for statement in statements:
        for match in _NUMERIC.finditer(statement.text):
            first, second = int(match[1]), int(match[2])
            if first > _MONTHS >= second:
                orders.add("DMY")
            elif second > _MONTHS >= first:
                orders.add("MDY")
    return orders.pop() if len(orders) == 1 else None


def _in_zone(value: DateValue, zone: str) -> DateValue:
    if value.datetime is None or value.timezone != "UTC":
        return value
    return _zoned(value, value.datetime, ZoneInfo(zone), zone)


def _zoned(value: DateValue, instant: datetime, zone: tzinfo, name: str | None = None) -> DateValue:
    edtf = instant.astimezone(zone).isoformat()
    return replace(value, edtf=edtf, timezone=name or edtf[-6:])


def _best(reads: list[_Read]) -> _Read | None:
    """The most trusted statement of the winning day that states the time of day, else the most trusted one.

    A month or a year alone counts only where data state it and nothing states a day.
    """
    days = [read for read in reads if read.value.precision in _DAY_OR_BETTER]
    days = days or [read for read in reads if read.statement.kind == "data"]
    trust: dict[date, dict[str, float]] = {}
    for read in days:
        for day in _days(read):
            kinds = trust.setdefault(day, {})
            kinds[read.statement.kind] = max(kinds.get(read.statement.kind, 0.0), read.statement.trust)
    totals = {day: sum(kinds.values()) for day, kinds in trust.items()}
    winner = max(totals, key=totals.__getitem__, default=None)
    if winner is None or totals[winner] < ENOUGH:
        return None
    return _most_precise([read for read in days if winner in _days(read)])


def _most_precise(reads: list[_Read]) -> _Read:
    """The most trusted statement that is an instant, else one with a time of day, else any.

    Of several moments that readers see alike on one day the first is the publication; the others are those of changes,
    or of the entries of a live blog.
    """
    least = min(_TRUSTED, max(read.statement.trust for read in reads))
    own = [read for read in reads if read.statement.trust >= least]
    best = max(own, key=lambda r: (r.value.precision == "minute", r.value.datetime is not None, r.statement.trust))
    instant = best.value.datetime
    if best.statement.kind != "shown" or instant is None:
        return best
    alike = [read for read in own if read.statement.method == best.statement.method and read.value.datetime]
    near = [read for read in alike if read.statement.trust >= best.statement.trust - _ALIKE]
    return min(near, key=lambda read: read.value.datetime or instant)


def _days(read: _Read) -> tuple[date, ...]:
    """The days on which a statement's moment may be for its readers: where only UTC is known, a neighbour too."""
    if read.value.timezone != "UTC" or read.value.datetime is None:
        return (read.day,)
    instant = read.value.datetime
    return tuple(dict.fromkeys((read.day, (instant + _EAST).date(), (instant - _WEST).date())))


def _localised(best: _Read, others: list[_Read]) -> DateValue:
    """Write an instant in UTC as the page's readers see it, and give a time without zone the offset stated elsewhere.

    Another statement of the same instant with an offset gives it, or a local time that differs from UTC by a whole
    number of quarter hours.
    """
    value = best.value
    if value.precision != "minute":
        return value
    for other in others:
        if other.value.precision == "minute" and other is not best:
            offset = _offset(value, other.value)
            if offset is not None:
                return _with_offset(value, offset)
    return value


def _with_offset(value: DateValue, offset: timedelta) -> DateValue:
    zone = timezone(offset)
    if value.datetime is not None:
        return _zoned(value, value.datetime, zone)
    local = datetime.fromisoformat(value.edtf).replace(tzinfo=zone)
    return replace(_zoned(value, local, zone), datetime=local.astimezone(UTC))


def _offset(value: DateValue, other: DateValue) -> timedelta | None:
    """The offset that another statement of the same moment adds to a value in UTC or without zone."""
    theirs = datetime.fromisoformat(other.edtf)
    if value.datetime is None:
        mine = datetime.fromisoformat(value.edtf)
        same = abs(mine - theirs.replace(tzinfo=None)) < _SAME_INSTANT
        return theirs.utcoffset() if same and other.timezone not in {None, "UTC"} else None
    if value.timezone != "UTC" or other.timezone == "UTC":
        return None
    offset = theirs.utcoffset()
    if offset is None:
        offset = theirs.replace(tzinfo=UTC, second=0) - value.datetime.replace(second=0, microsecond=0)
    same = other.datetime is None or abs(other.datetime - value.datetime) < _SAME_INSTANT
    return offset if same and not offset % _QUARTER and abs(offset) <= _LARGEST_OFFSET else None

"""Whether a source brings fewer new articles than it is used to, by its own history: a statistical test.

The question is that of public health, whether the latest counts are out of line with the same time of earlier weeks,
only at the lower end, and the method is that of Farrington and others: compare with the same days of past weeks, allow
for overdispersion and for the uncertainty of a baseline of a few weeks, and take a small quantile of the negative
binomial (C. P. Farrington, N. J. Andrews, A. D. Beale, M. A. Catchpole, "A statistical algorithm for the early
detection of outbreaks of infectious disease", J. R. Statist. Soc. A 159, 1996, 547-563; the negative binomial by A.
Noufaily and others, Statistics in Medicine 32, 2013, 1206-1222). Here:

- What is compared are windows that end now, of six hours to four weeks, each with the windows that ended at the same
  weekday and hour of earlier weeks; so weekends, nights and office hours need no rule of their own.
- Articles come in bursts: the dispersion is Pearson's, variance over mean within the weekdays of the baseline, at least
  1. Counts are divided by it, and then taken for Poisson.
- With a gamma prior (Jeffreys) the count of the next window, given a sum S over n windows, is negative binomial with
  r = S + 1/2 and p = n / (n + 1).
- Hours in which nothing was harvested, and holidays of the source's country (``transforms.symptoms.holidays``), make a
  window no evidence, neither now nor in the baseline.
- A drop is an alarm where its probability is below ``ALPHA`` and it is large: at least ``LEAST_DROP`` of what is usual.

``tests/transforms/test_health_year.py`` counts false alarms and delays over simulated years.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
SPANS = (timedelta(hours=6), DAY, 3 * DAY, WEEK, 2 * WEEK, 4 * WEEK)
# Two months and not years: news sites change.
BASELINE = timedelta(days=63)
# What is read of the past: the baseline of the longest window.
HORIZON = BASELINE + SPANS[-1]
# Fewer days than this are no history.
ENOUGH_DAYS = 14
# One false alarm in 10,000 independent looks; looks at one source overlap, so that it is fewer in fact.
ALPHA = 1e-4
LEAST_DROP = 0.45
# With fewer windows than this the next one cannot be told.
LEAST_WINDOWS = 2
# Two runs no further apart than this have missed nothing in between, at an hourly schedule or a closer one. For longer
# windows a pause of ours of a quarter of the window may be, and a day and a little at most: what a daily run finds.
BLINK = timedelta(minutes=90)
LONGEST_BLINK = timedelta(hours=30)

IsHoliday = Callable[[datetime, datetime], bool]


@dataclass(frozen=True, slots=True)
class Drop:
    """A window with fewer articles than usual: how many came, how many were expected, how probable that is.

    ``windows`` is the number of earlier windows that it was compared with.
    """

    span: timedelta
    observed: int
    expected: float
    probability: float
    windows: int


class Arrivals:
    """The arrivals of a source as a function of time: counts over any window, and whether it was watched."""

    def __init__(self, arrivals: Sequence[tuple[datetime, int]], watched: Sequence[tuple[datetime, datetime]]) -> None:
        ordered = sorted(arrivals)
        self._hours = [hour for hour, _ in ordered]
        self._sums = [0, *accumulate(count for _, count in ordered)]
        self._watched = sorted(watched)

    def count(self, start: datetime, end: datetime) -> int:
        """Return how many came from ``start`` (inclusive) to ``end``, by the beginning of their hour."""
        return self._sums[bisect_left(self._hours, end)] - self._sums[bisect_left(self._hours, start)]

    def newest(self, before: datetime) -> datetime | None:
        """Return the hour of the latest arrival before a moment."""
        place = bisect_left(self._hours, before)
        return self._hours[place - 1] if place else None

    def is_watched(self, start: datetime, end: datetime) -> bool:
        """Say whether the source was harvested all through the window; pauses of a part of it may be."""
        blink, reached = min(LONGEST_BLINK, (end - start) / 4), start
        for first, last in self._watched:
            if first > end or first - reached > blink:
                break
            reached = max(reached, last)
        return end - reached <= blink

    @property
    def days(self) -> int:
        """The number of days on which it was harvested."""
        return len(
            {
                first.date() + number * DAY
                for first, last in self._watched
                for number in range((last.date() - first.date()).days + 1)
            }
        )


def find_drop(past: Arrivals, is_holiday: IsHoliday, now: datetime) -> Drop | None:
    """Return the least probable window that ends now, if that is an alarm."""
    dispersion = _dispersion(past, is_holiday, now)
    drops = [drop for span in SPANS if (drop := look(past, is_holiday, now, span, dispersion)) is not None]
    alarms = [one for one in drops if one.probability < ALPHA and one.observed <= (1 - LEAST_DROP) * one.expected]
    return min(alarms, key=lambda drop: drop.probability, default=None)


def expected(past: Arrivals, is_holiday: IsHoliday, now: datetime, span: timedelta) -> float | None:
    """Return how many articles come in such a window as a rule; None where the past does not say."""
    counts = _baseline(past, is_holiday, now, span)
    return sum(counts) / len(counts) if len(counts) >= LEAST_WINDOWS else None


def look(past: Arrivals, is_holiday: IsHoliday, now: datetime, span: timedelta, dispersion: float) -> Drop | None:
    """Compare the window of ``span`` that ends now with its baseline; None where either is no evidence."""
    start = now - span
    if is_holiday(start, now) or not past.is_watched(start, now):
        return None
    counts = _baseline(past, is_holiday, now, span)
    if len(counts) < LEAST_WINDOWS:
        return None
    mean = sum(counts) / len(counts)
    scale = max(dispersion, _pearson([counts]))
    observed = past.count(start, now)
    chance = lower_tail(observed / scale, sum(counts) / scale, len(counts))
    return Drop(span, observed, mean, chance, len(counts))


def lower_tail(observed: float, total: float, windows: int) -> float:
    """Return the probability of at most ``observed`` in the next window after ``total`` in ``windows`` of them.

    The predictive distribution is negative binomial. A broken count, of what was divided by a dispersion, is rounded
    up, which makes an alarm the less likely.
    """
    size, again = total + 0.5, 1 / (windows + 1)
    term = size * math.log(windows / (windows + 1))
    terms = [term]
    for number in range(1, math.ceil(observed) + 1):
        term += math.log((size + number - 1) / number * again)
        terms.append(term)
    return min(1.0, math.fsum(map(math.exp, terms)))


def _baseline(past: Arrivals, is_holiday: IsHoliday, now: datetime, span: timedelta) -> list[int]:
    """Return the counts of the earlier windows that are evidence; they do not overlap."""
    step = max(WEEK, span)
    ends = (now - number * step for number in range(1, BASELINE // step + 1))
    return [past.count(end - span, end) for end in ends if _counts(past, is_holiday, end - span, end)]


def _counts(past: Arrivals, is_holiday: IsHoliday, start: datetime, end: datetime) -> bool:
    return past.is_watched(start, end) and not is_holiday(start, end)


def _dispersion(past: Arrivals, is_holiday: IsHoliday, now: datetime) -> float:
    """Return the dispersion of the counts of days within their weekdays, at least 1."""
    return _pearson(list(_weekdays(past, is_holiday, now)))


def _weekdays(past: Arrivals, is_holiday: IsHoliday, now: datetime) -> Iterator[list[int]]:
    for weekday in range(7):
        yield _baseline(past, is_holiday, now - weekday * DAY, DAY)


def _pearson(groups: Sequence[Sequence[int]]) -> float:
    """Return Pearson's statistic of counts against the means of their groups, over the degrees of freedom."""
    square, freedom = 0.0, 0
    for counts in groups:
        total = sum(counts)
        if total and len(counts) > 1:
            mean = total / len(counts)
            square += sum((count - mean) ** 2 for count in counts) / mean
            freedom += len(counts) - 1
    return max(1.0, square / freedom) if freedom else 1.0

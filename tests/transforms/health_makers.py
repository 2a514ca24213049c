"""Makers of histories for tests: a source that does well, and years of arrivals drawn at random, always the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from transforms.symptoms.history import Failure, History, ListingState
from transforms.symptoms.holidays import is_holiday

NOW = datetime(2026, 11, 12, 5, 0, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
FEED = "https://news.example/rss.xml"
ALL_WEEK = (1.0,) * 7
OFFICE_DAYS = (1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0)


def failure(
    reason: str, *, status: int | None = 200, detail: str = "said so", url: str = FEED, count: int = 3
) -> Failure:
    return Failure(reason, detail, url, status, NOW - 3 * HOUR, count)


def listing(url: str = FEED, kind: str = "feed", *, bad: Failure | None = None, items: int = 20) -> ListingState:
    return ListingState(f"{kind}:{url}", kind, NOW - HOUR, NOW - HOUR, items, bad)


def history(**changes: Any) -> History:
    """Return the history of a source that was first harvested an hour ago and does well, with changes."""
    values: dict[str, Any] = {
        "source_id": "example",
        "gap": timedelta(minutes=15),
        "first_run_at": NOW - HOUR,
        "last_run_at": NOW - HOUR,
        "last_state": "done",
        "listings": (listing(),),
        "good_visits": 10,
        "newest": NOW - DAY,
        "watched": ((NOW - HOUR, NOW),),
    }
    return History(**values | changes)


@dataclass(frozen=True)
class Rhythm:
    """How a source publishes: articles a day, by weekday (Monday first), variance over mean, and a factor by day."""

    per_day: float
    weekdays: Sequence[float] = ALL_WEEK
    dispersion: float = 1.5
    country: str = "VN"
    first_hour: int = 6
    last_hour: int = 22
    factor: Callable[[datetime], float] = lambda day: 1.0
    on_holidays: float = 0.25
    days_off: Sequence[int] = ()

    def arrivals(self, start: datetime, days: int, seed: int) -> tuple[tuple[datetime, int], ...]:
        """Draw arrivals by hour: negative binomial by day, spread evenly over the hours of work."""
        rng = np.random.default_rng(seed)
        found = []
        for number in range(days):
            day = start + number * DAY
            mean = 0.0 if number in self.days_off else self._mean(day)
            count = _negative_binomial(rng, mean, self.dispersion)
            hours = rng.integers(self.first_hour, self.last_hour, size=count)
            found += [
                (day + int(hour) * HOUR, int(times))
                for hour, times in zip(*np.unique(hours, return_counts=True), strict=True)
            ]
        return tuple(found)

    def _mean(self, day: datetime) -> float:
        noon = day + 12 * HOUR
        holiday = self.on_holidays if is_holiday(self.country, noon, noon + HOUR) else 1.0
        return self.per_day * self.weekdays[day.weekday()] * self.factor(day) * holiday


def _negative_binomial(rng: np.random.Generator, mean: float, dispersion: float) -> int:
    if mean <= 0:
        return 0
    if dispersion <= 1:
        return int(rng.poisson(mean))
    return int(rng.poisson(rng.gamma(mean / (dispersion - 1), dispersion - 1)))

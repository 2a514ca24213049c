"""A simulated year of looking at sources that are well: false alarms counted; and of sources that fall ill: delays.

Each source is looked at every 11 hours for a year, at the hours of the day in turn. The figures that are asserted are
what these draws give, with a margin; ``docs/doctor.md`` states them.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from tests.transforms.health_makers import DAY, HOUR, NOW, OFFICE_DAYS, Rhythm, history
from transforms.health import judge
from transforms.symptoms.history import Verdict
from transforms.symptoms.holidays import is_holiday
from transforms.symptoms.yields import Arrivals, find_drop

START = datetime(2025, 10, 1, tzinfo=UTC)
WARM_UP = 91
YEAR = 365
STEP = timedelta(hours=11)


def _summer(day: datetime) -> float:
    """A dip of a quarter around the end of July, come and gone within two months."""
    return 1 - 0.25 * math.exp(-(((day.timetuple().tm_yday - 212) / 25) ** 2))


HEALTHY = {
    "one a day": Rhythm(1),
    "20 a day": Rhythm(20, dispersion=2),
    "200 a day, fewer at weekends": Rhythm(200, (1, 1, 1, 1, 1, 0.7, 0.6), dispersion=4),
    "office hours, closed at weekends": Rhythm(10, OFFICE_DAYS, dispersion=2, first_hour=8, last_hour=18),
    "office hours with days off that no list has": Rhythm(
        10, OFFICE_DAYS, dispersion=2, first_hour=8, last_hour=18, days_off=(120, 170, 220, 271, 320, 361)
    ),
    "bursts": Rhythm(15, dispersion=8),
    "once a week": Rhythm(12, (0, 0, 0, 1, 0, 0, 0)),
    "Christmas and Easter": Rhythm(30, dispersion=2, country="BE", on_holidays=0.2),
    "a summer dip": Rhythm(40, dispersion=2, factor=_summer),
}


def _alarms(rhythm: Rhythm, seed: int) -> int:
    """Return how many times in a year of looks an alarm began."""
    past = Arrivals(rhythm.arrivals(START, WARM_UP + YEAR, seed), [(START, START + (WARM_UP + YEAR) * DAY)])
    holiday, began, ringing = partial(is_holiday, rhythm.country), 0, False
    for number in range(YEAR * DAY // STEP):
        rings = find_drop(past, holiday, START + WARM_UP * DAY + number * STEP) is not None
        began += rings and not ringing
        ringing = rings
    return began


def test_a_year_of_healthy_sources_brings_next_to_no_false_alarm() -> None:
    alarms = {name: _alarms(rhythm, seed) for seed, (name, rhythm) in enumerate(HEALTHY.items(), 1)}
    assert sum(alarms.values()) <= 1, alarms


def test_a_quiet_weekend_is_no_alarm() -> None:
    rhythm = HEALTHY["office hours, closed at weekends"]
    sunday = START + 200 * DAY
    sunday += (6 - sunday.weekday()) * DAY + 20 * HOUR
    verdict = _verdict(rhythm.arrivals(START, 230, seed=7), sunday)
    assert (verdict.kind, verdict.severity) == ("quiet", "ok")
    assert "normal for it" in verdict.cause


def _verdict(arrivals: tuple[tuple[datetime, int], ...], now: datetime) -> Verdict:
    past = tuple((hour, count) for hour, count in arrivals if hour < now)
    runs = {"first_run_at": START, "last_run_at": now, "watched": ((START, now),), "newest": now - DAY}
    return judge(history(arrivals=past, country="VN", **runs), now)


def _days_until_alarm(rhythm: Rhythm, left: float, seed: int = 3) -> float | None:
    """Return after how many days an alarm rings where only a share of the articles comes from day 150 on."""
    ill = START + 150 * DAY
    changed = Rhythm(rhythm.per_day, rhythm.weekdays, rhythm.dispersion, factor=lambda day: left if day >= ill else 1.0)
    past = Arrivals(changed.arrivals(START, 220, seed), [(START, START + 220 * DAY)])
    for number in range(60 * DAY // (6 * HOUR)):
        now = ill + number * 6 * HOUR
        if find_drop(past, partial(is_holiday, "VN"), now) is not None:
            return (now - ill) / DAY
    return None


@pytest.mark.parametrize(
    ("name", "left", "days"),
    [
        ("200 a day, fewer at weekends", 0.0, 1),
        ("20 a day", 0.0, 2),
        ("bursts", 0.0, 8),
        ("office hours, closed at weekends", 0.0, 4),
        ("one a day", 0.0, 25),
        ("200 a day, fewer at weekends", 0.5, 4),
        ("20 a day", 0.5, 15),
    ],
)
def test_a_source_that_falls_silent_or_halves_is_found(name: str, left: float, days: float) -> None:
    delay = _days_until_alarm(HEALTHY[name], left)
    assert delay is not None
    assert delay <= days


def test_a_silence_after_a_holiday_is_found_within_a_month() -> None:
    """Tết of 2026 leaves one article a day no baseline to be compared with."""
    ill = datetime(2026, 2, 28, tzinfo=UTC)
    arrivals = tuple(one for one in HEALTHY["one a day"].arrivals(START, 150, seed=5) if one[0] < ill)
    assert _verdict(arrivals, ill + 10 * DAY).kind == "quiet"
    assert _verdict(arrivals, ill + 32 * DAY).kind == "stale-feed"


def test_a_drop_is_told_with_its_figures() -> None:
    rhythm = Rhythm(60, dispersion=2, factor=lambda day: 0.3 if day >= NOW - 5 * DAY else 1.0)
    start = NOW - 100 * DAY
    arrivals = tuple(one for one in rhythm.arrivals(start, 110, seed=1) if one[0] < NOW)
    runs = {"first_run_at": start, "last_run_at": NOW, "watched": ((start, NOW),)}
    verdict = judge(history(arrivals=arrivals, **runs), NOW)
    assert (verdict.kind, verdict.severity) == ("yield-drop", "broken")
    assert "less than the usual" in verdict.cause
    assert "earlier windows" in verdict.evidence[0]


def test_hours_without_runs_are_no_evidence() -> None:
    start = NOW - 100 * DAY
    rhythm = Rhythm(60, dispersion=2)
    arrivals = tuple(one for one in rhythm.arrivals(start, 110, seed=1) if one[0] < NOW - 2 * DAY)
    stopped = ((start, NOW - 2 * DAY), (NOW - HOUR, NOW))
    past = Arrivals(arrivals, stopped)
    assert find_drop(past, partial(is_holiday, "VN"), NOW) is None
    assert find_drop(Arrivals(arrivals, [(start, NOW)]), partial(is_holiday, "VN"), NOW) is not None

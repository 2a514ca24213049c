"""Cron and the days on which clocks are set, by Prefect's own reading of a source's schedule and time zone.

A daily run is neither lost nor doubled. What runs every few minutes is never doubled either; when clocks are set back
it rests for the hour that they show twice, and its next run finds what came meanwhile.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from prefect.server.schemas.schedules import CronSchedule


def noon_of(zone: str, month: int, day: int) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=ZoneInfo(zone))


# The noon before clocks are set forward and back in 2026, where they are.
SPRING = {
    "Europe/Brussels": noon_of("Europe/Brussels", 3, 28),
    "America/New_York": noon_of("America/New_York", 3, 7),
    "Australia/Lord_Howe": noon_of("Australia/Lord_Howe", 10, 3),  # by half an hour
    "Asia/Ho_Chi_Minh": noon_of("Asia/Ho_Chi_Minh", 3, 28),  # never
}
AUTUMN = {
    "Europe/Brussels": noon_of("Europe/Brussels", 10, 24),
    "America/New_York": noon_of("America/New_York", 10, 31),
    "Australia/Lord_Howe": noon_of("Australia/Lord_Howe", 4, 4),
    "Asia/Ho_Chi_Minh": noon_of("Asia/Ho_Chi_Minh", 10, 24),
}
BOTH = [(zone, noon) for table in (SPRING, AUTUMN) for zone, noon in table.items()]
HOUR = timedelta(hours=1)


async def fired(cron: str, zone: str, noon: datetime, count: int) -> list[datetime]:
    """Return the next moments of a schedule, in UTC."""
    schedule = CronSchedule(cron=cron, timezone=zone)
    return [datetime.fromtimestamp(moment.timestamp(), UTC) for moment in await schedule.get_dates(count, noon)]


@pytest.mark.parametrize(("zone", "noon"), BOTH)
@pytest.mark.parametrize("cron", ["30 2 * * *", "30 1 * * *", "0 2 * * *", "0 3 * * *", "15 0 * * *"])
async def test_a_daily_source_runs_once_on_each_day(zone: str, noon: datetime, cron: str) -> None:
    moments = await fired(cron, zone, noon, 4)
    days = [moment.astimezone(ZoneInfo(zone)).date() for moment in moments]
    assert days == [(noon + timedelta(days=number)).date() for number in range(1, 5)]
    assert all(timedelta(hours=22) <= later - earlier <= timedelta(hours=26) for earlier, later in pairwise(moments))


@pytest.mark.parametrize(("zone", "noon"), [one for one in BOTH if one[0] in ("Europe/Brussels", "America/New_York")])
async def test_a_time_that_the_clock_leaves_out_is_made_up_for_on_the_same_night(zone: str, noon: datetime) -> None:
    (moment, *_) = await fired("30 2 * * *", zone, noon, 2)
    local = moment.astimezone(ZoneInfo(zone))
    assert (local.hour, local.minute) == ((1, 30) if noon in SPRING.values() else (2, 30))


@pytest.mark.parametrize(("zone", "noon"), BOTH)
@pytest.mark.parametrize(("cron", "gap"), [("*/15 * * * *", HOUR / 4), ("0 * * * *", HOUR), ("7,37 * * * *", HOUR / 2)])
async def test_a_source_of_every_so_many_minutes_rests_at_most_for_the_hour_that_comes_twice(
    zone: str, noon: datetime, cron: str, gap: timedelta
) -> None:
    moments = await fired(cron, zone, noon, 100)
    gaps = Counter(later - earlier for earlier, later in pairwise(moments))
    assert gaps.pop(gap) >= 98
    repeated = noon in AUTUMN.values() and zone != "Asia/Ho_Chi_Minh"
    assert all(longer <= gap + HOUR for longer in gaps)
    assert repeated or all(longer < gap for longer in gaps)


@pytest.mark.parametrize(("zone", "noon"), BOTH)
@pytest.mark.parametrize("cron", ["*/30 5-23 * * *", "0 */6 * * *", "*/15 * * * 1-5", "*/20 * * * *"])
async def test_no_run_is_doubled(zone: str, noon: datetime, cron: str) -> None:
    moments = await fired(cron, zone, noon, 100)
    assert len(set(moments)) == 100
    assert moments == sorted(moments)

"""Cron lines: what is wrong with one, and what a source's says of its rhythm."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise, takewhile

from cronsim import CronSim, CronSimError

# From a fixed moment, since the question is only how far apart the line's moments lie; a month holds every weekday and
# every day of a month, and a line of every minute has so many moments in two days.
_START = datetime(2024, 1, 1, tzinfo=UTC)
_END = datetime(2024, 2, 15, tzinfo=UTC)
_MOST = 3000
_FIELDS = 5


def cron_problem(line: str) -> str | None:
    """Return what is wrong with a cron line of five fields, in words; None if nothing is."""
    expected = "expected one such as '*/15 * * * *'"
    if len(line.split()) != _FIELDS:
        return f"{line!r} is no cron line of five fields; {expected}"
    try:
        next(CronSim(line, _START))
    except CronSimError as error:
        return f"{line!r} is no cron line: {error}; {expected}"
    except StopIteration:
        return f"{line!r} never fires"
    return None


@cache
def longest_gap(schedule: str) -> timedelta | None:
    """Return the longest time between two moments of a cron line, as far as a month shows it; None for no cron line."""
    try:
        moments = CronSim(schedule, _START)
    except CronSimError:
        return None
    counted = (moment for _, moment in zip(range(_MOST), moments, strict=False))
    found = list(takewhile(lambda moment: moment < _END, counted))
    return max((later - earlier for earlier, later in pairwise(found)), default=None)

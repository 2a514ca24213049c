"""When listings are due: bounds that hold for any state, and a simulated month of three kinds of outlet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.polling import CEILING, FLOOR, VERIFY_AFTER, after_poll, due_at, is_due, wants_whole_answer
from transforms.records import Cursor, Poll, Rhythm

START = datetime(2026, 11, 2, tzinfo=UTC)  # a Monday
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

rhythms = st.builds(
    Rhythm,
    ttl_seconds=st.none() | st.integers(-10, 10**9),
    max_age_seconds=st.none() | st.integers(-10, 10**9),
    skip_hours=st.lists(st.integers(0, 23), max_size=24).map(tuple),
    skip_days=st.lists(st.integers(1, 7), max_size=7).map(tuple),
)
moments = st.integers(0, 2 * 365 * 24 * 3600).map(lambda seconds: START + timedelta(seconds=seconds - 365 * 24 * 3600))
polls = st.builds(
    Poll,
    changed_at=st.none() | moments,
    unchanged=st.integers(0, 10**6),
    interval_seconds=st.floats(0, 1e9),
    rhythm=rhythms,
)


def polled(poll: Poll, at: datetime = START) -> Cursor:
    return Cursor("s", "feed", "feed", at, poll=poll)


def wait(poll: Poll, at: datetime = START) -> timedelta:
    due = due_at(polled(poll, at))
    assert due is not None
    return due - at


def test_what_was_never_polled_is_due_at_once() -> None:
    assert due_at(None) is None
    assert is_due(None, START)
    assert wants_whole_answer(None, START)


@given(polls, moments)
def test_a_listing_is_never_due_before_the_floor_nor_after_the_ceiling(poll: Poll, at: datetime) -> None:
    assert FLOOR <= wait(poll, at) <= CEILING
    assert is_due(polled(poll, at), at + CEILING)
    assert not is_due(polled(poll, at), at)


@given(polls, st.integers(0, 100))
def test_the_more_polls_brought_nothing_the_later_it_is_due(poll: Poll, more: int) -> None:
    assert wait(replace(poll, unchanged=poll.unchanged + more)) >= wait(poll)


@given(polls, st.lists(st.tuples(st.booleans(), st.integers(0, 10**6)), max_size=20))
def test_the_learned_interval_stays_within_the_gaps_seen(poll: Poll, steps: list[tuple[bool, int]]) -> None:
    now, state = START, replace(poll, interval_seconds=0.0)
    for changed, seconds in steps:
        now += timedelta(seconds=seconds)
        state = after(state, now, changed)
        assert 0 <= state.interval_seconds <= 2 * CEILING.total_seconds()


def after(poll: Poll, now: datetime, changed: bool) -> Poll:
    return after_poll(
        polled(poll), now, changed=changed, unconditional=False, same_validators=False, rhythm=poll.rhythm
    )


@pytest.mark.parametrize(
    ("poll", "expected"),
    [
        (Poll(), FLOOR),
        (Poll(rhythm=Rhythm(ttl_seconds=1800)), 30 * MINUTE),
        (Poll(rhythm=Rhythm(ttl_seconds=86_400)), HOUR),  # believed within bounds
        (Poll(interval_seconds=3600, rhythm=Rhythm(ttl_seconds=86_400)), 30 * MINUTE),  # what it does counts for more
        (Poll(interval_seconds=600, rhythm=Rhythm(max_age_seconds=1200)), 20 * MINUTE),
        (Poll(interval_seconds=600, rhythm=Rhythm(max_age_seconds=31_536_000)), HOUR),
        (Poll(interval_seconds=3600, unchanged=1), 37.5 * MINUTE),
        (Poll(interval_seconds=3600, unchanged=100), HOUR),
        (Poll(interval_seconds=7 * 86_400), HOUR),
        (Poll(interval_seconds=600, rhythm=Rhythm(skip_hours=(0, 1, 2))), 3 * HOUR),
        (Poll(interval_seconds=600, rhythm=Rhythm(skip_days=(1,))), CEILING),
        (Poll(interval_seconds=600, rhythm=Rhythm(skip_hours=tuple(range(24)))), CEILING),
    ],
)
def test_what_it_says_is_believed_within_bounds_and_what_it_does_counts_for_more(
    poll: Poll, expected: timedelta
) -> None:
    assert wait(poll) == expected


def test_a_tick_that_comes_some_seconds_early_counts() -> None:
    quarter_hourly = polled(Poll(interval_seconds=1800), START + timedelta(seconds=9))
    assert is_due(quarter_hourly, START + 15 * MINUTE)
    assert not is_due(quarter_hourly, START + 10 * MINUTE)


def test_a_burst_shortens_at_once_and_a_quiet_night_lengthens_little() -> None:
    hourly = Poll(changed_at=START, interval_seconds=3600)
    assert after(hourly, START + 10 * MINUTE, True).interval_seconds == 2100
    assert after(hourly, START + 10 * HOUR, True).interval_seconds == 10_080
    assert after(hourly, START + 90 * DAY, True).interval_seconds == 11_520  # no gap counts as more than 12 hours
    assert after(hourly, START + HOUR, False).interval_seconds == 3600


def test_a_server_whose_304_is_wrong_is_found_out_and_no_longer_believed() -> None:
    first = after_poll(None, START, changed=True, unconditional=True, same_validators=False, rhythm=Rhythm())
    assert not wants_whole_answer(polled(first), START + VERIFY_AFTER - MINUTE)
    assert wants_whole_answer(polled(first), START + VERIFY_AFTER)
    lied = after_poll(
        polled(first), START + DAY, changed=True, unconditional=True, same_validators=True, rhythm=Rhythm()
    )
    assert lied.distrust
    assert wants_whole_answer(polled(lied), START + DAY + MINUTE)
    honest = after_poll(
        polled(first), START + DAY, changed=False, unconditional=True, same_validators=True, rhythm=Rhythm()
    )
    assert not honest.distrust


# A simulated month


def busy_wire(day: int) -> Iterable[timedelta]:
    """A story every twenty minutes, day and night."""
    return (number * 20 * MINUTE for number in range(72))


def weekly_magazine(day: int) -> Iterable[timedelta]:
    """The whole issue, at once, on Thursdays."""
    return (10 * HOUR,) if day % 7 == 3 else ()


def office_hours_ministry(day: int) -> Iterable[timedelta]:
    """A notice every two hours from eight to sixteen, Monday to Friday."""
    return (timedelta(hours=hour, minutes=7) for hour in range(8, 17, 2)) if day % 7 < 5 else ()


def month_of(outlet: Callable[[int], Iterable[timedelta]]) -> tuple[int, timedelta]:
    """Poll an outlet's feed for a month on a schedule of 5 minutes; return the polls and the worst delay."""
    published = [START + day * DAY + at for day in range(30) for at in outlet(day)]
    cursor, polls, worst, seen = None, 0, timedelta(), 0
    for tick in range(30 * 288):
        now = START + tick * 5 * MINUTE + timedelta(seconds=tick % 7)
        if not is_due(cursor, now):
            continue
        polls += 1
        fresh = [at for at in published[seen:] if at <= now]
        worst = max([worst, *(now - at for at in fresh)])
        changed = bool(fresh) or cursor is None
        seen += len(fresh)
        poll = after_poll(
            cursor, now, changed=changed, unconditional=False, same_validators=False, rhythm=Rhythm(ttl_seconds=86_400)
        )
        cursor = polled(poll, now)
    return polls, worst


@pytest.mark.parametrize(
    ("outlet", "most_polls", "worst"),
    [
        (busy_wire, 4400, 35 * MINUTE),
        (office_hours_ministry, 900, HOUR),
        (weekly_magazine, 900, HOUR),
    ],
)
def test_a_month_costs_few_polls_where_little_happens(
    outlet: Callable[[int], Iterable[timedelta]], most_polls: int, worst: timedelta
) -> None:
    polls, delay = month_of(outlet)
    assert polls <= most_polls
    assert delay <= worst

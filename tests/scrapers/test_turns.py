"""The arithmetic of turns: what is left of a wait, however the clock is set."""

from __future__ import annotations

import pytest

from scrapers.turns import LONGEST_PAUSE, Booking, Slot, Wait, paused_for

NOON = 1_800_000_000.0
HOUR = 3600.0
NO_PAUSE = Wait()


def test_the_longer_delay_of_two_callers_counts() -> None:
    slot, first = Booking().next(NOON, 5.0, NO_PAUSE)
    assert slot == Slot(0.0, 0.0)
    slot, second = first.next(NOON + 1, 1.0, NO_PAUSE)
    assert slot.wait == 4.0
    slot, _ = second.next(NOON + 5, 1.0, NO_PAUSE)
    assert slot.wait == 1.0


def test_callers_who_come_at_once_are_told_moments_one_after_another() -> None:
    booking, waits = Booking(), []
    for _ in range(4):
        slot, booking = booking.next(NOON, 2.0, NO_PAUSE)
        waits.append(slot.wait)
    assert waits == [0.0, 2.0, 4.0, 6.0]


@pytest.mark.parametrize("jump", [-365 * 24 * HOUR, -HOUR, -1.0, 0.0, 1.0, HOUR, 365 * 24 * HOUR])
def test_no_wait_grows_because_the_clock_was_set(jump: float) -> None:
    _, booking = Booking().next(NOON, 3.0, NO_PAUSE)
    slot, _ = booking.next(NOON + jump, 3.0, NO_PAUSE)
    assert 0.0 <= slot.wait <= 3.0
    assert 0.0 <= paused_for(NO_PAUSE, NOON, 60.0).left(NOON + jump) <= 60.0


def test_a_pause_is_told_apart_from_the_pace() -> None:
    _, booking = Booking().next(NOON, 1.0, NO_PAUSE)
    slot, booking = booking.next(NOON, 1.0, paused_for(NO_PAUSE, NOON, 20.0))
    assert slot == Slot(wait=20.0, paused=20.0)
    slot, _ = booking.next(NOON + 21, 1.0, Wait(NOON, NOON + 20))
    assert slot == Slot(wait=0.0, paused=0.0)


def test_a_shorter_pause_does_not_end_a_longer_one() -> None:
    long = paused_for(NO_PAUSE, NOON, 600.0)
    assert paused_for(long, NOON + 100, 30.0).left(NOON + 100) == 500.0


def test_nobody_is_left_alone_for_longer_than_a_day() -> None:
    assert paused_for(NO_PAUSE, NOON, 1e12).left(NOON) == LONGEST_PAUSE

"""The circuit breaker, step by step with a clock made of numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scrapers.breaker import (
    FIRST_REST,
    LONGEST_REST,
    MAX_FAILURES,
    WELL,
    Health,
    asked,
    failed,
    rest_left,
    unclear,
)


def after_failures(count: int, now: float = 0.0) -> Health:
    health = WELL
    for _ in range(count):
        health = failed(health, now)
    return health


def test_some_failures_in_a_row_do_not_rest_a_host() -> None:
    health = after_failures(MAX_FAILURES - 1)
    assert rest_left(health, 0.0) == 0
    assert not health.well
    assert rest_left(failed(health, 0.0), 0.0) == FIRST_REST


def test_rest_ends_with_one_probe() -> None:
    health = after_failures(MAX_FAILURES)
    assert rest_left(health, FIRST_REST - 1) == 1
    assert rest_left(health, FIRST_REST) == 0
    probing = asked(health, FIRST_REST, patience=20.0)
    assert rest_left(probing, FIRST_REST + 5) == 15
    assert rest_left(probing, FIRST_REST + 20) == 0, "a probe that never ended does not close the host for ever"
    assert rest_left(unclear(probing), FIRST_REST + 5) == 0


def test_failed_probe_doubles_the_rest_up_to_a_limit() -> None:
    now, rests = 0.0, []
    health = after_failures(MAX_FAILURES)
    for _ in range(7):
        rests.append(rest_left(health, now))
        now += rests[-1]
        health = failed(asked(health, now, 20.0), now)
    assert rests == [60, 120, 240, 480, 960, 960, 960]
    assert rests[-1] == LONGEST_REST


def test_requests_under_way_when_the_rest_begins_do_not_lengthen_it() -> None:
    health = after_failures(MAX_FAILURES)
    late = failed(failed(health, 1.0), 2.0)
    assert late.resting_until == health.resting_until
    assert late.failures == MAX_FAILURES + 2


def test_a_well_host_is_never_probed() -> None:
    assert asked(WELL, 5.0, 20.0) == WELL
    assert asked(after_failures(1), 5.0, 20.0).probed_until == float("-inf")


@given(st.lists(st.tuples(st.sampled_from(["ask", "fail", "unclear", "well"]), st.floats(0, 2000)), max_size=60))
def test_nothing_shuts_a_host_out_for_longer_than_the_longest_rest(steps: list[tuple[str, float]]) -> None:
    health, now = WELL, 0.0
    for step, seconds in steps:
        now += seconds
        if step == "ask":
            health = asked(health, now, 20.0)
        elif step == "fail":
            health = failed(health, now)
        else:
            health = WELL if step == "well" else unclear(health)
        assert 0 <= rest_left(health, now) <= LONGEST_REST

"""Runs that were missed while nothing served: one stands for all of a source's; what a dead service left is ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from prefect.client.schemas.objects import FlowRun, State, StateType

from flows import missed
from flows.missed import end_the_dead, leave_the_latest, stand_for_the_missed

NOW = datetime(2026, 11, 22, 12, 0, 30, tzinfo=UTC)
DAILY, QUARTERLY = uuid4(), uuid4()
pytestmark = pytest.mark.flow


def run(
    deployment: UUID,
    before: timedelta,
    kind: StateType = StateType.SCHEDULED,
    *,
    auto: bool = True,
    message: str | None = None,
) -> FlowRun:
    """Return a run of a deployment whose slot was so long ago."""
    return FlowRun.model_validate(
        {
            "flow_id": uuid4(),
            "deployment_id": deployment,
            "name": "harvest",
            "expected_start_time": NOW - before,
            "auto_scheduled": auto,
            "state": State[None](type=kind, message=message),
        }
    )


@dataclass
class Server:
    """Answers as Prefect's client does, page by page, and remembers the states that it was given."""

    runs: list[FlowRun]
    cancelled_at: datetime = NOW
    states: dict[UUID, State[Any]] = field(default_factory=dict)
    forced: set[UUID] = field(default_factory=set)

    async def __aenter__(self) -> Server:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def read_flow_runs(self, *, flow_run_filter: Any, limit: int, offset: int, sort: Any) -> list[FlowRun]:
        wanted = [
            one
            for one in sorted(self.runs, key=lambda one: one.expected_start_time or NOW)
            if one.deployment_id in flow_run_filter.deployment_id.any_
            and one.state is not None
            and one.state.type in flow_run_filter.state.type.any_
            and (flow_run_filter.end_time is None or flow_run_filter.end_time.after_ <= self.cancelled_at)
        ]
        return wanted[offset : offset + limit]

    async def set_flow_run_state(self, flow_run_id: UUID, state: State[Any], force: bool = False) -> None:
        self.states[flow_run_id] = state
        if force:
            self.forced.add(flow_run_id)


async def test_of_the_slots_that_were_missed_the_latest_of_each_source_is_left() -> None:
    quarters = [run(QUARTERLY, timedelta(minutes=15 * number)) for number in range(1, 300)]
    day = run(DAILY, timedelta(hours=5))
    server = Server([*quarters, day])
    assert await leave_the_latest(server, [QUARTERLY, DAILY], NOW) == 298  # type: ignore[arg-type]
    assert set(server.states) == {one.id for one in quarters[1:]}
    assert {(state.type, state.name) for state in server.states.values()} == {(StateType.CANCELLED, "Missed")}


async def test_slots_to_come_runs_of_others_and_those_that_a_person_asked_for_are_left_alone() -> None:
    ahead = [run(DAILY, -timedelta(minutes=number)) for number in (1, 2)]
    asked = run(DAILY, timedelta(hours=2), auto=False)
    other = [run(uuid4(), timedelta(hours=number)) for number in (1, 2)]
    done = run(DAILY, timedelta(hours=9), StateType.COMPLETED)
    server = Server([*ahead, asked, *other, done, run(DAILY, timedelta(hours=1))])
    assert await leave_the_latest(server, [DAILY], NOW) == 0  # type: ignore[arg-type]
    assert await leave_the_latest(server, [], NOW) == 0  # type: ignore[arg-type]
    assert server.states == {}


PLACE_IS_HELD = "Deployment concurrency limit reached."


async def test_what_the_server_cancelled_as_it_started_was_missed_like_the_others() -> None:
    waiting = run(QUARTERLY, timedelta(minutes=40))
    earlier, latest, day = (
        run(deployment, timedelta(minutes=before), StateType.CANCELLED, message=PLACE_IS_HELD)
        for deployment, before in ((QUARTERLY, 25), (QUARTERLY, 10), (DAILY, 300))
    )
    by_hand = run(DAILY, timedelta(minutes=1), StateType.CANCELLED, message="by a person")
    server = Server([waiting, earlier, latest, day, by_hand])
    since = NOW - timedelta(seconds=20)
    assert await leave_the_latest(server, [QUARTERLY, DAILY], NOW, since) == 2  # type: ignore[arg-type]
    names = {one: (state.type, state.name) for one, state in server.states.items()}
    missed, again = (StateType.CANCELLED, "Missed"), (StateType.SCHEDULED, "Scheduled")
    assert names == {waiting.id: missed, earlier.id: missed, latest.id: again, day.id: again}
    assert server.states[day.id].state_details.scheduled_time == day.expected_start_time
    assert server.forced == {earlier.id, latest.id, day.id}  # one that waits may have begun just now


async def test_what_was_cancelled_before_the_server_started_stays_cancelled() -> None:
    overlapped = run(DAILY, timedelta(minutes=10), StateType.CANCELLED, message=PLACE_IS_HELD)
    server = Server([overlapped], cancelled_at=NOW - timedelta(minutes=9))
    assert await leave_the_latest(server, [DAILY], NOW, NOW - timedelta(seconds=20)) == 0  # type: ignore[arg-type]
    assert server.states == {}


async def test_what_a_dead_service_had_under_way_is_crashed_by_force() -> None:
    going = [run(DAILY, timedelta(0), kind) for kind in (StateType.RUNNING, StateType.PENDING, StateType.CANCELLING)]
    server = Server([*going, run(DAILY, timedelta(0)), run(DAILY, timedelta(1), StateType.FAILED)])
    assert await end_the_dead(server, [DAILY]) == 3  # type: ignore[arg-type]
    assert server.forced == {one.id for one in going}
    assert {state.type for state in server.states.values()} == {StateType.CRASHED}


@pytest.mark.parametrize(("late", "marked"), [(timedelta(seconds=20), 0), (timedelta(hours=1), 2)])
async def test_a_scheduled_run_that_begins_late_stands_for_the_others_of_its_source(
    monkeypatch: pytest.MonkeyPatch, late: timedelta, marked: int
) -> None:
    this = run(DAILY, late, StateType.RUNNING)
    others = [run(DAILY, timedelta(minutes=number)) for number in (2, 3)]
    server = Server([this, *others, run(DAILY, -timedelta(minutes=5))])
    monkeypatch.setattr("prefect.get_client", lambda: server)
    monkeypatch.setattr(missed, "utc_now", lambda: NOW)

    class Context:
        flow_run = this

    monkeypatch.setattr("prefect.context.FlowRunContext.get", lambda: Context)
    await stand_for_the_missed()
    assert len(server.states) == marked
    assert set(server.states) <= {one.id for one in others}


async def test_a_run_that_nobody_scheduled_asks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_client() -> None:
        raise AssertionError("nothing is to be asked")

    monkeypatch.setattr("prefect.get_client", no_client)
    await stand_for_the_missed()  # outside of a flow run

    class Context:
        flow_run = run(DAILY, timedelta(hours=1), StateType.RUNNING, auto=False)

    monkeypatch.setattr("prefect.context.FlowRunContext.get", lambda: Context)
    monkeypatch.setattr(missed, "utc_now", lambda: NOW)
    await stand_for_the_missed()

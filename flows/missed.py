"""What a service that stood still left in Prefect: runs that nobody started, and runs that ended without a word.

Prefect keeps a run for every slot that passed, and would start them all, one after the other. A source's listings show
the same whichever slot asks, so that one run stands for all that were missed: the latest; the others are marked
``Missed``. This is done when ``khotin serve`` starts, and by every scheduled run that begins late, for workers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from flows.prefect_pages import every
from flows.workshop import utc_now

if TYPE_CHECKING:
    from prefect.client.orchestration import PrefectClient
    from prefect.client.schemas.objects import FlowRun, StateType

# A scheduled run that begins so late may have company; others are spared the question.
LATE = timedelta(seconds=60)


async def leave_the_latest(client: PrefectClient, deployments: Collection[UUID], now: datetime) -> int:
    """Leave the latest of each deployment's runs that nobody started; mark the others and return how many those are."""
    runs = await _waiting(client, deployments, now)
    latest: dict[UUID | None, FlowRun] = {}
    for run in runs:
        other = latest.get(run.deployment_id)
        if other is None or _slot(run) > _slot(other):
            latest[run.deployment_id] = run
    left = {run.id for run in latest.values()}
    return await _mark(client, [run for run in runs if run.id not in left])


async def stand_for_the_missed() -> None:
    """Within a scheduled run that begins late: mark the others of its deployment that nobody started."""
    from prefect import get_client
    from prefect.context import FlowRunContext

    context = FlowRunContext.get()
    run = context.flow_run if context else None
    if run is None or run.deployment_id is None or not run.auto_scheduled:
        return
    now = utc_now()
    if run.expected_start_time is None or now - run.expected_start_time < LATE:
        return
    async with get_client() as client:
        await _mark(client, [one for one in await _waiting(client, [run.deployment_id], now) if one.id != run.id])


async def end_the_dead(client: PrefectClient, deployments: Collection[UUID]) -> int:
    """Mark as crashed what a service that was killed had under way; return how many runs those are.

    Only for a server that no other service or worker uses. The slot that such a run holds, which would keep the next
    one of its source from beginning for minutes, is free then.
    """
    from prefect.client.schemas.objects import State, StateType
    from prefect.states import Crashed

    under_way = (StateType.RUNNING, StateType.PENDING, StateType.CANCELLING)
    runs = await _runs(client, deployments, under_way)
    for run in runs:
        state: State[None] = Crashed(
            message="The service ended while this went on; what was loaded is kept, the next run goes on."
        )
        await client.set_flow_run_state(run.id, state, force=True)
    return len(runs)


def _slot(run: FlowRun) -> datetime:
    return run.expected_start_time or datetime.min.replace(tzinfo=utc_now().tzinfo)


async def _waiting(client: PrefectClient, deployments: Collection[UUID], now: datetime) -> list[FlowRun]:
    """Return the scheduled runs of deployments whose time has passed."""
    from prefect.client.schemas.objects import StateType

    runs = await _runs(client, deployments, (StateType.SCHEDULED,))
    return [run for run in runs if run.auto_scheduled and _slot(run) <= now]


async def _runs(client: PrefectClient, deployments: Collection[UUID], types: Iterable[StateType]) -> list[FlowRun]:
    from prefect.client.schemas.filters import (
        FlowRunFilter,
        FlowRunFilterDeploymentId,
        FlowRunFilterState,
        FlowRunFilterStateType,
    )
    from prefect.client.schemas.sorting import FlowRunSort

    if not deployments:
        return []
    wanted = FlowRunFilter(
        deployment_id=FlowRunFilterDeploymentId(any_=list(deployments)),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types))),
    )
    return await every(
        lambda limit, offset: client.read_flow_runs(
            flow_run_filter=wanted, limit=limit, offset=offset, sort=FlowRunSort.EXPECTED_START_TIME_ASC
        )
    )


async def _mark(client: PrefectClient, runs: Sequence[FlowRun]) -> int:
    from prefect.client.schemas.objects import State, StateType

    for run in runs:
        state: State[None] = State(
            type=StateType.CANCELLED, name="Missed", message="Nothing ran at the time; a later run stands for this one."
        )
        await client.set_flow_run_state(run.id, state)
    return len(runs)

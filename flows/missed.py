"""What a service that stood still left in Prefect: runs that nobody started, and runs that ended without a word.

Prefect keeps a run for every slot that passed, and would start them all, one after the other. A source's listings show
the same whichever slot asks, so that one run stands for all that were missed: the latest; the others are marked
``Missed``. This is done when ``khotin serve`` starts, and by every scheduled run that begins late, for workers.

Prefect's server looks for late runs as soon as it starts, before anybody can tell it what has died meanwhile. Where a
dead run still holds the place of its source it cancels them, the latest too: such runs were missed like the others.
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
# What Prefect's server says of a run that it cancels because another one holds the place of its deployment.
_PLACE_IS_HELD = "Deployment concurrency limit reached."


async def leave_the_latest(
    client: PrefectClient, deployments: Collection[UUID], now: datetime, server_since: datetime | None = None
) -> int:
    """Leave the latest of each deployment's runs that nobody started; mark the others and return how many those are.

    ``server_since`` is when a server of ours was started: what it cancelled since then, on its own, nobody started
    either. To be called before anything is started on it, and after the dead are ended.
    """
    from prefect.states import Scheduled

    cancelled = [] if server_since is None else await _cancelled(client, deployments, server_since)
    runs = [*await _waiting(client, deployments, now), *cancelled]
    latest = {run.deployment_id: run for run in sorted(runs, key=_slot)}
    left = {run.id for run in latest.values()}
    for run in cancelled:
        if run.id in left:
            await client.set_flow_run_state(run.id, Scheduled(scheduled_time=_slot(run)), force=True)
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


async def _cancelled(client: PrefectClient, deployments: Collection[UUID], since: datetime) -> list[FlowRun]:
    """Return the scheduled runs of deployments that the server has cancelled since then for want of a place."""
    from prefect.client.schemas.objects import StateType

    runs = await _runs(client, deployments, (StateType.CANCELLED,), since)
    return [run for run in runs if run.auto_scheduled and run.state and run.state.message == _PLACE_IS_HELD]


async def _runs(
    client: PrefectClient,
    deployments: Collection[UUID],
    types: Iterable[StateType],
    ended_since: datetime | None = None,
) -> list[FlowRun]:
    from prefect.client.schemas.filters import (
        FlowRunFilter,
        FlowRunFilterDeploymentId,
        FlowRunFilterEndTime,
        FlowRunFilterState,
        FlowRunFilterStateType,
    )
    from prefect.client.schemas.sorting import FlowRunSort

    if not deployments:
        return []
    wanted = FlowRunFilter(
        deployment_id=FlowRunFilterDeploymentId(any_=list(deployments)),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types))),
        end_time=None if ended_since is None else FlowRunFilterEndTime.model_validate({"after_": ended_since}),
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
        # What has ended is changed by force alone; what waits may have been started by somebody just now.
        await client.set_flow_run_state(run.id, state, force=run.state is not None and run.state.is_final())
    return len(runs)

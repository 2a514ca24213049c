"""Cancel in Prefect's UI, for the commands whose flows run in their own process: ``run``, ``backfill``, ``reparse``.

The button only sets the state Cancelling; of scheduled runs the runner that started them takes it from there, of ours
nobody does. So a command asks for the states of its flow runs now and then, in one request for all, and cancels the
work of one source, or of all where the run of the command itself is meant: as Ctrl-C would, from its lease to its
record. Prefect's own steps are let alone, so that each flow run ends as Cancelled by itself.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from flows.errors import CANCELLED, CancelledInUI

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State

    from flows.report import Outcome

T = TypeVar("T")
logger = logging.getLogger(__name__)

# Seconds between two questions: each costs the client some 3 ms of CPU.
ASK_SECONDS = 5.0


class Watch:
    """The works of one command that are under way, and which of them were cancelled in the UI.

    ``everything`` says whether the command itself was.
    """

    def __init__(self, flow_run_id: str | None) -> None:
        self.everything = False
        self._command = flow_run_id
        self._under_way: dict[asyncio.Task[Any], str | None] = {}
        self._cancelled: set[asyncio.Task[Any]] = set()

    async def over(self, flow_run_id: str | None, work: Coroutine[Any, Any, T]) -> T:
        """Do the work of a flow run; None: of the command's own.

        Raises:
            CancelledInUI: it was cancelled there, and the work has come to its end.
        """
        if self.everything:
            work.close()
            raise CancelledInUI
        task = asyncio.create_task(work)
        self._under_way[task] = flow_run_id
        try:
            return await task
        except asyncio.CancelledError:
            awaiting = asyncio.current_task()
            if task not in self._cancelled or (awaiting is not None and awaiting.cancelling()):
                raise
            raise CancelledInUI from None
        finally:
            del self._under_way[task]
            self._cancelled.discard(task)

    async def ask_on(self) -> None:
        """Ask the server now and then, and cancel what is to be cancelled; a server that does not answer is let be."""
        while True:
            await asyncio.sleep(ASK_SECONDS)
            try:
                found = await self._found()
            except Exception:  # noqa: BLE001, S112 - whatever Prefect's client raises; it is asked again
                continue
            self._cancel(found)

    async def _found(self) -> set[str]:
        """Return the flow runs of this command that are Cancelling."""
        from prefect import get_client
        from prefect.client.schemas.filters import (
            FlowRunFilter,
            FlowRunFilterId,
            FlowRunFilterState,
            FlowRunFilterStateType,
        )
        from prefect.client.schemas.objects import StateType

        ours = [name for name in (self._command, *self._under_way.values()) if name is not None]
        wanted = FlowRunFilter(
            id=FlowRunFilterId(any_=list(map(UUID, ours))),
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.CANCELLING])),
        )
        async with get_client() as client:
            return {str(run.id) for run in await client.read_flow_runs(flow_run_filter=wanted)}

    def _cancel(self, found: set[str]) -> None:
        """Cancel works, unless Ctrl-C or we do so already: twice would cut off the writing of the record."""
        self.everything = self.everything or self._command in found
        for task, flow_run_id in self._under_way.items():
            if (self.everything or flow_run_id in found) and not task.cancelling():
                self._cancelled.add(task)
                task.cancel()


_watch: ContextVar[Watch | None] = ContextVar("watch", default=None)


@asynccontextmanager
async def watching(flow_run_id: str | None) -> AsyncIterator[Watch]:
    """Watch the flow run of a command, and those of its sources, for the length of the block."""
    watch = Watch(flow_run_id)
    token = _watch.set(watch)
    asking = asyncio.create_task(watch.ask_on())
    try:
        yield watch
    finally:
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        _watch.reset(token)


async def unless_cancelled(flow_run_id: str | None, work: Coroutine[Any, Any, T]) -> T:
    """Do the work of a flow run, under the watch of the command that is under way, if there is one.

    Raises:
        CancelledInUI: it was cancelled there.
    """
    watch = _watch.get()
    return await (work if watch is None else watch.over(flow_run_id, work))


def nothing_left(watch: Watch, outcomes: Sequence[Outcome]) -> bool:
    """Say whether a command was cancelled as a whole, at once or source by source: it ends as if interrupted then."""
    return watch.everything or (bool(outcomes) and all(outcome.cancelled for outcome in outcomes))


async def end_if_cancelling(state: State[Any]) -> None:
    """End a flow run that was cancelled when its work was done already: Prefect then takes no other end."""
    from prefect import get_client
    from prefect.states import Cancelled

    flow_run_id = state.state_details.flow_run_id
    if not state.is_cancelling() or flow_run_id is None:
        return
    try:
        async with get_client() as client:
            await client.set_flow_run_state(flow_run_id, Cancelled(message=f"{CANCELLED} when its work was done"))
    except Exception as error:  # noqa: BLE001 - whatever Prefect's client raises; our own record stands
        logger.warning("Prefect's server does not take the end of a run (%s)", type(error).__name__)

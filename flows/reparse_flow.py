"""The Prefect flow of ``khotin reparse``: a subflow per source, a task per batch of pages, progress as an artifact.

For where a server runs anyway; without one the same steps are done plainly (``flows.reparse_all``).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Executor
from typing import Any, TypeVar

from prefect import flow
from prefect.artifacts import acreate_markdown_artifact, acreate_progress_artifact, aupdate_progress_artifact
from prefect.client.schemas.objects import State
from prefect.states import Cancelled, Completed

from flows.cancelling import end_if_cancelling, nothing_left, watching
from flows.errors import CANCELLED, CancelledInUI
from flows.harvest_flow import as_task, flow_run_id, outcome_state
from flows.reparse import Progress, Reparsing, reparse_source
from flows.reparse_all import Reparsed, published
from flows.reparse_tally import Changes
from flows.report import Outcome
from flows.show_reparse import changes_markdown
from flows.workshop import Workshop

T = TypeVar("T")


async def run_reparse(
    shop: Workshop, source_ids: Sequence[str], what: Reparsing, progress: Progress, pool: Executor
) -> Reparsed:
    """Reparse sources one after the other as one flow run with a subflow per source; then check and publish.

    Raises:
        CancelledInUI: the command's own run was cancelled there, or that of each source.
    """
    done: dict[str, tuple[Outcome, Changes]] = {}

    @flow(name="reparse", flow_run_name="reparse {source_id}")
    async def reparse(source_id: str) -> State[Any]:
        """Bring what is stored of one source to what today's code makes of its pages."""
        artifact = await acreate_progress_artifact(0.0, description=f"Pages of {source_id} that are read again")
        shown: list[float] = [0.0]

        def note(name: str, pages: int, total: int) -> None:
            shown[0] = 100 * pages / max(total, 1)
            progress(name, pages, total)

        async def step(name: str, label: str, work: Callable[[], Awaitable[T]]) -> T:
            await aupdate_progress_artifact(artifact, shown[0])
            return await as_task(name, label, work)

        done[source_id] = await reparse_source(
            shop, source_id, what, pool, step=step, flow_run_id=flow_run_id(), progress=note
        )
        outcome, changes = done[source_id]
        await aupdate_progress_artifact(artifact, 100.0 if outcome.record.state == "done" else shown[0])
        await acreate_markdown_artifact(changes_markdown({source_id: changes}), description=f"Reparse of {source_id}")
        return outcome_state(outcome)

    @flow(name="run-reparse", flow_run_name=f"reparse {shop.run_id}")
    async def run_reparse(source_ids: list[str]) -> State[Any]:
        """Reparse every source; one that fails neither stops nor hides the others."""
        async with watching(flow_run_id()) as watch:
            for source_id in source_ids:
                if not watch.everything:
                    await end_if_cancelling(await reparse(source_id, return_state=True))
        if nothing_left(watch, [outcome for outcome, _ in done.values()]):
            return Cancelled(message=CANCELLED)
        return Completed(message=f"{len(done)} of {len(source_ids)} sources")

    state = await run_reparse(list(source_ids), return_state=True)
    await end_if_cancelling(state)
    if state.is_cancelled():
        raise CancelledInUI
    if len(done) < len(source_ids):
        await state.aresult()
    return await published(shop, done)

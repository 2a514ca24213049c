"""The reparse of several sources, one after the other, since the processes that parse are the same for all; publishing.

``ops.run``, ``ops.reparse`` and the summary on the terminal are its record. Prefect only looks on, where a server runs
anyway (``flows.reparse_flow``): nothing is fetched and nothing waits, and a server started for the command alone would
cost more CPU than the work on a few hundred pages, to show them to nobody.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Executor
from typing import NamedTuple

from flows.publishing import check_and_publish
from flows.reparse import Progress, Reparsing, reparse_source
from flows.reparse_tally import Changes
from flows.report import Outcome, Report
from flows.workshop import Workshop


class Reparsed(NamedTuple):
    """What a reparse did: how it went, and what changed by source."""

    report: Report
    changes: dict[str, Changes]


# Reparses sources with the processes of a pool, and tells of progress.
ReparseAll = Callable[[Workshop, Sequence[str], Reparsing, Progress, Executor], Awaitable[Reparsed]]


async def reparse_all(
    shop: Workshop, source_ids: Sequence[str], what: Reparsing, progress: Progress, pool: Executor
) -> Reparsed:
    """Reparse sources; one that fails neither stops nor hides the others. Then check and publish."""
    done = {one: await reparse_source(shop, one, what, pool, progress=progress) for one in source_ids}
    return await published(shop, done)


async def published(shop: Workshop, done: dict[str, tuple[Outcome, Changes]]) -> Reparsed:
    """Check and publish what was done to each source; return all of it."""
    result = await asyncio.to_thread(check_and_publish, shop.warehouse, shop.clock(), shop.run_id, shop.sources)
    outcomes = tuple(outcome for outcome, _ in done.values())
    return Reparsed(Report(outcomes, result), {name: changes for name, (_, changes) in done.items()})

"""Several pieces of work at once, none of which outlives the others."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

T = TypeVar("T")


async def together(works: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """Run coroutines at once and return their results in order.

    Unlike ``asyncio.gather`` it returns only when every one has ended, also when one fails or all are cancelled: a run
    that is interrupted has to give back its lease and write its record before Prefect's client is closed. The first
    failure is raised as it is, the others are cancelled.
    """
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(work) for work in works]
    except BaseExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]

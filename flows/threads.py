"""Threads that a cancelled run waits for, so that nothing is written behind its back once it has given up its lease."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def to_the_end(work: Callable[[], T], stop: threading.Event | None = None) -> T:
    """Run blocking ``work`` in a thread; a cancellation is passed on only when the thread has ended.

    ``stop`` is set by a cancellation, for work that is long and looks at it now and then.
    """
    return await finished(asyncio.to_thread(work), stop)


async def finished(work: Coroutine[Any, Any, T], stop: threading.Event | None = None) -> T:
    """Await ``work``, which a cancellation does not reach; that is passed on only when the work has ended.

    ``stop`` is as above.
    """
    running = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        if stop is not None:
            stop.set()
        await asyncio.gather(running, return_exceptions=True)
        raise

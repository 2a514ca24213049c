from __future__ import annotations

import asyncio
import threading
import time

import pytest

from flows.threads import to_the_end


async def test_the_result_and_the_failure_of_the_work_come_back() -> None:
    assert await to_the_end(lambda: 3) == 3
    with pytest.raises(ZeroDivisionError):
        await to_the_end(lambda: 1 // 0)


async def test_a_cancellation_waits_for_the_thread_and_tells_it_to_stop() -> None:
    begun, stop, ended = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        assert stop.wait(10)
        time.sleep(0.05)
        ended.set()

    running = asyncio.create_task(to_the_end(work, stop))
    await asyncio.to_thread(begun.wait, 10)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert ended.is_set()

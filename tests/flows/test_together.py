from __future__ import annotations

import asyncio

import pytest

from flows.together import together


async def test_results_come_in_order() -> None:
    async def late(value: int) -> int:
        await asyncio.sleep(0.01 * (3 - value))
        return value

    assert await together(late(value) for value in range(3)) == [0, 1, 2]


async def test_a_failure_waits_for_the_others_to_end_and_is_raised_as_it_is() -> None:
    ended: list[str] = []

    async def fails() -> None:
        raise KeyError("the cause")

    async def tidies() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(0.02)
            ended.append("tidied")

    with pytest.raises(KeyError, match="the cause"):
        await together([tidies(), fails()])
    assert ended == ["tidied"]


async def test_a_cancellation_waits_for_all_to_end() -> None:
    ended: list[int] = []

    async def tidies(value: int) -> None:
        try:
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(0.01 * value)
            ended.append(value)

    running = asyncio.create_task(together(tidies(value) for value in range(3)))
    await asyncio.sleep(0.01)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert sorted(ended) == [0, 1, 2]

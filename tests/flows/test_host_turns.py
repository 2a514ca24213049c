"""Turns at hosts by the database of a lake: between machines, after a death, and where no database answers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import count
from pathlib import Path

import pytest

from flows.host_turns import LakeTurns, shared_turns
from flows.settings import Settings
from scrapers.host_files import HostFiles
from scrapers.turns import Slot
from tests.postgres import Postgres, server
from warehouse.ducklake_hosts import LakeHosts
from warehouse.ducklake_place import Lake, read_lake

__all__ = ["server"]

HOST = "news.example:443"
NAMES = count()

pytestmark = pytest.mark.commands


@pytest.fixture
def lake(server: Postgres, tmp_path: Path) -> Lake:
    return read_lake(f"ducklake:{server.create(f'hosts{next(NAMES)}')};data={tmp_path / 'files'}", tmp_path)


@asynccontextmanager
async def machines(lake: Lake, number: int = 2) -> AsyncIterator[list[LakeTurns]]:
    """Give the turns of so many machines, each with a connection of its own."""
    async with AsyncExitStack() as stack:
        hosts = [LakeHosts(lake) for _ in range(number)]
        for one in hosts:
            stack.push_async_callback(one.close)
        yield [LakeTurns(one, asyncio.sleep) for one in hosts]


async def take(turns: LakeTurns, delay: float = 0.0, concurrency: int = 1) -> Slot:
    async with turns.turn(HOST, delay, concurrency) as slot:
        return slot


async def test_one_machine_waits_while_another_has_the_only_place(lake: Lake) -> None:
    async with machines(lake) as (first, second):
        async with first.turn(HOST, 0.0, 1):
            waiting = asyncio.create_task(take(second))
            await asyncio.sleep(0.3)
            assert not waiting.done()
        await asyncio.wait_for(waiting, 30)


async def test_as_many_ask_at_once_as_the_host_has_places_also_of_one_machine(lake: Lake) -> None:
    async with machines(lake) as (first, second), first.turn(HOST, 0.0, 2), first.turn(HOST, 0.0, 2):
        waiting = asyncio.create_task(take(second, concurrency=2))
        await asyncio.sleep(0.3)
        assert not waiting.done()
        await asyncio.wait_for(take(second, concurrency=3), 30)
        waiting.cancel()


async def test_moments_are_as_far_apart_as_the_longer_delay_says(lake: Lake) -> None:
    async with machines(lake, 3) as turns:
        slots = await asyncio.gather(*(take(one, delay=100.0) for one in turns))
        waits = sorted(slot.wait for slot in slots)
        assert waits == pytest.approx([0.0, 100.0, 200.0], abs=20)
        assert (await take(turns[0], delay=1.0)).wait == pytest.approx(300.0, abs=20)


async def test_a_pause_that_one_machine_was_asked_for_is_kept_by_the_others(lake: Lake) -> None:
    async with machines(lake) as (first, second):
        await first.pause(HOST, 900.0)
        slot = await take(second)
        assert slot.paused == pytest.approx(900.0, abs=20)
        assert slot.wait == slot.paused


async def test_a_machine_that_dies_gives_its_place_back(lake: Lake, server: Postgres) -> None:
    async with machines(lake) as (first, second):
        async with first.turn(HOST, 0.0, 1):
            waiting = asyncio.create_task(take(second))
            await asyncio.sleep(0.3)
            server.ask("postgres", "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
            await asyncio.wait_for(waiting, 30)
        assert (await take(first)).paused == 0.0


async def test_hosts_are_written_down_by_their_digest_alone(lake: Lake, server: Postgres) -> None:
    async with machines(lake) as (first, _):
        await take(first)
    rows = server.ask(dict(lake.connection)["dbname"], "SELECT * FROM khotin_host")
    assert len(rows.splitlines()) == 1
    assert "news" not in rows


async def test_without_the_database_a_machine_keeps_its_own_pace_and_says_so_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = read_lake(f"ducklake:postgres://khotin@/lake?host={tmp_path};data={tmp_path / 'files'}", tmp_path)
    async with machines(nowhere) as (first, _):
        with caplog.at_level(logging.WARNING):
            assert await take(first, delay=5.0) == Slot()
            await first.pause(HOST, 10.0)
    assert [record.getMessage().partition(":")[0] for record in caplog.records] == [
        "the pace of hosts cannot be shared with other machines"
    ]


async def test_the_warehouse_decides_who_keeps_the_pace(tmp_path: Path) -> None:
    warehouse = f"ducklake:postgres://khotin@/x;data={tmp_path / 'files'}"
    async with (
        shared_turns(Settings(data=tmp_path), lambda: 0.0, asyncio.sleep) as files,
        shared_turns(Settings(data=tmp_path, warehouse=warehouse), lambda: 0.0, asyncio.sleep) as shared,
    ):
        assert isinstance(files, HostFiles)
        assert isinstance(shared, LakeTurns)

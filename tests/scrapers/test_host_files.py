"""Turns at hosts by lock files: between processes, after a kill, with hostile names, and where there is no room."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from scrapers.fetch import Fetcher
from scrapers.host_files import HostFiles, host_files, sweep
from scrapers.pace import Pace
from scrapers.turns import LONGEST_PAUSE
from tests.scrapers.loopback import FakeTime, Reply, Server, make_archive, make_source

HOST = "news.example:443"
DELAY = 0.05
# Takes turns at a host and prints when each began and ended, by a clock that all processes have in common.
VISITOR = """
import asyncio, json, sys, time
from pathlib import Path
from scrapers.host_files import host_files
from scrapers.pace import Pace

async def main(folder, host, delay, turns, held):
    pace = Pace(time.monotonic, asyncio.sleep, host_files(Path(folder), time.time, asyncio.sleep))
    for _ in range(int(turns)):
        async with pace.turn(host, float(delay), 1):
            print(json.dumps(["begin", time.monotonic()]), flush=True)
            await asyncio.sleep(float(held))
        print(json.dumps(["end", time.monotonic()]), flush=True)

asyncio.run(main(*sys.argv[1:]))
"""


def visitor(folder: Path, *, turns: int, held: float) -> subprocess.Popen[str]:
    """Start a process that takes so many turns and holds each for so many seconds."""
    command = [sys.executable, "-c", VISITOR, str(folder), HOST, str(DELAY), str(turns), str(held)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")


def names(folder: Path) -> set[str]:
    """Return the files of a folder, without the sweep's own."""
    return {path.name for path in folder.iterdir()} - {"swept"}


def shared(folder: Path, fake: FakeTime) -> HostFiles:
    return host_files(folder, lambda: 1e9 + fake.seconds, fake.sleep)


def test_processes_keep_the_pace_of_a_host_together(tmp_path: Path) -> None:
    visitors = [visitor(tmp_path / "hosts", turns=10, held=0.01) for _ in range(2)]
    told = [[json.loads(line) for line in one.communicate(timeout=60)[0].splitlines()] for one in visitors]
    begun = sorted(moment for lines in told for what, moment in lines if what == "begin")
    spans = sorted((b[1], e[1]) for lines in told for b, e in zip(lines[::2], lines[1::2], strict=True))
    assert len(begun) == 20
    # Each turn begins when its moment has come or a little later: two may be nearer by that, all together may not.
    assert begun[-1] - begun[0] >= 19 * DELAY * 0.95
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_a_killed_process_gives_its_turn_back(tmp_path: Path) -> None:
    holder = visitor(tmp_path / "hosts", turns=1, held=600)
    assert holder.stdout is not None
    holder.stdout.readline()
    turns = host_files(tmp_path / "hosts", time.time, asyncio.sleep)

    async def take() -> None:
        async with turns.turn(HOST, 0.0, 1):
            pass

    async def check() -> None:
        waiting = asyncio.create_task(take())
        await asyncio.sleep(0.1)
        assert not waiting.done()
        holder.kill()
        holder.communicate()
        await asyncio.wait_for(waiting, 30)

    asyncio.run(check())


async def test_a_pause_that_one_process_was_asked_for_is_kept_by_the_others(tmp_path: Path) -> None:
    fake = FakeTime()
    first, second = (Pace(fake.timer, fake.sleep, shared(tmp_path, fake)) for _ in range(2))
    async with first.turn(HOST, 1.0, 1):
        first.pause(HOST, 20.0)
    async with second.turn(HOST, 1.0, 1):
        assert fake.slept == [20.0]


async def test_a_process_that_begins_later_keeps_the_delay_of_the_one_before(tmp_path: Path) -> None:
    fake = FakeTime()
    async with Pace(fake.timer, fake.sleep, shared(tmp_path, fake)).turn(HOST, 7.0, 1):
        fake.seconds += 2.0
    async with Pace(fake.timer, fake.sleep, shared(tmp_path, fake)).turn(HOST, 1.0, 1):
        assert fake.slept == [5.0]


async def test_a_turn_that_a_pause_makes_pointless_takes_no_time(tmp_path: Path) -> None:
    fake = FakeTime()
    await shared(tmp_path, fake).pause(HOST, 3600.0)
    pace = Pace(fake.timer, fake.sleep, shared(tmp_path, fake))
    async with pace.turn(HOST, 1.0, 1, unless=lambda: pace.paused(HOST) > 30):
        assert (fake.slept, pace.paused(HOST)) == ([], 3600.0)


async def test_a_fetcher_is_not_let_in_where_another_was_asked_to_wait(tmp_path: Path) -> None:
    fake = FakeTime()
    busy = Reply(status=429, headers={"Retry-After": "900"})
    with (
        Server({"/robots.txt": Reply(b""), "/a": busy, "/b": Reply(b"<p>x")}) as server,
        make_archive(tmp_path) as kept,
    ):
        found = []
        for path in ("/a", "/b"):
            options: dict[str, Any] = {"clock": fake.clock, "sleep": fake.sleep, "timer": fake.timer}
            turns = shared(tmp_path / "hosts", fake)
            async with Fetcher(contact=None, archive=kept, run_id="r", turns=turns, **options) as fetcher:
                found.append((await fetcher.get(server.origin + path, make_source(), "article")).reject)
        asked = server.paths()
    assert asked == ["/a"]
    assert [reject and reject.reason for reject in found] == ["http-429", "asked-to-wait"]


async def test_who_waits_for_a_place_is_not_overtaken(tmp_path: Path) -> None:
    turns = [host_files(tmp_path, time.time, asyncio.sleep) for _ in range(3)]
    order: list[int] = []
    began = asyncio.Event()

    async def take(number: int, hold: float) -> None:
        async with turns[number].turn(HOST, 0.0, 1):
            order.append(number)
            began.set()
            await asyncio.sleep(hold)

    first = asyncio.create_task(take(0, 0.2))
    await began.wait()
    second = asyncio.create_task(take(1, 0.0))
    await asyncio.sleep(0.05)
    await asyncio.gather(first, second, *(take(2, 0.0) for _ in range(3)))
    assert order == [0, 1, 2, 2, 2]


async def test_several_places_are_several_at_once_and_no_more(tmp_path: Path) -> None:
    turns, at_once, most = host_files(tmp_path, time.time, asyncio.sleep), 0, 0

    async def take() -> None:
        nonlocal at_once, most
        async with turns.turn(HOST, 0.0, 2):
            at_once += 1
            most = max(most, at_once)
            await asyncio.sleep(0.01)
            at_once -= 1

    await asyncio.gather(*(take() for _ in range(6)))
    assert most == 2


async def test_a_cancelled_turn_leaves_nothing_behind(tmp_path: Path) -> None:
    turns = host_files(tmp_path, time.time, asyncio.sleep)

    async def take() -> None:
        async with turns.turn(HOST, 0.0, 1):
            await asyncio.sleep(600)

    tasks = [asyncio.create_task(take()) for _ in range(3)]
    await asyncio.sleep(0.05)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    async with asyncio.timeout(30), turns.turn(HOST, 0.0, 1) as slot:
        assert slot.wait == 0.0


async def test_patience_with_a_process_that_was_stopped_ends(tmp_path: Path) -> None:
    fake = FakeTime()
    turns = HostFiles(tmp_path, fake.timer, fake.sleep, patience=5.0)
    async with shared(tmp_path, fake).turn(HOST, 0.0, 1), turns.turn(HOST, 0.0, 1):
        assert 5.0 <= sum(fake.slept) < 6.0


@pytest.mark.parametrize("host", ["../../etc/passwd", "a\x00b", "x" * 5000, "\udcff", "ví-dụ.vn", ""])
async def test_no_name_of_a_host_leaves_the_folder(tmp_path: Path, host: str) -> None:
    folder, fake = tmp_path / "deep" / "hosts", FakeTime()
    folder.parent.mkdir()
    turns = shared(folder, fake)
    async with turns.turn(host, 0.0, 1):
        await turns.pause(host, 1.0)
    assert names(tmp_path) == {"deep"}
    assert {name[32:] for name in names(folder)} == {".gate", ".0", ".pause"}
    assert {len(name.partition(".")[0]) for name in names(folder)} == {32}


@pytest.mark.parametrize("content", [b"", b"nonsense", b'{"wait": {"noted": "x"}}', b"[1, 2]", b"\x00" * 160])
async def test_a_damaged_file_counts_as_none(tmp_path: Path, content: bytes) -> None:
    fake = FakeTime()
    turns = shared(tmp_path, fake)
    async with turns.turn(HOST, 9.0, 1):
        await turns.pause(HOST, 9.0)
    for name in names(tmp_path):
        (tmp_path / name).write_bytes(content)
    async with turns.turn(HOST, 9.0, 1) as slot:
        assert slot.wait == 0.0
    async with turns.turn(HOST, 9.0, 1) as slot:
        assert slot.wait == 9.0


async def test_without_a_folder_a_process_keeps_its_own_pace_and_says_so_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    fake = FakeTime()
    (tmp_path / "hosts").write_text("a file where the folder should be")
    pace = Pace(fake.timer, fake.sleep, shared(tmp_path / "hosts", fake))
    for _ in range(3):
        async with pace.turn(HOST, 2.0, 1):
            pace.pause(HOST, 4.0)
    assert fake.slept == [4.0, 4.0]
    assert len(caplog.messages) == 1
    assert "cannot be shared" in caplog.text


async def test_a_full_disk_gives_the_place_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeTime()
    turns = shared(tmp_path, fake)

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "pwrite", full)
        for _ in range(2):
            async with turns.turn(HOST, 2.0, 1) as slot:
                assert slot.wait == 0.0
    async with turns.turn(HOST, 2.0, 1):
        assert fake.slept == []


async def test_what_nobody_asked_for_long_is_removed_and_nothing_else(tmp_path: Path) -> None:
    turns, now = shared(tmp_path, FakeTime()), time.time()
    async with turns.turn("old", 1.0, 1):
        old = names(tmp_path)
    for name in old:
        os.utime(tmp_path / name, (now - LONGEST_PAUSE - 10,) * 2)
    async with turns.turn("new", 1.0, 1):
        everything = names(tmp_path)
    assert old < everything
    sweep(tmp_path, now + 10)
    assert names(tmp_path) == everything, "the last sweep was less than an hour ago"
    sweep(tmp_path, now + 3700)
    assert names(tmp_path) == everything - old


async def test_files_that_are_swept_in_use_are_kept(tmp_path: Path) -> None:
    fake = FakeTime()
    turns = shared(tmp_path, fake)
    async with turns.turn(HOST, 1.0, 1):
        sweep(tmp_path, time.time() + 10 * LONGEST_PAUSE)
        assert {name[32:] for name in names(tmp_path)} == {".0"}
    sweep(tmp_path, time.time() + 20 * LONGEST_PAUSE)
    assert names(tmp_path) == set()

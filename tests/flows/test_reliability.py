"""What goes wrong around a run, and what the next one makes of it: full disks, a network that is gone, clocks.

Kills, Ctrl-C and two commands at once stand in tests/soak, what single pages do wrong in test_hostile_site.py, and the
days on which clocks are set in test_schedule_clocks.py.
"""

from __future__ import annotations

import asyncio
import logging
import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import msgspec
import pytest

from flows import lease, workshop
from flows.publishing import check_and_publish
from flows.report import Outcome
from flows.settings import Settings
from flows.source_run import harvest_source
from flows.workshop import holder_is_alive, holder_name, open_workshop
from scrapers.source import Discover, Source
from tests.flows.console import invoke
from tests.flows.stand import MORNING, Trial, no_wait, trial
from tests.flows.test_hostile_site import feed, hang_up, page
from tests.scrapers.loopback import Reply, Route, Server, make_source
from warehouse.query import run_query
from warehouse.store import Warehouse

ARTICLES = 12  # what ban-mai has in a first visit
FULL = "the disk is full"
PAGES = 6
MOST = 2  # runs in which a page may fail
HOUR = timedelta(hours=1)
BROKEN = Reply(status=500)


# Full disks


@contextmanager
def limited(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes: to who writes, that is a disk without room."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Callable[[], None]]:
    """Mount a disk of so many bytes on a folder; yield what makes it large. Skips where nobody may mount."""
    mount = ["mount", "-t", "tmpfs", "-o"]
    done = subprocess.run([*mount, f"size={size}", "none", folder], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")

    def grow() -> None:
        subprocess.run(["mount", "-o", "remount,size=100000000", folder], check=True)

    try:
        yield grow
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


async def as_another_process(stand: Trial, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    """Harvest as the next process would, to which this one has ended."""
    with monkeypatch.context() as patched:
        patched.setattr(lease, "_is_alive", lambda _: False)
        return await stand.harvest("ban-mai")


def assert_whole(stand: Trial) -> None:
    """See that every article is there once, and that nothing is left of the runs."""
    found = stand.ask(
        "select count(*), count(distinct url_key), (select count(*) from core.article_version), "
        "(select count(*) from ops.lease), (select count(*) from ops.run where state = 'running') from core.article"
    )
    assert found == [(ARTICLES, ARTICLES, ARTICLES, 0, 0)]


def assert_told(outcome: Outcome, caplog: pytest.LogCaptureFixture) -> None:
    """See that a run failed with one clear cause, which stands in no traceback."""
    assert outcome.record.state == "failed"
    assert (outcome.record.message or "").count(FULL) == 1
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def test_a_warehouse_that_cannot_be_made_is_told_in_a_line_and_made_by_the_next_run(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with trial(tmp_path) as stand:
        with limited(100_000):
            assert_told(asyncio.run(stand.harvest("ban-mai")), caplog)
            published = check_and_publish(stand.warehouse, MORNING, "test")
        assert FULL in (published.error or "")
        asyncio.run(stand.harvest("ban-mai"))
        assert_whole(stand)


@pytest.mark.parametrize("size", [3_000_000, 7_000_000])  # full when pages are archived, and when some are loaded
def test_a_disk_that_fills_is_told_in_a_line_and_mended_by_the_next_run(
    tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(workshop, "LEAST_FREE", 0)
    disk = tmp_path / "disk"
    disk.mkdir()
    with small_disk(disk, size) as grow, trial(tmp_path, batch_size=3) as first:
        stand = replace(first, settings=msgspec.structs.replace(first.settings, data=disk / "data"))
        outcome = asyncio.run(stand.harvest("ban-mai"))
        assert_told(outcome, caplog)
        grow()
        mended = asyncio.run(as_another_process(stand, monkeypatch))
        assert sum(one.record.new + one.record.duplicate for one in (outcome, mended)) == ARTICLES
        assert_whole(stand)


def test_a_snapshot_without_room_leaves_the_earlier_one_to_the_readers(tmp_path: Path) -> None:
    with trial(tmp_path) as stand:
        asyncio.run(stand.harvest("delta-wire"))
        before = stand.ask("select count(*) from mart.article")
        asyncio.run(stand.harvest("ban-mai"))
        with limited(1_000_000):
            published = check_and_publish(stand.warehouse, MORNING, "test")
        assert FULL in (published.error or "")
        assert list(run_query(stand.settings.data, "select count(*) from mart.article").rows()) == before
        assert stand.ask("select count(*) from mart.article") == [(before[0][0] + ARTICLES,)]


def test_a_command_on_a_full_disk_ends_in_a_line_before_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workshop, "LEAST_FREE", 10**18)
    done = invoke("run", "--data", tmp_path / "data", KHOTIN_CONTACT="press@example.org")
    assert done.exit_code == 1
    assert FULL in done.stderr
    assert len(done.stderr.splitlines()) == 1


# The network


def silent(handler: BaseHTTPRequestHandler) -> None:
    """Take the request and say nothing until the visitor hangs up."""
    handler.rfile.read(1)
    handler.close_connection = True


def site(origin: str, answers: Route | None = None) -> dict[str, Route]:
    """Return a feed and its pages; ``answers`` stands for the second half of them, where it is given."""
    paths = [f"/news/{number}" for number in range(PAGES)]
    pages: dict[str, Route] = {path: Reply(page(number)) for number, path in enumerate(paths)}
    if answers is not None:
        pages |= dict.fromkeys(paths[PAGES // 2 :], answers)
    return {"/robots.txt": Reply(b""), "/feed": Reply(feed([origin + path for path in paths])), **pages}


def source_of(server: Server, concurrency: int = 4) -> Source:
    politeness = {"timeout_seconds": 0.5, "max_concurrency": concurrency}
    return make_source(Discover(kind="feed", url=f"{server.origin}/feed"), politeness=politeness)


async def harvest(data: Path, source: Source, *, after: timedelta, only_due: bool = False) -> Outcome:
    """Harvest when so much time has passed since the morning."""
    settings, now = Settings(data=data, max_attempts=MOST), MORNING + after
    async with open_workshop(settings, {source.id: source}, clock=lambda: now, sleep=no_wait) as shop:
        return await harvest_source(shop, source, only_due=only_due)


def stored(data: Path) -> tuple[int, int, int]:
    """Return the articles, the pages that are to be tried again, and those that were given up."""
    query = (
        "select (select count(*) from core.article), (select count(*) from ops.pending), "
        "(select count(*) from ops.reject where reason = 'given-up')"
    )
    with Warehouse(data).read() as session:
        (row,) = session.connection.execute(query).fetchall()
    articles, pending, given_up = row
    return articles, pending, given_up


@pytest.mark.parametrize("gone", [hang_up, silent])
def test_a_network_that_goes_in_mid_run_costs_no_article(tmp_path: Path, gone: Route) -> None:
    with Server({}) as server:
        source = source_of(server)
        server.routes = site(server.origin, gone)
        asyncio.run(harvest(tmp_path, source, after=HOUR))
        assert stored(tmp_path) == (PAGES // 2, PAGES // 2, 0)
        server.routes = dict.fromkeys(site(server.origin), gone)
        for number in range(MOST + 1):
            outcome = asyncio.run(harvest(tmp_path, source, after=(2 + number) * HOUR))
            assert outcome.record.state == "failed"
        assert stored(tmp_path) == (PAGES // 2, PAGES // 2, 0)
        server.routes = site(server.origin)
        back = asyncio.run(harvest(tmp_path, source, after=24 * HOUR))
    assert back.record.state == "done"
    assert stored(tmp_path) == (PAGES, 0, 0)


def test_a_run_that_leaves_pages_because_their_site_stopped_answering_is_partial(tmp_path: Path) -> None:
    with Server({}) as server:
        source = source_of(server, concurrency=1)
        server.routes = site(server.origin) | dict.fromkeys([f"/news/{number}" for number in range(PAGES)], BROKEN)
        outcome = asyncio.run(harvest(tmp_path, source, after=HOUR))
        assert outcome.tally.left_alone == outcome.tally.reasons["host-resting"] > 0
        assert outcome.record.state == "partial"
        assert f"{outcome.tally.left_alone} of its pages wait for the next run" in (outcome.record.message or "")
        server.routes = site(server.origin)
        assert asyncio.run(harvest(tmp_path, source, after=2 * HOUR)).record.state == "done"
    assert stored(tmp_path) == (PAGES, 0, 0)


def test_pages_of_a_stranger_that_answers_nobody_make_no_run_partial(tmp_path: Path) -> None:
    with Server({}) as server, Server({}) as stranger:
        source = source_of(server, concurrency=1)
        server.routes = site(server.origin)
        elsewhere = [f"{stranger.origin}/{number}".replace("127.0.0.1", "localhost") for number in range(PAGES)]
        mentioned = [*(f"{server.origin}/news/{number}" for number in range(PAGES)), *elsewhere]
        server.routes |= {"/feed": Reply(feed(mentioned))}
        stranger.routes = dict.fromkeys([f"/{number}" for number in range(PAGES)], BROKEN)
        outcome = asyncio.run(harvest(tmp_path, source, after=HOUR))
    assert outcome.tally.reasons["host-resting"]
    assert outcome.record.state == "done"


def test_a_page_that_never_comes_is_given_up_while_its_site_is_well(tmp_path: Path) -> None:
    with Server({}) as server:
        source = source_of(server)
        server.routes = site(server.origin) | {"/news/0": Reply(status=500)}
        for number in range(MOST):
            asyncio.run(harvest(tmp_path, source, after=number * HOUR))
        asked = server.paths().count("/news/0")
        asyncio.run(harvest(tmp_path, source, after=24 * HOUR))
        assert server.paths().count("/news/0") == asked
    assert stored(tmp_path) == (PAGES - 1, 0, 1)


# Clocks


@pytest.mark.parametrize("ahead", [2 * HOUR, timedelta(days=3650)])
def test_a_clock_that_was_ahead_neither_silences_a_source_nor_doubles_anything(
    tmp_path: Path, ahead: timedelta
) -> None:
    with Server({}) as server:
        source = source_of(server)
        server.routes = site(server.origin, Reply(status=404))
        asyncio.run(harvest(tmp_path, source, after=ahead, only_due=True))
        mentioned = [*(f"{server.origin}/news/{number}" for number in range(PAGES)), "/news/new"]
        server.routes |= {"/feed": Reply(feed(mentioned)), "/news/new": Reply(page(77))}
        outcome = asyncio.run(harvest(tmp_path, source, after=timedelta(), only_due=True))
        assert outcome.record.state == "done"
        assert "/news/new" in server.paths()
    with Warehouse(tmp_path).read() as session:
        rows = session.connection.execute("SELECT count(*), count(DISTINCT url_key) FROM core.article").fetchall()
        ((polled,),) = session.connection.execute("SELECT max(polled_at) FROM ops.cursor").fetchall()
    assert rows == [(PAGES // 2 + 1, PAGES // 2 + 1)]
    assert ahead < timedelta(days=1) or polled == MORNING


def test_a_process_that_has_the_number_of_a_dead_one_is_not_taken_for_it() -> None:
    mine = holder_name()
    host, _, process = mine.rpartition(":")
    pid, _, began = process.partition(".")
    assert (int(pid), began.isdigit()) == (os.getpid(), True)
    assert holder_is_alive(mine)
    assert holder_is_alive(f"{host}:{pid}"), "a holder written before the time of its beginning was noted"
    assert not holder_is_alive(f"{host}:{pid}.{int(began) - 1}")
    assert holder_is_alive(f"elsewhere:{pid}.1")

"""Backfills over the archive and the sitemaps of one source: window by window, and nothing twice."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from flows.backfill import backfill_source
from flows.lease import backfill_lease, leased
from flows.report import Outcome
from flows.running import Running, begin_runs
from flows.settings import Settings
from flows.source_run import source_row
from flows.workshop import open_workshop
from scrapers.source import Discover, Source
from tests.flows.stand import no_wait
from tests.scrapers.loopback import NOW, Reply, Server, make_source
from warehouse.store import Session, Warehouse

pytestmark = pytest.mark.commands

SENTENCE = "The two ministries agreed on a plan for ports, railways and the training of crews. "


def article(number: int) -> Reply:
    paragraphs = "".join(f"<p>{SENTENCE * 4} Paragraph {part} of report {number}.</p>" for part in range(4))
    head = f"<title>Report {number} on the ports</title>"
    body = f"<article><h1>Report {number} on the ports</h1>{paragraphs}</article>"
    return Reply(f"<html><head>{head}</head><body>{body}</body></html>".encode(), headers={"Content-Type": "text/html"})


@pytest.fixture
def site() -> Iterator[Server]:
    """Articles 1 to 3 are in the archive by day, 3 and 4 in the sitemap of their month, 5 in one of another month."""
    with Server({f"/a/{number}": article(number) for number in range(1, 6)}) as server:
        server.routes |= {
            f"/2026/10/{day}": Reply(f'<h2><a href="/a/{number}">Report</a></h2>'.encode())
            for number, day in enumerate((12, 13, 14), 1)
        }
        for month, numbers in ((9, (5,)), (10, (3, 4))):
            urls = "".join(f"<url><loc>{server.origin}/a/{number}</loc></url>" for number in numbers)
            server.routes[f"/news-2026-{month}.xml"] = Reply(f"<urlset>{urls}</urlset>".encode())
        shards = "".join(
            f"<sitemap><loc>{server.origin}/news-2026-{month}.xml</loc></sitemap>" for month in range(1, 13)
        )
        server.routes["/sitemap.xml"] = Reply(f"<sitemapindex>{shards}</sitemapindex>".encode())
        yield server


def source_of(server: Server) -> Source:
    return make_source(
        Discover(kind="archive", url=server.origin + "/{date:%Y/%m/%d}", links="h2 a"),
        Discover(kind="sitemap", url=f"{server.origin}/sitemap.xml"),
    )


async def backfill(folder: Path, source: Source, first: int = 12, last: int = 14) -> Outcome:
    settings = Settings(data=folder)
    async with open_workshop(settings, {source.id: source}, clock=lambda: NOW, sleep=no_wait) as shop:
        return await backfill_source(shop, source, date(2026, 10, first), date(2026, 10, last))


async def test_archive_and_sitemaps_are_one_backfill(tmp_path: Path, site: Server) -> None:
    outcome = await backfill(tmp_path, source_of(site))
    assert (outcome.record.state, outcome.record.message) == ("done", None)
    assert outcome.record.new + outcome.record.duplicate == 4
    asked = site.paths()
    assert sorted(asked) == sorted(set(asked))
    assert [path for path in asked if path.startswith("/a/")] == ["/a/3", "/a/2", "/a/1", "/a/4"]
    with Warehouse(tmp_path).read() as session:
        rows = session.connection.execute("select url from raw.fetch where purpose = 'listing'").fetchall()
    assert len(rows) == 5


async def test_what_is_complete_is_passed_over(tmp_path: Path, site: Server) -> None:
    await backfill(tmp_path, source_of(site))
    before = len(site.paths())
    again = await backfill(tmp_path, source_of(site))
    assert site.paths()[before:] == ["/sitemap.xml"]
    assert (again.record.found, again.record.new) == (0, 0)
    assert again.record.message == "3 of 3 days were complete already; sitemaps that were complete already: 1"


async def test_a_longer_window_visits_what_is_new_in_it(tmp_path: Path, site: Server) -> None:
    await backfill(tmp_path, source_of(site))
    before = len(site.paths())
    site.routes["/2026/10/15"] = Reply(b'<h2><a href="/a/4">Report</a></h2>')
    longer = await backfill(tmp_path, source_of(site), last=15)
    assert site.paths()[before:] == ["/2026/10/15", "/sitemap.xml", "/news-2026-10.xml"]
    assert longer.record.new == 0


async def test_an_index_that_cannot_be_read_is_the_cause(tmp_path: Path, site: Server) -> None:
    site.routes["/sitemap.xml"] = Reply(b"<html><body>Moved</body></html>")
    partly = await backfill(tmp_path, source_of(site))
    assert partly.record.state == "partial"
    assert "html-instead-of-sitemap" in (partly.record.message or "")
    assert partly.record.new + partly.record.duplicate == 3
    site.routes["/sitemap.xml"] = Reply(b"no", status=403)
    refused = await backfill(tmp_path, source_of(site))
    assert refused.record.state == "failed"
    assert "http-403" in (refused.record.message or "")


async def test_source_without_a_past_says_so(tmp_path: Path) -> None:
    outcome = await backfill(tmp_path, make_source(Discover(kind="feed", url="http://127.0.0.1/feed")))
    assert outcome.record.state == "failed"
    assert 'no [[discover]] of kind "archive" or "sitemap"' in (outcome.record.message or "")


async def test_undated_links_of_a_sitemap_are_followed_once(tmp_path: Path, site: Server) -> None:
    source = make_source(Discover(kind="sitemap", url=f"{site.origin}/sitemap.xml"))
    await backfill(tmp_path, source, 12, 13)
    before = len(site.paths())
    longer = await backfill(tmp_path, source, 10, 14)
    assert site.paths()[before:] == ["/sitemap.xml", "/news-2026-10.xml"]
    assert longer.record.new == 0


async def test_a_backfill_that_was_killed_is_ended_by_the_next(tmp_path: Path, site: Server) -> None:
    source, settings = source_of(site), Settings(data=tmp_path)
    async with open_workshop(settings, {source.id: source}, clock=lambda: NOW, sleep=no_wait) as shop:
        killed = Running(shop, source_row(source), "backfill", None)
        dead = f"{shop.run_id}@{socket.gethostname()}:{_dead_process()}"

        def as_it_was_left(session: Session) -> None:
            begin_runs(session, [killed])
            lease, expires = backfill_lease(source.id), timedelta(minutes=15)
            session.acquire_leases([lease], dead, NOW, expires, lambda _: True)

        await shop.writer.write(as_it_was_left)
    await backfill(tmp_path, source)
    with Warehouse(tmp_path).read() as session:
        ends = session.connection.execute("select state, message from ops.run order by state").fetchall()
        leases = session.connection.execute("select count(*) from ops.lease").fetchone()
    assert ends == [("done", None), ("failed", "did not end")]
    assert leases == (0,)


async def test_a_second_backfill_of_a_source_leaves_the_first_alone(tmp_path: Path, site: Server) -> None:
    source, settings = source_of(site), Settings(data=tmp_path)
    async with (
        open_workshop(settings, {source.id: source}, clock=lambda: NOW, sleep=no_wait) as shop,
        leased(shop, backfill_lease(source.id)),
    ):
        second = await backfill(tmp_path, source)
    assert second.record.state == "skipped"
    assert "another backfill of testing is under way" in (second.record.message or "")


def _dead_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid

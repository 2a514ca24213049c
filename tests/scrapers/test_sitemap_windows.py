"""Backfills over sitemaps: one week of twenty years costs one or two requests, and nothing of it is missed."""

from __future__ import annotations

import gzip
from collections.abc import Collection
from datetime import date
from pathlib import Path

from scrapers.discover import Discovery, discover
from scrapers.periods import Period
from scrapers.sitemap_windows import SitemapWindows
from scrapers.source import Discover, Source
from tests.scrapers.loopback import Reply, Server, make_fetcher, make_source
from tests.scrapers.test_reading import index, sitemap
from transforms.records import Reject

WEEK = Period(date(2026, 5, 4), date(2026, 5, 10))


async def backfill(
    tmp_path: Path, source: Source, window: Period = WEEK, complete: Collection[str] = ()
) -> tuple[list[Discovery], tuple[Reject, ...], int]:
    """Read every listing of a window as a backfill does; return what each yielded, what went wrong, what was passed."""
    async with make_fetcher(tmp_path / "archive") as fetcher:
        walk = SitemapWindows(source, window, fetcher, complete)
        found = [await discover(listing, source, fetcher, None) async for listing in walk.listings()]
    fetches, rejects = walk.drain()
    assert len({fetch.fetch_id for fetch in fetches}) == len(fetches)
    return found, rejects, walk.passed


def names(found: list[Discovery]) -> list[list[str]]:
    return [[lead.url.rpartition("/")[2] for lead in one.leads] for one in found]


def source_of(server: Server, **spec: str) -> Source:
    return make_source(Discover(kind="sitemap", url=f"{server.origin}/x", **spec))  # type: ignore[arg-type]


async def test_one_week_does_not_read_twenty_years(tmp_path: Path) -> None:
    months = [f"news-{year}-{month}" for year in range(2007, 2027) for month in range(1, 13)]
    with Server({"/news-2026-5.xml": sitemap(a="2026-05-06", b="2026-05-03", edited="2026-09-01", none="")}) as server:
        server.routes["/x"] = index(server, **dict.fromkeys(months))
        found, rejects, _ = await backfill(tmp_path, source_of(server))
        again = await backfill(tmp_path, source_of(server), complete=[found[0].listing.key])
    assert server.paths() == ["/x", "/news-2026-5.xml", "/x"]
    assert names(found) == [["a", "edited", "none"]]
    assert found[0].cursor is not None
    assert found[0].cursor.complete
    assert found[0].listing.key == f"sitemap:{server.origin}/news-2026-5.xml@2026-05-04..2026-05-10"
    assert rejects == ()
    assert again == ([], (), 1)


async def test_window_over_two_shards_is_two_listings_newest_first(tmp_path: Path) -> None:
    parts = {f"s-2026-{m}-{d}": None for m in range(1, 12) for d in ("1-10", "11-20", "21-31")}
    with Server({f"/{name}.xml": sitemap(**{name: ""}) for name in parts}) as server:
        server.routes["/x"] = index(server, **parts)
        found, _, _ = await backfill(tmp_path, source_of(server), Period(date(2026, 4, 30), date(2026, 5, 11)))
    assert server.paths() == ["/x", "/s-2026-5-11-20.xml", "/s-2026-5-1-10.xml", "/s-2026-4-21-31.xml"]
    assert [str(one.listing.period) for one in found] == ["2026-05-11", "2026-05-01..2026-05-10", "2026-04-30"]


async def test_shards_without_a_period_are_chosen_by_their_date_of_change(tmp_path: Path) -> None:
    shards = {f"post-{n}": f"2026-0{n}-28" for n in range(1, 10)}
    with Server({f"/{name}.xml": sitemap(**{name: day}) for name, day in shards.items()}) as server:
        server.routes["/x"] = index(server, **shards)
        found, _, _ = await backfill(tmp_path, source_of(server), Period(date(2026, 8, 1), date(2026, 8, 30)))
    assert server.paths() == ["/x", "/post-9.xml", "/post-8.xml"]
    assert names(found) == [["post-9"], ["post-8"]]


async def test_undated_shards_are_read_from_the_newer_end(tmp_path: Path) -> None:
    for newest_first in (False, True):
        months = [f"2026-{month:02}-15" for month in range(1, 10)]
        days = dict(enumerate(reversed(months) if newest_first else months, 1))
        routes = {f"/p{n}.xml": Reply(sitemap(**{f"a{n}": day}).body) for n, day in days.items()}
        with Server({**routes, "/tags.xml": Reply(gzip.compress(sitemap(t="").body))}) as server:
            server.routes["/x"] = index(server, **{f"p{n}": None for n in days}, tags=None)
            window = Period(date(2026, 7, 1), date(2026, 8, 31))
            found, rejects, _ = await backfill(tmp_path / str(newest_first), source_of(server), window)
        assert rejects == ()
        # Changed in September may be published in July; June is wholly before, and ends the walk.
        opened = [1, 9, 2, 3, 4] if newest_first else [1, 9, 8, 7, 6]
        assert server.paths() == ["/x", *(f"/p{n}.xml" for n in opened), "/tags.xml"]
        assert names(found)[-1] == ["t"]
        assert len(found) == 4


async def test_index_below_an_index_and_a_sitemap_that_is_none(tmp_path: Path) -> None:
    with Server({"/m-2026-05.xml": sitemap(a="2026-05-05"), "/single.xml": sitemap(s="2026-05-07")}) as server:
        server.routes |= {
            "/x": index(server, articles=None, single="2026-11-01", x=None),
            "/articles.xml": index(
                server, **{f"m-{year}-{month:02}": None for year in (2025, 2026) for month in range(1, 13)}
            ),
            "/x.xml": Reply(b"<html><body>Sorry</body></html>"),
        }
        found, rejects, _ = await backfill(tmp_path, source_of(server))
    assert names([one for one in found if one.leads]) == [["s"], ["a"]]
    assert [reject.reason for one in found for reject in one.rejects] == ["html-instead-of-sitemap"]
    assert rejects == ()
    assert len(server.paths()) == len(set(server.paths())) == 5


async def test_the_sources_own_pattern_chooses_the_shards(tmp_path: Path) -> None:
    with Server({"/q5y26.xml": sitemap(a="")}) as server:
        server.routes["/x"] = index(
            server, **{f"q{month}y{year}": None for month in (4, 5, 6) for year in (24, 25, 26)}
        )
        found, _, _ = await backfill(tmp_path, source_of(server, shards=r"/q(?P<month>\d+)y(?P<year>\d+)"))
        assert server.paths()[0] == "/x"
    assert names(found) == [["a"]]


async def test_what_cannot_be_read_is_told_and_stops_nothing(tmp_path: Path) -> None:
    with Server({"/b.xml": sitemap(b="2026-05-05"), "/y": Reply(status=500, body=b"x")}) as server:
        server.routes["/x"] = index(server, a="2026-11-01", b="2026-11-01")
        source = make_source(
            Discover(kind="sitemap", url=f"{server.origin}/y"), Discover(kind="sitemap", url=f"{server.origin}/x")
        )
        found, rejects, _ = await backfill(tmp_path, source)
    assert [reject.reason for reject in rejects] == ["http-500", "http-404"]
    assert names(found) == [["b"]]


async def test_single_sitemap_and_feed_as_sitemap(tmp_path: Path) -> None:
    with Server({"/x": sitemap(a="2026-05-05", b="2026-05-01")}) as server:
        found, _, _ = await backfill(tmp_path, source_of(server))
        assert server.paths() == ["/x"]
        server.routes["/x"] = Reply(
            b'<rss version="2.0"><channel><title>x</title><item><link>https://n.example/1</link>'
            b"<pubDate>Tue, 05 May 2026 08:00:00 +0700</pubDate></item><item><link>https://n.example/2</link>"
            b"<pubDate>Tue, 12 May 2026 08:00:00 +0700</pubDate></item></channel></rss>"
        )
        feed, _, _ = await backfill(tmp_path / "feed", source_of(server))
    assert (names(found), names(feed)) == ([["a"]], [["1"]])
    assert found[0].cursor is not None
    assert found[0].cursor.complete


async def test_routes_that_list_each_other_are_opened_once(tmp_path: Path) -> None:
    with Server({"/s.xml": sitemap(s="2026-05-05"), "/feed": Reply(b"not asked for")}) as server:
        server.routes |= {"/x": index(server, y=None, s=None), "/y.xml": index(server, x=None, s=None)}
        source = make_source(
            Discover(kind="sitemap", url=f"{server.origin}/x"),
            Discover(kind="sitemap", url=f"{server.origin}/y.xml"),
            Discover(kind="feed", url=f"{server.origin}/feed"),
        )
        found, _, _ = await backfill(tmp_path, source)
    assert server.paths()[:3] == ["/x", "/s.xml", "/y.xml"]
    assert server.paths().count("/s.xml") == server.paths().count("/y.xml") == 1
    assert names(found) == [["s"]]

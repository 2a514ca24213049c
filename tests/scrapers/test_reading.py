"""Polls of a listing: when a whole answer is asked for, which 304 is believed, what is remembered and asked once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from scrapers.discover import Discovery, discover, listings
from scrapers.freshness import max_age
from scrapers.source import Discover, Source
from tests.scrapers.loopback import NOW, FakeTime, Reply, Server, make_fetcher, make_source
from transforms.records import Cursor, Fetch

HOUR, DAY = 3_600, 86_400


def feed(*numbers: int, built: str = "") -> bytes:
    items = "".join(f"<item><title>T{n}</title><link>https://n.example/{n}</link></item>" for n in numbers)
    head = f"<title>News</title><lastBuildDate>{built}</lastBuildDate><ttl>30</ttl>"
    return f'<rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


async def poll(
    tmp_path: Path, source: Source, cursor: Cursor | None, time: FakeTime, shards: Sequence[Cursor] = ()
) -> tuple[Discovery, Cursor]:
    cursors = {shard.listing: shard for shard in shards}
    async with make_fetcher(tmp_path / f"archive{time.seconds}", time) as fetcher:
        found = await discover(listings(source)[0], source, fetcher, cursor, cursors=cursors)
    assert found.cursor is not None
    return found, found.cursor


async def polls(
    tmp_path: Path, server: Server, answers: Sequence[Any], step: float, kind: Any = "feed"
) -> list[tuple[Discovery, Cursor]]:
    """Poll one listing again and again, ``step`` seconds apart; each time the server has another answer."""
    time, done, cursor = FakeTime(), [], None
    source = make_source(Discover(kind=kind, url=f"{server.origin}/x", links="a" if kind == "section" else None))
    for answer in answers:
        server.routes["/x"] = answer
        found, cursor = await poll(tmp_path, source, cursor, time)
        done.append((found, cursor))
        time.seconds += step
    return done


def conditional(server: Server) -> list[bool]:
    return ["if-none-match" in headers or "if-modified-since" in headers for headers in server.headers_of("/x")]


def answering(tag: str, body: bytes, **headers: str) -> Any:
    """An answer that is a 304 for whoever has the tag already."""

    def route(request: BaseHTTPRequestHandler) -> Reply:
        known = request.headers.get("If-None-Match") == tag
        return Reply(b"" if known else body, 304 if known else 200, {"ETag": tag, **headers})

    return route


async def test_whole_answer_is_asked_for_once_a_day(tmp_path: Path) -> None:
    with Server({}) as server:
        done = await polls(tmp_path, server, [answering('"1"', feed(1))] * 5, step=9 * HOUR)
    assert conditional(server) == [False, True, True, False, True]
    assert [found.not_modified for found, _ in done] == [False, True, True, True, True]
    last = done[-1][1].poll
    assert (last.unchanged, last.distrust, last.verified_at) == (4, False, done[3][1].polled_at)
    assert last.changed_at == done[0][1].polled_at


async def test_a_server_that_lies_is_found_out_and_not_asked_conditionally_again(tmp_path: Path) -> None:
    """It has put the ETag of its template on every answer, and sends 304 to whoever shows it."""
    bodies = [feed(*range(number, number + 3)) for number in range(6)]
    with Server({}) as server:
        done = await polls(tmp_path, server, [answering('"fixed"', body) for body in bodies], step=9 * HOUR)
    assert conditional(server) == [False, True, True, False, False, False]
    assert [len(found.leads) for found, _ in done] == [3, 0, 0, 3, 3, 3]
    assert [cursor.poll.distrust for _, cursor in done] == [False, False, False, True, True, True]


async def test_last_modified_that_never_moves_is_found_out_too(tmp_path: Path) -> None:
    stamp = {"Last-Modified": "Thu, 12 Nov 2026 00:00:00 GMT"}
    answers = [Reply(feed(1), headers=stamp), Reply(status=304, headers=stamp), Reply(feed(2), headers=stamp)]
    with Server({}) as server:
        done = await polls(tmp_path, server, answers, step=DAY / 1.5)
    assert conditional(server) == [False, True, False]
    assert [cursor.poll.distrust for _, cursor in done] == [False, False, True]


async def test_only_what_is_listed_counts_as_a_change(tmp_path: Path) -> None:
    """The time of day in a feed is no change, and no lie of a server that sends the same tag with it."""
    answers = [Reply(feed(1, built=str(n)), headers={"ETag": '"1"'}) for n in range(3)]
    with Server({}) as server:
        done = await polls(tmp_path, server, answers, step=DAY)
    assert [found.not_modified for found, _ in done] == [False, True, True]
    assert not done[-1][1].poll.distrust
    assert done[-1][1].items == 1


async def test_new_tag_with_the_same_content_is_remembered(tmp_path: Path) -> None:
    answers = [Reply(feed(1), headers={"ETag": f'"{n}"'}) for n in range(2)]
    with Server({}) as server:
        done = await polls(tmp_path, server, answers, step=HOUR)
    assert [(cursor.etag, found.not_modified) for found, cursor in done] == [('"0"', False), ('"1"', True)]


async def test_rhythm_of_text_and_headers_is_stored_and_kept_over_a_304(tmp_path: Path) -> None:
    answer = answering('"1"', feed(1), **{"Cache-Control": "public, s-maxage=60, max-age=300"})
    with Server({}) as server:
        done = await polls(tmp_path, server, [answer, answer], step=HOUR)
    assert [cursor.poll.rhythm.max_age_seconds for _, cursor in done] == [300, 300]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache-control": "max-age=60"}, 60),
        ({"cache-control": 'Private, Max-Age="60" , must-revalidate'}, 60),
        ({"cache-control": "s-maxage=90"}, 90),
        ({"cache-control": "no-cache, max-age=60"}, None),
        ({"cache-control": "max-age=99999999999"}, 2**31),
        ({"cache-control": "max-age=-1, x-max-age=5"}, None),
        ({"expires": format_datetime(datetime(2026, 11, 12, 9, 1, tzinfo=UTC), usegmt=True)}, 60),
        ({"expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, None),
        ({"expires": "0"}, None),
        ({"expires": "-1"}, None),
        ({}, None),
    ],
)
def test_freshness(headers: dict[str, str], seconds: int | None) -> None:
    fetch = Fetch("f", "r", "s", "listing", "u", "u", 200, tuple(headers.items()), 0, None, NOW, 0)
    assert max_age(fetch) == seconds


# --- sitemaps ----------------------------------------------------------------------------------------------------


def sitemap(**days: str) -> Reply:
    urls = "".join(
        f"<url><loc>https://n.example/{name}</loc><lastmod>{day}</lastmod></url>" for name, day in days.items()
    )
    return Reply(f"<urlset>{urls}</urlset>".encode())


def index(server: Server, **children: str | None) -> Reply:
    entries = "".join(
        f"<sitemap><loc>{server.origin}/{name}.xml</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</sitemap>"
        for name, day in children.items()
    )
    return Reply(f"<sitemapindex>{entries}</sitemapindex>".encode())


async def test_poll_of_a_sitemap_takes_the_last_days(tmp_path: Path) -> None:
    with Server({"/x": sitemap(new="2026-11-12", week="2026-11-05", old="2026-11-04", none="")}) as server:
        source = make_source(Discover(kind="sitemap", url=f"{server.origin}/x"))
        found, cursor = await poll(tmp_path, source, None, FakeTime())
    assert [lead.url[18:] for lead in found.leads] == ["new", "week", "none"]
    assert not cursor.complete


async def test_poll_goes_back_to_the_last_one(tmp_path: Path) -> None:
    with Server({"/x": sitemap(new="2026-11-12", old="2026-10-25", older="2026-10-20")}) as server:
        source = make_source(Discover(kind="sitemap", url=f"{server.origin}/x"))
        before = Cursor("testing", "x", "sitemap", datetime(2026, 11, 1, tzinfo=UTC))
        found, _ = await poll(tmp_path, source, before, FakeTime())
    assert [lead.url[18:] for lead in found.leads] == ["new", "old"]


async def test_poll_of_an_index_reads_what_has_changed_since(tmp_path: Path) -> None:
    shards = {f"/news-2026-{month}.xml": sitemap(**{f"m{month}": "2026-11-12"}) for month in range(1, 13)}
    with Server({**shards, "/pages.xml": sitemap(p="2026-11-12"), "/tags.xml": sitemap(t="2026-11-12")}) as server:
        names = {f"news-2026-{month}": None for month in range(1, 13)}
        server.routes["/x"] = index(server, **names, pages="2026-11-12", tags="2026-11-10")
        source = make_source(Discover(kind="sitemap", url=f"{server.origin}/x"))
        time = FakeTime()
        before, cursor = await poll(tmp_path, source, None, time)
        first = server.paths()
        time.seconds = DAY
        found, _ = await poll(tmp_path, source, cursor, time, before.shards)
    assert first == ["/x", "/news-2026-11.xml", "/pages.xml", "/tags.xml"]
    assert server.paths()[len(first) :] == ["/x", "/news-2026-11.xml", "/pages.xml"]
    assert (found.not_modified, found.leads) == (True, ())


async def test_poll_does_not_follow_a_month_of_addresses_without_dates(tmp_path: Path) -> None:
    """The 12th is polled: the week's sitemap is followed whole, of the month's only what is dated."""
    with Server(
        {"/m-2026-11.xml": sitemap(dated="2026-11-11", undated=""), "/w-20261109.xml": sitemap(week="")}
    ) as server:
        server.routes["/x"] = index(server, **{"m-2026-11": None, "w-20261109": None})
        found, _ = await poll(
            tmp_path, make_source(Discover(kind="sitemap", url=f"{server.origin}/x")), None, FakeTime()
        )
    assert [lead.url[18:] for lead in found.leads] == ["dated", "week"]


async def test_sitemap_of_an_index_is_asked_for_conditionally(tmp_path: Path) -> None:
    with Server({"/s.xml": answering('"1"', sitemap(a="2026-11-12").body)}) as server:
        server.routes["/x"] = index(server, s=None)
        source = make_source(Discover(kind="sitemap", url=f"{server.origin}/x"))
        time = FakeTime()
        first, cursor = await poll(tmp_path, source, None, time)
        time.seconds = HOUR
        second, cursor = await poll(tmp_path, source, cursor, time, first.shards)
        server.routes["/s.xml"] = answering('"2"', sitemap(a="2026-11-12", b="2026-11-12").body)
        time.seconds = 2 * HOUR
        third, _ = await poll(tmp_path, source, cursor, time, second.shards)
    assert [headers.get("if-none-match") for headers in server.headers_of("/s.xml")] == [None, '"1"', '"1"']
    assert [(found.not_modified, len(found.leads)) for found in (first, second, third)] == [
        (False, 1),
        (True, 0),
        (False, 2),
    ]
    (shard,) = third.shards
    assert (shard.listing, shard.etag, shard.poll.unchanged) == (f"sitemap:{server.origin}/s.xml", '"2"', 0)


async def test_index_of_indexes_and_of_itself(tmp_path: Path) -> None:
    with Server({"/leaf.xml": sitemap(a="2026-11-12"), "/d.xml": sitemap(d="2026-11-12")}) as server:
        server.routes |= {
            "/x": index(server, x=None, b=None),
            "/x.xml": index(server, b=None),
            "/b.xml": index(server, c=None, leaf=None),
            "/c.xml": index(server, b=None, deep=None),
            "/deep.xml": index(server, d=None),
        }
        source = make_source(Discover(kind="sitemap", url=f"{server.origin}/x"))
        async with make_fetcher(tmp_path / "archive") as fetcher:
            found = await discover(listings(source)[0], source, fetcher, None)
    asked = server.paths()
    assert len(asked) == len(set(asked))
    assert "/d.xml" not in asked
    assert [lead.url[18:] for lead in found.leads] == ["a"]
    assert [reject.reason for reject in found.rejects] == ["nested-sitemap-index"]


async def test_what_two_listings_share_is_read_once(tmp_path: Path) -> None:
    """A sitemap of its own in the source file is left to that; one that two indexes list is read with the first."""
    with Server({f"/{name}.xml": sitemap(**{name: "2026-11-12"}) for name in ("news", "shared")}) as server:
        server.routes |= {"/x": index(server, news=None, shared=None), "/y": index(server, news=None, shared=None)}
        source = make_source(
            Discover(kind="sitemap", url=f"{server.origin}/x"),
            Discover(kind="sitemap", url=f"{server.origin}/y"),
            Discover(kind="news_sitemap", url=f"{server.origin}/news.xml"),
        )
        async with make_fetcher(tmp_path / "archive") as fetcher:
            found = [await discover(listing, source, fetcher, None) for listing in listings(source)]
    assert sorted(server.paths()) == ["/news.xml", "/shared.xml", "/x", "/y"]
    assert [[lead.url[18:] for lead in one.leads] for one in found] == [["shared"], [], ["news"]]


async def test_long_sitemap_may_be_longer_than_a_page(tmp_path: Path) -> None:
    filler = b"<!--" + b"x" * 20_000 + b"-->"
    with Server({"/x": Reply(sitemap(a="2026-11-12").body + filler)}) as server:
        source = make_source(Discover(kind="sitemap", url=f"{server.origin}/x"), politeness={"max_bytes": 10_000})
        found, _ = await poll(tmp_path, source, None, FakeTime())
    assert len(found.leads) == 1


def test_listings_of_a_window_are_the_archives() -> None:
    days = Discover(kind="archive", url="https://n.example/{date:%s}-{end:%s}", links="a")
    months = Discover(kind="archive", url="https://n.example/{date:%Y/%m}", links="a")
    source = make_source(days, months, Discover(kind="sitemap", url="https://n.example/s.xml"))
    window = listings(source, date(2026, 10, 31), date(2026, 11, 1))
    assert [(listing.url[18:], str(listing.period), listing.date) for listing in window] == [
        ("2026/11", "2026-11-01", None),
        ("1793466000-1793552399", "2026-11-01", date(2026, 11, 1)),
        ("1793379600-1793465999", "2026-10-31", date(2026, 10, 31)),
        ("2026/10", "2026-10-31", None),
    ]
    assert window[0].key == "archive:https://n.example/{date:%Y/%m}@2026-11-01"

"""Endless lists: JSON with URLs or HTML in it, pages counted in every way, and when to stop."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from scrapers.discover import Discovery, discover, listings
from scrapers.json_items import path_problem
from scrapers.listings import read_items
from scrapers.mentions import ListingError
from scrapers.source import Discover
from tests.scrapers.loopback import Reply, Server, make_fetcher, make_source
from transforms.records import Cursor

URL = "https://n.example/api/list?page=1"


def as_json(value: Any) -> Reply:
    return Reply(json.dumps(value).encode(), headers={"Content-Type": "application/json"})


async def read(tmp_path: Path, spec: Discover, *days: date, **how: Any) -> Discovery:
    source = make_source(spec)
    (listing,) = listings(source, *days)
    async with make_fetcher(tmp_path / "archive") as fetcher:
        return await discover(listing, source, fetcher, None, **how)


def html(*numbers: int) -> str:
    return "".join(f'<li><a href="/a/{n}.htm">Title {n}</a></li>' for n in numbers)


# --- what is in an answer ----------------------------------------------------------------------------------------


def test_urls_in_json_come_with_the_hints_beside_them() -> None:
    articles = [
        {
            "url": "/a/1", "headline": "One &amp; <b>two</b>", "published_at": 1794416400, "dateModified": "2026-11-13",
            "category": {"name": "World"}, "description": "About it",
        },
        {"url": " https://n.example/a/2 ", "title": {"rendered": "Three"}, "publishTime": "1794416400000", "sapo": ""},
        {"url": None, "title": "no"}, {"title": "no"}, "no", {"url": "/a/3", "date": float("nan"), "title": "9" * 5000},
    ]  # fmt: skip
    body = json.dumps({"data": {"articles": articles}}).encode()
    one, two, three = read_items(b"\xef\xbb\xbf" + body, None, URL, "data.articles[].url", None).mentions
    assert (one.url, one.title, one.section, one.summary) == ("/a/1", "One & two", "World", "About it")
    assert (one.published, one.modified) == ("2026-11-11T17:00:00+00:00", "2026-11-13")
    assert (three.published, len(three.title or "")) == (None, 2000)
    assert (two.url, two.title, two.published, two.summary) == (
        "https://n.example/a/2",
        "Three",
        "2026-11-11T17:00:00+00:00",
        None,
    )


@pytest.mark.parametrize(
    ("document", "path", "found"),
    [
        ([{"u": "/1"}, {"u": "/2"}], "[].u", ["/1", "/2"]),
        ({"a": {"b": ["/1", "/2"]}}, "a.b[]", ["/1", "/2"]),
        ({"a": [["/1"], ["/2", "/3"]]}, "a[][0]", ["/1", "/2"]),
        ({"a": [{"links": [{"href": "/1"}]}]}, "a[0].links[].href", ["/1"]),
        ({"a": [{"u": "/1"}]}, "a.u", []),
        ({"a": None}, "a[].u", []),
    ],
)
def test_paths(document: Any, path: str, found: list[str]) -> None:
    assert path_problem(path) is None
    assert [one.url for one in read_items(json.dumps(document).encode(), None, URL, path, None).mentions] == found


@pytest.mark.parametrize("path", ["", ".", "a..b", "a[", "a[x]", "a[]b", "a.", "[-1]"])
def test_what_is_no_path(path: str) -> None:
    assert path_problem(path) is not None


def test_html_in_json_is_read_with_the_selector() -> None:
    body = json.dumps({"html": ["<ul>" + html(1), html(2) + "</ul>"], "next": 2}).encode()
    one, two = read_items(body, None, URL, "html[]", "li a").mentions
    assert (one.url, one.title, two.url) == ("https://n.example/a/1.htm", "Title 1", "https://n.example/a/2.htm")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<!DOCTYPE html><html><body>Sorry</body></html>", "html-instead-of-json"),
        (b'{"a": ', "malformed-json"),
        (b"[" * 200_000, "malformed-json"),
        (b"", "malformed-json"),
    ],
)
def test_what_is_no_json(body: bytes, reason: str) -> None:
    with pytest.raises(ListingError) as caught:
        read_items(body, None, URL, "a[].b", None)
    assert caught.value.reason == reason


# --- page by page ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbering", "asked"),
    [
        ({"first_page": 0}, ["0", "1", "2"]),
        ({"first_page": 0, "page_step": 15}, ["0", "15", "30"]),
        ({}, ["1", "2", "3"]),
    ],
)
async def test_pages_are_counted_as_the_site_counts_them(
    tmp_path: Path, numbering: dict[str, int], asked: list[str]
) -> None:
    fragments = [Reply(html(1, 2).encode()), Reply(html(2, 3).encode()), Reply(b"")]
    with Server({f"/list/{page}.htm": reply for page, reply in zip(asked, fragments, strict=True)}) as server:
        spec = Discover(kind="section", url=server.origin + "/list/{page}.htm", links="li a", pages=9, **numbering)  # type: ignore[arg-type]
        found = await read(tmp_path, spec)
    assert server.paths() == [f"/list/{page}.htm" for page in asked]
    assert [lead.title for lead in found.leads] == ["Title 1", "Title 2", "Title 3"]
    assert found.cursor is not None
    assert found.rejects == ()


async def test_json_list_ends_at_an_empty_page(tmp_path: Path) -> None:
    pages = {f"/api?p={n}": as_json({"items": [{"link": f"/a/{n}", "date": "2026-11-12"}]}) for n in (1, 2)}
    with Server({**pages, "/api?p=3": as_json({"items": []})}) as server:
        spec = Discover(kind="section", url=server.origin + "/api?p={page}", items="items[].link", pages=9)
        found = await read(tmp_path, spec)
    assert [(lead.url[-4:], lead.published) for lead in found.leads] == [("/a/1", "2026-11-12"), ("/a/2", "2026-11-12")]
    assert (len(server.paths()), found.rejects) == (3, ())


async def test_json_without_what_is_looked_for_is_reported(tmp_path: Path) -> None:
    with Server({"/api": as_json({"data": []})}) as server:
        found = await read(tmp_path, Discover(kind="section", url=server.origin + "/api", items="items[].link"))
    assert [(reject.reason, "'items[].link'" in reject.detail) for reject in found.rejects] == [("no-links", True)]


async def test_section_ends_where_the_warehouse_knows_everything(tmp_path: Path) -> None:
    asked: list[frozenset[str]] = []

    async def all_known(keys: Collection[str]) -> bool:
        asked.append(frozenset(keys))
        return len(asked) == 2

    with Server({f"/s/{n}": Reply(html(n, n + 1).encode()) for n in range(1, 9)}) as server:
        spec = Discover(kind="section", url=server.origin + "/s/{page}", links="a", pages=5)
        found = await read(tmp_path, spec, all_known=all_known)
    assert server.paths() == ["/s/1", "/s/2"]
    assert [len(keys) for keys in asked] == [2, 1]
    assert len(found.leads) == 3
    assert found.cursor is not None


async def test_month_of_the_archive_is_read_down_to_the_window(tmp_path: Path) -> None:
    """The month's page lists the newest first; nothing before the wanted days is followed, nor asked for."""
    days = {1: (28, 21), 2: (14, 7), 3: (6, 5), 4: (2, 1)}
    pages = {
        f"/2026/10?p={page}": as_json(
            [{"url": f"/a/{day}", "date": f"2026-10-{day:02}T08:00:00+07:00"} for day in pair]
        )
        for page, pair in days.items()
    }
    with Server(dict(pages)) as server:
        spec = Discover(kind="archive", url=server.origin + "/{date:%Y/%m}?p={page}", items="[].url")
        found = await read(tmp_path, spec, date(2026, 10, 7), date(2026, 10, 20))
    assert [lead.url.rpartition("/")[2] for lead in found.leads] == ["14", "7"]
    assert server.paths() == [f"/2026/10?p={page}" for page in (1, 2, 3)]
    assert [lead.listing_date for lead in found.leads] == [None, None]
    assert found.cursor is not None
    assert (found.cursor.listing.rpartition("@")[2], found.cursor.complete) == ("2026-10-07..2026-10-20", True)


async def test_week_that_is_not_over_is_not_complete(tmp_path: Path) -> None:
    """The clock says 12 November; its week ends on the 15th."""
    with Server({"/2026.46": Reply(html(1).encode())}) as server:
        spec = Discover(kind="archive", url=server.origin + "/{date:%G.%V}", links="a")
        over = await read(tmp_path, spec, date(2026, 11, 9), date(2026, 11, 11))
        going_on = await read(tmp_path, spec, date(2026, 11, 9), date(2026, 11, 15))
    assert [found.cursor and found.cursor.complete for found in (over, going_on)] == [True, False]
    assert [found.listing.url for found in (over, going_on)] == [server.origin + "/2026.46"] * 2


async def test_a_cursor_without_state_reads_all(tmp_path: Path) -> None:
    with Server({"/s": Reply(html(1).encode())}) as server:
        source = make_source(Discover(kind="section", url=f"{server.origin}/s", links="a"))
        (listing,) = listings(source)
        before = Cursor("testing", listing.key, "section", datetime(2026, 1, 1, tzinfo=UTC))
        async with make_fetcher(tmp_path / "archive") as fetcher:
            found = await discover(listing, source, fetcher, before)
    assert (len(found.leads), found.not_modified) == (1, False)

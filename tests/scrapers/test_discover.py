"""Discovery: every kind of listing, its stop rules, its cursor, and what is wrong with listings."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.discover import Discovery, Listing, discover, listings
from scrapers.feeds import read_feed
from scrapers.listings import read_items, read_links
from scrapers.mentions import Listed, ListingError, leads_of
from scrapers.readers import read_listing
from scrapers.sitemaps import read_sitemap
from scrapers.source import Discover, Source, Urls
from tests.scrapers.loopback import FakeTime, Reply, Route, Server, make_fetcher, make_source
from transforms.records import Cursor, Poll

RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>News</title>
<item><title>Vietnam &amp;amp; Belgium sign</title><link>/a/1?utm_source=rss#top</link>
<pubDate>Thu, 12 Nov 2026 08:00:00 +0700</pubDate><category>World</category>
<description>&lt;p&gt;Lead &lt;b&gt;text&lt;/b&gt;&lt;/p&gt;</description></item>
<item><title>Second</title><guid isPermaLink="true">http://other.example/a/2</guid></item>
<item><title>First again</title><link>http://HOST/a/1</link></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>x</id><updated>2026-11-12T01:00:00Z</updated>
<entry><title type="html">A &amp;lt;b&gt;bold&amp;lt;/b&gt; claim</title><id>tag:1</id>
<link rel="alternate" href="http://news.example/a/1"/><published>2026-11-11T01:00:00Z</published>
<updated>2026-11-12T01:00:00Z</updated></entry></feed>"""
NEWS_SITEMAP = b"""<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> http://news.example/a/1 </loc><lastmod>2026-11-12</lastmod><news:news><news:publication>
<news:name>News</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-11-12T08:00:00+07:00</news:publication_date><news:title>One &amp; two</news:title>
</news:news></url><url><loc>http://news.example/a/2</loc></url></urlset>"""
ITEMS = b'{"data": [{"url": "/a/1", "title": "One", "date": 1794416400}, {"url": "http://n.example/2"}, {"url": 3}]}'
BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">%s]>"""
ENTITIES = b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))


def listing_of(source: Source) -> Listing:
    (listing,) = listings(source)
    return listing


async def read(
    tmp_path: Path, server: Server, source: Source, *, cursor: Cursor | None = None, listing: Listing | None = None
) -> Discovery:
    async with make_fetcher(tmp_path / "archive") as fetcher:
        return await discover(listing or listing_of(source), source, fetcher, cursor)


async def read_one(tmp_path: Path, kind: Any, route: Route, **how: Any) -> Discovery:
    with Server({"/x": route}) as server:
        return await read(tmp_path, server, make_source(Discover(kind=kind, url=f"{server.origin}/x"), **how))


def reasons(discovery: Discovery) -> list[str]:
    return [reject.reason for reject in discovery.rejects]


def links(*numbers: int) -> Reply:
    items = "".join(f'<h3><a href="/a/{n}"><img></a> <a href="/a/{n}"> Title\n {n} </a></h3>' for n in numbers)
    return Reply(f'<html><body><a href="/about">About</a><main>{items}</main></body></html>'.encode())


# --- feeds -------------------------------------------------------------------------------------------------------


async def test_rss_feed(tmp_path: Path) -> None:
    with Server({}) as server:
        server.routes["/x"] = Reply(RSS.replace(b"http://HOST", server.origin.encode()), headers={"ETag": '"v1"'})
        source = make_source(Discover(kind="feed", url=f"{server.origin}/x"))
        found = await read(tmp_path, server, source)
    first, second = found.leads
    assert first.url == server.origin + "/a/1?utm_source=rss"
    assert (first.title, first.section, first.summary) == ("Vietnam & Belgium sign", "World", "Lead text")
    assert (first.published, first.modified) == ("Thu, 12 Nov 2026 08:00:00 +0700", None)
    assert (first.source_id, first.listing) == ("testing", f"feed:{server.origin}/x")
    assert second.url == "http://other.example/a/2"
    assert found.rejects == ()
    assert found.cursor is not None
    assert (found.cursor.etag, found.cursor.items, found.cursor.complete) == ('"v1"', 2, False)
    assert found.cursor.kind == "feed"
    assert [fetch.purpose for fetch in found.fetches] == ["robots", "listing"]


async def test_atom_feed(tmp_path: Path) -> None:
    found = await read_one(tmp_path, "feed", Reply(ATOM))
    (lead,) = found.leads
    assert (lead.url, lead.title) == ("http://news.example/a/1", "A bold claim")
    assert (lead.published, lead.modified) == ("2026-11-11T01:00:00Z", "2026-11-12T01:00:00Z")


async def test_feed_in_a_legacy_charset_named_by_the_header(tmp_path: Path) -> None:
    body = RSS.replace(b' encoding="utf-8"', b"").replace(b"Second", "Café".encode("windows-1252"))
    found = await read_one(tmp_path, "feed", Reply(body, headers={"Content-Type": "text/xml; charset=windows-1252"}))
    assert found.leads[1].title == "Café"


async def test_empty_feed_is_fine(tmp_path: Path) -> None:
    found = await read_one(tmp_path, "feed", Reply(b'<rss version="2.0"><channel><title>x</title></channel></rss>'))
    assert (found.leads, found.rejects) == ((), ())
    assert found.cursor is not None


async def test_feed_that_is_broken_after_its_entries_keeps_them(tmp_path: Path) -> None:
    found = await read_one(tmp_path, "feed", Reply(RSS.replace(b"</channel></rss>", b"<p>oops")))
    assert len(found.leads) == 3
    assert found.rejects == ()


@pytest.mark.parametrize(
    ("body", "reason", "detail"),
    [
        (b"\xef\xbb\xbf <!-- x --><!DOCTYPE html><html><title>Home</title></html>", "html-instead-of-feed", "HTML"),
        (b"<html><body>Home</body></html>", "html-instead-of-feed", "expected RSS, Atom or JSON Feed"),
        (b"<rss><channel>\n<title>x</titel>\n", "malformed-feed", "line 2: Opening and ending tag mismatch"),
        (b'{"items": []}', "malformed-feed", "line 1: "),
        (b"\x00\x01\x02\xff" * 100, "malformed-feed", "expected RSS, Atom or JSON Feed"),
    ],
)
async def test_what_is_no_feed_is_rejected(tmp_path: Path, body: bytes, reason: str, detail: str) -> None:
    found = await read_one(tmp_path, "feed", Reply(body))
    (reject,) = found.rejects
    assert (reject.stage, reject.reason, reject.source_id) == ("discover", reason, "testing")
    assert detail in reject.detail
    assert reject.fetch_id == found.fetches[-1].fetch_id
    assert found.cursor is None
    assert not found.leads


async def test_entry_without_a_link_is_reported_and_does_not_spoil_the_feed(tmp_path: Path) -> None:
    body = RSS.replace(b"</channel>", b"<item><title>No link</title></item></channel>")
    found = await read_one(tmp_path, "feed", Reply(body))
    assert reasons(found) == ["entry-without-link"]
    assert found.rejects[0].detail == "1 of 4 entries"
    assert len(found.leads) == 3
    assert found.cursor is not None


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
async def test_entities_are_not_expanded(tmp_path: Path, kind: str) -> None:
    content = {
        "feed": b'<rss version="2.0"><channel><item><title>&m;</title><link>http://n.example/1</link></item>'
        b"</channel></rss>",
        "sitemap": b"<urlset><url><loc>http://n.example/1</loc><lastmod>&m;</lastmod></url></urlset>",
    }[kind]
    found = await read_one(tmp_path, kind, Reply(BOMB % ENTITIES + content))
    for lead in found.leads:
        assert len(lead.title or "") + len(lead.modified or "") < 1000


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
async def test_external_entities_are_not_read(tmp_path: Path, kind: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden-words")
    doctype = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
    content = {
        "feed": b'<rss version="2.0"><channel><item><title>&e;</title><link>http://n.example/1</link></item>'
        b"</channel></rss>",
        "sitemap": b"<urlset><url><loc>http://n.example/1</loc><lastmod>&e;</lastmod></url></urlset>",
    }[kind]
    found = await read_one(tmp_path, kind, Reply(doctype + content))
    assert "hidden-words" not in repr(found.leads)


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"<rss><channel>" + b"<a>" * 100_000, "depth"),
        (b"<rss><channel>" + b"<p>x</p>" * 100_001 + b"</channel></rss>", "more than 100000 elements"),
        (b"<rss><channel><x>" + b"x" * 1_000_000, "too long (1000017 bytes) to read on"),
    ],
)
async def test_feed_that_would_take_minutes_is_rejected_at_once(tmp_path: Path, body: bytes, detail: str) -> None:
    found = await read_one(tmp_path, "feed", Reply(body))
    assert reasons(found) == ["malformed-feed"]
    assert detail in found.rejects[0].detail


# --- sitemaps ----------------------------------------------------------------------------------------------------


async def test_news_sitemap(tmp_path: Path) -> None:
    found = await read_one(tmp_path, "news_sitemap", Reply(NEWS_SITEMAP))
    first, second = found.leads
    assert (first.url, first.title) == ("http://news.example/a/1", "One & two")
    assert (first.published, first.modified) == ("2026-11-12T08:00:00+07:00", "2026-11-12")
    assert (second.url, second.title, second.modified) == ("http://news.example/a/2", None, None)


async def test_sitemap_that_is_a_gzip_file(tmp_path: Path) -> None:
    import gzip

    found = await read_one(tmp_path, "sitemap", Reply(gzip.compress(NEWS_SITEMAP)))
    assert len(found.leads) == 2
    found = await read_one(tmp_path, "sitemap", Reply(gzip.compress(gzip.compress(NEWS_SITEMAP))))
    assert len(found.leads) == 2
    found = await read_one(tmp_path, "sitemap", Reply(gzip.compress(bytes(53_000_000))))
    assert reasons(found) == ["too-large"]


def sitemap(*numbers: int) -> Reply:
    return Reply(b"<urlset>%s</urlset>" % b"".join(b"<url><loc>http://n.example/%d</loc></url>" % n for n in numbers))


async def test_sitemap_index_is_read_newest_first_and_each_sitemap_once(tmp_path: Path) -> None:
    with Server({f"/{n}.xml": sitemap(n) for n in range(5)}) as server:
        children = "".join(
            f"<sitemap><loc>{server.origin}/{n}.xml</loc><lastmod>2026-11-1{n}</lastmod></sitemap>" for n in range(5)
        )
        server.routes["/x"] = Reply(f"<sitemapindex>{children}</sitemapindex>".encode(), headers={"ETag": '"i"'})
        server.routes["/3.xml"] = Reply(f"<sitemapindex>{children}</sitemapindex>".encode())
        source = make_source(Discover(kind="sitemap", url=f"{server.origin}/x", pages=3))
        found = await read(tmp_path, server, source)
    assert server.paths() == ["/x", "/4.xml", "/3.xml", "/2.xml"]
    assert [lead.url for lead in found.leads] == ["http://n.example/4", "http://n.example/2"]
    assert found.rejects == ()
    assert found.cursor is not None


async def test_index_without_dates_is_never_taken_for_unchanged(tmp_path: Path) -> None:
    with Server({"/1.xml": sitemap(1)}) as server:
        index = f"<sitemapindex><sitemap><loc>{server.origin}/1.xml</loc></sitemap></sitemapindex>"
        server.routes["/x"] = Reply(index.encode(), headers={"ETag": '"i"'})
        source = make_source(Discover(kind="sitemap", url=f"{server.origin}/x"))
        first = await read(tmp_path, server, source)
        server.routes["/1.xml"] = sitemap(1, 2)
        second = await read(tmp_path, server, source, cursor=first.cursor)
    assert [len(first.leads), len(second.leads)] == [1, 2]
    assert not second.not_modified


async def test_missing_child_leaves_the_others_and_no_cursor(tmp_path: Path) -> None:
    with Server({"/1.xml": sitemap(1)}) as server:
        children = "".join(f"<sitemap><loc>{server.origin}/{n}.xml</loc></sitemap>" for n in (1, 2))
        server.routes["/x"] = Reply(f"<sitemapindex>{children}</sitemapindex>".encode())
        found = await read(tmp_path, server, make_source(Discover(kind="sitemap", url=f"{server.origin}/x")))
    assert len(found.leads) == 1
    assert reasons(found) == ["http-404"]
    assert found.cursor is None


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<!DOCTYPE html><html><body>Home</body></html>", "html-instead-of-sitemap"),
        (b"<opml><body/></opml>", "malformed-sitemap"),
        (b"not xml", "malformed-sitemap"),
        (b"<urlset><url><loc>x</loc></urlset>", "malformed-sitemap"),
    ],
)
async def test_what_is_no_sitemap_is_rejected(tmp_path: Path, body: bytes, reason: str) -> None:
    found = await read_one(tmp_path, "sitemap", Reply(body))
    assert reasons(found) == [reason]
    assert found.cursor is None


async def test_sitemap_that_was_cut_keeps_what_came(tmp_path: Path) -> None:
    found = await read_one(tmp_path, "sitemap", Reply(sitemap(1, 2, 3).body[:-40]))
    assert len(found.leads) == 2
    assert reasons(found) == ["malformed-sitemap"]
    assert "line 1" in found.rejects[0].detail
    assert found.cursor is None


# --- sections ----------------------------------------------------------------------------------------------------


def section(server: Server, pages: int = 5, **how: Any) -> Source:
    spec = Discover(kind="section", url=server.origin + "/s?page={page}", links="h3 a", pages=pages)
    return make_source(spec, **how)


async def test_section_pages_are_read_until_nothing_is_new(tmp_path: Path) -> None:
    pages = {"/s?page=1": links(1, 2), "/s?page=2": links(2, 3), "/s?page=3": links(3, 1), "/s?page=4": links(9)}
    with Server(dict(pages)) as server:
        found = await read(tmp_path, server, section(server))
    assert server.paths() == ["/s?page=1", "/s?page=2", "/s?page=3"]
    assert [lead.url for lead in found.leads] == [f"{server.origin}/a/{n}" for n in (1, 2, 3)]
    assert found.leads[0].title == "Title 1"
    assert found.leads[0].listing == f"section:{server.origin}/s?page={{page}}"
    assert found.cursor is not None


@pytest.mark.parametrize("last", [links(), Reply(b"gone", 404)])
async def test_section_ends_at_an_empty_or_missing_page(tmp_path: Path, last: Reply) -> None:
    with Server({"/s?page=1": links(1), "/s?page=2": last, "/s?page=3": links(3)}) as server:
        found = await read(tmp_path, server, section(server))
    assert server.paths() == ["/s?page=1", "/s?page=2"]
    assert (len(found.leads), found.rejects) == (1, ())
    assert found.cursor is not None


async def test_section_reads_no_more_pages_than_it_may(tmp_path: Path) -> None:
    with Server({f"/s?page={n}": links(n) for n in range(1, 9)}) as server:
        found = await read(tmp_path, server, section(server, pages=2))
    assert (len(server.paths()), len(found.leads), found.rejects) == (2, 2, ())


async def test_page_of_filtered_links_alone_is_not_the_end(tmp_path: Path) -> None:
    with Server({"/s?page=1": links(1), "/s?page=2": links(22), "/s?page=3": links(3)}) as server:
        found = await read(tmp_path, server, section(server, urls=Urls(deny=("/22$",))))
    assert [lead.url[-1] for lead in found.leads] == ["1", "3"]
    assert found.filtered == 1


async def test_section_that_fails_half_way_keeps_its_leads_and_has_no_cursor(tmp_path: Path) -> None:
    with Server({"/s?page=1": links(1), "/s?page=2": Reply(b"oops", 500)}) as server:
        found = await read(tmp_path, server, section(server))
    assert len(found.leads) == 1
    assert reasons(found) == ["http-500"]
    assert found.cursor is None


async def test_section_whose_selector_finds_nothing_is_reported(tmp_path: Path) -> None:
    with Server({"/s?page=1": Reply(b"<html><body>New design</body></html>")}) as server:
        found = await read(tmp_path, server, section(server))
    assert reasons(found) == ["no-links"]
    assert "'h3 a'" in found.rejects[0].detail
    assert found.cursor is None


async def test_links_are_resolved_against_the_base_and_other_schemes_left_out(tmp_path: Path) -> None:
    page = (
        b'<base href="http://news.example/sub/"><h3><a href="a/1#c">One</a><a href="javascript:void(0)">No</a>'
        b'<a href="mailto:x@y.example">No</a><a>No</a><a href="http://[::1">No</a>'
        b'<a href="//cdn.example/2">Two</a></h3>'
    )
    with Server({"/s?page=1": Reply(page)}) as server:
        found = await read(tmp_path, server, section(server, pages=1))
    assert [lead.url for lead in found.leads] == ["http://news.example/sub/a/1", "http://cdn.example/2"]
    assert found.filtered == 3


async def test_allow_and_deny(tmp_path: Path) -> None:
    urls = Urls(allow=(r"/a/\d$",), deny=("/a/2",))
    with Server({"/s?page=1": links(1, 2, 3, 44)}) as server:
        found = await read(tmp_path, server, section(server, pages=1, urls=urls))
    assert [lead.url[-4:] for lead in found.leads] == ["/a/1", "/a/3"]
    assert found.filtered == 2


@pytest.mark.parametrize(
    ("body", "reason"),
    [(b"<h3><a href='/x'>" * 20_000, "unreadable-page"), (b"<p>" * 100_001, "too-many-elements")],
)
async def test_page_that_would_take_minutes_is_rejected_at_once(tmp_path: Path, body: bytes, reason: str) -> None:
    with Server({"/s?page=1": Reply(body)}) as server:
        found = await read(tmp_path, server, section(server))
    assert reasons(found) == [reason]


# --- unchanged listings ------------------------------------------------------------------------------------------


async def test_304_keeps_the_cursor_and_brings_no_leads(tmp_path: Path) -> None:
    polled = datetime(2026, 11, 12, tzinfo=UTC)
    known = Cursor("testing", "x", "feed", polled, '"v1"', None, "abc", 7, poll=Poll(verified_at=polled))
    with Server({"/x": Reply(status=304)}) as server:
        source = make_source(Discover(kind="feed", url=f"{server.origin}/x"))
        found = await read(tmp_path, server, source, cursor=known)
    assert server.headers_of("/x")[0]["if-none-match"] == '"v1"'
    assert (found.not_modified, found.leads, found.rejects) == (True, (), ())
    assert found.cursor is not None
    assert (found.cursor.etag, found.cursor.body_sha256, found.cursor.items) == ('"v1"', "abc", 7)
    assert found.cursor.polled_at == FakeTime().clock()


async def test_same_links_count_as_unchanged(tmp_path: Path) -> None:
    with Server({"/s?page=1": links(1), "/s?page=2": links(2)}) as server:
        source = section(server, pages=2)
        first = await read(tmp_path, server, source)
        second = await read(tmp_path, server, source, cursor=first.cursor)
        server.routes["/s?page=1"] = links(3, 1)
        third = await read(tmp_path, server, source, cursor=second.cursor)
    assert [first.not_modified, second.not_modified, third.not_modified] == [False, True, False]
    assert [len(found.leads) for found in (first, second, third)] == [2, 0, 3]
    assert server.paths().count("/s?page=2") == 2


async def test_listing_that_cannot_be_fetched_has_no_cursor(tmp_path: Path) -> None:
    found = await read_one(tmp_path, "feed", Reply(b"no", 403))
    assert reasons(found) == ["http-403"]
    assert found.rejects[0].stage == "fetch"
    assert (found.cursor, found.leads) == (None, ())


# --- archives ----------------------------------------------------------------------------------------------------


def archive(server: Server, **how: Any) -> Source:
    url = server.origin + "/{date:%Y/%m/%d}?page={page}"
    return make_source(Discover(kind="archive", url=url, links="h3 a", **how))


def test_window_has_a_listing_per_day_newest_first() -> None:
    feed = Discover(kind="feed", url="https://n.example/feed")
    days = Discover(kind="archive", url="https://n.example/{date:%d-%m-%Y}/{page}", links="a")
    source = make_source(feed, days)
    assert [listing.kind for listing in listings(source)] == ["feed"]
    window = listings(source, date(2026, 11, 10), date(2026, 11, 12))
    assert [listing.date for listing in window] == [date(2026, 11, 12), date(2026, 11, 11), date(2026, 11, 10)]
    assert window[0].url == "https://n.example/12-11-2026/{page}"
    assert window[0].key == "archive:https://n.example/{date:%d-%m-%Y}/{page}@2026-11-12"
    assert listings(make_source(feed), date(2026, 11, 10), date(2026, 11, 12)) == ()


@pytest.mark.parametrize(
    ("since", "until"), [(date(2026, 1, 2), None), (None, date(2026, 1, 2)), (date(2026, 1, 2), date(2026, 1, 1))]
)
def test_window_needs_two_ends_in_order(since: date | None, until: date | None) -> None:
    with pytest.raises(ValueError, match="expected a first day and a last day not before it"):
        listings(make_source(), since, until)


async def test_archive_day_is_read_to_its_end_and_complete(tmp_path: Path) -> None:
    pages = {"/2026/11/10?page=1": links(1, 2), "/2026/11/10?page=2": links(3), "/2026/11/10?page=3": Reply(b"", 404)}
    with Server(dict(pages)) as server:
        source = archive(server)
        (listing,) = listings(source, date(2026, 11, 10), date(2026, 11, 10))
        found = await read(tmp_path, server, source, listing=listing)
    assert [lead.listing_date for lead in found.leads] == [date(2026, 11, 10)] * 3
    assert found.cursor is not None
    assert (found.cursor.complete, found.cursor.items, found.cursor.listing) == (True, 3, listing.key)


@pytest.mark.parametrize(("day", "complete"), [(11, True), (12, False), (13, False)])
async def test_day_is_complete_once_it_is_over_in_the_sources_time_zone(
    tmp_path: Path, day: int, complete: bool
) -> None:
    """The clock says 12 November 16:00 in Ho Chi Minh City."""
    with Server({f"/2026/11/{day}?page=1": links(1)}) as server:
        source = archive(server)
        (listing,) = listings(source, date(2026, 11, day), date(2026, 11, day))
        found = await read(tmp_path, server, source, listing=listing)
    assert found.cursor is not None
    assert found.cursor.complete is complete


async def test_day_without_articles_is_complete(tmp_path: Path) -> None:
    with Server({"/2026/11/01?page=1": links()}) as server:
        source = archive(server)
        (listing,) = listings(source, date(2026, 11, 1), date(2026, 11, 1))
        found = await read(tmp_path, server, source, listing=listing)
    assert (found.leads, found.rejects) == ((), ())
    assert found.cursor is not None
    assert found.cursor.complete


@pytest.mark.parametrize("status", [404, 500])
async def test_day_that_cannot_be_read_is_not_complete(tmp_path: Path, status: int) -> None:
    with Server({"/2026/11/01?page=1": Reply(b"no", status)}) as server:
        source = archive(server)
        (listing,) = listings(source, date(2026, 11, 1), date(2026, 11, 1))
        found = await read(tmp_path, server, source, listing=listing)
    assert reasons(found) == [f"http-{status}"]
    assert found.cursor is None


async def test_archive_pages_are_bounded_and_the_bound_is_reported(tmp_path: Path) -> None:
    with Server({f"/2026/11/01?page={n}": links(n) for n in range(1, 9)}) as server:
        source = archive(server, pages=4)
        (listing,) = listings(source, date(2026, 11, 1), date(2026, 11, 1))
        found = await read(tmp_path, server, source, listing=listing)
    assert len(found.leads) == 4
    assert reasons(found) == ["page-limit"]
    assert found.cursor is None


# --- folders -----------------------------------------------------------------------------------------------------


async def test_folder_is_discovered_and_read(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    (inbox / "sub").mkdir(parents=True)
    (inbox / "b.txt").write_text("Xin chào")
    (inbox / "sub" / "a.html").write_text("<html><body>Hello</body></html>")
    (inbox / ".hidden.txt").write_text("no")
    (inbox / "c.pdf").write_text("no")
    secret = tmp_path / "secret.txt"
    secret.write_text("no")
    (inbox / "link.txt").symlink_to(secret)
    source = make_source(Discover(kind="folder", url=inbox.as_uri()))
    async with make_fetcher(tmp_path / "archive") as fetcher:
        found = await discover(listing_of(source), source, fetcher, None)
        pages = [await fetcher.get(lead.url, source, "article", lead=lead) for lead in found.leads]
        again = await discover(listing_of(source), source, fetcher, found.cursor)
        unchanged = await fetcher.get(found.leads[0].url, source, "article", validators=pages[0].validators)
        outside = await fetcher.get(secret.as_uri(), source, "article")
        through_link = await fetcher.get((inbox / "link.txt").as_uri(), source, "article")
        gone = await fetcher.get((inbox / "gone.txt").as_uri(), source, "article")
    assert [lead.url for lead in found.leads] == [(inbox / "b.txt").as_uri(), (inbox / "sub" / "a.html").as_uri()]
    assert [page.page and (page.page.document_key, page.page.content_type) for page in pages] == [
        ("b.txt", "text/plain"),
        ("sub/a.html", "text/html"),
    ]
    assert all(page.fetches[0].warc for page in pages)
    assert (again.not_modified, again.leads) == (True, ())
    assert unchanged.outcome == "not_modified"
    assert [exchange.reject and exchange.reject.reason for exchange in (outside, through_link, gone)] == [
        "outside-folder",
        "outside-folder",
        "not-found",
    ]


async def test_missing_folder_is_reported(tmp_path: Path) -> None:
    source = make_source(Discover(kind="folder", url=str(tmp_path / "none")))
    async with make_fetcher(tmp_path) as fetcher:
        found = await discover(listing_of(source), source, fetcher, None)
    assert reasons(found) == ["folder-missing"]
    assert found.cursor is None


async def test_file_urls_are_nothing_to_a_source_without_a_folder(tmp_path: Path) -> None:
    async with make_fetcher(tmp_path) as fetcher:
        exchange = await fetcher.get("file:///etc/passwd", make_source(), "article")
    assert exchange.outcome == "refused"
    assert exchange.reject.reason == "outside-folder"


# --- anything at all ---------------------------------------------------------------------------------------------

PIECES = [
    b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b"\x00", b"\xff", b"&#x110000;", b"<item>", b"</item>", b"<link>",
    b"<category>", b"</category>", b"http://[::1", b"encoding='u\xffx'", b"<base href='http://[x'>", b"news:", b"xmlns",
    b"<!DOCTYPE x [", b"{", b"]", b'"date": 1e999,', b'"date": -Infinity,', b"<?xml version='1.0' encoding='utf-16'?>",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    body=st.sampled_from([RSS, ATOM, NEWS_SITEMAP, ITEMS, links(1, 2).body, BOMB % ENTITIES + RSS]),
    edits=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(PIECES)), max_size=6),
)
def test_no_listing_makes_a_reader_fail_in_another_way(body: bytes, edits: list[tuple[float, int, bytes]]) -> None:
    for where, cut, piece in edits:
        place = int(where * len(body))
        body = body[:place] + piece + body[place + cut :]
    readers: tuple[Callable[[], Listed], ...] = (
        lambda: read_feed(body, "text/xml; charset=utf-8", "http://n.example/"),
        lambda: read_sitemap(body, 100_000),
        lambda: read_links(body, None, "http://n.example/", "h3 a"),
        lambda: read_items(body, None, "http://n.example/", "data[].url", None),
        lambda: read_listing(Discover(kind="sitemap", url="http://n.example/"), body, None, "http://n.example/"),
    )
    for reader in readers:
        with contextlib.suppress(ListingError):
            leads, _ = leads_of(
                reader().mentions, base="http://n.example/", source_id="s", listing="l", day=None, urls=Urls()
            )
            assert all(lead.url.startswith(("http://", "https://")) for lead in leads.values())

"""Autodiscovery on small sites of our own: what is found, what is believed, and what a hostile site can do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from scrapers import autodiscover
from scrapers.autodiscover import Survey, front_page_route, survey_site
from scrapers.candidates import WELL_KNOWN, linked, robots_sitemaps
from scrapers.fetch import ContactMissing
from scrapers.newsstand import Newsstand
from tests.scrapers.loopback import NOW, Reply, Route, Server, make_fetcher, make_source
from transforms.records import Page

HTML = {"Content-Type": "text/html; charset=utf-8"}
SOFT_404 = Reply(b"<!doctype html><html><body><p>Nothing here</p></body></html>", headers=HTML)


def feed(origin: str, numbers: Sequence[int], *, dated: bool = True) -> Reply:
    date = "<pubDate>Thu, 12 Nov 2026 08:{:02}:00 +0700</pubDate>" if dated else ""
    items = "".join(
        f"<item><title>Story {n}</title><link>{origin}/story-{n:06}.html</link>{date.format(n % 60)}</item>"
        for n in numbers
    )
    return Reply(f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode())


def urlset(origin: str, numbers: Sequence[int], *, news: bool = False) -> Reply:
    stamp = "<news:news><news:publication_date>2026-11-12T09:00:00+07:00</news:publication_date></news:news>"
    entries = "".join(
        f"<url><loc>{origin}/story-{n:06}.html</loc>{stamp if news else '<lastmod>2026-11-12</lastmod>'}</url>"
        for n in numbers
    )
    names = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    names += ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"' if news else ""
    return Reply(f"<urlset {names}>{entries}</urlset>".encode())


def home(head: str = "", body: str = "") -> Reply:
    page = f'<!doctype html><html lang="en"><head><title>The Post</title>{head}</head><body>{body}</body></html>'
    return Reply(page.encode(), headers=HTML)


async def survey(server: Server, folder: Path, path: str = "/") -> Survey:
    async with make_fetcher(folder) as fetcher:
        return await survey_site(f"{server.origin}{path}", make_source(), fetcher, lambda text: None)


def found(result: Survey, server: Server) -> list[tuple[str, str, str]]:
    return [(route.form, route.url.removeprefix(server.origin), route.origin) for route in result.routes]


async def test_every_way_to_name_a_listing_is_found_and_ranked(tmp_path: Path) -> None:
    routes: dict[str, Route] = {}
    with Server(routes) as server:
        o = server.origin
        routes |= {
            "/": home(
                '<link rel="alternate" type="application/rss+xml" href="/main.rss">'
                '<link rel="alternate" type="application/rss+xml" href="/comments/feed/">'
                '<link rel="alternate" hreflang="vi" href="/vi">',
                '<a href="/service/7"><b>RSS</b></a> <a href="/about">About</a> <a href="/rss/icon.png">x</a>',
            ),
            "/robots.txt": Reply(f"User-agent: *\nSitemap: {o}/maps/index.xml\nsitemap: {o}/gone.xml\n".encode()),
            "/main.rss": feed(o, range(20)),
            "/feed": feed(o, range(20)),  # what /main.rss holds
            "/service/7": home(body='<a href="/world/feed.xml">World</a><a href="/undated.atom">x</a>'),
            "/world/feed.xml": feed(o, range(15, 30)),
            "/undated.atom": feed(o, range(40, 90), dated=False),
            "/maps/index.xml": Reply(
                f"<sitemapindex><sitemap><loc>{o}/maps/1.xml</loc></sitemap>"
                f"<sitemap><loc>{o}/maps/news.xml</loc></sitemap></sitemapindex>".encode()
            ),
            "/maps/news.xml": urlset(o, range(10), news=True),
            "/sitemap.xml": urlset(o, range(200)),
            "/rss.xml": Reply(b'<rss version="2.0"><channel><title>x</title></channel></rss>'),
        }
        result = await survey(server, tmp_path)
        assert found(result, server) == [
            ("news sitemap", "/maps/news.xml", "index"),
            ("RSS", "/main.rss", "link"),
            ("RSS", "/world/feed.xml", "hub"),
            ("sitemap", "/sitemap.xml", "well-known"),
            ("RSS", "/undated.atom", "hub"),
            ("sitemap index", "/maps/index.xml", "robots.txt"),
        ]
        refused = {refusal.url.removeprefix(o): refusal.reason for refusal in result.refusals}
        assert refused["/gone.xml"] == "http-404"
        assert refused["/feed"] == "same-content"
        assert refused["/rss.xml"] == "empty"
        assert refused["/service/7"].startswith("html-instead-of")
        assert not {"/comments/feed/", "/about", "/rss/icon.png", "/vi", "/maps/1.xml"} & set(server.paths())
        asked = server.paths()
        assert len(asked) == len(set(asked)), "each address is asked for once"


async def test_figures_of_a_route(tmp_path: Path) -> None:
    with Server({}) as server:
        foreign = server.origin.replace("127.0.0.1", "other.example")
        body = feed(server.origin, range(3)).body.replace(f"{server.origin}/story-000002".encode(), foreign.encode())
        server.routes |= {"/": home(), "/feed": Reply(body)}
        (route,) = (await survey(server, tmp_path)).routes
    figures = route.figures
    assert (figures.items, figures.dated, figures.own) == (3, 3, 2)
    assert figures.newest is not None
    assert figures.newest.isoformat() == "2026-11-12T01:02:00+00:00"
    assert dict(figures.offsets) == {"+07:00": 3}


async def test_a_site_that_answers_every_address_with_a_page_has_no_feed(tmp_path: Path) -> None:
    page = '<a href="/rss/{0}1">x</a><a href="/rss/{0}2">x</a>'
    routes: dict[str, Route] = dict.fromkeys(WELL_KNOWN, SOFT_404)
    routes |= {"/": home(body=page.format("a")), "/rss/a1": home(body=page.format("b")), "/rss/b1": SOFT_404}
    with Server(routes) as server:
        result = await survey(server, tmp_path)
        assert result.routes == []
        assert "/rss/b1" in server.paths(), "a page of feeds is read one level deep"
        assert all(refusal.reason.startswith(("html-instead-of", "http-404")) for refusal in result.refusals)


async def test_a_site_that_names_feeds_without_end_is_left_after_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autodiscover, "MAX_CANDIDATES", 45)
    links = "".join(f'<link rel="alternate" type="application/atom+xml" href="/l{n}.atom">' for n in range(500))
    anchors = "".join(f'<a href="/a{n}.rss">x</a>' for n in range(9000))
    lines = "".join(f"Sitemap: /s{n}.xml\n" for n in range(3000))
    with Server({"/": home(links, anchors), "/robots.txt": Reply(lines.encode())}) as server:
        result = await survey(server, tmp_path)
        assert 45 <= result.asked <= 45 + 3
        assert {"/l0.atom", "/a0.rss", "/sitemap.xml"} <= set(server.paths())


async def test_robots_txt_is_obeyed_and_a_forbidden_home_page_does_not_end_the_search(tmp_path: Path) -> None:
    with Server({}) as server:
        server.routes |= {
            "/": Reply(b"no", 403, HTML),
            "/robots.txt": Reply(f"User-agent: *\nDisallow: /feed\nSitemap: {server.origin}/n.xml\n".encode()),
            "/feed": feed(server.origin, range(5)),
            "/n.xml": urlset(server.origin, range(5), news=True),
        }
        result = await survey(server, tmp_path)
        assert [route.url for route in result.routes] == [f"{server.origin}/n.xml"]
        assert "/feed" not in server.paths()
        assert result.failure is not None
        assert result.failure.reason == "http-403"


async def test_a_site_that_cannot_be_reached_is_one_failure(tmp_path: Path) -> None:
    with Server({}) as server:
        origin = server.origin
    async with make_fetcher(tmp_path) as fetcher:
        result = await survey_site(f"{origin}/", make_source(), fetcher, lambda text: None)
    assert (result.routes, result.home, result.asked) == ([], None, 1)
    assert result.failure is not None


@pytest.mark.parametrize("fault", ["forbidden", "reset", "server-error", "redirect-loop", "robots-500"])
async def test_an_ill_site_is_a_failure_with_its_reason(tmp_path: Path, fault: str) -> None:
    with Newsstand(now=NOW, faults=[fault]) as stand:
        async with make_fetcher(tmp_path) as fetcher:
            origin = stand.origins["ban-mai"]
            result = await survey_site(f"{origin}/", make_source(), fetcher, lambda text: None)
    assert result.routes == []
    assert result.failure is not None
    assert result.failure.detail


async def test_a_public_site_cannot_send_the_survey_into_a_private_network(tmp_path: Path) -> None:
    page = '<link rel="alternate" type="application/rss+xml" href="http://10.0.0.1/feed">'
    with Server({"/": home(page)}) as server:
        async with make_fetcher(tmp_path, contact="test@example.org") as fetcher:
            shut = make_source(politeness={"allow_private_addresses": False})
            result = await survey_site(f"{server.origin}/", shut, fetcher, lambda text: None)
    assert result.failure is not None
    assert result.failure.reason == "private-address"
    assert not result.routes


async def test_without_a_contact_nothing_but_loopback_is_asked(tmp_path: Path) -> None:
    async with make_fetcher(tmp_path) as fetcher:
        with pytest.raises(ContactMissing):
            await survey_site("https://news.example/", make_source(), fetcher, lambda text: None)


async def test_a_home_page_of_articles_stands_in_for_a_feed(tmp_path: Path) -> None:
    stories = "".join(f'<a href="/story-{n:06}.html">A headline of some length, number {n}</a>' for n in range(12))
    menu = '<a href="/world">World</a><a href="/about">About us</a><a href="https://other.example/a">Elsewhere</a>'
    with Server({"/": home(body=menu + stories)}) as server:
        route = front_page_route(await survey(server, tmp_path))
    assert route is not None
    assert (route.kind, route.links, len(route.leads)) == ("section", "a[href]", 12)


@pytest.mark.parametrize("body", [b"", b"plain", b"<html></html>", b"\xff\xfe\x00", b"<a href='http://['>x</a>" * 50])
def test_a_page_that_names_nothing(body: bytes) -> None:
    page = Page("https://a.b/", "https://a.b/", "s", None, body, NOW, "f")
    assert linked(page) == []
    assert front_page_route(Survey("https://a.b/", page)) is None


def test_links_are_resolved_against_the_base() -> None:
    body = b'<base href="https://cdn.a.b/x/"><link rel=alternate type=application/rss+xml href="f.rss#top">'
    page = Page("https://a.b/", "https://a.b/", "s", "text/html", body, NOW, "f")
    assert [candidate.url for candidate in linked(page)] == ["https://cdn.a.b/x/f.rss"]


def test_sitemaps_of_a_robots_txt() -> None:
    body = b"\xef\xbb\xbfSitemap: https://a.b/1.xml\r\n sitemap:https://a.b/news.xml\nSitemap: ftp://a.b/x\nSitemap:\n#"
    assert [candidate.url for candidate in robots_sitemaps(body)] == ["https://a.b/news.xml", "https://a.b/1.xml"]

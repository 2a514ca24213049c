"""Rendering, with a real browser where there is one; what it may reach is decided here, not by it."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scrapers.answer import Answer, Headers, Problem
from scrapers.newsstand import Newsstand
from scrapers.render import RENDERED, Renderer
from scrapers.target import Target
from scrapers.visit import Exchange
from tests.scrapers.loopback import make_fetcher, make_source
from tests.scrapers.newsstand_visit import NOW, get
from tests.scrapers.parse_pages import article
from transforms.records import Purpose

URL = "http://news.example/a"
Ask = Callable[[Target, Headers], Awaitable[Answer | None]]
Render = Callable[..., Answer]


@pytest.fixture(scope="module")
def render() -> Iterator[Render]:
    """Renders pages in one browser."""
    pytest.importorskip("playwright", reason="the extra khotin[render] is not installed")
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome"))):
        pytest.skip("there is no Chromium on this machine")
    renderer = Renderer()
    with asyncio.Runner() as runner:

        def run(page: Answer, ask: Ask, seconds: float = 20.0, max_bytes: int = 200_000) -> Answer:
            return runner.run(renderer.render(page, ask, seconds=seconds, max_bytes=max_bytes))

        yield run
        runner.run(renderer.close())


def answer(url: str, body: bytes, media: str = "text/html; charset=utf-8", *more: tuple[str, str]) -> Answer:
    sent = (("Host", "news.example"), ("User-Agent", "Khotin/1"), ("Cookie", "a=b"))
    headers = (("Content-Type", media), *more)
    return Answer(url, sent, datetime.now(UTC), 5, status=200, headers=headers, body=body)


class Site:
    """Answers what scripts ask for, and notes it."""

    def __init__(self, files: dict[str, Answer]) -> None:
        self.files, self.asked = files, list[tuple[str, Headers]]()

    async def ask(self, target: Target, headers: Headers) -> Answer | None:
        self.asked.append((target.url, headers))
        return self.files.get(target.url)


def test_an_article_that_javascript_builds_is_read(render: Render) -> None:
    with Newsstand(now=NOW) as stand:
        origin = stand.origins["ban-mai"]

        async def ask(target: Target, headers: Headers) -> Answer:
            got = get(target.url)
            return answer(target.url, got.body, got.headers["content-type"])

        shell = answer(f"{origin}/hidden/javascript", get(f"{origin}/hidden/javascript").body)
        page = render(shell, ask)
    assert page.problem is None
    assert not article(shell.body, url=shell.url).is_article
    parsed = article(page.body, url=page.url)
    assert parsed.is_article
    assert len(parsed.body) > 3
    assert parsed.published is not None


def test_scripts_reach_only_what_the_caller_lets_them(render: Render) -> None:
    page = answer(
        URL,
        b"""<!doctype html><title>t</title><img src="/p.png"><link rel="stylesheet" href="/s.css">
        <iframe src="http://ads.example/"></iframe><div id="a"></div><script src="/s.js"></script><script>
        const note = (text) => { document.getElementById("a").textContent += text + ";"; };
        fetch("http://10.0.0.1/secret").then(() => note("reached")).catch(() => note("refused"));
        fetch("/post", {method: "POST", body: "x"}).then(() => note("posted")).catch(() => note("unposted"));
        new WebSocket("ws://127.0.0.1:9/");
        document.cookie = "seen=1";
        setTimeout(() => { location.href = "http://elsewhere.example/"; }, 50);
        </script>""",
        "text/html",
        ("ETag", '"1"'),
        ("Set-Cookie", "id=1"),
        ("X-Robots-Tag", "noarchive"),
    )
    site = Site({"http://news.example/s.js": answer(URL, b"document.title = 'loaded';", "text/javascript")})
    found = render(page, site.ask)
    assert sorted(url for url, _ in site.asked) == ["http://10.0.0.1/secret", "http://news.example/s.js"]
    assert b"refused" in found.body
    assert b"unposted" in found.body
    assert b"<title>loaded" in found.body
    names = dict(site.asked[0][1])
    assert names["User-Agent"] == "Khotin/1"
    assert "Cookie" not in names
    assert [name for name, _ in found.headers] == ["X-Robots-Tag", "Content-Type", RENDERED]
    assert found.header("content-type") == "text/html; charset=utf-8"
    assert found.url == URL


def test_a_page_is_bounded_in_time_requests_and_bytes(render: Render) -> None:
    site = Site({})
    endless = answer(URL, b"<script>while (true) {}</script>")
    assert render(endless, site.ask, 1.5).problem == Problem("render-timeout", "not rendered within 1.5 s")
    huge = answer(URL, b"<p id=a></p><script>document.getElementById('a').textContent = 'x'.repeat(9000)</script>")
    problem = render(huge, site.ask, 20.0, 5000).problem
    assert problem is not None
    assert problem.reason == "too-large"
    many = b"<script>for (let i = 0; i < 200; i++) fetch('/' + i).catch(() => 0);</script>"
    assert render(answer(URL, many), site.ask).problem is None
    assert len(site.asked) == 60


def test_the_fetcher_renders_the_articles_of_a_source_that_asks_for_it(render: Render, tmp_path: Path) -> None:
    async def fetched(url: str, purpose: Purpose) -> Exchange:
        async with make_fetcher(tmp_path) as fetcher:
            found: Exchange = await fetcher.get(url, make_source(render=True), purpose)
            return found

    with Newsstand(now=NOW) as stand:
        url = stand.origins["harbour-post"] + "/hidden/javascript"
        article_page, listing_page = (asyncio.run(fetched(url, purpose)).page for purpose in ("article", "listing"))
        agents = {request.user_agent for request in stand.requests}
    assert article_page is not None
    assert listing_page is not None
    assert b"<article>" in article_page.body
    assert b"<article>" not in listing_page.body
    assert all(agent.startswith("Khotin/") for agent in agents)


def alone(page: Answer) -> Answer:
    return asyncio.run(Renderer().render(page, Site({}).ask, seconds=5.0, max_bytes=1000))


def test_what_is_no_whole_page_is_not_rendered() -> None:
    feed = answer(URL, b"<rss/>", "application/rss+xml")
    assert alone(feed) is feed


def test_without_playwright_the_reason_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "playwright.async_api", None)
    problem = alone(answer(URL, b"<p>x</p>")).problem
    assert problem is not None
    assert problem.reason == "render-unavailable"
    assert "khotin[render]" in problem.detail

"""One site on which nearly everything goes wrong at once: each wrong thing is named, and every good article arrives.

The listings of all kinds and the answers of all kinds of hostility go through one ordinary harvest, from poll to
query; what single parts do with single faults is tested in tests/scrapers.
"""

from __future__ import annotations

import asyncio
import gzip
import zlib
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import brotli
import pytest
import zstandard

from flows.publishing import check_and_publish
from flows.report import Outcome
from flows.settings import Settings
from flows.source_run import harvest_source
from flows.workshop import open_workshop
from scrapers.source import Discover
from tests.flows.stand import MORNING, no_wait
from tests.scrapers.loopback import Reply, Server, make_source
from warehouse.query import run_query

pytestmark = pytest.mark.commands

BOMB = 40_000_000
SENTENCE = "The ministry of transport said on Tuesday that line number {0} of the delta will open in the spring. "
LOGIN = "/account/login?next=%2Fnews%2Fto-login"
HTML = {"Content-Type": "text/html; charset=utf-8"}


def page(number: int, *, title: str = "", body: str = "", head: str = "") -> bytes:
    """An article of a few paragraphs, or what stands in its place."""
    title = title or f"Line number {number} of the delta will open in the spring"
    text = body or "".join(
        f"<p>{SENTENCE.format(number) * 3}{part}</p>" for part in ("It is the first.", "It is long.")
    )
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title>{head}'
        f'<meta property="article:published_time" content="2026-11-12T0{number % 5}:00:00Z"></head>'
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    ).encode()


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    """Close the connection without a word."""
    handler.close_connection = True


def cut(handler: BaseHTTPRequestHandler) -> None:
    """Announce more than is sent."""
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"<html><body><p>It was")
    handler.close_connection = True


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Begin an answer and never end it."""
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"<html>")
    handler.rfile.read(1)  # until the visitor hangs up
    handler.close_connection = True


GOOD = {f"/news/good-{number}": page(number) for number in range(1, 13)}
# What is asked for, what comes back, and the reason by which it must be refused. Failures of transport stand apart:
# five in a row would rightly close the host.
HOSTILE: dict[str, tuple[Any, str]] = {
    "gzip-bomb": (Reply(gzip.compress(bytes(BOMB)), headers=HTML | {"Content-Encoding": "gzip"}), "too-large"),
    "deflate-bomb": (Reply(zlib.compress(bytes(BOMB)), headers=HTML | {"Content-Encoding": "deflate"}), "too-large"),
    "cut": (cut, "truncated"),
    "brotli-bomb": (Reply(brotli.compress(bytes(BOMB)), headers=HTML | {"Content-Encoding": "br"}), "too-large"),
    "zstd-bomb": (
        Reply(zstandard.compress(bytes(BOMB)), headers=HTML | {"Content-Encoding": "zstd"}),
        "too-large",
    ),
    "bomb-in-bomb": (
        Reply(gzip.compress(gzip.compress(bytes(BOMB))), headers=HTML | {"Content-Encoding": "gzip, gzip"}),
        "too-large",
    ),
    "announced": (Reply(b"x", headers=HTML | {"Content-Length": "900000000"}), "too-large"),
    "broken-gzip": (Reply(b"\x1f\x8bnonsense", headers=HTML | {"Content-Encoding": "gzip"}), "bad-encoding"),
    "drip": (drip, "timeout"),
    "wide-head": (Reply(b"x", headers={f"X-Filler-{n}": "a" * 500 for n in range(90)} | {"X-Long": "b" * 60_000}),
                  "headers-too-large"),
    "many-fields": (Reply(b"x", headers={f"X-Filler-{n}": "a" for n in range(400)}), "headers-too-large"),
    "to-itself": (Reply(status=302, headers={"Location": "/news/to-itself"}), "redirect-loop"),
    "to-file": (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "bad-url"),
    "to-metadata": (Reply(status=302, headers={"Location": "http://user@169.254.169.254/latest"}), "bad-url"),
    "hung-up": (hang_up, "unreachable"),
    "to-home": (Reply(status=302, headers={"Location": "/"}), "redirected-to-home"),
    "to-login": (Reply(status=302, headers={"Location": LOGIN}), "redirected-to-login"),
    "teapot": (Reply(page(1), status=418), "http-418"),
    "forbidden": (Reply(page(1), status=403), "http-403"),
    "gone": (Reply(page(1), status=410), "http-410"),
    "empty": (Reply(b"", headers=HTML), "empty-body"),
    "picture": (Reply(b"\x89PNG\r\n" + bytes(range(256)) * 20, headers={"Content-Type": "image/png"}), "not-a-page"),
    "broken": (Reply(b"no", status=500), "http-500"),
    "nested": (Reply(b"<html><body>" + b"<div>" * 100_000 + b"x", headers=HTML), "too-many-elements"),
    "soft-404": (Reply(page(1, title="Page not found", body="<p>Sorry, this page does not exist.</p>"), headers=HTML),
                 "not-an-article"),
}  # fmt: skip


def feed(paths: list[str]) -> bytes:
    items = "".join(f"<item><title>x</title><link>{path}</link></item>" for path in paths)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


def routes(origin: str) -> dict[str, Any]:
    good = list(GOOD)
    urls = "".join(f"<url><loc>{origin}{path}</loc></url>" for path in good[4:6])
    news = (
        f"<url><loc>{origin}{good[6]}</loc><n:news><n:publication_date>2026-11-12</n:publication_date>"
        "<n:title>x</n:title></n:news></url>"
    )
    laughs = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><item><link>&b;</link></item>'
    return {
        **{path: Reply(body, headers=HTML) for path, body in GOOD.items()},
        **{f"/news/{name}": answer for name, (answer, _) in HOSTILE.items()},
        "/": Reply(b"<html><body>home</body></html>", headers=HTML),
        LOGIN: Reply(b"<html><input type=password></html>", headers=HTML),
        "/hostile.rss": Reply(feed([f"/news/{name}" for name in HOSTILE])),
        "/good.rss": Reply(feed([*good[:2], "javascript:alert(1)", "http://", "//[bad/", "/news/with space"])),
        "/atom": Reply(
            b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/news/good-3"/></entry></feed>',
            headers={"Content-Type": "text/plain"},
        ),
        "/feed.json": Reply(b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "/news/good-4"}]}'),
        "/sitemap.xml": Reply(gzip.compress(b"<urlset>" + urls.encode() + b"</urlset>")),
        "/news.xml": Reply(b'<urlset xmlns:n="x">' + news.encode() + b"</urlset>"),
        "/index.rss": Reply(f"<sitemapindex><sitemap><loc>{origin}/part.txt</loc></sitemap></sitemapindex>".encode()),
        "/part.txt": Reply(f"\ufeff{origin}{good[7]}\n".encode()),
        "/section/1": Reply(f'<a class="a" href="{good[8]}">x</a>'.encode(), headers=HTML),
        "/section/2": Reply(f'<a class="a" href="{good[9]}">x</a>'.encode(), headers=HTML),
        "/section/3": Reply(f'<a class="a" href="{good[9]}">x</a>'.encode(), headers=HTML),
        "/api/0": Reply(b'{"data": [{"url": "/news/good-11", "title": "x"}]}', headers={"Content-Type": "text/html"}),
        "/api/10": Reply(b'{"data": []}'),
        "/truncated.rss": Reply(feed([good[11], "/news/lost"])[:-36]),
        "/html.rss": Reply(b"<!doctype html><html><body>Our feeds have moved", headers=HTML),
        "/laughs.rss": Reply(laughs.encode()),
        "/deep.xml": Reply(b"<urlset>" + b"<url>" * 100_000),
        "/lying.xml": Reply(b"<html><body>no sitemap here</body></html>"),
    }


def listings(origin: str) -> tuple[Discover, ...]:
    kinds = {
        "feed": ["hostile.rss", "good.rss", "atom", "feed.json", "truncated.rss", "html.rss", "laughs.rss"],
        "sitemap": ["sitemap.xml", "index.rss", "deep.xml", "lying.xml"],
        "news_sitemap": ["news.xml"],
    }
    found = [Discover(kind=kind, url=f"{origin}/{name}") for kind, names in kinds.items() for name in names]  # type: ignore[arg-type]  # the keys are kinds
    section = Discover(kind="section", url=f"{origin}/section/{{page}}", links="a.a", pages=5)
    api = Discover(
        kind="section", url=f"{origin}/api/{{page}}", items="data[].url", pages=5, first_page=0, page_step=10
    )
    return (*found, section, api)


async def harvest(folder: Path) -> Outcome:
    """Harvest the site into a folder and publish."""
    with Server({}) as server:
        server.routes = routes(server.origin)
        politeness = {"timeout_seconds": 3.0, "max_concurrency": 4, "max_bytes": 1_000_000}
        source = make_source(*listings(server.origin), politeness=politeness)
        async with open_workshop(
            Settings(data=folder), {source.id: source}, clock=lambda: MORNING, sleep=no_wait
        ) as shop:
            outcome = await harvest_source(shop, source)
            check_and_publish(shop.warehouse, MORNING, "test")
    return outcome


@pytest.fixture(scope="module")
def harvested(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, Path]:
    folder = tmp_path_factory.mktemp("hostile") / "data"
    return asyncio.run(harvest(folder)), folder


def ask(data: Path, sql: str) -> list[tuple[Any, ...]]:
    return list(run_query(data, sql).rows())


def test_every_good_article_arrives_whatever_stands_beside_it(harvested: tuple[Outcome, Path]) -> None:
    _, data = harvested
    found = {row[0].split("/news/")[1] for row in ask(data, "select url from mart.article")}
    assert found == {path.removeprefix("/news/") for path in GOOD}


def test_every_hostile_answer_is_refused_by_name(harvested: tuple[Outcome, Path]) -> None:
    _, data = harvested
    rows = ask(data, "select split_part(url, '/news/', 2), reason from ops.reject where stage in ('fetch', 'parse')")
    assert {name: reason for name, reason in rows if name in HOSTILE} == {
        name: why for name, (_, why) in HOSTILE.items()
    }


def test_every_listing_that_is_none_is_named(harvested: tuple[Outcome, Path]) -> None:
    outcome, data = harvested
    rows = ask(data, "select split_part(url, '/', -1), reason from ops.reject where stage = 'discover'")
    found = dict(rows)
    assert found["html.rss"] == "html-instead-of-feed"
    assert found["lying.xml"] == "html-instead-of-sitemap"
    assert found["deep.xml"] == "malformed-sitemap"
    assert found["truncated.rss"] == "malformed-feed"
    assert outcome.record.state == "partial"

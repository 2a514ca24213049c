"""Fetching from servers that behave, and from servers that do anything else."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import brotli
import pytest
import zstandard

from scrapers.archive import read_record
from scrapers.fetch import ContactMissing, Exchange, user_agent
from tests.scrapers.loopback import NOW, SITE_FILES, FakeTime, Reply, Server, make_fetcher, make_source
from transforms.records import Lead, Validators

PAGE = Reply(b"<html><body>Hello</body></html>", headers={"Content-Type": "text/html", "ETag": '"1"'})
SOURCE = make_source()
COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda data: gzip.compress(data, 1),
    "br": lambda data: brotli.compress(data, quality=1),
    "zstd": zstandard.compress,
}


async def get(
    tmp_path: Path, server: Server, path: str = "/a", *, time: FakeTime | None = None, **how: Any
) -> Exchange:
    source = how.pop("source", SOURCE)
    async with make_fetcher(tmp_path, time) as fetcher:
        exchange: Exchange = await fetcher.get(server.origin + path, source, "article", **how)
    return exchange


def reason(exchange: Exchange) -> tuple[str, str]:
    assert exchange.reject is not None
    assert exchange.page is None
    assert exchange.reject.stage == "fetch"
    return exchange.outcome, exchange.reject.reason


async def test_page_is_returned_recorded_and_archived(tmp_path: Path) -> None:
    lead = Lead("http://x.example/a", "testing", "feed:x")
    with Server({"/a": PAGE}) as server:
        exchange = await get(tmp_path, server, lead=lead)
    assert exchange.outcome == "ok"
    assert exchange.page is not None
    assert exchange.page.body == PAGE.body
    assert exchange.page.content_type == "text/html"
    assert exchange.page.lead is lead
    assert exchange.validators == Validators('"1"', None)
    robots, tdm, ai, fetch = exchange.fetches
    assert (tdm.status, ai.status) == (404, 404)
    assert (robots.purpose, robots.status) == ("robots", 404)
    assert (fetch.purpose, fetch.status, fetch.bytes, fetch.fetched_at) == ("article", 200, len(PAGE.body), NOW)
    assert fetch.header("etag") == '"1"'
    assert fetch.warc is not None
    uri, headers, body = read_record(tmp_path, fetch.warc)
    assert (uri, headers["etag"], body) == (server.origin + "/a", '"1"', PAGE.body)
    assert exchange.page.fetch_id == fetch.fetch_id


async def test_request_says_who_asks_and_in_which_language(tmp_path: Path) -> None:
    with Server({"/a": PAGE}) as server:
        async with make_fetcher(tmp_path, contact="news@desk.example") as fetcher:
            await fetcher.get(server.origin + "/a", SOURCE, "article")
    (headers,) = server.headers_of("/a")
    assert headers["user-agent"] == user_agent("news@desk.example")
    assert headers["user-agent"].endswith(" (+news@desk.example)")
    assert headers["accept-language"].startswith("en")
    assert "cookie" not in headers


async def test_cookies_are_not_kept(tmp_path: Path) -> None:
    cookie = Reply(PAGE.body, headers={"Set-Cookie": "consent=yes; Path=/"})
    with Server({"/a": cookie, "/b": PAGE}) as server:
        async with make_fetcher(tmp_path) as fetcher:
            for path in ("/a", "/b"):
                await fetcher.get(server.origin + path, SOURCE, "article")
    assert "cookie" not in server.headers_of("/b")[0]


async def test_contact_is_required_before_another_machine_is_asked(tmp_path: Path) -> None:
    async with make_fetcher(tmp_path) as fetcher:
        with pytest.raises(ContactMissing, match="KHOTIN_CONTACT"):
            await fetcher.get("https://news.example/", SOURCE, "article")


async def test_conditional_request_and_304(tmp_path: Path) -> None:
    known = Validators('"1"', "Thu, 12 Nov 2026 08:00:00 GMT")
    with Server({"/a": Reply(status=304)}) as server:
        exchange = await get(tmp_path, server, validators=known)
    (headers,) = server.headers_of("/a")
    assert headers["if-none-match"] == '"1"'
    assert headers["if-modified-since"] == "Thu, 12 Nov 2026 08:00:00 GMT"
    assert (exchange.outcome, exchange.page, exchange.reject) == ("not_modified", None, None)
    assert exchange.validators == known
    assert exchange.fetches[-1].warc is not None


async def test_304_that_nobody_asked_for_is_a_failure(tmp_path: Path) -> None:
    with Server({"/a": Reply(status=304)}) as server:
        assert reason(await get(tmp_path, server)) == ("failed", "http-304")


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
async def test_content_coding_is_undone_and_recorded(tmp_path: Path, coding: str) -> None:
    with Server({"/a": Reply(COMPRESS[coding](PAGE.body), headers={"Content-Encoding": coding})}) as server:
        exchange = await get(tmp_path, server)
    assert exchange.page is not None
    assert exchange.page.body == PAGE.body
    warc = exchange.fetches[-1].warc
    assert warc is not None
    _, headers, body = read_record(tmp_path, warc)
    assert body == PAGE.body
    assert headers["x-archive-orig-content-encoding"] == coding
    assert headers["content-length"] == str(len(PAGE.body))


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (404, ("refused", "http-404")),
        (410, ("refused", "http-410")),
        (403, ("refused", "http-403")),
        (204, ("refused", "http-204")),
        (300, ("refused", "http-300")),
        (429, ("failed", "http-429")),
        (501, ("failed", "http-501")),
    ],
)
async def test_status_decides_whether_to_come_back(tmp_path: Path, status: int, expected: tuple[str, str]) -> None:
    with Server({"/a": Reply(b"sorry", status)}) as server:
        exchange = await get(tmp_path, server)
    assert reason(exchange) == expected
    assert server.paths() == ["/a"]
    assert exchange.fetches[-1].warc is not None


async def test_empty_answer_is_no_page(tmp_path: Path) -> None:
    with Server({"/a": Reply(b"")}) as server:
        assert reason(await get(tmp_path, server)) == ("failed", "empty-body")


# --- retries -----------------------------------------------------------------------------------------------------


def in_turn(*replies: Reply) -> Any:
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


async def test_500_then_200_is_fetched_in_the_second_attempt(tmp_path: Path) -> None:
    time = FakeTime()
    with Server({"/a": in_turn(Reply(b"oops", 500), PAGE)}) as server:
        exchange = await get(tmp_path, server, time=time)
    assert exchange.outcome == "ok"
    assert [fetch.status for fetch in exchange.fetches if fetch.purpose == "article"] == [500, 200]
    assert all(fetch.warc for fetch in exchange.fetches)
    assert len(time.slept) == 1
    assert 1 <= time.slept[0] <= 2


async def test_lasting_500_fails_after_three_attempts(tmp_path: Path) -> None:
    with Server({"/a": Reply(b"oops", 500)}) as server:
        exchange = await get(tmp_path, server)
    assert reason(exchange) == ("failed", "http-500")
    assert server.paths() == ["/a"] * 3


async def test_429_waits_as_long_as_the_server_asks(tmp_path: Path) -> None:
    time = FakeTime()
    busy = Reply(b"slow down", 429, {"Retry-After": "7"})
    with Server({"/a": in_turn(busy, PAGE)}) as server:
        exchange = await get(tmp_path, server, time=time)
    assert exchange.outcome == "ok"
    assert time.slept == [7.0]


async def test_long_retry_after_fails_and_the_host_is_left_alone(tmp_path: Path) -> None:
    until = (NOW + timedelta(hours=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    routes = {"/a": Reply(b"later", 503, {"Retry-After": until}), "/b": PAGE}
    with Server(dict(routes)) as server:
        async with make_fetcher(tmp_path) as fetcher:
            first = await fetcher.get(server.origin + "/a", SOURCE, "article")
            second = await fetcher.get(server.origin + "/b", SOURCE, "article")
    assert reason(first) == ("failed", "http-503")
    assert first.reject.detail == "HTTP status 503 Service Unavailable, try again after 3600 s"
    assert reason(second) == ("failed", "asked-to-wait")
    assert server.paths() == ["/a"]


async def test_unreachable_host_fails_after_retries(tmp_path: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/a"
        async with make_fetcher(tmp_path) as fetcher:
            source = make_source(politeness={"respect_robots": False})
            exchange = await fetcher.get(url, source, "article")
    assert reason(exchange) == ("failed", "unreachable")
    assert [(fetch.status, fetch.warc) for fetch in exchange.fetches] == [(0, None)] * 3


async def test_unknown_host_fails(tmp_path: Path) -> None:
    async def nowhere(host: str) -> tuple[str, ...]:
        raise socket.gaierror(-2, "Name or service not known")

    async with make_fetcher(tmp_path, contact="me@desk.example", resolve=nowhere) as fetcher:
        exchange = await fetcher.get("https://gone.example/", SOURCE, "article")
    assert reason(exchange) == ("failed", "unreachable")
    assert "gone.example" in exchange.reject.detail


# --- hostile servers ---------------------------------------------------------------------------------------------


def small(**more: Any) -> Any:
    return make_source(politeness={"max_bytes": 10_000, **more})


@pytest.mark.parametrize("announced", [True, False])
async def test_over_long_answer_is_cut_off(tmp_path: Path, announced: bool) -> None:
    sent = 0

    def endless(handler: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        handler.send_response(200)
        handler.send_header("Content-Length", "100000000") if announced else handler.send_header("Connection", "close")
        handler.end_headers()
        try:
            for _ in range(2000):
                handler.wfile.write(b"x" * 10_000)
                sent += 10_000
        except OSError:
            pass
        handler.close_connection = True

    with Server({"/a": endless}) as server:
        exchange = await get(tmp_path, server, source=small())
    assert reason(exchange) == ("refused", "too-large")
    assert exchange.fetches[-1].bytes <= 10_000
    assert exchange.fetches[-1].sha256 is None
    assert exchange.fetches[-1].warc is not None
    assert sent < 20_000_000


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "gzip, gzip"])
async def test_decompression_bomb_is_refused(tmp_path: Path, coding: str) -> None:
    bomb = bytes(50_000_000)
    for name in coding.split(", "):
        bomb = COMPRESS[name](bomb)
    source = make_source(politeness={"max_bytes": 1_000_000})
    with Server({"/a": Reply(bomb, headers={"Content-Encoding": coding})}) as server:
        exchange = await get(tmp_path, server, source=source)
    assert reason(exchange) == ("refused", "too-large")
    assert exchange.fetches[-1].bytes <= 1_000_000


@pytest.mark.parametrize(("coding", "body"), [("gzip", b"not gzip"), ("br", b"\xff\xff\xff"), ("rot13", b"uryyb")])
async def test_undecodable_content_is_refused(tmp_path: Path, coding: str, body: bytes) -> None:
    with Server({"/a": Reply(body, headers={"Content-Encoding": coding})}) as server:
        assert reason(await get(tmp_path, server)) == ("refused", "bad-encoding")


async def test_server_that_hangs_meets_the_deadline(tmp_path: Path) -> None:
    with Server({}) as server:

        def hang(_: BaseHTTPRequestHandler) -> None:
            server.stopping.wait(10)

        server.routes["/a"] = hang
        exchange = await get(tmp_path, server, source=small(timeout_seconds=0.15))
    assert reason(exchange) == ("failed", "timeout")
    assert server.paths() == ["/a"] * 2
    assert [fetch.elapsed_ms < 1000 for fetch in exchange.fetches[3:]] == [True, True]


async def test_server_that_drips_meets_the_same_deadline(tmp_path: Path) -> None:
    with Server({}) as server:

        def drip(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Length", "1000")
            handler.end_headers()
            while not server.stopping.wait(0.03):
                try:
                    handler.wfile.write(b"x")
                except OSError:
                    return

        server.routes["/a"] = drip
        exchange = await get(tmp_path, server, source=small(timeout_seconds=0.2))
    assert reason(exchange) == ("failed", "timeout")
    fetch = exchange.fetches[-1]
    assert (fetch.status, fetch.sha256) == (200, None)
    assert 0 < fetch.bytes < 100
    assert fetch.warc is not None


async def test_truncated_answer_is_no_page(tmp_path: Path) -> None:
    def cut(handler: BaseHTTPRequestHandler) -> Reply:
        handler.close_connection = True
        return Reply(b"half", headers={"Content-Length": "1000"})

    with Server({"/a": cut}) as server:
        exchange = await get(tmp_path, server)
    assert reason(exchange) == ("failed", "truncated")
    assert exchange.fetches[-1].warc is not None


async def test_truncated_gzip_is_no_page(tmp_path: Path) -> None:
    body = gzip.compress(b"x" * 10_000)[:-5]
    with Server({"/a": Reply(body, headers={"Content-Encoding": "gzip"})}) as server:
        assert reason(await get(tmp_path, server)) == ("failed", "truncated")


async def test_connection_closed_without_an_answer(tmp_path: Path) -> None:
    def reset(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        handler.connection.shutdown(socket.SHUT_RDWR)

    with Server({"/a": reset}) as server:
        assert reason(await get(tmp_path, server)) == ("failed", "unreachable")


async def test_answer_that_is_no_http(tmp_path: Path) -> None:
    def rubbish(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        handler.wfile.write(b"220 smtp.example ESMTP\r\n\r\n")

    with Server({"/a": rubbish}) as server:
        assert reason(await get(tmp_path, server)) == ("failed", "unreachable")


async def test_tls_failure_has_its_own_reason(tmp_path: Path) -> None:
    with Server({"/a": PAGE}) as server:
        async with make_fetcher(tmp_path) as fetcher:
            source = make_source(politeness={"respect_robots": False})
            exchange = await fetcher.get(server.origin.replace("http:", "https:") + "/a", source, "article")
    assert reason(exchange) == ("failed", "tls")


# --- redirects and addresses -------------------------------------------------------------------------------------


async def test_redirect_is_followed_and_each_hop_recorded(tmp_path: Path) -> None:
    with Server({"/a": Reply(b"moved", 301, {"Location": "/b?x=1#part"}), "/b?x=1": PAGE}) as server:
        exchange = await get(tmp_path, server)
    assert exchange.page is not None
    assert exchange.page.url == server.origin + "/a"
    assert exchange.page.final_url == server.origin + "/b?x=1"
    hops = [fetch for fetch in exchange.fetches if fetch.purpose == "article"]
    assert [(fetch.status, fetch.url, fetch.final_url) for fetch in hops] == [
        (301, server.origin + "/a", server.origin + "/a"),
        (200, server.origin + "/a", server.origin + "/b?x=1"),
    ]
    assert all(fetch.warc for fetch in hops)


async def test_redirect_loop_is_refused(tmp_path: Path) -> None:
    routes = {"/a": Reply(status=302, headers={"Location": "/b"}), "/b": Reply(status=302, headers={"Location": "/a"})}
    with Server(dict(routes)) as server:
        assert reason(await get(tmp_path, server)) == ("refused", "redirect-loop")
    assert server.paths() == ["/a", "/b"]


async def test_endless_redirects_are_bounded(tmp_path: Path) -> None:
    routes = {f"/{n}": Reply(status=302, headers={"Location": f"/{n + 1}"}) for n in range(50)}
    with Server(dict(routes)) as server:
        assert reason(await get(tmp_path, server, "/0")) == ("refused", "redirect-loop")
    assert len(server.paths()) == 6


@pytest.mark.parametrize(
    "target",
    [
        *("file:///etc/passwd", "ftp://x.example/", "http://user:pw@127.0.0.1/", "http://"),
        # What httpx's own clients raise, although they are not to follow it.
        *(
            "javascript:alert(1)//<img src=x>|a|",
            "http://[<img src=x>|a|]/",
            "http://x.example:99999999/",
            "http://[x#y",
        ),
    ],
)
async def test_redirect_to_what_is_no_web_page_is_refused(tmp_path: Path, target: str) -> None:
    with Server({"/a": Reply(status=302, headers={"Location": target})}) as server:
        exchange = await get(tmp_path, server)
    assert reason(exchange)[0] == "refused"
    assert [fetch.status for fetch in exchange.fetches if fetch.purpose == "article"] == [302]


async def test_private_address_is_refused_without_a_request(tmp_path: Path) -> None:
    with Server({"/a": PAGE}) as server:
        source = make_source(politeness={"allow_private_addresses": False})
        exchange = await get(tmp_path, server, source=source)
    assert reason(exchange) == ("refused", "private-address")
    assert server.requests == []
    assert exchange.fetches == ()


async def test_name_of_a_private_address_is_refused(tmp_path: Path) -> None:
    async def rebound(host: str) -> tuple[str, ...]:
        return ("203.0.113.7" if host == "x" else "93.184.215.14", "10.0.0.1")

    source = make_source(politeness={"allow_private_addresses": False})
    async with make_fetcher(tmp_path, contact="me@desk.example", resolve=rebound) as fetcher:
        exchange = await fetcher.get("http://news.example/", source, "article")
    assert reason(exchange) == ("refused", "private-address")
    assert "10.0.0.1" in exchange.reject.detail


async def test_redirect_to_a_private_address_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first server plays a public one; its redirect leads to a second that is judged as what it is."""
    import scrapers.address

    real = scrapers.address.is_public
    monkeypatch.setattr(scrapers.address, "is_public", lambda address: address == "127.0.0.1" or real(address))
    source = make_source(politeness={"allow_private_addresses": False, "respect_robots": False})
    with Server({}) as inner:
        with Server(
            {"/a": Reply(status=302, headers={"Location": inner.origin.replace("127.0.0.1", "127.0.0.2") + "/a"})}
        ) as outer:
            exchange = await get(tmp_path, outer, source=source)
        assert inner.requests == []
    assert reason(exchange) == ("refused", "private-address")
    assert [fetch.status for fetch in exchange.fetches] == [302]


async def test_connection_goes_to_the_address_that_was_checked(tmp_path: Path) -> None:
    """A second look-up, which could give another answer, does not take place; the Host header keeps the name."""
    asked: list[str] = []

    async def resolve(host: str) -> tuple[str, ...]:
        asked.append(host)
        return ("127.0.0.1",)

    with Server({"/a": PAGE, "/b": PAGE}) as server:
        port = server.origin.rpartition(":")[2]
        async with make_fetcher(tmp_path, contact="me@desk.example", resolve=resolve) as fetcher:
            for path in ("/a", "/b"):
                exchange = await fetcher.get(f"http://news.example:{port}{path}", SOURCE, "article")
                assert exchange.outcome == "ok"
    assert asked == ["news.example"]
    assert {headers["host"] for _, headers in server.requests} == {f"news.example:{port}"}


async def test_second_address_is_tried_where_the_first_does_not_answer(tmp_path: Path) -> None:
    async def resolve(_: str) -> tuple[str, ...]:
        return ("::1", "127.0.0.3", "127.0.0.1")

    with Server({"/a": PAGE}) as server:
        port = server.origin.rpartition(":")[2]
        async with make_fetcher(tmp_path, contact="me@desk.example", resolve=resolve) as fetcher:
            exchange = await fetcher.get(f"http://news.example:{port}/a", SOURCE, "article")
    assert exchange.outcome == "ok"
    assert {fetch.status for fetch in exchange.fetches} == {200, 404}


@pytest.mark.parametrize("url", ["not a url", "http://", "http://[::1", "//x.example/a", "http://a:b@x.example/"])
async def test_bad_url_is_refused(tmp_path: Path, url: str) -> None:
    async with make_fetcher(tmp_path, contact="me@desk.example") as fetcher:
        assert reason(await fetcher.get(url, SOURCE, "article")) == ("refused", "bad-url")


# --- robots.txt --------------------------------------------------------------------------------------------------


async def test_robots_disallow_is_final_and_asked_for_once(tmp_path: Path) -> None:
    robots = Reply(b"\xef\xbb\xbfUser-agent: *\nDisallow: /private/\n")
    with Server({"/robots.txt": robots, "/a": PAGE}) as server:
        async with make_fetcher(tmp_path) as fetcher:
            refused = await fetcher.get(server.origin + "/private/a", SOURCE, "article")
            allowed = await fetcher.get(server.origin + "/a", SOURCE, "article")
    assert reason(refused) == ("refused", "robots-disallowed")
    assert [fetch.purpose for fetch in refused.fetches] == ["robots"]
    assert allowed.outcome == "ok"
    assert [path for path, _ in server.requests] == [*SITE_FILES, "/a"]


async def test_robots_group_for_khotin_wins(tmp_path: Path) -> None:
    robots = Reply(b"User-agent: *\nAllow: /\n\nUser-agent: khotin\nDisallow: /\n")
    with Server({"/robots.txt": robots, "/a": PAGE}) as server:
        assert reason(await get(tmp_path, server)) == ("refused", "robots-disallowed")


async def test_redirect_into_a_disallowed_place_is_refused(tmp_path: Path) -> None:
    routes = {
        "/robots.txt": Reply(b"User-agent: *\nDisallow: /b\n"),
        "/a": Reply(status=302, headers={"Location": "/b"}),
        "/b": PAGE,
    }
    with Server(dict(routes)) as server:
        assert reason(await get(tmp_path, server)) == ("refused", "robots-disallowed")
    assert server.paths() == ["/a"]


@pytest.mark.parametrize("status", [500, 503, 429])
async def test_robots_that_fails_leaves_the_page_for_another_run(tmp_path: Path, status: int) -> None:
    with Server({"/robots.txt": Reply(b"oops", status), "/a": PAGE}) as server:
        exchange = await get(tmp_path, server)
    assert reason(exchange) == ("failed", "robots-unreachable")
    assert exchange.reject is not None
    assert f"http-{status}" in exchange.reject.detail
    assert server.paths() == []


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_robots_that_is_not_there_allows_everything(tmp_path: Path, status: int) -> None:
    with Server({"/robots.txt": Reply(b"no", status), "/a": PAGE}) as server:
        assert (await get(tmp_path, server)).outcome == "ok"


async def test_only_the_beginning_of_a_huge_robots_is_read(tmp_path: Path) -> None:
    huge = b"User-agent: *\nDisallow: /private\n" + b"# padding\n" * 100_000
    with Server({"/robots.txt": Reply(huge), "/a": PAGE}) as server:
        async with make_fetcher(tmp_path) as fetcher:
            assert reason(await fetcher.get(server.origin + "/private", SOURCE, "article"))[1] == "robots-disallowed"
            assert (await fetcher.get(server.origin + "/a", SOURCE, "article")).outcome == "ok"


async def test_robots_is_not_asked_for_where_the_source_says_so(tmp_path: Path) -> None:
    with Server({"/robots.txt": Reply(b"User-agent: *\nDisallow: /\n"), "/a": PAGE}) as server:
        source = make_source(politeness={"respect_robots": False})
        assert (await get(tmp_path, server, source=source)).outcome == "ok"
    assert [path for path, _ in server.requests] == ["/a"]


async def test_crawl_delay_counts_where_it_is_longer(tmp_path: Path) -> None:
    time = FakeTime()
    with Server({"/robots.txt": Reply(b"User-agent: *\nCrawl-delay: 3\n"), "/a": PAGE, "/b": PAGE}) as server:
        async with make_fetcher(tmp_path, time) as fetcher:
            for path in ("/a", "/b"):
                await fetcher.get(server.origin + path, make_source(politeness={"delay_seconds": 0.5}), "listing")
    assert time.slept == [3.0, 3.0]


async def test_delay_of_the_source_counts_where_it_is_longer(tmp_path: Path) -> None:
    time = FakeTime()
    with Server({"/robots.txt": Reply(b"User-agent: *\nCrawl-delay: 1\n"), "/a": PAGE}) as server:
        await get(tmp_path, server, time=time, source=make_source(politeness={"delay_seconds": 4.0}))
    assert time.slept == [4.0] * 3  # before tdmrep.json, ai.txt and the page


async def test_concurrency_of_a_host_is_bounded(tmp_path: Path) -> None:
    import asyncio

    running, most, lock = 0, 0, threading.Lock()

    def counted(_: BaseHTTPRequestHandler) -> Reply:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        threading.Event().wait(0.03)
        with lock:
            running -= 1
        return PAGE

    with Server({f"/{n}": counted for n in range(8)}) as server:
        source = make_source(politeness={"max_concurrency": 3, "respect_robots": False})
        async with make_fetcher(tmp_path) as fetcher:
            exchanges = await asyncio.gather(
                *(fetcher.get(f"{server.origin}/{n}", source, "article") for n in range(8))
            )
    assert [exchange.outcome for exchange in exchanges] == ["ok"] * 8
    assert most == 3

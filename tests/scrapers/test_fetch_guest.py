"""A good guest: rights asked for politely, hosts in trouble left alone, cookies and redirects, rules that expire."""

from __future__ import annotations

import asyncio
import socket
import time as real_time
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from scrapers.breaker import FIRST_REST, MAX_FAILURES
from scrapers.fetch import Exchange
from scrapers.robots import LONGEST_USE, SHORTEST_USE
from tests.scrapers.loopback import SITE_FILES, FakeTime, Reply, Server, make_fetcher, make_source
from transforms.records import Rights, Validators

PAGE = Reply(b"<html><body>Hello</body></html>", headers={"Content-Type": "text/html"})
SOURCE = make_source()


def reason(exchange: Exchange) -> tuple[str, str]:
    assert exchange.reject is not None
    assert exchange.page is None
    return exchange.outcome, exchange.reject.reason


async def rights_of_page(tmp_path: Path, routes: dict[str, Any], **politeness: Any) -> Rights | None:
    with Server(routes) as server:
        async with make_fetcher(tmp_path) as fetcher:
            source = make_source(politeness=politeness)
            exchange: Exchange = await fetcher.get(server.origin + "/a", source, "article")
    assert exchange.page is not None
    return exchange.page.rights


# --- rights ------------------------------------------------------------------------------------------------------


async def test_rights_are_kept_with_the_page(tmp_path: Path) -> None:
    headers = {"X-Robots-Tag": "noarchive", "Link": '<https://c.example/by/4.0/>; rel="license"'}
    found = await rights_of_page(
        tmp_path,
        {
            "/robots.txt": Reply(b"User-agent: *\nDisallow: /private\n"),
            "/.well-known/tdmrep.json": Reply(b'[{"location": "/", "tdm-reservation": 1, "tdm-policy": "https://p/"}]'),
            "/ai.txt": Reply(b"User-Agent: *\nDisallow: /\n"),
            "/a": Reply(PAGE.body, headers=headers),
        },
    )
    assert found == Rights(
        robots="allowed",
        x_robots_tag="noarchive",
        tdm_reservation="1",
        tdm_policy="https://p/",
        tdm_source="tdmrep.json",
        ai_txt="disallowed",
        licence="https://c.example/by/4.0/",
    )


async def test_site_that_says_nothing(tmp_path: Path) -> None:
    assert await rights_of_page(tmp_path, {"/a": PAGE}) == Rights(robots="no-rules")
    other = {"/robots.txt": Reply(b"User-agent: OtherBot\nDisallow: /\n"), "/a": PAGE}
    assert await rights_of_page(tmp_path, other) == Rights(robots="no-rules")


async def test_nothing_is_asked_where_the_source_says_so(tmp_path: Path) -> None:
    with Server({"/a": Reply(PAGE.body, headers={"TDM-Reservation": "0"})}) as server:
        async with make_fetcher(tmp_path) as fetcher:
            source = make_source(politeness={"respect_robots": False})
            exchange = await fetcher.get(server.origin + "/a", source, "article")
    assert exchange.page.rights == Rights(robots="not-asked", tdm_reservation="0", tdm_source="header")
    assert [path for path, _ in server.requests] == ["/a"]


async def test_files_about_rights_are_asked_for_once_and_for_articles_alone(tmp_path: Path) -> None:
    with Server({f"/{n}": PAGE for n in range(4)}) as server:
        async with make_fetcher(tmp_path) as fetcher:
            listing = await fetcher.get(server.origin + "/0", SOURCE, "listing")
            assert [path for path, _ in server.requests] == ["/robots.txt", "/0"]
            pages = [fetcher.get(f"{server.origin}/{n}", SOURCE, "article") for n in (1, 2, 3)]
            exchanges = await asyncio.gather(*pages)
    assert listing.page.rights is None
    assert sorted(path for path, _ in server.requests) == sorted([*SITE_FILES, "/0", "/1", "/2", "/3"])
    files = [fetch for exchange in exchanges for fetch in exchange.fetches if fetch.purpose == "robots"]
    assert len(files) == 2
    assert all(fetch.warc for fetch in files)


async def test_files_about_rights_are_not_tried_again(tmp_path: Path) -> None:
    failing = {"/.well-known/tdmrep.json": Reply(b"oops", 500), "/ai.txt": Reply(b"oops", 500), "/a": PAGE}
    with Server(dict(failing)) as server:
        async with make_fetcher(tmp_path) as fetcher:
            exchange = await fetcher.get(server.origin + "/a", SOURCE, "article")
    assert exchange.outcome == "ok"
    assert [path for path, _ in server.requests] == ["/robots.txt", "/.well-known/tdmrep.json", "/a"]
    assert exchange.page.rights == Rights(robots="no-rules")


async def test_robots_txt_holds_for_the_files_about_rights(tmp_path: Path) -> None:
    with Server({"/robots.txt": Reply(b"User-agent: *\nDisallow: /ai\nDisallow: /.well\n"), "/a": PAGE}) as server:
        async with make_fetcher(tmp_path) as fetcher:
            assert (await fetcher.get(server.origin + "/a", SOURCE, "article")).outcome == "ok"
    assert [path for path, _ in server.requests] == ["/robots.txt", "/a"]


# --- hosts in trouble --------------------------------------------------------------------------------------------


async def test_dead_host_is_left_alone_and_probed_later(tmp_path: Path) -> None:
    time = FakeTime()
    routes: dict[str, Any] = {f"/{n}": Reply(b"oops", 500) for n in range(9)}
    source = make_source(politeness={"respect_robots": False})
    with Server(routes) as server:
        async with make_fetcher(tmp_path, time) as fetcher:
            first = [await fetcher.get(f"{server.origin}/{n}", source, "article") for n in range(9)]
            asked = len(server.requests)
            time.seconds += FIRST_REST
            probed = await fetcher.get(f"{server.origin}/0", source, "article")
            assert len(server.requests) == asked + 1
            server.routes["/0"] = PAGE
            time.seconds += 2 * FIRST_REST
            well = await fetcher.get(f"{server.origin}/0", source, "article")
            other = await fetcher.get(f"{server.origin}/1", source, "article")
    assert asked == MAX_FAILURES
    assert [reason(exchange)[1] for exchange in first] == ["http-500"] * 2 + ["host-resting"] * 7
    assert {exchange.outcome for exchange in first} == {"failed"}
    assert reason(probed) == ("failed", "http-500")
    assert well.outcome == "ok"
    assert reason(other) == ("failed", "http-500")


async def test_those_who_wait_for_a_dead_host_are_let_go_at_once(tmp_path: Path) -> None:
    time = FakeTime()
    source = make_source(politeness={"respect_robots": False, "delay_seconds": 10.0})
    with Server({f"/{n}": Reply(b"oops", 502) for n in range(40)}) as server:
        async with make_fetcher(tmp_path, time) as fetcher:
            pages = [fetcher.get(f"{server.origin}/{n}", source, "article") for n in range(40)]
            exchanges = await asyncio.gather(*pages)
    assert len(server.requests) == MAX_FAILURES
    assert [reason(exchange)[1] for exchange in exchanges] == [
        "http-502" if exchange.fetches else "host-resting" for exchange in exchanges
    ]
    assert time.seconds < 40 * 10, "each of the others would have waited for its turn"


async def test_long_retry_after_lets_go_of_those_who_wait(tmp_path: Path) -> None:
    time = FakeTime()
    with Server({f"/{n}": Reply(b"later", 503, {"Retry-After": "3600"}) for n in range(5)}) as server:
        async with make_fetcher(tmp_path, time) as fetcher:
            source = make_source(politeness={"respect_robots": False})
            pages = [fetcher.get(f"{server.origin}/{n}", source, "article") for n in range(5)]
            exchanges = await asyncio.gather(*pages)
    assert [reason(exchange)[1] for exchange in exchanges] == ["http-503"] + ["asked-to-wait"] * 4
    assert time.seconds == 0


async def test_missing_pages_do_not_rest_a_host(tmp_path: Path) -> None:
    with Server({}) as server:
        async with make_fetcher(tmp_path) as fetcher:
            exchanges = [await fetcher.get(f"{server.origin}/{n}", SOURCE, "article") for n in range(8)]
    assert {reason(exchange) for exchange in exchanges} == {("refused", "http-404")}


async def test_one_dead_host_among_many_does_not_slow_the_rest(tmp_path: Path) -> None:
    """Twenty hosts on 127.0.0.x, one of which takes connections and never answers."""
    source = make_source(politeness={"respect_robots": False, "timeout_seconds": 0.2})
    with socket.socket() as silent, Server({f"/{n}": PAGE for n in range(5)}) as server:
        silent.bind(("127.0.0.2", 0))
        silent.listen()
        dead = f"http://127.0.0.2:{silent.getsockname()[1]}"
        async with make_fetcher(tmp_path, FakeTime()) as fetcher:
            waiting = asyncio.gather(*(fetcher.get(f"{dead}/{n}", source, "article") for n in range(50)))
            started = real_time.perf_counter()
            alive = [await fetcher.get(f"{server.origin}/{n}", source, "article") for n in range(5)]
            needed = real_time.perf_counter() - started
            lost = await waiting
            all_over = real_time.perf_counter() - started
    assert {exchange.outcome for exchange in alive} == {"ok"}
    assert needed < all_over
    reasons = [reason(exchange)[1] for exchange in lost]
    assert set(reasons) == {"timeout", "host-resting"}
    assert sum(len(exchange.fetches) for exchange in lost) == MAX_FAILURES


# --- cookies and redirects ---------------------------------------------------------------------------------------


async def test_redirect_to_itself_with_a_cookie_is_followed_once_with_it(tmp_path: Path) -> None:
    def gate(handler: BaseHTTPRequestHandler) -> Reply:
        if handler.headers.get("Cookie") == "seen=1; lang=vi":
            return PAGE
        handler.send_response(302)
        for name, value in (("Set-Cookie", "seen=1; Path=/; HttpOnly"), ("Set-Cookie", "lang=vi"), ("Location", "/a")):
            handler.send_header(name, value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()
        return None  # type: ignore[return-value]  # it has answered already

    with Server({"/a": gate, "/b": gate}) as server:
        async with make_fetcher(tmp_path) as fetcher:
            exchange = await fetcher.get(server.origin + "/a", SOURCE, "article")
            again = await fetcher.get(server.origin + "/a", SOURCE, "article")
    assert exchange.outcome == again.outcome == "ok"
    assert server.paths() == ["/a"] * 4
    assert ["cookie" in headers for headers in server.headers_of("/a")] == [False, True, False, True]


async def test_cookie_goes_to_no_other_url_and_a_second_round_is_a_loop(tmp_path: Path) -> None:
    loop = Reply(status=302, headers={"Location": "/a", "Set-Cookie": "n=1"})
    with Server({"/a": loop}) as server:
        async with make_fetcher(tmp_path) as fetcher:
            assert reason(await fetcher.get(server.origin + "/a", SOURCE, "article")) == ("refused", "redirect-loop")
    assert len(server.paths()) == 2

    sent = iter([loop, Reply(status=302, headers={"Location": "/b"})])
    with Server({"/a": lambda _: next(sent), "/b": PAGE}) as server:
        async with make_fetcher(tmp_path) as fetcher:
            assert (await fetcher.get(server.origin + "/a", SOURCE, "article")).outcome == "ok"
    assert "cookie" not in server.headers_of("/b")[0]


@pytest.mark.parametrize("cookie", ["", "; Path=/", "a b=c", "a=\u00e9", "x" * 300 + "=1"])
async def test_cookie_that_is_none_is_not_sent(tmp_path: Path, cookie: str) -> None:
    with Server({"/a": Reply(status=302, headers={"Location": "/a", "Set-Cookie": cookie})}) as server:
        async with make_fetcher(tmp_path) as fetcher:
            assert reason(await fetcher.get(server.origin + "/a", SOURCE, "article")) == ("refused", "redirect-loop")
    assert len(server.paths()) == 1


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/", "redirected-to-home"),
        ("/login?next=%2Fworld%2Fa-1.html", "redirected-to-login"),
        ("/consent?back=%252Fworld%252Fa-1.html", "redirected-to-consent"),
    ],
)
async def test_article_that_is_redirected_away_is_refused_unseen(tmp_path: Path, location: str, expected: str) -> None:
    with Server({"/world/a-1.html": Reply(status=302, headers={"Location": location}), location: PAGE}) as server:
        async with make_fetcher(tmp_path) as fetcher:
            url = server.origin + "/world/a-1.html"
            exchange = await fetcher.get(url, SOURCE, "article")
            assert reason(exchange) == ("refused", expected)
            assert exchange.reject.fetch_id == exchange.fetches[-1].fetch_id
            assert server.paths() == ["/world/a-1.html"]
            assert (await fetcher.get(url, SOURCE, "listing")).outcome == "ok", "a listing may have moved there"


# --- validators --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("etag", "sent"),
    [
        ('W/"a-\u00e9"', True),
        ("unquoted", True),
        ("x\r\nX-Evil: 1", False),
        ("\u0111", False),
        ("", False),
        ("x" * 5000, False),
    ],
)
async def test_validators_are_sent_verbatim_or_not_at_all(tmp_path: Path, etag: str, sent: bool) -> None:
    with Server({"/a": PAGE}) as server:
        async with make_fetcher(tmp_path) as fetcher:
            known = Validators(etag, "Thu, 12 Nov 2026 08:00:00 GMT")
            assert (await fetcher.get(server.origin + "/a", SOURCE, "listing", validators=known)).outcome == "ok"
    (headers,) = server.headers_of("/a")
    assert headers.get("if-none-match") == (etag if sent else None)
    assert headers["if-modified-since"] == known.last_modified
    assert "x-evil" not in headers


# --- robots.txt over time ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cache_control", "use"),
    [
        (None, LONGEST_USE),
        ("public, max-age=3600", 3600.0),
        ("max-age=5", SHORTEST_USE),
        ("no-cache, max-age=99", SHORTEST_USE),
        ("max-age=999999999", LONGEST_USE),
        ("s-maxage=700", LONGEST_USE),
    ],
)
async def test_robots_txt_is_asked_for_again_when_it_is_old(
    tmp_path: Path, cache_control: str | None, use: float
) -> None:
    time = FakeTime()
    headers = {"Cache-Control": cache_control} if cache_control else {}
    with Server({"/robots.txt": Reply(b"User-agent: *\nAllow: /\n", headers=headers), "/a": PAGE}) as server:
        async with make_fetcher(tmp_path, time) as fetcher:
            for wait in (0.0, use - 1, 1.0):
                time.seconds += wait
                await fetcher.get(server.origin + "/a", SOURCE, "listing")
    assert len(server.headers_of("/robots.txt")) == 2


async def test_known_rules_stand_while_the_server_fails(tmp_path: Path) -> None:
    time = FakeTime()
    with Server({"/robots.txt": Reply(b"User-agent: *\nDisallow: /b\n"), "/a": PAGE, "/b": PAGE}) as server:
        async with make_fetcher(tmp_path, time) as fetcher:
            await fetcher.get(server.origin + "/a", SOURCE, "listing")
            time.seconds += LONGEST_USE
            server.routes["/robots.txt"] = Reply(b"oops", 500)
            assert (await fetcher.get(server.origin + "/a", SOURCE, "listing")).outcome == "ok"
            assert reason(await fetcher.get(server.origin + "/b", SOURCE, "listing"))[1] == "robots-disallowed"


async def test_robots_txt_that_redirects_without_end_or_is_empty_has_no_rules(tmp_path: Path) -> None:
    for robots in (Reply(status=301, headers={"Location": "/robots.txt"}), Reply(b"")):
        with Server({"/robots.txt": robots, "/a": PAGE}) as server:
            async with make_fetcher(tmp_path) as fetcher:
                assert (await fetcher.get(server.origin + "/a", SOURCE, "article")).outcome == "ok"


async def test_robots_txt_is_found_behind_redirects(tmp_path: Path) -> None:
    routes: dict[str, Any] = {f"/r{n}": Reply(status=301, headers={"Location": f"/r{n + 1}"}) for n in range(1, 5)}
    routes |= {"/robots.txt": Reply(status=301, headers={"Location": "/r1"}), "/a": PAGE}
    routes["/r5"] = Reply(b"User-agent: *\nDisallow: /a\n")
    with Server(routes) as server:
        async with make_fetcher(tmp_path) as fetcher:
            assert reason(await fetcher.get(server.origin + "/a", SOURCE, "article"))[1] == "robots-disallowed"

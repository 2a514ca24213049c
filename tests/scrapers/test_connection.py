"""Connections: HTTP/2 and HTTP/1.1 over TLS, reuse, stale connections, hostile heads, and where they lead."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import gzip
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import httpx
import pytest

import scrapers.address
import scrapers.exchange
import scrapers.pool
from scrapers.connection import MAX_HEAD_FIELDS
from scrapers.fetch import Exchange, Fetcher
from tests.scrapers.loopback import FakeTime, Reply, Server, make_fetcher, make_source
from tests.scrapers.tls_server import NAME, Http1, Http2, certificate, tls_server

BODY = b"<html><body>" + b"x" * 50_000 + b"</body></html>"
SOURCE = make_source(politeness={"respect_robots": False})


def reason(exchange: Exchange) -> tuple[str, str]:
    assert exchange.reject is not None
    return exchange.outcome, exchange.reject.reason


async def local(_: str) -> tuple[str, ...]:
    return ("127.0.0.1",)


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("tls"))


@asynccontextmanager
async def trusting(folder: Path, monkeypatch: pytest.MonkeyPatch, pem: Path) -> AsyncIterator[Fetcher]:
    """A fetcher that trusts the certificate of the tests."""
    context = functools.partial(ssl.create_default_context, cafile=str(pem))
    monkeypatch.setattr(httpx, "create_ssl_context", lambda **_: context())
    async with make_fetcher(folder, contact="me@desk.example", resolve=local) as fetcher:
        yield fetcher


# --- TLS and HTTP/2 ----------------------------------------------------------------------------------------------


async def test_http2_is_spoken_where_the_server_offers_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pem: Path
) -> None:
    requests: list[dict[str, str]] = []
    opened = 0
    fields = [(":status", "200"), ("content-type", "text/html"), ("content-encoding", "gzip"), ("etag", 'W/"1"')]

    def serve() -> Http2:
        nonlocal opened
        opened += 1
        return Http2(fields, gzip.compress(BODY), requests)

    async with tls_server(pem, "h2", serve) as port, trusting(tmp_path, monkeypatch, pem) as fetcher:
        for path in ("/a", "/b?x=1"):
            exchange = await fetcher.get(f"https://{NAME}:{port}{path}", SOURCE, "article")
            assert exchange.page is not None, exchange.reject
            assert exchange.page.body == BODY
    assert exchange.validators.etag == 'W/"1"'
    assert opened == 1
    assert [request[":path"] for request in requests] == ["/a", "/b?x=1"]
    assert requests[0][":authority"] == f"{NAME}:{port}"
    assert requests[0]["user-agent"].endswith("(+me@desk.example)")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([(":status", "200"), ("x-a", "1\r\nSet-Cookie: x")], ("failed", "unreachable")),
        ([(":status", "2OO"), ("x-a", "1")], ("failed", "unreachable")),
        ([(":status", "200"), ("content-length", "9" * 5000)], ("failed", "unreachable")),
        (
            [(":status", "200"), *((f"x-{n}", "1") for n in range(MAX_HEAD_FIELDS + 1))],
            ("refused", "headers-too-large"),
        ),
        ([(":status", "200"), ("content-length", "3")], ("failed", "unreachable")),
        ([(":status", "599")], ("failed", "http-599")),
    ],
)
async def test_hostile_http2_head(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pem: Path,
    fields: list[tuple[str, str]],
    expected: tuple[str, str],
) -> None:
    serve = functools.partial(Http2, fields, b"body", [])
    async with tls_server(pem, "h2", serve) as port, trusting(tmp_path, monkeypatch, pem) as fetcher:
        assert reason(await fetcher.get(f"https://{NAME}:{port}/a", SOURCE, "article")) == expected


async def test_http2_body_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pem: Path) -> None:
    serve = functools.partial(Http2, [(":status", "200")], bytes(60_000), [])
    source = make_source(politeness={"respect_robots": False, "max_bytes": 20_000})
    async with tls_server(pem, "h2", serve) as port, trusting(tmp_path, monkeypatch, pem) as fetcher:
        for _ in range(2):
            exchange = await fetcher.get(f"https://{NAME}:{port}/a", source, "article")
            assert reason(exchange) == ("refused", "too-large")


async def test_http11_over_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pem: Path) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY
    async with (
        tls_server(pem, "http/1.1", functools.partial(Http1, answer)) as port,
        trusting(tmp_path, monkeypatch, pem) as fetcher,
    ):
        exchange = await fetcher.get(f"https://{NAME}:{port}/a", SOURCE, "article")
    assert exchange.page is not None
    assert exchange.page.body == BODY


async def test_certificate_must_be_that_of_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pem: Path) -> None:
    serve = functools.partial(Http2, [(":status", "200")], b"x", [])
    async with tls_server(pem, "h2", serve) as port, trusting(tmp_path, monkeypatch, pem) as fetcher:
        assert reason(await fetcher.get(f"https://other.example:{port}/a", SOURCE, "article")) == ("failed", "tls")


# --- reuse -------------------------------------------------------------------------------------------------------


def counting(server: Server) -> set[Any]:
    """Give every route the connections that it was asked over."""
    seen: set[Any] = set()

    def route(handler: BaseHTTPRequestHandler) -> Reply:
        seen.add(handler.client_address)
        return Reply(BODY)

    for path in [f"/{n}" for n in range(10)]:
        server.routes[path] = route
    return seen


async def test_connection_is_kept_and_a_second_one_opened_only_when_needed(tmp_path: Path) -> None:
    with Server({}) as server:
        seen = counting(server)
        async with make_fetcher(tmp_path) as fetcher:
            for n in range(5):
                await fetcher.get(f"{server.origin}/{n}", SOURCE, "article")
            assert len(seen) == 1
            many = make_source(politeness={"respect_robots": False, "max_concurrency": 3})
            await asyncio.gather(*(fetcher.get(f"{server.origin}/{n}", many, "article") for n in range(10)))
    assert len(seen) <= 3


async def test_server_that_closes_after_each_answer_is_asked_over_new_connections(tmp_path: Path) -> None:
    def closing(handler: BaseHTTPRequestHandler) -> Reply:
        seen.add(handler.client_address)
        handler.close_connection = True
        return Reply(BODY, headers={"Connection": "Close"})

    seen: set[Any] = set()
    with Server({"/a": closing}) as server:
        async with make_fetcher(tmp_path) as fetcher:
            exchanges = [await fetcher.get(server.origin + "/a", SOURCE, "article") for _ in range(3)]
    assert [exchange.outcome for exchange in exchanges] == ["ok"] * 3
    assert len(seen) == 3


async def test_connection_that_was_closed_meanwhile_is_replaced_without_counting(tmp_path: Path) -> None:
    """The server hangs up after the first answer, then when the second request arrives over the same connection."""

    def once(handler: BaseHTTPRequestHandler) -> Reply | None:
        if handler.client_address in seen:
            handler.close_connection = True
            handler.connection.shutdown(socket.SHUT_RDWR)
            return None
        seen.add(handler.client_address)
        return Reply(BODY)

    seen: set[Any] = set()
    with Server({"/a": once}) as server:
        async with make_fetcher(tmp_path) as fetcher:
            exchanges = [await fetcher.get(server.origin + "/a", SOURCE, "article") for _ in range(3)]
    assert [exchange.outcome for exchange in exchanges] == ["ok"] * 3
    assert [len(exchange.fetches) for exchange in exchanges] == [1, 1, 1]


async def test_what_nobody_asked_for_ends_the_connection(tmp_path: Path) -> None:
    """Bytes after the end of an answer would be taken for the beginning of the next one."""

    def chatty(handler: BaseHTTPRequestHandler) -> None:
        seen.add(handler.client_address)
        handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"
        )

    seen: set[Any] = set()
    with Server({"/a": chatty}) as server:
        async with make_fetcher(tmp_path) as fetcher:
            bodies = [(await fetcher.get(server.origin + "/a", SOURCE, "article")).page.body for _ in range(3)]
    assert bodies == [b"ok"] * 3
    assert len(seen) == 3


async def test_idle_connections_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scrapers.pool, "_MOST_IDLE", 2)
    servers = [Server({"/a": Reply(BODY)}) for _ in range(4)]
    async with make_fetcher(tmp_path) as fetcher:
        for server in servers:
            with server:
                await fetcher.get(server.origin + "/a", SOURCE, "article")
        assert len(fetcher._pool._order) == 2


# --- heads and times ---------------------------------------------------------------------------------------------


async def raw_answer(tmp_path: Path, answer: bytes, **politeness: Any) -> Exchange:
    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        with contextlib.suppress(OSError):  # the client may have seen enough
            handler.wfile.write(answer)

    with Server({"/a": send}) as server:
        async with make_fetcher(tmp_path) as fetcher:
            source = make_source(politeness={"respect_robots": False, **politeness})
            exchange: Exchange = await fetcher.get(server.origin + "/a", source, "article")
    return exchange


@pytest.mark.parametrize(
    "head",
    [
        b"X-A: " + b"x" * 300_000 + b"\r\n",
        b"".join(b"X-%d: 1\r\n" % n for n in range(MAX_HEAD_FIELDS + 10)),
        b"".join(b"X-%d: %s\r\n" % (n, b"y" * 1000) for n in range(90)),
    ],
)
async def test_head_that_is_too_large(tmp_path: Path, head: bytes) -> None:
    answer = b"HTTP/1.1 200 OK\r\n" + head + b"Content-Length: 2\r\n\r\nok"
    assert reason(await raw_answer(tmp_path, answer)) == ("refused", "headers-too-large")


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (b"HTTP/1.0 200 OK\r\n\r\nto the end", b"to the end"),
        (b"HTTP/1.1 200\r\nConnection: close\r\n\r\nno phrase", b"no phrase"),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nsome\r\n5\r\nthing\r\n0\r\nX: y\r\n\r\n",
            b"something",
        ),
        (b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", b"ok"),
        (b"HTTP/1.1 200 OK\nContent-Length: 2\n\nok", b"ok"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\nContent-Length: 2\r\n\r\nokay", b"ok"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", b"ok"),
    ],
)
async def test_forms_of_answers(tmp_path: Path, answer: bytes, body: bytes) -> None:
    exchange = await raw_answer(tmp_path, answer)
    assert exchange.page is not None, exchange.reject
    assert exchange.page.body == body


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nsome\r\n", ("failed", "truncated")),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", ("failed", "truncated")),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", ("failed", "truncated")),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", ("failed", "empty-body")),
        (b"HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", ("refused", "http-204")),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nsome\r\n", ("failed", "truncated")),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc", ("failed", "unreachable")),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabc", ("failed", "unreachable")),
        (b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 20 + b"\r\n\r\nabc", ("refused", "too-large")),
        (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", ("failed", "unreachable")),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 2000, ("failed", "unreachable")),
        (b"<html>no head</html>", ("failed", "unreachable")),
        (b"\x16\x03\x01\x02\x00", ("failed", "unreachable")),
        (b"", ("failed", "unreachable")),
    ],
)
async def test_answers_that_are_none(tmp_path: Path, answer: bytes, expected: tuple[str, str]) -> None:
    assert reason(await raw_answer(tmp_path, answer)) == expected


async def test_answer_must_begin_soon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scrapers.exchange, "FIRST_BYTE_SECONDS", 0.1)
    with Server({}) as server:

        def slow_body(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Length", "2")
            handler.end_headers()
            server.stopping.wait(0.3)
            handler.wfile.write(b"ok")

        def late_head(_: BaseHTTPRequestHandler) -> None:
            server.stopping.wait(2)

        server.routes |= {"/late": late_head, "/slow": slow_body}
        async with make_fetcher(tmp_path) as fetcher:
            late = await fetcher.get(server.origin + "/late", SOURCE, "article")
            slow = await fetcher.get(server.origin + "/slow", SOURCE, "article")
    assert reason(late) == ("failed", "timeout")
    assert late.reject is not None
    assert late.reject.detail == "no answer begun within 0.1 s"
    assert slow.outcome == "ok"


# --- where connections lead --------------------------------------------------------------------------------------


SPELLINGS = (
    "2130706433 0x7f000001 0x7f.1 017700000001 0177.0.0.1 127.1 127.0.1 0 0.0.0.0 localhost LOCALHOST localhost. "
    "a.localhost a.localhost. 127.0.0.1 127.0.0.1. [::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:0:0:1] "
    "[::127.0.0.1] [64:ff9b::127.0.0.1] [2002:7f00:1::] [fe80::1] [fd00::1] 169.254.169.254 [::ffff:10.1.1.1]"
).split()


async def test_no_spelling_leads_into_the_private_network(tmp_path: Path) -> None:
    source = make_source(politeness={"allow_private_addresses": False, "respect_robots": False})
    with Server({"/a": Reply(BODY)}) as server:
        port = server.origin.rpartition(":")[2]
        async with make_fetcher(tmp_path, contact="me@desk.example") as fetcher:
            for host in SPELLINGS:
                exchange = await fetcher.get(f"http://{host}:{port}/a", source, "article")
                assert reason(exchange) in {("refused", "private-address"), ("failed", "unreachable")}, host
                assert exchange.fetches == (), host
        assert server.requests == []


async def test_name_server_that_changes_its_answer_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first answer plays a public address; whatever comes later is checked before anything is sent there."""
    real = scrapers.address.is_public
    monkeypatch.setattr(scrapers.address, "is_public", lambda address: address == "127.0.0.2" or real(address))
    answers = iter([("127.0.0.2",)] + [("127.0.0.1",)] * 9)

    async def rebinding(_: str) -> tuple[str, ...]:
        return next(answers)

    source = make_source(politeness={"allow_private_addresses": False, "respect_robots": False})
    with Server({"/a": Reply(BODY)}) as server:
        port = server.origin.rpartition(":")[2]
        async with make_fetcher(tmp_path, FakeTime(), contact="me@desk.example", resolve=rebinding) as fetcher:
            exchange = await fetcher.get(f"http://news.example:{port}/a", source, "article")
            later = await fetcher.get(f"http://news.example:{port}/a", source, "article")
    assert reason(exchange) == ("refused", "private-address")
    assert exchange.fetches[0].error is not None, "nothing listens at the first address"
    assert reason(later) == ("refused", "private-address")
    assert server.requests == []


async def test_name_server_that_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scrapers.address, "_LOOKUP_SECONDS", 0.05)

    async def silent(_: str) -> tuple[str, ...]:
        await asyncio.sleep(60)
        return ()

    async with make_fetcher(tmp_path, contact="me@desk.example", resolve=silent) as fetcher:
        assert reason(await fetcher.get("http://news.example/a", SOURCE, "article")) == ("failed", "unreachable")

"""What the tests of the web need: a small server on loopback, time that passes only when asked to, and a source."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import msgspec

from scrapers.archive import Archive
from scrapers.fetch import Fetcher
from scrapers.source import Discover, Politeness, Source

SITE_FILES = ("/robots.txt", "/.well-known/tdmrep.json", "/ai.txt")
NOW = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Reply:
    """A regular answer."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Route = Reply | Callable[[BaseHTTPRequestHandler], Reply | None]


class Server:
    """Serves routes by path with query; a route that is a function may do what it likes with the connection."""

    def __init__(self, routes: dict[str, Route]) -> None:
        self.routes = routes
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.stopping = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer.requests.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                route = outer.routes.get(self.path, Reply(b"nothing here", 404))
                reply = route(self) if callable(route) else route
                if reply is not None:
                    send(self, reply)

            def log_message(self, *_: Any) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self._http.server_address[1]}"

    def __enter__(self) -> Server:
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self._http.shutdown()
        self._http.server_close()

    def paths(self) -> list[str]:
        """The paths that were asked for, without robots.txt and the files about rights."""
        return [path for path, _ in self.requests if path not in SITE_FILES]

    def headers_of(self, path: str) -> list[dict[str, str]]:
        return [headers for asked, headers in self.requests if asked == path]


def send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    handler.send_response(reply.status)
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    if "Content-Length" not in reply.headers:
        handler.send_header("Content-Length", str(0 if reply.status == 304 else len(reply.body)))
    handler.end_headers()
    if reply.status != 304:
        handler.wfile.write(reply.body)


class FakeTime:
    """A clock, a timer and a sleep that agree with each other and take no time."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def clock(self) -> datetime:
        return NOW + timedelta(seconds=self.seconds)

    def timer(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 6))
        self.seconds += seconds


def make_source(*discover: Discover, **changes: Any) -> Source:
    """A source that may fetch from loopback and waits for nothing."""
    politeness = Politeness(
        **{
            "delay_seconds": 0.0,
            "timeout_seconds": 5.0,
            "allow_private_addresses": True,
            **changes.pop("politeness", {}),
        }
    )
    source = Source(
        id="testing",
        name="Testing",
        publisher="Testing",
        homepage="http://127.0.0.1/",
        country="VN",
        language="en",
        timezone="Asia/Ho_Chi_Minh",
        schedule="*/15 * * * *",
        politeness=politeness,
        discover=discover or (Discover(kind="feed", url="http://127.0.0.1/feed"),),
    )
    return msgspec.structs.replace(source, **changes)


@contextmanager
def make_archive(folder: Path, time: FakeTime | None = None) -> Iterator[Archive]:
    with Archive(folder, "run-1", (time or FakeTime()).clock) as archive:
        yield archive


@asynccontextmanager
async def make_fetcher(folder: Path, time: FakeTime | None = None, **options: Any) -> Any:
    """A fetcher whose waits take no time, archiving below ``folder``."""
    time = time or FakeTime()
    with make_archive(folder, time) as archive:
        options = {"contact": None, **options}
        async with Fetcher(
            clock=time.clock, archive=archive, run_id="run-1", sleep=time.sleep, timer=time.timer, **options
        ) as fetcher:
            yield fetcher

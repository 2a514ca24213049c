"""Polling: CPU of a poll of 200 unchanged feeds, as 200 sources and as one, and of an opening of the warehouse.

The server runs in another process and answers 304 to whoever shows its ETag. What is measured is the plain steps, from
the lease to the record of the run, without Prefect and without the start of Python; no peer does the same. The second
poll of the same workshop is measured: the first one of a process also asks for robots.txt and opens connections.
"""

from __future__ import annotations

import asyncio
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from flows.settings import Settings
from flows.source_run import harvest_source
from flows.together import together
from flows.workshop import Workshop, open_workshop
from scrapers.source import Discover, Politeness, Source
from warehouse.store import Warehouse

FEEDS = 200
MOST_CPU = 3.0
OPENINGS = 50
# What a command harvests at a time unless told otherwise (KHOTIN_MAX_SOURCES).
FEW = Settings().max_sources
CORE = "SELECT table_name, estimated_size FROM duckdb_tables() WHERE schema_name = 'core' ORDER BY ALL"
PARAGRAPH = (
    "<p>The two ministries said on Tuesday that the port of item {name} would stay open all through the winter.</p>"
)


def main() -> None:
    """Print CPU seconds of the polls and milliseconds of one opening.

    Raises:
        RuntimeError: a row of core was touched, or a poll was not done.
    """
    with _server() as address:
        many = [_source(f"source-{number}", [f"{address}/{number}/feed"]) for number in range(FEEDS)]
        one = _source("source", [f"{address}/{number}/feed" for number in range(FEEDS)])
        for name, sources, places in (
            (f"{FEEDS} sources with a feed each, all at once", many, FEEDS),
            (f"{FEEDS} sources with a feed each, {FEW} at a time", many, FEW),
            (f"one source with {FEEDS} feeds", [one], 1),
        ):
            first, cpu, wall = asyncio.run(_poll_twice(sources, places))
            print(f"{name}: {cpu:.2f} s CPU ({wall:.1f} s by the clock); first poll of a process {first:.2f} s CPU")
        print(f"each is to stay below {MOST_CPU:g} s; no row of schema core was touched")
    print(f"one opening of the warehouse: {_opening():.1f} ms CPU, with a row written {_opening(_write):.1f} ms CPU")


class Clock:
    """Tells a time that only moves when told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


async def _poll_twice(sources: Sequence[Source], places: int) -> tuple[float, float, float]:
    """Load everything, then poll twice; return CPU seconds of both polls and the clock's of the second."""
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        by_id = {source.id: source for source in sources}
        async with open_workshop(settings, by_id, clock=clock) as shop:
            await _poll(shop, clock, places)
            before = _core(shop.warehouse)
        async with open_workshop(settings, by_id, clock=clock) as shop:
            first = await _poll(shop, clock, places)
            second = await _poll(shop, clock, places)
            if _core(shop.warehouse) != before:
                raise RuntimeError("a poll that brought nothing changed schema core")
            if second[2] != FEEDS:
                raise RuntimeError(f"{second[2]} answers 304 instead of {FEEDS}")
            return first[0], second[0], second[1]


async def _poll(shop: Workshop, clock: Clock, at_once: int) -> tuple[float, float, int]:
    """Harvest every source, so many at a time; return CPU and clock seconds, and how many answers were 304."""
    clock.now += timedelta(minutes=20)
    places, answered = asyncio.Semaphore(at_once), list[int]()

    async def one(source: Source) -> None:
        async with places:
            outcome = await harvest_source(shop, source)
        if outcome.record.state != "done":
            raise RuntimeError(f"{source.id}: {outcome.record.message}")
        answered.append(outcome.record.not_modified)

    loop = asyncio.get_running_loop()
    began, cpu = loop.time(), _cpu()
    await together(one(source) for source in shop.sources.values())
    return _cpu() - cpu, loop.time() - began, sum(answered)


def _core(warehouse: Warehouse) -> list[tuple[object, ...]]:
    """Return how many rows each table of schema core has, and when each article was loaded last."""
    with warehouse.read() as session:
        connection = session.connection
        return [
            *connection.execute(CORE).fetchall(),
            *connection.execute("SELECT article_id, loaded_at, run_id FROM core.article ORDER BY ALL").fetchall(),
        ]


def _opening(work: Callable[[Warehouse, int], None] | None = None) -> float:
    """Return the mean CPU milliseconds of a session that does ``work``, or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Warehouse(Path(folder))
        with warehouse.write():
            pass
        before = _cpu()
        for number in range(OPENINGS):
            if work is not None:
                work(warehouse, number)
            else:
                with warehouse.write():
                    pass
        return (_cpu() - before) / OPENINGS * 1000


def _write(warehouse: Warehouse, number: int) -> None:
    now = datetime(2026, 11, 12, tzinfo=UTC)
    with warehouse.write() as session:
        session.acquire_leases([f"source-{number}"], "bench", now, timedelta(minutes=1), lambda _: True)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _source(name: str, feeds: Sequence[str]) -> Source:
    return Source(
        id=name,
        name=name,
        publisher=name,
        homepage="http://127.0.0.1/",
        country="VN",
        language="en",
        timezone="Asia/Ho_Chi_Minh",
        schedule="*/15 * * * *",
        politeness=Politeness(delay_seconds=0.0, max_concurrency=4, allow_private_addresses=True),
        discover=tuple(Discover(kind="feed", url=url) for url in feeds),
    )


# The server, in a process of its own


@contextmanager
def _server() -> Iterator[str]:
    process = subprocess.Popen([sys.executable, __file__, "serve"], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    finally:
        process.kill()
        process.wait()


async def _serve() -> None:
    server = await asyncio.start_server(_converse, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


async def _converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer the requests of one connection until it is closed."""
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ", 2)[1]
            writer.write(_answer(path, conditional="if-none-match:" in head.lower()))
    except asyncio.IncompleteReadError:
        writer.close()


def _answer(path: str, *, conditional: bool) -> bytes:
    if path == "/robots.txt":
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    if conditional:
        return b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n'
    name = path.split("/")[1]
    if path.endswith("/feed"):
        item = f"<item><title>Port of item {name} stays open</title><link>/{name}/story</link></item>"
        body, kind = f'<rss version="2.0"><channel><title>{name}</title>{item}</channel></rss>', "application/rss+xml"
    else:
        text = PARAGRAPH.format(name=name) * 8
        body = f"<html><body><article><h1>Port of item {name} stays open</h1>{text}</article></body></html>"
        kind = "text/html"
    head = f'HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nETag: "1"\r\nContent-Length: {len(body)}\r\n\r\n'
    return (head + body).encode()


if __name__ == "__main__":
    asyncio.run(_serve()) if sys.argv[1:] == ["serve"] else main()

"""Flows: what Prefect costs `khotin run` over 30 sources with 200 new articles each, beside the same steps without it.

The client is a process for each way. Imports and a first flow run that does nothing are its start, stated apart; then
CPU counts until the snapshot is published. The server of ``khotin serve`` runs already, in another process, and so do
the sites: 30 with a feed each and pages of 300 words in random order, so that no article is a copy of another.
``bench.flows 6 200`` is the same with 6 sources.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from flows.prefect_server import answers
from flows.publishing import check_and_publish
from flows.report import Outcome, Report
from flows.settings import Settings, prefect_environment
from flows.source_run import harvest_source
from flows.together import together
from flows.workshop import Workshop, open_workshop
from scrapers.newsstand.content import load_contents
from scrapers.source import Discover, Politeness, Source

SOURCES, ARTICLES = 30, 200
MOST_OVERHEAD = 0.15
# Each way twice, of which the lesser counts; in this order, so that a machine that grows slower favours neither.
ORDER = ("plain", "prefect", "prefect", "plain")
START_SECONDS = 600
LATE_SECONDS = 6  # Prefect's server writes task runs every two seconds
NEWS = datetime(2026, 11, 12, 6, 0, tzinfo=UTC)
MENU = "".join(f'<li><a href="/section/{number}">Section {number}</a></li>' for number in range(60))


def main(sources: int, articles: int) -> None:
    """Print CPU seconds of both ways and the overhead; exit with 1 if it is more than ``MOST_OVERHEAD``."""
    found: dict[str, list[dict[str, float]]] = {"plain": [], "prefect": []}
    with tempfile.TemporaryDirectory() as folder, _sites(articles) as sites, _prefect(Path(folder)) as (api, pid):
        for number, way in enumerate(ORDER):
            before = _cpu_of(pid)
            cpu = _client(way, Path(folder) / f"{number}-{way}", sites, api, sources)
            time.sleep(LATE_SECONDS)
            found[way].append(cpu | {"server": _cpu_of(pid) - before})
    used = {way: min(rounds, key=lambda cpu: cpu["run"]) for way, rounds in found.items()}
    overhead = used["prefect"]["run"] / used["plain"]["run"] - 1
    print(f"{sources} sources with {articles} new articles each, CPU seconds of the client (of Prefect's server)")
    for way, cpu in used.items():
        per = 1000 * cpu["run"] / cpu["articles"]
        rounds = ", ".join(f"{one['run']:.1f}" for one in found[way])
        print(
            f"  {way:8} start {cpu['start']:5.1f}   run {cpu['run']:6.1f} (of {rounds}; {per:.1f} ms an article)   "
            f"server {cpu['server']:5.1f}   {cpu['articles']:.0f} articles, {cpu['wall']:.0f} s by the clock"
        )
    print(f"  Prefect's overhead {overhead:.1%}, at most {MOST_OVERHEAD:.0%} wanted")
    sys.exit(overhead > MOST_OVERHEAD)


# The client, one way or the other


def _client(way: str, data: Path, sites: str, api: str, sources: int) -> dict[str, float]:
    (data / "prefect").mkdir(parents=True)
    environment = os.environ | prefect_environment(Settings(data=data), {}) | {"PREFECT_API_URL": api}
    command = [sys.executable, __file__, "client", way, str(data), sites, str(sources)]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


async def _run(way: str, data: Path, sites: str, count: int) -> None:
    """Harvest everything; print CPU seconds of the start and of the run as JSON."""
    sources = {name: _source(name, sites) for name in (f"source-{number}" for number in range(count))}
    if way == "prefect":
        await _warm_up()
    async with open_workshop(Settings(data=data), sources) as shop:
        start, began = _cpu(), time.monotonic()
        if way == "prefect":
            from flows.harvest_flow import run_sources

            report = await run_sources(shop, list(sources))
        else:
            report = await _plainly(shop, list(sources.values()))
        run, wall = _cpu() - start, time.monotonic() - began
    assert report.complete, [outcome.record.message for outcome in report.outcomes]
    loaded = sum(outcome.record.new + outcome.record.duplicate for outcome in report.outcomes)
    print(json.dumps({"start": start, "run": run, "wall": wall, "articles": loaded}))


async def _warm_up() -> None:
    """Start Prefect: its imports, its clients, a flow run with a subflow and a task that do nothing."""
    from prefect import flow

    from flows.artifacts import leave_markdown
    from flows.harvest_flow import as_task

    async def idle() -> None:
        """Do nothing."""

    @flow(name="part")
    async def part(name: str) -> None:
        """Do nothing in a task."""
        await as_task("step", name, idle)
        await leave_markdown("nothing", "nothing", "nothing")

    @flow(name="nothing")
    async def nothing(names: list[str]) -> None:
        """Do nothing in a subflow."""
        for name in names:
            await part(name)

    await nothing(["part"])


async def _plainly(shop: Workshop, sources: Sequence[Source]) -> Report:
    """Do what ``run_sources`` does, without Prefect."""
    places = asyncio.Semaphore(shop.settings.max_sources)

    async def one(source: Source) -> Outcome:
        async with places:
            return await harvest_source(shop, source)

    outcomes = await together(one(source) for source in sources)
    published = await asyncio.to_thread(check_and_publish, shop.warehouse, shop.clock(), shop.run_id, shop.sources)
    return Report(tuple(outcomes), published)


def _source(name: str, sites: str) -> Source:
    return Source(
        id=name,
        name=name,
        publisher=name,
        homepage="http://127.0.0.1/",
        country="BE",
        language="en",
        timezone="Europe/Brussels",
        schedule="*/15 * * * *",
        politeness=Politeness(delay_seconds=0.0, max_concurrency=4, allow_private_addresses=True),
        discover=(Discover(kind="feed", url=f"{sites}/{name}/feed"),),
    )


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


# Prefect's server


@contextmanager
def _prefect(folder: Path) -> Iterator[tuple[str, int]]:
    """Run a server as ``khotin serve`` does, on its own database; yield the address of its API and its process id."""
    (folder / "prefect").mkdir()
    environment = os.environ | prefect_environment(Settings(data=folder), {})
    with (folder / "server.log").open("wb") as log, socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        command = [sys.executable, "-m", "flows.server_child", str(listener.fileno())]
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            pass_fds=(listener.fileno(),),
        )
        try:
            api = f"http://127.0.0.1:{listener.getsockname()[1]}/api"
            _wait_for(api, process)
            yield api, process.pid
        finally:
            process.terminate()
            process.wait()


def _wait_for(api: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not answers(api):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("Prefect's server ended or does not answer; see server.log")
        time.sleep(0.2)


def _cpu_of(pid: int) -> float:
    """Return the CPU seconds of another process so far: fields 14 and 15 of proc(5)'s stat."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# The sites, in a process of their own


@contextmanager
def _sites(articles: int) -> Iterator[str]:
    process = subprocess.Popen([sys.executable, __file__, "serve", str(articles)], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    finally:
        process.kill()
        process.wait()


async def _serve(articles: int) -> None:
    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection until it is closed."""
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                writer.write(_answer(head.split(" ", 2)[1], articles))
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(converse, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def _answer(path: str, articles: int) -> bytes:
    *_, source, name = path.split("/")
    if name == "feed":
        items = "".join(
            f"<item><title>{_title(source, number)}</title><link>/{source}/{number}</link></item>"
            for number in range(articles)
        )
        text, kind = (
            f'<rss version="2.0"><channel><title>{source}</title>{items}</channel></rss>',
            "application/rss+xml",
        )
    elif name.isdigit():
        text, kind = _page(source, int(name)), "text/html; charset=utf-8"
    else:
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    body = text.encode()
    return f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def _page(source: str, number: int) -> str:
    rng, moment = random.Random(f"{source} {number}"), NEWS + timedelta(minutes=number)
    paragraphs = "".join(f"<p>{_sentence(rng, 30)} {_sentence(rng, 30)}</p>" for _ in range(5))
    title = _title(source, number)
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title><meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="{moment.isoformat()}"></head><body><ul>{MENU}</ul>'
        f'<article><h1>{title}</h1><p class="byline">By Ann Other</p>{paragraphs}</article>'
        f"<footer>{source}, all rights reserved</footer></body></html>"
    )


def _title(source: str, number: int) -> str:
    return _sentence(random.Random(f"title {source} {number}"), 9).rstrip(".")


def _sentence(rng: random.Random, length: int) -> str:
    return " ".join(rng.choices(_words(), k=length)).capitalize() + "."


@cache
def _words() -> tuple[str, ...]:
    """Return the words of an English outlet of the newsstand, as often as they stand there."""
    bodies = (story.body or "" for story in load_contents()["harbour-post"].stories.values())
    return tuple(word for body in bodies for word in body.split() if word.isalpha())


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        asyncio.run(_serve(int(sys.argv[2])))
    elif sys.argv[1:2] == ["client"]:
        asyncio.run(_run(sys.argv[2], Path(sys.argv[3]), sys.argv[4], int(sys.argv[5])))
    else:
        main(*(tuple(int(given) for given in sys.argv[1:3]) or (SOURCES, ARTICLES)))

"""Fetching: Khotin's Fetcher beside aiohttp and scrapy, on loopback: CPU a page, 50 slow hosts, memory.

The server runs in a process of its own and answers pages of 170 KB, plain and gzipped. Khotin keeps no archive here
(``bench/archive.py``), but asks robots.txt, keeps each host's pace, checks addresses, limits and rights, as always.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.measure import ROOT, peer

AIOHTTP, SCRAPY = "aiohttp==3.14.5", "scrapy==2.19.0"
PAGES, FLIGHT = 3_000, 16
HOSTS, LATENCY = 50, 0.2
SLOW_PAGES = 1_000
MANY_PAGES = 20_000
_HERE = Path(__file__).parent


@contextmanager
def serving(latency: float = 0.0) -> Iterator[int]:
    """Run the server of the benchmarks; yields its port."""
    command = [sys.executable, str(_HERE / "peers" / "web_server.py"), str(latency)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.communicate()  # the end of its input is what it waits for


def main() -> None:
    """Print the three comparisons."""
    clients: dict[str, list[str | Path]] = {
        "khotin": [sys.executable, "-m", "bench.web_client"],
        AIOHTTP: [peer("aiohttp", AIOHTTP), _HERE / "peers" / "web_aiohttp.py"],
        SCRAPY: [peer("scrapy", SCRAPY), _HERE / "peers" / "web_scrapy.py"],
    }
    with serving() as port:
        for kind in ("plain", "gzip"):
            print(f"{FLIGHT} in flight to one fast server, {PAGES} pages of 170 KB, {kind}:")
            _compare(clients, PAGES, FLIGHT, [f"http://127.0.0.1:{port}/{kind}/"])
    with serving(LATENCY) as port:
        ideal = HOSTS / LATENCY
        print(f"{HOSTS} hosts at {LATENCY * 1000:.0f} ms, one request in flight each; ideal {ideal:.0f} pages/s:")
        hosts = [f"http://127.0.0.{number}:{port}/plain/" for number in range(1, HOSTS + 1)]
        for name, command in clients.items():
            spent = _spent(command, SLOW_PAGES, HOSTS, hosts)
            speed = spent["pages"] / spent["wall"]
            print(f"  {name:16} {speed:6.0f} pages/s, {speed / ideal:.0%} of the ideal")
    with serving() as port:
        held = _spent(clients["khotin"], MANY_PAGES, FLIGHT, [f"http://127.0.0.1:{port}/plain/"])["megabytes"]
    marks = (MANY_PAGES // 4, MANY_PAGES // 2, MANY_PAGES)
    print("memory after " + ", ".join(f"{pages} pages {size} MB" for pages, size in zip(marks, held, strict=True)))


def _compare(clients: dict[str, list[str | Path]], pages: int, flight: int, bases: list[str]) -> None:
    cost = {}
    for name, command in clients.items():
        spent = _spent(command, pages, flight, bases)
        cost[name] = spent["cpu"] * 1000 / spent["pages"]
        print(f"  {name:16} {cost[name]:6.2f} ms CPU a page")
    print(
        f"  CPU ratio khotin / aiohttp: {cost['khotin'] / cost[AIOHTTP]:.2f} (goal 2.5), "
        f"khotin / scrapy: {cost['khotin'] / cost[SCRAPY]:.2f} (goal 0.6)"
    )


def _spent(command: Sequence[str | Path], pages: int, flight: int, bases: list[str]) -> dict[str, Any]:
    line = [*map(str, command), str(pages), str(flight), *bases]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[-1]} failed: {done.stderr[-2000:]}")
    spent: dict[str, Any] = json.loads(done.stdout)
    return spent


if __name__ == "__main__":
    main()

"""Fetches pages with Khotin's Fetcher, without an archive, so many in flight; prints what it cost and held.

A process of its own, run by ``bench/web.py``: its CPU seconds are then those of the client alone.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from scrapers.fetch import Fetcher
from scrapers.source import Discover, Politeness, Source

_PAGE_KB = resource.getpagesize() / 1024


class NoArchive:
    """Keeps nothing: what the archive costs is measured by ``bench/archive.py``."""

    def write_response(self, answer: object, *, purpose: object, via: object, robots: object) -> None:
        """Keep no exchange."""

    def write_document(self, uri: object, content_type: object, body: object) -> None:
        """Keep no document."""


def source(per_host: int) -> Source:
    """Return a source that may be asked at full speed."""
    return Source(
        id="bench",
        name="Bench",
        publisher="Bench",
        homepage="http://127.0.0.1/",
        country="VN",
        language="en",
        timezone="UTC",
        schedule="0 * * * *",
        discover=(Discover(kind="feed", url="http://127.0.0.1/"),),
        politeness=Politeness(delay_seconds=0.0, max_concurrency=per_host, allow_private_addresses=True),
    )


def megabytes() -> float:
    """Return the resident memory of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE_KB / 1024


async def worker(fetcher: Fetcher, of: Source, base: str, numbers: Iterator[int], held: dict[int, float]) -> None:
    """Fetch the next page of a host until there are no more; note the memory held at the numbers in ``held``."""
    for number in numbers:
        exchange = await fetcher.get(f"{base}{number}", of, "article")
        assert exchange.page is not None, exchange
        assert len(exchange.page.body) == 170_000
        if number in held:
            held[number] = round(megabytes(), 1)


async def main(pages: int, flight: int, bases: list[str]) -> None:
    """Fetch so many pages in all from the hosts, and print what it took."""
    share = pages // len(bases)
    shared = {base: iter(range(share)) for base in bases}  # by all workers of a host
    workers = [bases[number % len(bases)] for number in range(flight)]
    held = dict.fromkeys((share // 4 - 1, share // 2 - 1, share - 1), 0.0)
    of = source(flight // len(bases))
    clock = lambda: datetime.now(UTC)  # noqa: E731
    async with Fetcher(contact="bench@desk.example", clock=clock, archive=NoArchive(), run_id="bench") as fetcher:
        await asyncio.gather(*(worker(fetcher, of, base, iter(range(2)), {}) for base in workers))
        cpu, wall = time.process_time(), time.perf_counter()
        await asyncio.gather(*(worker(fetcher, of, base, shared[base], held) for base in workers))
        spent = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall, "pages": share * len(bases)}
    print(json.dumps({**spent, "megabytes": list(held.values())}))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]))

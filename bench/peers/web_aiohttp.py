"""Fetches pages with aiohttp, so many in flight; prints what it cost. Runs in an environment of its own."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterator

import aiohttp  # type: ignore[import-not-found]  # in an environment of its own


async def worker(session: aiohttp.ClientSession, base: str, numbers: Iterator[int]) -> None:
    for number in numbers:
        async with session.get(f"{base}{number}") as response:
            body = await response.read()
            assert len(body) == 170_000, len(body)


async def main(pages: int, flight: int, bases: list[str]) -> None:
    # As many workers as requests in flight; the workers of one host share its pages.
    share = pages // len(bases)
    shared = {base: iter(range(share)) for base in bases}
    workers = [bases[number % len(bases)] for number in range(flight)]
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=flight)) as session:
        await asyncio.gather(*(worker(session, base, iter(range(2))) for base in workers))
        cpu, wall = time.process_time(), time.perf_counter()
        await asyncio.gather(*(worker(session, base, shared[base]) for base in workers))
        spent = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall, "pages": share * len(bases)}
    print(json.dumps(spent))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]))

"""A long run holds no more memory than a short one (``bench/web.py`` measures 20,000 pages)."""

from __future__ import annotations

import gc
import tracemalloc

from bench.web import serving
from bench.web_client import NoArchive, source
from scrapers.fetch import Fetcher
from tests.scrapers.loopback import FakeTime

# An exchange that were kept would add its page of 170 KB; a Fetch row alone some 2 KB.
MAX_GROWTH_PER_PAGE = 100


async def test_memory_stays_flat() -> None:
    pages = 400  # enough for what caches of interpreter and libraries add, some 12 KB in all, not to count
    clock = FakeTime().clock
    with serving() as port:
        async with Fetcher(contact=None, clock=clock, archive=NoArchive(), run_id="run-1") as fetcher:

            async def fetch(first: int) -> int:
                for number in range(first, first + pages):
                    exchange = await fetcher.get(f"http://127.0.0.1:{port}/plain/{number}", source(1), "article")
                    assert exchange.outcome == "ok"
                gc.collect()
                return tracemalloc.get_traced_memory()[0]

            tracemalloc.start()
            try:
                await fetch(0)
                before = await fetch(pages)
                after = await fetch(2 * pages)
            finally:
                tracemalloc.stop()
    assert after - before < pages * MAX_GROWTH_PER_PAGE

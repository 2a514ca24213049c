"""A newsstand and a workshop for tests: the real steps on real pages, without Prefect and without waiting.

It is always the same morning there, so that which stories fall into a window never depends on when the tests run.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from flows.backfill import backfill_source
from flows.backfill_routes import Route
from flows.publishing import check_and_publish
from flows.report import Outcome
from flows.settings import Settings
from flows.source_run import harvest_source
from flows.workshop import Workshop, open_workshop, read_sources
from scrapers.newsstand import Newsstand
from scrapers.newsstand.newsstand import Clock
from scrapers.source import Source
from warehouse.query import run_query
from warehouse.store import Warehouse

MORNING = datetime(2026, 11, 12, 5, 0, tzinfo=UTC)  # noon or so in Hanoi, dawn in Antwerp: one date everywhere
TEN_DAYS = (date(2026, 11, 2), date(2026, 11, 11))


async def no_wait(seconds: float) -> None:
    """Sleep for no time at all, but let others have their turn."""
    await asyncio.sleep(0)


@dataclass(frozen=True, slots=True)
class Trial:
    """A newsstand, settings whose warehouse is empty at first, and the sources that fit."""

    stand: Newsstand
    settings: Settings
    sources: dict[str, Source]
    clock: Clock

    @property
    def warehouse(self) -> Warehouse:
        return Warehouse(self.settings.place, lock_wait=self.settings.lock_wait)

    @asynccontextmanager
    async def workshop(self) -> AsyncIterator[Workshop]:
        async with open_workshop(self.settings, self.sources, clock=self.clock, sleep=no_wait) as shop:
            yield shop

    async def harvest(self, source_id: str) -> Outcome:
        async with self.workshop() as shop:
            return await harvest_source(shop, self.sources[source_id])

    async def backfill(self, source_id: str, since: date, until: date, via: Route = "best") -> Outcome:
        async with self.workshop() as shop:
            return await backfill_source(shop, self.sources[source_id], since, until, via=via)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Publish, and answer a query on the snapshot."""
        published = check_and_publish(self.warehouse, self.clock(), "test")
        assert published.error is None
        return list(run_query(self.settings.place, sql).rows())


@cache
def _empty_file() -> bytes:
    """Return a migrated warehouse file without a row: migrating one is a fifth of what a harvest costs."""
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Warehouse(Path(folder))
        with warehouse.write():
            pass
        return warehouse.path.read_bytes()


@contextmanager
def trial(folder: Path, *, faults: Sequence[str] = (), **settings: Any) -> Iterator[Trial]:
    """Serve a newsstand and hand out what harvests it into ``folder``."""
    with Newsstand(now=MORNING, faults=faults) as stand:
        stand.write_sources(folder / "sources")
        settings = {"wayback": stand.archive_origin, **settings}
        chosen = Settings(data=folder / "data", sources=(str(folder / "sources"),), **settings)
        sources, broken = read_sources(chosen)
        assert not broken
        if isinstance(chosen.place, Path):
            warehouse = Warehouse(chosen.place)
            warehouse.data.mkdir(parents=True, exist_ok=True)
            if not warehouse.path.exists():
                warehouse.path.write_bytes(_empty_file())
        yield Trial(stand, chosen, sources, Clock(MORNING))

"""A newsstand and a workshop for tests: the real steps on real pages, without Prefect and without waiting."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flows.publishing import check_and_publish
from flows.report import Outcome
from flows.settings import Settings
from flows.source_run import backfill_source, harvest_source
from flows.workshop import Workshop, open_workshop, read_sources, utc_now
from scrapers.newsstand import Newsstand
from scrapers.source import Source
from warehouse.query import run_query
from warehouse.store import Warehouse


async def no_wait(seconds: float) -> None:
    """Sleep for no time at all, but let others have their turn."""
    await asyncio.sleep(0)


@dataclass(frozen=True, slots=True)
class Trial:
    """A newsstand, settings whose data folder is empty at first, and the sources that fit."""

    stand: Newsstand
    settings: Settings
    sources: dict[str, Source]

    @property
    def warehouse(self) -> Warehouse:
        return Warehouse(self.settings.data, lock_wait=self.settings.lock_wait)

    @asynccontextmanager
    async def workshop(self) -> AsyncIterator[Workshop]:
        async with open_workshop(self.settings, self.sources, sleep=no_wait) as shop:
            yield shop

    async def harvest(self, source_id: str) -> Outcome:
        async with self.workshop() as shop:
            return await harvest_source(shop, self.sources[source_id])

    async def backfill(self, source_id: str, since: datetime, until: datetime) -> Outcome:
        async with self.workshop() as shop:
            return await backfill_source(shop, self.sources[source_id], since.date(), until.date())

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Publish, and answer a query on the snapshot."""
        published = check_and_publish(self.warehouse, utc_now(), "test")
        assert published.error is None
        return list(run_query(self.settings.data, sql).rows())


@contextmanager
def trial(folder: Path, **settings: Any) -> Iterator[Trial]:
    """Serve a newsstand and hand out what harvests it into ``folder``."""
    with Newsstand(now=utc_now()) as stand:
        stand.write_sources(folder / "sources")
        chosen = Settings(data=folder / "data", sources=(str(folder / "sources"),), **settings)
        sources, broken = read_sources(chosen)
        assert not broken
        yield Trial(stand, chosen, sources)

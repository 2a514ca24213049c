"""``kill -9`` of ``khotin run`` at random moments: run again, every article is there once, and nothing stays behind."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from flows.publishing import check_and_publish
from flows.settings import Settings
from flows.source_run import harvest_source
from flows.workshop import open_workshop, read_sources, utc_now
from scrapers.newsstand import Newsstand
from tests.flows.console import invoke, khotin
from tests.flows.stand import no_wait
from tests.soak.conftest import Tell, rounds
from tests.soak.killing import kill, moments, rows

LONGEST = rounds(12, 9)  # seconds: a run that is not killed takes about as long

pytestmark = pytest.mark.soak


async def harvest_undisturbed(data: Path, sources: Path, visits: int = 2) -> set[tuple[str, str]]:
    """Return what the sites have, by a harvest of so many visits that nothing disturbs."""
    settings = Settings(data=data, sources=(str(sources),))
    known, _ = read_sources(settings)
    for _ in range(visits):
        async with open_workshop(settings, known, sleep=no_wait) as shop:
            for source in known.values():
                await harvest_source(shop, source)
            published = check_and_publish(shop.warehouse, shop.clock(), shop.run_id)
            assert published.error is None
    return articles(data)


def articles(data: Path) -> set[tuple[str, str]]:
    found = rows(data, "select source_id, url_key from core.article")
    assert len(found) == len(set(found))
    return {(source_id, key) for source_id, key in found}


def test_every_article_is_loaded_once_however_often_run_is_killed(tmp_path: Path, prefect_api: str, tell: Tell) -> None:
    data, sources = tmp_path / "data", tmp_path / "sources"
    command = ("run", "--data", data, "--sources", sources)
    times = moments(2, rounds(30, 3), LONGEST)
    with Newsstand(now=utc_now()) as stand:
        stand.write_sources(sources)
        wanted = asyncio.run(harvest_undisturbed(tmp_path / "undisturbed", sources))
        running = sum(kill(after, *command, PREFECT_API_URL=prefect_api, KHOTIN_BATCH_SIZE="3") for after in times)
        last = [khotin(*command, PREFECT_API_URL=prefect_api) for _ in range(2)]
    assert all(done.returncode == 1 for done in last)  # two feeds are ill on purpose
    assert "skipped" not in last[0].stdout  # no lease of a killed run is in the way
    assert articles(data) == wanted
    assert rows(data, "select count(*) from core.article_version") == [(len(wanted),)]
    assert rows(data, "select count(*) from ops.lease") == [(0,)]
    assert rows(data, "select count(*) from ops.run where state = 'running'") == [(0,)]
    assert rows(data, "select count(*) from ops.pending") == [(0,)]
    assert invoke("check", "--data", data).exit_code == 0
    tell(f"run: {running} of {len(times)} kills met it running; {len(wanted)} articles, each once")

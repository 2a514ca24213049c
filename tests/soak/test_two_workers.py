"""Prefect's server on PostgreSQL, two workers and one lake: the machine of one worker dies, everything is loaded once.

What the dead worker had under way stays "Running" for Prefect, and keeps its deployment's only slot, until the lease of
the slot has run out, five minutes after it was renewed last, or somebody declares it crashed. From then on the other
worker runs the source. The long form of the test waits, the short one declares.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from flows.deployments import prefect_yaml
from flows.settings import Settings
from flows.workshop import read_sources, utc_now
from scrapers.newsstand import Newsstand
from tests.postgres import PostgresMissing, postgres
from tests.soak.conftest import Tell, rounds
from tests.soak.test_kill_run import harvest_undisturbed
from tests.soak.workers import Cluster, cluster, kill_all, wait_until
from warehouse.ducklake_place import read_lake
from warehouse.store import Warehouse

pytestmark = [pytest.mark.soak, pytest.mark.patient]


def write_sources(stand: Newsstand, folder: Path) -> None:
    """Write the sources, of which none is run unless it is asked for; in the long form each twice, as two sources."""
    stand.write_sources(folder)
    for path in list(folder.glob("*.toml")):
        text = path.read_text("utf-8").replace('schedule = "* * * * *"', 'schedule = "0 4 1 1 *"')
        path.write_text(text, "utf-8")
        if rounds(2, 1) == 1:
            continue
        again = text.replace(f'id = "{path.stem}"', f'id = "{path.stem}-again"', 1)
        assert again != text
        path.with_stem(f"{path.stem}-again").write_text(again, "utf-8")


def test_when_the_machine_of_a_worker_dies_the_other_loads_everything_once(tmp_path: Path, tell: Tell) -> None:
    sources = tmp_path / "sources"
    try:
        with postgres() as server, Newsstand(now=utc_now()) as stand:
            write_sources(stand, sources)
            once, twice = (asyncio.run(harvest_undisturbed(tmp_path / "undisturbed", sources, 1)) for _ in range(2))
            lake = f"ducklake:{server.create('lake')};data={tmp_path / 'files'}"
            variables = {
                "KHOTIN_WAREHOUSE": lake,
                "KHOTIN_SOURCES": str(sources),
                "KHOTIN_LOCK_WAIT": "300",
                "PREFECT_WORKER_QUERY_SECONDS": "2",
            }
            with cluster(tmp_path, server.create("prefect"), **variables) as work:
                met = lose_a_worker(work, deployed(work, sources))
            loaded = check(Warehouse(read_lake(lake, tmp_path)))
    except PostgresMissing as missing:
        pytest.skip(str(missing))
    assert once <= loaded <= twice  # one page answers the second visit alone
    tell(f"two workers: {met}; {len(loaded)} articles, each once")


def deployed(work: Cluster, folder: Path) -> dict[str, str]:
    """Deploy the sources as prefect.yaml has them; return the ids of their deployments."""
    settings = Settings(sources=(str(folder),))
    sources, _ = read_sources(settings)
    file = work.folder / "prefect.yaml"
    file.write_text(prefect_yaml(settings, list(sources.values())), "utf-8")
    made = work.deploy(file)
    return {name: made[name] for name in sources}


def lose_a_worker(work: Cluster, deployments: dict[str, str]) -> str:
    """Run every source, kill one of two workers in the midst of its run, and run what it ran until that ends well."""
    with work.worker("one", limit=1) as one, work.worker("two", limit=2):
        runs = {name: work.trigger(deployment) for name, deployment in deployments.items()}
        wait_until(lambda: any((work.folder / "one").rglob("*.warc.gz")), "the first worker to fetch something")
        killed, at = kill_all(one), time.monotonic()
        begun = {name: work.run(run) for name, run in runs.items()}
        dead = {name for name, run in begun.items() if run.pid in killed and not run.is_over}
        for name in dead:
            if rounds(2, 1) == 1:
                work.declare_crashed(runs[name])
            end_well(work, deployments[name])
        after = time.monotonic() - at
        assert {finish(work, runs[name]) for name in runs.keys() - dead} == {"COMPLETED"}
    assert all((work.folder / name / "archive").exists() for name in ("one", "two"))
    assert dead
    return f"{len(dead)} run lost with its worker, its source run by the other after {after:.0f} s"


def finish(work: Cluster, run: str) -> str:
    """Wait for the end of a run; return the type of its state."""
    wait_until(lambda: work.run(run).is_over, "a run to end")
    return work.run(run).state


def end_well(work: Cluster, deployment: str) -> None:
    """Run a source, again where its slot is not free yet."""
    wait_until(lambda: finish(work, work.trigger(deployment)) == "COMPLETED", "a free slot")


def check(lake: Warehouse) -> set[tuple[str, str]]:
    """See that nothing is there twice, and nothing left of the run that died; return the articles."""
    with lake.read() as session:

        def rows(sql: str) -> list[tuple[str, str]]:
            return session.connection.execute(sql).fetchall()

        found = rows("select source_id, url_key from core.article")
        assert len(found) == len(set(found))
        assert rows("select article_id from core.article_version group by article_id having count(*) > 1") == []
        assert rows("select source_id, holder from ops.lease") == []
        assert rows("select source_id, run_id from ops.run where state = 'running'") == []
    return set(found)

"""What must not grow: the warehouse when nothing is new, and the memory of a process that harvests again and again."""

from __future__ import annotations

import asyncio
import gc
import resource
from dataclasses import replace
from pathlib import Path

import pytest

from tests.flows.stand import Trial, trial
from tests.flows.test_ingest import EVERY_ROW
from tests.soak.conftest import Tell, rounds

WARM_UP = 5
MOST_GROWTH = 1_000_000  # bytes
MOST_MEMORY = 30  # MB
TABLES = "run batch reject cursor lead pending lease".split()

pytestmark = [pytest.mark.soak, pytest.mark.patient]


def test_polls_of_an_unchanged_source_grow_the_warehouse_by_next_to_nothing(tmp_path: Path, tell: Tell) -> None:
    polls = rounds(50, 10)
    with trial(tmp_path) as stand:
        for _ in range(2):
            asyncio.run(stand.harvest("ban-mai"))
        core = stand.ask(f"{EVERY_ROW} order by all")  # publishes, and so indexes the articles for the search
        asyncio.run(stand.harvest("ban-mai"))
        size = stand.warehouse.path.stat().st_size
        for _ in range(polls):
            outcome = asyncio.run(stand.harvest("ban-mai"))
            assert (outcome.record.new, outcome.record.updated) == (0, 0)
        assert stand.ask(f"{EVERY_ROW} order by all") == core
        grown = stand.warehouse.path.stat().st_size - size
        counts = {name: stand.ask(f"select count(*) from ops.{name}")[0][0] for name in TABLES}
    assert grown < MOST_GROWTH
    assert counts["run"] == polls + 3
    assert (counts["pending"], counts["lease"]) == (0, 0)
    tell(f"growth: {polls} polls, {grown / 1e6:.2f} MB more; {counts}")


def memory() -> float:
    """Return the process's memory in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def test_repeated_harvests_need_no_more_memory(tmp_path: Path, tell: Tell) -> None:
    harvests = rounds(20, 8)
    used: list[float] = []
    with trial(tmp_path) as stand:
        for number in range(harvests):
            asyncio.run(afresh(stand, tmp_path / f"data-{number}").harvest("delta-wire"))
            gc.collect()
            used.append(memory())
    assert used[-1] - used[WARM_UP - 1] < MOST_MEMORY
    warm = f"{used[WARM_UP - 1]:.0f} after {WARM_UP}"
    tell(f"memory: {used[0]:.0f} MB after the first harvest, {warm}, {used[-1]:.0f} last")


def afresh(stand: Trial, data: Path) -> Trial:
    """Return the same newsstand with an empty data folder, so that every harvest loads every article."""
    settings = {name: getattr(stand.settings, name) for name in stand.settings.__struct_fields__}
    return replace(stand, settings=type(stand.settings)(**(settings | {"data": data})))

"""Daily maintenance: what each step does, that one failing stops no other, and how it is told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest

from flows import maintenance
from flows.lease import leased
from flows.maintenance import Maintained, StepDone, maintain
from flows.workshop import open_workshop, silent, utc_now
from scrapers.newsstand.newsstand import Clock
from tests.flows.console import invoke
from tests.flows.stand import MORNING, Trial, no_wait, trial
from warehouse.query import run_query
from warehouse.vacuum import Room

pytestmark = pytest.mark.commands
T = TypeVar("T")
STEPS = ["re-visits", "retention", "checks", "compaction", "publishing"]


async def maintained(made: Trial, **more: Any) -> dict[str, StepDone]:
    """Do maintenance without waiting; return the steps by name."""
    done = await maintain(made.settings, made.sources, silent, clock=made.clock, sleep=no_wait, pause=0, **more)
    assert [step.name for step in done.steps] == STEPS
    return {step.name: step for step in done.steps}


def at(made: Trial, **later: float) -> Trial:
    """Return the trial at a later time."""
    return replace(made, clock=Clock(MORNING + timedelta(**later)))


async def test_a_store_without_anything_is_in_order(tmp_path: Path) -> None:
    with trial(tmp_path) as made:
        made.warehouse.path.unlink()
        done = await maintained(replace(made, sources={}))
    assert {step.state for step in done.values()} == {"done"}
    assert done["re-visits"].told == "no source is enabled"
    assert done["retention"].told == "there is no warehouse yet"


async def test_every_revisit_that_is_due_is_made_however_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.lookup.MOST_PER_RUN", 2)  # a run of a source makes only so many
    with trial(tmp_path) as made:
        await made.harvest("delta-wire")
        later = at(made, hours=30)
        with later.warehouse.read() as session:
            assert len(session.states(["delta-wire"], later.clock())["delta-wire"].revisits) == 2
        done = await maintained(replace(later, sources={"delta-wire": made.sources["delta-wire"]}))
        assert done["re-visits"].state == "done"
        assert int(done["re-visits"].told.split()[0]) > 2
        again = await maintained(replace(later, sources={"delta-wire": made.sources["delta-wire"]}))
        assert again["re-visits"].told == "none was due"


async def test_what_has_expired_goes_and_the_snapshot_shows_it(tmp_path: Path) -> None:
    with trial(tmp_path) as made:
        await made.harvest("harbour-post")
        ((before,),) = made.ask("select count(*) from mart.article")
        settings = msgspec.structs.replace(made.settings, retention_days=2)
        done = await maintained(replace(made, settings=settings))
        assert done["retention"].told.endswith("articles removed")
        ((after,),) = run_query(made.settings.place, "select count(*) from mart.article").rows()
    assert 0 < after < before


async def test_retention_waits_for_a_moment_without_runs_and_says_so_where_there_is_none(tmp_path: Path) -> None:
    with trial(tmp_path) as made:
        await made.harvest("harbour-post")
        settings = msgspec.structs.replace(made.settings, retention_days=2)
        # A removal goes by the real time, and so has the lease to.
        now = open_workshop(made.settings, made.sources, clock=utc_now)
        async with now as shop, leased(shop, "harbour-post"):
            done = await maintained(replace(made, settings=settings, sources={}))
        assert done["retention"].state == "failed"
        assert "harbour-post" in done["retention"].told
        assert {done[name].state for name in STEPS if name != "retention"} == {"done"}


async def test_a_check_that_fails_is_named_and_the_other_steps_are_done(tmp_path: Path) -> None:
    with trial(tmp_path) as made:
        await made.harvest("delta-wire")
        checks = made.settings.data / "checks"
        checks.mkdir()
        (checks / "no-news.sql").write_text(
            "-- name: no-news\n-- severity: row\n-- explains: There must be no news.\n"
            "SELECT article_id AS subject, source_id, title AS detail FROM checked\n"
        )
        done = await maintained(replace(made, sources={}))
    assert done["checks"].state == "failed"
    assert "no-news" in done["checks"].told
    assert "khotin check --explain" in done["checks"].told
    assert done["publishing"].state == "done"


async def test_a_fault_of_ours_in_one_step_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> str:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr(maintenance, "_check", broken)
    with trial(tmp_path) as made:
        done = await maintained(replace(made, sources={}))
    assert (done["checks"].state, done["checks"].told) == ("failed", "ZeroDivisionError: by nought")
    assert {done[name].state for name in STEPS if name != "checks"} == {"done"}
    assert "maintenance: checks failed" in caplog.text


@pytest.mark.parametrize(
    ("room", "told"),
    [
        (Room(1_000_000_000, 10_000_000), "not worth while: 10 of 1000 MB are free"),
        (Room(100_000_000, 60_000_000), "not worth while: 60 of 100 MB are free"),
        (Room(200_000_000, 80_000_000), "MB before"),
    ],
)
async def test_the_file_is_written_anew_where_that_gives_back_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: Room, told: str
) -> None:
    monkeypatch.setattr("warehouse.vacuum.room", lambda _: room)
    with trial(tmp_path) as made:
        await made.harvest("delta-wire")
        done = await maintained(replace(made, sources={}))
    assert told in done["compaction"].told


async def test_a_full_disk_is_told_before_a_second_file_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = Room(10**18, 9 * 10**17)
    monkeypatch.setattr("warehouse.vacuum.room", lambda _: huge)
    with trial(tmp_path) as made:
        await made.harvest("delta-wire")
        done = await maintained(replace(made, sources={}))
    assert done["compaction"].state == "failed"
    assert "no room for a second file" in done["compaction"].told


async def test_each_step_runs_as_a_task_that_has_its_name(tmp_path: Path) -> None:
    labels = []

    async def step(name: str, label: str, work: Callable[[], Awaitable[T]]) -> T:
        labels.append((name, label))
        return await work()

    with trial(tmp_path) as made:
        await maintained(replace(made, sources={}), step=step)
    assert labels == [("maintain", name) for name in STEPS[1:]]  # re-visits are runs, with tasks of their own


def test_how_it_went_is_a_table_and_what_it_did_is_text_below_it() -> None:
    from flows.maintenance_flow import as_markdown

    text = as_markdown(Maintained((StepDone("checks", "failed", "<b>a|b</b> [x](http://e.vil)", 1.25),)))
    assert text.splitlines()[0] == "| step | state | seconds |"
    assert text.splitlines()[2] == "| checks | failed | 1.2 |"
    assert "- **checks**: \\<b\\>a\\|b" in text
    assert "](http://" not in text


def test_the_command_tells_each_step_and_ends_with_1_where_one_failed(tmp_path: Path) -> None:
    with trial(tmp_path) as made:
        asyncio.run(made.harvest("delta-wire"))
        asked = ("maintain", "--data", made.settings.data, "--sources", tmp_path / "sources")
        done = invoke(*asked)
        assert done.exit_code == 0, done.output
        assert [line.split()[1] for line in done.output.splitlines()] == [f"{name}:" for name in STEPS]
        (made.settings.data / "warehouse.duckdb").write_bytes(b"nonsense" * 512)
        broken = invoke(*asked)
    assert broken.exit_code == 1
    assert "Traceback" not in broken.output

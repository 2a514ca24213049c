"""When a source is asked for something: listings that are due, articles to visit again, and what a dead run leaves."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import CliRunner

from flows.cli import main
from flows.report import Outcome, Report
from flows.source_run import harvest_source
from tests.flows.stand import Trial, trial
from transforms.records import RunRecord
from warehouse.schema import transaction

pytestmark = pytest.mark.commands

CORE_ROWS = "select count(*) from core.article_version"
FEED = "select count(*) from raw.fetch where purpose = 'listing'"


@pytest.fixture
def newsstand(tmp_path: Path) -> Iterator[Trial]:
    with trial(tmp_path) as made:
        yield made


async def harvest(stand: Trial, source_id: str, after: timedelta, *, only_due: bool = False) -> Outcome:
    """Harvest when so much time has passed since the newsstand opened."""

    def clock() -> object:
        return stand.clock() + after

    later = replace(stand, clock=clock)  # type: ignore[arg-type]
    async with later.workshop() as shop:
        return await harvest_source(shop, stand.sources[source_id], only_due=only_due)


def asked(stand: Trial, since: int = 0) -> Sequence[str]:
    return [request.path for request in stand.stand.requests[since:] if not request.path.endswith("robots.txt")]


async def test_only_what_is_due_is_polled_unless_a_person_asks(newsstand: Trial) -> None:
    await harvest(newsstand, "ban-mai", timedelta())
    before = len(newsstand.stand.requests)
    soon = await harvest(newsstand, "ban-mai", timedelta(seconds=20), only_due=True)
    assert soon.record.state == "done"
    assert "no listing was due; the next one is at 2026-11-12 05:" in (soon.record.message or "")
    assert asked(newsstand, before) == []
    by_hand = await harvest(newsstand, "ban-mai", timedelta(seconds=20))
    assert (by_hand.record.state, by_hand.record.message) == ("done", None)
    assert len(asked(newsstand, before)) == 3
    scheduled = await harvest(newsstand, "ban-mai", timedelta(minutes=50), only_due=True)
    assert scheduled.record.not_modified == 3
    assert newsstand.ask("select distinct state from ops.run") == [("done",)]
    assert newsstand.ask("select count(*) from ops.lease") == [(0,)]


async def test_a_source_is_not_down_because_its_one_broken_listing_alone_is_due(newsstand: Trial) -> None:
    first = await harvest(newsstand, "harbour-post", timedelta())
    again = await harvest(newsstand, "harbour-post", timedelta(seconds=20), only_due=True)
    assert (first.record.state, again.record.state) == ("partial", "partial")
    assert (again.record.message or "").startswith("1 of 1 listings failed: malformed-feed")
    assert (again.record.message or "").endswith("; 3 not due")


@pytest.mark.parametrize("options", [[], ["--due"]])
def test_run_by_hand_polls_everything_unless_told_otherwise(tmp_path: Path, options: list[str]) -> None:
    told: list[bool] = []

    async def harvest_now(*_: object, only_due: bool) -> Report:
        told.append(only_due)
        return Report((), None)

    contact = {"KHOTIN_CONTACT": "press@example.org"}
    with (
        patch("flows.commands.harvest_now", harvest_now),
        patch("flows.cli.prepare_prefect"),
        patch.dict(os.environ, contact),
    ):
        done = CliRunner().invoke(main, ["run", *options, "--data", str(tmp_path / "data")])
    assert (done.exit_code, told) == (0, [bool(options)]), done.output


async def test_an_idle_run_is_two_transactions(newsstand: Trial) -> None:
    await harvest(newsstand, "ban-mai", timedelta())
    with patch("warehouse.store.transaction", wraps=transaction) as opened:
        outcome = await harvest(newsstand, "ban-mai", timedelta(minutes=20))
    assert outcome.record.not_modified == 3
    assert opened.call_count == 2


async def test_known_articles_are_visited_again_though_no_listing_changed(newsstand: Trial) -> None:
    first = await harvest(newsstand, "ban-mai", timedelta())
    rows = newsstand.ask(CORE_ROWS)
    before = len(newsstand.stand.requests)
    again = await harvest(newsstand, "ban-mai", timedelta(days=1))
    assert 3 < len(asked(newsstand, before)) <= 3 + first.record.new
    assert again.record.unchanged > 0
    assert newsstand.ask(CORE_ROWS) == rows
    assert newsstand.ask("select count(*) from ops.lead where listing = 'revisit'") == [(0,)]
    third = len(newsstand.stand.requests)
    await harvest(newsstand, "ban-mai", timedelta(days=1, minutes=10))
    assert len(asked(newsstand, third)) == 3  # the listings alone: those visits are made


async def test_a_revisit_that_fails_is_not_tried_again_before_the_next(newsstand: Trial) -> None:
    await harvest(newsstand, "ban-mai", timedelta())
    newsstand.stand.stop()
    down = await harvest(newsstand, "ban-mai", timedelta(days=1))
    assert down.record.state == "failed"
    assert newsstand.ask("select count(*) from ops.pending") == [(0,)]


async def test_a_run_that_was_killed_is_recorded_by_the_next(newsstand: Trial) -> None:
    killed = RunRecord("dead", "run", "ban-mai", newsstand.clock(), None, "running", None, None, "0.1.0")
    with newsstand.warehouse.write() as session:
        session.write_runs([killed])
        ttl = timedelta(days=9)
        session.acquire_leases(["ban-mai"], f"dead@{_dead_process()}", newsstand.clock(), ttl, lambda _: True)
    await newsstand.harvest("ban-mai")
    told = newsstand.ask("select state, message, finished_at is not null from ops.run where run_id = 'dead'")
    assert told == [("failed", "did not end", True)]


def _dead_process() -> str:
    """Return the name, as a lease has it, of a process that has ended."""
    import socket
    import subprocess

    process = subprocess.Popen(["true"])
    process.wait()
    return f"{socket.gethostname()}:{process.pid}"

"""``khotin doctor`` on the newsstand's faults: each is named for what it is, in the first line, with what to do."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from flows.doctor import examine
from flows.publishing import check_and_publish
from flows.source_run import harvest_source
from scrapers.newsstand import FAULTS
from tests.flows.console import invoke
from tests.flows.stand import MORNING, Trial, trial
from transforms.symptoms.history import Verdict

ILL = "ban-mai"  # the one outlet whose listings are all well where it is well
# The fault, the verdict at Bản Mai, and what the first line must say. Its sections outlive its feed.
EXPECTED = {
    "dead-feed": ("dead-feed", "part", "HTTP 404"),
    "html-feed": ("html-feed", "part", "web page instead of a feed"),
    "forbidden": ("blocked", "broken", "HTTP 403"),
    "slow": ("slow", "note", "more than"),
    "hang": ("no-answer", "broken", "no answer"),
    "server-error": ("robots-unreadable", "broken", "HTTP 500"),
    "redirect-loop": ("redirect-loop", "broken", "circle"),
    "truncated": ("no-answer", "broken", "breaks off"),
    "robots-500": ("robots-unreadable", "broken", "robots.txt answers HTTP 500"),
    "reset": ("no-answer", "broken", "cannot be reached"),
    "consent-wall": ("blocked", "broken", "consent dialogue"),
    "soft-404": ("pages-missing", "broken", "nothing was found"),
    "bot-check": ("blocked", "broken", "check for robots"),
    "empty-pages": ("layout-broken", "broken", "no article that Khotin can read"),
    "rate-limit": ("blocked", "broken", "HTTP 429"),
    "geo-block": ("blocked", "broken", "HTTP 451"),
    "robots-closed": ("robots-disallowed", "broken", "closed to robots"),
    "bad-tls": ("tls", "broken", "TLS fails"),
    "empty-feed": ("empty-listings", "note", "nothing in it passes for an article"),
    "stale": ("stale-feed", "broken", "newest article is of 2026-08-04"),
    "ahead": ("dates-broken", "part", "no date, or one that cannot be"),
    "undated": ("dates-broken", "part", "no date, or one that cannot be"),
    "redesign": ("layout-broken", "part", "a redesign"),
}


async def harvest(made: Trial, *, hours: int = 0, ids: Sequence[str] = (ILL,)) -> None:
    """Harvest, so many hours after the newsstand's morning; short patience, since one fault is to hang."""

    def clock() -> datetime:
        return MORNING + timedelta(hours=hours)

    later = replace(made, clock=clock)  # type: ignore[arg-type]  # it tells the time
    async with later.workshop() as shop:
        for source_id in ids:
            source = made.sources[source_id]
            hasty = msgspec.structs.replace(source.politeness, timeout_seconds=4.0)
            await harvest_source(shop, msgspec.structs.replace(source, politeness=hasty))


def verdict_of(made: Trial, *, hours: int = 0) -> Verdict:
    (examined,) = examine(made.warehouse, made.sources, (ILL,), MORNING + timedelta(hours=hours))
    return examined.verdict


def test_every_fault_is_expected() -> None:
    assert set(EXPECTED) == set(FAULTS)


@pytest.mark.parametrize("fault", EXPECTED)
async def test_a_fault_is_named_for_what_it_is(fault: str, tmp_path: Path) -> None:
    with trial(tmp_path, faults=[f"{fault}@{ILL}"]) as made:
        await harvest(made)
        verdict = verdict_of(made)
    kind, severity, words = EXPECTED[fault]
    assert (verdict.kind, verdict.severity) == (kind, severity), verdict
    assert words in verdict.cause
    assert verdict.advice


async def test_a_healthy_source_is_well_and_a_missing_one_was_never_harvested(tmp_path: Path) -> None:
    with trial(tmp_path) as made:
        await harvest(made)
        assert verdict_of(made).severity == "ok"
        (other,) = examine(made.warehouse, made.sources, ("delta-wire",), MORNING)
    assert (other.verdict.kind, other.since) == ("never-run", None)


async def test_an_incident_has_a_beginning(tmp_path: Path) -> None:
    with trial(tmp_path, faults=[f"forbidden@{ILL}"]) as made:
        for hours in (0, 2, 4):
            await harvest(made, hours=hours)
            check_and_publish(made.warehouse, MORNING + timedelta(hours=hours), f"run-{hours}", made.sources)
        (examined,) = examine(made.warehouse, made.sources, (ILL,), MORNING + timedelta(hours=4))
        assert examined.since == MORNING
        assert "(3 runs in a row)" in examined.verdict.evidence[0]
        stored = made.ask("SELECT verdict, severity, verdict_since FROM mart.source_health WHERE source_id = 'ban-mai'")
        assert stored == [("blocked", "broken", MORNING)]


async def test_the_command_tells_and_exits_with_one_only_where_something_is_broken(tmp_path: Path) -> None:
    with trial(tmp_path, faults=[f"dead-feed@{ILL}"]) as made:
        await harvest(made)
        where = ("--data", made.settings.data, "--sources", tmp_path / "sources")
        told = invoke("doctor", ILL, *where)
        assert told.exit_code == 1
        assert told.stdout.startswith("ban-mai  ")
        assert "what to do: " in told.stdout
        (record,) = json.loads(invoke("doctor", ILL, "--format", "json", *where).stdout)
        assert record["source_id"] == ILL
        table = invoke("doctor", "--format", "markdown", *where).stdout
        assert table.startswith("| source |")
        assert "never-run" in table
        nobody = invoke("doctor", "nobody", *where)
        assert nobody.exit_code == 2
        assert "no source 'nobody'" in nobody.stderr


async def test_the_coverage_of_a_source_by_day(tmp_path: Path) -> None:
    with trial(tmp_path) as made:
        await harvest(made, ids=("harbour-post",))
        check_and_publish(made.warehouse, MORNING, "test", made.sources)
        where = ("--data", made.settings.data, "--sources", tmp_path / "sources")
        shown = invoke("doctor", "--coverage", "harbour-post", *where)
        assert shown.exit_code == 0, shown.stderr
        for told in ("Coverage of harbour-post", "section", "2026-11-11", "contained", "█", "http-404 1"):
            assert told in shown.stdout
        some = invoke("doctor", "--coverage", "harbour-post", "--since", "2026-11-11", "--format", "json", *where)
        days = json.loads(some.stdout)
        assert {day["day"] for day in days} == {"2026-11-11", "2026-11-12"}
        assert sum(day["known"] for day in days) == sum(
            day["loaded"] + day["rejected"] + day["pending"] for day in days
        )
        wrong = invoke("doctor", "--coverage", "nobody", *where)
        assert (wrong.exit_code, invoke("doctor", "--since", "2026-11-11", *where).exit_code) == (2, 2)

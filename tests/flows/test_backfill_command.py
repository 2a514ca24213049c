"""``khotin backfill`` as it is typed and read: ways, forecast, progress, coverage."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from flows.backfill_coverage import coverage_markdown, coverage_of
from flows.backfill_forecast import forecasts
from flows.backfill_progress import Stage, duration, pace, shown_progress
from flows.backfill_routes import Via, read_via
from flows.commands import backfill_now
from flows.errors import CommandError
from flows.publishing import check_and_publish
from flows.report import Report
from flows.show_backfill import show_coverage, show_forecasts
from flows.workshop import silent
from tests.flows.console import invoke
from tests.flows.stand import trial

pytestmark = pytest.mark.commands

SOURCE = "ban-mai"
DAYS = (date(2026, 11, 9), date(2026, 11, 11))
TODAY = date(2026, 11, 12)


def test_a_way_is_one_of_four(tmp_path: Path) -> None:
    assert [read_via(text).route for text in (None, "archive", "sitemap", "wayback")] == [
        "best",
        "archive",
        "sitemap",
        "wayback",
    ]
    assert read_via(f"warc:{tmp_path}") == Via("warc", tmp_path)
    for wrong in ("feed", "wayback:x", "warc", "warc:", "warc:/nowhere.warc.gz", ""):
        with pytest.raises(CommandError, match="--via"):
            read_via(wrong)


def test_a_wrong_command_is_one_clear_line(tmp_path: Path) -> None:
    days = ("--since", "2026-11-01", "--until", "2026-11-02", "--data", tmp_path)
    wrong = invoke("backfill", "vnexpress", *days, "--via", "feed")
    assert wrong.exit_code == 2
    assert "--via feed: expected archive, sitemap, wayback or warc:PATH" in wrong.output
    unknown = invoke("backfill", "nobody", *days, "--dry-run")
    assert unknown.exit_code == 2
    assert "no source 'nobody'" in unknown.output


def test_the_pace_is_told_as_people_say_it() -> None:
    assert pace(Stage("a", "day", 3, 30, 300, 90.0)) == "300 new, 200 a minute, about 14 min left"
    assert pace(Stage("a", "day", 30, 30, 300, 90.0)) == "300 new, 200 a minute"
    assert pace(Stage("a", "sitemap", 2, None, 0, 0.0)) == "0 new, 0 a minute"
    assert [duration(seconds) for seconds in (0.2, 40, 725, 12_000)] == ["1 s", "40 s", "12 min", "3 h 20 min"]


async def test_without_a_terminal_each_window_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress() as (progress, say):
        say("paper", "1 listings, 100 links")
        await progress(Stage("paper", "day 2026-11-09", 3, 30, 300, 90.0))
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("paper: day 2026-11-09, window 3 of 30: 300 new, 200 a minute, about 14 min left")


async def test_a_forecast_counts_windows_and_fetches_no_article(tmp_path: Path) -> None:
    out = Console(width=160, file=StringIO(), record=True)
    with trial(tmp_path) as made:
        chosen = [made.sources[SOURCE]]
        (before,) = await forecasts(made.settings, chosen, DAYS, "best")
        assert (before.route, before.windows, before.complete, before.listings) == ("archive", 3, 0, 3)
        assert before.articles == 3  # one a day is what the source file expects
        assert made.stand.requests == []
        assert not (made.settings.data / "archive").exists()
        (captures,) = await forecasts(made.settings, chosen, DAYS, "wayback")
        assert {one.path.partition("?")[0] for one in made.stand.requests} == {"/cdx/search/cdx"}
        outcome = await made.backfill(SOURCE, DAYS[1], DAYS[1])
        assert outcome.record.new > 0
        published = check_and_publish(made.warehouse, made.clock(), "test")
        (after,) = await forecasts(made.settings, chosen, DAYS, "archive")
        assert (after.windows, after.complete, after.listings) == (3, 1, 2)
        show_forecasts(out, [after, captures])
        covered = coverage_of(made.settings.place, Report((outcome,), published), *DAYS)
        show_coverage(out, covered)
    told = out.export_text()
    assert captures.articles is not None
    assert f" {captures.articles} " in told
    assert "Nothing was fetched but lists of lists, and nothing was stored." in told
    assert "on 1 of 3 days; none on 2: 2026-11-10, 2026-11-09" in told
    assert "| 2026-11-09 | 0 |" in coverage_markdown(covered)
    assert coverage_of(made.settings.place, Report((outcome,), None), *DAYS) == []


async def test_a_past_can_come_from_a_warc_file(tmp_path: Path) -> None:
    with trial(tmp_path / "first") as made:
        fetched = await made.harvest(SOURCE)
        archive = made.settings.data / "archive"
        again = trial(tmp_path / "second")
        with again as other:
            sources = {SOURCE: made.sources[SOURCE]}
            via = Via("warc", archive)
            report = await backfill_now(other.settings, sources, [SOURCE], (TODAY, TODAY), silent, via=via)
            nothing = await backfill_now(other.settings, sources, [SOURCE], DAYS, silent, via=via)
            assert other.stand.requests == []
    assert report.outcomes[0].record.state == "done"
    assert report.outcomes[0].record.new == fetched.record.new
    assert nothing.outcomes[0].record.found == 0

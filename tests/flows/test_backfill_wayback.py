"""Backfills by the Wayback Machine: each article once, from its earliest good capture, dated by that."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.flows.stand import TEN_DAYS, Trial, trial

pytestmark = pytest.mark.commands

SOURCE = "ban-mai"


def archive_paths(made: Trial) -> list[str]:
    return [one.path for one in made.stand.requests if one.outlet == "wayback"]


async def test_each_article_comes_once_from_its_earliest_good_capture(tmp_path: Path) -> None:
    with trial(tmp_path) as made:
        outcome = await made.backfill(SOURCE, *TEN_DAYS, via="wayback")
        assert (outcome.record.state, outcome.record.message) == ("done", None)
        assert {one.outlet for one in made.stand.requests} == {"wayback"}
        assert (outcome.record.found, outcome.record.rejected) == (16, 0)
        asked = archive_paths(made)
        pages = [path for path in asked if path.endswith(".htm")]
        assert len(pages) == len(set(pages))
        rows = made.ask("select url, published_at, fetched_at from core.article")
        assert len({url for url, *_ in rows}) == 16
        assert all(url.startswith(made.stand.origins[SOURCE]) for url, *_ in rows)
        hours = {round((captured - published).total_seconds() / 3600) for _, published, captured in rows}
        assert hours == {2, 5}  # the first capture, or the one after it where that was no page
        assert made.ask("select count(*) from core.article_version") == [(16,)]
        days = made.ask("select known, loaded from mart.coverage_by_day where known > 0")
        assert all(known == loaded for known, loaded in days)

        again = await made.backfill(SOURCE, *TEN_DAYS, via="wayback")
        assert again.record.message == "3 of 10 days were complete already"  # the archive may still add to the others
        assert not [path for path in archive_paths(made)[len(asked) :] if path.startswith("/web/")]
        before = len(archive_paths(made))
        done = await made.backfill(SOURCE, TEN_DAYS[0], TEN_DAYS[0], via="wayback")
        assert (done.record.state, archive_paths(made)[before:]) == ("done", [])


async def test_what_the_site_had_given_is_not_fetched_from_the_archive(tmp_path: Path) -> None:
    days = (date(2026, 11, 10), date(2026, 11, 11))
    with trial(tmp_path) as made:
        own = await made.backfill(SOURCE, *days, via="archive")
        assert own.record.new > 0
        await made.backfill(SOURCE, *days, via="wayback")
        assert not [path for path in archive_paths(made) if path.startswith("/web/")]

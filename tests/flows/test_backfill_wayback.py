"""Backfills by the Wayback Machine: each article once, from its earliest good capture, dated by that."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from scrapers.newsstand.reply import page_reply
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


async def test_what_the_archive_refused_waits_for_it_and_not_for_the_site(tmp_path: Path) -> None:
    day = TEN_DAYS[0]
    with trial(tmp_path) as made:
        server = made.stand.archive_server
        healthy = server.answer
        server.answer = lambda request: page_reply(503, "") if request.path.startswith("/web/") else healthy(request)
        refused = await made.backfill(SOURCE, day, day, via="wayback")
        assert refused.record.new == 0
        ((listing, pending),) = made.ask("select any_value(listing), count(*) from ops.pending")
        assert listing.startswith("wayback:")
        assert pending == 1
        await made.harvest(SOURCE)
        assert made.ask("select count(*) from ops.pending") == [(1,)]  # the site was not asked for it

        server.answer = healthy
        mended = await made.backfill(SOURCE, day, day, via="wayback")
        assert (mended.record.state, mended.record.new) == ("done", 1)
        assert made.ask("select count(*) from ops.pending") == [(0,)]


async def test_an_index_that_cannot_be_read_leaves_no_day_done(tmp_path: Path) -> None:
    with trial(tmp_path) as made:
        server = made.stand.archive_server
        healthy, server.answer = server.answer, lambda _: page_reply(200, "<h1>Temporarily offline</h1>")
        failed = await made.backfill(SOURCE, TEN_DAYS[0], TEN_DAYS[0], via="wayback")
        assert failed.record.state == "failed"
        assert "not-cdx" in (failed.record.message or "")
        server.answer = healthy
        assert (await made.backfill(SOURCE, TEN_DAYS[0], TEN_DAYS[0], via="wayback")).record.new == 1


async def test_without_a_list_of_its_own_a_source_is_looked_for_in_the_archive(tmp_path: Path) -> None:
    with trial(tmp_path) as made:
        source = made.sources[SOURCE]
        feeds = tuple(one for one in source.discover if one.kind == "feed")
        made.sources[SOURCE] = msgspec.structs.replace(source, discover=feeds)
        outcome = await made.backfill(SOURCE, TEN_DAYS[0], TEN_DAYS[0])
        assert (outcome.record.state, outcome.record.new) == ("done", 1)
        assert "it has no list of the past: asked the Wayback Machine instead" in (outcome.record.message or "")

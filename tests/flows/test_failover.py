"""Failing over: where a route is down, the next one brings the articles, within the same run; and back again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from flows.failover import next_route
from flows.report import Outcome
from flows.source_run import harvest_source
from scrapers.discover import Discovery, Listing, listings
from scrapers.newsstand.faults import Patient
from scrapers.newsstand.reply import Reply, page_reply
from scrapers.source import Discover, DiscoverKind, Source
from tests.flows.stand import MORNING, Trial, trial
from transforms.records import Cursor, Reject

ILL = "ban-mai"


def only(source: Source, *kinds: DiscoverKind) -> Source:
    """Return a source with the routes of these kinds."""
    return msgspec.structs.replace(source, discover=tuple(one for one in source.discover if one.kind in kinds))


async def harvest(made: Trial, source: Source, *, hours: int = 0, only_due: bool = False) -> Outcome:
    later = replace(made, clock=lambda: MORNING + timedelta(hours=hours))  # type: ignore[arg-type]  # tells the time
    async with later.workshop() as shop:
        return await harvest_source(shop, source, only_due=only_due)


@pytest.mark.parametrize("fault", ["dead-feed", "html-feed"])
async def test_the_archive_stands_in_for_a_feed_that_is_down(fault: str, tmp_path: Path) -> None:
    with trial(tmp_path, faults=[f"{fault}@{ILL}"]) as made:
        outcome = await harvest(made, only(made.sources[ILL], "feed", "archive"))
        assert outcome.record.state == "partial"
        assert "polled instead: archive" in str(outcome.record.message)
        assert outcome.record.new > 0
        found = made.ask("SELECT DISTINCT found_by FROM mart.article")
        assert found == [("archive",)]


async def test_sections_that_are_not_due_stand_in_before_the_archive(tmp_path: Path) -> None:
    with trial(tmp_path) as made:
        source = made.sources[ILL]
        await harvest(made, only(source, "section", "archive"))
        feed = Discover(kind="feed", url=source.homepage + "rss/no-such.rss")
        ill = msgspec.structs.replace(source, discover=(feed, *only(source, "section", "archive").discover))
        before = len(made.stand.requests)
        outcome = await harvest(made, ill, only_due=True)
        asked = [request.path for request in made.stand.requests[before:]]
    assert "polled instead: section" in str(outcome.record.message)
    assert any(path.startswith("/quoc-te") for path in asked)
    assert not any(path.startswith("/luu-tru") for path in asked)


@pytest.mark.parametrize("answer", [page_reply(403, "closed"), None], ids=["every page is closed", "nobody answers"])
async def test_listings_that_are_not_due_make_no_run_better_of_a_site_that_is_down(
    answer: Reply | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with trial(tmp_path) as made:
        well = only(made.sources[ILL], "section")
        await harvest(made, well)
        feed = Discover(kind="feed", url=well.homepage + "rss/chinh-tri.rss")
        monkeypatch.setattr(Patient, "answer", lambda *asked: answer)
        outcome = await harvest(made, msgspec.structs.replace(well, discover=(feed, *well.discover)), only_due=True)
    assert outcome.record.state == "failed"
    assert ("3 of 3" in str(outcome.record.message)) == (answer is not None)
    assert ("not due" in str(outcome.record.message)) == (answer is None)


async def test_a_feed_that_lives_again_is_enough(tmp_path: Path) -> None:
    with trial(tmp_path) as made:
        source = only(made.sources[ILL], "feed", "archive")
        dead = msgspec.structs.replace(
            source, discover=(Discover(kind="feed", url=source.homepage + "gone.rss"), source.discover[-1])
        )
        assert (await harvest(made, dead)).record.state == "partial"
        before = len(made.stand.requests)
        assert (await harvest(made, source, hours=1)).record.state == "done"
        assert not [one for one in made.stand.requests[before:] if one.path.startswith("/luu-tru")]


async def test_a_site_that_refuses_everything_is_not_asked_for_more(tmp_path: Path) -> None:
    with trial(tmp_path, faults=[f"rate-limit@{ILL}"]) as made:
        outcome = await harvest(made, only(made.sources[ILL], "feed", "archive"))
        assert outcome.record.state == "failed"
        assert not [one for one in made.stand.requests if one.path.startswith("/luu-tru")]


async def test_the_route_that_named_an_article_first_is_on_its_row(tmp_path: Path) -> None:
    with trial(tmp_path) as made:
        await harvest(made, made.sources["delta-wire"])
        await made.backfill("delta-wire", MORNING.date() - timedelta(days=9), MORNING.date())
        routes = dict(made.ask("SELECT found_by, count(*) FROM mart.article GROUP BY found_by"))
    assert set(routes) == {"feed", "archive"}
    assert routes["feed"] == 8


def said(listing: Listing, *reasons: str) -> Discovery:
    """Return what a listing said: well, or failing for the given reasons."""
    rejects = tuple(Reject("fetch", reason, listing.url, "", "a") for reason in reasons)
    cursor = None if reasons else Cursor("a", listing.key, listing.kind, MORNING)
    return Discovery(listing, (), cursor, (), rejects, not_modified=False, filtered=0)


def routes(*kinds: DiscoverKind) -> Sequence[Listing]:
    """Return listings of these kinds."""
    specs = tuple(Discover(kind=kind, url=f"https://a.example/{n}", links="a") for n, kind in enumerate(kinds))
    return listings(msgspec.convert({**_SOURCE, "discover": msgspec.to_builtins(specs)}, Source))


_SOURCE = {
    **dict.fromkeys(("name", "publisher"), "A"),
    "id": "a",
    "homepage": "https://a.example/",
    "country": "VN",
    "language": "vi",
    "timezone": "UTC",
    "schedule": "0 * * * *",
}


def test_one_of_two_feeds_that_is_down_takes_no_other_road() -> None:
    first, second, section = routes("feed", "feed", "section")
    assert next_route([said(first, "http-404"), said(second)], [section]) == ()
    assert next_route([said(first, "http-404"), said(second, "http-404")], [section]) == (section,)
    assert next_route([said(first, "http-404")], [second, section]) == ()


def test_a_later_route_that_was_read_is_enough() -> None:
    feed, sitemap, section = routes("feed", "news_sitemap", "section")
    assert next_route([said(feed, "http-404"), said(sitemap)], [section]) == ()
    assert next_route([said(feed, "http-404"), said(sitemap, "html-instead-of-sitemap")], [section]) == (section,)


def test_what_lies_with_the_host_is_no_reason() -> None:
    feed, section = routes("feed", "section")
    for reason in ("timeout", "http-429", "robots-unreachable"):
        assert next_route([said(feed, reason)], [section]) == ()

"""When an article that is not at its place is deleted, and when it is the site that is away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from transforms.records import Deletion, Fetch, Reject, SiteVisits
from transforms.versions.absence import after_absence, after_return, gone_reason, is_away

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
WELL = SiteVisits(gone=1, found=4, answered=True)
FIRST = Deletion("a", "example-en", NOON, 404, "http-404", "f1", "r1", last_seen_at=NOON)


def again(after: timedelta) -> Deletion:
    return replace(FIRST, seen_at=NOON + after, last_seen_at=NOON + after, fetch_id="f2", run_id="r2")


def fetch(url: str, final_url: str, status: int = 200) -> Fetch:
    return Fetch("f", "r", "example-en", "article", url, final_url, status, (), 10, None, NOON, 5)


PLACE = "https://news.example/a-1.html"


@pytest.mark.parametrize(
    ("reject", "final_url", "reason"),
    [
        (Reject("fetch", "http-404", PLACE, ""), PLACE, "http-404"),
        (Reject("fetch", "http-410", PLACE, ""), PLACE, "http-410"),
        (Reject("fetch", "http-451", PLACE, ""), PLACE, "http-451"),
        (Reject("fetch", "redirected-to-home", PLACE, ""), PLACE, "redirected-to-home"),
        (Reject("fetch", "http-503", PLACE, ""), PLACE, None),
        (Reject("fetch", "http-403", PLACE, ""), PLACE, None),
        (Reject("fetch", "timeout", PLACE, ""), PLACE, None),
        (Reject("fetch", "robots-disallowed", PLACE, ""), PLACE, None),
        (Reject("parse", "not-an-article", PLACE, "soft-404"), PLACE, "soft-404"),
        (
            Reject("parse", "not-an-article", PLACE, "listing-page"),
            "https://news.example/world/",
            "redirected-to-listing",
        ),
        (Reject("parse", "not-an-article", PLACE, "listing-page"), PLACE, None),
        (Reject("parse", "not-an-article", PLACE, "consent-wall"), PLACE, None),
        (Reject("parse", "not-an-article", PLACE, "too-little-text"), PLACE, None),
    ],
)
def test_only_some_answers_say_that_an_article_is_gone(reject: Reject, final_url: str, reason: str | None) -> None:
    assert gone_reason([fetch(PLACE, PLACE, 301), fetch(final_url, final_url)], reject) == reason


def test_one_visit_proves_nothing_and_a_second_an_hour_later_does() -> None:
    assert after_absence(FIRST, None, WELL) == FIRST
    assert FIRST.confirmed_at is None
    soon = after_absence(again(timedelta(minutes=20)), FIRST, WELL)
    assert soon is not None
    assert (soon.visits, soon.confirmed_at) == (2, None)
    later = after_absence(again(HOUR), FIRST, WELL)
    assert later == replace(FIRST, visits=2, last_seen_at=NOON + HOUR, confirmed_at=NOON + HOUR)


def test_a_visit_that_is_known_changes_nothing() -> None:
    known = replace(FIRST, last_seen_at=NOON + HOUR, visits=2)
    assert after_absence(again(HOUR), known, WELL) is None
    assert after_return(known, NOON + HOUR) is None


@pytest.mark.parametrize(
    ("site", "away"),
    [
        (SiteVisits(1, 0, answered=True), False),
        (SiteVisits(1, 0, answered=False), True),
        (SiteVisits(2, 0, answered=True), False),
        (SiteVisits(3, 2, answered=True), True),
        (SiteVisits(3, 3, answered=True), False),
        (SiteVisits(40, 1, answered=True), True),
    ],
)
def test_a_site_that_is_away_deletes_nothing(site: SiteVisits, away: bool) -> None:
    assert is_away(site) is away
    found = after_absence(again(HOUR), FIRST, site)
    assert found is not None
    assert (found.confirmed_at is None) is away


def test_what_comes_back_was_away() -> None:
    confirmed = replace(FIRST, confirmed_at=NOON + HOUR, last_seen_at=NOON + HOUR)
    assert after_return(confirmed, NOON + 2 * HOUR) == replace(confirmed, restored_at=NOON + 2 * HOUR)

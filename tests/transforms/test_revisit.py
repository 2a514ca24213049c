from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.records import KnownArticle, Lead
from transforms.revisit import VISIT_AGES, next_visit, wants_visit
from transforms.urls import lead_hash

FIRST = datetime(2025, 4, 1, tzinfo=UTC)
LEAD = Lead("https://news.example/a", "example-en", "rss", title="Title", published="Tue, 01 Apr 2025 00:00 GMT")
SAME = {"rss": lead_hash(LEAD)}
KNOWN = KnownArticle("a", "h", 1, ("h",), FIRST, FIRST, FIRST, None, None)
HOUR = timedelta(hours=1)


def test_an_address_never_followed_is_fetched() -> None:
    assert wants_visit(LEAD, None, {})


def test_an_address_that_led_to_no_article_waits_for_news_of_it() -> None:
    assert not wants_visit(LEAD, None, SAME)
    assert not wants_visit(LEAD, None, {"section": "other"})
    assert wants_visit(LEAD, None, {"rss": "other"})


def test_a_changed_hint_is_reason_and_a_new_listing_is_none() -> None:
    assert wants_visit(LEAD, KNOWN, {"rss": "other"})
    assert not wants_visit(LEAD, KNOWN, SAME)
    assert not wants_visit(LEAD, KNOWN, {"section": "other"})
    assert not wants_visit(LEAD, KNOWN, {})


@pytest.mark.parametrize(
    ("last", "following"), [(0, 2), (1, 2), (2, 6), (7, 12), (13, 24), (40, 72), (100, 168), (168, None), (999, None)]
)
def test_visits_are_at_fixed_ages_and_missed_ones_are_made_up_for_once(last: int, following: int | None) -> None:
    expected = None if following is None else FIRST + following * HOUR
    assert next_visit(FIRST, FIRST + last * HOUR) == expected


@given(st.lists(st.integers(0, 60 * 24 * 20), min_size=1, max_size=300))
def test_however_often_one_looks_there_are_at_most_six_visits(minutes: list[int]) -> None:
    last, visits = FIRST, 0
    for minute in sorted(minutes):
        now = FIRST + timedelta(minutes=minute)
        planned = next_visit(FIRST, last)
        if planned is not None and planned <= now:
            last, visits = now, visits + 1
    assert visits <= len(VISIT_AGES)

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from transforms.records import KnownArticle, Lead
from transforms.revisit import wants_visit
from transforms.urls import lead_hash

FIRST = datetime(2025, 4, 1, tzinfo=UTC)
LEAD = Lead("https://news.example/a", "example-en", "rss", title="Title", published="Tue, 01 Apr 2025 00:00 GMT")
SAME = {"rss": lead_hash(LEAD)}


def known(fetched_after: timedelta) -> KnownArticle:
    return KnownArticle("a", "h", 1, ("h",), FIRST, FIRST, FIRST + fetched_after, None, None)


def test_an_address_never_followed_is_fetched() -> None:
    assert wants_visit(LEAD, None, {}, FIRST)


def test_an_address_that_led_to_no_article_waits_for_news_of_it() -> None:
    assert not wants_visit(LEAD, None, SAME, FIRST)
    assert wants_visit(LEAD, None, {"rss": "other"}, FIRST)


def test_a_changed_hint_is_reason_at_any_age_and_a_new_listing_is_none() -> None:
    late = FIRST + timedelta(days=30)
    assert wants_visit(LEAD, known(timedelta()), {"rss": "other"}, late)
    assert not wants_visit(LEAD, known(timedelta()), SAME, late)
    assert not wants_visit(LEAD, known(timedelta()), {"section": "other"}, late)


@pytest.mark.parametrize(
    ("age", "since_last", "due"),
    [
        (timedelta(minutes=50), timedelta(minutes=50), False),
        (timedelta(minutes=70), timedelta(minutes=70), True),
        (timedelta(hours=8), timedelta(minutes=110), False),
        (timedelta(hours=8), timedelta(minutes=130), True),
        (timedelta(days=4), timedelta(hours=20), False),
        (timedelta(days=4), timedelta(hours=25), True),
        (timedelta(days=7, minutes=1), timedelta(days=7), False),
    ],
)
def test_visits_grow_rarer_and_end_after_a_week(age: timedelta, since_last: timedelta, due: bool) -> None:
    assert wants_visit(LEAD, known(age - since_last), SAME, FIRST + age) is due

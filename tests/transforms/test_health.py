"""The doctor's verdicts, one history at a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.transforms.health_makers import DAY, HOUR, NOW, failure, history, listing
from transforms.health import judge
from transforms.symptoms.history import PageCounts
from transforms.symptoms.holidays import is_holiday
from transforms.symptoms.wording import span
from transforms.symptoms.yields import lower_tail

SECTION = "https://news.example/world"


def test_a_new_source_that_does_well_is_too_young_for_more() -> None:
    verdict = judge(history(), NOW)
    assert (verdict.kind, verdict.severity, verdict.advice) == ("young", "ok", None)
    assert verdict.last_good_at == NOW - HOUR


@pytest.mark.parametrize(
    ("reason", "status", "kind", "word"),
    [
        ("http-404", 404, "dead-feed", "HTTP 404"),
        ("http-410", 410, "dead-feed", "HTTP 410"),
        ("html-instead-of-feed", 200, "html-feed", "web page"),
        ("malformed-feed", 200, "broken-feed", "said so"),
        ("http-403", 403, "blocked", "refuses us"),
        ("http-429", 429, "blocked", "less often"),
        ("http-451", 451, "blocked", "legal reasons"),
        ("redirect-loop", None, "redirect-loop", "circle"),
        ("robots-disallowed", None, "robots-disallowed", "robots.txt"),
        ("tls", 0, "tls", "TLS"),
        ("http-503", 503, "server-error", "503"),
        ("timeout", 0, "no-answer", "in time"),
        ("unreachable", 0, "no-answer", "cannot be reached"),
        ("something-new", 0, "no-answer", "something-new"),
        ("no-links", 200, "empty-listings", "selector"),
    ],
)
def test_the_only_listing_fails(reason: str, status: int | None, kind: str, word: str) -> None:
    verdict = judge(history(listings=(listing(bad=failure(reason, status=status)),)), NOW)
    assert (verdict.kind, verdict.severity, verdict.status) == (kind, "broken", status)
    assert word in verdict.cause
    assert str(verdict.url) in verdict.cause
    assert verdict.advice
    assert "{" not in verdict.advice


@pytest.mark.parametrize(
    ("detail", "kind"),
    [
        ("https://a.example/robots.txt: HTTP status 500", "robots-unreadable"),
        ("https://a.example/robots.txt: tls: certificate has expired", "tls"),
        ("https://a.example/robots.txt: timeout: no answer begun within 5 s", "no-answer"),
    ],
)
def test_what_is_wrong_with_robots_is_told_apart(detail: str, kind: str) -> None:
    bad = failure("robots-unreachable", status=None, detail=detail)
    assert judge(history(listings=(listing(bad=bad),)), NOW).kind == kind


def test_one_of_two_listings_that_fails_is_a_part() -> None:
    routes = (listing(bad=failure("http-404", status=404)), listing(SECTION, "section"))
    verdict = judge(history(listings=routes), NOW)
    assert (verdict.kind, verdict.severity) == ("dead-feed", "part")
    assert "1 of 2 listings fail" in verdict.cause


def test_the_reason_that_says_why_is_named_first() -> None:
    routes = (
        listing(bad=failure("host-resting", status=None, count=9)),
        listing(SECTION, "section", bad=failure("http-500", status=500, url=SECTION, count=2)),
    )
    verdict = judge(history(listings=routes), NOW)
    assert (verdict.kind, verdict.url) == ("server-error", SECTION)


def test_too_few_articles_after_a_feed_died_are_blamed_on_the_feed() -> None:
    start = NOW - 100 * DAY
    arrivals = tuple((start + number * DAY, 30) for number in range(95))
    routes = (listing(bad=failure("http-404", status=404)), listing(SECTION, "section"))
    ill = history(listings=routes, arrivals=arrivals, watched=((start, NOW),), first_run_at=start)
    verdict = judge(ill, NOW)
    assert (verdict.kind, verdict.severity) == ("dead-feed", "broken")
    assert any("brought nothing new" in line for line in verdict.evidence)
    assert judge(history(arrivals=arrivals, watched=((start, NOW),)), NOW).kind == "stale-feed"


def test_pages_that_cannot_be_used() -> None:
    walls = (failure("consent-wall", count=8), failure("http-404", status=404, count=1))
    verdict = judge(history(good_visits=2, bad_visits=walls), NOW)
    assert (verdict.kind, verdict.severity) == ("blocked", "broken")
    assert verdict.cause.startswith("9 of the latest 11 article pages")
    assert judge(history(good_visits=10, bad_visits=walls), NOW).kind == "young"
    unread = judge(history(good_visits=0, bad_visits=(failure("too-little-text", count=4),)), NOW)
    assert unread.kind == "layout-broken"
    assert "khotin reparse example" in (unread.advice or "")


def test_a_redesign_and_lost_dates() -> None:
    redesign = PageCounts(read=10, layout_missed=9, layout_url="https://news.example/1")
    assert judge(history(pages=redesign, pages_before=PageCounts(read=50)), NOW).kind == "layout-broken"
    undated = PageCounts(read=10, undated=6, date_url="https://news.example/1")
    verdict = judge(history(pages=undated, pages_before=PageCounts(read=50, undated=1)), NOW)
    assert verdict.kind == "dates-broken"
    assert "before that 1 of 50" in verdict.cause
    assert judge(history(pages=undated, pages_before=PageCounts(read=50, undated=45)), NOW).kind == "young"


def test_what_does_not_run() -> None:
    assert judge(history(enabled=False), NOW).kind == "paused"
    assert judge(history(last_run_at=None), NOW).kind == "never-run"
    overdue = judge(history(last_run_at=NOW - 3 * DAY), NOW)
    assert (overdue.kind, overdue.severity) == ("overdue", "broken")
    assert judge(history(last_run_at=NOW - 3 * DAY, gap=timedelta(days=7)), NOW).kind == "young"
    failed = judge(history(last_state="failed", last_message="the disk is full"), NOW)
    assert (failed.kind, failed.severity) == ("run-failed", "broken")
    assert "the disk is full" in failed.cause
    partly = judge(history(last_state="partial", last_message="1 of 3 listings failed: http-404 URL"), NOW)
    assert (partly.kind, partly.severity) == ("run-failed", "part")


def test_slow_stale_and_empty() -> None:
    assert judge(history(answer_ms=2500.0, answers=20), NOW).kind == "slow"
    assert judge(history(answer_ms=2500.0, answers=3), NOW).kind == "young"
    assert judge(history(newest=NOW - 90 * DAY), NOW).kind == "stale-feed"
    empty = judge(history(listings=(listing(items=0), listing(SECTION, "section", items=0))), NOW)
    assert (empty.kind, empty.severity) == ("empty-listings", "broken")
    weekend = (listing(), listing("https://news.example/news.xml", "news_sitemap", items=0))
    assert judge(history(listings=weekend), NOW).kind == "young"


def test_less_than_its_file_expects_is_worth_a_note() -> None:
    verdict = judge(history(unmet="expected at least 50 a day, came 3 on 2026-11-11"), NOW)
    assert (verdict.kind, verdict.severity) == ("yield-drop", "note")
    assert "came 3 on 2026-11-11" in verdict.cause


def test_many_listings_make_no_long_list() -> None:
    routes = tuple(listing(f"{SECTION}/{n}", bad=failure("http-404", url=f"{SECTION}/{n}")) for n in range(40))
    evidence = judge(history(listings=routes), NOW).evidence
    assert len(evidence) < 12
    assert "32 more" in evidence[8]


def test_the_predictive_tail_is_a_distribution() -> None:
    # Mean 8 a window over 8 windows, by the negative binomial with r = 64.5 and p = 8/9.
    assert lower_tail(0, 64, 8) == pytest.approx((8 / 9) ** 64.5)
    assert lower_tail(500, 64, 8) == pytest.approx(1.0)
    assert lower_tail(4, 64, 8) < lower_tail(5, 64, 8)


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [
        ("VN", datetime(2026, 2, 17, tzinfo=UTC), True),
        ("VN", datetime(2026, 12, 25, tzinfo=UTC), False),
        ("BE", datetime(2026, 12, 25, tzinfo=UTC), True),
        ("BE", datetime(2027, 1, 2, tzinfo=UTC), True),
        ("BE", datetime(2026, 4, 5, tzinfo=UTC), True),
        ("BE", datetime(2026, 2, 17, tzinfo=UTC), False),
        (None, datetime(2026, 12, 25, tzinfo=UTC), False),
    ],
)
def test_long_holidays(country: str | None, day: datetime, expected: bool) -> None:
    assert is_holiday(country, day, day + HOUR) is expected


def test_spans_are_told_in_their_unit() -> None:
    told = [span(value) for value in (timedelta(minutes=15), HOUR * 36, 14 * DAY, timedelta(minutes=1))]
    assert told == ["15 minutes", "36 hours", "14 days", "1 minute"]

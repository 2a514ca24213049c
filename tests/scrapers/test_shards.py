"""Periods in the URLs of an index's sitemaps, and what can belong to a window."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.mentions import Mention
from scrapers.periods import Period, can_belong, latest_day, month_of, permalink_period, week_of
from scrapers.shards import Shard, family, periods_in, shards_of

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
WEEK = Period(date(2026, 11, 2), date(2026, 11, 8))
MONTHS = range(1, 13)


def named(*tails: str) -> list[str]:
    return [str(period) for period in periods_in([f"https://n1.example:8080/{tail}" for tail in tails])]


@pytest.mark.parametrize(
    ("tails", "last"),
    [
        ([f"sitemaps-2026-{m}-{d}.xml" for m in MONTHS for d in ("1-10", "11-20", "21-31")], "2026-12-21..2026-12-31"),
        (
            ["sitemaps-2026-2-1-10.xml", "sitemaps-2026-2-11-20.xml", "sitemaps-2026-2-21-31.xml"],
            "2026-02-21..2026-02-28",
        ),
        (
            [f"article-{m:02}-{y}-{n:02}.xml" for y in (2025, 2026) for m in MONTHS for n in (1, 2)],
            "2026-12-01..2026-12-31",
        ),
        ([f"nl.sitemap.article.2025.{w}.xml" for w in range(1, 53)], "2025-12-22..2025-12-28"),
        ([f"sitemap-{y}-W{w:02}.xml" for y in (2025, 2026) for w in (1, 9)], "2026-02-23..2026-03-01"),
        ([f"sitemaps/news-2026-{m}.xml" for m in MONTHS], "2026-12-01..2026-12-31"),
        (["s/2026/10.xml.gz", "s/2026/11.xml.gz"], "2026-11-01..2026-11-30"),
        (["sitemap_202610.xml", "sitemap_202611.xml"], "2026-11-01..2026-11-30"),
        (["sitemap_20261031.xml", "sitemap_20261101.xml"], "2026-11-01"),
        ([f"sitemap-2026-10-{d:02}.xml" for d in range(1, 32)], "2026-10-31"),
        ([f"{d:02}-10-2026.xml" for d in range(1, 32)], "2026-10-31"),
        (["sitemap.xml?yyyy=2026&mm=11&dd=05", "sitemap.xml?yyyy=2026&mm=11&dd=30"], "2026-11-30"),
        (["archive-2025.xml", "archive-2026.xml"], "2026-01-01..2026-12-31"),
    ],
)
def test_periods_in_urls(tails: list[str], last: str) -> None:
    assert named(*tails)[-1] == last


@pytest.mark.parametrize(
    ("tails", "last"),
    [
        (["news-2026-10-1.xml", "news-2026-10-2.xml"], "2026-10-01..2026-10-31"),  # a day, or a part of the month?
        ([f"2-2026-{m:02}.xml" for m in (4, 5)], "2026-05-01..2026-05-31"),  # a section is not padded
        ([f"02-2026-{m:02}.xml" for m in (4, 5)], "2026-01-01..2026-12-31"),  # a padded one may be the month
        ([f"part-2026-{n}.xml" for n in range(1, 31)], "2026-01-01..2026-12-31"),  # parts, or weeks up to now?
        ([f"post-sitemap{n}.xml" for n in (1, 2, 2026)], "None"),
        (["post-sitemap.xml", "2026"], "2026-01-01..2026-12-31"),
        (["sitemap-2026-02-31.xml"], "None"),
    ],
)
def test_a_doubt_takes_the_longer_period(tails: list[str], last: str) -> None:
    assert named(*tails)[-1] == last


@given(st.dates(date(1995, 1, 1), date(2090, 1, 1)), st.integers(1, 900))
def test_every_shard_holds_its_own_day_however_it_is_written(first: date, count: int) -> None:
    days = [first + timedelta(days=number) for number in range(0, count, 7)]
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%Y%m%d", "%Y/%-m", "%m-%Y", "%Y%m", "%G.%V", "%Y"):
        for day, period in zip(
            days, periods_in([f"https://n.example/{day.strftime(form)}.xml" for day in days]), strict=True
        ):
            # The year of an ISO week is not that of its days, which matters where only the year is believed.
            assert period is None or period.first <= day <= period.last or form == "%G.%V", form


def test_the_sources_own_pattern_comes_first() -> None:
    children = [Mention("https://n.example/s-7-26.xml"), Mention("https://n.example/other.xml", modified="2026-11-03")]
    first, second = shards_of(children, HANOI, r"s-(?P<month>\d+)-(?P<year>\d+)")
    assert (first.url, first.period, first.modified) == ("https://n.example/other.xml", None, date(2026, 11, 3))
    assert second.period == month_of(date(2026, 7, 1))
    days = r"y(?P<year>\d{4})/p(?P<month>\d)-(?P<day>\d)"
    (shard,) = shards_of([Mention("/y2026/p1-9.xml")], HANOI, days, "https://n.example/index.xml")
    assert shard == Shard("https://n.example/y2026/p1-9.xml", Period(date(2026, 1, 9), date(2026, 1, 9)))


@given(st.lists(st.text(st.sampled_from("0129-./?&=w[]:ab%"), max_size=30), max_size=6))
def test_no_address_makes_a_reader_of_periods_fail(tails: list[str]) -> None:
    children = [Mention(f"http://[{tail}") for tail in tails] + [Mention("2026-" + "9" * 5000)]
    for pattern in (None, r"(?P<year>\d+)-(?P<month>\d+)"):
        assert len(shards_of(children, HANOI, pattern, "https://n.example/")) == len(children)


def test_which_shards_can_hold_a_week() -> None:
    children = [
        Mention("https://n.example/news-2026-10.xml"),
        Mention("https://n.example/news-2026-11.xml", modified="2026-11-01"),
        Mention("https://n.example/post-1.xml", modified="2026-11-01T23:00:00Z"),
        Mention("https://n.example/post-2.xml", modified="2026-11-01T10:00:00Z"),
        Mention("https://n.example/post-3.xml", modified="never"),
        Mention("https://n.example/tags.xml"),
    ]
    wanted = [shard.url[18:] for shard in shards_of(children, HANOI) if shard.can_hold(WEEK)]
    assert wanted == ["post-1.xml", "post-3.xml", "tags.xml"]


@pytest.mark.parametrize(
    ("mention", "belongs"),
    [
        (Mention("https://n.example/1", published="2026-11-01T18:00:00Z"), True),  # the 2nd in Hanoi
        (Mention("https://n.example/1", published="2026-11-01T16:00:00Z"), False),
        (Mention("https://n.example/1", published="Sun, 08 Nov 2026 23:59:00 +0700"), True),
        (Mention("https://n.example/1", published="2026-11-09", modified="2026-11-05"), False),
        (Mention("https://n.example/2026/11/09/slug/"), True),  # a day more, for the server's zone
        (Mention("https://n.example/2026/11/10/slug/"), False),
        (Mention("https://n.example/2026/11/slug/"), True),
        (Mention("https://n.example/2026/10/slug/"), False),
        (Mention("https://n.example/2026/09/slug/"), False),
        (Mention("https://n.example/2026/11/09/slug/", published="2026-11-10"), False),
        (Mention("https://n.example/1", modified="2026-11-01"), False),
        (Mention("https://n.example/1", modified="2026-12-01"), True),  # published before, some time
        (Mention("https://n.example/1", published="5 minutes ago", modified="2026-11-01"), False),
        (Mention("https://n.example/1117261110123456789.htm"), True),
        (Mention("https://n.example/1", published="0001-01-01T00:00:00+14:00"), True),
    ],
)
def test_what_can_belong_to_a_window(mention: Mention, belongs: bool) -> None:
    assert can_belong(mention, WEEK, HANOI) is belongs


def test_periods() -> None:
    assert str(week_of(date(2026, 1, 1))) == "2025-12-29..2026-01-04"
    assert str(month_of(date(2028, 2, 11))) == "2028-02-01..2028-02-29"
    assert permalink_period("https://n.example/2026/02/31/x") is None
    assert latest_day(Mention("https://n.example/2026/02/x/", modified="2026-03-01"), HANOI) == date(2026, 2, 28)
    assert family("https://n.example/a2/b-10.xml") == "/a#/b-#.xml"

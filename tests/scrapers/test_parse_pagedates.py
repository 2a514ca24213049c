from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.scrapers.parse_pages import FIRST, SECOND, THIRD, URL, article, html_page, source
from transforms.records import Lead

PLAIN_URL = "https://news.example/world/ports-sign-accord-103261112000"


@pytest.mark.parametrize(
    ("head", "before", "edtf", "method"),
    [
        ('<meta property="og:published_time" content="2026-11-12">', "", "2026-11-12", "meta:og:published_time"),
        ('<meta name="cms:publication-date" content="2026-11-12">', "", "2026-11-12", "meta:cms:publication-date"),
        ("", '<span itemprop="datePublished" content="2026-11-12">yesterday</span>', "2026-11-12", "microdata"),
        ("", '<time datetime="2026-11-12">yesterday</time>', "2026-11-12", "time"),
        ("", '<span class="publish-date">12 November 2026</span>', "2026-11-12", "markup"),
        ("", "<p>An Peeters, 12 November 2026</p>", "2026-11-12", "near-title"),
        ('<meta name="date" content="2026-11-12">', "", "2026-11-12", "meta:date"),
    ],
)  # fmt: skip
def test_where_the_date_is_found(head: str, before: str, edtf: str, method: str) -> None:
    parsed = article(html_page(head=head, before=before), url=PLAIN_URL)
    assert parsed.published is not None
    assert (parsed.published.edtf, parsed.published.method) == (edtf, method)


def test_a_bare_moment_near_the_title_is_the_date_and_no_text() -> None:
    before = "<div>Quốc tế</div><div><span>12/11/2026 06:20 GMT+7</span></div>"
    parsed = article(html_page(before=before, language="vi"), source(), url=PLAIN_URL)
    assert parsed.published is not None
    assert (parsed.published.edtf, parsed.published.method) == ("2026-11-12T06:20:00+07:00", "near-title")
    assert not any("06:20" in paragraph for paragraph in parsed.body)


def test_the_address_tells_the_day_where_nothing_else_does() -> None:
    published = article(html_page(), url=URL).published
    assert published is not None
    assert (published.edtf, published.method) == ("2026-11-12", "url")


def test_an_id_is_never_a_date() -> None:
    assert article(html_page(), url=PLAIN_URL).published is None


def test_conflicting_statements_are_kept() -> None:
    head = '<meta property="article:published_time" content="2026-11-11">'
    published = article(html_page(head=head)).published
    assert published is not None
    assert published.edtf == "2026-11-11"
    assert [(c.text, c.method, c.edtf) for c in published.candidates] == [("2026-11-12", "url", "2026-11-12")]


def test_a_day_takes_the_time_of_a_later_statement_of_the_same_day() -> None:
    head = '<meta property="article:published_time" content="2026-11-12">'
    published = article(html_page(head=head, before='<time datetime="2026-11-12T15:42:00Z">12 Nov</time>')).published
    assert published is not None
    assert (published.edtf, published.method) == ("2026-11-12T15:42:00Z", "time")


def test_a_date_in_the_future_is_refused_and_kept_as_a_candidate() -> None:
    head = '<meta property="article:published_time" content="2027-01-01">'
    published = article(html_page(head=head)).published
    assert published is not None
    assert published.edtf == "2026-11-12"
    assert "2027-01-01" in [candidate.edtf for candidate in published.candidates]


def test_a_time_without_zone_takes_the_sources() -> None:
    parsed = article(
        html_page(before='<span class="date">12/11/2026 15:42</span>', language="vi"), source(), url=PLAIN_URL
    )
    assert parsed.published is not None
    assert (parsed.published.edtf, parsed.published.timezone) == ("2026-11-12T15:42:00+07:00", "Asia/Ho_Chi_Minh")


def test_the_change_is_a_date_of_its_own() -> None:
    head = '<meta property="article:modified_time" content="2026-11-13T08:00:00Z">'
    before = '<time class="updated" datetime="2026-11-14">14 Nov</time><time datetime="2026-11-12">12 Nov</time>'
    parsed = article(html_page(head=head, before=before), url=PLAIN_URL)
    assert parsed.published is not None
    assert parsed.modified is not None
    assert (parsed.published.edtf, parsed.modified.edtf) == ("2026-11-12", "2026-11-13T08:00:00Z")


def test_dates_of_comments_and_related_articles_are_not_the_articles() -> None:
    related = '<div class="related"><time datetime="2026-11-01">1 Nov</time></div>'
    comments = '<div class="comments"><span class="date">2 November 2026</span></div>'
    parsed = article(html_page(body=f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{related}{comments}"), url=PLAIN_URL)
    assert parsed.published is None


def test_the_listings_date_is_a_hint() -> None:
    lead = Lead(url=PLAIN_URL, source_id="example", listing="feed:x", published="Thu, 12 Nov 2026 15:42:00 +0700")
    published = article(html_page(), url=PLAIN_URL, lead=lead).published
    assert published is not None
    assert (published.edtf, published.method) == ("2026-11-12T15:42:00+07:00", "listing")


@pytest.mark.parametrize(
    "shown",
    [
        '<time datetime="2026-11-12T20:10:03-05:00">12 Nov</time>',
        '<span class="date">November 12, 2026 | 8:10pm</span>',
    ],
)
def test_an_instant_in_utc_is_written_in_the_local_time_that_the_page_shows(shown: str) -> None:
    head = '<meta property="article:published_time" content="2026-11-13T01:10:03Z">'
    published = article(html_page(head=head, before=shown), url=PLAIN_URL).published
    assert published is not None
    assert (published.edtf, published.timezone) == ("2026-11-12T20:10:03-05:00", "-05:00")
    assert published.datetime == datetime(2026, 11, 13, 1, 10, 3, tzinfo=UTC)


def test_an_instant_in_utc_stays_so_beside_another_time() -> None:
    head = '<meta property="article:published_time" content="2026-11-13T01:10:03Z">'
    published = article(html_page(head=head, before='<span class="date">November 12, 2026 | 8:47pm</span>')).published
    assert published is not None
    assert (published.edtf, published.timezone) == ("2026-11-13T01:10:03Z", "UTC")

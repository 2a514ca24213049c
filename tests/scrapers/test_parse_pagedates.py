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


def published(**page: str) -> tuple[str, str] | None:
    url = page.pop("url", PLAIN_URL)
    found = article(html_page(**page), url=url).published
    return (found.edtf, found.method) if found else None


BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("<h5>Datum:</h5><div>05.10.2026</div>", "2026-10-05"),
        ('<p class="info__caption">05. Oktober 2026 | Hafen</p>', "2026-10-05"),
        (
            '<div class="author-box">Redaktion <time datetime="05-10-2026 10:29">5.10.</time></div>',
            "2026-10-05T10:29:00",
        ),
        ('<abbr class="published" title="2026-10-05T18:22:00+02:00">6:22</abbr>', "2026-10-05T18:22:00+02:00"),
        ('<div class="when"><span>05</span> <span>Oktober</span> <span>2026</span></div>', "2026-10-05"),
        ("<p>Letzte Änderung 7.10.2026, erschienen 5.10.2026</p>", "2026-10-05"),
    ],
)
def test_lines_below_the_title(before: str, expected: str) -> None:
    found = published(before=before, language="de")
    assert found is not None
    assert found[0] == expected


@pytest.mark.parametrize(
    "line",
    [
        "<figure><figcaption>Soldiers rest beside the road out of the city, 24 April 2026</figcaption></figure>",
        '<blockquote class="twitter-tweet"><p>Well said</p><time datetime="2026-03-12">12 March</time></blockquote>',
        "<p>The festival takes place from 14. - 20. Januar 2026</p>",
        "<p>Video verfügbar bis 28.02.2026</p>",
    ],
)
def test_dates_of_pictures_of_quoted_posts_and_of_what_lasts_are_not_the_articles(line: str) -> None:
    assert published(before=line, language="de") is None


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (f"5.10.2026 - {FIRST}", "2026-10-05"),
        (f"(5 October 2026) {FIRST}", "2026-10-05"),
        (f"Antwerp, 5 October 2026 | {FIRST}", "2026-10-05"),
        (f"The ports signed on 5 October 2026 what was agreed. {FIRST}", None),
    ],
)
def test_the_date_that_opens_the_text(first: str, expected: str | None) -> None:
    found = published(body=f"<p>{first}</p><p>{SECOND}</p><p>{THIRD}</p>", language="de")
    assert (found[0] if found else None) == expected


def test_the_line_at_the_end_of_the_text_and_the_footers_label() -> None:
    assert published(body=f"{BODY}<p>Posted on 5 October 2026 by An</p>") == ("2026-10-05", "near-body")
    assert published(body=f"{BODY}<p>Letzte Änderung: 5.10.2026</p>", language="de") == ("2026-10-05", "changed")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.example/2026/oct/05/ports", "2026-10-05"),
        ("https://news.example/press/23-10-2026-ports", "2026-10-23"),
        ("https://news.example/press/23102026-ports", None),
        ("https://news.example/press/ports-20261005", None),
    ],
)
def test_days_in_addresses(url: str, expected: str | None) -> None:
    found = published(url=url)
    assert (found[0] if found else None) == expected


def test_the_page_itself_and_its_scripts_state_the_date_where_no_article_does() -> None:
    page = '{"@type":"WebPage","url":"https://x.example","datePublished":"2026-10-05T08:00:00+07:00"}'
    assert published(head=f'<script type="application/ld+json">{page}</script>') == (
        "2026-10-05T08:00:00+07:00",
        "json-ld",
    )
    data = '<script>var a = {"title": "x", "publishedAt": "2026-10-05T08:00:00Z", "id": 20261112}</script>'
    assert published(head=data) == ("2026-10-05T08:00:00Z", "script")
    assert published(head=data + data.replace("10-05", "10-06")) is None


def test_figures_without_separators_are_a_date_in_a_field_for_one_only() -> None:
    assert published(head='<meta name="publish-date" content="20261005">') == ("2026-10-05", "meta:publish-date")
    assert published(before='<span class="date">20261005</span>') is None


def test_what_changed_before_it_was_published_has_not_changed() -> None:
    head = """<meta property="article:published_time" content="2026-10-05T09:00:00Z">
        <meta property="article:modified_time" content="2026-10-04T09:00:00Z">"""
    assert article(html_page(head=head)).modified is None


def test_a_live_blogs_date_is_not_that_of_its_newest_entry() -> None:
    entries = "".join(
        f'<h3>Entry</h3><p><time datetime="2026-10-05T{hour}:05:00+02:00">{hour}.05</time> {text}</p>'
        for hour, text in ((19, FIRST), (18, SECOND), (17, THIRD))
    )
    assert published(body=entries) == ("2026-10-05T17:05:00+02:00", "time")


def test_a_page_of_nothing_but_dates_is_read_within_bounds() -> None:
    lines = "".join(f"<p>posted {day % 28 + 1} October 2026, updated on 2.11.2026</p>" for day in range(3_000))
    parsed = article(html_page(body=lines))
    assert parsed.published is not None
    assert len(parsed.published.candidates) <= 12

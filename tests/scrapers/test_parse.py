"""parse as a whole: what comes out of one page, and what is refused."""

from __future__ import annotations

import json
from datetime import date

import pytest

from scrapers.parse import parse, to_json
from tests.scrapers.parse_pages import FETCHED, FIRST, SECOND, THIRD, TITLE, URL, article, html_page, page, refused
from transforms.records import Lead, ParsedArticle

JSON_LD = """<script type="application/ld+json">{"@context": "https://schema.org",
"@type": "NewsArticle", "headline": "TITLE", "datePublished": "2026-11-12T15:42:00+07:00",
"author": [{"@type": "Person", "name": "An Peeters"}],
"publisher": {"@type": "Organization", "name": "Example Press"}, "articleSection": "World",
"keywords": ["ports", "fuels"], "isAccessibleForFree": "False", "image": {"url": "/photo.jpg"}}</script>""".replace(
    "TITLE", TITLE
)


def test_an_article_with_metadata_comes_out_whole() -> None:
    parsed = article(html_page(head=JSON_LD + '<link rel="canonical" href="/world/ports-sign-accord">'))
    assert parsed.title == TITLE
    assert parsed.body == (FIRST, SECOND, THIRD)
    assert parsed.authors == ("An Peeters",)
    assert parsed.published is not None
    assert parsed.published.edtf == "2026-11-12T15:42:00+07:00"
    assert parsed.publisher == "Example Press"
    assert parsed.section == "World"
    assert parsed.keywords == ("ports", "fuels")
    assert parsed.language == "en"
    assert parsed.images == ("https://news.example/photo.jpg",)
    assert parsed.canonical_url == "https://news.example/world/ports-sign-accord"
    assert parsed.paywall
    assert parsed.is_article


def test_every_field_that_is_there_names_its_method() -> None:
    parsed = article(html_page(head=JSON_LD))
    how = dict(parsed.how)
    assert how["decode"] == "http: utf-8"
    assert how["body"] == "generic"
    assert how["published"] == "json-ld"
    assert {"title", "authors", "publisher", "section", "keywords", "language", "images"} <= how.keys()
    assert "summary" not in how


def test_identity_of_the_page_is_kept() -> None:
    lead = Lead(url=URL, source_id="example", listing="feed:x", listing_date=date(2026, 11, 12))
    parsed = article(html_page(), lead=lead)
    assert (parsed.url, parsed.source_id, parsed.fetch_id, parsed.fetched_at) == (URL, "example", "f1", FETCHED)
    assert parsed.listing_date == date(2026, 11, 12)


def test_json_has_the_shape_of_the_parse_filter() -> None:
    line = to_json(article(html_page(head=JSON_LD)))
    assert json.loads(json.dumps(line)) == line
    published = line["published"]
    assert isinstance(published, dict)
    assert published["edtf"] == published["datetime"] == "2026-11-12T15:42:00+07:00"
    assert set(published) == {"edtf", "datetime", "precision", "timezone", "method", "candidates"}
    assert line["body"] == [FIRST, SECOND, THIRD]
    assert set(line) == {
        "url", "canonical_url", "title", "summary", "body", "captions", "authors", "credit", "published", "modified",
        "publisher", "section", "keywords", "language", "images", "paywall", "live_blog", "is_article", "how",
    }  # fmt: skip


def test_a_day_has_no_datetime_in_json() -> None:
    line = to_json(article(html_page(head='<meta property="article:published_time" content="2026-11-12">')))
    assert isinstance(line["published"], dict)
    assert (line["published"]["edtf"], line["published"]["datetime"]) == ("2026-11-12", None)


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"", "text/html", "empty-page"),
        (b" \n\t\x00", "text/html", "empty-page"),
        (b"", "text/plain", "empty-page"),
        (b"%PDF-1.7 ...", "text/html", "not-a-page"),
        (b"{}", "application/json", "not-a-page"),
        (b"\x89PNG\r\n", None, "not-a-page"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "text/xml", "not-a-page"),
        (b"<i></i>" * 200_000, "text/html", "too-many-elements"),
        (b"<div>" * 10_000, "text/html", "too-deep"),
    ],
)
def test_what_is_no_page_is_refused_with_a_reason(body: bytes, content_type: str | None, reason: str) -> None:
    reject = refused(body, content_type=content_type)
    assert (reject.stage, reject.reason, reject.url) == ("parse", reason, URL)
    assert (reject.source_id, reject.fetch_id) == ("example", "f1")
    assert reject.detail


def test_pages_with_missing_end_tags_nest_deeper_than_usual_and_are_read() -> None:
    parsed = article("<html><body>" + "<div>" * 500 + f"<p>{FIRST}</p><p>{SECOND}</p>")
    assert parsed.body == (FIRST, SECOND)


def test_an_unclosed_noscript_does_not_swallow_the_page() -> None:
    long = "".join(f"<p>{FIRST} {SECOND} {i}.</p>" for i in range(12))
    parsed = article(f"<html><body><noscript><img src=x><div class='article-text'>{long}</div></body></html>")
    assert len(parsed.body) == 12


def test_a_fault_of_the_parser_costs_one_page_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("scrapers.parse.read_article", fail)
    reject = refused(html_page())
    assert reject.reason == "parser-fault"
    assert "RecursionError: too deep" in reject.detail


def test_parsing_is_a_pure_function_of_the_page() -> None:
    first, second = parse(page(html_page(head=JSON_LD))), parse(page(html_page(head=JSON_LD)))
    assert isinstance(first, ParsedArticle)
    assert first == second

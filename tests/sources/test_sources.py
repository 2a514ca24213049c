"""Every bundled source against fixtures in its outlet's structure, offline, by the functions that the pipeline uses."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from scrapers.discover import listings
from scrapers.mentions import Mention, leads_of
from scrapers.parse import parse
from scrapers.readers import read_listing
from scrapers.shards import shards_of
from scrapers.source import Discover
from scrapers.templates import PAGE, fill_page
from tests.sources.fixtures import (
    EXPECTED,
    HERE,
    SOURCES,
    Fixture,
    ListingCase,
    PageCase,
    fixtures,
    listing_cases,
    page_cases,
    source_of,
)
from transforms.records import Lead, Page, ParsedArticle

SAMPLE_DAY = date(2026, 3, 9)
VNEXPRESS = "https://vnexpress.net/category/day"


@pytest.mark.parametrize(("fixture", "case"), page_cases())
def test_page_is_read_field_by_field(fixture: Fixture, case: PageCase) -> None:
    article = parse(_page(fixture, case), fixture.source)
    assert isinstance(article, ParsedArticle), article
    assert _read_fields(article) == _expected_fields(case)


def _page(fixture: Fixture, case: PageCase) -> Page:
    lead = Lead(case.url, fixture.source_id, "fixture", published=case.hint)
    return Page(
        url=case.url,
        final_url=case.url,
        source_id=fixture.source_id,
        content_type=case.content_type,
        body=(fixture.folder / case.file).read_bytes(),
        fetched_at=fixture.fetched_at(case),
        fetch_id="fixture",
        lead=lead,
    )


def _read_fields(article: ParsedArticle) -> dict[str, Any]:
    how = dict(article.how)
    return {
        "how": "layout" if how.get("body", "").startswith("layout") else how.get("body"),
        "not_article": article.not_article_reason,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "title": article.title,
        "summary": article.summary,
        "body": list(article.body),
        "captions": [(caption.text, caption.credit) for caption in article.captions],
        "authors": list(article.authors),
        "published": article.published.edtf if article.published else None,
        "section": article.section,
        "paywall": article.paywall,
    }


def _expected_fields(case: PageCase) -> dict[str, Any]:
    return {
        "how": case.how,
        "not_article": case.not_article,
        "url": case.url,
        "canonical_url": case.canonical_url,
        "title": case.title,
        "summary": case.summary,
        "body": list(case.body),
        "captions": [(caption.text, caption.credit) for caption in case.captions],
        "authors": list(case.authors),
        "published": case.published,
        "section": case.section,
        "paywall": case.paywall,
    }


@pytest.mark.parametrize(("fixture", "case"), listing_cases())
def test_listing_gives_leads(fixture: Fixture, case: ListingCase) -> None:
    spec = fixture.spec_of(case)
    url = case.url or _filled(fixture, spec)
    body = (fixture.folder / case.file).read_bytes()
    listed = read_listing(spec, body, case.content_type, url)
    assert listed.error is None
    leads, left_out = leads_of(
        listed.mentions, base=url, source_id=fixture.source_id, listing=url, day=None, urls=fixture.source.urls
    )
    expected = [{name: getattr(lead, name) for name in lead.__struct_fields__} for lead in case.leads]
    assert [_hints(lead, wanted) for lead, wanted in zip(leads.values(), expected, strict=False)] == expected
    assert (len(leads), len(left_out)) == (len(expected), case.left_out), (list(leads), left_out)
    assert [child.url for child in listed.children] == list(case.sitemaps)
    if case.sitemaps:
        assert _periods(fixture, spec, listed.children) == list(case.periods)


def _filled(fixture: Fixture, spec: Discover) -> str:
    """Return the address of the first page of a listing, archives of the folder's day."""
    window = (fixture.day, fixture.day) if spec.kind == "archive" else ()
    listing = next(listing for listing in listings(fixture.source, *window) if listing.spec == spec)
    return fill_page(listing.url, spec.first_page)


def _periods(fixture: Fixture, spec: Discover, children: tuple[Mention, ...]) -> list[str]:
    """The days that the sitemaps of an index are known to cover, in the order of the index; "" where nobody knows."""
    shards = shards_of(children, ZoneInfo(fixture.source.timezone), spec.shards)
    known = {shard.url: str(shard.period or "") for shard in shards}
    return [known[child.url] for child in children]


def _hints(lead: Lead, wanted: dict[str, Any]) -> dict[str, Any]:
    """The lead's own words for what the expectation speaks of; title and date always, the others where given."""
    always = ("url", "title", "published")
    return {name: getattr(lead, name) if name in always or wanted[name] is not None else None for name in wanted}


@pytest.mark.parametrize("source_id", SOURCES)
def test_every_source_has_fixtures_of_each_kind(source_id: str) -> None:
    own = [fixture for fixture in fixtures() if fixture.source_id == source_id]
    shown = {fixture.spec_of(case).kind for fixture in own for case in fixture.expected.listing}
    wanted = {spec.kind for spec in source_of(source_id).discover}
    assert any(fixture.expected.page for fixture in own), f"no page in {HERE / source_id}/<date>/{EXPECTED}"
    assert shown == wanted, f"listings of {sorted(shown)}, expected one each of {sorted(wanted)}"


@pytest.mark.parametrize("source_id", SOURCES)
def test_every_listing_url_can_be_filled(source_id: str) -> None:
    source = source_of(source_id)
    found = [*listings(source), *listings(source, SAMPLE_DAY, SAMPLE_DAY)]
    assert {listing.spec for listing in found} == set(source.discover)
    for listing in found:
        assert not set("{}") & set(listing.url.replace(PAGE, "")), listing.url


@pytest.mark.parametrize(
    ("source_id", "address"),
    [
        # From midnight to the last second of the day in Vietnam.
        ("vnexpress", f"{VNEXPRESS}/cateid/1001002/fromdate/1772989200/todate/1773075599/allcate/1001002/page/1"),
        ("vietnamnet", "https://vietnamnet.vn/tin-tuc-24h-p0?bydate=09/03/2026-09/03/2026&cate=000002"),
        ("baoquocte", "https://baoquocte.vn/the-gioi&fv=2026-03-09&s_cond=&BRSR=0"),
        ("baotintuc", "https://baotintuc.vn/thoi-su-472ct0/d09-03-2026.htm"),
    ],
)
def test_archives_are_asked_for_a_day_as_their_sites_write_it(source_id: str, address: str) -> None:
    found = listings(source_of(source_id), SAMPLE_DAY, SAMPLE_DAY)
    assert address in {fill_page(listing.url, listing.spec.first_page) for listing in found}


def test_every_file_is_named_by_an_expectation() -> None:
    named = {path for fixture in fixtures() for path in fixture.files}
    present = {path for path in HERE.glob("*/*/*") if path.is_file() and path.name != EXPECTED}
    assert present == named
    assert {path.name for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__"} <= set(SOURCES)

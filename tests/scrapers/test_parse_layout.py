"""A source's own selectors: dated, tried in order, never losing an article."""

from __future__ import annotations

from datetime import date

from scrapers.layout import applicable
from scrapers.source import Layout
from tests.scrapers.parse_pages import FIRST, SECOND, THIRD, TITLE, article, html_page, source
from transforms.records import Caption

PAGE = html_page(
    title="x",
    heading="Menu",
    before=f'<h1 class="headline">{TITLE}</h1><p class="teaser">A lead that stands outside.</p>'
    '<p class="names"><b>Phan Anh</b><b>Lò Thị Mai</b></p><span class="when">11/12/2026 15:42</span>',
    body=f'<p>{FIRST}</p><div class="promo-x">{SECOND}</div>'
    f"<figure><figcaption>Ships (Photo: VNA)</figcaption></figure><p>{THIRD}</p>",
    language="vi",
)  # fmt: skip
FULL = Layout(
    title="h1.headline",
    summary="p.teaser",
    body="div.article-text",
    remove=(".promo-x",),
    authors=".names b",
    published=".when",
    date_order="MDY",
)
OLD = Layout(valid_until=date(2024, 6, 30), body="div.old-body")


def test_every_field_of_a_layout_wins_and_says_so() -> None:
    parsed = article(PAGE, source(FULL))
    assert parsed.title == TITLE
    assert parsed.summary == "A lead that stands outside."
    assert parsed.body == (FIRST, THIRD)
    assert parsed.captions == (Caption("Ships", "VNA"),)
    assert parsed.authors == ("Phan Anh", "Lò Thị Mai")
    assert parsed.published is not None
    assert parsed.published.edtf == "2026-11-12T15:42:00+07:00"
    how = dict(parsed.how)
    assert {how[name] for name in ("title", "summary", "body", "authors", "published")} == {"layout:0"}


def test_a_body_of_many_matches_is_read_in_order_and_nested_ones_once() -> None:
    parsed = article(PAGE, source(Layout(body="div.article-text, div.article-text p")))
    assert parsed.body == (FIRST, SECOND, THIRD)
    assert article(PAGE, source(Layout(body="div.article-text p"))).body == (FIRST, THIRD)


def test_fields_without_a_selector_come_from_the_generic_road() -> None:
    parsed = article(html_page(), source(Layout(body="div.article-text")))
    assert parsed.title == TITLE
    assert dict(parsed.how)["title"] == "h1"


def test_a_layout_that_matches_nothing_is_noted_and_loses_no_article() -> None:
    parsed = article(html_page(), source(Layout(body="div.gone")))
    assert parsed.body == (FIRST, SECOND, THIRD)
    how = dict(parsed.how)
    assert (how["body"], how["layout"]) == ("generic", "miss")


def test_the_second_layout_is_tried_where_the_first_misses() -> None:
    parsed = article(html_page(), source(Layout(body="div.gone"), Layout(body="div.article-text")))
    assert dict(parsed.how)["body"] == "layout:1"


def test_layouts_are_chosen_by_the_day_of_the_fetch_then_by_the_day_of_the_page() -> None:
    layouts = (OLD, FULL)
    assert applicable(layouts, date(2024, 1, 1), None) == [0, 1]
    assert applicable(layouts, date(2026, 1, 1), None) == [1]
    assert applicable(layouts, date(2026, 1, 1), date(2025, 1, 1)) == [1]
    assert applicable(layouts, date(2026, 1, 1), date(2023, 1, 1)) == [1, 0]


def test_a_source_without_layouts_notes_no_miss() -> None:
    assert "layout" not in dict(article(html_page(), source()).how)


def test_a_layout_that_selects_nothing_is_no_miss() -> None:
    assert applicable((Layout(date_order="DMY"), FULL), date(2026, 1, 1), None) == [1]
    assert "layout" not in dict(article(html_page(), source(Layout(date_order="DMY"))).how)

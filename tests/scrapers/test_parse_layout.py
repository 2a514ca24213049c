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


def test_fields_that_a_fitting_layout_misses_come_from_the_generic_road_and_are_named() -> None:
    layout = Layout(title="h1.gone", summary="p.gone", body="div.article-text", authors=".names b", published=".gone")
    parsed = article(PAGE, source(layout))
    how = dict(parsed.how)
    assert parsed.title == TITLE
    assert (how["title"], how["body"], how["authors"]) == ("h1", "layout:0", "layout:0")
    assert {name for name, method in how.items() if method == "miss"} == {
        "layout.title",
        "layout.summary",
        "layout.published",
    }


def test_the_first_match_with_text_counts() -> None:
    page = html_page(before='<p class="lead"></p><p class="lead">The lead that has text.</p>')
    parsed = article(page, source(Layout(summary="p.lead", body="div.article-text")))
    assert parsed.summary == "The lead that has text."


def test_the_body_is_composed_by_the_rules_of_the_generic_road() -> None:
    body = (
        f'<h2>{TITLE}</h2><p class="x">By Jane Doe</p><p>{FIRST}</p>'
        '<div class="related-articles"><p>Breweries look for partners in Hue after a visit of a week.</p></div>'
        f'<p>{SECOND}</p><p><a href="/a">Read also: Night train returns</a></p><p>{THIRD}</p>'
    )  # fmt: skip
    parsed = article(
        html_page(head='<meta name="author" content="Jane Doe">', body=body), source(Layout(body="div.article-text"))
    )
    assert parsed.body == (FIRST, SECOND, THIRD)
    assert dict(parsed.how)["body"] == "layout:0"


def test_a_lead_outside_the_laid_out_text_is_kept() -> None:
    lead = "Ships will be able to take on ammonia at both ends of the longest route that the two harbours share."
    page = html_page(head=f'<meta name="description" content="{lead}">', before=f'<div class="sapo">{lead}</div>')
    parsed = article(page, source(Layout(body="div.article-text")))
    assert (parsed.summary, parsed.body) == (lead, (FIRST, SECOND, THIRD))
    inside = page.replace(f'<div class="article-text"><p>{FIRST}', f'<div class="article-text"><p>{lead}</p><p>{FIRST}')
    again = article(inside.replace(f'<div class="sapo">{lead}</div>', ""), source(Layout(body="div.article-text")))
    assert [again.summary, *again.body].count(lead) == 1


def test_an_old_page_is_read_by_the_layout_of_its_own_time() -> None:
    body = (
        f'<time datetime="2023-05-05T10:00:00+07:00">x</time><div class="old-body"><p>{FIRST}</p><p>{SECOND}</p></div>'
    )
    parsed = article(html_page(body=body), source(FULL, OLD))
    assert dict(parsed.how)["body"] == "layout:0"
    without = article(html_page(body=body).replace("article-text", "other"), source(FULL, OLD))
    assert (dict(without.how)["body"], without.body) == ("layout:1", (FIRST, SECOND))

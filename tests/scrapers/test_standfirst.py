"""The standfirst is found by label, description and place, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from tests.scrapers.parse_pages import FIRST, SECOND, THIRD, TITLE, article, html_page

TEXT = (FIRST, SECOND, THIRD)
LEAD = "Two harbours want their ships to run on ammonia within three years, and a fund pays for it."
BODY = "".join(f"<p>{text}</p>" for text in TEXT)


def test_an_unnamed_lead_between_title_and_text_is_the_summary() -> None:
    parsed = article(html_page(before=f'<div class="css-1x2y3z"><p class="css-9a8b7c">{LEAD}</p></div>'))
    assert (parsed.summary, parsed.body) == (LEAD, TEXT)
    assert dict(parsed.how)["summary"] == "place"


def test_a_lead_above_the_byline_is_the_summary() -> None:
    parsed = article(html_page(body=f"<p>{LEAD} It is theirs alone.</p><p>Par Élodie Marchal</p>{BODY}"))
    assert (parsed.summary, parsed.body) == (f"{LEAD} It is theirs alone.", TEXT)


def test_a_lead_named_a_teaser_in_the_header_of_the_title_is_the_summary() -> None:
    header = f'<header><h1>{TITLE}</h1><p class="header-teaser">{LEAD}</p></header>'
    page = html_page().replace(f"<h1>{TITLE}</h1>", header)
    assert article(page).summary == LEAD


@pytest.mark.parametrize(
    "box",
    [
        f'<figure><img src=a.jpg><div class="img-description">{LEAD}</div></figure>',
        f'<div class="teaser"><p class="teasertext">{LEAD}</p></div>',
        f'<header id="masthead" class="site-nav"><p class="site-description">{LEAD}</p></header>',
        f'<nav class="menu"><p>{LEAD}</p></nav>',
        f'<form action="/newsletter"><p>{LEAD}</p></form>',
        '<div class="description">Fatma Sevinç 20 Nisan 2026 • Güncelleme: 20 Nisan 2026</div>',
        "<p>Sign up for our newsletter and get the day's news in your inbox each morning, for free.</p>",
        "<div><p>Port news</p></div>",
    ],
)
def test_what_stands_in_a_caption_a_teaser_or_a_control_is_no_summary(box: str) -> None:
    assert article(html_page(before=box)).summary is None


def test_a_heading_within_the_text_is_no_summary() -> None:
    body = f'<p>{FIRST} {SECOND}</p><h3 class="subheading">What happens to the ships now</h3><p>{THIRD}</p>'
    parsed = article(html_page(body=body))
    assert (parsed.summary, len(parsed.body)) == (None, 3)


def test_a_bold_first_paragraph_is_a_sapo_in_vietnamese_only() -> None:
    sapo = "Hai cảng Antwerp và Hải Phòng vừa ký thỏa thuận mười năm về nhiên liệu sạch cho tàu chở hàng."
    assert article(html_page(body=f"<p><b>{sapo}</b></p>{BODY}")).summary == sapo
    parsed = article(html_page(body=f"<p><b>{LEAD}</b></p>{BODY}"))
    assert (parsed.summary, parsed.body) == (None, (LEAD, *TEXT))


def test_a_summary_that_the_text_repeats_stands_in_one_place() -> None:
    parsed = article(html_page(before=f'<p class="standfirst">{LEAD}</p>', body=f"<p>{LEAD}</p>{BODY}"))
    assert (parsed.summary, parsed.body) == (LEAD, TEXT)


def test_a_short_item_is_text_and_has_no_standfirst() -> None:
    page = html_page(body=f'<p class="article-lead">{LEAD}</p>')
    assert (article(page).summary, article(page).body) == (None, (LEAD,))

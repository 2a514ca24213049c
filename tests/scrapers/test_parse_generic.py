"""The generic road: what of a page is the article."""

from __future__ import annotations

import pytest

from scrapers.credits import split_credit
from scrapers.vocabulary import kinds_of
from tests.scrapers.parse_pages import FIRST, SECOND, THIRD, TITLE, article, html_page
from transforms.records import Caption

TEXT = (FIRST, SECOND, THIRD)


def body_of(body: str, *, before: str = "") -> tuple[str, ...]:
    return article(html_page(body=body, before=before)).body


def test_chrome_around_the_text_stays_out() -> None:
    assert body_of("".join(f"<p>{text}</p>" for text in TEXT)) == TEXT


def test_headings_lists_quotations_and_tables_stay_in_place() -> None:
    table = "<table><tr><th>Port</th><th>Tonnes</th></tr><tr><td>Antwerp</td><td>271 million</td></tr></table>"
    lists = "<h2>What it says</h2><ul><li>Clean fuels</li><li>Ten years</li></ul>"
    quotation = f"<blockquote><p>“{SECOND}”</p></blockquote>"
    assert body_of(f"<p>{FIRST}</p>{lists}{quotation}{table}<p>{THIRD}</p>") == (
        FIRST, "What it says", "Clean fuels", "Ten years", f"“{SECOND}”", "Port | Tonnes", "Antwerp | 271 million",
        THIRD,
    )  # fmt: skip


def test_a_body_split_over_containers_is_one_body() -> None:
    parts = "".join(
        f'<div class="part"><p>{text}</p><p>{text[::-1]}</p></div><div class="ad">Advert</div>' for text in TEXT
    )
    assert len(body_of(parts)) == 6


def test_two_line_breaks_part_paragraphs_and_one_does_not() -> None:
    assert body_of(f"{FIRST}<br><br>{SECOND}<br>{THIRD}") == (FIRST, f"{SECOND} {THIRD}")


def test_an_inline_element_joins_its_words() -> None:
    assert body_of(f"<p>Hai<b>Phong</b> <i>is a port</i>. {FIRST}</p><p>{SECOND}</p>")[0].startswith(
        "HaiPhong is a port. The"
    )


@pytest.mark.parametrize(
    "line",
    [
        '<p><a href="/x">Read also: what the breweries hope for</a></p>',
        '<p>Xem thêm: <a href="/x">Cảng Hải Phòng đón tàu lớn</a></p>',
        "<p>Lesen Sie auch: Nachtzug nach Kopenhagen</p>",
        '<div class="share-bar">Share this on your favourite network, it helps us a lot.</div>',
        '<div class="hidden">You have read your last free article of this month, dear reader.</div>',
        '<div style="display: none">A text that the page does not show to anyone at all, today.</div>',
        "<aside>Our podcast explains the accord in twenty minutes, every week anew.</aside>",
    ],
)
def test_invitations_between_paragraphs_stay_out(line: str) -> None:
    assert body_of(f"<p>{FIRST}</p>{line}<p>{SECOND}</p><p>{THIRD}</p>") == TEXT


def test_what_stands_under_a_heading_of_invitations_stays_out() -> None:
    teasers = "<h3>Related articles</h3><p>Breweries look for partners</p><p>Night train returns</p>"
    assert body_of(f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{teasers}") == TEXT


@pytest.mark.parametrize("heading", ["<h3>Related News</h3>", "<div><h4>Read also:</h4></div>"])
def test_the_text_goes_on_behind_a_box_of_invitations(heading: str) -> None:
    box = f"<div class=box>{heading}<p>Breweries look for partners</p><ul><li>Night train returns</li></ul></div>"
    assert body_of(f"<p>{FIRST}</p>{box}<p>{SECOND}</p><p>{THIRD}</p>") == TEXT


def test_what_is_set_otherwise_behind_a_box_of_invitations_stays_out() -> None:
    boxes = "<div><h3>Read also</h3><p>Night train returns</p></div><section><p>Write to our editors.</p></section>"
    assert body_of(f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{boxes}") == TEXT


@pytest.mark.parametrize("moment", ["Mon 05 Oct 2026, 15:58", "12/11/2026 06:20 GMT+7", "5. Oktober 2026, 10.15 Uhr"])
def test_a_moment_below_the_first_paragraph_is_no_text(moment: str) -> None:
    assert body_of(f"<p>{FIRST}</p><p>{moment}</p><p>{SECOND}</p><p>{THIRD}</p>") == TEXT


def test_a_day_below_the_first_paragraph_heads_what_follows() -> None:
    lines = (FIRST, "5 October 2026", SECOND, THIRD)
    assert body_of("".join(f"<p>{line}</p>" for line in lines)) == lines


def test_cards_of_other_articles_stay_out() -> None:
    card = '<div><h3><a href="/{0}">Another story, number {0}</a></h3><p>Its first sentence is quoted here.</p></div>'
    cards = "".join(card.format(i) for i in range(4))
    assert body_of(f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{cards}") == TEXT


def test_a_label_of_the_whole_page_is_not_believed() -> None:
    text = "".join(f"<p>{part}</p>" for part in TEXT)
    assert article(f'<html><body><div class="sidebar-layout share">{text}</div></body></html>').body == TEXT


def test_misleading_labels_on_every_part_are_seen_through() -> None:
    parts = "".join(f'<div class="promo-item"><p>{text}</p></div>' for text in TEXT * 3)
    assert len(article(f"<html><body>{parts}</body></html>").body) == 9


def test_the_title_does_not_open_the_body() -> None:
    assert (
        body_of(
            f"<h2>{TITLE}</h2><p>12.11.2026</p>".replace("12.11.2026", "By us") + "".join(f"<p>{t}</p>" for t in TEXT)
        )[0]
        != TITLE
    )


def test_a_stub_is_completed_by_the_json_ld_of_the_page() -> None:
    text = "\\n\\n".join(TEXT * 3)
    node = f'{{"@type": "NewsArticle", "headline": "{TITLE}", "articleBody": "{text}"}}'
    head = f'<script type="application/ld+json">{node}</script>'
    parsed = article(html_page(head=head, body="<p>Loading the article, please wait a moment or two.</p>"))
    assert len(parsed.body) == 9
    assert dict(parsed.how)["body"] == "json-ld"


def test_a_summary_between_title_and_text_is_a_field_of_its_own() -> None:
    sapo = "Hai cảng ký thỏa thuận mười năm về nhiên liệu sạch cho tàu container."
    parsed = article(html_page(before=f'<p class="detail-sapo">{sapo}</p>'))
    assert (parsed.summary, parsed.body) == (sapo, TEXT)
    assert dict(parsed.how)["summary"] == "markup"


def test_a_summary_at_the_head_of_the_text_leaves_it() -> None:
    lead = "Two harbours want their ships to run on ammonia within three years."
    parsed = article(html_page(body=f'<p class="article-lead">{lead}</p>' + "".join(f"<p>{t}</p>" for t in TEXT)))
    assert (parsed.summary, parsed.body) == (lead, TEXT)


def test_an_element_around_picture_and_title_is_no_summary() -> None:
    figure = "<figure><img src=a.jpg><figcaption>Ships at Antwerp. Photo: VNA</figcaption></figure>"
    page = html_page().replace("<h1>", f'<div class="article__intro">{figure}<h1>').replace("</h1>", "</h1></div>")
    parsed = article(page)
    assert (parsed.summary, parsed.body) == (None, TEXT)
    assert parsed.captions == (Caption("Ships at Antwerp.", "VNA"),)


def test_the_visible_twin_of_the_description_is_the_summary() -> None:
    lead = "Two harbours want their ships to run on ammonia within three years, and a fund pays for it."
    page = html_page(head=f'<meta name="description" content="{lead}">').replace("<main>", f"<div>{lead}</div><main>")
    parsed = article(page)
    assert (parsed.summary, parsed.body) == (lead, TEXT)
    assert dict(parsed.how)["summary"] == "description"


def test_a_description_that_no_reader_sees_is_no_summary() -> None:
    parsed = article(
        html_page(head='<meta name="description" content="Read all about ports and fuels on our website now.">')
    )
    assert parsed.summary is None


def test_captions_are_taken_aside_with_their_credit() -> None:
    figure = "<figure><img src=a.jpg><figcaption>Ships at Antwerp (Photo: VNA)</figcaption></figure>"
    parsed = article(html_page(body=f"{figure}<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"))
    assert parsed.captions == (Caption("Ships at Antwerp", "VNA"),)
    assert parsed.body == TEXT


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("Ships at Antwerp (Photo: VNA)", Caption("Ships at Antwerp", "VNA")),
        ("Tàu tại cảng. (Ảnh: TTXVN)", Caption("Tàu tại cảng.", "TTXVN")),
        ("Tàu tại cảng. Ảnh: Hoàng Đức", Caption("Tàu tại cảng.", "Hoàng Đức")),
        ("Schiffe im Hafen. Foto: dpa", Caption("Schiffe im Hafen.", "dpa")),
        ("Ships at Antwerp. © Reuters", Caption("Ships at Antwerp.", "Reuters")),
        ("Ảnh: TTXVN", Caption("", "TTXVN")),
        (
            "A bus, Oct. 5, 2026. Photo by VnExpress/Nguyen Dong",
            Caption("A bus, Oct. 5, 2026.", "VnExpress/Nguyen Dong"),
        ),
        ("Le pont de Huê. Photo par Anne Roy", Caption("Le pont de Huê.", "Anne Roy")),
        ("Nuts at a plant. VNA/VNS Photo", Caption("Nuts at a plant.", "VNA/VNS")),
        ("Nuts at a plant — VNS Photo Bồ Xuân Hiệp", Caption("Nuts at a plant", "VNS Bồ Xuân Hiệp")),
        ("Long Bien Bridge. | Linh Pham/Getty Images", Caption("Long Bien Bridge.", "Linh Pham/Getty Images")),
        ("She won a prize for a photo by the river", Caption("She won a prize for a photo by the river")),
        ("Rice | the delta in May", Caption("Rice | the delta in May")),
        ("Her NATO Photo went round the world", Caption("Her NATO Photo went round the world")),
        ("Ships (left) at Antwerp", Caption("Ships (left) at Antwerp")),
        ("The photo: a ship that sank", Caption("The photo: a ship that sank")),
    ],
)
def test_photo_credits(text: str, caption: Caption) -> None:
    assert split_credit(text) == caption


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("articleRelatedList", "invitation"),
        ("c-share-bar", "invitation"),
        ("comment-list", "comments"),
        ("SiteFooter", "chrome"),
        ("sidebars", "chrome"),
        ("detail-sapo", "standfirst"),
        ("post-date", "dated"),
        ("entry-content", "text"),
    ],
)
def test_labels(names: str, kind: str) -> None:
    assert kind in kinds_of(names)


@pytest.mark.parametrize("names", ["teaser-text", "elementor-widget", "unrelatedness", "has-sidebar", "headline", ""])
def test_words_that_only_look_like_chrome(names: str) -> None:
    assert kinds_of(names).isdisjoint({"invitation", "chrome", "comments"})

from __future__ import annotations

import pytest
from lxml import etree

from scrapers.blocks import Block, Sequence
from scrapers.flags import shows_paywall
from scrapers.offer_words import OFFER
from tests.scrapers.page_words import WORDS
from tests.scrapers.parse_pages import TITLE, article, html_page


def teaser(language: str, paragraphs: int = 3, end: str = "") -> str:
    said = WORDS[language].sentences
    return "".join(f"<p>{said[i % len(said)]} {said[(i + 1) % len(said)]}{end}</p>" for i in range(paragraphs))


def offer(text: str) -> str:
    return f"<div class='box'><h3>{text}</h3><a href='/abo'>1 €</a></div>"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Subscribe to continue reading"),
        ("en", "This article is only available to our subscribers"),
        ("vi", "Đăng nhập để đọc tiếp"),
        ("de", "Nur für Abonnenten"),
        ("de", "Jetzt abonnieren und weiterlesen"),
        ("fr", "La suite est réservée aux abonnés"),
        ("fr", "Il vous reste 80% de cet article à lire"),
        ("es", "Suscríbete para seguir leyendo"),
        ("es", "Contenido exclusivo para suscriptores"),
    ],
)
def test_a_teaser_before_an_offer_is_an_article_that_is_not_whole(language: str, text: str) -> None:
    parsed = article(html_page(body=teaser(language) + offer(text), language=language))
    assert (parsed.is_article, parsed.paywall) == (True, True)
    assert len(parsed.body) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Contenuto riservato agli abbonati",
        "Per continuare a leggere, abbonati",
        "Conteúdo exclusivo para assinantes",
        "Artykuł dostępny tylko dla subskrybentów",
        "Endast för prenumeranter",
        "Kun for abonnenter",
        "Материал доступен по подписке",
        "この記事は有料会員限定です。続きを読むには登録が必要です",
        "订阅后可阅读全文",
    ],
)
def test_offers_in_other_languages(text: str) -> None:
    assert OFFER.search(text)


@pytest.mark.parametrize(
    "page",
    [
        html_page(body=teaser("en")),
        html_page(body=teaser("en", 30) + offer("Subscribe to continue reading")),
        html_page(body=teaser("en"), before="<div><a href='/login'>Already a subscriber? Log in</a></div>"),
        html_page(body="<p>“Subscribe to continue reading” is what most sites say now, the study found.</p>" * 4),
    ],
)
def test_whole_texts_have_no_paywall(page: str) -> None:
    assert not article(page).paywall


def test_what_breaks_off_after_a_sentence_is_refused() -> None:
    body = f"<p>{WORDS['fr'].sentences[0]}</p>" + offer("Cet article est réservé aux abonnés")
    parsed = article(html_page(body=body, language="fr"))
    assert (parsed.paywall, parsed.not_article_reason) == (True, "paywall-stub")


def test_a_short_notice_on_a_site_that_sells_everything_is_whole() -> None:
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}", '
    head += '"isAccessibleForFree": false}</script>'
    parsed = article(html_page(head=head, body=teaser("en", 1)))
    assert (parsed.paywall, parsed.not_article_reason) == (True, None)


def entries(clocks: list[str], markup: str = "<div><b>{0}</b><p>{1}</p></div>") -> str:
    said = WORDS["en"].sentences
    return "".join(markup.format(clock, said[i % len(said)] * 2) for i, clock in enumerate(clocks))


CLOCKS = ["18:42", "17:30", "16:05", "15:55", "13:20", "12:01", "9:45", "9:12"]


@pytest.mark.parametrize(
    "markup",
    [
        "<div><b>{0}</b><p>{1}</p></div>",
        "<h3>{0} – The talks go on in the second room</h3><p>{1}</p>",
        "<p>{0} Uhr</p><p>{1}</p>",
        "<div><time datetime='2026-10-05T{0:0>5}:00+02:00'>today</time><p>{1}</p></div>",
    ],
)
def test_entries_with_their_times_are_a_live_blog(markup: str) -> None:
    assert article(html_page(body=entries(CLOCKS, markup))).live_blog
    assert article(html_page(body=entries(CLOCKS[::-1], markup))).live_blog


def test_few_entries_are_one_where_the_title_says_so() -> None:
    live = "Live: Belgium and Vietnam talk in Brussels"
    for clocks, title, expected in ((CLOCKS[:4], live, True), (CLOCKS[:4], TITLE, False), (CLOCKS[:2], live, False)):
        assert article(html_page(title=title, heading=title, body=entries(clocks))).live_blog is expected


def test_times_in_no_order_and_times_in_sentences_are_no_live_blog() -> None:
    mixed = [CLOCKS[i] for i in (3, 0, 6, 1, 7, 2, 5, 4)]
    assert not article(html_page(body=entries(mixed))).live_blog
    sentences = "".join(f"<p>The train of {clock} was late again, passengers said.</p>" for clock in CLOCKS)
    assert not article(html_page(body=sentences)).live_blog


@pytest.mark.parametrize(("lines", "asked"), [(100, True), (2_000, False)])
def test_of_a_table_in_the_text_only_the_lines_near_its_end_are_asked_for_an_offer(lines: int, asked: bool) -> None:
    element = etree.Element("p")
    texts = ["It opens here", "Subscribe to continue reading", *["A row"] * lines, "It breaks off here ..."]
    page = Sequence(blocks=[Block(text, element, "p", 0) for text in texts])
    assert shows_paywall(page, (texts[0], texts[-1]), "") is asked

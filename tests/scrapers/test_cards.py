from __future__ import annotations

from lxml import html

from scrapers.blocks import read_blocks
from scrapers.cards import Cards, find_cards, headline_length

URL = "https://news.example/economy/one.html"
CARD = "<li><h3><a href='/story-{0}'>Headline of the story number {0}</a></h3><p>What story {0} is about.</p></li>"


def cards(body: str, url: str = URL, title: str = "") -> Cards:
    return find_cards(read_blocks(html.document_fromstring(f"<body>{body}</body>")), url, title)


def test_a_card_is_the_widest_element_with_one_headline() -> None:
    found = cards("<h1>Economy</h1><ul>" + "".join(CARD.format(i) for i in range(4)) + "</ul><p>Below them.</p>")
    assert found.spans == (range(1, 3), range(3, 5), range(5, 7), range(7, 9))
    assert found.inside == (False, *[True] * 8, False)


def test_how_many_of_a_kind_it_takes() -> None:
    post = CARD.replace("What story", "A sentence of a whole post about the port. " * 10 + "What story")
    line = "<p><a href='/story-{0}'>Headline of the story number {0}</a></p>"
    for card, least in ((CARD, 1), (post, 2), (line, 3)):
        counts = [len(cards("".join(card.format(i) for i in range(count))).spans) for count in range(1, 4)]
        assert counts == [count if count >= least else 0 for count in range(1, 4)]


def test_the_name_of_the_site_leads_home_and_heads_no_card() -> None:
    assert cards("<div><h1><a href='/'>The Harbour Example</a></h1><p>News from the port.</p></div>").spans == ()


def test_a_paragraph_with_a_link_at_its_end_is_no_card() -> None:
    section = "<div><p>{}</p><p><a href='/story-{}'>Read the other story about the port</a></p></div>"
    found = cards("".join(section.format("A sentence of the article itself. " * 10, i) for i in range(5)))
    assert [len(span) for span in found.spans] == [1] * 5


def test_links_to_the_page_itself_lead_nowhere() -> None:
    entry = "<div><h3><a href='{}'>Update number {} from the port of Antwerp</a></h3><p>Text.</p></div>"
    for href in ("#e", "/economy/one.html#e", URL, "javascript:show()"):
        assert cards("".join(entry.format(href, i) for i in range(5))).spans == ()


def test_headlines_of_other_sites_are_no_cards_unless_the_page_is_a_saved_copy() -> None:
    page = "".join(CARD.format(i).replace("'/", "'https://shop.example/") for i in range(5))
    own = "".join(CARD.format(i) for i in range(5))
    assert all(span.start >= 10 for span in cards(page + own).spans)
    assert len(cards(page, "https://saved.test/1").spans) == 5


def test_a_heading_without_an_element_around_it_takes_in_its_teaser() -> None:
    flat = "<h2><a href='/story-{0}'>Headline of the story number {0}</a></h2><p>What story {0} is about.</p>"
    assert [len(span) for span in cards("".join(flat.format(i) for i in range(4))).spans] == [2] * 4


def test_the_title_is_no_headline_though_it_is_a_link() -> None:
    page = "".join(CARD.format(i) for i in range(4))
    assert len(cards(page, title="headlineofthestorynumber2").spans) == 3


def test_a_chinese_character_counts_for_two() -> None:
    assert (headline_length("海防港"), headline_length("port"), headline_length("")) == (6, 4, 0)

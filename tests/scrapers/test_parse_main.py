"""Where the article is: the choice of the main element, told by the title, and what of the page is chrome."""

from __future__ import annotations

import pytest
from lxml import etree

from scrapers.anchor import find_anchor
from scrapers.blocks import Sequence, read_blocks
from scrapers.chrome import BELIEVED, find_chrome
from scrapers.generic import find_main
from scrapers.vocabulary import kinds_of
from tests.scrapers.parse_pages import FIRST, SECOND, THIRD, TITLE, article, html_page

TEXT = (FIRST, SECOND, THIRD)
LONG = " ".join(TEXT)
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in TEXT)


def blocks_of(body: str) -> Sequence:
    return read_blocks(etree.fromstring(f"<html><body>{body}</body></html>", etree.HTMLParser()))


def texts(page: Sequence, *, stated: tuple[str, ...] = (TITLE,)) -> list[str]:
    main = find_main(page, stated)
    return [page.blocks[i].text for i in main.kept]


def page_of(body: str, *, lang: str = "en") -> tuple[str, ...]:
    head = f'<html lang="{lang}"><head><title>{TITLE} | The Harbour Example</title></head>'
    return article(f"{head}<body>{body}</body></html>").body


def test_the_anchor_is_the_heading_that_the_metadata_confirm() -> None:
    page = blocks_of(f"<h1>The Harbour Example</h1><h2>{TITLE}</h2>{PARAGRAPHS}<h2>Other news of the day</h2>")
    assert find_anchor(page, (TITLE,), [block.size for block in page.blocks]) == 1


def test_of_two_headings_that_show_the_title_the_one_above_the_text_counts() -> None:
    page = blocks_of(f"<div><h1>{TITLE}</h1></div>{'<ul><li>x</li></ul>' * 50}<h1>{TITLE}</h1>{PARAGRAPHS}")
    assert find_anchor(page, (TITLE,), [block.size - 30 for block in page.blocks]) == 51


def test_without_a_stated_title_the_only_first_level_heading_is_the_anchor() -> None:
    page = blocks_of(f"<p>Menu</p><h1>{TITLE}</h1>{PARAGRAPHS}")
    assert find_anchor(page, (), [1.0] * len(page.blocks)) == 1


def test_a_short_word_in_the_title_is_no_anchor() -> None:
    page = blocks_of(f"<h2>Ports</h2><h2>Video</h2>{PARAGRAPHS}")
    assert find_anchor(page, (TITLE,), [1.0] * len(page.blocks)) is None


def test_a_short_article_wins_over_a_longer_sidebar_without_labels() -> None:
    other = "".join(f"<p>{text[::-1]}</p>" for text in (*TEXT, FIRST))
    page = blocks_of(f"<div><div><h1>{TITLE}</h1><div>{PARAGRAPHS}</div></div><div class=x>{other}</div></div>")
    assert texts(page) == list(TEXT)


@pytest.mark.parametrize(
    "heading", ["6 responses:", "12 Kommentare", "Leave a reply", "Bình luận (3)", "4 commentaires"]
)
def test_what_follows_a_heading_of_comments_stays_out(heading: str) -> None:
    entry = "<dl><dt>{0} wrote</dt><dd>I read this daily, and must say that I disagree with most of it.</dd></dl>"
    entries = "".join(entry.format(name) for name in ("Anna", "Bert", "Carla", "Dieter", "Eve"))
    assert page_of(f"<div><h1>{TITLE}</h1>{PARAGRAPHS}<h4>{heading}</h4><div>{entries}</div></div>") == TEXT


@pytest.mark.parametrize("heading", ["Response", "The responses of both ports", "Comment"])
def test_a_heading_of_the_text_opens_no_comments(heading: str) -> None:
    body = page_of(f"<h1>{TITLE}</h1><div>{PARAGRAPHS}<h2>{heading}</h2><p>{LONG}</p></div>")
    assert body == (*TEXT, heading, LONG)


def test_the_foot_of_the_page_stays_out_however_short_the_article() -> None:
    foot = f"<footer><p>{LONG}</p><p>{LONG}</p></footer>"
    assert page_of(f"<div><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p>{foot}</div>") == (FIRST, SECOND)


def test_the_footer_of_a_quotation_is_text() -> None:
    quoted = f"<blockquote><p>{THIRD}</p><footer>Joan Pauwels, harbour master of Antwerp.</footer></blockquote>"
    page = blocks_of(f"<h1>{TITLE}</h1><p>{FIRST}</p>{quoted}")
    chrome = find_chrome(page, [block.size for block in page.blocks], {**BELIEVED, "tag": 0.0}, 0, cards=True)
    assert not any(chrome)


def test_a_long_dialogue_about_cookies_stays_out() -> None:
    dialogue = f'<div class="cookie-banner"><p>{LONG}</p><p>{LONG}</p><p>{LONG}</p></div>'
    assert page_of(f"<div>{dialogue}<h1>{TITLE}</h1>{PARAGRAPHS}</div>") == TEXT


def test_a_lead_between_title_and_text_is_found() -> None:
    lead = "Two harbours want their ships to run on ammonia within three years."
    parsed = article(
        f"<html><head><title>{TITLE}</title></head><body><div><div><h1>{TITLE}</h1></div><div><p>{lead}</p></div>"
        f'<div class="share">Share</div><div class="article-body">{PARAGRAPHS * 2}</div></div></body></html>'
    )
    assert lead in {parsed.summary, *parsed.body}


def test_a_lead_that_is_called_a_teaser_is_no_teaser() -> None:
    lead = "Two harbours want their ships to run on ammonia within three years."
    parsed = article(html_page(before=f'<p class="article-teaser">{lead}</p>'))
    assert lead in {parsed.summary, *parsed.body}


def test_a_line_with_the_moment_is_no_lead() -> None:
    line = "Created: 12 November 2026, 15:25 in the section of harbours and of shipping news"
    page = blocks_of(f"<div><h1>{TITLE}</h1></div><div>{line}</div><article>{PARAGRAPHS}</article>")
    assert line not in texts(page)


def test_sections_of_one_article_are_one_body() -> None:
    parts = "".join(f'<section class="part"><p>{text * 3}</p></section>' for text in TEXT)
    body = page_of(f'<div><section class="part"><h1>{TITLE}</h1><p>{LONG}</p></section>{parts}</div>')
    assert len(body) == 4


def test_a_second_article_below_the_first_stays_out() -> None:
    second = "".join(f"<p>{text[::-1]}</p>" for text in TEXT * 3)
    articles = f"<article><h1>{TITLE}</h1>{PARAGRAPHS}</article><article><h1>Night train returns</h1>{second}</article>"
    assert page_of(f"<div>{articles}</div>") == TEXT


def test_lines_of_a_single_paragraph_post_stay_with_it() -> None:
    lines = "<p>“I know.”</p><p>“Really?”</p>"
    assert page_of(f"<div class=post><h1>{TITLE}</h1><div><p>{LONG}</p>{lines}</div></div>") == (
        LONG, "“I know.”", "“Really?”",
    )  # fmt: skip


def test_what_a_page_says_again_and_again_is_no_text() -> None:
    control = "<div>Members only: sign in to react to this story.</div>"
    twice = f'<div class="small"><p>{FIRST}</p></div>'
    body = page_of(f"<h1>{TITLE}</h1><div>{PARAGRAPHS}<p>{LONG * 3}</p>{control * 3}{twice}</div>")
    assert body == (*TEXT, LONG * 3)


def test_a_verse_that_comes_back_stays() -> None:
    body = page_of(f"<h1>{TITLE}</h1><div>{PARAGRAPHS * 2}</div>")
    assert body == TEXT * 2


def test_the_id_of_a_heading_is_made_of_its_words() -> None:
    heading = '<h2 id="newsletter-and-comments">Newsletters and comments</h2>'
    page = blocks_of(f"<h1>{TITLE}</h1><div>{PARAGRAPHS}{heading}<p>{LONG}</p></div>")
    assert "Newsletters and comments" in texts(page)


def test_a_page_of_a_few_words_has_them_as_its_text() -> None:
    assert texts(blocks_of("<p>Closed today</p><p><a href=/>Home</a></p>"), stated=()) == ["Closed today"]


@pytest.mark.parametrize(
    "names",
    [
        "post-12 post type-post status-publish hentry category-kommentare tag-sidebar",
        "field field--name-body field--type-text-with-summary field--label-hidden",
        "styles_article__Ee5Ad",
        "l-hidden-s text",
    ],
)
def test_labels_that_say_nothing_about_the_element(names: str) -> None:
    assert kinds_of(names).isdisjoint({"comments", "chrome", "invitation", "standfirst"})


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("onetrust-pc-sdk", "consent"),
        ("cmplz-cookiebanner", "consent"),
        ("category-list comments", "comments"),
        ("detail-binh-luan", "comments"),
        ("divNoiDung", "text"),
        ("cuerpo-noticia", "text"),
        ("lblTomTat", "standfirst"),
        ("tin-lien-quan", "invitation"),
        ("lees-ook", "invitation"),
        ("quang-cao", "chrome"),
        ("article-teaser", "teaser"),
    ],
)
def test_labels_in_the_languages_of_their_authors(names: str, kind: str) -> None:
    assert kind in kinds_of(names)


def test_nesting_and_repetition_cost_no_more_than_their_size() -> None:
    deep = "<div class=a>" * 200 + f"<h1>{TITLE}</h1>" + f"<p>{FIRST}</p></div><div class=a>" * 200
    wide = f"<footer><p>{SECOND}</p></footer><section class=a><p>{FIRST}</p></section>" * 3_000
    assert find_main(blocks_of(deep + wide), (TITLE,)).kept

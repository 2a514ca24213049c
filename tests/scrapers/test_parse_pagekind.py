from __future__ import annotations

import re
from pathlib import Path

import pytest

from scrapers.newsstand import Newsstand
from tests.scrapers.listing_pages import ARTICLES, LISTINGS, SITE
from tests.scrapers.newsstand_visit import NOW, get
from tests.scrapers.parse_pages import article, html_page

CARD = (
    "<div><h2><a href='/{0}'>Headline of story number {0} in this list</a></h2>"
    "<p>One sentence says what story {0} is about, no more.</p></div>"
)
LISTING = html_page(title="World", heading="World", body="".join(CARD.format(i) for i in range(12)))


@pytest.mark.parametrize(
    ("page", "url", "reason"),
    [
        (html_page(), "https://news.example/", "home-page"),
        (html_page(body="<p>Short.</p>"), "https://news.example/a/b", "too-little-text"),
        (html_page(title="404 Page not found", heading="404 Page not found"), "https://news.example/a/b", "soft-404"),
        (LISTING, "https://news.example/world", "listing-page"),
    ],
)  # fmt: skip
def test_pages_that_are_no_articles_say_why_and_keep_their_fields(page: str, url: str, reason: str) -> None:
    parsed = article(page, url=url)
    assert (parsed.is_article, parsed.not_article_reason) == (False, reason)
    assert parsed.title


def test_three_paragraphs_of_chinese_are_an_article() -> None:
    lines = (
        "海防港和安特卫普港周四签署协议，两港将为集装箱船提供清洁燃料。",
        "双方官员说，第一批液氨加注设施将于明年春季建成并投入使用。",
        "协议有效期十年，三年后由双方共同评估，文本当天公布。",
    )
    heading = "海防港与安特卫普港签署清洁燃料协议"
    page = html_page(title=heading, heading=heading, body="".join(f"<p>{line}</p>" for line in lines), language="zh")
    parsed = article(page.split("</main>")[0] + "</main></body></html>")
    assert (parsed.body, parsed.not_article_reason) == (lines, None)


def test_an_article_with_many_related_headlines_is_one() -> None:
    related = "".join(CARD.format(i) for i in range(30))
    parsed = article(html_page().replace("</main>", f"</main>{related}"))
    assert parsed.is_article


@pytest.mark.parametrize("name", LISTINGS)
def test_lists_of_other_pages_are_no_articles(name: str) -> None:
    path, page = LISTINGS[name]
    assert article(page, url=SITE + path).not_article_reason in {"listing-page", "home-page", "too-little-text"}


@pytest.mark.parametrize("name", ARTICLES)
def test_articles_among_cards_are_articles(name: str) -> None:
    path, page = ARTICLES[name]
    assert article(page, url=SITE + path).not_article_reason is None


def test_the_lists_of_the_newsstand_are_no_articles() -> None:
    with Newsstand(now=NOW) as stand:
        for outlet, origin in stand.origins.items():
            front = get(f"{origin}/").text
            sections = set(re.findall(r'<li><a href="(/[\w-]+)">', front))
            paths = (
                *sections,
                "/archive/2026/11/10/?page=1" if outlet != "ban-mai" else "/luu-tru/2026/11/10/?trang=1",
            )
            kinds = {path: article(get(origin + path).body, url=origin + path).is_article for path in paths}
            assert len(kinds) > 2
            assert not any(kinds.values()), kinds


def test_listing_pages_of_vietnamese_outlets_are_recognised(shared: Path) -> None:
    import gzip

    pages = sorted((shared / "bench/extraction/data/vn_real/listings").glob("*.html.gz"))
    kinds = {
        path.name: article(gzip.decompress(path.read_bytes()), url=f"https://{path.name}/the-gioi").is_article
        for path in pages
    }
    assert kinds
    assert not any(kinds.values()), kinds

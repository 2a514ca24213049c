from __future__ import annotations

import pytest

from scrapers.structured import Json, article_node, loads, strings, types_of
from tests.scrapers.parse_pages import URL, article, html_page, source

ARTICLE = '{"@type": "NewsArticle", "headline": "A"}'


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        f"<!-- {ARTICLE} -->",
        f"//<![CDATA[\n{ARTICLE}\n//]]>",
        '{"@type": "NewsArticle", "headline": "A",}',
        '{"@type": "NewsArticle", /* the title */ "headline": "A"}',
        '{"@type": "NewsArticle",\n// the title\n"headline": "A"}',
        '{"@type": "NewsArticle", "headline": "A", "text": "line\nbreak and \\\' escape"}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;A&quot;}",
    ],
)
def test_broken_json_ld_is_read(text: str) -> None:
    value = loads(text)
    assert isinstance(value, dict)
    assert value["headline"] == "A"


@pytest.mark.parametrize("text", ["", "nonsense", "{" * 100_000, "[" * 100_000, '{"a": '])
def test_hopeless_json_ld_is_none(text: str) -> None:
    assert loads(text) is None


def test_types_lose_their_vocabulary() -> None:
    assert types_of({"@type": ["http://schema.org/NewsArticle", "schema:Report", 7]}) == {"newsarticle", "report"}


def test_the_node_with_the_address_of_the_page_is_the_article() -> None:
    other: Json = {"@type": "NewsArticle", "headline": "Other", "url": "https://news.example/other"}
    own: Json = {"@type": "NewsArticle", "headline": "Own", "mainEntityOfPage": {"@id": URL}}
    assert article_node((other, own), URL) is own


def test_the_many_articles_of_a_listing_are_none_of_them_the_page() -> None:
    nodes: tuple[Json, ...] = tuple({"@type": "NewsArticle", "headline": f"Story {i}"} for i in range(5))
    assert article_node(nodes, URL) == {}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("A &amp; B", ["A & B"]),
        ({"name": " A  B "}, ["A B"]),
        ([{"name": "A"}, "B", None], ["A", "B"]),
        (None, []),
        (3, []),
    ],
)
def test_strings_of_a_json_ld_value(value: object, expected: list[str]) -> None:
    assert strings(value) == expected


def test_graphs_and_lists_are_searched() -> None:
    graph = '<script type="application/ld+json">[{"@graph": [{"@type": "WebSite", "name": "x"}, %s]}]</script>'
    parsed = article(
        html_page(head=graph % '{"@type": "LiveBlogPosting", "headline": "Live: talks", "articleSection": "World"}')
    )
    assert parsed.live_blog
    assert parsed.section == "World"


def test_a_local_file_has_only_the_absolute_canonical_url_that_it_states() -> None:
    relative = '<link rel="canonical" href="/a">'
    absolute = '<meta property="og:url" content="https://news.example/a">'
    assert article(html_page(head=relative), url="file:///tmp/a.html").canonical_url is None
    assert article(html_page(head=absolute), url="file:///tmp/a.html").canonical_url == "https://news.example/a"


def test_the_source_speaks_where_the_page_does_not() -> None:
    parsed = article(html_page(language=""), source())
    assert (parsed.language, parsed.publisher) == ("vi", "Example Press")
    assert dict(parsed.how)["language"] == "source"


def test_keywords_are_split_and_unique() -> None:
    assert article(html_page(head='<meta name="keywords" content="ports, fuels; ports,">')).keywords == (
        "ports",
        "fuels",
    )


def test_language_is_written_with_a_hyphen() -> None:
    assert article(html_page(language="", head='<meta property="og:locale" content="vi_VN">')).language == "vi-VN"


def test_a_content_tier_is_a_paywall() -> None:
    assert article(html_page(head='<meta property="article:content_tier" content="metered">')).paywall
    assert not article(html_page(head='<meta property="article:content_tier" content="free">')).paywall

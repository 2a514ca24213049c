"""Pages for the parser's tests: small, and with the chrome that real ones have."""

from __future__ import annotations

from datetime import UTC, datetime

from scrapers.parse import parse
from scrapers.source import Discover, Layout, Source
from transforms.records import Lead, Page, ParsedArticle, Reject

FETCHED = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
URL = "https://news.example/world/2026/11/12/ports-sign-accord"
TITLE = "Ports of Antwerp and Hai Phong sign an accord on clean fuels"
FIRST = (
    "The ports of Antwerp and Hai Phong signed an accord on Thursday that lets ships take on clean fuels at both ends."
)
SECOND = "Officials of the two harbours said that the first ammonia bunkers would be ready by the spring of next year."
THIRD = (
    "The accord runs for ten years and is to be reviewed after three, according to the text that both sides published."
)

CHROME_TOP = (
    """<nav class="main-menu"><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>"""
)
CHROME_BOTTOM = """
<div class="related-articles"><h3>Read also</h3>
<ul><li><a href="/a">Breweries look for partners in Hue after visit</a></li>
<li><a href="/b">Night train returns to Copenhagen after nineteen years</a></li></ul></div>
<div class="newsletter">Sign up for our newsletter and get the day's news in your inbox each morning, for free.</div>
<section id="comments">
<p>I have lived near that port for forty years and nobody ever asked us what we think of ammonia.</p></section>
<footer class="site-footer">
<p>The Harbour Example is published by Example Press, registered in Antwerp, all rights reserved.</p></footer>
"""


def html_page(
    *,
    head: str = "",
    title: str = f"{TITLE} - The Harbour Example",
    heading: str = TITLE,
    before: str = "",
    body: str = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>",
    language: str = "en",
) -> str:
    """A news page; the parts that a test is about are given."""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        f'{CHROME_TOP}<main><h1>{heading}</h1>{before}<div class="article-text">{body}</div></main>'
        f"{CHROME_BOTTOM}</body></html>"
    )


def page(
    body: str | bytes,
    *,
    url: str = URL,
    content_type: str | None = "text/html; charset=utf-8",
    document_key: str | None = None,
    lead: Lead | None = None,
    fetched_at: datetime = FETCHED,
) -> Page:
    return Page(
        url=url,
        final_url=url,
        source_id="example",
        content_type=content_type,
        body=body.encode() if isinstance(body, str) else body,
        fetched_at=fetched_at,
        fetch_id="f1",
        document_key=document_key,
        lead=lead,
    )


def article(
    body: str | bytes, source: Source | None = None, *, url: str = URL, lead: Lead | None = None
) -> ParsedArticle:
    """Parse a page that must be readable."""
    parsed = parse(page(body, url=url, lead=lead), source)
    assert isinstance(parsed, ParsedArticle), parsed
    return parsed


def refused(body: str | bytes, *, content_type: str | None = "text/html") -> Reject:
    """Parse a page that must be refused."""
    parsed = parse(page(body, content_type=content_type))
    assert isinstance(parsed, Reject), parsed
    return parsed


def source(*layouts: Layout, timezone: str = "Asia/Ho_Chi_Minh", language: str = "vi") -> Source:
    return Source(
        id="example",
        name="Example",
        publisher="Example Press",
        homepage="https://news.example/",
        country="VN",
        language=language,
        timezone=timezone,
        schedule="*/15 * * * *",
        discover=(Discover(kind="feed", url="https://news.example/rss"),),
        layouts=layouts,
    )

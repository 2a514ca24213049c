"""Is this page an article at all?

Listings, home pages and error pages reach the parser through feeds and wrong links. They keep their fields and are
marked, with the reason, so that the pipeline rejects them visibly. Every rule needs the page's own evidence: a page is
called a listing for what it is made of, not for its address.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapers.blocks import Sequence, reading_size
from scrapers.generic import Main
from scrapers.listing_page import is_listing
from scrapers.metadata import Metadata
from scrapers.structured import is_article_node
from scrapers.walls import wall_reason
from transforms.records import ParsedArticle

# In Latin characters: three paragraphs of Chinese are as many words in a third of the characters.
_LEAST = 140


def not_article_reason(
    meta: Metadata, page: Sequence, main: Main, article: ParsedArticle, *, markup: str, home_stated: bool, url: str
) -> str | None:
    """Return why the page is no article (kebab case), or None where it is one.

    ``article`` holds the fields read so far, ``markup`` is the page's source, and ``home_stated`` says that a page at
    another address states the site's front address as its own; ``url`` is the page's address.
    """
    title, body = article.title, article.body
    reason = wall_reason(meta, page, title=title, body=body, markup=markup, paywall=article.paywall)
    if reason:
        return reason
    if home_stated and is_listing(meta, page, main, article, url):
        return "home-page"
    if sum(map(reading_size, body)) < _LEAST:
        return "too-little-text"
    return "listing-page" if is_listing(meta, page, main, article, url) else None


def is_home_page(meta: Metadata, url: str) -> bool:
    """Say whether the address is that of a site's front page, and the page does not declare itself an article."""
    parts = urlsplit(url)
    front = parts.scheme in {"http", "https"} and parts.path in {"", "/"} and not parts.query
    return front and not is_article_node(meta.node)

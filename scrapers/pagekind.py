"""Is this page an article at all?

Listings, home pages and error pages reach the parser through feeds and wrong links. They keep their fields and are
marked, with the reason, so that the pipeline rejects them visibly. Every rule needs the page's own evidence: a page is
called a listing for what it is made of, not for its address.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapers.blocks import HEADINGS, Sequence, reading_size
from scrapers.compose import title_index
from scrapers.generic import Main
from scrapers.metadata import Metadata
from scrapers.structured import is_article_node, types_of
from scrapers.walls import wall_reason
from transforms.records import ParsedArticle

# In Latin characters: three paragraphs of Chinese are as many words in a third of the characters.
_LEAST = 140
_LISTING_TYPES = frozenset({"collectionpage", "searchresultspage", "itemlist", "categorypage"})
_LINKED, _PARTLY_LINKED = 0.8, 0.3
_HEADLINE = 25
_HEADLINES = 20
_CARDS = 6
_CARDS_PER_PARAGRAPH = 0.6
_LINE = 60
# Teasers quote a sentence or two; a page whose longest paragraph is no longer has no paragraphs of an article.
_EXCERPT = 420
_TEXT_PER_HEADLINE = 120


def not_article_reason(
    meta: Metadata, page: Sequence, main: Main, article: ParsedArticle, *, markup: str, home_stated: bool
) -> str | None:
    """Return why the page is no article (kebab case), or None where it is one.

    ``article`` holds the fields read so far, ``markup`` is the page's source, and ``home_stated`` says that a page at
    another address states the site's front address as its own.
    """
    title, body, published = article.title, article.body, article.published
    reason = wall_reason(meta, page, title=title, body=body, markup=markup, paywall=article.paywall)
    if reason:
        return reason
    declared = is_article_node(meta.node) or (published is not None and published.method.startswith("meta:"))
    if home_stated and not declared and _is_listing(meta, page, main):
        return "home-page"
    if sum(map(reading_size, body)) < _LEAST:
        return "too-little-text"
    if declared or (published is not None and _has_headline(page, main, title)):
        return None
    return "listing-page" if _is_listing(meta, page, main) else None


def _has_headline(page: Sequence, main: Main, title: str | None) -> bool:
    """Say whether the title is shown as a heading and is long enough for a headline: sections have short names."""
    place = title_index(page, title, main)
    return place is not None and len(title or "") >= _HEADLINE and page.blocks[place].tag in HEADINGS


def is_home_page(meta: Metadata, url: str) -> bool:
    """Say whether the address is that of a site's front page, and the page does not declare itself an article."""
    parts = urlsplit(url)
    front = parts.scheme in {"http", "https"} and parts.path in {"", "/"} and not parts.query
    return front and not is_article_node(meta.node)


def _is_listing(meta: Metadata, page: Sequence, main: Main) -> bool:
    """Say whether the page is made of links to other pages, with no more running text than excerpts."""
    running = [page.blocks[i].size for i in main.kept if page.blocks[i].link_density < _PARTLY_LINKED]
    if max(running, default=0) >= _EXCERPT:
        return False
    headlines = [i for i, b in enumerate(page.blocks) if b.link_density > _LINKED and len(b.text) > _HEADLINE]
    inside = sum(main.start <= i < main.end for i in headlines)
    linked = sum(len(page.blocks[i].text) for i in headlines)
    listed = any(types_of(node) & _LISTING_TYPES for node in meta.nodes)
    return (
        (len(headlines) >= _HEADLINES and sum(running) < _TEXT_PER_HEADLINE * len(headlines))
        or (inside >= _CARDS and inside >= _CARDS_PER_PARAGRAPH * sum(size > _LINE for size in running))
        or (len(headlines) >= _HEADLINES / 2 and linked > (1 if listed else 2) * sum(running))
    )

"""Is a page a list of other pages?

Section and tag pages, topic hubs, search results, authors' pages, archives, shops, forums and blogs' front pages are
made of cards (``cards``); so is the lower half of most articles. What tells them apart is the text that belongs to no
card, and what stands around it: a headline above it, a date beside it. What a page declares is evidence too, and no
more than that: section pages call themselves articles (``og:type``), and carry the JSON-LD of one of their entries.
Evidence for an article and for a list is added up in points and compared; the points are set by hand, so that no
single statement outweighs a page's text, and were tried on the pages of the open benchmark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from scrapers.blocks import HEADINGS, Sequence
from scrapers.cards import PARTLY_LINKED, Cards, find_cards, headline_length
from scrapers.compose import folded, title_index
from scrapers.generic import Main
from scrapers.metadata import Metadata
from scrapers.structured import is_article_node, strings, types_of
from transforms.records import ParsedArticle

_COLLECTIONS = frozenset({"collectionpage", "searchresultspage", "categorypage", "profilepage", "offercatalog"})
# In Latin characters: sections have short names, lines that are no longer than this are no paragraphs.
_HEADLINE, _LINE = 25, 60
_PARAGRAPH, _LONG = 300, 420
_TEXT_A_POINT, _MOST_FOR_TEXT = 300, 6.0
_CARDS_A_POINT, _MOST_FOR_CARDS = 10, 2.0
_FEW = 3
# In doubt it is an article: one that is refused is lost, a list that is taken in is seen.
_MARGIN = 0.9
# A page of which little is known at all is no list.
_LEAST = 3.0
_DATE_REACH = 15
# Text below so many of the cards is no text that they follow.
_MANY, _BELOW, _PLACED_BELOW = 10, 0.8, 0.5
_SHARE = 2.0
# Whole posts one below another: so many, with most of the running text of the page.
_POSTS, _POST_SHARE = 3, 0.8
_PAGES = re.compile(r"[?&/](?:page|p|paged|trang|seite|pagina|strona|sayfa|start|offset)[=/-]?\d{1,4}\b", re.IGNORECASE)
_NUMBERS, _DIGITS = {"2", "3"}, 3
# What content systems and newsrooms call lists in addresses; in a few languages.
_LISTED = re.compile(
    r"(?:^|/)(?:tags?|categor(?:y|ies)|kategorien?|catégories?|categorias?|categoría|rubriques?|rubrik|rubriek|seccion(?:es)?|"
    r"sections?|topics?|themen?|thema|temas?|tema|dossiers?|authors?|autor(?:en|es)?|auteurs?|archives?|archiv|archief|"
    r"archivos?|search|suche|zoeken|recherche|buscar|tim-kiem|chu-de|chuyen-muc|tac-gia|page|trang)/",
    re.IGNORECASE,
)
_SEARCH = re.compile(r"(?:^|&)(?:q|s|query|search|keyword|tu-khoa|cat|tag|author)=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found on a page, for and against its being a list.

    ``own`` is the running text outside the cards, in Latin characters, ``longest`` its longest paragraph;
    ``card_text`` what the cards hold, ``posts`` whether whole posts hold most of the text; ``pages`` says that numbered
    pages are linked, ``listed`` that the address is one of a list, ``below`` that the text stands below most of the
    cards, and ``opening`` that paragraphs follow the title before any card.
    """

    own: float
    longest: float
    headline: bool
    dated: bool
    node: bool
    agreed: bool
    timed: bool
    cards: int
    card_text: float
    posts: bool
    collection: bool
    pages: bool
    listed: bool
    below: bool
    opening: bool


def is_listing(meta: Metadata, page: Sequence, main: Main, article: ParsedArticle, url: str) -> bool:
    """Say whether the page is made of links to other pages; ``url`` is its address.

    Where the JSON-LD of an article has the very title that stands above the text, as most news pages do, that is
    enough, and nothing is counted.
    """
    heading = title_index(page, article.title, main)
    shown = heading is not None and page.blocks[heading].tag in HEADINGS and not page.blocks[heading].links
    if shown and _agrees(meta, article.title):
        return False
    cards = find_cards(page, url, folded(article.title))
    if not cards.spans:
        return False
    found = read_evidence(meta, page, main, article, url=url, cards=cards)
    return for_listing(found) > max(_LEAST, for_article(found) + _MARGIN)


def for_article(found: Evidence) -> float:
    """Return the points for an article."""
    stated = found.headline or found.dated or found.node or found.timed
    placed = _PLACED_BELOW if found.below and not stated and found.longest < _LONG else 1.0
    points = placed * min(found.own / _TEXT_A_POINT, _MOST_FOR_TEXT) + (found.longest >= _PARAGRAPH)
    points += 1.5 * found.headline + 1.0 * (found.headline and found.opening)
    points += 1.0 * found.dated + 1.0 * found.timed
    return points + 1.0 * found.node + (1.5 if found.headline else 1.0) * found.agreed


def for_listing(found: Evidence) -> float:
    """Return the points for a list."""
    points = min(found.cards / _CARDS_A_POINT, _MOST_FOR_CARDS)
    points += _SHARE * found.card_text / (found.card_text + found.own + 1)
    points += 2.0 * found.collection + 0.75 * found.pages + 1.0 * found.listed + 1.0 * (not found.headline)
    return points + 2.0 * (found.posts and not (found.headline and found.dated))


def read_evidence(
    meta: Metadata, page: Sequence, main: Main, article: ParsedArticle, *, url: str, cards: Cards
) -> Evidence:
    """Gather the evidence; a walk over the page's blocks and marks."""
    heading = title_index(page, article.title, main)
    places = _own_places(page, main, cards, heading)
    own = [page.blocks[i].size for i in places]
    before = sum(span.stop <= places[0] for span in cards.spans) if places else 0
    return Evidence(
        own=sum(own),
        longest=max(own, default=0.0),
        headline=_is_headline(page, cards, heading),
        dated=heading is not None and _is_dated(page, cards, heading),
        node=is_article_node(meta.node),
        agreed=_agrees(meta, article.title),
        timed=meta.first("article:published_time") is not None,
        cards=len(cards.spans),
        card_text=cards.text,
        posts=cards.posts >= _POSTS and cards.post_text > _POST_SHARE * (cards.post_text + sum(own)),
        collection=not is_article_node(meta.node) and any(types_of(node) & _COLLECTIONS for node in meta.nodes),
        pages=_has_pages(page),
        listed=_is_listed(url),
        below=before >= _MANY and before >= _BELOW * len(cards.spans),
        opening=heading is not None and _opens(page, cards, heading),
    )


def _own_places(page: Sequence, main: Main, cards: Cards, heading: int | None) -> list[int]:
    """Return the numbers of the running blocks in no card: in the main element, and from the title to the next card."""
    below = range(0)
    if heading is not None and _is_headline(page, cards, heading):
        below = range(heading + 1, next((span.start for span in cards.spans if span.start > heading), main.end))
    places = sorted({*main.kept, *below})
    return [
        i
        for i in places
        if not cards.inside[i] and page.blocks[i].link_density < PARTLY_LINKED and page.blocks[i].size > _LINE
    ]


def _agrees(meta: Metadata, title: str | None) -> bool:
    """Say whether the JSON-LD of an article has the page's title for its headline, and that is long enough for one."""
    headlines = strings(meta.node.get("headline")) if is_article_node(meta.node) else []
    return bool(headlines) and headline_length(title or "") >= _HEADLINE and folded(headlines[0]) == folded(title)


def _is_headline(page: Sequence, cards: Cards, heading: int | None) -> bool:
    """Say whether the title is shown as a heading of its own and is long enough: sections have short names."""
    if heading is None or cards.inside[heading]:
        return False
    block = page.blocks[heading]
    return block.tag in HEADINGS and headline_length(block.text) >= _HEADLINE


def _opens(page: Sequence, cards: Cards, heading: int) -> bool:
    """Say whether paragraphs follow the title, before any card: an introduction is one or two."""
    end = next((span.start for span in cards.spans if span.start > heading), len(page.blocks))
    paragraphs = (b for b in page.blocks[heading + 1 : end] if b.tag == "p" and b.link_density < PARTLY_LINKED)
    return sum(len(block.text) > _LINE for block in paragraphs) >= _FEW


def _is_dated(page: Sequence, cards: Cards, heading: int) -> bool:
    """Say whether a date or the author's name stands just below the title, in no card."""
    reach = range(heading - 3, heading + _DATE_REACH)
    return any(
        mark.block in reach and mark.block < len(cards.inside) and not cards.inside[mark.block]
        for mark in page.marks
        if mark.element.tag == "time" or not mark.kinds.isdisjoint({"dated", "byline"})
    )


def _has_pages(page: Sequence) -> bool:
    """Say whether there are links to numbered pages: blocks that are nothing but a number in a link."""
    lines = (block.text for block in page.blocks if 2 * block.links > len(block.text) < _LINE)
    numbers = {word for line in lines if "2" in line or "3" in line for word in _short_words(line)}
    return numbers >= _NUMBERS


def _short_words(text: str) -> list[str]:
    """Return the words of a line such as "« 1 2 3 … 17 »"; none where there are longer ones."""
    words = text.split()
    return words if all(len(word) <= _DIGITS for word in words) else []


def _is_listed(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    path = parts.path + "/"
    return bool(_LISTED.search(path) or _SEARCH.search(parts.query) or _PAGES.search(parts.query))

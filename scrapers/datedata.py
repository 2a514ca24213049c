"""Dates that a page states to machines: JSON-LD, meta elements, microdata, the data of its scripts.

The order of trust is that of purpose. What schema.org and OpenGraph define as the publication comes first; names that
content systems made up for it follow; names that as often hold the day of the answer or of the change count little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from scrapers.blocks import Sequence
from scrapers.metadata import Metadata
from scrapers.statements import Statement
from scrapers.structured import Json, strings, types_of
from scrapers.tree import text_of

MAX_TEXT = 160
_FEW = 6
_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "dc.date.issued",
    "dcterms.issued", "parsely-pub-date", "cxenseparse:recs:publishtime", "citation_publication_date",
    "article_date_original", "displaydate", "ptime",
)  # fmt: skip
# Content systems make up names of their own for it.
_PUBLISHED_META = re.compile(
    r"publi(?:sh|cation|shed)?[-_:. ]?(?:date|time|on)|(?:date|time)[-_:. ]?publi|pub-?date", re.IGNORECASE
)
# Names that as often hold the day of a change or of the answer.
_VAGUE_METAS = (
    "date", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "datecreated", "citation_date",
    "sailthru.date",
)  # fmt: skip
_MODIFIED_METAS = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "dc.date.modified",
    "dcterms.modified", "lastmod", "last-modified", "modified", "revised", "date-modified", "dateupdate",
)  # fmt: skip
# Written without separators, which only a field made for a date makes readable: 20261112, 20261112154200.
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(?:\d\d)?)?")
# JSON-LD types that are parts of a page, never the page: their dates are other things' dates.
_PARTS = frozenset(
    {"comment", "review", "event", "offer", "person", "organization", "imageobject", "product", "answer"}
)
# Keys such as datePublished, publishDate, published_at, publicationDate; the pattern begins with what they share, which
# makes the search of a whole page as fast as that of a word.
_SCRIPT_DATE = re.compile(
    r"ubli(?:(?:sh|shed|shing|cation)(?:_?[Dd]ate|_?[Aa]t)|(?<=datePubli)shed)\\?[\"']\s?:\s?\\?[\"']([^\"'\\<>]{8,40})"
)
_MAX_MARKUP = 1_000_000


def data_statements(meta: Metadata, page: Sequence) -> Iterator[Statement]:
    """Yield what the page's data say about its publication, the most trusted first."""
    for name, trust in (("datePublished", 10.0), ("uploadDate", 9.0), ("dateCreated", 6.0)):
        for text in strings(meta.node.get(name)):
            yield Statement(_spaced(text), "json-ld", trust=trust)
    for name in _PUBLISHED_METAS:
        for text in meta.metas.get(name, ())[:1]:
            yield Statement(_spaced(text), f"meta:{name}", trust=9.0)
    for name, texts in meta.metas.items():
        if name not in _PUBLISHED_METAS and _PUBLISHED_META.search(name):
            yield Statement(_spaced(texts[0]), f"meta:{name}", trust=8.0)
    yield from _microdata(page, "datepublished", 8.0)
    if not meta.node.get("datePublished"):
        yield from _other_nodes(meta.nodes, "datePublished", "uploadDate")
    for name in _VAGUE_METAS:
        for text in meta.metas.get(name, ())[:1]:
            yield Statement(_spaced(text), f"meta:{name}", trust=2.5)


def changed_data(meta: Metadata, page: Sequence) -> Iterator[Statement]:
    """Yield what the page's data say about its last change, the most trusted first."""
    for text in strings(meta.node.get("dateModified")):
        yield Statement(_spaced(text), "json-ld", trust=10.0)
    for name in _MODIFIED_METAS:
        for text in meta.metas.get(name, ())[:1]:
            yield Statement(_spaced(text), f"meta:{name}", trust=9.0)
    yield from _microdata(page, "datemodified", 8.0)
    if not meta.node.get("dateModified"):
        yield from _other_nodes(meta.nodes, "dateModified")


def script_statements(markup: str) -> Iterator[Statement]:
    """Yield the date of publication from the data that scripts carry, where all of them agree.

    Pages that a script builds hold their article as data, and some JSON-LD cannot be read as JSON. Several days in one
    page are those of several articles: then none is yielded.
    """
    found = _SCRIPT_DATE.findall(markup, 0, _MAX_MARKUP)
    if len({text[:10] for text in found}) == 1:
        yield Statement(found[0], "script", trust=6.0)


def date_text(element: etree._Element) -> str:
    """Return what an element states as its date: ``content``, ``datetime``, else its text."""
    return (element.get("content") or element.get("datetime") or text_of(element, MAX_TEXT))[:MAX_TEXT]


def _spaced(text: str) -> str:
    match = _COMPACT.fullmatch(text.strip())
    if not match:
        return text
    day = "-".join(match.groups()[:3])
    return f"{day}T{match[4]}:{match[5]}" if match[4] else day


def _microdata(page: Sequence, name: str, trust: float) -> Iterator[Statement]:
    named = (mark for mark in page.marks if name in (mark.element.get("itemprop") or "").lower())
    for mark in islice(named, _FEW):
        yield Statement(date_text(mark.element), "microdata", trust=trust)


def _other_nodes(nodes: tuple[Json, ...], *names: str) -> Iterator[Statement]:
    """The dates of JSON-LD objects that are no article: the page itself, a video, a guide; where they agree."""
    dated = [
        text for node in nodes if not types_of(node) & _PARTS for name in names for text in strings(node.get(name))[:1]
    ]
    if len({text[:10] for text in dated}) == 1:
        yield Statement(_spaced(dated[0]), "json-ld", trust=7.0)

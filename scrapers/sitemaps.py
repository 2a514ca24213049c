"""Sitemaps, sitemap indexes and Google News sitemaps, read as a stream that expands nothing and fetches nothing.

Formats: https://www.sitemaps.org/protocol.html and
https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap. Elements are matched by local
name, since sites use several namespaces and none.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from lxml import etree

from scrapers.codings import GZIP_MAGIC, CodingError, gunzip
from scrapers.mentions import MAX_MENTIONS, Listed, ListingError, Mention, plain

_ROOTS = ("urlset", "sitemapindex")


def read_sitemap(body: bytes, limit: int) -> Listed:
    """Read a sitemap or sitemap index, gzipped or not.

    Args:
        body: the bytes of the file.
        limit: most bytes after decompression.

    Raises:
        ListingError: ``html-instead-of-sitemap``, ``malformed-sitemap`` with the line, or a gzip file that is damaged
            or too large.
    """
    if body.startswith(GZIP_MAGIC):
        try:
            body = gunzip(body, limit)
        except CodingError as error:
            raise ListingError(error.reason, error.detail) from None
    mentions: list[Mention] = []
    children: list[Mention] = []
    failure = note = None
    try:
        for element in _entries(body):
            found = children if _name(element) == "sitemap" else mentions
            found.append(_mention(element))
            if len(found) >= MAX_MENTIONS:
                note = ListingError("too-many-entries", f"only the first {MAX_MENTIONS} were read")
                break
    except etree.XMLSyntaxError as error:
        failure = ListingError("malformed-sitemap", f"line {error.lineno}: {error.msg}")
        if not mentions and not children:
            raise failure from None
    return Listed(tuple(filter(_has_url, mentions)), tuple(filter(_has_url, children)), failure, note)


def _entries(body: bytes) -> Iterator[etree._Element]:
    """Yield each ``url`` and ``sitemap`` element and free it afterwards."""
    stream = etree.iterparse(
        io.BytesIO(body.lstrip()),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = None
    for event, element in stream:
        name = _name(element)
        if root is None:
            root = element
            _expect_sitemap(name)
        elif event == "end" and element.getparent() is root:
            if name in ("url", "sitemap"):
                yield element
            root.remove(element)


def _expect_sitemap(root: str) -> None:
    if root.lower() == "html":
        raise ListingError("html-instead-of-sitemap", "the answer is an HTML page; expected a sitemap")
    if root not in _ROOTS:
        raise ListingError("malformed-sitemap", f"the root element is <{root}>; expected <urlset> or <sitemapindex>")


def _mention(element: etree._Element) -> Mention:
    texts = {_name(child): child.text for child in element}
    for news in element:
        if _name(news) == "news":
            texts |= {f"news:{_name(child)}": child.text for child in news}
    return Mention(
        url=(texts.get("loc") or "").strip(),
        title=plain(texts.get("news:title")),
        published=plain(texts.get("news:publication_date")),
        modified=plain(texts.get("lastmod")),
    )


def _name(element: etree._Element) -> str:
    """Return an element's name without its namespace, also where a prefix was never declared."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def _has_url(mention: Mention) -> bool:
    return bool(mention.url)

"""What form a listing's bytes have, in the words of people: RSS, Atom, news sitemap, HTML.

Addresses and media types of feeds and sitemaps are wrong too often to be told to anybody; the first element is not.
Only the beginning is looked at, so that a file of any size costs nothing; whether it can be read is for its reader.
"""

from __future__ import annotations

import re
from typing import Literal

from scrapers.decode import decode
from scrapers.listing_kind import looks_like_json, root_of
from scrapers.mentions import ListingError
from scrapers.sitemaps import MAX_SITEMAP_BYTES, unpacked

Form = Literal[
    "RSS", "Atom", "JSON Feed", "news sitemap", "sitemap", "sitemap index", "text sitemap", "HTML", "JSON", "text",
    "binary",
]  # fmt: skip

_HEAD = 16_384
_NEWS = re.compile(rb"schemas/sitemap-news|<news:news\b")
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version')
_ROOTS: dict[str, Form] = {
    "rss": "RSS",
    "rdf": "RSS",
    "feed": "Atom",
    "urlset": "sitemap",
    "sitemapindex": "sitemap index",
}


def form_of(body: bytes, content_type: str | None = None) -> Form:
    """Return the form of a listing's bytes, gzipped or not."""
    try:
        body = unpacked(body, MAX_SITEMAP_BYTES)
    except ListingError:
        return "binary"
    head = body[:_HEAD]
    if looks_like_json(body):
        return "JSON Feed" if _JSON_FEED.search(head) else "JSON"
    root = root_of(body)
    if root:
        form = _ROOTS.get(root, "HTML")
        return "news sitemap" if form == "sitemap" and _NEWS.search(head) else form
    text = decode(head, content_type).text
    if "\x00" in text:
        return "binary"
    return "text sitemap" if text.lstrip().startswith(("http://", "https://")) else "text"

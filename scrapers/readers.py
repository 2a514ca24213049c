"""One answer of a listing, read by the reader that fits what it is.

The kind in the source file says what a listing is for, not what its answer is: a sitemap may turn out to be a feed, a
feed a sitemap index, and both are read for what they are.
"""

from __future__ import annotations

from scrapers.feeds import read_feed
from scrapers.listing_kind import looks_like_json, root_of
from scrapers.listings import read_items, read_links
from scrapers.mentions import Listed
from scrapers.sitemaps import MAX_SITEMAP_BYTES, ROOTS, Wanted, read_sitemap, unpacked
from scrapers.source import Discover

_FEED_ROOTS = ("rss", "rdf", "feed")
_WEB_ADDRESS = b"http"


def read_listing(
    spec: Discover, body: bytes, content_type: str | None, url: str, wanted: Wanted | None = None
) -> Listed:
    """Read one answer of a listing.

    Args:
        spec: the listing in the source file.
        body: the answer.
        content_type: the ``Content-Type`` header, of which only the charset counts.
        url: where it came from, to resolve links.
        wanted: for sitemaps, which mentions are kept.

    Raises:
        ListingError: it cannot be read; HTML where a feed or sitemap was expected is ``html-instead-of-...``.
    """
    if spec.kind in ("section", "archive"):
        if spec.items is not None:
            return read_items(body, content_type, url, spec.items, spec.links)
        return read_links(body, content_type, url, spec.links or "a[href]")
    body = unpacked(body, MAX_SITEMAP_BYTES)
    if _is_feed(spec, body):
        return read_feed(body, content_type, url)
    return read_sitemap(body, MAX_SITEMAP_BYTES, wanted)


def _is_feed(spec: Discover, body: bytes) -> bool:
    root = root_of(body)
    if root in ROOTS or root in _FEED_ROOTS:
        return root in _FEED_ROOTS
    if root or spec.kind != "feed":
        return spec.kind == "feed" or looks_like_json(body)
    return not body.lstrip().lower().startswith(_WEB_ADDRESS)

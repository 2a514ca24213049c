"""Feeds whose structure is broken: tags that do not match, HTML that was not escaped; by feedparser.

feedparser reads on where XML ends, so entries before and after a mistake are kept. It is handed bytes in a stream,
never a string or bare bytes: those it would take for a URL or a file name and open.
"""

from __future__ import annotations

import io
import re
from typing import Any
from xml.sax import SAXParseException

import feedparser
from lxml import etree

from scrapers.feed_entry import Entry, Link
from scrapers.mentions import MAX_MENTIONS, ListingError

EXPECTED = "expected RSS, Atom or JSON Feed"
# Where XML is broken feedparser needs up to 100 microseconds per tag. Of known feeds the longest has a thousand entries
# in one megabyte and 20,000 tags; nothing that is longer is worth seconds.
_MAX_BYTES = 1_000_000
_MAX_TAGS = 60_000
_TAG = re.compile(r"<!\[CDATA\[(?:.*?\]\]>|.*)|<!--(?:.*?-->|.*)|<([A-Za-z_/])", re.DOTALL)
_BEGINNING = re.compile(r"<(?:[a-z][\w.-]*+:)?(?:rss|rdf|feed|channel|item|entry)\b", re.IGNORECASE)
# feedparser stores these under the same name as the entry's own title, summary and date, the last one winning; under
# names that it does not know they stay apart. Their attributes go too, for it keeps no text beside unknown ones.
_APART = re.compile(
    r"<(/?)(content|media|itunes|dc):(encoded|title|description|category|keywords|summary|date)\b[^<>]*?(/?)>",
    re.IGNORECASE,
)


def read_broken(text: str, original: str) -> list[Entry]:
    """Read what can be had of a feed.

    Args:
        text: the feed, already ``repaired``.
        original: the feed as it came, to say in which line it is broken.

    Raises:
        ListingError: ``malformed-feed``: nothing of a feed can be found in it, or it would take minutes.
    """
    beginning = _BEGINNING.search(text)
    if beginning is None:
        raise ListingError("malformed-feed", f"{_complaint(original)}; {EXPECTED}")
    body = _APART.sub(r"<\1\2-\3\4>", text[beginning.start() :]).encode()
    if len(body) > _MAX_BYTES or sum(1 for tag in _TAG.finditer(text) if tag[1]) > _MAX_TAGS:
        raise ListingError("malformed-feed", f"{_complaint(original)}, and too long ({len(body)} bytes) to read on")
    # Without a base: feedparser would make a URL of every guid. Relative links are resolved by whoever asked.
    headers = {"content-type": "application/xml; charset=utf-8"}
    stream = io.BytesIO(body)
    try:
        feed = feedparser.parse(stream, response_headers=headers, resolve_relative_uris=False, sanitize_html=False)
    except Exception as error:  # on broken input feedparser raises whatever its handlers stumble over
        raise ListingError("malformed-feed", f"{_complaint(original)} ({error!r}); {EXPECTED}") from error
    if not feed.entries and (not feed.get("version") or isinstance(feed.get("bozo_exception"), SAXParseException)):
        raise ListingError("malformed-feed", f"{_complaint(original)}; {EXPECTED}")
    return [_entry(found) for found in feed.entries[:MAX_MENTIONS]]


def _complaint(text: str) -> str:
    """Say what is wrong, with the line of the feed as it came: feedparser counts lines of its own."""
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        return f"line {error.lineno}: {' '.join(str(error.msg).split())[:200]}"
    return f"the root element is <{etree.QName(root).localname}>"


def _entry(found: Any) -> Entry:
    tag: Any = next(iter(found.get("tags") or ()), {})
    # Without a summary feedparser hands out the content in its place, but then there is no detail of it. And "updated"
    # falls back to "published" unless one asks first whether it is there.
    summary = found.get("summary") if "summary_detail" in found else None
    return Entry(
        links=[_link(link) for link in found.get("links") or ()],
        guid=found.get("id") or "",
        permalink=bool(found.get("guidislink", True)),
        original=found.get("feedburner_origlink") or "",
        title=_first(found, "title", "dc-title", "media-title"),
        summary=summary or _first(found, "dc-description", "media-description"),
        published=found.get("published") or "",
        updated=(found.get("updated") or "") if "updated" in found else "",
        date=_first(found, "created", "dc-date"),
        section=tag.get("label") or tag.get("term") or "",
    )


def _link(link: Any) -> Link:
    return Link(link.get("href") or "", link.get("rel") or "", link.get("type") or "", link.get("hreflang") or "")


def _first(found: Any, *keys: str) -> str:
    """Return the first that is there and holds text; an element with attributes is none."""
    return next((text for key in keys if isinstance(text := found.get(key), str) and text), "")

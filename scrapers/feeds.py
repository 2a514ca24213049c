"""RSS and Atom feeds, well-formed or nearly so, by feedparser.

feedparser is handed bytes in a stream, never a string or bare bytes: those it would take for a URL or a file name
and open. It reads on where XML is broken, so entries before a mistake are kept.
"""

from __future__ import annotations

import io
import re
from typing import Any
from xml.sax import SAXParseException

import feedparser
from lxml import etree

from scrapers.mentions import MAX_MENTIONS, Listed, ListingError, Mention, plain

_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->|<\?.*?\?>)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(r"charset\s*=\s*[^\s;]+", re.IGNORECASE)
_HEAD = 4096
# The longest feed that is known has a thousand entries in one megabyte and ten thousand elements.
_MAX_BROKEN_BYTES = 1_000_000
_MAX_ELEMENTS = 100_000


def read_feed(body: bytes, content_type: str | None, url: str) -> Listed:
    """Read a feed.

    Args:
        body: the bytes of the feed.
        content_type: the ``Content-Type`` header, of which only the charset counts.
        url: where the feed came from, to resolve links.

    Raises:
        ListingError: ``html-instead-of-feed``, or ``malformed-feed`` with the line where there is one.
    """
    if _HTML_START.match(body[:_HEAD]):
        raise ListingError("html-instead-of-feed", "the answer is an HTML page; expected RSS or Atom")
    _refuse_hostile(body)
    feed = _parse(body, content_type, url)
    mentions = [_mention(entry) for entry in feed.entries[:MAX_MENTIONS]]
    if not mentions and (not feed.get("version") or isinstance(feed.get("bozo_exception"), SAXParseException)):
        raise ListingError("malformed-feed", f"{_complaint(body)}; expected RSS or Atom")
    missing = sum(not mention.url for mention in mentions)
    note = ListingError("entry-without-link", f"{missing} of {len(mentions)} entries") if missing else None
    return Listed(tuple(mention for mention in mentions if mention.url), note=note)


def _parse(body: bytes, content_type: str | None, url: str) -> Any:
    # Of the declared type only the charset is handed on: by RFC 3023 feedparser takes text/xml for ASCII.
    charset = _CHARSET.search(content_type or "")
    headers = {"content-location": url, "content-type": "application/xml" + (f"; {charset[0]}" if charset else "")}
    stream = io.BytesIO(body)
    try:
        return feedparser.parse(stream, response_headers=headers, resolve_relative_uris=False, sanitize_html=False)
    except Exception as error:  # on broken input feedparser raises whatever its handlers stumble over
        raise ListingError("malformed-feed", f"{_complaint(body)} ({error!r}); expected RSS or Atom") from error


def _mention(entry: Any) -> Mention:
    # "updated" in feedparser falls back to "published" unless one asks first whether it is there.
    tags = entry.get("tags") or ()
    return Mention(
        url=entry.get("link") or _web_address(entry.get("id")),
        title=plain(entry.get("title")),
        published=plain(entry.get("published")),
        modified=plain(entry.get("updated")) if "updated" in entry else None,
        section=plain(tags[0].get("term")) if tags else None,
        summary=plain(entry.get("summary")),
    )


def _web_address(identifier: str | None) -> str:
    return identifier if identifier and identifier.startswith(("http://", "https://")) else ""


def _refuse_hostile(body: bytes) -> None:
    """Raise ListingError for XML that would keep feedparser busy for minutes: nested without end, or enormous.

    feedparser needs some 10 microseconds per element and ten times that where XML is broken; libxml2 is a hundred
    times faster and has a limit of depth.
    """
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except etree.XMLSyntaxError:  # nothing in it that could be recovered
        root = None
    problems = parser.error_log.filter_from_errors()
    if any(problem.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for problem in problems):
        raise ListingError("malformed-feed", problems.last_error.message)
    if len(problems) and len(body) > _MAX_BROKEN_BYTES:
        raise ListingError("malformed-feed", f"{_complaint(body)}, and too long ({len(body)} bytes) to read on")
    if root is not None and sum(1 for _ in root.iter()) > _MAX_ELEMENTS:
        raise ListingError("malformed-feed", f"more than {_MAX_ELEMENTS} elements")


def _complaint(body: bytes) -> str:
    """Say what is wrong, with the line of the body as sent: feedparser counts lines of its own."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        return f"line {error.lineno}: {' '.join(str(error.msg).split())[:200]}"
    return f"the root element is <{etree.QName(root).localname}>"

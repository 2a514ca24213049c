"""Feeds: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed, well-formed or nearly so.

Most feeds are well-formed and read fast (``feed_xml``); most others are so after a few repairs of their text
(``feed_repair``); what is left is read by feedparser (``feed_broken``), some fifteen times slower. What kind of feed
it is, and whether it is one, is decided by its content: names and declared types are often wrong.
"""

from __future__ import annotations

import re

from scrapers.decode import decode
from scrapers.feed_broken import EXPECTED, read_broken
from scrapers.feed_entry import Entry, mention_of
from scrapers.feed_json import read_json_feed
from scrapers.feed_repair import repaired
from scrapers.feed_rhythm import rhythm_of
from scrapers.feed_xml import ROOTS, FeedText, read_xml
from scrapers.mentions import Listed, ListingError

# Atomic, for a comment could end at any later "-->" as well, and a page may have very many.
_HTML_START = re.compile(
    r"(?:\s|\ufeff|(?><!--.*?-->)|(?><\?.*?\?>))*+<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_HTML_ANYWHERE = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_HEAD = 4096
_BLANK = "\ufeff \t\r\n"
_BLANK_BYTES = _BLANK.encode()
# What is longer and broken keeps the entries before the mistake; repair takes a second for 20 million characters.
_MAX_REPAIRED = 10_000_000
# XML 1.0, appendix F: "<?" or "<" and a letter, in UTF-16 and UTF-32, with or without a byte order mark.
_WIDE = (
    (re.compile(rb"\xff\xfe\x00\x00|<\x00\x00\x00"), "utf-32-le"),
    (re.compile(rb"\x00\x00\xfe\xff|\x00\x00\x00<"), "utf-32-be"),
    (re.compile(rb"\xff\xfe|<\x00[^\x00]\x00"), "utf-16-le"),
    (re.compile(rb"\xfe\xff|\x00<\x00[^\x00]"), "utf-16-be"),
)

# A feed's entries, what ended the reading early, if anything did, and what it says of its rhythm.
_Read = tuple[list[Entry], ListingError | None, list[tuple[str, str]]]


def read_feed(body: bytes, content_type: str | None, url: str) -> Listed:
    """Read a feed.

    Args:
        body: the bytes of the feed.
        content_type: the ``Content-Type`` header, of which only the charset counts.
        url: where the feed came from, to resolve links.

    Returns:
        Its entries, in the order of the feed. An entry that has no link is left out, with a note. A feed that ends
        within an entry has an ``error``, and the entries before that.

    Raises:
        ListingError: ``html-instead-of-feed``, or ``malformed-feed`` with the line where there is one.
    """
    entries, error, said = _read_bytes(body) or _read_text(feed_text(body, content_type))
    mentions = [mention_of(entry, url) for entry in entries]
    missing = sum(not mention.url for mention in mentions)
    note = ListingError("entry-without-link", f"{missing} of {len(mentions)} entries") if missing else None
    return Listed(tuple(mention for mention in mentions if mention.url), error=error, note=note, rhythm=rhythm_of(said))


def _read_bytes(body: bytes) -> _Read | None:
    """Read a well-formed feed in UTF-8, which needs no decoding; None for everything else.

    Bytes that are valid UTF-8 are taken for that whatever was declared, as ``decode`` does too.
    """
    found = read_xml(body.lstrip(_BLANK_BYTES))
    return (found.entries, None, found.rhythm) if _is_feed(found) else None


def _read_text(text: str) -> _Read:
    if _HTML_START.match(text[:_HEAD]):
        raise ListingError("html-instead-of-feed", f"the answer is an HTML page; {EXPECTED}")
    if text.startswith("{"):
        return *read_json_feed(text), []
    return _read_markup(text)


def feed_text(body: bytes, content_type: str | None) -> str:
    """Return the text of a feed, without a byte order mark or blanks before it.

    UTF-16 and UTF-32 are told by their first bytes, since what was declared may be wrong; for everything else see
    ``decode``.
    """
    for first_bytes, codec in _WIDE:
        if first_bytes.match(body):
            return body.decode(codec, "replace").lstrip(_BLANK)
    text = decode(body, content_type).text
    if "<" not in text and b"<" in body:
        text = decode(body).text  # a header that says UTF-16 of what is ASCII, for one
    return text.lstrip(_BLANK)


def _read_markup(text: str) -> _Read:
    found, mended = read_xml(text), text
    if not _is_feed(found) and len(text) <= _MAX_REPAIRED:
        mended = repaired(text)
        found = read_xml(mended)
    if _is_feed(found):
        return found.entries, None, found.rhythm
    error = ListingError("malformed-feed", f"{found.problem}; the entries before that were kept")
    if found.cut and found.entries:
        return found.entries, error if found.within_entry else None, found.rhythm
    try:
        entries = _read_anyway(found, mended, text)
    except ListingError:
        if found.entries:
            return found.entries, error, found.rhythm
        raise
    # feedparser takes what follows an element without an end tag for its content; then more was read before it.
    return (entries, None, found.rhythm) if len(entries) >= len(found.entries) else (found.entries, error, found.rhythm)


def _is_feed(found: FeedText) -> bool:
    return found.whole and bool(found.entries or found.root in ROOTS)


def _read_anyway(found: FeedText, mended: str, text: str) -> list[Entry]:
    """Read what is no well-formed feed; raises ListingError, which says so where it is a web page after all."""
    try:
        return read_broken(mended, text)
    except ListingError:
        if not found.entries and _HTML_ANYWHERE.search(text[:_HEAD]):
            raise ListingError("html-instead-of-feed", f"the answer is an HTML page; {EXPECTED}") from None
        raise

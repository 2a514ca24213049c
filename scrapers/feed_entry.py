"""What an entry of a feed says, whatever reads it, and the mention that is made of it.

The readers of well-formed feeds (``feed_xml``), broken ones (``feed_broken``) and JSON (``feed_json``) fill the same
``Entry``, so that which link and which date count is decided here, once.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

from scrapers.mentions import Mention, plain

# RFC 4287, section 4.2.7.2: a link without a relation is an alternate, and a registered one may be written as a URI.
_ALTERNATE = ("alternate", "http://www.iana.org/assignments/relation/alternate")
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "html", "xhtml", "text", "")
# A control character of the C1 block, or the first two bytes of a character in UTF-8, read as ISO 8859-1.
_SUSPECT = re.compile("[\x80-\x9f]|[\xc2-\xf4][\x80-\xbf]")
# By the HTML standard, characters of the C1 block are meant as windows-1252 (its table for character references).
_AS_WINDOWS_1252 = {code: bytes([code]).decode("windows-1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}


@dataclass(frozen=True, slots=True)
class Link:
    """A link of an entry: its URL, and what the attributes say of it, in lower case; empty where they say nothing."""

    href: str
    rel: str = ""
    type: str = ""
    hreflang: str = ""


@dataclass(slots=True)
class Entry:
    """An entry as its feed has it; texts are as found, with whatever markup they hold, and empty where missing.

    ``guid`` is RSS's ``guid``, Atom's ``id`` or RDF's ``about``; ``permalink`` is False where RSS says that it is no
    URL. ``original`` is the address that FeedBurner has replaced by one of its own. ``date`` is a date that does not
    say of what (``dc:date``).
    """

    links: list[Link] = field(default_factory=list)
    guid: str = ""
    permalink: bool = True
    original: str = ""
    title: str = ""
    summary: str = ""
    published: str = ""
    updated: str = ""
    date: str = ""
    section: str = ""


def mention_of(entry: Entry, url: str) -> Mention:
    """Make a mention of an entry.

    Args:
        entry: the entry.
        url: where the feed came from, to resolve what is still relative.

    Returns:
        The mention; its URL is empty where the entry has none. A date that does not say of what is that of publication:
        it is the only one in RSS 1.0, and beside another one (many systems write both) it adds nothing.
    """
    return Mention(
        url=_address(entry, url),
        title=plain(entry.title),
        published=plain(entry.published or entry.date),
        modified=plain(entry.updated),
        section=plain(entry.section),
        summary=plain(entry.summary),
    )


def mended(text: str) -> str:
    """Return a text with UTF-8 that was once read as ISO 8859-1, and windows-1252 passed off as it, set right.

    Publishing systems that keep text in a database of another charset do both. Text that happens to be valid UTF-8
    in ISO 8859-1 is practically never meant so. feedparser does the same.
    """
    if text.isascii() or not _SUSPECT.search(text):
        return text
    with contextlib.suppress(UnicodeError):
        text = text.encode("iso-8859-1").decode()
    return text.translate(_AS_WINDOWS_1252)


def _address(entry: Entry, url: str) -> str:
    found = entry.original if _is_web(entry.original) else _page_link(entry.links)
    if not found and entry.permalink and _is_web(entry.guid):
        found = entry.guid
    if not found or _is_web(found):
        return found
    try:
        return urljoin(url, found)
    except ValueError:  # an IPv6 address that is none, for one; whoever makes leads leaves it out and counts it
        return found


def _page_link(links: list[Link]) -> str:
    """Return the link to the entry's own page: an alternate, HTML rather than else, in no other language if possible.

    A translation is marked by ``hreflang``; what stands first is the publisher's choice among equals.
    """
    pages = [link for link in links if link.href and (not link.rel or link.rel in _ALTERNATE)]
    pages = [link for link in pages if link.type in _PAGE_TYPES] or pages
    return next((link.href for link in pages if not link.hreflang), pages[0].href if pages else "")


def _is_web(address: str) -> bool:
    return address.startswith(("http://", "https://"))

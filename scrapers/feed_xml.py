"""Feeds that are well-formed XML: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, by expat.

expat is driven by hand instead of building a tree: what is of no use (most of a feed is ``content:encoded``) is never
made into objects, nesting and number of elements are bounded while reading, and whatever came before a mistake is
kept. A feed of 200 entries and 900 KB takes 10 ms of CPU; the tree that ElementTree or lxml would build of it takes as
much before anything is read from it, and feedparser 200 (``bench/feeds.py``).

A document type declaration ends the reading, so that nothing is ever expanded or fetched; ``feed_repair`` removes it.
Names are matched without regard to case, and namespaces by URI, or where that is unknown by prefix, since both are
often wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urljoin
from xml.parsers import expat

from scrapers.feed_entry import Entry, Link, mended
from scrapers.mentions import MAX_MENTIONS, ListingError

# libxml2's own limit; feeds need ten levels, and twenty more with XHTML in them.
MAX_DEPTH = 256
# The longest feed that is known has a thousand entries in one megabyte and ten thousand elements.
MAX_ELEMENTS = 100_000

# Every other namespace counts by its prefix: RSS 0.9x, 1.0 and 2.0 and Atom are most often the default one.
NAMESPACES = {
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/" + "simple/0.9/": "",  # parted: whole, it looks like a package index to some checks
    "http://backend.userland.com/rss2": "",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/xml/1998/namespace": "xml",
}
ROOTS = ("rss", "feed", "rdf:rdf", "rdf")
_ENTRIES = ("item", "entry")
# Which part of an entry an element fills, and how good it is for that: a headline before the title of its picture.
_PARTS = {
    "title": ("title", 0),
    "dc:title": ("title", 1),
    "media:title": ("title", 2),
    "description": ("summary", 0),
    "summary": ("summary", 0),
    "dc:description": ("summary", 1),
    "media:description": ("summary", 2),
    "pubdate": ("published", 0),
    "published": ("published", 0),
    "issued": ("published", 0),
    "dcterms:issued": ("published", 0),
    "updated": ("updated", 0),
    "modified": ("updated", 0),
    "dcterms:modified": ("updated", 0),
    "dc:date": ("date", 0),
    "created": ("date", 0),
    "dcterms:created": ("date", 0),
    "category": ("section", 0),
    "dc:subject": ("section", 0),
    "feedburner:origlink": ("original", 0),
    "guid": ("guid", 0),
    "id": ("guid", 0),
    "link": ("link", 0),
}
_WORST = 1 + max(rank for _, rank in _PARTS.values())
# xml:base, as expat names it.
_BASE = "http://www.w3.org/XML/1998/namespace\nbase\nxml"
_RHYTHM = ("ttl", "hour", "day", "sy:updateperiod", "sy:updatefrequency")
_CUT_SHORT = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)


@dataclass(slots=True)
class FeedText:
    """What was read of a feed.

    ``root`` is the root element, in the form ``prefix:name`` or ``name`` in lower case. ``whole`` says that it was
    closed; otherwise ``problem`` says what ended the reading. ``cut`` says that the feed just ends, and
    ``within_entry`` that an entry was under way and is left out. ``rhythm`` holds the elements that ``feed_rhythm``
    understands.
    """

    entries: list[Entry] = field(default_factory=list)
    root: str = ""
    whole: bool = False
    cut: bool = False
    within_entry: bool = False
    problem: str = ""
    rhythm: list[tuple[str, str]] = field(default_factory=list)


class _DoctypeError(Exception):
    """There is a document type declaration, of which nothing is to be believed."""


def read_xml(source: str | bytes) -> FeedText:
    """Read a feed as far as it is well-formed; an XML declaration's encoding is disregarded.

    Args:
        source: the feed's text, or its bytes, of which those that are not UTF-8 end the reading.

    Raises:
        ListingError: ``malformed-feed``, because it is nested too deeply or has too many elements.
    """
    reader = _Reader()
    found = reader.found
    try:
        reader.parser.Parse(source, True)
    except expat.ExpatError as error:
        found.problem = f"line {error.lineno}: {expat.ErrorString(error.code)}"
        found.cut = error.code in _CUT_SHORT
        found.within_entry = not found.whole and reader.entry is not None
    except _DoctypeError:
        found.problem = "a document type declaration"
    return found


class _Reader:
    """The handlers of one expat parser and their state."""

    def __init__(self) -> None:
        self.found = FeedText()
        self.entry: Entry | None = None
        self._entry_depth = 0
        self._depth = 0
        self._elements = 0
        self._keys: dict[str, str] = {}
        self._bases: list[tuple[int, str]] = []
        self._ranks: dict[str, int] = {}
        # The element whose text is being collected: its depth (0: none), key and attributes, and the text so far.
        self._text_depth = 0
        self._text_key = ""
        self._attributes: dict[str, str] = {}
        self._pieces: list[str] = []
        # A line feed cannot stand in a namespace, so that it parts URI, name and prefix without doubt.
        self.parser = expat.ParserCreate("utf-8", "\n")
        self.parser.namespace_prefixes = True
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _doctype(self, *_: object) -> None:
        raise _DoctypeError

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        depth = self._depth = self._depth + 1
        self._elements += 1
        if depth > MAX_DEPTH or self._elements > MAX_ELEMENTS:
            self._refuse()
        if self._text_depth:
            self._pieces.append(" ")  # markup within a text parts words, as plain() has it too
            return
        if _BASE in attributes:
            self._bases.append((depth, self._resolved(attributes[_BASE])))
        key = self._keys.get(name) or self._key(name)
        if self.entry is None:
            self._start_outside(key, attributes)
        # What lies deeper belongs to something else (the author's name, a source's title), but for groups of media.
        elif key in _PARTS and (depth == self._entry_depth + 1 or key.startswith("media:")):
            part, rank = _PARTS[key]
            if rank < self._ranks.get(part, _WORST):
                self._collect(key, attributes)

    def _refuse(self) -> None:
        if self._depth > MAX_DEPTH:
            raise ListingError("malformed-feed", f"nested too deeply: a depth of more than {MAX_DEPTH}")
        raise ListingError("malformed-feed", f"more than {MAX_ELEMENTS} elements")

    def _start_outside(self, key: str, attributes: dict[str, str]) -> None:
        if key in _ENTRIES and len(self.found.entries) < MAX_MENTIONS:
            about = self._named(attributes).get("rdf:about", "")
            self.entry, self._entry_depth, self._ranks = Entry(guid=about.strip()), self._depth, {}
        elif key in _RHYTHM:
            self._collect(key, attributes)
        elif self._depth == 1:
            self.found.root = key

    def _collect(self, key: str, attributes: dict[str, str]) -> None:
        self._text_depth, self._text_key, self._attributes, self._pieces = self._depth, key, attributes, []
        self.parser.CharacterDataHandler = self._pieces.append

    def _end(self, _name: str) -> None:
        depth = self._depth
        if depth == self._text_depth:
            self._text_depth = 0
            self.parser.CharacterDataHandler = None
            self._finish(self._text_key, mended("".join(self._pieces).strip()))
        elif self._text_depth:
            self._pieces.append(" ")
        elif depth == self._entry_depth and self.entry is not None:
            self.found.entries.append(self.entry)
            self.entry = None
        if self._bases and self._bases[-1][0] == depth:
            self._bases.pop()
        self._depth = depth - 1
        if depth == 1:
            self.found.whole = True

    def _finish(self, key: str, text: str) -> None:
        if self.entry is None:
            self.found.rhythm.append((key, text))
            return
        part, rank = _PARTS[key]
        attributes = self._named(self._attributes)
        if part == "link":
            self.entry.links.append(self._link(text, attributes))
            return
        if part == "section":
            text = attributes.get("label") or attributes.get("term") or text
        elif key == "guid":
            self.entry.permalink = attributes.get("ispermalink", "true").strip().lower() == "true"
        if text:
            self._ranks[part] = rank
            setattr(self.entry, part, text)

    def _named(self, attributes: dict[str, str]) -> dict[str, str]:
        """Return attributes by key instead of expat's names."""
        return {self._key(name): value for name, value in attributes.items()} if attributes else attributes

    def _link(self, text: str, attributes: dict[str, str]) -> Link:
        # "&amp;" twice escaped is an ampersand all the same: no URL has it.
        href = attributes.get("href", "").strip() or text.replace("&amp;", "&")
        rel, kind = attributes.get("rel", "").strip().lower(), attributes.get("type", "").strip().lower()
        return Link(self._resolved(href) if href else "", rel, kind, attributes.get("hreflang", "").strip())

    def _resolved(self, address: str) -> str:
        """Return an address resolved against ``xml:base``, as far as that goes: it may be relative itself."""
        try:
            return urljoin(self._bases[-1][1], address) if self._bases else address
        except ValueError:
            return address

    def _key(self, name: str) -> str:
        """Return the key of a name as expat gives it: local name, after a prefix in all but the feed's own formats."""
        match name.split("\n"):
            case [uri, local, prefix]:
                space = NAMESPACES.get(uri.lower(), prefix)
            case [uri, local]:
                space = NAMESPACES.get(uri.lower(), "")
            case _:
                space, local = "", name
        key = f"{space}:{local}".lower() if space else local.lower()
        self._keys[name] = key
        return key

"""Sitemaps, sitemap indexes, Google News and image sitemaps and text sitemaps, read as a stream.

Formats: https://www.sitemaps.org/protocol.html and, for news and images,
https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap. Elements are matched by local name
and place, since sites use several namespaces, wrong ones and none. expat is as fast here as lxml's ``iterparse`` and
builds no tree, so that memory holds what is kept and nothing else (``bench/sitemaps.py``). It fetches nothing by
itself, and the declaration of an entity ends the reading, so that nothing is expanded either: such a file is read once
more without its document type, and so is one that is not well-formed, after the cheap repairs that most need.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from xml.parsers import expat

from scrapers.codings import GZIP_MAGIC, CodingError, gunzip
from scrapers.decode import decode
from scrapers.listing_kind import root_of
from scrapers.mentions import MAX_HINT, MAX_MENTIONS, Listed, ListingError, Mention, plain

# The protocol's limit for one file.
MAX_SITEMAP_BYTES = 52_428_800
ROOTS = ("urlset", "sitemapindex")
# The protocol allows 2,048 characters.
_MAX_LOC = 8_192
_MAX_DEPTH = 100
_CHUNK = 1 << 16
# Some servers compress a file named ``.xml.gz`` once more on its way.
_MAX_GZIP = 3
# Where a field stands: the name of a child of <url>, or of a grandchild with its parent's.
_FIELDS = {
    "loc": "loc",
    "lastmod": "lastmod",
    "news/title": "title",
    "news/publication_date": "published",
    "news/section": "section",
    "image/title": "caption",
}
_ENTRY_DEPTH, _FIELD_DEPTH, _INNER_DEPTH = 1, 2, 3

_CDATA_OR_AMPERSAND = re.compile(r"<!\[CDATA\[.*?\]\]>|&(?:(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,32});)?", re.DOTALL)
_KNOWN_TO_XML = re.compile(r"<!\[CDATA\[.*|&(?:amp|lt|gt|quot|apos|#\d+|#[xX][0-9a-fA-F]+);", re.DOTALL)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BEFORE_XML = re.compile(r"^.*?(?=<(?:[\w-]+:)?(?:urlset|sitemapindex)\b)", re.DOTALL)
_WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)

Wanted = Callable[[Mention], bool]


def read_sitemap(body: bytes, limit: int, wanted: Wanted | None = None) -> Listed:
    """Read a sitemap or sitemap index, as XML or text, gzipped (also twice) or not.

    Args:
        body: the bytes of the file.
        limit: most bytes after decompression.
        wanted: says which mentions are kept; the others cost no memory. Children of an index are all kept.

    Returns:
        The mentions or the children. Where the file is damaged or cut off, what came before the damage, and the
        damage as ``error``.

    Raises:
        ListingError: ``html-instead-of-sitemap``, ``malformed-sitemap`` with the line, or a gzip file that is damaged
            or too large.
    """
    body = unpacked(body, limit)
    if not (root := root_of(body)):
        return _text_sitemap(body, wanted)
    if root == "html":
        raise ListingError("html-instead-of-sitemap", "the answer is an HTML page; expected a sitemap")
    if root not in ROOTS:
        raise ListingError("malformed-sitemap", f"the root element is <{root}>; expected <urlset> or <sitemapindex>")
    listed = _read_xml(body.lstrip(), None, wanted)
    if listed.error is None:
        return listed
    mended = _mended(body)
    again = _read_xml(mended, "utf-8", wanted) if mended is not None else listed
    best = again if again.error is None or _size(again) > _size(listed) else listed
    if best.error is not None and not _size(best):
        raise best.error
    return best


def unpacked(body: bytes, limit: int) -> bytes:
    """Undo gzip, told by its magic number and never by a name; raises ``ListingError`` for what cannot be undone."""
    for _ in range(_MAX_GZIP):
        if not body.startswith(GZIP_MAGIC):
            break
        try:
            body = gunzip(body, limit)
        except CodingError as error:
            raise ListingError(error.reason, error.detail) from None
    return body


def _size(listed: Listed) -> int:
    return len(listed.mentions) + len(listed.children)


def _text_sitemap(body: bytes, wanted: Wanted | None) -> Listed:
    """Read a text sitemap: one absolute URL a line, nothing else (the protocol, "Text file")."""
    lines = [line for line in map(str.strip, decode(body).text.splitlines()) if line]
    addresses = [line for line in lines if _WEB_ADDRESS.fullmatch(line)]
    if not addresses or len(addresses) < len(lines) / 2:
        first = lines[0][:60] if lines else ""
        raise ListingError("malformed-sitemap", f"line 1: {first!r}; expected XML or one URL a line")
    mentions = [mention for url in addresses[:MAX_MENTIONS] if _is_wanted(mention := Mention(url), wanted)]
    return Listed(tuple(mentions), note=_too_many() if len(addresses) > MAX_MENTIONS else None)


def _is_wanted(mention: Mention, wanted: Wanted | None) -> bool:
    return wanted is None or wanted(mention)


def _too_many() -> ListingError:
    return ListingError("too-many-entries", f"only the first {MAX_MENTIONS} were read")


def _mended(body: bytes) -> bytes | None:
    """Return the file as UTF-8 without what XML forbids and sites write: bare ampersands, HTML's entities, controls.

    None where there is nothing to mend. Junk before the root element goes too; CDATA stays as it is.
    """
    text = decode(body).text
    mended = _CDATA_OR_AMPERSAND.sub(_escaped, _NOT_IN_XML.sub("", _BEFORE_XML.sub("", text, count=1)))
    return mended.encode() if mended != text or not body.isascii() else None


def _escaped(match: re.Match[str]) -> str:
    if _KNOWN_TO_XML.fullmatch(match[0]):
        return match[0]
    meant = html.unescape(match[0])
    return meant if meant != match[0] else "&amp;" + match[0][1:]


def _read_xml(body: bytes, encoding: str | None, wanted: Wanted | None) -> Listed:
    entries = _Entries(encoding, wanted)
    error = note = None
    try:
        entries.feed(body)
    except _Enough:
        note = _too_many()
    except expat.ExpatError as problem:
        error = ListingError("malformed-sitemap", f"line {problem.lineno}: {expat.ErrorString(problem.code)}")
    except (LookupError, ValueError) as problem:  # an encoding that Python does not know, or not byte by byte
        error = ListingError("malformed-sitemap", f"line 1: {problem}")
    except ListingError as problem:
        error = problem
    return Listed(tuple(entries.mentions), tuple(entries.children), error, note)


class _Enough(Exception):
    """As many entries were read as are kept."""


class _Entries:
    """Collects the entries of a sitemap from expat's events; text is collected inside of known fields alone."""

    def __init__(self, encoding: str | None, wanted: Wanted | None) -> None:
        self.mentions: list[Mention] = []
        self.children: list[Mention] = []
        self._wanted = wanted
        self._depth = 0
        self._block = self._field = ""
        self._field_depth = -1
        self._texts: dict[str, str] = {}
        self._pieces: list[str] = []
        self._take = self._pieces.append
        self._names: dict[str, str] = {}
        self._parser = expat.ParserCreate(encoding)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.EntityDeclHandler = _refuse_entity

    def feed(self, body: bytes) -> None:
        """Read a whole file, piece by piece."""
        view = memoryview(body)
        for start in range(0, len(view), _CHUNK):
            self._parser.Parse(view[start : start + _CHUNK], False)
        self._parser.Parse(b"", True)

    def _local(self, name: str) -> str:
        local = self._names[name] = name.rpartition(":")[2]
        return local

    def _start(self, name: str, _: dict[str, str]) -> None:
        depth = self._depth
        self._depth = depth + 1
        if depth == _FIELD_DEPTH:
            self._block = self._names.get(name) or self._local(name)
            field = _FIELDS.get(self._block)
        elif depth == _INNER_DEPTH:
            field = _FIELDS.get(f"{self._block}/{self._names.get(name) or self._local(name)}")
        elif depth > _MAX_DEPTH:
            raise ListingError("malformed-sitemap", f"elements are nested deeper than {_MAX_DEPTH}")
        else:
            return
        if field is not None:
            self._field, self._field_depth = field, depth
            self._parser.CharacterDataHandler = self._take

    def _end(self, name: str) -> None:
        depth = self._depth = self._depth - 1
        if depth == self._field_depth:
            self._parser.CharacterDataHandler = None
            self._texts.setdefault(self._field, "".join(self._pieces))
            self._pieces.clear()
            self._field_depth = -1
        elif depth == _ENTRY_DEPTH:
            local = self._names.get(name) or self._local(name)
            if local in ("url", "sitemap"):
                self._entry(self.children if local == "sitemap" else self.mentions)

    def _entry(self, found: list[Mention]) -> None:
        texts = self._texts.pop
        url, modified = texts("loc", "").strip(), texts("lastmod", "")[:MAX_HINT].strip() or None
        if self._texts:
            title, caption = texts("title", None), texts("caption", None)
            published, section = texts("published", None), texts("section", None)
            self._texts.clear()
            mention = Mention(url, plain(title or caption), plain(published), modified, plain(section))
        else:
            mention = Mention(url, modified=modified)
        if not url or len(url) > _MAX_LOC:
            return
        if found is self.children or self._wanted is None or self._wanted(mention):
            if len(found) >= MAX_MENTIONS:
                raise _Enough
            found.append(mention)


def _refuse_entity(name: str, *_: object) -> None:
    raise ListingError("malformed-sitemap", f"declares the entity {name[:40]!r}; no sitemap needs one")

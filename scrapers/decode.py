"""Bytes to text: what the page declares, what the bytes say, and only then a guess.

Charset guessers are slow and wrong often enough (10 to 70 ms a page inside BeautifulSoup), so nothing past this
module sees bytes. Vietnamese from before Unicode, which pages declare wrongly or not at all, is told by its syllables
(``legacy_vietnamese``). Else the order is that of the WHATWG encoding standard with one exception: bytes outside ASCII
that are valid UTF-8 are read as UTF-8 whatever the page declares, since text in another encoding is practically never
valid UTF-8 by chance while wrong declarations are common. What cannot be decoded becomes U+FFFD and is counted.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import webencodings
from charset_normalizer import from_bytes

from scrapers.legacy_vietnamese import LABELS, names_fonts, recognise, resolve_references, view
from transforms.cleaning.legacy_vietnamese import convert

_HEAD = 4096
_SAMPLE = 8192
_WIDE = 32  # bytes that are needed to tell UTF-16
_LAST_RESORT = "windows-1252"
_TONAL = "cp1258"
# Declarations that pages in a legacy set make, and pages whose encoding is not what they declare.
_VAGUE = frozenset({None, "utf-8", "cp1252", "iso8859-15", _TONAL})
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HTTP_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';]+)", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_REPLACEMENT = "\ufffd"
# Quotation marks, dashes and dots of windows-1252, pasted into a page of UTF-8. After a byte of ASCII no such byte can
# be part of a character in UTF-8, so that nothing else can be meant.
_STRAY = re.compile(rb"(?<=[\x00-\x7f])[\x85\x91-\x97](?![\x80-\xbf])")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read in, how that was found, and how many undecodable places became U+FFFD."""

    text: str
    encoding: str
    method: str
    replaced: int

    @property
    def how(self) -> str:
        """Method and encoding in words, with the number of replaced places if there are any."""
        suffix = f"; {self.replaced} bytes replaced" if self.replaced else ""
        return f"{self.method}: {self.encoding}{suffix}"


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Decode the bytes of a page or document. Never raises; ``content_type`` is the header as sent."""
    for bom, name in _BOMS:
        if body.startswith(bom):
            return _lenient(body[len(bom) :], name, "bom")
    if b"\0" in body[:_HEAD] and (wide := _wide(body)):
        return _lenient(body, wide, "zero-bytes")
    declared, method = _declared(body, content_type)
    utf8 = _strictly(body, "utf-8")
    legacy = _legacy(body, utf8, declared, content_type)
    if legacy is not None:
        return legacy
    if utf8 is not None and not (body.isascii() and declared):
        return Decoded(utf8, "utf-8", method if declared == "utf-8" else "valid-utf-8", 0)
    return _lenient(body, declared, method) if declared and declared != "utf-8" else _damaged(body, declared, method)


def _damaged(body: bytes, declared: str | None, method: str) -> Decoded:
    """Read bytes that are declared as UTF-8, or not at all, and are not valid UTF-8 as a whole."""
    body = _STRAY.sub(lambda match: match[0].decode(_LAST_RESORT).encode(), body)
    if declared or _mostly_utf8(body):
        lenient = _lenient(body, "utf-8", method if declared else "mostly-utf-8")
        if not declared or _mostly_utf8(body):
            return lenient
    return _detected(body)


def _declared(body: bytes, content_type: str | None) -> tuple[str | None, str]:
    """Return the Python codec that header or page declare, and which of the two said so."""
    match = _HTTP_CHARSET.search(content_type or "")
    if match and (name := _codec(match[1])):
        return name, "http"
    head = body[:_HEAD]
    found = _META_CHARSET.search(head) or _XML_ENCODING.search(head)
    if found and (name := _codec(found[1].decode("ascii"))):
        # A declaration that can be read as ASCII is not in UTF-16 (WHATWG: read such a page as UTF-8).
        return ("utf-8" if name.startswith("utf-16") else name), "meta"
    return None, ""


def _wide(body: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: markup is ASCII mostly, so every other byte of it is zero."""
    head = body[:_HEAD]
    if len(head) < _WIDE:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    few, many = len(head) // 50, len(head) // 5
    if odd >= many and even <= few:
        return "utf-16-le"
    return "utf-16-be" if even >= many and odd <= few else None


def _legacy(body: bytes, utf8: str | None, declared: str | None, content_type: str | None) -> Decoded | None:
    """Read Vietnamese from before Unicode; None where the page is none, or is not suspected to be.

    Valid UTF-8 is suspected where it names a font of those sets: it then is a page that somebody transcoded, or one in
    ASCII with references for its letters.
    """
    hinted = names_fonts(body) or _declares_legacy(body, content_type)
    if not hinted and (utf8 is not None or declared not in _VAGUE):
        return None
    text = utf8 if utf8 is not None else view(body)
    text = resolve_references(text) if hinted else text
    tonal = {} if utf8 is not None else {_TONAL: body.decode(_TONAL, "replace")}
    name = recognise(text, hinted=hinted, others=tonal)
    if name is None:
        return None
    return _lenient(body, name, "syllables") if name in tonal else Decoded(convert(text, name), name, "syllables", 0)


def _declares_legacy(body: bytes, content_type: str | None) -> bool:
    labels = [match[1] for match in _HTTP_CHARSET.finditer(content_type or "")]
    labels += [match[1].decode("ascii") for match in _META_CHARSET.finditer(body[:_HEAD])]
    return any(label.lower() in LABELS for label in labels)


def _codec(label: str) -> str | None:
    """Return the Python codec for a label of the WHATWG encoding standard, or None if it knows no such label."""
    encoding = webencodings.lookup(label)
    # x-user-defined is declared by pages whose letters only their font knows: it says nothing.
    return str(encoding.codec_info.name) if encoding is not None and encoding.name != "x-user-defined" else None


def _strictly(body: bytes, codec: str) -> str | None:
    try:
        return body.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None


def _lenient(body: bytes, codec: str, method: str) -> Decoded:
    text = body.decode(codec, "replace")
    replaced = text.count(_REPLACEMENT)
    if replaced:
        replaced -= body.count(_REPLACEMENT.encode()) if codec == "utf-8" else 0
    return Decoded(text, codec, method, replaced)


def _mostly_utf8(body: bytes) -> bool:
    """Say whether damage explains invalid UTF-8 better than another encoding: no more of it is bad than good."""
    text = body.decode("utf-8", "replace")
    bad = text.count(_REPLACEMENT)
    good = sum(1 for character in text if character > "\x7f") - bad
    return bad <= good


def _detected(body: bytes) -> Decoded:
    """Ask charset-normalizer about the lines that hold anything outside ASCII, no more than 8 KB of them."""
    lines = (line for line in body.splitlines(keepends=True) if not line.isascii())
    sample = b""
    for line in lines:
        sample += line[:_SAMPLE]
        if len(sample) >= _SAMPLE:
            break
    best = from_bytes(sample[:_SAMPLE], steps=4, chunk_size=512).best()
    name = (_codec(best.encoding) if best else None) or _LAST_RESORT
    return _lenient(body, name, "detected")

"""What kind of document some bytes are, by their content: names and declared types are often wrong."""

from __future__ import annotations

import codecs
import re
from typing import Literal

from scrapers.decode import decode

Kind = Literal["html", "text", "warc", "gzip", "xml", "binary", "empty"]

TEXT_SUFFIXES = (".txt", ".text")
HTML_SUFFIXES = (".html", ".htm", ".xhtml")
WARC_SUFFIXES = (".warc",)

_HEAD = 8192
_BLANK = b" \t\r\n\x00"
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HTML_TAG = re.compile(rb"<!doctype\s+html|<(?:html|head|body|title|meta|link|div|article|table|p|h1)\b", re.IGNORECASE)
_FIRST_TAG = re.compile(rb"(?:\s|<!--.*?-->|<\?.*?\?>)*<([!a-z][\w:-]*)", re.IGNORECASE | re.DOTALL)
# C0 controls that no text has: all but tab, line feed, form feed, carriage return, escape (ISO 2022) and, as the
# end that MS-DOS editors wrote, SUB.
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 26, 27})


def kind_of(body: bytes) -> Kind:
    """Return what the bytes are.

    ``html`` is anything that begins with a tag and holds a tag of HTML; text that mentions a tag later on is
    ``text``. ``binary`` is what no text can be.
    """
    head = _without_bom(body[:_HEAD])
    if not head.strip(_BLANK):
        return "empty" if len(body) <= _HEAD else "binary"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.translate(None, _CONTROLS) != head:
        return "binary"
    if _FIRST_TAG.match(head):
        return "html" if _HTML_TAG.search(head) else "xml"
    return "text"


def _without_bom(head: bytes) -> bytes:
    """Return the head as bytes that hold ASCII as ASCII, whichever Unicode encoding a byte order mark announces."""
    if not head.startswith(_BOMS):
        return head
    return decode(head).text.encode("utf-8", "replace")

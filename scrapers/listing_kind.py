"""What a listing's answer is, by its content: addresses and declared types are often wrong.

A feed may be served where a sitemap was expected and the other way round, a sitemap index may be called ``.rss``, and
an error page or the home page may stand in for any of them.
"""

from __future__ import annotations

import codecs
import re

from scrapers.decode import decode

# Comments and licence texts before the root element are shorter.
_HEAD = 8_192
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ROOT = re.compile(
    r"<(?:(!doctype\s+html|html)\b|(?:[\w-]+:)?(urlset|sitemapindex|rss|rdf|feed)(?=[\s>/]))", re.IGNORECASE
)
_ANY = re.compile(r"<(?:[\w-]+:)?([A-Za-z][\w.-]*)")
_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def root_of(body: bytes) -> str:
    """Return the local name of the root element in small letters: ``urlset``, ``rss``, ``html`` ..., "" for none.

    Of the elements that begin a listing or a page the first one counts, so that junk before it (blank lines, notices
    of a script) does not matter; where there is none of them, it is the first element of any name.
    """
    head = body[:_HEAD]
    text = decode(head[: len(head) & ~1]).text if head.startswith(_BOMS) else head.decode("latin-1")
    text = _COMMENT.sub(" ", text)
    known = _ROOT.search(text)
    if known is not None:
        return "html" if known[1] else known[2].lower()
    first = _ANY.search(text)
    return first[1].lower() if first else ""


def looks_like_json(body: bytes) -> bool:
    """Say whether an answer is meant as JSON: an object or a list."""
    return body[:_HEAD].removeprefix(codecs.BOM_UTF8).lstrip()[:1] in (b"{", b"[")

"""What is commonly wrong with the XML of a feed, set right in its text, so that the fast reader can have it.

A publishing system that pastes text together makes the same few mistakes everywhere: output of PHP before the feed,
HTML's entities, bare ampersands, control characters, prefixes that nobody declared. None of them says anything of the
entries, so all are mended in one pass over the text, in linear time. Mistakes of structure are left to ``feed_broken``.
"""

from __future__ import annotations

import re
import sys
from html import escape
from html.entities import html5

from scrapers.feed_xml import NAMESPACES

_START = re.compile(r"<\?xml\b|<!doctype\s|<(?:[a-z][\w.-]*:)?(?:rss|rdf|feed)\b", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,1000}>\s*", re.IGNORECASE)
_ROOT_END = re.compile(r"</(?:[a-z][\w.-]{0,100}:)?(?:rss|rdf|feed)\s{0,100}>", re.IGNORECASE)
# A document type declaration, with an internal subset, whose strings, comments and instructions may hold any bracket.
# Possessive quantifiers, and openings that go on to the end where nothing closes them: nothing is looked at twice.
_DOCTYPE_START = re.compile(r"<!doctype\b", re.IGNORECASE)
_DOCTYPE = re.compile(
    r"""<!doctype\b(?:[^\[\]"'<>]|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+
    (?:\[(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|<!--(?:[^-]|-(?!->))*+(?:-->|\Z)|<\?(?:[^?]|\?(?!>))*+(?:\?>|\Z)
    |[^\]"'])*+\]\s*+)?>""",
    re.IGNORECASE | re.VERBOSE,
)
# XML 1.0, section 2.2: what is no character, and therefore never allowed, as itself or by number.
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Each branch begins with a character of its own, so that the search need not stop at any other.
_MARKUP = re.compile(
    r"""<(?:(?P<keep>!\[CDATA\[(?:.*?\]\]>|.*)|!--(?:.*?-->|.*)|\?(?:.*?\?>|.*))|(?![A-Za-z_/!?]))
    |&(?:(?P<name>[A-Za-z][A-Za-z0-9]{0,40});|\#(?P<decimal>[0-9]{1,9});|\#[xX](?P<hex>[0-9A-Fa-f]{1,8});|)
    |\](?P<close>\]>)""",
    re.DOTALL | re.VERBOSE,
)
_XML_NAMES = ("amp", "lt", "gt", "quot", "apos")
_TAG = re.compile(r"<!\[CDATA\[(?:.*?\]\]>|.*)|<!--(?:.*?-->|.*)|<([A-Za-z_][^<>]*)>?", re.DOTALL)
_PREFIX = re.compile(r"(?:^|\s)(?!xmlns:)([A-Za-z_][\w.-]{0,40}):[\w.-]+")
_DECLARED = re.compile(r"\sxmlns:([A-Za-z_][\w.-]{0,40})\s*=")
_ELEMENT = re.compile(r"<[A-Za-z_][^\s<>/]*+")


def repaired(text: str) -> str:
    """Return the text of a feed with junk, declarations and mistakes of spelling taken away; it may still be broken."""
    text = _without_junk(_NO_CHARACTER.sub("", text))
    return _with_prefixes(_MARKUP.sub(_mended, text))


def _without_junk(text: str) -> str:
    """Cut off what stands before and after the feed, with its XML declaration and its document type."""
    start = _START.search(text)
    text = text[start.start() :] if start else text.lstrip()
    if declaration := _DECLARATION.match(text):
        text = text[declaration.end() :]
    start, root = _DOCTYPE_START.search(text), _ELEMENT.search(text)
    if start and root and start.start() < root.start() and (doctype := _DOCTYPE.match(text, start.start())):
        text = text[: doctype.start()] + text[doctype.end() :]
    ends = list(_ROOT_END.finditer(text))
    return text[: ends[-1].end()] if ends else text


def _mended(found: re.Match[str]) -> str:
    """Return what should stand in place of a reference or character that XML does not allow."""
    if found["keep"]:
        return found[0]
    if name := found["name"]:
        return found[0] if name in _XML_NAMES else _character_of(name)
    if found["decimal"] or found["hex"]:
        code = int(found["decimal"]) if found["decimal"] else int(found["hex"], 16)
        return found[0] if _is_character(code) else ""
    if found["close"]:
        return "]]&gt;"
    return "&amp;" if found[0] == "&" else "&lt;"


def _character_of(name: str) -> str:
    """Return the character of one of HTML's entities; of any other (a document's own) the reference as text."""
    return escape(html5.get(f"{name};", f"&{name};"))


def _is_character(code: int) -> bool:
    return code <= sys.maxunicode and _NO_CHARACTER.match(chr(code)) is None


def _with_prefixes(text: str) -> str:
    """Declare, at the root element, the prefixes that are used without a declaration: by their usual namespace."""
    used: set[str] = set()
    declared = {"xml", "xmlns"}
    for tag in _TAG.finditer(text):
        if tag[1] and ":" in tag[1]:
            used.update(_PREFIX.findall(tag[1]))
            declared.update(_DECLARED.findall(tag[1]))
    root = _ELEMENT.search(text)
    missing = sorted(used - declared)
    if not missing or root is None:
        return text
    usual = {prefix: uri for uri, prefix in NAMESPACES.items() if prefix}
    names = "".join(f' xmlns:{prefix}="{usual.get(prefix, "undeclared:" + prefix)}"' for prefix in missing)
    place = root.end()
    return text[:place] + names + text[place:]

"""The element tree of a page: built within bounds, read without surprises.

lxml builds and prunes (0.8 ms a page against 11 for BeautifulSoup); every other module of the parser receives its
elements. A page that cannot be a tree, or would be too big a one, raises ``Unreadable`` with a reason for the reject.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from scrapers.overlong import without_overlong_tags

# Four times what the largest pages of the extraction bench hold; a page of this size takes about a second.
MAX_TAGS = 80_000
# Elements that hold no text for a reader.
_SILENT = (
    "head",
    "title",
    "script",
    "style",
    "template",
    "svg",
    "canvas",
    "embed",
    "audio",
    "map",
    "math",
    "applet",
    "datalist",
)
# HTML standard, 4.2 and 13.2.6.4.4: what may stand in a head; everything else ends it.
_OF_HEAD = frozenset(
    {"base", "basefont", "bgsound", "link", "meta", "noscript", "script", "style", "template", "title"}
)
# Elements that hold the text of a control or of a fallback: where one holds a page's worth, its end tag is missing.
_CONTROLS = ("noscript", "iframe", "object", "video", "select", "button", "textarea", "frameset")
_UNCLOSED = 1_500
_MAX_CONTROLS = 300
# Where a word may be broken. Readers see nothing, so no text has it; in JSON-LD it stands in the ways of JSON or HTML.
_SOFT_HYPHEN = "\xad"
_SPELT_SOFT_HYPHENS = ("&shy;", "&#173;", "&#xad;", "\\u00ad")
_SPELT_SOFT_HYPHEN = re.compile("|".join(map(re.escape, _SPELT_SOFT_HYPHENS)), re.IGNORECASE)
_HOLDS_SOFT_HYPHEN = etree.XPath("contains(string(/), '\xad')")
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\r")
_FEED_START = re.compile(
    r"^\W{0,3}(?:<\?xml[^>]*>\s*)?(?:<[?!][^>]*>\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.IGNORECASE
)
_HTML_START = re.compile(r"<\s*(?:!doctype\s+html|html|head|body|meta|title|div|p|article|table)\b", re.IGNORECASE)


class Unreadable(Exception):
    """A page that has no tree to parse: ``reason`` in kebab case for the reject, the message for people."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def build(text: str) -> etree._Element:
    """Return the root of a page's tree, comments and soft hyphens left out. Raises Unreadable.

    Soft hyphens go here, since every reading of the page, of attributes and JSON-LD too, comes from the tree: a word is
    then the same one in title, text and metadata, however each of them may be broken.

    Pages with end tags missing nest deeper than libxml2's usual bound of 256, behind which it drops the rest; they are
    read again with its larger one, 2,048.
    """
    tags = text.count("<")
    if tags > MAX_TAGS:
        raise Unreadable("too-many-elements", f"{tags} tags, at most {MAX_TAGS} are parsed")
    text = without_overlong_tags(text)
    source = text.encode("utf-8", "replace").translate(None, _CONTROL)
    if not source.strip():
        raise Unreadable("empty-page", "the body holds no text")
    root, complete = _parse(source, deep=False)
    if not complete:
        root, complete = _parse(source, deep=True)
    if root is None:
        raise Unreadable("no-markup", "lxml finds no element in the page")
    if not complete:
        raise Unreadable("too-deep", "elements are nested deeper than 2,048 levels")
    _end_head(root)
    _drop_soft_hyphens(root)
    return root


def _parse(source: bytes, *, deep: bool) -> tuple[etree._Element | None, bool]:
    """The root, and whether the parser came to the end of the page."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=deep)
    try:
        root = etree.fromstring(source, parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("no-markup", f"lxml cannot build a tree: {error}") from None
    return root, not parser.error_log.filter_from_fatals()


def _end_head(root: etree._Element) -> None:
    """Move what cannot stand in a head, and all that follows it there, into the body, as the HTML standard says.

    libxml2 knows HTML 4: an ``article`` or ``main`` does not end the head for it, and the text is lost with the head.
    """
    head = root.find("head")
    first = next((child for child in head if child.tag not in _OF_HEAD), None) if head is not None else None
    if first is None:
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    for place, element in enumerate([first, *first.itersiblings()]):
        body.insert(place, element)


def _drop_soft_hyphens(root: etree._Element) -> None:
    """Take soft hyphens out of texts, metadata and JSON-LD.

    The parser has resolved most ways of writing them, and one question to libxml2 says whether there are any; looking
    for each way of writing them in the source would take a tenth of the time that the whole parse does.
    """
    for element in root.iter() if _HOLDS_SOFT_HYPHEN(root) else ():
        if element.text and _SOFT_HYPHEN in element.text:
            element.text = element.text.replace(_SOFT_HYPHEN, "")
        if element.tail and _SOFT_HYPHEN in element.tail:
            element.tail = element.tail.replace(_SOFT_HYPHEN, "")
    for meta in root.iter("meta"):
        for name in ("content", "value"):
            stated = meta.get(name)
            if stated and _SOFT_HYPHEN in stated:
                meta.set(name, stated.replace(_SOFT_HYPHEN, ""))
    for script in root.iter("script"):
        source = (script.text or "") if "json" in (script.get("type") or "").lower() else ""
        if source and any(spelt in source.lower() for spelt in _SPELT_SOFT_HYPHENS):
            script.text = _SPELT_SOFT_HYPHEN.sub("", source)


def looks_like_feed(text: str) -> bool:
    """Say whether the beginning of a text is a feed or a sitemap."""
    return bool(_FEED_START.search(text[:1000]))


def looks_like_html(text: str) -> bool:
    """Say whether the beginning of a text is HTML."""
    return bool(_HTML_START.search(text[:2000]))


def prune(root: etree._Element) -> None:
    """Remove, in place, what no reader sees: scripts, styles, controls, frames. Read the head and JSON-LD before."""
    etree.strip_elements(root, *_SILENT, with_tail=False)
    unclosed = [
        element
        for element in islice(root.iter(*_CONTROLS), _MAX_CONTROLS)
        if len(text_of(element, 2 * _UNCLOSED)) > _UNCLOSED
    ]
    for element in unclosed:
        element.tag = "div"
    etree.strip_elements(root, *_CONTROLS, "input", with_tail=False)


def text_of(element: etree._Element, limit: int) -> str:
    """Return the text below an element, white space squeezed; no more than about ``limit`` characters are read.

    The bound keeps pages in which thousands of elements stand inside one another from costing the square of their size.
    """
    parts: list[str] = []
    size = 0
    for text in element.itertext():
        parts.append(str(text)[:limit])
        size += len(text)
        if size > limit:
            break
    return " ".join("".join(parts).split())

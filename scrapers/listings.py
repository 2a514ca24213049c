"""Pages of links: sections and archive pages, whole or in pieces, read with the selector or path of the source file."""

from __future__ import annotations

import contextlib
import re
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from lxml import etree

from scrapers.decode import decode
from scrapers.json_items import mention_of, strings_at
from scrapers.mentions import MAX_MENTIONS, Listed, ListingError, Mention, plain

# The longest pages of links have a tenth of it.
_MAX_TAGS = 100_000
_XML_DECLARATION = re.compile(r"^\s*(?:<\?[^>]*>\s*)+")


def read_links(body: bytes, content_type: str | None, url: str, selector: str) -> Listed:
    """Return the links that the selector finds, relative ones resolved; the text of a link is the title.

    Raises:
        ListingError: the page has more elements, or deeper ones, than any page of links.
    """
    return Listed(_links(decode(body, content_type).text, url, selector))


def read_items(body: bytes, content_type: str | None, url: str, path: str, selector: str | None) -> Listed:
    """Return what a path finds in a JSON answer: URLs, or with a selector the links in pieces of HTML.

    Args:
        body: the answer.
        content_type: the ``Content-Type`` header, of which only the charset counts.
        url: where it came from, to resolve links.
        path: where the URLs or pieces of HTML lie, such as ``data.articles[].url``.
        selector: CSS selector of the links, where the path leads to HTML.

    Raises:
        ListingError: it is no JSON, or a piece of HTML is larger than any page of links.
    """
    found = strings_at(body, content_type, path)
    if selector is None:
        return Listed(tuple(mention_of(text, owner) for text, owner in found))
    return Listed(_links("\n".join(text for text, _ in found), url, selector))


def _links(text: str, url: str, selector: str) -> tuple[Mention, ...]:
    # An XML declaration means nothing to an HTML parser, and BeautifulSoup would warn the user about it.
    text = _XML_DECLARATION.sub("", text)
    if "<" not in text:  # BeautifulSoup would take a bare word for a file's name and warn
        return ()
    _refuse_hostile(text)
    soup = BeautifulSoup(text, "lxml")
    base = _base(soup, url)
    links = soup.select(selector, limit=MAX_MENTIONS)
    return tuple(_mention(link, base) for link in links if link.get("href"))


def _refuse_hostile(text: str) -> None:
    """Raise ListingError for a page that would keep BeautifulSoup busy for minutes; libxml2 sees it in no time."""
    tags = text.count("<")
    if tags > _MAX_TAGS:
        raise ListingError("too-many-elements", f"{tags} tags, at most {_MAX_TAGS} are read")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    etree.fromstring(text.encode("utf-8", "replace"), parser)
    for problem in parser.error_log:
        if problem.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise ListingError("unreadable-page", problem.message)


def _base(soup: BeautifulSoup, url: str) -> str:
    """Return what relative links refer to: the page's ``<base href>`` if it has a usable one, else its URL."""
    base = soup.find("base", href=True)
    try:
        return urljoin(url, str(base["href"]).strip()) if isinstance(base, Tag) else url
    except ValueError:
        return url


def _mention(link: Tag, base: str) -> Mention:
    href = str(link["href"]).strip()
    with contextlib.suppress(ValueError):  # leads_of counts such a URL as left out
        href = urljoin(base, href)
    return Mention(href, title=plain(link.get_text(" ", strip=True)) or plain(str(link.get("title") or "")))

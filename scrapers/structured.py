"""JSON-LD: what a page says of itself in schema.org's words.

Publishers' JSON-LD is often not quite JSON (comments, trailing commas, raw line breaks) and not quite schema.org
(lists where there should be an object, everything under ``@graph``), so it is read leniently and bounded. The result is
one plain dictionary: the page's article object, or an empty one.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from lxml import etree

Json = dict[str, object]

_MAX_CHARS = 1_000_000
_MAX_DEPTH = 6
_MAX_NODES = 2_000
_LONGEST_TYPE = 200
# schema.org: Article, its subtypes, and the postings that news sites use for the same purpose.
_ARTICLE_TYPES = frozenset({
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle",
    "backgroundnewsarticle", "reviewnewsarticle", "askpublicnewsarticle", "advertisercontentarticle",
    "satiricalarticle", "scholarlyarticle", "techarticle", "report", "blogposting", "liveblogposting",
    "socialmediaposting", "discussionforumposting", "review", "recipe",
})  # fmt: skip
_OPENING = re.compile(r"(?:<!--|(?://|/\*)?\s?<!\[CDATA\[(?:\s?\*/)?)")
_CLOSING = re.compile(r"(?:-->|(?://|/\*)?\s?\]\]>(?:\s?\*/)?)$")
_CLOSING_REACH = 12
_COMMENT = re.compile(r"(?m)/\*[^*]*\*/|^[ \t]*//.*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_BAD_ESCAPE = re.compile(r"\\(?![\"\\/bfnrtu])")


def types_of(node: Json) -> frozenset[str]:
    """Return the node's ``@type`` names in lower case, without the vocabulary's prefix."""
    stated = node.get("@type")
    if isinstance(stated, str):
        return _type_of(stated) if len(stated) <= _LONGEST_TYPE else frozenset()
    names = stated if isinstance(stated, list) else ()
    return frozenset().union(
        *(_type_of(name) for name in names if isinstance(name, str) and len(name) <= _LONGEST_TYPE)
    )


@lru_cache(maxsize=512)
def _type_of(stated: str) -> frozenset[str]:
    """The name in one ``@type``; kept, since the few types that there are get asked for a hundred times a page."""
    return frozenset({stated.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower()})


def is_article_node(node: Json) -> bool:
    """Say whether a node is of an article type."""
    return bool(types_of(node) & _ARTICLE_TYPES)


def read_nodes(root: etree._Element) -> tuple[Json, ...]:
    """Return every object in the page's JSON-LD scripts, outermost first, at most 2,000."""
    nodes: list[Json] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        source = "".join(map(str, script.itertext()))
        if len(source) <= _MAX_CHARS:
            nodes.extend(_walk(loads(source)))
    return tuple(nodes[:_MAX_NODES])


def loads(source: str) -> object:
    """Parse JSON as publishers write it; None where it cannot be read at all."""
    for repair in (str, _repaired, lambda text: _repaired(html.unescape(text))):
        try:
            return json.loads(repair(source), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _repaired(source: str) -> str:
    """Take off wrappers, comments, trailing commas and wrong escapes; each pattern is linear in the text's length."""
    source = _OPENING.sub("", source.strip(), count=1) if _OPENING.match(source.strip()) else source.strip()
    source = source.rstrip("; \n")
    source = (source[:-_CLOSING_REACH] + _CLOSING.sub("", source[-_CLOSING_REACH:])).strip()
    source = _COMMENT.sub("", source)
    return _TRAILING_COMMA.sub(r"\1", _BAD_ESCAPE.sub(r"\\\\", source)).strip().rstrip(";")


def _walk(value: object) -> Iterator[Json]:
    """Yield objects breadth first, to a bounded depth; references (``@id`` alone) are left out."""
    level: list[object] = [value]
    for _ in range(_MAX_DEPTH):
        following: list[object] = []
        for item in level[:_MAX_NODES]:
            if isinstance(item, list):
                following.extend(item)
            elif isinstance(item, dict):
                if len(item) > 1:
                    yield item
                following.extend(part for part in item.values() if isinstance(part, dict | list))
        level = following


def article_node(nodes: tuple[Json, ...], url: str) -> Json:
    """Return the node that describes the page itself; empty where none does or where a listing names many.

    A node whose own URL is the page's wins; else the first of the outermost ones, unless there are several different
    ones, which are then the entries of a list.
    """
    articles = [node for node in nodes if is_article_node(node)]
    page = _path(url)
    for node in articles:
        if page and page in {_path(stated) for stated in _urls(node)}:
            return node
    headlines = {str(node.get("headline") or node.get("name")) for node in articles}
    return articles[0] if articles and len(headlines) <= 2 else {}  # noqa: PLR2004 - an article and a related one


def _urls(node: Json) -> list[str]:
    main = node.get("mainEntityOfPage")
    values = [node.get("url"), node.get("@id"), main.get("@id") if isinstance(main, dict) else main]
    return [value for value in values if isinstance(value, str)]


def _path(url: str) -> str:
    try:
        return urlsplit(url).path.rstrip("/")
    except ValueError:
        return ""


def strings(value: object, key: str = "name", *, squeezed: bool = True) -> list[str]:
    """Return the strings of a JSON-LD value: a string, an object's ``key``, or a list of either."""
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        inner = item.get(key) if isinstance(item, dict) else item
        if inner is None:
            continue
        texts = inner if isinstance(inner, list) else [inner]
        found.extend(squeeze(text) if squeezed else html.unescape(text) for text in texts if isinstance(text, str))
    return [text for text in found if text]


def squeeze(text: str) -> str:
    """Resolve character references and squeeze white space, as JSON-LD and meta values need."""
    return " ".join((html.unescape(text) if "&" in text else text).split())

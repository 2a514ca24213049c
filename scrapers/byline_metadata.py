"""What JSON-LD and meta elements say of the authors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from scrapers.byline_names import turned
from scrapers.byline_place import Statement
from scrapers.metadata import Metadata
from scrapers.structured import Json, is_article_node, strings, types_of

# Names of the author's meta element in the content systems of the web. What libraries read comes first, since articles
# that have it write the authors of their references into "author".
_METAS = (
    "citation_author", "author", "article:author", "article:author_name", "articleauthor", "og:article:author",
    "dc.creator", "dcterms.creator", "dc:creator", "parsely-author", "sailthru.author", "byl", "cxenseparse:author",
    "author_name",
)  # fmt: skip
_TURNED = frozenset({"dc.creator", "dcterms.creator", "dc:creator", "citation_author"})
_OF_PAGE = frozenset({"webpage", "itempage", "medicalwebpage", "howto"})
# The labels of the two facts that Twitter's cards show: WordPress gives the author and the reading time there.
_WRITTEN_BY = re.compile(
    r"written|author|verfasst|geschrieben|autor|écrit|auteur|escrit|por\b|scritto|geschreven|tác giả|napisan|"
    r"skriv|skrev|oleh|penulis|yaz[aı]|автор|написа|作者|執筆|글쓴이|by\b|von\b",
    re.IGNORECASE,
)
# The address of an author's page, as content systems make it.
AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:en|es|i|a)?|auteurs?|autore|tac-gia|byline|contributors?|redakteur(?:e|in)?|journalists?|"
    r"journalistes?|penulis|writers?|columnists?|yazarlar?)/([^/?#]{2,60})",
    re.IGNORECASE,
)
_SLUG_WORDS = range(2, 5)
_MAX_NAMES = 20
_MAX_NODES = 24


def stated(meta: Metadata) -> Iterator[Statement]:
    """Yield what the head of the page says, the texts as they stand."""
    own = _persons(meta, meta.node.get("author"), addressed=True)
    yield Statement(own, "json-ld", "ld")
    yield Statement(_persons(meta, meta.node.get("creator"), addressed=True), "json-ld", "ld-creator")
    if not own:
        yield Statement(_of_page(meta), "json-ld", "ld-page")
    for name in _METAS:
        values = list(meta.metas.get(name, ()))
        if values:
            values = [turned(value) for value in values] if name in _TURNED else values
            yield Statement(values, f"meta:{name}", "meta" if name == "author" else "meta-other")
    for number in ("1", "2"):
        label, value = meta.first(f"twitter:label{number}"), meta.first(f"twitter:data{number}")
        if label and value and _WRITTEN_BY.search(label[0]):
            yield Statement([value[0]], "meta:twitter:data", "twitter")


def _of_page(meta: Metadata) -> list[str]:
    """The author of the page, or of a second description of the article, where its first has none."""
    for node in meta.nodes[:_MAX_NODES]:
        same = is_article_node(node) and node.get("headline") == meta.node.get("headline")
        if node is not meta.node and (same or types_of(node) & _OF_PAGE):
            names = _persons(meta, node.get("author"), addressed=False)
            if names:
                return names
    return []


def _persons(meta: Metadata, value: object, *, addressed: bool) -> list[str]:
    """The names in a JSON-LD author; an object that holds its ``@id`` alone stands for the one that bears it too.

    With ``addressed``, an author of whom only the address of a page is given has the name that is in it.
    """
    found: list[str] = []
    for item in (value if isinstance(value, list) else [value])[:_MAX_NAMES]:
        names = strings(item)
        identity = item.get("@id") or item.get("url") if isinstance(item, dict) else item
        if (
            isinstance(identity, str)
            and (not names or identity.startswith("http"))
            and (isinstance(item, str) or not names)
        ):
            known = strings(_referred(meta, identity))
            names = known or (_from_address(identity) if addressed else []) or names
        found.extend(names)
    return found


def _referred(meta: Metadata, identity: str) -> Json:
    return next((node for node in meta.nodes if node.get("@id") == identity and node.get("name")), {})


def _from_address(address: str) -> list[str]:
    """The name in ".../author/jane-doe"."""
    match = AUTHOR_PATH.search(address)
    words = unquote(match[1]).split("-") if match else []
    named = len(words) in _SLUG_WORDS and all(word.isalpha() and word.isascii() for word in words)
    return [" ".join(map(str.title, words))] if named else []

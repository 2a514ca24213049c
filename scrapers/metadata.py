"""What the head of a page says: JSON-LD, OpenGraph, HTML meta, microdata and links, gathered once.

``Metadata`` is read before the tree is pruned. The functions below it answer for one field each and name the method
that gave the answer, for ``ParsedArticle.how``. Titles, authors and dates need the visible page too and have modules
of their own (``titles``, ``bylines``, ``pagedates``).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from scrapers.structured import Json, article_node, read_nodes, squeeze, strings, types_of
from scrapers.tree import text_of

Stated = tuple[str, str]  # a value and the method that found it

_MAX_VALUE = 2_000
_MAX_TITLE = 1_000
_MAX_LIST = 50
_OG_SECTION = (
    "article:section",
    "articlesection",
    "og:article:section",
    "section",
    "parsely-section",
    "sailthru.section",
)
_KEYWORDS = ("news_keywords", "keywords", "article:tag", "parsely-tags", "sailthru.tags")
_IMAGES = ("og:image", "og:image:url", "twitter:image", "twitter:image:src", "parsely-image-url")
_PUBLISHER = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher")
_PAYWALL_TIERS = frozenset({"locked", "metered", "hard", "subscription", "premium", "paid"})


@dataclass(frozen=True, slots=True)
class Metadata:
    """The statements of a page about itself.

    ``metas`` maps the lower-case name, property or itemprop of meta elements to their contents in order. ``node`` is
    the JSON-LD object of the article (empty if there is none), ``nodes`` are all JSON-LD objects.
    """

    metas: dict[str, tuple[str, ...]]
    node: Json
    nodes: tuple[Json, ...]
    canonical: str | None
    language: str | None
    title: str | None

    def first(self, *names: str) -> Stated | None:
        """Return the first non-empty value under any of the names, in the order of the names."""
        for name in names:
            for value in self.metas.get(name, ()):
                if value:
                    return value, f"meta:{name}"
        return None


def read_metadata(root: etree._Element, url: str) -> Metadata:
    """Gather the metadata of an unpruned tree."""
    nodes = read_nodes(root)
    title = next((element for element in root.iter("title") if _in_head_or_body(element)), None)
    return Metadata(
        metas=_metas(root),
        node=article_node(nodes, url),
        nodes=nodes,
        canonical=_canonical_link(root),
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang"),
        title=text_of(title, _MAX_TITLE) if title is not None else None,
    )


def _in_head_or_body(element: etree._Element) -> bool:
    """SVG drawings have title elements of their own."""
    parent = element.getparent()
    return parent is not None and parent.tag in {"head", "body", "html"}


def _metas(root: etree._Element) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = meta.get("content") or meta.get("value")
        if not content:
            continue
        for key in ("name", "property", "itemprop", "http-equiv"):
            if name := meta.get(key):
                found.setdefault(name.strip().lower(), []).append(squeeze(content[:_MAX_VALUE]))
    return {name: tuple(dict.fromkeys(values)) for name, values in found.items()}


def _canonical_link(root: etree._Element) -> str | None:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            return (link.get("href") or "").strip()
    return None


def publisher(meta: Metadata) -> Stated | None:
    """Return the publisher's name: JSON-LD, else the site name."""
    names = strings(meta.node.get("publisher"))
    return (names[0], "json-ld") if names else meta.first(*_PUBLISHER)


def section(meta: Metadata) -> Stated | None:
    """Return the section of the site that the page stands in."""
    names = strings(meta.node.get("articleSection"))
    return (names[0], "json-ld") if names else meta.first(*_OG_SECTION)


def keywords(meta: Metadata) -> tuple[tuple[str, ...], str]:
    """Return the page's keywords, split at commas, and their method (empty if there are none)."""
    stated, method = strings(meta.node.get("keywords")), "json-ld"
    for name in _KEYWORDS if not stated else ():
        stated, method = list(meta.metas.get(name, ())), f"meta:{name}"
        if stated:
            break
    words = [word.strip() for value in stated for word in value.replace(";", ",").split(",")]
    unique = tuple(dict.fromkeys(word for word in words if word))[:_MAX_LIST]
    return unique, method if unique else ""


def images(meta: Metadata, page_url: str) -> tuple[tuple[str, ...], str]:
    """Return the addresses of the article's pictures as metadata state them, absolute, and their method."""
    stated = strings(meta.node.get("image"), "url")
    method = "json-ld" if stated else "meta:og:image"
    stated = stated or [value for name in _IMAGES for value in meta.metas.get(name, ())]
    found = [url for value in stated if (url := _image_address(value, page_url))]
    unique = tuple(dict.fromkeys(found))[:_MAX_LIST]
    return unique, method if unique else ""


def _image_address(stated: str, page_url: str) -> str | None:
    try:
        url = urljoin(page_url, stated)
    except ValueError:
        return None
    return url if url.startswith(("http://", "https://")) else None


def language(meta: Metadata) -> Stated | None:
    """Return the declared language as a BCP 47 tag, with a hyphen."""
    stated = strings(meta.node.get("inLanguage"), "alternateName")
    for value, method in (
        (meta.language, "html:lang"),
        (stated[0] if stated else None, "json-ld"),
        *(
            (value, "meta")
            for value, _ in [meta.first("og:locale", "content-language", "dc.language", "language") or ("", "")]
        ),
    ):
        tag = (value or "").strip().replace("_", "-").split(",")[0]
        if 2 <= len(tag.split("-")[0]) <= 3 and tag.replace("-", "").isalnum():  # noqa: PLR2004 - ISO 639 codes
            return tag, method
    return None


def is_paywalled(meta: Metadata) -> bool:
    """Say whether the page declares its text not free (schema.org isAccessibleForFree, article:content_tier)."""
    nodes = (meta.node, *(part for part in meta.nodes if types_of(part) & {"webpage"}))
    for node in nodes:
        if str(node.get("isAccessibleForFree")).strip().rsplit("/", 1)[-1].lower() in {"false", "no", "0"}:
            return True
    tier = meta.first("article:content_tier")
    return tier is not None and tier[0].lower() in _PAYWALL_TIERS


def is_live_blog(meta: Metadata) -> bool:
    """Say whether the page declares itself a live blog (schema.org LiveBlogPosting)."""
    return any("liveblogposting" in types_of(node) for node in meta.nodes)

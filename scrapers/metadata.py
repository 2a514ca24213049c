"""What the head of a page says: JSON-LD, OpenGraph, HTML meta, microdata and links, gathered once.

``Metadata`` is read before the tree is pruned. The functions below it answer for one field each and name the method
that gave the answer, for ``ParsedArticle.how``. Titles, authors and dates need the visible page too and have modules
of their own (``titles``, ``bylines``, ``pagedates``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree

from scrapers.compose import folded
from scrapers.stated_values import (
    chosen_language,
    keywords_of,
    language_tag,
    outlet_name,
    picture_address,
    section_of,
)
from scrapers.structured import Json, article_node, read_nodes, squeeze, strings, types_of
from scrapers.tree import text_of

Stated = tuple[str, str]  # a value and the method that found it

_MAX_VALUE = 2_000
_MAX_TITLE = 1_000
_MAX_LIST = 50
_MAX_LINKS = 60
_LOGO_NAME = range(4, 60)
_LOGO_WORD = re.compile(r"\b(?:logo|home|homepage|startseite|trang chủ|accueil|inicio)\b[\s:–-]*", re.IGNORECASE)
_BELOW_FRONT = re.compile(r"[/?#]\w")
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
_LANGUAGE = ("og:locale", "content-language", "dc.language", "language", "inlanguage")
_MAX_TRAIL = 12
_PAYWALL_TIERS = frozenset({"locked", "metered", "hard", "subscription", "premium", "paid"})


@dataclass(frozen=True)
class Metadata:
    """The statements of a page about itself.

    What several modules ask of them (the outlet's name, the section) is worked out once, when it is first asked.

    ``metas`` maps the lower-case name, property or itemprop of meta elements to their contents in order. ``node`` is
    the JSON-LD object of the article (empty if there is none), ``nodes`` are all JSON-LD objects, ``logo`` is
    what the picture says that leads to the front page.
    """

    metas: dict[str, tuple[str, ...]]
    node: Json
    nodes: tuple[Json, ...]
    canonical: str | None
    language: str | None
    title: str | None
    logo: str | None = None

    def first(self, *names: str) -> Stated | None:
        """Return the first non-empty value under any of the names, in the order of the names."""
        for name in names:
            for value in self.metas.get(name, ()):
                if value:
                    return value, f"meta:{name}"
        return None

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """Everything that the head states as the page's title, with repetitions."""
        networks = (title for name in ("og:title", "twitter:title") for title in self.metas.get(name, ()))
        return (*strings(self.node.get("headline")), *networks, self.title or "")

    @cached_property
    def folded_titles(self) -> frozenset[str]:
        """The stated titles, folded."""
        return frozenset(map(folded, self.titles))

    @cached_property
    def outlet(self) -> Stated | None:
        """What ``publisher`` returns."""
        return _publisher(self)

    @cached_property
    def department(self) -> Stated | None:
        """What ``section`` returns."""
        return _section(self)


def read_metadata(root: etree._Element, url: str) -> Metadata:
    """Gather the metadata of an unpruned tree."""
    nodes = read_nodes(root)
    element = next((element for element in root.iter("title") if _in_head_or_body(element)), None)
    title = squeeze(text_of(element, _MAX_TITLE)) if element is not None else None
    return Metadata(
        metas=_metas(root),
        node=article_node(nodes, url),
        nodes=nodes,
        canonical=_canonical_link(root),
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang"),
        title=title,
        logo=_logo(root, title or ""),
    )


def _logo(root: etree._Element, title: str) -> str | None:
    """Return what the picture stands for that leads to the front page: the site's name, on most sites.

    Where a word leads there instead ("Home", "Weserblatt"), it is the name if the page's title ends with it.
    """
    for link in islice(root.iter("a"), _MAX_LINKS):
        if is_home(link.get("href") or "#"):
            picture = next(link.iter("img"), None)
            name = _LOGO_WORD.sub("", (picture.get("alt") or "") if picture is not None else "").strip()
            if _LOGO_NAME.start <= len(name) < _LOGO_NAME.stop:
                return name
            name = text_of(link, _LOGO_NAME.stop) if picture is None else ""
            if _LOGO_NAME.start <= len(name) < len(title) / 2 and title.endswith(name):
                return name
    return None


def is_home(href: str) -> bool:
    """Say whether a link leads to a front page, in an archived copy too ("https://archive.example/2016/https://x/").

    Pages are full of links and nearly all lead to what has a path, which one look tells without taking them apart.
    """
    whole = "://" in href
    rest = href.rsplit("://", maxsplit=1)[1] if whole else href.lstrip().removeprefix("//")
    if _BELOW_FRONT.search(rest):
        return False
    try:
        parts = urlsplit("//" + rest if whole else href)
    except ValueError:
        return False
    return not (parts.path.strip("/") or parts.query or parts.fragment or href.startswith("#"))


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
        value = squeeze(content[:_MAX_VALUE])
        for key in ("name", "property", "itemprop", "http-equiv"):
            if name := meta.get(key):
                found.setdefault(name.strip().lower(), []).append(value)
    return {name: tuple(dict.fromkeys(values)) for name, values in found.items()}


def _canonical_link(root: etree._Element) -> str | None:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            return (link.get("href") or "").strip()
    return None


def path_of(url: str) -> str:
    """Return the path of an address without the slash at its end; "" for what is none."""
    try:
        return urlsplit(url).path.rstrip("/")
    except ValueError:
        return ""


def publisher(meta: Metadata) -> Stated | None:
    """Return the publisher's name: JSON-LD, else the site name, else that of the site's own node."""
    return meta.outlet


def _publisher(meta: Metadata) -> Stated | None:
    stated: list[Stated] = [(name, "json-ld") for name in strings(meta.node.get("publisher"))]
    stated += [(value, f"meta:{name}") for name in _PUBLISHER for value in meta.metas.get(name, ())]
    sites = (node for node in meta.nodes if types_of(node) & {"website", "newsmediaorganization"})
    stated += [(name, "json-ld") for node in sites for name in strings(node.get("name"))]
    names = ((outlet_name(value, meta.titles), method) for value, method in stated[:_MAX_LIST])
    return next(((name, method) for name, method in names if name), None)


def section(meta: Metadata) -> Stated | None:
    """Return the section of the site that the page stands in: JSON-LD, meta, else the breadcrumb trail's last step."""
    return meta.department


def _section(meta: Metadata) -> Stated | None:
    stated = [(strings(meta.node.get("articleSection")), "json-ld")]
    stated += [(list(meta.metas.get(name, ())), f"meta:{name}") for name in _OG_SECTION]
    stated.append((_trail(meta)[::-1], "breadcrumbs"))
    found = ((section_of(values), method) for values, method in stated)
    return next(((name, method) for name, method in found if name), None)


def _trail(meta: Metadata) -> list[str]:
    """The names of the breadcrumb trail (schema.org BreadcrumbList) between the front page and the page itself."""
    for node in meta.nodes:
        if "breadcrumblist" in types_of(node):
            steps = node.get("itemListElement")
            names = [name for step in (steps if isinstance(steps, list) else [steps]) for name in _step(step)]
            return [name for name in names[1:_MAX_TRAIL] if not _is_in(folded(name), meta.folded_titles)]
    return []


def _is_in(name: str, titles: Iterable[str]) -> bool:
    return any(name in title for title in titles)


def _step(step: object) -> list[str]:
    if not isinstance(step, dict):
        return []
    return strings(step.get("name"))[:1] or strings(step.get("item"))[:1]


def keywords(meta: Metadata) -> tuple[tuple[str, ...], str]:
    """Return the page's keywords and their method (empty if there are none)."""
    about = " ".join([*meta.titles, *(meta.first("description", "og:description") or ("",))[:1]])
    site = publisher(meta)
    names = {*meta.folded_titles, folded(site[0] if site else "")}
    stated = [(strings(meta.node.get("keywords")), "json-ld")]
    stated += [(list(meta.metas.get(name, ())), f"meta:{name}") for name in _KEYWORDS]
    for values, method in stated:
        unique = keywords_of(values, page=about if method == "meta:keywords" else "", names=names)
        if unique:
            return tuple(unique[:_MAX_LIST]), method
    return (), ""


def images(meta: Metadata, page_url: str) -> tuple[tuple[str, ...], str]:
    """Return the addresses of the article's pictures as metadata state them, absolute, and their method."""
    stated = [(strings(meta.node.get("image"), "url"), "json-ld")]
    stated.append(([value for name in _IMAGES for value in meta.metas.get(name, ())], "meta:og:image"))
    for values, method in stated:
        found = [url for value in values if (url := picture_address(value, page_url))]
        if found:
            return tuple(dict.fromkeys(found))[:_MAX_LIST], method
    return (), ""


def language(meta: Metadata) -> Stated | None:
    """Return the declared language as a BCP 47 tag."""
    values: list[tuple[str | None, str]] = [(meta.language, "html:lang")]
    values += [(value, "json-ld") for value in strings(meta.node.get("inLanguage"), "alternateName")[:1]]
    values += [(value, "meta") for name in _LANGUAGE for value in meta.metas.get(name, ())[:1]]
    return chosen_language([(tag, method) for value, method in values if (tag := language_tag(value))])


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

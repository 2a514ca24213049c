"""Where feeds and sitemaps of a site may be: the addresses that its pages, its robots.txt and custom name.

Pure functions on what came back. They name candidates only; whether one is a feed shows when it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree

from scrapers.appraisal import site_of
from scrapers.decode import decode
from scrapers.tree import Unreadable, build, text_of
from transforms.records import Page
from transforms.urls import url_key

Origin = Literal["link", "robots.txt", "anchor", "well-known", "hub", "index", "home page"]

# RSS Advisory Board, RSS Autodiscovery; RFC 4287; https://www.jsonfeed.org/version/1.1/#discovery.
FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})
# Where content management systems put them: WordPress, Drupal, Joomla, Ghost, Hugo, Jekyll, and the sitemap protocol.
WELL_KNOWN = (
    "/sitemap.xml", "/sitemap_index.xml", "/news-sitemap.xml", "/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml",
    "/index.xml",
)  # fmt: skip
_FEED_PATH = re.compile(r"(?:^|[/_.-])(?:rss|feeds?|atom)(?:[/_.-]|$)|\.(?:rss|atom|rdf)$", re.IGNORECASE)
_FEED_WORD = re.compile(r"\W*(?:kênh\W+)?(?:rss|feeds?|atom)(?:\W+(?:feeds?|rss|xml))*\W*", re.IGNORECASE)
_LONGEST_NAME = 30
# Feeds of readers' comments hold no articles.
_COMMENTS = re.compile(r"(?:^|/)comments?(?:/|$)", re.IGNORECASE)
_MEDIA = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|ico|css|js|mp3|mp4|pdf|zip)$", re.IGNORECASE)
_SITEMAP_LINE = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,2000})", re.IGNORECASE | re.MULTILINE)
# Bounds for pages that name thousands; the largest newspapers name some forty feeds.
_MAX_ANCHORS, _MAX_STATED, _MAX_SHOWN = 5_000, 20, 40
_MAX_SITEMAPS, _MAX_NEWS = 10, 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that may be a feed or sitemap, and where it was named."""

    url: str
    origin: Origin


def linked(page: Page, *, hub: bool = False) -> list[Candidate]:
    """Return the candidates that a page names: autodiscovery links first, then anchors that look like feeds.

    Args:
        page: a web page; one that is no HTML names nothing.
        hub: whether the page is a list of feeds, reached from another page.
    """
    try:
        root = build(decode(page.body, page.content_type).text)
    except Unreadable:
        return []
    base = _base(root, page.final_url)
    links = [_absolute(base, link.get("href")) for link in root.iter("link") if _is_alternate(link)]
    anchors = ((anchor, _absolute(base, anchor.get("href"))) for anchor in islice(root.iter("a"), _MAX_ANCHORS))
    site = site_of(page.final_url)
    feeds = [url for anchor, url in anchors if url and site_of(url) == site and _may_be_feed(anchor, url)]
    stated = unique(Candidate(url, "hub" if hub else "link") for url in links if url)
    shown = unique(Candidate(url, "hub" if hub else "anchor") for url in feeds)
    return unique([*stated[:_MAX_STATED], *shown[:_MAX_SHOWN]])


def _base(root: etree._Element, url: str) -> str:
    element = root.find(".//base")
    return (_absolute(url, element.get("href")) if element is not None else None) or url


def _is_alternate(link: etree._Element) -> bool:
    media_type = (link.get("type") or "").split(";")[0].strip().lower()
    return "alternate" in (link.get("rel") or "").lower().split() and media_type in FEED_TYPES


def _absolute(base: str, href: str | None) -> str | None:
    """Return an http or https address without fragment, None where the page gives none that can be used."""
    try:
        url = urldefrag(urljoin(base, (href or "").strip())).url
        parts = urlsplit(url)
        usable = bool(href) and parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return None
    return url if usable else None


def _may_be_feed(anchor: etree._Element, url: str) -> bool:
    return looks_like_feed(url) or bool(_FEED_WORD.fullmatch(text_of(anchor, _LONGEST_NAME)))


def looks_like_feed(url: str) -> bool:
    """Say whether an address is worth asking for a feed, by its path; what it is shows when it is read."""
    path = urlsplit(url).path
    return bool(_FEED_PATH.search(path)) and not _MEDIA.search(path) and not _COMMENTS.search(path)


def robots_sitemaps(body: bytes) -> list[Candidate]:
    """Return the sitemaps that a robots.txt names, those of news first, since some name one for each year.

    Source: https://www.sitemaps.org/protocol.html#submit_robots.
    """
    lines = _SITEMAP_LINE.findall(body.decode("utf-8-sig", "replace"))
    found = unique(Candidate(url, "robots.txt") for line in lines if (url := _absolute("", line)))
    return sorted(found, key=lambda candidate: "news" not in candidate.url.lower())[:_MAX_SITEMAPS]


def well_known(home: str) -> list[Candidate]:
    """Return the places where content management systems put feeds and sitemaps of a site."""
    return [Candidate(urljoin(home, path), "well-known") for path in WELL_KNOWN]


def children_to_read(children: Sequence[str]) -> list[Candidate]:
    """Return the sitemaps of an index that tell what it holds: those of news, else the one that was changed last."""
    news = [url for url in children if "news" in url.rpartition("/")[2].lower()]
    return unique(
        Candidate(url, "index") for child in (news[:_MAX_NEWS] or children[:1]) if (url := _absolute("", child))
    )


def unique(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return each address once, in order of first mention, without feeds of comments."""
    found: dict[str, Candidate] = {}
    for candidate in candidates:
        if not _COMMENTS.search(urlsplit(candidate.url).path):
            found.setdefault(url_key(candidate.url), candidate)
    return list(found.values())

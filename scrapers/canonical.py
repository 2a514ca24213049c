"""The canonical URL of a page: believed where it can be true.

``rel=canonical`` and ``og:url`` become the article's identity (``transforms.clean``: the key of the canonical URL, else
of the URL that was mentioned), so a wrong one joins articles that are different, and a template's mistake joins all of
a site. A page's statement therefore needs support from the page itself: it must name the same site, must be no front
page, section or parent of the page, and must share something with the page that other pages do not have: an id, the
last segment, or half of its slug's words, in the page's own address or title. What fails is as if it were not stated;
the article then has the address that it was fetched from, and its twin is found by its text.

Where ``rel=canonical`` (RFC 6596) and ``og:url`` disagree and both can be true, the first counts: it is the statement
that search engines hold publishers to, while ``og:url`` often names the address that is to be shared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from scrapers.metadata import Metadata, Stated
from scrapers.structured import strings
from transforms.hosts import registrable_domain
from transforms.text import strip_marks
from transforms.urls import url_key

_MAX_LENGTH = 2_000
# What templates leave behind where a value is missing.
_RESIDUE = re.compile(r"[{}<>\[\]\\^|\s]|%7[bd]|\$\(|/(?:undefined|null|none|nan)(?=[/?]|$)", re.IGNORECASE)
_URL_IN_URL = re.compile(r"https?(?:://?|%3a)", re.IGNORECASE)
_STAGING = frozenset(
    "staging stage stg dev develop test testing preprod preview uat qa localhost local internal".split()
)
# Other views of the article above whose address they stand.
_VIEWS = re.compile(r"/(?:print|drucken|imprimer|comments|page/\d+)", re.IGNORECASE)
_EXTENSION = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_ID = re.compile(r"\d{5,}")
_DAY = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?")
_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class _Address:
    """An address as its key sees it: without tracking, AMP and mobile marks."""

    key: str
    host: str
    path: str
    query: dict[str, str]

    @property
    def is_home(self) -> bool:
        return self.path == "/" and not self.query

    @property
    def segments(self) -> list[str]:
        return [segment for segment in unquote(self.path).split("/") if segment]

    @property
    def last(self) -> str:
        return _EXTENSION.sub("", self.segments[-1]).lower() if self.segments else ""

    def words(self) -> set[str]:
        """The words of the last two segments, of which one is the slug, without marks."""
        return set(_words(" ".join(_EXTENSION.sub("", segment) for segment in self.segments[-2:])))

    def ids(self) -> set[str]:
        """Long numbers that are no dates."""
        return {found for found in _ID.findall(self.path + str(self.query)) if not _DAY.fullmatch(found)}


def canonical_url(meta: Metadata, page_url: str) -> Stated | None:
    """Return the page's canonical URL and the method that gave it, or None where no plausible one is stated."""
    stated = [(meta.canonical or "", "link:canonical"), *((url, "meta:og:url") for url in meta.metas.get("og:url", ()))]
    page = _read(page_url)
    for value, method in stated:
        url = _absolute(value, page_url)
        address = _read(url) if url else None
        if url and address and _is_plausible(address, page, meta):
            return url, method
    return None


def states_home(meta: Metadata, page_url: str) -> bool:
    """Say whether the page, which is not at the site's front address, states that address as its own."""
    page = _read(page_url)
    stated = (meta.canonical or "", *meta.metas.get("og:url", ()))
    addresses = [address for value in stated if (url := _absolute(value, page_url)) and (address := _read(url))]
    return page is not None and not page.is_home and any(address.is_home for address in addresses)


def _absolute(stated: str, page_url: str) -> str | None:
    """Return a stated address as an absolute one; None for what is relative to nothing, or no address at all."""
    stated = stated.strip()
    if not stated or len(stated) > _MAX_LENGTH or _RESIDUE.search(stated):
        return None
    if stated.startswith("/") and not page_url.startswith(("http://", "https://")):
        return None
    if not stated.startswith("/") and not re.match(r"https?://[^/]", stated, re.IGNORECASE):
        return None
    if len(_URL_IN_URL.findall(stated)) > max(1, len(_URL_IN_URL.findall(page_url))):
        return None
    try:
        url = urljoin(page_url, stated)
        parts = urlsplit(url)
        fine = (
            parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc and (parts.port or 1) > 0
        )
    except ValueError:
        return None
    return url if fine else None


def _read(url: str) -> _Address | None:
    if not url.startswith(("http://", "https://")):
        return None
    try:
        key = url_key(url)
        parts = urlsplit("https://" + key.partition(":")[2])
    except ValueError:
        return None
    return _Address(key, parts.hostname or "", parts.path, dict(parse_qsl(parts.query, keep_blank_values=True)))


def _is_plausible(stated: _Address, page: _Address | None, meta: Metadata) -> bool:
    same = page is not None and stated.key == page.key
    if page is None or same or stated.is_home:
        return same or not stated.is_home
    if not _same_site(stated.host, page.host):
        return False
    if page.is_home or registrable_domain(page.host) is None:
        return True  # a saved copy below a made-up address says nothing against what it states
    if stated.path == page.path:
        return _same_choice(stated, page)
    rest = page.path.removeprefix(stated.path)
    if rest != page.path and rest.startswith("/"):
        return _VIEWS.fullmatch(rest) is not None
    return not _is_section(stated, page) and _shares(stated, page, meta)


def _same_site(stated: str, page: str) -> bool:
    """Say whether two hosts are one site; a page under no public name (a saved copy) may state any public one."""
    if stated == page:
        return True
    domain = registrable_domain(stated)
    if domain is None or (_STAGING & set(stated.split("."))) - set(page.split(".")):
        return False
    return domain == registrable_domain(page) or registrable_domain(page) is None


def _same_choice(stated: _Address, page: _Address) -> bool:
    """Of two addresses that differ in their query alone: whether the stated one keeps what chooses the article."""
    if any(page.query.get(name) != value for name, value in stated.query.items()):
        return False
    return bool(stated.query) or bool(stated.ids()) or len(stated.words()) > 2  # noqa: PLR2004 - more than a script's name


def _is_section(stated: _Address, page: _Address) -> bool:
    """Say whether the stated address is shallower than the page's and ends in a single word, as sections do."""
    shallower = len(stated.segments) < len(page.segments) and not stated.query
    return shallower and re.fullmatch(r"[^\W\d_]*", stated.last) is not None


def _shares(stated: _Address, page: _Address, meta: Metadata) -> bool:
    if stated.ids() & page.ids() or (stated.last and stated.last == page.last):
        return True
    if set(stated.query.values()) & set(page.segments) & {value for value in page.segments if value.isdigit()}:
        return True
    slug = stated.words()
    known = page.words() | set(_words(" ".join(_titles(meta))))
    return bool(slug) and len(slug & known) >= _SHARED * len(slug)


def _titles(meta: Metadata) -> Iterator[str]:
    yield from strings(meta.node.get("headline"))
    for stated in (meta.first("og:title"), meta.first("twitter:title")):
        if stated:
            yield stated[0]
    yield meta.title or ""


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(strip_marks(text))]

"""What a site calls itself, and cutting that name, with the section beside it, off a title.

Titles in the head of a page are written for result lists and networks: "Headline - Section - Site", in any order and
with a dozen separators. The names to cut are those that the page itself states (publisher, ``og:site_name``, the name
of its ``WebSite`` node, its Twitter name) and those that its host says. A section is cut only beside the site's name or
at the end, and only where the page states it as its section or as a part of its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from urllib.parse import unquote, urlsplit

from scrapers.compose import folded
from scrapers.metadata import Metadata, publisher, section
from scrapers.structured import strings, types_of

# A dash parts titles with space around it only, except between letters of scripts that are written without spaces.
SEPARATOR = re.compile(
    r"\s+[|\-–—:·•»«>/~†]+(?:\s+|$)|\s*[|»•│｜ǀㅣ丨]\s*|\s*(?:::|--)\s*|:\s+|"
    r"(?<=[^\x00-\x7f])[ ]?[_·](?=[^\x00-\x7f\s])|"
    r"(?<=[\u3000-\ud7a3！？])-(?=[\u3000-\ud7a3])"
)
_SHORTEST = 3
_MAX_STATED = 1_000
_MAX_SEPARATORS = 12
_LONGER = 3
_MAX_NAMES = 40
_MAX_NODES = 60
_LONGEST_NAME = 40
# What sites set beside their name, folded.
_BESIDE = frozenset(
    "online news newspaper homepage website startseite nachrichten zeitung aktuell magazin actualité accueil noticias "
    "inicio diario periódico notizie jornal nieuws krant wiadomości điệntử báo báođiệntử trangchủ trangtinđiệntử "
    "cổngthôngtin cổngthôngtinđiệntử tv digital".split()
)
# "-新华网", "_腾讯网", "ㅣ한국일보": how names of outlets end in scripts without spaces: net, daily, news, broadcaster.
_OUTLET = re.compile(r"^\S{1,8}(?:网|網|日报|日報|晚报|新闻|新聞|ニュース|オンライン|뉴스|일보|신문|방송)$")


def site_names(meta: Metadata, url: str) -> set[str]:
    """Return what the site may call itself, folded: its stated names, its host, and the labels of the host."""
    return stated_names(meta) | host_names(url)


def stated_names(meta: Metadata) -> set[str]:
    """Return what the page says that its site is called, folded."""
    stated = (
        publisher(meta),
        *(meta.first(name) for name in ("og:site_name", "application-name", "apple-mobile-web-app-title")),
        meta.first("twitter:site"),
    )
    own = [value[0] for value in stated if value] + [meta.logo or ""]
    sites = [node for node in meta.nodes[:_MAX_NODES] if "name" in node and "website" in types_of(node)]
    own += [name for node in sites[:_MAX_NAMES] for name in strings(node.get("name"))]
    # "Vietnam+ (VietnamPlus)" is called by either name.
    own += [part for name in own if "(" in name for part in name.rstrip(")").split("(", maxsplit=1)]
    return _folded_names(own)


def host_names(url: str) -> set[str]:
    """Return what the host of an address says that the site is called, folded."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    labels = host.split(".")
    names = [host, labels[0], ".".join(labels[-2:])]
    if len(labels) > 1:
        names.append(labels[-2])
    return _folded_names(names)


def _folded_names(names: Iterable[str]) -> set[str]:
    """The names folded. Some pages give their own title as the application's name: no outlet's name is as long."""
    return {key for name in names if _SHORTEST <= len(key := folded(name)) <= _LONGEST_NAME}


def section_names(meta: Metadata, url: str) -> set[str]:
    """Return the sections that the page stands in, folded: the stated one and the directories of its address."""
    stated = section(meta)
    parts = unquote(urlsplit(url).path).split("/")[:-1][:_MAX_NAMES]
    return {key for name in (*parts, stated[0] if stated else "") if (key := folded(name))}


def without_site(title: str, sites: set[str], sections: Iterable[str] = ()) -> str:
    """Cut the site's name, with its separator, off the end or the beginning of a title; then sections off its end."""
    separators = _separators(title) if len(title) <= _MAX_STATED else ()
    for start, end in reversed(separators):
        head, tail = title[:start], title[end:]
        if head.strip() and (not tail.strip() or _names_site(tail, sites)):
            return _without_section(without_site(head, sites), sections)
    for start, end in separators:
        head, tail = title[:start], title[end:]
        if tail.strip() and _names_site(head, sites):
            return without_site(tail, sites, sections)
    return _without_section(title.strip(), sections)


def _without_section(title: str, sections: Iterable[str]) -> str:
    known = set(sections)
    for start, end in reversed(_separators(title)) if known else ():
        if folded(title[end:]) not in known or not title[:start].strip():
            break
        title = title[:start]
    return title.strip()


def _separators(title: str) -> tuple[tuple[int, int], ...]:
    """Where the first separators of a title begin and end: a page states one title in half a dozen places."""
    return _separators_of_line(title) if len(title) <= _MAX_STATED else _found_separators(title)


def _found_separators(title: str) -> tuple[tuple[int, int], ...]:
    return tuple(separator.span() for separator in islice(SEPARATOR.finditer(title), _MAX_SEPARATORS))


_separators_of_line = lru_cache(maxsize=256)(_found_separators)


def is_site(key: str, sites: set[str]) -> bool:
    """Say whether a folded text is the site's name, with a word at most that sites set beside theirs ("X Online")."""
    if key in sites:
        return True
    return any(key.removeprefix(site) in _BESIDE or key.removesuffix(site) in _BESIDE for site in sites)


def _names_site(part: str, sites: set[str]) -> bool:
    """Say whether a part between separators names the site: its name, or a little more ("BBC News Asia")."""
    if _OUTLET.match(part.strip()):
        return True
    key = folded(part)
    return any(
        key == site or (len(key) < _LONGER * len(site) and (key.startswith(site) or key.endswith(site)))
        for site in sites
    )


def segments(title: str) -> set[str]:
    """Return every run of whole segments of a title, folded: "A - B - C" has A, B, C, AB, BC and ABC."""
    pieces = SEPARATOR.split(title[:_MAX_STATED], maxsplit=_MAX_SEPARATORS)
    parts = [key for piece in pieces if (key := folded(piece))]
    return {"".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, len(parts) + 1)}

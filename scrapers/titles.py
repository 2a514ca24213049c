"""The title of an article, without the name of the site.

A page states its title up to five times, each time a little differently: JSON-LD, OpenGraph, Twitter, the ``title``
element with the site's name around it, and the heading that readers see. Every statement is a vote for its own
wording; the wording with the most weight wins. A heading votes only where the metadata confirm it, because the first
heading of a page is often the site's logo.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from scrapers.blocks import HEADINGS, Sequence
from scrapers.compose import folded
from scrapers.generic import Main
from scrapers.metadata import Metadata, Stated, publisher
from scrapers.structured import strings

_SEPARATOR = re.compile(r"\s+[|\-–—:·•»«>/~†]+\s+|\s*[|»·•]\s*|\s*::\s*|:\s+")
_MAX_TITLE = 400
_SHORTEST = 3
_LONG_ENOUGH = 15
_SAME_WORDS = 0.5
# Weights of the votes. The heading counts most, since newsrooms write titles for search engines and networks too.
_WEIGHTS = {"json-ld": 1.3, "meta:og:title": 1.2, "title": 0.4, "meta:twitter:title": 0.3}
_OTHER_WEIGHT = 0.3
_HEADING_WEIGHT = 2.0
_NEAR_BODY = 0.4
_MAX_HEADINGS = 8
_MAX_STATED = 1_000
_MAX_SEPARATORS = 12


def find_title(meta: Metadata, page: Sequence, main: Main, url: str) -> Stated | None:
    """Return the best title and the method of its weightiest statement."""
    sites = site_names(meta, url)
    stated = _stated(meta, sites)
    votes: dict[str, list[tuple[float, Stated]]] = {}
    for text, method in stated:
        votes.setdefault(folded(text), []).append((_WEIGHTS.get(method, _OTHER_WEIGHT), (text, method)))
    known = [folded(text) for text, _ in stated] + [folded(meta.title)]
    for weight, heading in _headings(page, main, [text for text, _ in stated], known, sites):
        votes.setdefault(folded(heading[0]), []).append((weight, heading))
    if not votes:
        return _first_heading(page, sites)
    best = max(votes.values(), key=lambda ballots: sum(weight for weight, _ in ballots))
    return max(best, key=lambda ballot: ballot[0])[1]


def _headings(
    page: Sequence, main: Main, stated: list[str], known: list[str], sites: set[str]
) -> Iterator[tuple[float, Stated]]:
    """Yield the confirmed first-level headings with their weights; without any, the first confirmed heading below.

    One that shares only some words with the metadata counts less, so that statements that agree outvote it: it may be
    the heading of another text.
    """
    for tags in ({"h1"}, HEADINGS):
        found: dict[str, tuple[float, Stated]] = {}
        for i, block in enumerate(page.blocks):
            if block.tag not in tags:
                continue
            key = folded(block.text)
            if not _SHORTEST <= len(key) <= _MAX_TITLE or key in sites or key in found:
                continue
            weight = 1.0 if _confirmed(key, known) else _shared_words(block.text, stated) if block.tag == "h1" else 0.0
            if weight >= _SAME_WORDS:
                near = _NEAR_BODY / (1 + abs(main.start - i))
                found[key] = (_HEADING_WEIGHT * (2 + weight) / 3 + near, (block.text, block.tag))
            if len(found) >= (_MAX_HEADINGS if tags == {"h1"} else 1):
                break
        yield from found.values()
        if found:
            return


def _confirmed(key: str, known: list[str]) -> bool:
    """Say whether a folded heading is a statement of the metadata, or one of the two is a part of the other."""
    return any(
        key == other or (len(key) > _LONG_ENOUGH and key in other) or (len(other) > _LONG_ENOUGH and other in key)
        for other in known
    )


def _shared_words(heading: str, stated: list[str]) -> float:
    """The share of its words that a heading has in common with one statement of the metadata: it may word it anew."""
    words = set(heading.casefold().split())
    shared = (len(words & set(text.casefold().split())) for text in stated)
    return max(shared, default=0) / max(len(words), 3)


def _first_heading(page: Sequence, sites: set[str]) -> Stated | None:
    headings = (block.text for block in page.blocks if block.tag == "h1" and len(block.text) <= _MAX_TITLE)
    text = next((text for text in headings if folded(text) not in sites), None)
    return (text, "h1") if text else None


def _stated(meta: Metadata, sites: set[str]) -> list[Stated]:
    """The titles of the metadata in order of trust, site names cut off; a site's own name is no title."""
    candidates: list[Stated] = [(text, "json-ld") for text in strings(meta.node.get("headline"))[:1]]
    for name in ("og:title", "twitter:title", "dc.title", "headline", "title"):
        candidates.extend((text, f"meta:{name}") for text in meta.metas.get(name, ())[:1])
    if meta.title:
        candidates.append((meta.title, "title"))
    tidy = [(without_site(text, sites), method) for text, method in candidates]
    return [(text, method) for text, method in tidy if _is_title(text, sites)]


def _is_title(text: str, sites: set[str]) -> bool:
    key = folded(text)
    return len(key) >= _SHORTEST and key not in sites and len(text) <= _MAX_TITLE


def site_names(meta: Metadata, url: str) -> set[str]:
    """Return what the site may call itself, folded: its stated names, its host, and the labels of the host."""
    stated = (publisher(meta), *(meta.first(name) for name in ("og:site_name", "application-name", "twitter:site")))
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    labels = host.split(".")
    own = [value[0] for value in stated if value]
    # "Vietnam+ (VietnamPlus)" is called by either name.
    own += [part for name in own if "(" in name for part in name.rstrip(")").split("(", maxsplit=1)]
    names = [*own, host, labels[0], ".".join(labels[-2:])]
    if len(labels) > 1:
        names.append(labels[-2])
    return {key for name in names if len(key := folded(name)) >= _SHORTEST}


def without_site(title: str, sites: set[str]) -> str:
    """Cut the site's name, with its separator, off the end or the beginning of a title."""
    separators = list(islice(_SEPARATOR.finditer(title), _MAX_SEPARATORS)) if len(title) <= _MAX_STATED else []
    for separator in reversed(separators):
        if _names_site(title[separator.end() :], sites) and title[: separator.start()].strip():
            return without_site(title[: separator.start()], sites)
    for separator in separators:
        if _names_site(title[: separator.start()], sites) and title[separator.end() :].strip():
            return without_site(title[separator.end() :], sites)
    return title.strip()


def _names_site(part: str, sites: set[str]) -> bool:
    key = folded(part)
    return any(
        key == site or (len(key) < 3 * len(site) and key.startswith(site)) or key.endswith(site) for site in sites
    )

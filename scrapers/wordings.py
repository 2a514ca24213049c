"""The wordings that may be a page's title, and what speaks for and against each.

A page states its title up to a dozen times, each time a little differently: JSON-LD, OpenGraph, Twitter, the ``title``
element, the heading that readers see, and parts of all these. Wordings with the same letters are one. What is noted of
each, as numbers from 0 to 1, is what ``titles`` weighs; nothing is decided here.

======== ===============================================================================================================
stated   json-ld, og, twitter, title: who states it in the head; stated: any of them or another meta element does;
         agreed: JSON-LD and OpenGraph both do
shown    h1, h2, h3: the level of the heading that shows it (h3: and lower); near: 1 beside the beginning of the text,
         falling with the distance; first: it is the first heading of level 1; named: its label calls it a headline;
         whole: it is all of a heading, the kicker too, and
         not stated
compared alike: the share of a heading's words that one statement has; alien: none has any; inside: a statement holds it
         and more; slug: the share of the words of the page's address that it has
formed   one: a single word; short: under 12 letters
======== ===============================================================================================================
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from scrapers.compose import folded
from scrapers.headings import Heading
from scrapers.metadata import Metadata, Stated
from scrapers.site_name import is_site, section_names, segments, without_site
from scrapers.structured import strings
from transforms.text import strip_marks

_MAX_TITLE = 400
_SHORTEST = 3
_CONTAINED = 12
_SHORT = 12
_CUT_OFF = 100  # Google asked for headlines of at most 110 characters, and content systems cut them there
_FADING = 4
_LOWEST = 3
_LAST_LEVEL = 6
_SLUG = 3
_STATED = {"json-ld": "json-ld", "meta:og:title": "og", "meta:twitter:title": "twitter", "title": "title"}
_METAS = ("og:title", "twitter:title", "dc.title", "dc:title", "dcterms.title", "parsely-title", "headline", "title")
_NO_TITLE = frozenset({"trail", "logo", "home"})
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
# What some newsrooms put before the headline of a text that is not free: "(S+)", "(Plus)".
_PAID = re.compile(r"^(?:\((?:[A-ZÄÖÜ]\+|[Pp]lus|PLUS|[Pp]remium|Abo)\)|[A-Z]\+(?=\s))\s*")
_QUOTE = "\"“”„»«'"
_WORD = re.compile(r"[^\W\d_]{3,}")
# Kana, Han: scripts that set no space between words.
_UNPARTED = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


@dataclass(slots=True)
class Wording:
    """A wording: its text as shown or stated, the method that gave it, and what was noted of it."""

    text: str
    method: str
    notes: dict[str, float] = field(default_factory=dict)

    def note(self, name: str, value: float = 1.0) -> None:
        """Note something; of two values the greater one counts."""
        self.notes[name] = max(self.notes.get(name, 0.0), value)


class Shown(NamedTuple):
    """What readers see: the headings, the number of the block at which the text begins, and its beginning."""

    headings: list[Heading]
    start: int
    lead: str


def read_wordings(meta: Metadata, shown: Shown, url: str, sites: set[str]) -> dict[str, Wording]:
    """Return the wordings that may be the title by their folded text, best-founded text of each first.

    Args:
        meta: the statements of the head.
        shown: the page's headings and the beginning of its text.
        url: the address of the page.
        sites: the folded names of the site.
    """
    headings = shown.headings
    sites = sites | {folded(h.text) for h in headings if "home" in h.place}
    found: dict[str, Wording] = {}
    stated = _stated(meta, sites, section_names(meta, url), [heading.headline for heading in headings])
    keys = {folded(text) for text, _ in stated}
    pieces = segments(meta.title or "") | segments(next(iter(meta.metas.get("og:title", ())), ""))
    usable = [heading for heading in headings if _is_usable(heading, keys)]
    first = next((heading for heading in usable if _leads(heading, sites)), None)
    for heading in usable:
        for text, whole in _forms(heading, keys, pieces):
            if _is_title(text, sites):
                wording = found.setdefault(folded(text), Wording(text, _method(heading)))
                _note_heading(wording, heading, shown.start, whole=whole and folded(text) not in keys)
                if heading is first:
                    wording.note("first")
    for text, method in stated:
        wording = found.setdefault(folded(text), Wording(text, method))
        if wording.text.isupper() and not text.isupper():
            wording.text = text
        wording.note(_STATED.get(method, "stated"))
        wording.note("stated")
    _compare(found, [text for text, _ in stated], shown.lead, url)
    return found


def _method(heading: Heading) -> str:
    return f"h{heading.level}" if heading.level <= _LAST_LEVEL else "title-label"


def _leads(heading: Heading, sites: set[str]) -> bool:
    """Say whether a heading is of the first level and not the site's name."""
    return heading.level == 1 and not is_site(folded(heading.headline), sites)


def _is_usable(heading: Heading, stated: set[str]) -> bool:
    """Say whether a heading may show the title: one below the first level that leads away must be stated, too."""
    away = "away" in heading.place and heading.level > 1 and folded(heading.headline) not in stated
    return not away and heading.place.isdisjoint(_NO_TITLE)


def _is_title(text: str, sites: set[str]) -> bool:
    key = folded(text)
    return len(key) >= _SHORTEST and len(text) <= _MAX_TITLE and not is_site(key, sites)


def _stated(meta: Metadata, sites: set[str], sections: set[str], shown: list[str]) -> list[Stated]:
    """The titles of the metadata in order of trust, tidied; a site's own name is no title."""
    candidates: list[Stated] = [(text, "json-ld") for text in strings(meta.node.get("headline"))[:1]]
    candidates += [(text, f"meta:{name}") for name in _METAS for text in meta.metas.get(name, ())[:1]]
    if meta.title:
        candidates.append((meta.title, "title"))
    # A page states one text in several places.
    cut = {text: without_site(_tidy(text), sites, sections) for text in {text for text, _ in candidates}}
    tidy = [(cut[text], method) for text, method in candidates]
    full = [text for text, _ in tidy] + shown
    whole = [(_completed(text, full), method) for text, method in tidy]
    return [(text, method) for text, method in whole if text and _is_title(text, sites)]


def _tidy(text: str) -> str:
    """Resolve what was escaped twice, and take markup and paywall marks off."""
    text = html.unescape(text) if "&" in text else text
    return _PAID.sub("", " ".join(_TAG.sub("", text).split()))


def _completed(text: str, others: Iterable[str]) -> str | None:
    """Return the longer wording of which a text is the beginning, if it was cut short; None if only that is known.

    It was, if an ellipsis says so, if it is as long as content systems let a headline be, or if the other one goes on
    with a quotation mark: there an attribute in quotation marks ends too early.
    """
    bare = text.rstrip(". …")
    longer = [other for other in others if other.startswith(bare) and len(other) > len(text)]
    ellipsis = text.endswith(("…", "..."))
    for other in sorted(longer, key=len):
        if ellipsis or len(text) >= _CUT_OFF:
            return other
        if other[len(bare) :].lstrip()[:1] in _QUOTE:
            return None
    return text


def _forms(heading: Heading, stated: set[str], pieces: set[str]) -> Iterator[tuple[str, bool]]:
    """Yield what a heading may mean, and whether that is all of it: a part that is stated, else its headline; and all.

    The greater part is also believed where it stands between the separators of a stated title, and all does not.
    """
    whole = folded(heading.text)
    parts = {part: folded(part) for part in heading.parts}
    sure = [part for part, key in parts.items() if key in stated]
    likely = [part for part, key in parts.items() if key in pieces and 2 * len(key) > len(whole)]
    part = max(sure or (likely if whole not in pieces else []), key=len, default=None)
    yield part or heading.headline, False
    if part or heading.kicker:
        yield heading.text, True


def _note_heading(wording: Wording, heading: Heading, start: int, *, whole: bool) -> None:
    wording.note("whole" if whole else f"h{min(heading.level, _LOWEST)}")
    wording.note("near", 1 / (1 + abs(heading.block - start) / _FADING))
    if "named" in heading.place:
        wording.note("named")


def _compare(found: dict[str, Wording], stated: list[str], lead: str, url: str) -> None:
    """Note what the wordings have in common with one another and with the address."""
    keys = {folded(text) for text in stated}
    words = [set(text.casefold().split()) for text in stated]
    told = _letters(lead)
    slug = _letters(urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1])
    for key, wording in found.items():
        if len(key) > _CONTAINED and any(key in other and key != other for other in keys):
            wording.note("inside")
        if {"json-ld", "og"} <= wording.notes.keys():
            wording.note("agreed")
        if "stated" not in wording.notes:
            _note_likeness(wording, words)
        own = _letters(wording.text)
        if len(slug) >= _SLUG:
            bare = strip_marks(wording.text)
            words_of_bare = own if bare == wording.text else _letters(bare)
            wording.note("slug", len(slug & words_of_bare) / len(slug))
        wording.note("told", len(own & told) / max(len(own), _SLUG))
        if " " not in wording.text:
            wording.note("one")
        if len(key) < _SHORT:
            wording.note("short")


def _note_likeness(wording: Wording, words: list[set[str]]) -> None:
    """Note how much of a heading the statements confirm."""
    own = set(wording.text.casefold().split())
    shared = max((len(own & other) for other in words), default=0)
    wording.note("alike", 1.0 if "inside" in wording.notes else min(1.0, shared / max(len(own), 3)))
    if not shared and "inside" not in wording.notes:
        wording.note("alien")


def _letters(text: str) -> set[str]:
    """The words of three letters and more; where words are not parted, the pairs of characters."""
    if not text.isascii() and _UNPARTED.search(text):
        key = folded(text)
        return {key[i : i + 2] for i in range(len(key) - 1)}
    return set(_WORD.findall(text.casefold()))

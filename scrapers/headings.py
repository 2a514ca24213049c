"""The headings of a page that may be its title: what each says, what is set apart in it, and where it stands.

Newsrooms write more than the headline into its element: a kicker above it, a day, a badge, words that only screen
readers hear. Front-end authors set these apart as elements of their own and name them, in English or by the newsroom's
word for a kicker, so the headline is what remains. Where the part has no such name, the heading without its first or
its last element is offered as a ``part``, which ``titles`` believes only where the metadata say the same.

A heading's place says what it is not: the last item of a breadcrumb trail ("trail": the title written for search
engines, while readers see another heading), a link to the front page ("home"), a logo ("logo"), the
heading of another text, to which it leads ("away").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from scrapers.blocks import BLOCK_TAGS, HEADINGS, Block, Sequence
from scrapers.generic import Main
from scrapers.metadata import is_home, path_of
from scrapers.tree import text_of

_MAX_TEXT = 400
_TOO_LONG = _MAX_TEXT + 1
_SHORTEST = 3
_MAX_FIRST = 8
_MAX_LOWER = 10
_REACH = 4
_ABOVE = 8
_NO_HEADING = 7
_AROUND = 5
_MAX_PIECES = 200
_EDGES = " :|–—·-"
_DEPTH = 6
_LINKED = 0.8
_SMALL = frozenset({"small", "time"})
# What newsrooms call the line above a headline: en; de Dachzeile, Spitzmarke, Rubrik; fr surtitre; es antetítulo,
# volanta, cintillo; it occhiello, sopratitolo; pt chapéu, antetítulo; nl bovenkop; pl nadtytuł; da, no overrubrik;
# and what else stands with it: a day, a badge, what is for screen readers only.
_APART = re.compile(
    r"kicker|over-?line|eyebrow|top-?line|roof-?line|h1-?small|fake-?h\d|"
    r"(?:top|super|supra|sup|pre|over|upper)-?(?:title|head)|"
    r"dachzeile|(?<![a-z])dach(?![a-z])|spitzmarke|rubri[ckqk]|sur-?titre|ante-?titulo|volanta|cintillo|occhiello|"
    r"sopra-?titolo|chapeu|bovenkop|nadtytul|over-?rubrik|sub-?(?:title|line|head)|under-?title|untertitel|sous-?titre|"
    r"aural|visually-?hidden|sr-?only|screen-?reader|invisible|(?<![a-z])hidden|"
    r"(?<![a-z])(?:date|datum|time|badge|label|tag|category|ressort|premium|paywall)(?![a-z])",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"bread-?crumb|crumb|(?<![a-z])pathway", re.IGNORECASE)
_LOGO = re.compile(r"logo|site-?(?:title|name|header)|(?<![a-z])brand|masthead|blog-?(?:title|name)", re.IGNORECASE)
_TRAIL_OR_LOGO = re.compile(f"{_TRAIL.pattern}|{_LOGO.pattern}", re.IGNORECASE)
_NAMED = re.compile(r"headline|(?:entry|post|article|story|news|page|detail)[-_]*title|titre|titular", re.IGNORECASE)
# The same of elements that are no headings: "lbTitle", "TieuDe", "news_title", "contentheading", "headline".
_CALLED = re.compile(
    r"(?<![a-z])(?:lb|lbl)?title(?![a-z])|(?:entry|post|article|story|news|page|detail|content)[-_]?(?:title|heading)|"
    r"headline|tieu-?_?de(?![a-z])|titre|titular|(?<![a-z])titulo(?![a-z])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: ``text`` is all of it, ``headline`` what remains without ``kicker``; ``parts`` need confirmation.

    ``level`` is 1 to 6, 7 of what is only called a title; ``block`` is the number of its first block; ``place`` is what
    its label and surroundings say: some of "trail", "logo", "home", "away", "itself", and "named" where the label calls
    it a headline.
    """

    text: str
    headline: str
    kicker: str
    parts: tuple[str, ...]
    level: int
    block: int
    place: frozenset[str]


def read_headings(page: Sequence, main: Main, url: str) -> list[Heading]:
    """Return the headings that may be the title: the first of level 1, and the last of the others before the text."""
    first: list[tuple[int, etree._Element, Block]] = []
    lower: list[tuple[int, etree._Element, Block]] = []
    previous: etree._Element | None = None
    for i, block in enumerate(page.blocks):
        if block.tag not in HEADINGS:
            continue
        element = _heading_of(block.element)
        if element is previous:
            continue
        previous = element
        if block.tag == "h1":
            if len(first) < _MAX_FIRST:
                first.append((i, element, block))
        elif i < main.start + _REACH or not lower:
            lower.append((i, element, block))
    if not first:
        lower += _so_called(page, main)
    own = path_of(url)
    found = [_read(i, element, block, own) for i, element, block in first + lower[-_MAX_LOWER:]]
    return [heading for heading in found if len(heading.text) <= _MAX_TEXT]


def _so_called(page: Sequence, main: Main) -> Iterator[tuple[int, etree._Element, Block]]:
    """Yield elements just above the text that are no headings but are named titles, as old content systems set them."""
    for i in range(max(0, main.start - _ABOVE), min(len(page.blocks), main.start + _REACH)):
        block = page.blocks[i]
        if block.tag not in HEADINGS and len(block.text) <= _MAX_TEXT:
            inner = (block.element, *islice(block.element, _MAX_PIECES))
            named = next((one for one in inner if _CALLED.search(_label(one))), None)
            if named is not None:
                yield i, named, block


def _heading_of(element: etree._Element) -> etree._Element:
    """The heading that a block stands in: its own element or one around it."""
    if element.tag in HEADINGS:
        return element
    around = islice(element.iterancestors(), _DEPTH)
    return next((one for one in around if one.tag in HEADINGS), element)


def _read(number: int, element: etree._Element, block: Block, own: str) -> Heading:
    words = list(islice(_words(element, _DEPTH), _MAX_PIECES))
    text = _joined(word for word, _ in words)
    headline = _joined(word for word, apart in words if not apart).strip(_EDGES)
    kicker = _joined(word for word, apart in words if apart).strip(_EDGES)
    if not kicker or sum(map(str.isalnum, headline)) < _SHORTEST:
        headline, kicker = text, ""
    parts = tuple(part for part in _without_ends(element) if part != headline)
    level = int(block.tag[1]) if block.tag in HEADINGS else _NO_HEADING
    return Heading(text, headline, kicker, parts, level, number, _place(element, block, own))


def _words(element: etree._Element, depth: int) -> Iterator[tuple[str, bool]]:
    """Yield the texts below an element, and whether they are set apart in it."""
    if element.text:
        yield element.text[:_TOO_LONG], False
    for child in element:
        apart = child.tag in _SMALL or _APART.search(_label(child)) is not None
        if apart or child.tag == "br" or child.tag in BLOCK_TAGS:
            yield " ", False
        if apart or not depth:
            yield text_of(child, _TOO_LONG), apart
        else:
            yield from _words(child, depth - 1)
        if apart or child.tag in BLOCK_TAGS:
            yield " ", apart
            yield " ", False
        if child.tail:
            yield child.tail[:_TOO_LONG], False


def _joined(words: Iterator[str]) -> str:
    return " ".join("".join(words).split())


def _without_ends(element: etree._Element) -> Iterator[str]:
    """Yield the heading's text without its first, and without its last, element, where these are a part of it."""
    while len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip():
        element = element[0]
    pieces = [(child, text_of(child, _MAX_TEXT)) for child in islice(element, _MAX_PIECES)]
    filled = [(child, text) for child, text in pieces if text]
    if not filled:
        return
    whole = text_of(element, _MAX_TEXT)
    first, last = filled[0][1], filled[-1][1]
    if not (element.text or "").strip() and len(first) < len(whole):
        yield whole[len(first) :].strip(_EDGES) if whole.startswith(first) else ""
    if not (filled[-1][0].tail or "").strip() and len(last) < len(whole) and whole.endswith(last):
        yield whole[: -len(last)].strip(_EDGES)


def _label(element: etree._Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _place(element: etree._Element, block: Block, own: str) -> frozenset[str]:
    found = {"named"} if _NAMED.search(f"{_label(element)} {element.get('itemprop') or ''}") else set()
    if block.link_density > _LINKED:
        found.add(_leads(element, own))
    for around in (element, *islice(element.iterancestors(), _AROUND)):
        if around.tag in {"body", "main", "article"}:
            break
        label = _label(around)
        told = _TRAIL_OR_LOGO.search(label) is not None
        if (
            around.tag == "nav"
            or (told and _TRAIL.search(label))
            or any("breadcrumb" in str(name) for name in around.keys())  # noqa: SIM118 - ``attrib`` costs an object
        ):
            found.add("trail")
        if told and _LOGO.search(label):
            found.add("logo")
    return frozenset(found)


def _leads(element: etree._Element, own: str) -> str:
    """Where the link of a heading leads: "home", to the page "itself", or "away"."""
    link = next(element.iter("a"), None)
    if link is None:
        link = next((around for around in islice(element.iterancestors(), _AROUND) if around.tag == "a"), None)
    href = (link.get("href") or "#") if link is not None else "#"
    if is_home(href):
        return "home"
    return "itself" if href.startswith("#") or path_of(href).endswith(own) else "away"

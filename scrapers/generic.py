"""Finding the article on a page that nobody wrote selectors for.

The page is a sequence of blocks (``blocks``). Each block gets a weight: running text counts for it, links, short lines
and named chrome against it. The main element is the one whose blocks weigh most together, which finds bodies that are
split over several containers (their common ancestor holds all the weight) and leaves teasers outside (their weight
is negative). Where the page shows its title (``anchor``), only the element around it that holds the article (``scope``)
is looked at, and the lead between title and text is added. What is chrome, ``chrome`` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from scrapers.anchor import find_anchor
from scrapers.blocks import HEADINGS, Block, Sequence, Span, running_totals
from scrapers.chrome import BELIEVED, BELIEVED_LITTLE, find_chrome
from scrapers.line_end import STOPS, ends_in
from scrapers.scope import find_scope

_LONG = 60
_MAX_BLOCK = 600
_HALF = 0.5
_ALL_LINKED = 0.95
_DROPPED = -5.0
# Of elements that hold nearly all of the weight the innermost is taken; a name that says "text" adds to the weight.
_ENOUGH = 0.85
_HINT = 0.15
_PARAGRAPHS = frozenset({"p", "li", "td", "tr", "blockquote", "dd", "figcaption"})
_BEARABLE = 0.5
# Labels are doubted where believing them leaves less than this, and doubting them yields much more.
_TOO_LITTLE = 300
_MUCH_MORE = 2.0
_NEXT_TO_NONE = 10
# What stands before the title inside the main element goes, where it is a minor part.
_LITTLE_BEFORE = 0.25
# The lead: the weight of a paragraph, how many there may be, how far behind the title one named a teaser stands.
_LEAD = 30.0
_LEAD_PARAGRAPHS = 6
_NEAR_TITLE = 6
_LEAD_BLOCKS = 2
_LEADS = frozenset({"teaser", "standfirst"})
_NO_LEAD = frozenset({"chrome", "comments", "consent", "caption"})
_YEAR, _CLOCK = r"(?<!\d)(?:19|20)\d\d(?!\d)", r"(?<!\d)[0-2]?\d[:.hH][0-5]\d(?!\d)"
_MOMENT = re.compile(rf"{_YEAR}.*?{_CLOCK}|{_CLOCK}.*?{_YEAR}")
_MOMENT_SIZE = 150
# Repetitions: shorter ones are words of text, and longer ones said often, or a great part of the text, are verses.
_SAYING = 20
_OFTEN = 3
_LINE = 150
_MINOR = 0.2
_CELLS = frozenset({"td", "th"})


@dataclass(frozen=True, slots=True)
class Main:
    """The blocks of the article, in order, the interval they come from, and which blocks of the page were dropped."""

    start: int
    end: int
    kept: list[int]
    span: Span | None


def find_main(page: Sequence, stated: Iterable[str] = ()) -> Main:
    """Choose the main element and the blocks in it that belong to the article.

    ``stated`` are the titles that the page's metadata state: the text is looked for behind the heading that shows one.
    Labels are believed first. Where that leaves next to nothing, they were misleading, and only elements that are
    chrome by their very tag, and comments, stay out.
    """
    raw = [_weight(block) for block in page.blocks]
    anchor = find_anchor(page, stated, raw)
    strict = _choose(page, raw, find_chrome(page, raw, BELIEVED, anchor, cards=True), anchor)
    if _size(page, strict) >= _TOO_LITTLE:
        return strict
    lenient = _choose(page, raw, find_chrome(page, raw, BELIEVED_LITTLE, anchor, cards=False), anchor)
    return lenient if _size(page, lenient) > _MUCH_MORE * _size(page, strict) else strict


def _size(page: Sequence, main: Main) -> float:
    return sum(page.blocks[i].size for i in main.kept)


def _choose(page: Sequence, raw: list[float], dropped: list[bool], anchor: int | None) -> Main:
    weights = [_DROPPED if out else weight for weight, out in zip(raw, dropped, strict=True)]
    span = _heaviest(page, weights, anchor)
    if span is None:
        return Main(0, len(dropped), _short_lines(page, dropped), None)
    teased = _teased(page, anchor) if anchor is not None else set()
    inside = [i for i in range(span.start, span.end) if not dropped[i] or i in teased]
    lead: list[int] = []
    if anchor is not None and span.start <= anchor < span.end:
        before = sum(max(0.0, weights[i]) for i in inside if i < anchor)
        if before < _LITTLE_BEFORE * sum(max(0.0, weights[i]) for i in inside):
            inside = [i for i in inside if i >= anchor]
    elif anchor is not None:
        lead = _lead(page, raw, [i for i in range(anchor + 1, span.start) if not dropped[i] or i in teased])
    return Main(min([span.start, *lead]), span.end, _without_repetitions(page, lead + inside), span)


def _without_repetitions(page: Sequence, kept: list[int]) -> list[int]:
    """Leave out the blocks that say again, word for word, what others say, where they are a minor part.

    A page shows a paragraph twice for two sizes of screen, in elements of their own; a line that stands there three
    times is a control.
    """
    if len({page.blocks[i].text for i in kept}) == len(kept):
        return kept
    places: dict[str, list[int]] = {}
    for i in kept:
        if page.blocks[i].size >= _SAYING and page.blocks[i].tag not in _CELLS:
            places.setdefault(page.blocks[i].text, []).append(i)
    again: set[int] = set()
    for where in places.values():
        first = page.blocks[where[0]]
        if len(where) >= _OFTEN and first.size < _LINE:
            again.update(where)
        elif first.size >= _LONG:
            parent = first.element.getparent()
            again.update(i for i in where[1:] if page.blocks[i].element.getparent() is not parent)
    minor = sum(page.blocks[i].size for i in again) < _MINOR * sum(page.blocks[i].size for i in kept)
    return [i for i in kept if i not in again] if minor else kept


def _short_lines(page: Sequence, dropped: list[bool]) -> list[int]:
    """The lines of a page that has next to none: where no element has running text, they may be all there is."""
    if len(page.blocks) > _NEXT_TO_NONE:
        return []
    return [i for i, block in enumerate(page.blocks) if not dropped[i] and block.link_density <= _HALF]


def _teased(page: Sequence, anchor: int) -> set[int]:
    """The blocks of the lead below the title where its label calls it a teaser, as newsrooms do.

    A teaser that advertises another article has a link, or stands elsewhere.
    """
    found: set[int] = set()
    for span in page.spans:
        if not span.kinds or span.kinds.isdisjoint(_LEADS) or not span.kinds.isdisjoint(_NO_LEAD):
            continue
        if anchor < span.start <= anchor + _NEAR_TITLE and span.end - span.start <= _LEAD_BLOCKS:
            blocks = page.blocks[span.start : span.end]
            if all(block.size >= _LONG and not block.links for block in blocks):
                found.update(range(span.start, span.end))
    return found


def _lead(page: Sequence, weights: list[float], gap: list[int]) -> list[int]:
    """The paragraphs that stand between the title and the main element, in elements of their own: the lead.

    Where there are many, they are something else. A short line with a year and a clock time says when, not what.
    """
    lead = [i for i in gap if weights[i] >= _LEAD and page.blocks[i].tag not in {"figcaption", "li"}]
    lead = [i for i in lead if page.blocks[i].size > _MOMENT_SIZE or not _MOMENT.search(page.blocks[i].text)]
    return lead if len(lead) <= _LEAD_PARAGRAPHS else []


def _weight(block: Block) -> float:
    """Weigh one block: its running text in characters, less what links and brevity say against it."""
    size = min(block.size, _MAX_BLOCK)
    density = block.link_density
    if density > _HALF:  # a menu, a teaser
        if block.tag == "p" and density < _ALL_LINKED:
            return -3.0
        return -15.0 - size * 0.3 * density
    if size < _LONG and not ends_in(block.text, STOPS):
        return 0.0 if block.tag in HEADINGS else -3.0 + size * 0.04
    bonus = 1.25 if block.tag in {"p", "blockquote"} else 1.0
    return size * (1 - 1.5 * density) * bonus


def _heaviest(page: Sequence, weights: list[float], anchor: int | None) -> Span | None:
    """Return the span with the greatest weight, hints counted; of those nearly as heavy the innermost."""
    spans = page.spans
    scope = find_scope(page, weights, anchor) if anchor is not None else None
    if scope is not None and anchor is not None:
        weights = [min(0.0, weight) for weight in weights[:anchor]] + weights[anchor:]
        spans = [span for span in spans if scope.start <= span.start and span.end <= scope.end]
    totals = running_totals(weights)
    sums = [(span, totals[span.end] - totals[span.start]) for span in spans]
    scored = [(span, weight * (1 + _hint(span))) for span, weight in sums if weight > 0]
    best = max((score for _, score in scored), default=0.0)
    if best <= 0:
        return None
    near = [(span, score) for span, score in scored if score >= _ENOUGH * best]
    return _container(min(near, key=lambda pair: pair[0].end - pair[0].start)[0], spans, totals)


def _container(span: Span, spans: list[Span], totals: list[float]) -> Span:
    """Return the element around a single paragraph, where its other lines do not speak against it."""
    weight = totals[span.end] - totals[span.start]
    if span.tag in _PARAGRAPHS:
        for around in spans[spans.index(span) + 1 :]:
            if around.start <= span.start and span.end <= around.end and around.tag not in _PARAGRAPHS:
                return around if totals[around.end] - totals[around.start] >= _BEARABLE * weight else span
    return span


def _hint(span: Span) -> float:
    """What the element's own name says for it."""
    if "articlebody" in (span.element.get("itemprop") or "").lower():
        return 2 * _HINT
    return _HINT if span.tag in {"article", "main"} or "text" in span.kinds else 0.0

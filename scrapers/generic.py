"""Finding the article on a page that nobody wrote selectors for.

The page is a sequence of blocks (``blocks``). Each block gets a weight: running text counts for it, links, short lines
and named chrome against it. The main element is the one whose blocks weigh most together, which finds bodies that are
split over several containers (their common ancestor holds all the weight) and leaves teasers outside (their weight
is negative). Nothing here knows any host: words of labels come from ``vocabulary``, and a label is believed only where
the element holds a minor part of the page's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from scrapers.anchor import find_anchor
from scrapers.blocks import HEADINGS, Block, Sequence, Span, running_totals
from scrapers.chrome import BELIEVED, BELIEVED_LITTLE, find_chrome

_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")
_LONG = 60
_MAX_BLOCK = 600
_TOO_LITTLE = 300
_MUCH_MORE = 2.0
_DROPPED = -5.0
_HINT = 0.15
_ENOUGH = 0.85
_LITTLE_BEFORE = 0.25
_LEAD = 30.0
_YEAR, _CLOCK = r"(?<!\d)(?:19|20)\d\d(?!\d)", r"(?<!\d)[0-2]?\d[:.hH][0-5]\d(?!\d)"
_MOMENT = re.compile(rf"{_YEAR}.*?{_CLOCK}|{_CLOCK}.*?{_YEAR}")
_MOMENT_SIZE = 150
_LEAD_PARAGRAPHS = 6
_LEAST_SCOPE = 100.0
_NAMED_SCOPE = 0.1
_SCOPE = 0.4
_NEAR = 3
_PARAGRAPHS = frozenset({"p", "li", "td", "tr", "blockquote", "dd", "figcaption"})
_BEARABLE = 0.5
_ALL_LINKED = 0.95
_HEADS = HEADINGS | {"header", "hgroup"}


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
        return Main(0, 0, [], None)
    inside = [i for i in range(span.start, span.end) if not dropped[i]]
    if anchor is None:
        return Main(span.start, span.end, inside, span)
    if span.start <= anchor < span.end:
        before = sum(max(0.0, weights[i]) for i in inside if i < anchor)
        if before < _LITTLE_BEFORE * sum(max(0.0, weights[i]) for i in inside):
            inside = [i for i in inside if i >= anchor]
        return Main(span.start, span.end, inside, span)
    lead = _lead(page, weights, range(anchor + 1, span.start))
    return Main(min([span.start, *lead]), span.end, lead + inside, span)


def _lead(page: Sequence, weights: list[float], gap: range) -> list[int]:
    """The paragraphs that stand between the title and the main element, in elements of their own: the lead.

    Where there are many, they are something else. A short line with a year and a clock time says when, not what.
    """
    lead = [i for i in gap if weights[i] >= _LEAD and page.blocks[i].tag not in {"figcaption", "li"}]
    lead = [i for i in lead if page.blocks[i].size > _MOMENT_SIZE or not _MOMENT.search(page.blocks[i].text)]
    return lead if len(lead) <= _LEAD_PARAGRAPHS else []


def _scope(page: Sequence, weights: list[float], anchor: int) -> Span | None:
    """Return the smallest element around the title that holds a good part of the text behind it.

    An element that its name says to be the article may hold less: a short article among long comments.
    """
    totals = running_totals(max(0.0, weight) for weight in weights)
    spans = {span.element: span for span in page.spans}
    for span in page.spans:
        if span.start <= anchor < span.end and span.tag not in _HEADS:
            mass = totals[span.end] - totals[anchor + 1]
            named = span.tag in {"article", "main"} or "text" in span.kinds
            enough = mass >= _LEAST_SCOPE and mass >= (_NAMED_SCOPE if named else _SCOPE) * totals[-1]
            if enough and not _goes_on(page, span, spans, totals, page.blocks[anchor].tag):
                return span
    return None


def _goes_on(page: Sequence, scope: Span, spans: dict[etree._Element, Span], totals: list[float], level: str) -> bool:
    """Say whether an element like it with text, and no title of its own, stands behind: the article's next section."""
    for element in (scope.element, *islice(scope.element.iterancestors(), _NEAR)):
        following = element.getnext()
        span = spans.get(following) if following is not None and _alike(following, element) else None
        text = totals[span.end] - totals[span.start] if span else 0.0
        if span and text >= _LEAST_SCOPE and not _is_titled(page.blocks[span.start : span.end], level):
            return True
    return False


def _is_titled(blocks: list[Block], level: str) -> bool:
    """Say whether a heading of a level at least stands among the blocks."""
    return any(block.tag in HEADINGS and block.tag <= level for block in blocks)


def _alike(one: etree._Element, other: etree._Element) -> bool:
    """Say whether two elements have the same name and a class in common, or both none."""
    if one.tag != other.tag:
        return False
    names, others = (set((element.get("class") or "").split()) for element in (one, other))
    return bool(names & others) or names == others


def _weight(block: Block) -> float:
    """Weigh one block: its running text in characters, less what links and brevity say against it."""
    size = min(block.size, _MAX_BLOCK)
    density = block.link_density
    if density > 0.5:  # noqa: PLR2004 - mostly links: a menu, a teaser
        if block.tag == "p" and density < _ALL_LINKED:
            return -3.0
        return -15.0 - size * 0.3 * density
    if size < _LONG and not _SENTENCE_END.search(block.text):
        return 0.0 if block.tag in HEADINGS else -8.0 + size * 0.1
    bonus = 1.25 if block.tag in {"p", "blockquote"} else 1.0
    return size * (1 - 1.5 * density) * bonus


def _heaviest(page: Sequence, weights: list[float], anchor: int | None) -> Span | None:
    """Return the span with the greatest weight, hints counted; of those nearly as heavy the innermost."""
    spans = page.spans
    scope = _scope(page, weights, anchor) if anchor is not None else None
    if scope is not None and anchor is not None:
        weights = [min(weight, 0.0) if i < anchor else weight for i, weight in enumerate(weights)]
        spans = [span for span in spans if scope.start <= span.start and span.end <= scope.end]
    totals = running_totals(iter(weights))
    sums = ((span, totals[span.end] - totals[span.start]) for span in spans)
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

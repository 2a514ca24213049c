"""Finding the article on a page that nobody wrote selectors for.

The page is a sequence of blocks (``blocks``). Each block gets a weight: running text counts for it, links, short lines
and named chrome against it. The main element is the one whose blocks weigh most together, which finds bodies that are
split over several containers (their common ancestor holds all the weight) and leaves teasers outside (their weight
is negative). Nothing here knows any host: words of labels come from ``vocabulary``, and a label is believed only where
the element holds a minor part of the page's text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrapers.blocks import HEADINGS, Block, Sequence, Span, running_totals
from scrapers.vocabulary import SIGN_UP

_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")
_LONG = 60
_SHORT = 25
_MAX_BLOCK = 600
# How much of the page's running text an element may hold and still be taken at its label's word.
_BELIEVED = {"comments": 0.95, "chrome": 0.25, "invitation": 0.25, "about": 0.25, "tag": 0.3}
_BELIEVED_LITTLE = {"comments": 0.95, "chrome": 0.1, "invitation": -1.0, "about": -1.0, "tag": 0.3}
_TOO_LITTLE = 300
_MUCH_MORE = 2.0
_DROPPED = -5.0
_ASIDE_TAGS = frozenset({"nav", "aside", "footer", "dialog", "menu", "address"})
_HINT = 0.15
_LINKED = 0.8
_TEASER = 900
_SIGNUP = 500
_SIGNUP_LINES = 6
_CARD_HEADINGS = 1
_MOSTLY_CARDS = 0.3
_CARDS = 2
_CARD_SHARE = 0.3
_ENOUGH = 0.85


@dataclass(frozen=True, slots=True)
class Main:
    """The blocks of the article, in order, the interval they come from, and which blocks of the page were dropped."""

    start: int
    end: int
    kept: list[int]
    span: Span | None


def find_main(page: Sequence) -> Main:
    """Choose the main element and the blocks in it that belong to the article.

    Labels are believed first. Where that leaves next to nothing, they were misleading, and only elements that are
    chrome by their very tag, and comments, stay out.
    """
    raw = [_weight(block) for block in page.blocks]
    strict = _choose(page, raw, _chrome(page, raw, _BELIEVED, cards=True))
    if _size(page, strict) >= _TOO_LITTLE:
        return strict
    lenient = _choose(page, raw, _chrome(page, raw, _BELIEVED_LITTLE, cards=False))
    return lenient if _size(page, lenient) > _MUCH_MORE * _size(page, strict) else strict


def _size(page: Sequence, main: Main) -> float:
    return sum(page.blocks[i].size for i in main.kept)


def _choose(page: Sequence, raw: list[float], dropped: list[bool]) -> Main:
    weights = [_DROPPED if out else weight for weight, out in zip(raw, dropped, strict=True)]
    span = _heaviest(page, weights)
    if span is None:
        return Main(0, 0, [], None)
    return Main(span.start, span.end, [i for i in range(span.start, span.end) if not dropped[i]], span)


def _weight(block: Block) -> float:
    """Weigh one block: its running text in characters, less what links and brevity say against it."""
    size = min(block.size, _MAX_BLOCK)
    density = block.link_density
    if density > 0.5:  # noqa: PLR2004 - mostly links: a menu, a teaser
        return -15.0 - size * 0.3 * density
    if size < _LONG and not _SENTENCE_END.search(block.text):
        return 0.0 if block.tag in HEADINGS else -8.0 + size * 0.1
    bonus = 1.25 if block.tag in {"p", "blockquote"} else 1.0
    return size * (1 - 1.5 * density) * bonus


def _chrome(page: Sequence, weights: list[float], believed: dict[str, float], *, cards: bool) -> list[bool]:
    """Say per block whether it stands in an element that is chrome: named so and believed, or a card."""
    totals = running_totals(max(0.0, weight) for weight in weights)
    whole = totals[-1] or 1.0
    out = [False] * len(weights)
    done = len(weights)  # spans that start here or later lie inside one that is marked already, or to the right
    for span in reversed(page.spans):
        kind = _kind(span) if span.start < done else None
        if kind and (totals[span.end] - totals[span.start]) / whole <= believed[kind]:
            out[span.start : span.end] = [True] * (span.end - span.start)
            done = span.start
    _drop_signups(page, out)
    if cards:
        _drop_teasers(page, out)
    return out


def _drop_signups(page: Sequence, out: list[bool]) -> None:
    """Mark small elements that hold nothing but a few lines and a link or form to sign up for a newsletter.

    The lines before the link ("Get briefed on the story of the week.") read like text, and often no label tells; but an
    element of an article's own text holds no such link.
    """
    asks = running_totals(
        float(len(block.text) < _LONG and block.link_density > _LINKED and bool(SIGN_UP.search(block.text)))
        for block in page.blocks
    )
    if not asks[-1]:
        return
    for span in page.spans:
        lines = page.blocks[span.start : span.end]
        if len(lines) <= _SIGNUP_LINES and asks[span.end] > asks[span.start] and sum(b.size for b in lines) < _SIGNUP:
            out[span.start : span.end] = [True] * len(lines)


def _drop_teasers(page: Sequence, out: list[bool]) -> None:
    """Mark small elements with a linked heading, and small ``article`` elements beside a text that is in none of them.

    The heading of an article does not lead away from it; and where most of the text is elsewhere, many small
    articles are cards that advertise others (in a live blog they hold most of the text themselves).
    """
    linked = running_totals(float(block.tag in HEADINGS and block.link_density > _LINKED) for block in page.blocks)
    headings = running_totals(float(block.tag in HEADINGS) for block in page.blocks)
    sizes = running_totals(block.size for block in page.blocks)
    small = [span for span in page.spans if sizes[span.end] - sizes[span.start] < min(_TEASER, _CARD_SHARE * sizes[-1])]
    cards = [span for span in small if span.tag == "article"]
    if len(cards) < _CARDS or sum(sizes[span.end] - sizes[span.start] for span in cards) > _MOSTLY_CARDS * sizes[-1]:
        cards = []
    if linked[-1] >= _CARDS:
        cards += [
            span
            for span in small
            if linked[span.end] > linked[span.start] and headings[span.end] - headings[span.start] <= _CARD_HEADINGS
        ]
    for span in cards:
        out[span.start : span.end] = [True] * (span.end - span.start)


def _kind(span: Span) -> str | None:
    if span.tag in _ASIDE_TAGS:
        return "tag"
    if not span.kinds or span.tag in {"html", "body", "main"}:
        return None
    if "comments" in span.kinds:
        return "comments"
    if "text" in span.kinds:
        return None
    return next((kind for kind in ("chrome", "invitation", "about") if kind in span.kinds), None)


def _heaviest(page: Sequence, weights: list[float]) -> Span | None:
    """Return the span with the greatest weight, hints counted; of those nearly as heavy the innermost."""
    totals = running_totals(iter(weights))
    sums = ((span, totals[span.end] - totals[span.start]) for span in page.spans)
    scored = [(span, weight * (1 + _hint(span))) for span, weight in sums if weight > 0]
    best = max((score for _, score in scored), default=0.0)
    if best <= 0:
        return None
    near = [(span, score) for span, score in scored if score >= _ENOUGH * best]
    return min(near, key=lambda pair: pair[0].end - pair[0].start)[0]


def _hint(span: Span) -> float:
    """What the element's own name says for it."""
    if "articlebody" in (span.element.get("itemprop") or "").lower():
        return 2 * _HINT
    return _HINT if span.tag in {"article", "main"} or "text" in span.kinds else 0.0

"""How far the article may reach: the smallest element around the title that holds a good part of the text behind it.

On pages with a short text, comments, columns and the foot of the page outweigh it. They stand outside the element that
a page's author put around title and text, which is why the heaviest element is only looked for inside it.
"""

from __future__ import annotations

from itertools import islice

from lxml import etree

from scrapers.blocks import HEADINGS, Block, Sequence, Span, running_totals

# In characters of running text, and as a share of the page's: of elements named so, and of others.
_LEAST_SCOPE = 100.0
_NAMED_SCOPE = 0.1
_SCOPE = 0.4
# The next section may be a sibling of an element around the scope: how far out is looked.
_NEAR = 3
# Pictures and advertisements stand between sections of a text: how many siblings are looked at.
_BETWEEN = 4
_HEADS = HEADINGS | {"header", "hgroup"}


def find_scope(page: Sequence, weights: list[float], anchor: int) -> Span | None:
    """Return the smallest element around the title that holds a good part of the text behind it.

    An element that its name says to be the article may hold less: a short article among long comments. Where sections
    of the same kind follow, the element around all of them is taken.

    Args:
        page: the page's blocks and elements.
        weights: a block's weight as text each, negative for what is none.
        anchor: the number of the title's block.
    """
    totals = running_totals([max(0.0, weight) for weight in weights])
    spans = {span.element: span for span in page.spans}
    around = [span for span in page.spans if span.start <= anchor < span.end]
    heads = max((place for place, span in enumerate(around) if span.tag in _HEADS), default=-1)
    for span in around[heads + 1 :]:
        mass = totals[span.end] - totals[anchor + 1]
        named = span.tag in {"article", "main"} or "text" in span.kinds
        enough = mass >= _LEAST_SCOPE and mass >= (_NAMED_SCOPE if named else _SCOPE) * totals[-1]
        if enough and not _goes_on(page, span, spans, totals, anchor):
            return span
    return None


def _goes_on(page: Sequence, scope: Span, spans: dict[etree._Element, Span], totals: list[float], anchor: int) -> bool:
    """Say whether an element like it with text, and no title of its own, stands behind: the article's next section.

    A picture, or an advertisement, may part the two.

    A heading of the title's level is a title, unless the article itself uses such headings for its parts.
    """
    level = page.blocks[anchor].tag
    used = scope.tag != "article" and _is_titled(page.blocks[anchor + 1 : scope.end], level)
    for element in (scope.element, *islice(scope.element.iterancestors(), _NEAR)):
        alike = (other for other in islice(element.itersiblings(), _BETWEEN) if _alike(other, element))
        span = next((spans[other] for other in alike if other in spans), None)
        text = totals[span.end] - totals[span.start] if span else 0.0
        if span and text >= _LEAST_SCOPE and (used or not _is_titled(page.blocks[span.start : span.end], level)):
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

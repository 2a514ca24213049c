"""The texts of the kept blocks as paragraphs: a row of a table is one, everything else is as the page parts it."""

from __future__ import annotations

from scrapers.blocks import Block

_CELLS = frozenset({"td", "th"})


def paragraphs(blocks: list[Block], kept: list[int]) -> list[str]:
    """Return the texts in order; the cells of one table row make one paragraph."""
    texts: list[str] = []
    row = None
    for i in kept:
        block = blocks[i]
        parent = block.element.getparent() if block.tag in _CELLS else None
        if parent is not None and parent is row:
            texts[-1] += " | " + block.text
        else:
            texts.append(block.text)
        row = parent
    return texts

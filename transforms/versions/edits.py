"""Which words of a passage were taken out and which were put in their place.

The shortest edit by E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (Algorithmica 1, 1986): its cost
grows with the number of differences, which in an edited paragraph is small, and is bounded here where it is not.
``difflib`` takes time by the square of the length, or worse, on text that somebody made for that purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.records import WordEdit

# A number with its separators, a word with inner apostrophes and hyphens, or one sign.
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['-][^\W_]+)*|[^\w\s]|_")
# Words taken out and put in together. More is a passage written anew, of which single words say nothing.
MOST_DIFFERENCES = 120

Block = tuple[int, int, int, int]


def word_edits(before: str, after: str) -> tuple[WordEdit, ...] | None:
    """Return what was replaced, left out or put in, in order; None for a passage that was written anew.

    Both texts are given as ``typography.canonical`` makes them. An edit's ``removed`` or ``inserted`` is "" where there
    is none; both are shown as they stand in the texts.
    """
    old, new = list(_TOKEN.finditer(before)), list(_TOKEN.finditer(after))
    blocks = difference_blocks([match[0] for match in old], [match[0] for match in new])
    if blocks is None:
        return None
    return tuple(WordEdit(_span(before, old[a:b]), _span(after, new[c:d])) for a, b, c, d in blocks)


def _span(text: str, tokens: Sequence[re.Match[str]]) -> str:
    return text[tokens[0].start() : tokens[-1].end()] if tokens else ""


def difference_blocks(old: Sequence[str], new: Sequence[str]) -> list[Block] | None:
    """Return the ranges (old from, to, new from, to) that differ, in order; None beyond ``MOST_DIFFERENCES``."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    if not middle_old or not middle_new:
        whole = (start, start + len(middle_old), start, start + len(middle_new))
        return [whole] if middle_old or middle_new else []
    steps = _shortest(middle_old, middle_new)
    if steps is None:
        return None
    return [(a + start, b + start, c + start, d + start) for a, b, c, d in _grouped(steps)]


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many first members are the same."""
    for number, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return number
    return min(len(old), len(new))


def _shortest(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, bool]] | None:
    """Return the steps of the shortest edit, each as (old, new, is_deletion) at its place, in order."""
    furthest = {1: 0}
    trail: list[dict[int, int]] = []
    for cost in range(min(len(old) + len(new), MOST_DIFFERENCES) + 1):
        trail.append(dict(furthest))
        for diagonal in range(-cost, cost + 1, 2):
            down = diagonal == -cost or (
                diagonal != cost and furthest.get(diagonal - 1, -1) < furthest.get(diagonal + 1, -1)
            )
            x = furthest[diagonal + 1] if down else furthest[diagonal - 1] + 1
            y = x - diagonal
            while x < len(old) and y < len(new) and old[x] == new[y]:
                x, y = x + 1, y + 1
            furthest[diagonal] = x
            if x >= len(old) and y >= len(new):
                return list(_back(trail, len(old), len(new)))[::-1]
    return None


def _back(trail: list[dict[int, int]], x: int, y: int) -> Iterator[tuple[int, int, bool]]:
    """Yield the steps from the end to the beginning."""
    for cost in range(len(trail) - 1, 0, -1):
        furthest, diagonal = trail[cost], x - y
        down = diagonal == -cost or (
            diagonal != cost and furthest.get(diagonal - 1, -1) < furthest.get(diagonal + 1, -1)
        )
        before = diagonal + 1 if down else diagonal - 1
        x = furthest[before]
        y = x - before
        yield (x, y, not down)


def _grouped(steps: Sequence[tuple[int, int, bool]]) -> list[Block]:
    """Join steps with nothing kept between them into one block."""
    blocks: list[Block] = []
    for x, y, deletion in steps:
        after = (x + deletion, y + (not deletion))
        if blocks and (blocks[-1][1], blocks[-1][3]) == (x, y):
            blocks[-1] = (blocks[-1][0], after[0], blocks[-1][2], after[1])
        else:
            blocks.append((x, after[0], y, after[1]))
    return blocks

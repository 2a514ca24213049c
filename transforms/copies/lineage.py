"""What a copy did with its original: which paragraphs it kept, changed, cut, moved or added, and how many of the words.

Outlets that print a wire story cut it from below, put a paragraph of their own on top, split and join paragraphs and
change single words. Paragraphs are therefore not compared with one another. The words of both texts are aligned first
(folded, so that typography and the diacritics of Vietnamese do not count), and what became of a paragraph follows from
where its words are now.

Time and memory grow with the length of the texts, whatever they are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from transforms.copies.alignment import NOWHERE, align
from transforms.text import fold, strip_marks

Fate = Literal["kept", "changed", "cut", "added"]

# Less than a quarter of a paragraph's words in the other text is what the phrases of one beat come to (titles, names
# of offices, "as part of the visit"): the paragraph itself is not there.
_THERE = 0.25


@dataclass(frozen=True, slots=True)
class ParagraphFate:
    """What became of one paragraph.

    ``of_position`` is the place in the original, None if it was added; ``position`` the place in the copy, None if it
    was cut; both from 0. ``share`` is how much of it is in the other text, 0 to 1: of an added paragraph's words those
    that are the original's, of any other's those that the copy has. ``moved``: it stands in another order than before.
    """

    fate: Fate
    position: int | None
    of_position: int | None
    share: float
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Lineage:
    """How a copy goes back to its original.

    ``share_kept`` of the original's words are in the copy, ``share_of_copy`` of the copy's words are the original's,
    0 to 1. ``paragraphs`` are those of the copy in their order, then what was cut in the original's; a paragraph that
    was split has several rows, and one that was joined to another is there as well. Those without a word are left out.
    """

    share_kept: float
    share_of_copy: float
    paragraphs: tuple[ParagraphFate, ...]


def lineage(original: Sequence[str], copy: Sequence[str]) -> Lineage:
    """Return what the copy did with the original; both are the paragraphs of a body."""
    before, after = _Text(original), _Text(copy)
    sources = align(before.words, after.words)
    flow = _flow(before, after, sources)
    beside = _beside(flow, after)
    common = sum(source != NOWHERE for source in sources)
    return Lineage(
        share_kept=_share(common, len(before.words)),
        share_of_copy=_share(common, len(after.words)),
        paragraphs=(*_of_copy(flow, before, after, beside), *_of_original(flow, before, set(beside.values()))),
    )


class _Text:
    """The folded words of a text, and which paragraph each belongs to."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.words: list[str] = []
        self.paragraph_of: list[int] = []
        self.sizes: dict[int, int] = {}
        for number, paragraph in enumerate(paragraphs):
            words = strip_marks(fold(paragraph)).split()
            if words:
                self.words += words
                self.paragraph_of += [number] * len(words)
                self.sizes[number] = len(words)


@dataclass(frozen=True, slots=True)
class _Flow:
    """How many words each paragraph of the copy has from each of the original, and the other way round."""

    sources: dict[int, Counter[int]]
    targets: dict[int, Counter[int]]

    def taken(self, number: int) -> int:
        """Return how many words of a paragraph of the copy are the original's."""
        return self.sources[number].total() if number in self.sources else 0

    def left(self, number: int) -> int:
        """Return how many words of a paragraph of the original are in the copy."""
        return self.targets[number].total() if number in self.targets else 0


def _flow(before: _Text, after: _Text, sources: Sequence[int]) -> _Flow:
    of_copy: defaultdict[int, Counter[int]] = defaultdict(Counter)
    of_original: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for place, source in enumerate(sources):
        if source != NOWHERE:
            here, there = after.paragraph_of[place], before.paragraph_of[source]
            of_copy[here][there] += 1
            of_original[there][here] += 1
    return _Flow(dict(of_copy), dict(of_original))


def _beside(flow: _Flow, after: _Text) -> dict[int, int]:
    """Map each paragraph of the copy that is the original's to the one of the original that gave most of its words."""
    return {
        number: _main(flow.sources[number])
        for number, size in after.sizes.items()
        if _share(flow.taken(number), size) >= _THERE
    }


def _of_copy(flow: _Flow, before: _Text, after: _Text, beside: Mapping[int, int]) -> list[ParagraphFate]:
    """Return the fate of each paragraph of the copy."""
    in_order = dict(zip(beside, _in_order(list(beside.values())), strict=True))
    fates = []
    for number, size in after.sizes.items():
        source = beside.get(number)
        if source is None:
            fates.append(ParagraphFate("added", number, None, _share(flow.taken(number), size)))
            continue
        share = _share(flow.left(source), before.sizes[source])
        whole = flow.taken(number) == size and all(flow.left(one) == before.sizes[one] for one in flow.sources[number])
        fates.append(ParagraphFate("kept" if whole else "changed", number, source, share, not in_order[number]))
    return fates


def _of_original(flow: _Flow, before: _Text, shown: Collection[int]) -> list[ParagraphFate]:
    """Return the fate of each paragraph of the original that is not shown beside one of the copy: cut, or joined."""
    fates = []
    for number, size in before.sizes.items():
        share = _share(flow.left(number), size)
        if share < _THERE:
            fates.append(ParagraphFate("cut", None, number, share))
        elif number not in shown:
            fates.append(ParagraphFate("kept" if share == 1 else "changed", _main(flow.targets[number]), number, share))
    return fates


def _main(counted: Counter[int]) -> int:
    """Return the paragraph with most words, between equals the first."""
    return min(counted, key=lambda number: (-counted[number], number))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _in_order(numbers: Sequence[int]) -> list[bool]:
    """Tell which numbers belong to a longest part that never falls: what does not was moved."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_right(tails, number)
        tails[at : at + 1] = [number]
        before.append(ends[at - 1] if at else NOWHERE)
        ends[at : at + 1] = [place]
    ordered = [False] * len(numbers)
    place = ends[-1] if ends else NOWHERE
    while place != NOWHERE:
        ordered[place] = True
        place = before[place]
    return ordered

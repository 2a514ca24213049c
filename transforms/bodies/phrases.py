"""Short phrases that are looked for at a place among the tokens of a text, the longest first."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.text import strip_marks
from transforms.tokens import Tokens


class Phrases(frozenset[str]):
    """Phrases as their folded tokens with spaces between; ``widths``: first token -> numbers of tokens, falling."""

    widths: dict[str, tuple[int, ...]]

    @classmethod
    def read(cls, text: str, *, bare: bool = False) -> Phrases:
        """Return the phrases of a lexicon's ``a | b | c`` list, over several lines or one; ``bare``: without marks."""
        widths: dict[str, set[int]] = {}
        found = set()
        for phrase in _split(strip_marks(text) if bare else text):
            folds = Tokens(phrase).folds
            widths.setdefault(folds[0], set()).add(len(folds))
            found.add(" ".join(folds))
        phrases = cls(found)
        phrases.widths = {first: tuple(sorted(known, reverse=True)) for first, known in widths.items()}
        return phrases

    def at(self, folds: list[str], place: int) -> int:
        """Return the number of tokens of the longest phrase at ``place``, 0 if there is none."""
        if place >= len(folds):
            return 0
        for width in self.widths.get(folds[place], ()):
            if width == 1 or " ".join(folds[place : place + width]) in self:
                return min(width, len(folds) - place)
        return 0

    def find(self, folds: list[str], start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Yield (first token, token behind the last, phrase) from ``start`` to ``end``, the longest, no overlaps."""
        widths, done = self.widths, start
        for place in [place for place in range(start, end) if folds[place] in widths]:
            if place >= done and (width := self.at(folds, place)):
                done = place + width
                yield place, done, " ".join(folds[place:done])


def _split(text: str) -> Iterator[str]:
    for part in text.replace("\n", "|").split("|"):
        if phrase := part.strip():
            yield phrase

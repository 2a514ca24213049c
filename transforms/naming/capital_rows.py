"""Rows of capitalised words as names of persons are written: initials, hyphens, apostrophes and particles included."""

from __future__ import annotations

from transforms.naming.landmarks import Landmarks
from transforms.naming.name_syllables import is_foreign
from transforms.reading import Passage

# Particles of foreign names that are no Vietnamese word without its diacritics: "Putin den Ha Noi" is a sentence.
_PARTICLES = frozenset("de del della da dos das des van von der bin ibn bint al el ul ur af zu".split())
_FIRST_PARTICLES = frozenset({"van", "von", "de"})
_SECOND_PARTICLES = frozenset("der den de la ter los las".split())
_HYPHENS = frozenset("-‑‐")
_ROMAN = frozenset({"II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVIII"})
_MOST_WORDS = 8  # of a foreign name, signs counted


def is_particle(word: str) -> bool:
    """Tell whether a small word may stand inside a name; any other ends it."""
    return word in _PARTICLES or word in _SECOND_PARTICLES


def run_end(passage: Passage, start: int, marks: Landmarks) -> int:
    """Return where the row of capitalised words that begins at ``start`` ends.

    Initials with their stops, hyphens, apostrophes and particles ("von der") inside a name belong to it.
    """
    texts, end, count = passage.tokens.texts, start + 1, len(passage.tokens)
    while end < count and end - start < 2 * _MOST_WORDS and end not in marks.inside:
        step = _step(passage, end, marks)
        if not step:
            break
        end += step
    return end if end <= count and texts[end - 1][0].isalnum() else end - 1


def _attached(passage: Passage, place: int) -> bool:
    """Whether the sign at ``place`` stands between two words without a space."""
    tokens = passage.tokens
    return place + 1 < len(tokens.texts) and tokens.is_glued(place) and tokens.is_glued(place + 1)


def _step(passage: Passage, place: int, marks: Landmarks) -> int:
    """How many tokens go on with a name at ``place``: 0 where it ends."""
    texts = passage.tokens.texts
    text, follower = texts[place], texts[place + 1] if place + 1 < len(texts) else ""
    if text[0].isupper():
        return 1 if len(text) == 1 or not text.isupper() or text in _ROMAN else 0
    if not follower or place + 1 in marks.inside:
        return 0
    before = texts[place - 1].lower()
    if before in _FIRST_PARTICLES and text in _SECOND_PARTICLES:
        return 2 if follower[0].isupper() else 0
    if text in _PARTICLES and (before in _PARTICLES or is_foreign(before)):
        after = place + 1 + (text in _FIRST_PARTICLES and follower in _SECOND_PARTICLES)
        return after + 1 - place if after < len(texts) and texts[after][0].isupper() else 0
    return 2 * _joins(passage, place)


def _joins(passage: Passage, place: int) -> bool:
    """Whether a sign joins two words of a name: an initial's stop, a hyphen, the apostrophe of O'Brien, not of "'s"."""
    texts, sign = passage.tokens.texts, passage.tokens.folds[place]
    follower = texts[place + 1]
    if sign == ".":
        return len(texts[place - 1]) == 1 and follower[0].isupper() and is_foreign(follower.lower())
    if sign not in _HYPHENS and (sign != "'" or follower == "s"):
        return False
    return follower[0].isalpha() and _attached(passage, place)

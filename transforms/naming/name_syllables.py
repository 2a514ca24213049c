"""The syllables of Vietnamese names, and whether a row of words is a Vietnamese or a foreign person's name."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from transforms import lexicons
from transforms.geography.country_context import word_list
from transforms.language import is_vietnamese_syllable
from transforms.reading import Passage
from transforms.text import strip_marks

LONGEST_NAME = 5  # syllables; a longer row of capitals is a heading
FULL_NAME = 3


class Syllables(NamedTuple):
    """The tables of the lexicon ``vietnamese_names``: surnames, doubtful ones, middle and given names, places."""

    surnames: frozenset[str]
    rare: frozenset[str]
    middle: frozenset[str]
    given: frozenset[str]
    places: frozenset[str]


@cache
def syllables(*, bare: bool) -> Syllables:
    """Return the syllables of names; ``bare``: without diacritics."""
    tables = ("surnames", "rare", "middle", "given", "places")
    return Syllables(*(word_list("vietnamese_names", table, bare=bare) for table in tables))


def is_given(word: str) -> bool:
    """Tell whether a word, in lower case, is a given name somewhere in the world."""
    return strip_marks(word) in lexicons.words("given_names")


@cache
def is_foreign(word: str) -> bool:
    """Tell whether a word is no Vietnamese syllable."""
    return not is_vietnamese_syllable(word)


def has_vietnamese_form(folds: list[str]) -> bool:
    """Tell whether a name is a Vietnamese one by its surname and its syllables, with or without diacritics."""
    if len(folds) < 2 or strip_marks(folds[0]) not in syllables(bare=True).surnames:  # noqa: PLR2004 - a full name
        return False
    return not any(map(is_foreign, folds))


def is_chinese_surname(word: str) -> bool:
    """Tell whether a surname, folded, is one of Sino-Vietnamese names too (Vương, Lý), which may be Chinese."""
    return strip_marks(word) in word_list("vietnamese_names", "chinese", bare=True)


def name_within(passage: Passage, start: int, end: int, *, bare: bool) -> int | None:
    """Return where a person's name begins that ends at ``end`` behind a body: "Ngân hàng Nhà nước Nguyễn Thị Hồng".

    The last surname counts from which on three syllables or more are left, as bodies are called after persons too.
    """
    folds, texts, known = passage.tokens.folds, passage.tokens.texts, syllables(bare=bare)
    for first in range(end - FULL_NAME, max(end - LONGEST_NAME, start) - 1, -1):
        name = folds[first:end]
        if name[0] not in known.surnames or name[0] in known.rare or " ".join(name) in known.places:
            continue
        if all(text[0].isupper() for text in texts[first:end]) and not any(map(is_foreign, name)):
            return first
    return None


def given_name_within(passage: Passage, start: int, end: int) -> int | None:
    """Return where a person's name begins that ends a row of words: "Chamber of Representatives Peter De Roover"."""
    folds, texts = passage.tokens.folds, passage.tokens.texts
    for first in range(start + 1, end - 1):
        if is_given(folds[first]) and texts[first][0].isupper() and end - first <= LONGEST_NAME:
            return first if all(text[0].isupper() for text in texts[first:end]) else None
    return None

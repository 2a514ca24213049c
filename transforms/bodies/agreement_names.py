"""The agreements that the vocabulary knows: ``lexicons/agreements.tsv``, one line an agreement."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from transforms import lexicons
from transforms.bodies.vocabulary import Lines, Row, Vocabulary

_COLUMNS = 7
_IN_EVERY_TEXT = (0, 1, 3)  # English names, abbreviations, other forms
_COLUMN_OF = {"vi": 4, "fr": 5, "nl": 6}


class Known(NamedTuple):
    """A line of the vocabulary; ``parties`` are codes of countries and unions, none where they are many."""

    names: dict[str, str]  # language -> full name
    abbr: str | None
    parties: tuple[str, ...]

    def name(self, language: str) -> str:
        """Return the full name in ``language``, the English one where the vocabulary has none."""
        return self.names.get(language, self.names["en"])


@cache
def known_agreement(row: Row) -> Known:
    """Return the agreement that a line of the table describes."""
    english, abbr, parties, _, vietnamese, french, dutch, *_ = row
    cells = {"en": english, "vi": vietnamese, "fr": french, "nl": dutch}
    names = {language: cell.partition("; ")[0].lstrip("~*") for language, cell in cells.items() if cell}
    return Known(names, abbr.lstrip("~*") or None, tuple(parties.split()))


@cache
def rows() -> tuple[Row, ...]:
    """Return the lines of the table, each with every column."""
    return tuple(row + ("",) * (_COLUMNS - len(row)) for row in lexicons.rows("agreements"))


@cache
def _lines() -> Lines:
    return Lines(rows(), _IN_EVERY_TEXT, _COLUMN_OF)


@cache
def vocabulary(language: str, *, bare: bool = False) -> Vocabulary:
    """Return the names for texts of a language (primary subtag); ``bare``: without diacritics."""
    return _lines().vocabulary(language, bare=bare)

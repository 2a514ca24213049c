"""The organisations that the vocabulary knows: tables in ``lexicons/organisations_*.tsv``, one line a body."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, cast

from transforms import lexicons
from transforms.bodies.vocabulary import Lines, Row, Vocabulary
from transforms.records import OrganisationType

TABLES = (
    "organisations_igo",
    "organisations_gov",
    "organisations_party",
    "organisations_society",
    "organisations_company",
    "organisations_vietnam",
)
_COLUMNS = 9
_IN_EVERY_TEXT = (0, 1, 4)  # English names, abbreviations, other forms
_COLUMN_OF = {"vi": 5, "fr": 7, "nl": 8}


class Body(NamedTuple):
    """A line of the vocabulary. ``acts_for``: whom it stands for, an alpha-3 code or the code of a union."""

    names: dict[str, str]  # language -> full name
    abbr: str | None
    type: OrganisationType
    country: str | None
    acts_for: str | None

    def name(self, language: str) -> str:
        """Return the full name in ``language``, the English one where the vocabulary has none."""
        return self.names.get(language, self.names["en"])


@cache
def body_of(row: Row) -> Body:
    """Return the body that a line of the tables describes."""
    english, abbr, kind, country, _, vietnamese, acts_for, french, dutch, *_ = row
    cells = {"en": english, "vi": vietnamese, "fr": french, "nl": dutch}
    names = {language: cell.partition("; ")[0].lstrip("~*") for language, cell in cells.items() if cell}
    return Body(names, abbr.lstrip("~*") or None, cast(OrganisationType, kind), country or None, acts_for or None)


@cache
def rows() -> tuple[Row, ...]:
    """Return the lines of all tables, each with every column."""
    return tuple(row + ("",) * (_COLUMNS - len(row)) for table in TABLES for row in lexicons.rows(table))


@cache
def _lines() -> Lines:
    return Lines(rows(), _IN_EVERY_TEXT, _COLUMN_OF)


@cache
def vocabulary(language: str, *, bare: bool = False) -> Vocabulary:
    """Return the names for texts of a language (primary subtag); ``bare``: without diacritics."""
    return _lines().vocabulary(language, bare=bare)

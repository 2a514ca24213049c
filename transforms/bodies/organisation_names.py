"""The organisations that the vocabulary knows: tables in ``lexicons/organisations_*.tsv``, one line a body."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, cast

from transforms import lexicons
from transforms.bodies.vocabulary import Cell, Row, Vocabulary
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


def _cells(language: str) -> Iterator[Cell]:
    """The names to look for: English ones and abbreviations in every text, others in texts of their language."""
    column = _COLUMN_OF.get(language, -1)
    for row in rows():
        yield row[0], "en", row
        if row[1]:
            yield row[1], "en", row
        if row[4]:
            yield row[4], "en", row
        if column > 0 and row[column]:
            yield row[column], language, row


@cache
def vocabulary(language: str, *, bare: bool = False) -> Vocabulary:
    """Return the names for texts of a language (primary subtag); ``bare``: without diacritics."""
    return Vocabulary(_cells(language), bare=bare)

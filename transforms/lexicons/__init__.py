"""The vocabularies, and the only code in ``transforms`` that reads data from the package.

A vocabulary is a TOML file, or for long lists a table (``.tsv``), beside this one with a header that says where its
facts come from. Each is read once per process; what is handed out must not be changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from transforms.lexicons import plain_toml
from transforms.lexicons.bisection import SortedTable, SortedWords

_FOLDER = Path(__file__).parent


@cache
def load(name: str) -> Mapping[str, Any]:
    """Return the vocabulary ``name`` (file name without ``.toml``); raises FileNotFoundError or TOMLDecodeError."""
    text = (_FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    return MappingProxyType(plain_toml.loads(text))


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table ``name`` (file name without ``.tsv``); lines that begin with # are its header.

    Long lists are tables of tab-separated values: nothing is read faster.
    """
    lines = (_FOLDER / f"{name}.tsv").read_text(encoding="utf-8").split("\n")
    return tuple([tuple(line.split("\t")) for line in lines if line and line[0] != "#"])


@cache
def table(name: str) -> SortedTable:
    """Return the table ``name``, whose rows are in order, by its first column.

    For tables of tens of thousands of rows, of which a text needs a few.
    """
    return SortedTable(_lines(name))


@cache
def words(name: str) -> SortedWords:
    """Return all that stands in the cells of the table ``name``, which are in order, whatever their row."""
    return SortedWords(b"\n".join(_lines(name)).replace(b"\t", b"\n").split(b"\n"))


def _lines(name: str) -> list[bytes]:
    """Return the rows of a long table as its file has them, without its header."""
    lines = (_FOLDER / f"{name}.tsv").read_bytes().split(b"\n")
    header = next(number for number, line in enumerate(lines) if not line.startswith(b"#"))
    return lines[header:-1]  # behind the last line's end is nothing


@cache
def iso3_codes() -> Mapping[str, str]:
    """Return ISO 3166-1 alpha-2 -> alpha-3, of the territories that CLDR names."""
    return MappingProxyType({two: three for two, three, *_ in rows("territories") if three})


@cache
def territory_names(language: str) -> Mapping[str, str]:
    """Return ISO 3166-1 alpha-2 -> name in ``language`` by CLDR; empty where CLDR does not know the language."""
    heading, *territories = rows("territories")
    if language in heading[2:]:
        column = heading.index(language)
        return MappingProxyType({row[0]: row[column] for row in territories if row[column]})
    from transforms.lexicons import cldr  # babel takes its time, and most texts do without

    return cldr.territory_names(language)


def city_names(language: str) -> Mapping[str, str]:
    """Return the cities that stand for time zones by CLDR -> name in ``language``: ``cldr.city_names``."""
    from transforms.lexicons import cldr

    return cldr.city_names(language)

"""The vocabularies, and the only code in ``transforms`` that reads data from the package.

A vocabulary is a TOML file, or for long lists a table (``.tsv``), beside this one with a header that says where its
facts come from. Each is read once per process; what is handed out must not be changed. Country names come from CLDR
through babel and are read here too.
"""

from __future__ import annotations

import pickle
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global

_HEADER = re.compile(r"\A(?:#.*\n)+")
_ROW = re.compile(r"^(?!#)([^\t\n]+)\t(.*)$", re.MULTILINE)
_ALPHA2, _ALPHA3 = 2, 3  # letters
# Alpha-3 codes that CLDR keeps for former countries; only the code in use stands for a territory.
_FORMER = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR", "ANT", "NTZ", "SCG", "SUN", "YUG"})


@cache
def load(name: str) -> Mapping[str, Any]:
    """Return the vocabulary ``name`` (file name without ``.toml``); raises FileNotFoundError or TOMLDecodeError."""
    text = resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table ``name`` (file name without ``.tsv``); lines that begin with # are its header.

    Long lists are tables of tab-separated values: they are read twenty times as fast as TOML.
    """
    return tuple(tuple(line.split("\t")) for line in _text(name).splitlines() if line and line[0] != "#")


@cache
def table(name: str) -> Mapping[str, str]:
    """Return the table ``name`` by its first column; the other columns stay one string, tabs and all.

    For tables of tens of thousands of rows, of which a text needs a few.
    """
    return MappingProxyType(dict(_ROW.findall(_text(name))))


@cache
def words(name: str) -> frozenset[str]:
    """Return all that stands in the cells of the table ``name``, whatever its row."""
    return frozenset(_HEADER.sub("", _text(name), count=1).replace("\n", "\t").split("\t")) - {""}


def _text(table: str) -> str:
    return resources.files(__package__).joinpath(f"{table}.tsv").read_text(encoding="utf-8")


@cache
def iso3_codes() -> Mapping[str, str]:
    """Return ISO 3166-1 alpha-2 -> alpha-3, from CLDR's territory aliases."""
    aliases = get_global("territory_aliases")
    return MappingProxyType(
        {
            two[0]: three
            for three, two in aliases.items()
            if len(three) == _ALPHA3 and three.isalpha() and three not in _FORMER and len(two) == 1
        }
    )


@cache
def territory_names(language: str) -> Mapping[str, str]:
    """Return ISO 3166-1 alpha-2 -> name in ``language`` by CLDR; empty where CLDR does not know the language."""
    try:
        ancestry = _ancestry(str(Locale.parse(language, sep="-")))
    except (UnknownLocaleError, ValueError):
        return MappingProxyType({})
    names: dict[str, str] = {}
    for name in reversed(ancestry[:-1]):  # the root names nothing, but takes as long to read as a language
        names |= _NamesOnly(BytesIO(_stored(name))).load().get("territories", {})
    return MappingProxyType({code: name for code, name in names.items() if len(code) == _ALPHA2})


def _stored(locale: str) -> bytes:
    """Return what CLDR stores for a locale itself, not what it inherits: the package's own data, pickled."""
    return Path(localedata.resolve_locale_filename(locale)).read_bytes()


class _Unread:
    """Stands for the patterns and rules of a locale where only names are wanted: making them takes most of the time."""

    def __init__(self, *_: object) -> None: ...

    def __setstate__(self, _: object) -> None: ...


class _NamesOnly(pickle.Unpickler):
    def find_class(self, _module: str, _name: str, /) -> type[_Unread]:
        return _Unread


@cache
def locale_tables(code: str) -> Mapping[Any, Any]:
    """Return CLDR's tables of a locale, in a copy of their own; raises UnknownLocaleError or ValueError.

    Babel's locales share tables, and where one of them resolves an alias (the stand-alone names of months, say) the
    answer is written into the table of all: what another locale answers then depends on what was asked before, and may
    be a KeyError (``babel.localedata.LocaleDataDict.__getitem__``, as of Babel 2.18).
    """
    tables: dict[Any, Any] = {}
    for name in reversed(_ancestry(str(Locale.parse(code)))):
        localedata.merge(tables, pickle.loads(_stored(name)))  # noqa: S301 - the package's own data, as Babel reads them
    return localedata.LocaleDataDict(tables)


def _ancestry(name: str) -> list[str]:
    """The locale and those that it inherits from, up to the root."""
    names = [name]
    while names[-1] != "root":
        parent = get_global("parent_exceptions").get(names[-1])
        names.append(parent or ("_".join(names[-1].split("_")[:-1]) or "root"))
    return names

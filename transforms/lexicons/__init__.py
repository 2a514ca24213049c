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
from pathlib import Path
from types import MappingProxyType
from typing import Any

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global

_HEADER = re.compile(r"\A(?:#.*\n)+")
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
    text = resources.files(__package__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def table(name: str) -> Mapping[str, str]:
    """Return the table ``name`` by its first column; the other columns stay one string, tabs and all.

    For tables of tens of thousands of rows, of which a text needs a few.
    """
    text = resources.files(__package__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    rows = _HEADER.sub("", text, count=1).splitlines()
    return MappingProxyType(dict(row.split("\t", 1) for row in rows))


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
        territories = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return MappingProxyType({})
    return MappingProxyType({code: name for code, name in territories.items() if len(code) == _ALPHA2})


@cache
def locale_tables(code: str) -> Mapping[Any, Any]:
    """Return CLDR's tables of a locale, in a copy of their own; raises UnknownLocaleError or ValueError.

    Babel's locales share tables, and where one of them resolves an alias (the stand-alone names of months, say) the
    answer is written into the table of all: what another locale answers then depends on what was asked before, and may
    be a KeyError (``babel.localedata.LocaleDataDict.__getitem__``, as of Babel 2.18).
    """
    tables: dict[Any, Any] = {}
    for name in reversed(_ancestry(str(Locale.parse(code)))):
        stored = Path(localedata.resolve_locale_filename(name)).read_bytes()
        localedata.merge(tables, pickle.loads(stored))  # noqa: S301 - the package's own data, as Babel reads them
    return localedata.LocaleDataDict(tables)


def _ancestry(name: str) -> list[str]:
    """The locale and those that it inherits from, up to the root."""
    names = [name]
    while names[-1] != "root":
        parent = get_global("parent_exceptions").get(names[-1])
        names.append(parent or ("_".join(names[-1].split("_")[:-1]) or "root"))
    return names

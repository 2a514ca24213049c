"""What CLDR says, read through babel: names of territories in any language, and the tables of a locale.

Reading a locale takes ten milliseconds: the names in the languages that most texts are in stand in a table of their own
(``territories.tsv``, made of these), and only what other texts need is asked for here.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global

_ALPHA2, _ALPHA3 = 2, 3  # letters
# Alpha-3 codes that CLDR keeps for former countries; only the code in use stands for a territory.
_FORMER = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR", "ANT", "NTZ", "SCG", "SUN", "YUG"})


def iso3_codes() -> Mapping[str, str]:
    """Return ISO 3166-1 alpha-2 -> alpha-3, from CLDR's territory aliases."""
    aliases = get_global("territory_aliases")
    return {
        two[0]: three
        for three, two in aliases.items()
        if len(three) == _ALPHA3 and three.isalpha() and three not in _FORMER and len(two) == 1
    }


@cache
def territory_names(language: str) -> Mapping[str, str]:
    """Return ISO 3166-1 alpha-2 -> name in ``language``; empty where CLDR does not know the language."""
    try:
        ancestry = _ancestry(str(Locale.parse(language, sep="-")))
    except (UnknownLocaleError, ValueError):
        return MappingProxyType({})
    names: dict[str, str] = {}
    for name in reversed(ancestry[:-1]):  # the root names nothing, but takes as long to read as a language
        names |= _NamesOnly(BytesIO(_stored(name))).load().get("territories", {})
    return MappingProxyType({code: name for code, name in names.items() if len(code) == _ALPHA2})


@cache
def city_names(language: str) -> Mapping[str, str]:
    """Return the cities that stand for time zones by CLDR -> name in ``language``; empty for an unknown language.

    A city is the last part of its zone's name ("Europe/Moscow" -> "moscow"), which is no more than a key.
    """
    try:
        ancestry = _ancestry(str(Locale.parse(language, sep="-")))
    except (UnknownLocaleError, ValueError):
        return MappingProxyType({})
    names: dict[str, str] = {}
    for name in reversed(ancestry[:-1]):
        zones = _NamesOnly(BytesIO(_stored(name))).load().get("time_zones", {})
        names |= {zone.rpartition("/")[2].lower(): at["city"] for zone, at in zones.items() if "city" in at}
    return MappingProxyType(names)


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

"""The vocabularies, and the only code in ``transforms`` that reads data from the package.

A vocabulary is a TOML file beside this one with a header that says where its facts come from. Each is read once per
process; what is handed out must not be changed. Country names come from CLDR through babel and are read here too.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global

_ALPHA2, _ALPHA3 = 2, 3  # letters
# Alpha-3 codes that CLDR keeps for former countries; only the code in use stands for a territory.
_FORMER = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR", "ANT", "NTZ", "SCG", "SUN", "YUG"})


@cache
def load(name: str) -> Mapping[str, Any]:
    """Return the vocabulary ``name`` (file name without ``.toml``); raises FileNotFoundError or TOMLDecodeError."""
    text = resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


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

"""Which names of countries are looked for in a text of a language: CLDR's names and the lexicons' additions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from transforms import lexicons
from transforms.text import fold_tones, strip_marks
from transforms.tokens import Trie

Kind = Literal["name", "demonym", "trap", "syllable", "short", "seat", "capital", "none"]
# Territories without a population of their own, and CLDR's codes that are no territories of ISO 3166-1.
_LEFT_OUT = frozenset(
    {"AQ", "BV", "GS", "HM", "IO", "TF", "UM"} | {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN"}
)
_PLURAL_ENDINGS = ("n", "i", "k", "b", "d", "o", "e", "t", "r")


@dataclass(frozen=True, slots=True)
class CountryName:
    """What a matched name stands for; ``iso3`` empty and ``kind`` none for a longer name that is no country."""

    iso3: str
    kind: Kind
    rule: str


def _iso3(alpha2: str) -> str | None:
    if alpha2 == "XK":
        return "XKX"
    return None if alpha2 in _LEFT_OUT else lexicons.iso3_codes().get(alpha2)


def _spellings(name: str) -> Iterator[str]:
    """CLDR writes "Myanmar (Burma)" and "Trinidad & Tobago"; texts write either name, and the word."""
    for part in name.replace(")", "").split(" ("):
        yield part
        if " & " in part:
            yield part.replace(" & ", " and ")


def _cldr(language: str) -> Iterator[tuple[str, CountryName]]:
    for alpha2, name in lexicons.territory_names(language).items():
        if iso3 := _iso3(alpha2):
            for spelling in _spellings(name):
                yield spelling, CountryName(iso3, "name", f"cldr:{language}:{alpha2}")


def _table(language: str, table: str, kind: Kind) -> Iterator[tuple[str, CountryName]]:
    for iso3, names in lexicons.load(f"countries_{language}").get(table, {}).items():
        for name in [names] if isinstance(names, str) else names:
            yield name, CountryName(iso3, kind, f"countries_{language}:{table}:{name}")


def _plurals(rows: Iterator[tuple[str, CountryName]]) -> Iterator[tuple[str, CountryName]]:
    for name, value in rows:
        yield name, value
        if name.endswith(_PLURAL_ENDINGS):  # "Chineses" does no harm: nobody writes it
            yield f"{name}s", value


def _not_countries(language: str) -> Iterator[tuple[str, CountryName]]:
    for name in lexicons.load(f"countries_{language}")["not_countries"]:
        yield name, CountryName("", "none", f"countries_{language}:not_countries:{name}")


def _capitals() -> Iterator[tuple[str, CountryName]]:
    for iso3, names in lexicons.load("cities")["capital"].items():
        for name in names:
            yield name, CountryName(iso3, "capital", f"cities:capital:{name}")


def _english() -> Iterator[tuple[str, CountryName]]:
    dropped = {name for names in lexicons.load("countries_en")["dropped"].values() for name in names}
    yield from _not_countries("en")
    yield from _table("en", "traps", "trap")
    yield from _table("en", "plain", "name")
    yield from ((name, value) for name, value in _cldr("en") if name not in dropped)


def _vietnamese() -> Iterator[tuple[str, CountryName]]:
    yield from _not_countries("vi")
    yield from _table("vi", "syllables", "syllable")
    yield from _table("vi", "short", "short")
    yield from _table("vi", "seats", "seat")
    yield from _table("vi", "names", "name")
    yield from _table("en", "traps", "trap")
    yield from _cldr("vi")


def _rows(language: str) -> Iterator[tuple[str, CountryName]]:
    """English names follow the Vietnamese ones: the Vietnamese press writes many countries as in English."""
    if language == "vi":
        yield from _vietnamese()
        yield from _english()
        yield from _capitals()
    elif language == "en":
        yield from _english()
        yield from _table("en", "seats", "seat")
        yield from _plurals(_table("en", "demonyms", "demonym"))
        yield from _capitals()
    else:
        yield from _cldr(language)


@cache
def names_for(language: str, *, bare: bool = False) -> Trie[CountryName]:
    """Return the names to look for in ``language`` (BCP 47 primary code); ``bare``: without diacritics."""
    trie: Trie[CountryName] = Trie(strip_marks if bare else fold_tones)
    for name, value in _rows(language):
        trie.add(strip_marks(name) if bare else name, value)
    return trie

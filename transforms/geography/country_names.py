"""Which names of countries are looked for in a text of a language: CLDR's names and the lexicons' additions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

import msgspec

from transforms import lexicons
from transforms.text import fold_tones, strip_marks
from transforms.tokens import Trie, first_fold

Kind = Literal["name", "demonym", "trap", "syllable", "short", "seat", "capital", "none"]
_WRITTEN_WITHOUT_MARKS = "VNM"  # its places, in English
WITH_PLACES = ("en", "vi", "fr", "nl")
WITH_LISTS = ("fr", "nl")  # languages beside English and Vietnamese that have a lexicon of countries
# Territories without a population of their own, and CLDR's codes that are no territories of ISO 3166-1.
_LEFT_OUT = frozenset(
    {"AQ", "BV", "GS", "HM", "IO", "TF", "UM"} | {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN"}
)
_PLURAL_ENDINGS = ("n", "i", "k", "b", "d", "o", "e", "t", "r")


class CountryName(msgspec.Struct, frozen=True):
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


def _forms(rows: Iterator[tuple[str, CountryName]], endings: Mapping[str, str]) -> Iterator[tuple[str, CountryName]]:
    """The forms of each name by the endings of its language: "belge" and "belges", "Belgisch" and "Belgische"."""
    longest_first = sorted(endings, key=len, reverse=True)
    for name, value in rows:
        ending = next((ending for ending in longest_first if name.endswith(ending)), None)
        if ending is None:
            yield name, value
            continue
        stem = name.removesuffix(ending)
        yield from ((stem + other, value) for other in endings[ending].split())


def _not_countries(language: str) -> Iterator[tuple[str, CountryName]]:
    for name in lexicons.load(f"countries_{language}")["not_countries"]:
        yield name, CountryName("", "none", f"countries_{language}:not_countries:{name}")


def _capitals() -> Iterator[tuple[str, CountryName]]:
    for iso3, names in lexicons.load("cities")["capital"].items():
        for name in names:
            yield name, CountryName(iso3, "capital", f"cities:capital:{name}")


def _places_with_a_country_in_them(language: str, first_words: frozenset[str]) -> Iterator[tuple[str, CountryName]]:
    """Places that hold a country's name and are none: "Taiwan Strait", "Thai Nguyen", "Đông Anh"."""
    keep = frozenset(lexicons.load("countries_en")["places_of_a_country"])
    for table in ("places_en", "places_vi") if language in ("en", "vi") else (f"places_{language}",):
        for _, code, names in lexicons.rows(table):
            if language == "en" and table == "places_vi" and code != _WRITTEN_WITHOUT_MARKS:
                continue  # how Vietnamese calls places elsewhere
            spelled = strip_marks(names) if language == "en" and code == _WRITTEN_WITHOUT_MARKS else names
            if first_words.isdisjoint(fold_tones(spelled).lower().split()):
                continue
            for name, spelling in zip(names.split(" | "), spelled.split(" | "), strict=True):
                words = fold_tones(spelling).lower().split()
                if len(words) > 1 and spelling not in keep and not first_words.isdisjoint(words):
                    yield spelling, CountryName("", "none", f"{table}:{name}")


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


def _other(language: str) -> Iterator[tuple[str, CountryName]]:
    """The names of a language whose lexicon gives the endings of its adjectives."""
    yield from _not_countries(language)
    yield from _table(language, "names", "name")
    yield from _table(language, "seats", "seat")
    yield from _cldr(language)
    yield from _forms(_table(language, "demonyms", "demonym"), lexicons.load(f"countries_{language}")["endings"])
    yield from _table(language, "capital", "capital")
    yield from _capitals()


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
    elif language in WITH_LISTS:
        yield from _other(language)
    else:
        yield from _cldr(language)


@cache
def names_for(language: str, *, bare: bool = False) -> Trie[CountryName]:
    """Return the names to look for in ``language`` (BCP 47 primary code); ``bare``: without diacritics."""
    rows = list(_rows(language))
    if language in WITH_PLACES:
        single = frozenset(fold_tones(name).lower() for name, value in rows if " " not in name and value.iso3)
        rows += _places_with_a_country_in_them(language, single)
    fold = strip_marks if bare else fold_tones
    table: dict[str, list[tuple[str, CountryName]]] = {}
    uncapitalised: set[str] = set()  # "belge", "mer de Chine"
    for name, value in rows:
        first = first_fold(name, fold)
        table.setdefault(first, []).append((strip_marks(name) if bare else name, value))
        if name[0].islower():
            uncapitalised.add(first)
    return Trie(fold, table, iter, frozenset(uncapitalised))

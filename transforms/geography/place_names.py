"""Which names of places are looked for in a text of a language: the gazetteer of cities and the tables kept by hand.

The gazetteer (``gazetteer.tsv``, some 37,000 names) is one table for all languages, keyed by first word, and is read
name by name as texts have them. States, provinces, seas and regions, and what a language calls places elsewhere, are
in ``places_<language>.tsv``; the capitals and the great cities in every spelling of the press in ``cities.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from transforms import lexicons
from transforms.geography.country_context import word_list
from transforms.language import is_vietnamese_syllable
from transforms.text import fold_tones, strip_marks
from transforms.tokens import Trie, first_fold

# sure: a place unless it is part of a longer name. doubtful: a place where the words around it say so. never: only
# where a country or a state stands behind it.
Standing = Literal["sure", "doubtful", "never"]
_SURE_THOUSANDS = 400  # inhabitants; the names of smaller towns are often persons', clubs', firms' or other things'
_KEPT_BY_HAND = 1000  # thousands of inhabitants that a name kept by hand counts for: more than most namesakes
_BY_HAND = ("en", "vi", "fr", "nl")  # languages with a table


@dataclass(frozen=True, slots=True)
class PlaceName:
    """What a name may stand for: countries by the size of its namesakes in them (none: a region), and how surely."""

    name: str
    sizes: tuple[tuple[str, int], ...]  # (ISO 3166-1 alpha-3, thousands of inhabitants), largest first
    standing: Standing
    rule: str


@cache
def _listed(which: str) -> frozenset[str]:
    return word_list("place_context", which)


def is_part_of_a_country(name: str) -> bool:
    """Tell whether a name that stands for a country in ``countries`` is also one of a part of it: Gaza, West Bank."""
    return name.lower() in _listed("parts")


def us_states() -> frozenset[str]:
    """Return the names and abbreviations of the states of the United States that stand behind a town's name."""
    return word_list("country_context_en", "american", "states")


def _standing(name: str, thousands: int) -> Standing:
    folded = name.lower()
    if folded in _listed("never"):
        return "never"
    return "doubtful" if folded in _listed("doubtful") or thousands < _SURE_THOUSANDS else "sure"


def _read_entry(entry: str) -> PlaceName:
    """Read one "Name:CODE:thousands,CODE:thousands" of the gazetteer, or one of ours with its source behind a bar."""
    given, _, source = entry.partition("|")
    name, _, rest = given.partition(":")
    sizes = tuple((code, int(thousands)) for code, thousands in (pair.split(":") for pair in rest.split(",") if pair))
    if source.endswith("?"):
        return PlaceName(name, sizes, "doubtful", f"{source[:-1]}:{name}")
    thousands = _KEPT_BY_HAND if source else sizes[0][1]
    return PlaceName(name, sizes, _standing(name, thousands), f"{source or 'gazetteer'}:{name}")


def _merged(ours: PlaceName, other: PlaceName) -> PlaceName:
    """Our entry with the sizes that the gazetteer knows, and its namesakes."""
    code, size = ours.sizes[0]
    sizes = dict(other.sizes)
    own = max(size, sizes.pop(code, 0))
    return replace(ours, sizes=((code, own), *sizes.items()))


def _read_row(row: str) -> Iterator[tuple[str, PlaceName]]:
    """Read the names that begin with one word; ours stand before the gazetteer's."""
    names: dict[str, PlaceName] = {}
    for entry in row.split("\t"):
        name = _read_entry(entry)
        ours = names.get(name.name)
        if ours is None:
            names[name.name] = name
        elif ours.sizes:
            names[name.name] = _merged(ours, name)
    return iter(names.items())


def _looks_vietnamese(name: str) -> bool:
    return all(is_vietnamese_syllable(word) for word in name.replace("-", " ").split())


def _read_row_for_vietnamese(row: str) -> Iterator[tuple[str, PlaceName]]:
    """Foreign names written like Vietnamese words are these words in a Vietnamese text ("Tan", "Lai", "Mai Chau")."""
    for name, value in _read_row(row):
        if not (value.rule.startswith("gazetteer:") and _looks_vietnamese(name)):
            yield name, value


def _by_hand(table: str) -> Iterator[str]:
    for kind, code, names in lexicons.rows(table):
        size = "" if code == "-" else f"{code}:{_KEPT_BY_HAND}"
        doubt = "?" if kind == "doubtful" else ""
        yield from (f"{name}:{size}|{table}{doubt}" for name in names.split(" | "))


def _cities() -> Iterator[str]:
    tables = lexicons.load("cities")
    for table in ("capital", "city"):
        for code, names in tables[table].items():
            yield from (f"{name}:{code}:{_KEPT_BY_HAND}|cities" for name in names)


def _entries(language: str, *, bare: bool) -> Iterator[str]:
    """Our own entries for texts of a language; what is first counts where two have one name."""
    if language in _BY_HAND and language != "en":
        table = _by_hand(f"places_{language}")
        yield from map(strip_marks, table) if bare else table
    yield from _cities()
    yield from _by_hand("places_en")  # states and provinces have one name in most languages
    if language in ("en", "vi"):
        # English, and many a Vietnamese headline, writes Viet Nam's places without their diacritics.
        yield from (strip_marks(entry) for entry in _by_hand("places_vi") if ":VNM:" in entry)


@cache
def place_names(language: str, *, bare: bool = False) -> Trie[PlaceName]:
    """Return the names to look for in ``language`` (BCP 47 primary code); ``bare``: without diacritics."""
    fold = strip_marks if bare else fold_tones
    rows: dict[str, list[str]] = {}
    uncapitalised: set[str] = set()
    for entry in _entries(language, bare=bare):
        first = first_fold(entry.partition(":")[0], fold)
        rows.setdefault(first, []).append(entry)
        if not entry[0].isupper():
            uncapitalised.add(first)
    gazetteer = lexicons.table("gazetteer")
    table = dict(gazetteer)
    for first, entries in rows.items():
        table[first] = "\t".join([*entries, gazetteer[first]] if first in gazetteer else entries)
    parse = _read_row_for_vietnamese if language == "vi" else _read_row
    return Trie(fold, table, parse, frozenset(uncapitalised))

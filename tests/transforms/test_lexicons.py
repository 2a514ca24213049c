"""The vocabularies as data: readable, with a source in the header, without contradictions."""

from __future__ import annotations

import re
from importlib import resources
from itertools import chain

import pytest

from transforms import lexicons

NAMES = sorted(path.name for path in resources.files("transforms.lexicons").iterdir() if path.name.endswith(".toml"))


@pytest.mark.parametrize("name", NAMES)
def test_every_file_says_where_its_facts_come_from(name: str) -> None:
    text = (resources.files("transforms.lexicons") / name).read_text(encoding="utf-8")
    header = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    assert text.startswith("#")
    assert "Source:" in header
    assert lexicons.load(name.removesuffix(".toml"))


def test_codes_are_iso_3166() -> None:
    known = set(lexicons.iso3_codes().values()) | {"XKX"}
    tables = [
        *(lexicons.load("countries_en")[table] for table in ("plain", "traps", "dropped", "seats", "demonyms")),
        *(lexicons.load("countries_vi")[table] for table in ("names", "syllables", "short", "seats")),
        *(lexicons.load("cities")[table] for table in ("capital", "city")),
    ]
    used = {code for key in chain.from_iterable(tables) for code in key.split()}  # "KOR PRK": either
    used |= {row["country"] for row in lexicons.load("agencies")["agency"]}
    assert used <= known


def test_iso_codes_are_one_to_one() -> None:
    codes = lexicons.iso3_codes()
    assert (codes["BE"], codes["VN"], codes["CD"], codes["RS"], codes["RU"], codes["DE"]) == (
        "BEL",
        "VNM",
        "COD",
        "SRB",
        "RUS",
        "DEU",
    )
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes.values())


def test_an_alias_belongs_to_one_agency() -> None:
    aliases = [
        alias for row in lexicons.load("agencies")["agency"] for alias in row.get("aliases", []) + row.get("weak", [])
    ]
    assert len(aliases) == len(set(aliases))


def test_a_city_lies_in_one_country() -> None:
    cities = lexicons.load("cities")
    names = [name for table in ("capital", "city") for names in cities[table].values() for name in names]
    assert len(names) == len(set(names))


def test_unknown_languages_have_no_names() -> None:
    assert lexicons.territory_names("zz") == {}
    assert lexicons.territory_names("fr")["BE"] == "Belgique"
    with pytest.raises(FileNotFoundError):
        lexicons.load("no_such_vocabulary")

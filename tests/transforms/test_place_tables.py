from __future__ import annotations

from collections import Counter

import pytest

from bench.gazetteer import sizes_by_name, table_rows
from transforms import lexicons
from transforms.geography.country_names import names_for
from transforms.geography.place_names import place_names
from transforms.text import fold_tones
from transforms.tokens import Tokens

LANGUAGES = ("en", "vi", "fr", "nl")
CODES = frozenset(lexicons.iso3_codes().values()) | {"XKX"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_kept_by_hand_have_kinds_codes_and_each_name_once(language: str) -> None:
    rows = lexicons.rows(f"places_{language}")
    assert all(kind in ("place", "region", "doubtful") for kind, _, _ in rows)
    assert all((code == "-") == (kind == "region") and (code == "-" or code in CODES) for kind, code, _ in rows)
    names = Counter(name for _, _, names in rows for name in names.split(" | "))
    assert [name for name, count in names.items() if count > 1 or name != name.strip() or not name] == []


def test_the_gazetteer_has_tens_of_thousands_of_names_under_their_first_words() -> None:
    table = lexicons.table("gazetteer")
    entries = [(first, entry) for first, row in table.items() for entry in row.split("\t")]
    assert len(entries) > 35_000
    assert {
        code for _, entry in entries for code in (pair.split(":")[0] for pair in entry.split(":", 1)[1].split(","))
    } <= CODES
    for first, entry in entries[::500]:
        assert Tokens(entry.split(":")[0], fold_tones).folds[0] == first


def test_a_gazetteer_is_made_of_cities_by_size() -> None:
    cities = [
        {"name": "San José", "countrycode": "CR", "population": 335_007},
        {"name": "San José", "countrycode": "US", "population": 1_026_908},
        {"name": "San Luis", "countrycode": "AR", "population": 183_982},
        {"name": "Panama", "countrycode": "PA", "population": 408_168},
        {"name": "Huế", "countrycode": "VN", "population": 287_217},
        {"name": "Київ", "countrycode": "UA", "population": 2_797_553},
    ]
    sizes = sizes_by_name(cities, {"CR": "CRI", "US": "USA", "AR": "ARG", "PA": "PAN", "VN": "VNM", "UA": "UKR"})
    assert list(table_rows(sizes)) == ["san\tSan Jose:USA:1027,CRI:335\tSan José:USA:1027,CRI:335\tSan Luis:ARG:184"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_languages_names_can_be_looked_for(language: str) -> None:
    tokens = Tokens("Paris, Belgique, België, Bỉ, Belgium", fold_tones)
    assert [value.sizes[0][0] for _, _, value in place_names(language).find(tokens)][:1] == ["FRA"]
    assert "BEL" in {value.iso3 for _, _, value in names_for(language).find(tokens)}


@pytest.mark.parametrize("name", [*(f"countries_{language}" for language in LANGUAGES), "cities"])
def test_the_keys_of_the_country_lexicons_are_iso_3166(name: str) -> None:
    tables = (table for key, table in lexicons.load(name).items() if isinstance(table, dict) and key != "endings")
    keys = {code for table in tables for key in table for code in key.split()}
    assert keys - CODES <= {"ATA"}  # Antarctica, a name that is dropped

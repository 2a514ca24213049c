"""The table of territories says what CLDR says, and stands for it where it is asked."""

from __future__ import annotations

from pathlib import Path

from bench.territories import LANGUAGES, table
from transforms import lexicons
from transforms.dating.months import cldr_order, numeric_order
from transforms.lexicons import cldr


def test_the_table_is_made_of_the_cldr_that_babel_has_now() -> None:
    path = Path(lexicons.__file__).parent / "territories.tsv"
    assert path.read_text("utf-8") == table(), "run python -m bench.territories"


def test_names_and_codes_are_those_of_cldr() -> None:
    assert all(lexicons.territory_names(language) == cldr.territory_names(language) for language in LANGUAGES)
    assert lexicons.iso3_codes().items() <= cldr.iso3_codes().items()


def test_other_languages_are_asked_of_cldr() -> None:
    assert lexicons.territory_names("de")["BE"] == "Belgien"
    assert lexicons.territory_names("alpha-2") == {}


def test_the_order_of_numeric_dates_is_that_of_cldr() -> None:
    assert [numeric_order(language) for language in LANGUAGES] == [cldr_order(language) for language in LANGUAGES]
    assert numeric_order("en-US") == cldr_order("en-US") == "MDY"

from __future__ import annotations

from typing import get_args

import pytest

from transforms import lexicons
from transforms.bodies import agreement_names, organisation_names
from transforms.bodies.organisation_names import body_of
from transforms.bodies.vocabulary import Names, Row, Vocabulary
from transforms.records import OrganisationType
from transforms.text import fold_tones
from transforms.tokens import Tokens

ROW: Row = ("a line",)


def found(cells: list[str], text: str, *, language: str = "en", bare: bool = False) -> list[str]:
    vocabulary = Vocabulary([Names([(cell, language, ROW, 0) for cell in cells], bare=bare)], bare=bare)
    tokens = Tokens(text, fold_tones)
    return [" ".join(tokens.texts[one.start : one.end]) for one in vocabulary.find(tokens)]


@pytest.mark.parametrize(
    ("cells", "text", "expected"),
    [
        (["World Bank; World Bank Group"], "The World Bank Group met.", ["World Bank Group"]),
        (["World Bank"], "the world bank", []),
        (["WHO"], "Who asked the WHO?", ["WHO"]),
        (["EU – Vietnam Pact"], "The EU-Vietnam Pact", ["EU - Vietnam Pact"]),
        (["al-Qaeda"], "of al-Qaeda", ["al - Qaeda"]),
        (["~AU"], "the AU", ["AU"]),
        (["African Union"], "African", []),
        (["DeFI"], "a DeFi firm", []),
    ],
)
def test_what_is_found(cells: list[str], text: str, expected: list[str]) -> None:
    assert found(cells, text) == expected


def test_of_namesakes_in_several_lists_the_first_line_comes_first() -> None:
    english = Names([("Interpol", "en", ("second",), 1)], bare=False)
    french = Names([("Interpol", "fr", ("first",), 0), ("Interpol", "fr", ("third",), 2)], bare=False)
    (one,) = Vocabulary([english, french], bare=False).find(Tokens("Interpol", fold_tones))
    assert [form.row for form in one.forms] == [("first",), ("second",), ("third",)]


def test_vietnamese_names_need_a_capital_at_their_head_alone() -> None:
    assert found(["Ngân hàng Thế giới"], "Ngân hàng thế giới", language="vi") == ["Ngân hàng thế giới"]
    assert found(["Ngân hàng Thế giới"], "ngân hàng Thế giới", language="vi") == []


def test_names_without_diacritics() -> None:
    assert found(["Liên hợp quốc"], "Lien hop quoc", language="vi", bare=True) == ["Lien hop quoc"]


def test_marks_say_what_a_form_proves() -> None:
    vocabulary = Vocabulary([Names([("~AU; *Congress; EU", "en", ROW, 0)], bare=False)], bare=False)
    forms = [one.forms[0].sureness for one in vocabulary.find(Tokens("EU AU Congress"))]
    assert forms == ["sure", "weak", "word"]


def test_the_tables_hold_codes_and_types_that_exist() -> None:
    known = set(lexicons.iso3_codes().values()) | {"XKX"}
    bodies = [body_of(row) for row in organisation_names.rows()]
    assert len(bodies) > 2_000
    assert {body.type for body in bodies} <= set(get_args(OrganisationType))
    assert {body.country for body in bodies if body.country} <= known
    assert {body.acts_for for body in bodies if body.acts_for and not body.acts_for.startswith("org:")} <= known
    parties = {party for row in agreement_names.rows() for party in row[2].split()}
    assert {party for party in parties if not party.startswith("org:")} <= known


def test_no_body_and_no_agreement_stands_twice() -> None:
    bodies = [(row[0], row[3]) for row in organisation_names.rows()]
    assert len(bodies) == len(set(bodies))
    agreements = [row[0] for row in agreement_names.rows()]
    assert len(agreements) == len(set(agreements))


def test_unions_that_bodies_act_for_are_named_by_an_abbreviation_of_the_tables() -> None:
    bodies = [body_of(row) for row in organisation_names.rows()]
    codes = {f"org:{body.abbr or body.names['en']}" for body in bodies}
    unions = {body.acts_for for body in bodies if body.acts_for and body.acts_for.startswith("org:")}
    assert unions <= codes

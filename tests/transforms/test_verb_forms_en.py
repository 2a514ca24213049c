from __future__ import annotations

import pytest

from transforms.plover.acts_vocabulary_en import match_verb, vocabulary
from transforms.plover.verb_forms_en import inflections

MODES = {
    "AGREE": set(),
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "REQUEST": {"assist", "change", "yield", "meet"},
    "REJECT": {"assist", "change", "yield", "meet"},
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "RETREAT": {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
}


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("agree", "agree agrees agreeing agreed agreed"),
        ("deny", "deny denies denying denied denied"),
        ("meet", "meet meets meeting met met"),
        ("expel", "expel expels expelling expelled expelled"),
        ("withdraw", "withdraw withdraws withdrawing withdrew withdrawn"),
        ("impose", "impose imposes imposing imposed imposed"),
        ("clash", "clash clashes clashing clashed clashed"),
    ],
)
def test_inflections(lemma: str, forms: str) -> None:
    assert set(forms.split()) <= inflections(lemma).keys()


def test_a_form_may_be_several_things() -> None:
    assert inflections("cut")["cut"] == {"base", "past", "participle"}
    assert inflections("meet")["met"] == inflections("sign")["signed"] == {"past", "participle"}


def test_spellings_on_both_sides_of_the_ocean() -> None:
    assert {"cancelled", "canceled"} <= inflections("cancel").keys()


def test_the_longest_entry_wins() -> None:
    entries, words = vocabulary().verbs["call"], "they called off talks with us".split()
    found = match_verb(entries, words, 1, len(words), passive=False)
    assert found is not None
    assert found.entry.event == "REJECT"


def test_a_noun_within_the_gap() -> None:
    entries, words = vocabulary().verbs["impose"], "they imposed harsh new sanctions on us".split()
    found = match_verb(entries, words, 1, len(words), passive=False)
    assert found is not None
    assert (found.entry.event, found.noun) == ("SANCTION", 4)


def test_modes_are_those_of_the_contract() -> None:
    words = (*vocabulary().verbs.values(), *vocabulary().nouns.values())
    for entry in (entry for entries in words for entry in entries.ordered):
        assert entry.mode is None or entry.event not in MODES or entry.mode in MODES[entry.event], entry.rule

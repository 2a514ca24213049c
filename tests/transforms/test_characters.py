from __future__ import annotations

import unicodedata

import pytest

from transforms.cleaning.characters import Repaired, repair

VIETNAMESE = "Hai bên đã trao đổi ý kiến về “hợp tác” – kể cả ngư nghiệp…"


def test_good_text_is_left_alone() -> None:
    assert repair(VIETNAMESE) == Repaired(VIETNAMESE)
    assert repair("The “King’s” visit – ﬁne, ＡＢＣ") == Repaired("The “King’s” visit – ﬁne, ＡＢＣ")


@pytest.mark.parametrize("encoding", ["latin-1", "sloppy-windows-1252"])
def test_mojibake_is_undone_and_raises_only_its_flag(encoding: str) -> None:
    import ftfy  # noqa: F401  registers the sloppy codecs

    broken = "Ngoại trưởng hai nước hội đàm".encode().decode(encoding)
    assert repair(broken) == Repaired("Ngoại trưởng hai nước hội đàm", ("mojibake_repaired",))


def test_decomposed_text_is_composed() -> None:
    assert repair(unicodedata.normalize("NFD", VIETNAMESE)) == Repaired(VIETNAMESE, ("unicode_normalised",))


def test_invisible_characters_go_and_what_they_parted_is_composed() -> None:
    assert repair("Bel\u00adgium\u200b and\ufeff Viet\u2060nam").text == "Belgium and Vietnam"
    assert repair("e\u200b\u0301te\u0301").text == "été"
    assert repair("a\x00b\x07c") == Repaired("abc", ("invisible_characters_removed",))


def test_joiners_stay_where_they_shape_letters() -> None:
    persian, family = "می\u200cخواهم", "👨\u200d👩\u200d👧"
    assert repair(persian).text == persian
    assert repair(family).text == family
    assert repair("Viet\u200dnam").text == "Vietnam"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Вrussels", "Brussels"),  # Cyrillic В
        ("Vietnаm", "Vietnam"),  # Cyrillic а
        ("Ðà Nẵng", "Đà Nẵng"),  # Icelandic eth
        ("Россия", "Россия"),
        ("Росcия", "Росcия"),  # a Latin c in a Cyrillic word is not ours to judge
        ("Αθήνα", "Αθήνα"),
        ("5 μm", "5 μm"),
    ],
)
def test_look_alikes_are_folded_in_latin_words_only(written: str, read: str) -> None:
    assert repair(written).text == read


def test_lone_surrogates_and_white_space_cannot_travel_on() -> None:
    assert repair("a\ud800b").text == "a\ufffdb"
    assert repair("\xa0 one \u2028 two\t").text == "one two"

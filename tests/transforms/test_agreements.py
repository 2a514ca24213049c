from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.transforms_makers import cleaned, parsed
from transforms.bodies.agreements import find_agreements
from transforms.bodies.organisations import known_organisations
from transforms.geography.countries import find_countries
from transforms.reading import read
from transforms.records import AgreementTag


def agreements(text: str, language: str = "en") -> list[AgreementTag]:
    one = read(cleaned(parsed(body=(text,))), language)
    countries = find_countries(one)
    return list(find_agreements(one, countries, known_organisations(one, countries)).tags)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("They underlined the need to leverage the EVFTA.", "in_force"),
        ("They urged Belgium to expedite the ratification of the EVIPA.", "awaiting_ratification"),
        ("The EVIPA was signed in 2019 but not yet ratified.", "awaiting_ratification"),
        ("The EVFTA has not entered into force.", "awaiting_ratification"),
        ("The EVFTA entered into force in 2020.", "in_force"),
        ("The EVFTA was signed in Hanoi. It entered into force in 2020.", "in_force"),
        ("The Kyoto Protocol expired in 2020.", "ended"),
        ("Russia suspended the New START treaty.", "suspended"),
        ("ASEAN and Canada are negotiating the ASEAN-Canada FTA.", "negotiating"),
        ("The Assembly ratified the Paris Agreement.", "ratified"),
        ("They spoke about the Paris Agreement.", "unknown"),
    ],
)
def test_status_by_the_text(text: str, status: str) -> None:
    (tag,) = agreements(text)
    assert tag.status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Hai bên tận dụng EVFTA.", "in_force"),
        ("Đề nghị Bỉ sớm phê chuẩn EVIPA.", "awaiting_ratification"),
        ("EVIPA đã ký nhưng chưa có hiệu lực.", "awaiting_ratification"),
        ("EVFTA có hiệu lực từ năm 2020.", "in_force"),
        ("Quốc hội đã phê chuẩn Hiệp định CPTPP.", "ratified"),
        ("Các nước đàm phán Bộ Quy tắc ứng xử ở Biển Đông.", "negotiating"),
    ],
)
def test_status_by_a_vietnamese_text(text: str, status: str) -> None:
    (tag,) = agreements(text, "vi")
    assert tag.status == status


def test_each_phrase_speaks_of_the_nearest_agreement() -> None:
    text = "They will leverage the EVFTA and urged Belgium to expedite the ratification of the EVIPA."
    assert [(tag.abbr, tag.status) for tag in agreements(text)] == [
        ("EVFTA", "in_force"),
        ("EVIPA", "awaiting_ratification"),
    ]


@pytest.mark.parametrize(
    ("text", "language", "name", "parties"),
    [
        ("The Australia-UK security treaty was signed.", "en", "Australia-UK security treaty", ("AUS", "GBR")),
        ("Ký Hiệp định Dẫn độ giữa Việt Nam và Lào.", "vi", "Hiệp định Dẫn độ giữa Việt Nam và Lào", ("LAO", "VNM")),
        (
            "Hiep dinh Thuong mai tu do Viet Nam - EU",
            "vi",
            "Hiệp định Thương mại tự do Việt Nam - EU",
            ("VNM", "org:EU"),
        ),
        ("L'accord UE-Mercosur est signé.", "fr", "accord UE-Mercosur", ("org:EU", "org:Mercosur")),
        (
            "Belgium and Vietnam praised the Strategic Partnership in Agriculture.",
            "en",
            "Strategic Partnership in Agriculture",
            ("BEL", "VNM"),
        ),
    ],
)
def test_names_and_parties(text: str, language: str, name: str, parties: tuple[str, ...]) -> None:
    assert [(tag.name, tag.parties) for tag in agreements(text, language)] == [(name, parties)]


@pytest.mark.parametrize(
    "text",
    [
        "The two sides signed a memorandum of understanding and a trade agreement.",
        "The License Agreement and the Master Service Agreement were signed.",
        "The Republican National Convention opened.",
        "Vietnam proposed a free trade agreement with Kenya.",
    ],
)
def test_what_is_not_named(text: str) -> None:
    assert agreements(text) == []


def test_a_new_name_with_a_known_abbreviation_is_one_agreement() -> None:
    (tag,) = agreements("Hiệp định Thương mại tự do giữa Việt Nam và Israel (VIFTA) được ký.", "vi")
    assert (tag.abbr, tag.parties, tag.status) == ("VIFTA", ("ISR", "VNM"), "signed")


def test_an_explained_abbreviation_is_a_mention() -> None:
    (tag,) = agreements("The Laos-Nepal Transit Treaty (LNTT) was signed. The LNTT took effect in May.")
    assert (tag.abbr, tag.status) == ("LNTT", "in_force")


_WORDS = st.sampled_from(
    "The EU Vietnam - – Treaty Agreement free trade of on and between ( ) EVFTA signed . Hiệp định về ký Paris".split()
)


@given(st.lists(_WORDS, max_size=40), st.sampled_from(["en", "vi", "fr", "nl"]))
def test_nothing_raises_and_parties_are_sorted(words: list[str], language: str) -> None:
    for tag in agreements(" ".join(["x", *words]), language):
        assert list(tag.parties) == sorted(tag.parties)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Lễ ký Biên bản ghi nhớ giữa Đại học Quốc gia Hà Nội và Đại học KU Leuven.", "vi"),
        ("Ký biên bản ghi nhớ giữa Việt Nam và Bỉ.", "vi"),
        ("Hai bên ký Thỏa thuận giữa Công ty Vinamilk và Tập đoàn FrieslandCampina.", "vi"),
        ("Các bên ký Thỏa thuận giữa Fatah và Hamas.", "vi"),
        ("Ky Bien ban ghi nho giua Dai hoc Quoc gia Ha Noi va Dai hoc KU Leuven.", "vi"),
        ("They signed a Memorandum of Understanding between Vietnam National University and KU Leuven.", "en"),
    ],
)
def test_what_says_only_between_whom_names_no_agreement(text: str, language: str) -> None:
    assert agreements(text, language) == []


def test_a_name_ends_before_the_bodies_that_signed_and_has_their_countries() -> None:
    text = "Biên bản ghi nhớ về hợp tác giáo dục giữa Bộ Giáo dục và Đào tạo Việt Nam và Bộ Giáo dục Bỉ."
    (tag,) = agreements(text, "vi")
    assert (tag.name, tag.parties) == ("Biên bản ghi nhớ về hợp tác giáo dục", ("BEL", "VNM"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hiệp định tránh đánh thuế hai lần giữa Chính phủ Cộng hòa Nam Phi và Chính phủ Vương quốc Bỉ", "vi"),
        (
            "Agreement between the Government of Vietnam and the Government of the Kingdom of Belgium on Tax",
            "en",
        ),
    ],
)
def test_governments_are_part_of_the_name(text: str, language: str) -> None:
    (tag,) = agreements(f"{text}.", language)
    assert tag.name == text
    assert len(tag.parties) == 2

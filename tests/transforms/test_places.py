from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.transforms_makers import cleaned, parsed
from transforms.geography.countries import find_countries
from transforms.geography.places import Places, find_places
from transforms.reading import Reading, read
from transforms.text import strip_marks


def reading_of(text: str, language: str | None, title: str | None = None) -> Reading:
    return read(cleaned(parsed(title=title, body=(text, "Last words."))), language)


def found(reading: Reading) -> Places:
    return find_places(reading, find_countries(reading))


def places(text: str, language: str | None) -> dict[str, str | None]:
    return {tag.name: tag.country for tag in found(reading_of(text, language)).tags}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The two met in Hanoi on March 31.", {"Hanoi": "VNM"}),
        ("A factory in Nghe An province and one in Da Nang.", {"Nghe An": "VNM", "Da Nang": "VNM"}),
        (
            "The mayor of Antwerp flew to Cambridge, Massachusetts.",
            {"Antwerp": "BEL", "Cambridge": "USA", "Massachusetts": "USA"},
        ),
        ("He moved from Paris, Texas, to Ghent.", {"Paris": "USA", "Texas": "USA", "Ghent": "BEL"}),
        ("Ships in the South China Sea and in the Asia-Pacific.", {"South China Sea": None, "Asia-Pacific": None}),
        ("Fighting in Gaza City and across Darfur.", {"Gaza City": "PSE", "Darfur": "SDN"}),
        ("Farmers in Hoa Lu district of Vietnam.", {"Hoa Lu": "VNM"}),
        ("Reading, Pennsylvania, is a town.", {"Reading": "USA", "Pennsylvania": "USA"}),
        ("The London-based firm opened in Berlin.", {"London": "GBR", "Berlin": "DEU"}),
        ("California Governor Gavin Newsom spoke in Sacramento.", {"California": "USA", "Sacramento": "USA"}),
    ],
)
def test_places_in_english(text: str, expected: dict[str, str | None]) -> None:
    assert places(text, "en") == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Paris Agreement and the Treaty of Lisbon were cited.",
        "Jack London wrote it. Many read London.",
        "The Washington Post quoted the University of Leuven.",
        "Reading is fun and a nice bath is nice.",
        "Orlando Bloom met Austin Powers and Paris Hilton.",
        "Brussels protested and Beijing rejected the protest.",
        "Moscow-backed fighters withdrew.",
        "She works for the Bank of England and for Manchester United.",
        "In March the same split was seen.",
    ],
)
def test_names_that_are_no_places_in_english(text: str) -> None:
    assert places(text, "en") == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hội nghị diễn ra tại Hà Nội.", {"Hà Nội": "VNM"}),
        ("Bão đổ bộ vào huyện Hoài Ân, tỉnh Bình Định.", {"Hoài Ân": "VNM", "Bình Định": "VNM"}),
        ("Ông đến thành phố Bruges (Bỉ) và Thượng Hải.", {"Bruges": "BEL", "Thượng Hải": "CHN"}),
        ("Căng thẳng trên Biển Đông và ở Đông Nam Á.", {"Biển Đông": None, "Đông Nam Á": None}),
        ("Khu vực châu Á - Thái Bình Dương phát triển.", {"châu Á - Thái Bình Dương": None}),
        ("Người dân TP.HCM và Đà Nẵng vui mừng.", {"TP.HCM": "VNM", "Đà Nẵng": "VNM"}),
    ],
)
def test_places_in_vietnamese_with_and_without_diacritics(text: str, expected: dict[str, str | None]) -> None:
    assert places(text, "vi") == expected
    bare = strip_marks(unicodedata.normalize("NFC", text))
    assert places(bare, "vi") == {strip_marks(name): country for name, country in expected.items()}


@pytest.mark.parametrize(
    "text",
    [
        "Ông Nguyễn Thái Bình và anh Bình Dương vắng mặt.",
        "Đại học Cần Thơ ký Hiệp định Paris.",
        "Xe chạy trên đường Điện Biên Phủ.",
        "Anh Vinh về nhà.",
    ],
)
def test_names_that_are_no_places_in_vietnamese(text: str) -> None:
    assert places(text, "vi") == {}


def test_one_tag_for_the_spellings_of_a_place_and_a_mention_for_each() -> None:
    reading = reading_of("In Ha Noi it rained; in Hue too. Hanoi grew.", "en", title="Talks open in Hanoi")
    result = found(reading)
    assert [(tag.name, tag.mentions) for tag in result.tags] == [("Hanoi", 3), ("Hue", 1)]
    assert [(mention.passage, mention.key, reading.words(mention)) for mention in result.mentions] == [
        (0, "Hanoi", "Hanoi"),
        (1, "Hanoi", "Ha Noi"),
        (1, "Hue", "Hue"),
        (1, "Hanoi", "Hanoi"),
    ]


WORDS = st.sampled_from(
    [
        *("London", "Paris", "Texas", "Hà", "Nội", "huyện", "thị", "xã", "Jack", "of", "University", "province", "in"),
        *(",", "(", ")", "-", "'", "1", "Hoài", "ÂN", "New", "York", "châu", "Á", "Gaza", "US"),
    ]
)


@given(
    st.lists(WORDS | st.text(max_size=4), max_size=20).map(" ".join), st.sampled_from(["vi", "en", "fr", "nl", "zz"])
)
def test_every_mention_quotes_the_text_and_has_a_tag(text: str, language: str) -> None:
    reading = reading_of(text or "x", language, title="Title")
    result = found(reading)
    names = {tag.name for tag in result.tags}
    assert {mention.key for mention in result.mentions} == names
    texts = {(passage.part, passage.paragraph): passage.text for passage in reading.passages}
    for tag in result.tags:
        evidence = tag.evidence
        assert texts[evidence.part, evidence.paragraph][evidence.start : evidence.end] == tag.name

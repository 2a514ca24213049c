from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.transforms_makers import cleaned, parsed
from transforms.geography.countries import find_countries
from transforms.reading import parts_of, read
from transforms.records import Caption, CountryTag
from transforms.text import strip_marks


def countries(text: str, language: str | None) -> set[str]:
    return {tag.iso3 for tag in find_countries(read(cleaned(parsed(body=(text,))), language)).tags}


@pytest.mark.parametrize(
    "text",
    [
        "Phan Anh và Hoàng Đức đá chính.",
        "Tôi gặp anh Hùng và bà Phương Nga.",
        "Như Ý mua một chiếc áo khoác.",
        "Ý tưởng này hay. Áo dài đẹp. Pháp luật nghiêm minh.",
        "Ủy ban Pháp luật họp.",
        "Bão vào huyện Hoài Đức và huyện Mỹ Đức.",
        "Thép Việt Ý báo lãi.",
        "Ấn Độ Dương rộng lớn.",
        "Anh ấy học tiếng Pháp và tiếng Đức, vay 20 bảng Anh.",
        "Chị Hà Lan và bà Nguyễn Hà Lan đến chợ Bắc Mỹ An.",
        "Từ điển Anh - Việt mới ra.",
        "Nhà máy ở bang Georgia đã mở.",
        "Anh rời sân. Anh nói sẽ trở lại.",
    ],
)
def test_words_and_names_that_are_no_countries(text: str) -> None:
    assert countries(text, "vi") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tuyển Anh thắng đậm.", {"GBR"}),
        ("Hai người Bỉ bị bắt.", {"BEL"}),
        ("Pháp, Nga và Ý cùng lên tiếng.", {"FRA", "RUS", "ITA"}),
        ("Vụ việc ở thủ đô nước Áo.", {"AUT"}),
        ("Trụ sở tại Brussels (Bỉ) và Frankfurt, Đức.", {"BEL", "DEU"}),
        ("Cuộc đối thoại Mỹ - Trung sắp diễn ra.", {"USA", "CHN"}),
        ("Ngoại trưởng Nga Sergei Lavrov và Thủ tướng Anh Boris Johnson.", {"RUS", "GBR"}),
        ("Thổ Nhĩ Kỳ, Ấn Độ và Cộng hoà Séc ký kết.", {"TUR", "IND", "CZE"}),
        ("Hàn Quốc và Triều Tiên đàm phán.", {"KOR", "PRK"}),
        ("Washington tuyên bố sẽ đáp trả, theo Nhà Trắng.", {"USA"}),
        ("BỘ NGOẠI GIAO VIỆT NAM LÊN TIẾNG", {"VNM"}),
    ],
)
def test_countries_in_vietnamese_with_and_without_diacritics(text: str, expected: set[str]) -> None:
    assert countries(text, "vi") == expected
    assert countries(strip_marks(unicodedata.normalize("NFC", text)), "vi") == expected


def test_a_person_of_that_name_in_the_text_rules_out_what_only_may_be_a_country() -> None:
    assert countries("Từ lâu mọi người biết Nga sẽ đến.", "vi") == {"RUS"}
    assert countries("Trần Thị Nga bị bắt. Từ lâu mọi người biết Nga sẽ đến.", "vi") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan scored again. Jordan said he was happy.",
        "Atlanta, Georgia, is hot. The governor was in Georgia.",
        "She moved to Lebanon, Pennsylvania, and then to Cuba, Missouri.",
        "The turkey was served on fine china with a guinea fowl.",
        "Turkey and stuffing for Thanksgiving dinner.",
        "Chad Smith plays the drums.",
        "The Niger Delta and the Gulf of Guinea and New Mexico.",
        "Ships in the Indian Ocean and the South China Sea.",
        "He spoke in French, and the Spanish-language press wrote about it.",
        "Ethnic Albanians protested in the valley.",
        "The Washington Post and the China Daily wrote about it.",
        "The summit was held in Brussels and in Tokyo.",
        "Latin American and Native American groups.",
    ],
)
def test_english_names_that_are_no_countries(text: str) -> None:
    assert countries(text, "en") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The United States and Jordan have agreed.", {"USA", "JOR"}),
        ("Jordan's king met troops from Chad and Niger.", {"JOR", "TCD", "NER"}),
        ("Georgia, Armenia and Azerbaijan signed.", {"GEO", "ARM", "AZE"}),
        ("Turkey and China condemned it.", {"TUR", "CHN"}),
        ("North Korea and South Korea talk.", {"PRK", "KOR"}),
        ("The Democratic Republic of Congo, not Congo-Brazzaville.", {"COD", "COG"}),
        ("Papua New Guinea, Guinea-Bissau and Equatorial Guinea.", {"PNG", "GNB", "GNQ"}),
        ("Nigeria and Taiwan; the U.S. and the UK.", {"NGA", "TWN", "USA", "GBR"}),
        ("Belgian and Vietnamese officials, two Germans and a Frenchman.", {"BEL", "VNM", "DEU", "FRA"}),
        ("Brussels said it would answer. Beijing-Moscow ties grow.", {"BEL", "CHN", "RUS"}),
        ("The White House and the Kremlin spoke.", {"USA", "RUS"}),
        ("CHINA WARNS TURKEY", {"CHN", "TUR"}),
        ("French Guiana is not Guyana.", {"GUY"}),
    ],
)
def test_countries_in_english(text: str, expected: set[str]) -> None:
    assert countries(text, "en") == expected


def test_other_languages_have_their_own_names() -> None:
    assert countries("La Belgique, l'Allemagne et la Turquie ont signé.", "fr") == {"BEL", "DEU", "TUR"}
    assert countries("Duitsland en België tekenen een akkoord met Frankrijk.", "nl") == {"DEU", "BEL", "FRA"}
    assert countries("Nothing is known here", None) == set()
    assert countries("Text", "qqq") == set()


def test_mentions_order_and_evidence() -> None:
    article = cleaned(
        parsed(
            title="Belgium's King in Hanoi",
            body=("Vietnam welcomed him. Vietnam is a partner.", "France and Laos sent notes."),
            captions=(Caption("The King of Belgium"),),
        )
    )
    tags = find_countries(read(article, "en")).tags
    assert [(tag.iso3, tag.role, tag.mentions) for tag in tags] == [
        ("BEL", "mentioned", 2),
        ("VNM", "mentioned", 2),
        ("FRA", "mentioned", 1),
        ("LAO", "mentioned", 1),
    ]
    evidence = tags[1].evidence
    assert (evidence.part, evidence.paragraph, evidence.start, evidence.end) == ("body", 0, 0, 7)
    assert evidence.rule == "countries_en:plain:Vietnam"


WORDS = st.sampled_from(
    [
        *("Anh", "Đức", "Nga", "Mỹ", "Ý", "Pháp", "Bỉ", "Trung", "Phan", "Lan", "Hà", "người", "tiếng", "và", "ổ"),
        *("Georgia", "Jordan", "China", "US", "U.S.", "Washington", "the", "in", "and", "’s", "(", ")", ",", "-", "."),
    ]
)


@given(st.lists(WORDS | st.text(max_size=5), max_size=20).map(" ".join), st.sampled_from(["vi", "en", "fr", "zz"]))
def test_spans_lie_in_the_text_and_quote_a_name(text: str, language: str) -> None:
    article = cleaned(parsed(title="Title", summary=text or None, body=("Paragraph one.", text or "x")))
    parts = {(part, paragraph): content for part, paragraph, content in parts_of(article)}
    tags: tuple[CountryTag, ...] = find_countries(read(article, language)).tags
    assert len({tag.iso3 for tag in tags}) == len(tags)
    for tag in tags:
        quote = parts[tag.evidence.part, tag.evidence.paragraph][tag.evidence.start : tag.evidence.end]
        assert quote
        assert quote[0].isupper()
        assert quote == quote.strip()
        assert len(tag.iso3) == 3

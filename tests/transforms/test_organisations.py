from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.transforms_makers import cleaned, parsed
from transforms.bodies.organisations import Organisations, all_organisations, known_organisations
from transforms.geography.countries import find_countries
from transforms.naming.name_spans import NameSpan
from transforms.reading import Reading, read
from transforms.records import OrganisationTag


def reading(text: str, language: str) -> Reading:
    return read(cleaned(parsed(body=(text,))), language)


def found(text: str, language: str = "en") -> Organisations:
    one = reading(text, language)
    return known_organisations(one, find_countries(one))


def tags(text: str, language: str = "en") -> dict[str, OrganisationTag]:
    return {tag.name: tag for tag in found(text, language).tags}


def named(text: str, language: str = "en") -> list[tuple[str, str | None]]:
    return [(tag.name, tag.country) for tag in found(text, language).tags]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The EU and ASEAN met.", "en", ["European Union", "Association of Southeast Asian Nations"]),
        ("EU và ASEAN họp.", "vi", ["Liên minh châu Âu", "Hiệp hội các quốc gia Đông Nam Á"]),
        (
            "L'ONU et l'OTAN. Un an après.",
            "fr",
            ["Organisation des Nations unies", "Organisation du traité de l'Atlantique nord"],
        ),
        ("De NAVO en de Europese Unie.", "nl", ["Noord-Atlantische Verdragsorganisatie", "Europese Unie"]),
        ("Who pays for the WHO? It is up to us.", "en", ["World Health Organization"]),
        ("Lien minh chau Au va Lien hop quoc keu goi.", "vi", ["Liên minh châu Âu", "Liên hợp quốc"]),
        ("CHINA, ASEAN AGREE, SAYS THE CHIEF WHO WON", "en", ["Association of Southeast Asian Nations"]),
    ],
)
def test_known_bodies_have_their_name_in_the_language_of_the_text(
    text: str, language: str, expected: list[str]
) -> None:
    assert [name for name, _ in named(text, language)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "An apple a day keeps the doctor away. Orange is a colour. Visa rules changed.",
        "Fires in the Amazon rainforest and in Orange County worry the target audience.",
        "The Minister of Foreign Affairs met the Deputy Minister of Industry and Trade.",
        "The ministry said that the parliament and the army agreed.",
        "The birthday party was in Union Square, near University Avenue.",
        "The US gave IT firms nothing.",
    ],
)
def test_common_words_offices_and_places_are_no_bodies(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ông cảnh báo rằng hội nghị sẽ thông báo kết quả.",
        "Du khách đến Hội An. Bộ Luật lao động được sửa.",
        "Đảng, Nhà nước quan tâm.",
    ],
)
def test_vietnamese_words_that_begin_like_a_head(text: str) -> None:
    assert named(text, "vi") == []


def test_a_common_word_is_a_firm_by_its_capital_inside_a_sentence() -> None:
    assert named("The court asked Shell and Target to respond.") == [("Royal Dutch Shell", "GBR"), ("Target", "USA")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bộ Ngoại giao Việt Nam và Bộ Ngoại giao Bỉ",
            [("Bộ Ngoại giao Việt Nam", "VNM"), ("Bộ Ngoại giao Bỉ", "BEL")],
        ),
        ("Bộ trưởng Bộ Quốc phòng Phan Văn Giang", [("Bộ Quốc phòng", "VNM")]),
        ("Chủ tịch UBND thành phố Hà Nội Trần Sỹ Thanh", [("Ủy ban nhân dân thành phố Hà Nội", "VNM")]),
        ("Chủ tịch UBND thành phố Vinh Trần Sỹ Thanh", [("UBND thành phố Vinh", "VNM")]),
        ("Chủ tịch Tập đoàn Sao Vàng Lê Văn Bình", [("Tập đoàn Sao Vàng", None)]),
        ("Bộ Y tế tổ chức kiểm tra.", [("Bộ Y tế", "VNM")]),
        ("Hạ viện Mỹ và Quốc hội Pháp", [("Quốc hội Pháp", "FRA"), ("Hạ viện Mỹ", "USA")]),
        ("Chủ tịch Ủy ban châu Âu Ursula von der Leyen", [("Ủy ban châu Âu", None)]),
        ("Quỹ Bình ổn giá", [("Quỹ Bình ổn", None)]),
    ],
)
def test_vietnamese_names_end_before_the_person(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert {(tag.name, tag.country) for tag in found(text, "vi").tags} == set(expected)


@pytest.mark.parametrize(
    ("text", "name", "country", "alias"),
    [
        (
            "Vietnam's Ministry of Foreign Affairs agreed.",
            "Ministry of Foreign Affairs of Vietnam",
            "VNM",
            "Ministry of Foreign Affairs",
        ),
        (
            "The Belgian Ministry of Justice agreed.",
            "Ministry of Justice of Belgium",
            "BEL",
            "Belgian Ministry of Justice",
        ),
        ("China's foreign ministry protested.", "China's foreign ministry", "CHN", "foreign ministry"),
        ("The Senate of Canada voted.", "Senate of Canada", "CAN", None),
        ("In Belgium the Ministry of Culture opened it.", "Ministry of Culture", "BEL", None),
    ],
)
def test_public_bodies_have_their_country(text: str, name: str, country: str, alias: str | None) -> None:
    tag = tags(text)[name]
    assert tag.country == country
    assert alias is None or alias in tag.aliases


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He leads the Social Liberal and Peasant Party.", "Social Liberal and Peasant Party"),
        ("The Popular Front for the Renewal of Mali spoke.", "Popular Front for the Renewal of Mali"),
        ("The Council on Rural Affairs and the Rivers Commission met.", "Council on Rural Affairs"),
        ("The People's Harvest Party won.", "People's Harvest Party"),
        ("The Farmers Party of Canada John Smith joined.", "Farmers Party of Canada"),
        ("The Vietnam-Belgium Joint Committee on Trade met.", "Vietnam-Belgium Joint Committee on Trade"),
    ],
)
def test_how_far_an_english_name_reaches(text: str, expected: str) -> None:
    assert expected in tags(text)


def test_a_body_of_two_countries_is_bilateral() -> None:
    tag = tags("The Vietnam-Belgium Joint Committee on Trade met.")["Vietnam-Belgium Joint Committee on Trade"]
    assert (tag.type, tag.country) == ("bilateral", None)
    tag = tags("Ủy ban hỗn hợp về hợp tác kinh.", "vi")["Ủy ban hỗn hợp về hợp tác kinh"]
    assert (tag.type, tag.country) == ("bilateral", None)


def test_an_explained_abbreviation_holds_for_the_article() -> None:
    organisations = found("The Harvest and Rivers Party (HRP) lost. HRP leaders resigned.")
    (tag,) = organisations.tags
    assert (tag.abbr, tag.mentions) == ("HRP", 3)


def test_short_forms_are_aliases_of_the_longer_name() -> None:
    tag = tags("The Farmers Party of Canada won. The Farmers Party will rule.")["Farmers Party of Canada"]
    assert tag.aliases == ("Farmers Party",)


def test_two_bodies_of_one_name_are_told_apart_by_country() -> None:
    assert named("The Labour Party of Britain won.")[0][1] == "GBR"
    assert ("Congress", "USA") in named("India's Congress party criticised the US Congress.")


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("South Korea's assembly met. The Democratic Party won.", "Democratic Party", "KOR"),
        ("Germany's Greens left.", "Greens of Germany", "DEU"),
        ("In France the Conservative Party lost.", "Conservative Party", "FRA"),
    ],
)
def test_a_name_of_many_countries_is_that_of_the_country_in_the_text(text: str, name: str, country: str) -> None:
    assert tags(text)[name].country == country


def test_a_known_abbreviation_tells_whose_a_translated_name_is() -> None:
    (tag,) = found("Cơ quan An ninh quốc gia (NSA) nghe lén.", "vi").tags
    assert (tag.name, tag.abbr, tag.country) == ("Cơ quan An ninh Quốc gia Mỹ", "NSA", "USA")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Việt Nam và Mỹ: Quốc hội thông qua.", "VNM"),
        ("Tổng thống Mỹ phát biểu. Quốc hội thông qua.", "USA"),
        ("Mỹ và Pháp ký. Quốc hội thông qua.", None),
        ("Quốc hội thông qua.", "VNM"),
    ],
)
def test_whose_a_vietnamese_body_without_a_country_is(text: str, country: str | None) -> None:
    assert tags(text, "vi")["Quốc hội"].country == country


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The European Commission agreed.", "org:EU"),
        ("The UN Security Council met.", "org:UN"),
        ("ASEAN agreed.", "org:ASEAN"),
        ("Hamas agreed.", "org:Hamas"),
        ("Vietnam's Ministry of Defence agreed.", "VNM"),
        ("The Pentagon agreed.", "USA"),
        ("They asked Microsoft.", None),
    ],
)
def test_whom_a_body_stands_for(text: str, code: str | None) -> None:
    organisations = found(text)
    assert [organisations.actor_code(mention) for mention in organisations.mentions] == [code]


def test_names_of_the_text_are_added_with_the_type_of_their_head() -> None:
    one = reading("He left Acme and saw Agent Brown (AB).", "en")
    known = known_organisations(one, find_countries(one))
    names = (NameSpan(0, 2, 3, "organisation", "name:test"), NameSpan(0, 8, 9, "organisation", "name:test"))
    assert [(tag.name, tag.type) for tag in all_organisations(one, known, names).tags] == [("Acme", "other")]


_WORDS = st.sampled_from(
    "The EU UN of and ( ) , . - ' s Party Ministry Foreign Vietnam Bộ Ngoại giao và Công ty Đại học Bank Senate".split()
)


@given(st.lists(_WORDS, max_size=40), st.sampled_from(["en", "vi", "fr", "nl"]))
def test_nothing_raises_and_mentions_quote_the_text(words: list[str], language: str) -> None:
    one = reading(" ".join(["x", *words]), language)
    organisations = known_organisations(one, find_countries(one))
    for mention in organisations.mentions:
        assert one.words(mention)
        assert any(tag.code == mention.key for tag in organisations.tags)

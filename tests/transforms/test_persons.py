"""Persons of an article: names, short forms, offices, whose office it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.transforms_makers import cleaned, day, parsed
from transforms.entities import find_entities
from transforms.naming.persons import Persons
from transforms.reading import Reading, read


def read_text(text: str, language: str, published: str | None = None) -> Reading:
    page = parsed(body=tuple(text.split("\n")), published=day(published) if published else None)
    return read(cleaned(page, as_given=True), language)


def persons_of(text: str, language: str = "en", published: str | None = None) -> Persons:
    return find_entities(read_text(text, language, published)).persons


def short(persons: Persons) -> list[tuple[str, tuple[str, ...], tuple[str, ...], str | None]]:
    return [(tag.name, tag.aliases, tag.roles, tag.country) for tag in persons.tags]


@pytest.mark.parametrize(
    ("text", "name", "roles", "country"),
    [
        ("Belgian Foreign Minister Maxime Prevot met him.", "Maxime Prevot", ("Foreign Minister",), "BEL"),
        (
            "Vietnam's Ambassador to Belgium Nguyen Van Thao received the guests.",
            "Nguyen Van Thao",
            ("Ambassador",),
            "VNM",
        ),
        ("UN Secretary-General António Guterres left.", "António Guterres", ("Secretary-General",), None),
        (
            (
                "Belgian Deputy Prime Minister and Minister of Foreign Affairs, European Affairs, and Development "
                "Cooperation Maxime Prevot came."
            ),
            "Maxime Prevot",
            ("Deputy Prime Minister", "Minister of Foreign Affairs, European Affairs, and Development Cooperation"),
            "BEL",
        ),
        ("Former US President Barack Obama praised him.", "Barack Obama", ("Former President",), "USA"),
    ],
)
def test_an_english_office_before_the_name(text: str, name: str, roles: tuple[str, ...], country: str | None) -> None:
    assert short(persons_of(text)) == [(name, (), roles, country)]


@pytest.mark.parametrize(
    ("text", "name", "roles", "country"),
    [
        (
            "Phó Thủ tướng, Bộ trưởng Bộ Ngoại giao Bùi Thanh Sơn phát biểu.",
            "Bùi Thanh Sơn",
            ("Phó Thủ tướng", "Bộ trưởng Bộ Ngoại giao"),
            "VNM",
        ),
        ("Thứ trưởng Ngoại giao Bỉ Dirk Achten tới Hà Nội.", "Dirk Achten", ("Thứ trưởng Ngoại giao",), "BEL"),
        ("Đại sứ Việt Nam tại Bỉ Nguyễn Văn Thảo phát biểu.", "Nguyễn Văn Thảo", ("Đại sứ",), "VNM"),
        (
            "Chủ tịch UBND tỉnh Nghệ An Nguyễn Đức Trung làm việc với đoàn.",
            "Nguyễn Đức Trung",
            ("Chủ tịch UBND tỉnh Nghệ An",),
            "VNM",
        ),
    ],
)
def test_a_vietnamese_office_before_the_name(text: str, name: str, roles: tuple[str, ...], country: str | None) -> None:
    assert short(persons_of(text, "vi")) == [(name, (), roles, country)]


def test_a_royal_couple_shares_its_country() -> None:
    couple = [("Philippe", (), ("Vua",), "BEL"), ("Mathilde", (), ("Hoàng hậu",), "BEL")]
    assert short(persons_of("Vua Philippe và Hoàng hậu Mathilde của Bỉ thăm Việt Nam.", "vi")) == couple


def test_short_forms_are_aliases_of_the_full_name() -> None:
    text = "Bộ trưởng Nguyễn Hồng Diên phát biểu.\nÔng Diên nói thêm. Bà Phương Nga và ông Nguyễn Văn Nam vắng mặt."
    names = [(name, aliases) for name, aliases, _, _ in short(persons_of(text, "vi"))]
    assert names == [("Nguyễn Hồng Diên", ("Diên",)), ("Phương Nga", ()), ("Nguyễn Văn Nam", ())]


def test_a_spelling_in_brackets_is_the_same_person() -> None:
    persons = persons_of("Tổng thống Nga Vla-đi-mia Pu-tin (Vladimir Putin) thăm Việt Nam.", "vi")
    assert short(persons) == [("Vladimir Putin", ("Vla-đi-mia Pu-tin",), ("Tổng thống",), "RUS")]


@pytest.mark.parametrize(
    "text",
    [
        "Anh ấy đi trên đường Trần Hưng Đạo, Lý Thường Kiệt tới trường Nguyễn Du.",
        "Thành phố Hồ Chí Minh và Công ty Hoàng Anh cùng tổ chức.",
        "Ảnh: Nguyễn Văn Nam",
    ],
)
def test_streets_schools_firms_and_photographers_are_no_persons(text: str) -> None:
    assert persons_of(text, "vi").tags == ()


def test_names_without_diacritics() -> None:
    text = "Thu tuong Pham Minh Chinh gap Tong thong Phap Emmanuel Macron tai Paris."
    assert [(tag.name, tag.country) for tag in persons_of(text, "vi").tags] == [
        ("Pham Minh Chinh", "VNM"),
        ("Emmanuel Macron", "FRA"),
    ]


def test_one_office_of_two_states_goes_to_the_person_of_each() -> None:
    persons = persons_of("Ngoại trưởng Nga Sergei Lavrov gặp Ngoại trưởng Mỹ Antony Blinken.", "vi")
    assert [(tag.name, tag.roles, tag.country) for tag in persons.tags] == [
        ("Sergei Lavrov", ("Ngoại trưởng",), "RUS"),
        ("Antony Blinken", ("Ngoại trưởng",), "USA"),
    ]


PIECES = (
    "Ông Bà Nguyễn Văn Sơn ( ) , . - ' Minister of the Foreign Affairs and President Prime Thứ trưởng Bộ Ngoại giao "
    "Bỉ Belgian Việt Nam tại đường Pu - tin von de J kiêm King \u0130 \U0001d400 9"
).split()


@settings(deadline=None)  # the first example loads the vocabularies
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40), st.sampled_from(["en", "vi", "fr", "nl"]))
def test_any_text_is_read_and_mentions_quote_it(pieces: list[str], language: str) -> None:
    reading = read_text(" ".join(pieces), language)
    persons = find_entities(reading).persons
    forms = {form for tag in persons.tags for form in (tag.name, *tag.aliases)}
    assert {reading.words(mention).casefold() for mention in persons.mentions} <= {form.casefold() for form in forms}


def test_two_offices_before_a_name_are_two_persons_where_they_serve_two_states() -> None:
    text = "Tại cuộc gặp với Thủ tướng Nhật Bản, Thủ tướng Phạm Minh Chính cảm ơn Nhật Bản."
    assert short(persons_of(text, "vi")) == [("Phạm Minh Chính", (), ("Thủ tướng",), "VNM")]


def test_a_country_is_taken_from_the_same_office_elsewhere() -> None:
    text = "Nhà Vua Philippe và Hoàng hậu Mathilde đến thăm. Nhà Vua và Hoàng hậu Bỉ sẽ ở lại bốn ngày."
    assert [(tag.name, tag.country) for tag in persons_of(text, "vi").tags] == [
        ("Philippe", "BEL"),
        ("Mathilde", "BEL"),
    ]


def test_short_names_keep_their_diacritics_apart() -> None:
    text = "Bà Nguyễn Thanh Thúy tới dự. Cậu Thủy vắng mặt."
    assert [(tag.name, tag.aliases) for tag in persons_of(text, "vi").tags] == [("Nguyễn Thanh Thúy", ()), ("Thủy", ())]


def test_french_and_dutch_offices() -> None:
    french = "Le ministre belge des Affaires étrangères Maxime Prévot a rencontré M. Prévot."
    assert short(persons_of(french, "fr")) == [
        ("Maxime Prévot", ("Prévot",), ("ministre des Affaires étrangères",), "BEL"),
    ]
    dutch = "De Belgische minister van Defensie Theo Francken sprak met koning Filip."
    assert short(persons_of(dutch, "nl"))[0] == ("Theo Francken", (), ("minister van Defensie",), "BEL")


def test_many_names_take_no_more_than_linear_work() -> None:
    text = " ".join(f"Mr A{chr(97 + number % 26)}b Zed{chr(97 + number // 26)}e said." for number in range(400))
    persons = persons_of(text)
    assert len(persons.tags) == len({tag.name for tag in persons.tags})


@pytest.mark.parametrize(
    ("language", "text", "role", "country"),
    [
        ("vi", "Thủ tướng Vương quốc Bỉ Alexander De Croo thăm Huế.", "Thủ tướng", "BEL"),
        ("vi", "Thu tuong Vuong quoc Bi Alexander De Croo tham Hue.", "Thu tuong", "BEL"),
        ("vi", "Tổng thống nước Cộng hòa Hồi giáo Iran Masoud Pezeshkian phát biểu.", "Tổng thống", "IRN"),
        ("vi", "Bộ trưởng Ngoại giao Vương quốc Bỉ Maxime Prévot phát biểu.", "Bộ trưởng Ngoại giao", "BEL"),
        ("en", "Prime Minister of the Kingdom of Belgium Bart De Wever spoke.", "Prime Minister", "BEL"),
        ("fr", "Le premier ministre du Royaume de Belgique Bart De Wever a dit non.", "premier ministre", "BEL"),
        ("nl", "De premier van het Koninkrijk België Bart De Wever zei niets.", "premier", "BEL"),
        ("vi", "Đại sứ Việt Nam tại Myanmar Lý Quốc Tuấn cho biết.", "Đại sứ", "VNM"),
        (
            "vi",
            "Đại sứ đặc mệnh toàn quyền Pháp tại Việt Nam Olivier Brochet nói.",
            "Đại sứ đặc mệnh toàn quyền",
            "FRA",
        ),
        ("en", "Nguyen Van Thao, Vietnam's ambassador to Belgium and the EU, left.", "ambassador", "VNM"),
        ("en", "NATO Secretary General Mark Rutte said so.", "Secretary General", None),
        ("en", "Secretary-General of the United Nations António Guterres left.", "Secretary-General", None),
        ("vi", "Tổng Thư ký Liên hợp quốc António Guterres cho biết.", "Tổng Thư ký", None),
        ("en", "President of the European Council António Costa left.", "President of the European Council", None),
        ("vi", "Chủ tịch Hội đồng châu Âu António Costa cho biết.", "Chủ tịch Hội đồng châu Âu", None),
        ("en", "Vietnam's National Assembly Chairman Tran Thanh Man left.", "National Assembly Chairman", "VNM"),
        ("en", "Governor of the State Bank of Vietnam Nguyen Thi Hong left.", "Governor of the State Bank", "VNM"),
        ("vi", "Thống đốc Ngân hàng Nhà nước Việt Nam Nguyễn Thị Hồng nói.", "Thống đốc Ngân hàng Nhà nước", "VNM"),
    ],
)
def test_whose_office_it_is_and_where_it_is_posted_are_no_part_of_it(
    language: str, text: str, role: str, country: str | None
) -> None:
    assert [(tag.roles, tag.country) for tag in persons_of(text, language).tags] == [((role,), country)]


def test_what_follows_a_union_keeps_its_link() -> None:
    persons = persons_of("Julien Guerrier, head of the EU Delegation, left.")
    assert [tag.roles for tag in persons.tags] == [("head of the Delegation",)]

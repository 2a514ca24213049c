"""News agencies as sources and as bodies of the story."""

from __future__ import annotations

import pytest

from tests.transforms.transforms_makers import cleaned, parsed
from transforms.bodies.organisations import all_organisations, known_organisations
from transforms.geography.countries import Countries, find_countries
from transforms.geography.places import Places
from transforms.naming.name_spans import find_names
from transforms.reading import read


def organisations(text: str, language: str) -> list[str]:
    one = read(cleaned(parsed(body=(text,))), language)
    countries = find_countries(one)
    known = known_organisations(one, countries)
    names = find_names(one, countries, Places((), ()), known.mentions)
    return [tag.name for tag in all_organisations(one, known, names).tags]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister resigned, according to AFP.", "en"),
        ('"We are ready," the minister told Reuters on Monday.', "en"),
        ("He told AFP and Reuters that he would stay.", "en"),
        ("Reuters reported on Monday that the plant would close.", "en"),
        ("Reuters and AFP have also reported the arrest.", "en"),
        ("The plant will close, reports Reuters.", "en"),
        ("The Kremlin denied it, the Russian state news agency TASS said.", "en"),
        ("Agence France-Presse (AFP) reported a blast.", "en"),
        ("The two sides met in Paris (Belga).", "en"),
        ("A Reuters witness saw smoke over the town.", "en"),
        ("AFP journalists in the town reported heavy fire.", "en"),
        ("An AFP correspondent saw tanks.", "en"),
        ("The state news agency KUNA reported that the emir had left.", "en"),
        ("Hãng thông tấn Yonhap (Hàn Quốc) đưa tin hai bên đã gặp nhau.", "vi"),
        ("AP - A group of men was killed.", "en"),
        ("Theo Reuters, Mỹ sẽ áp thuế mới.", "vi"),
        ("Theo hãng tin AP, ba người thiệt mạng.", "vi"),
        ("Hãng tin TASS dẫn lời ông cho biết sẽ đàm phán.", "vi"),
        ("Trả lời phỏng vấn AFP, ông nói sẽ từ chức.", "vi"),
        ("Tân Hoa Xã và hãng Kyodo cho hay hai bên đã gặp nhau.", "vi"),
        ("Phóng viên TTXVN tại Brussels dẫn lời ông cho biết quan hệ tốt đẹp.", "vi"),
        ("Theo hang tin Reuters, hai ben da gap nhau. Hang tin AP dua tin co ba nguoi chet.", "vi"),
        ("Selon l'agence Belga, le ministre a démissionné.", "fr"),
        ("Dat meldt persbureau Belga.", "nl"),
    ],
)
def test_an_agency_that_supplies_the_story_is_none_of_its_bodies(text: str, language: str) -> None:
    assert organisations(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Reuters laid off 200 journalists in London.", "en", ["Reuters"]),
        ("Reuters laid off 200 people, Reuters reported.", "en", ["Reuters"]),
        ("Reuters' office in the capital was searched.", "en", ["Reuters"]),
        ("The police detained an AP journalist.", "en", ["Associated Press"]),
        ("The police detained an AP journalist, Reuters reported.", "en", ["Associated Press"]),
        ("AFP photographer John Smith was killed.", "en", ["Agence France-Presse"]),
        ("The minister received the head of Xinhua.", "en", ["Xinhua News Agency"]),
        ("Hãng Reuters sa thải 200 người.", "vi", ["Reuters"]),
        ("Ông tiếp lãnh đạo hãng tin TASS.", "vi", ["TASS"]),
        ("Phóng viên AFP thiệt mạng.", "vi", ["Agence France-Presse"]),
        ("TTXVN và Tân Hoa Xã ký thỏa thuận hợp tác.", "vi", ["Thông tấn xã Việt Nam", "Tân Hoa xã"]),
    ],
)
def test_an_agency_that_the_story_is_about_is_a_body_without_a_generic_word(
    text: str, language: str, expected: list[str]
) -> None:
    assert organisations(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("He told Le Monde that he would stay.", "en", ["Le Monde"]),
        ("Báo Le Monde cho biết ông sẽ từ chức.", "vi", ["Le Monde"]),
    ],
)
def test_newspapers_are_bodies_wherever_they_are_named(text: str, language: str, expected: list[str]) -> None:
    assert organisations(text, language) == expected


def test_the_name_of_a_source_stays_taken() -> None:
    one = read(cleaned(parsed(body=("Belga reported it.",))), "en")
    known = known_organisations(one, Countries((), ()))
    assert known.tags == ()
    assert [one.words(mention) for mention in known.mentions] == ["Belga"]

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.language import detect_language, is_vietnamese_syllable


@pytest.mark.parametrize(
    ("text", "code", "method"),
    [
        ("Hai bên hài lòng với sự phát triển của hợp tác hữu nghị.", "vi", "letters"),
        ("Silicon Valley Bank sụp đổ", "vi", "letters"),
        ("Hai ben hai long voi su phat trien cua hop tac huu nghi.", "vi", "syllables"),
        ("Party chief Tô Lâm receives Lương Cường in Hà Nội on Monday morning", "en", "cld2"),
        ("Both sides agreed to meet again in the spring of next year.", "en", "cld2"),
        ("Les deux ministres se sont rencontrés à Bruxelles pour parler de commerce.", "fr", "cld2"),
        ("De twee ministers hebben elkaar in Brussel ontmoet om over handel te praten.", "nl", "cld2"),
        ("Die beiden Minister haben sich in Berlin getroffen und vertagt.", "de", "cld2"),
        ("两国外长在河内举行会谈，就双边合作交换意见。", "zh", "cld2"),
        ("Министры двух стран встретились в Ханое и обсудили торговлю.", "ru", "cld2"),
        ("Să spunem că după alegeri dacă va fi nevoie vom discuta în țară", "ro", "cld2"),
    ],
)
def test_languages(text: str, code: str, method: str) -> None:
    guess = detect_language((text,))
    assert (guess.code, guess.method) == (code, method)


def test_missing_diacritics_are_flagged() -> None:
    guess = detect_language(("Thu tuong tiep Dai su Bi tai Ha Noi hom nay",))
    assert [flag.flag for flag in guess.flags] == ["diacritics_missing"]
    assert detect_language(("Thủ tướng tiếp Đại sứ Bỉ tại Hà Nội hôm nay",)).flags == ()


def test_a_declared_language_that_is_none_counts_for_nothing() -> None:
    assert detect_language(["12 34"], "utf-8").code is None


def test_too_short_a_text_takes_the_declared_language() -> None:
    guess = detect_language(("Yukos",), "fr-BE")
    assert (guess.code, guess.method) == ("fr", "declared")
    assert [flag.flag for flag in guess.flags] == ["language_uncertain"]
    assert detect_language(("12 345",)).code is None
    assert detect_language(()).method == "none"


def test_a_wrong_declaration_does_not_decide() -> None:
    assert detect_language(("Hai bên hài lòng với sự phát triển của hợp tác hữu nghị.",), "en").code == "vi"
    assert detect_language(("Both sides agreed to meet again in the spring of next year.",), "vi").code == "en"


def test_syllables() -> None:
    assert all(map(is_vietnamese_syllable, ["Nghiêng", "quyền", "Trường", "thuở", "Bỉ", "khuya", "uống", "gì", "yêu"]))
    assert not any(map(is_vietnamese_syllable, ["Brussels", "trump", "school", "agreed", "street", "zoo"]))


@given(st.lists(st.none() | st.text(), max_size=3), st.none() | st.text(max_size=8))
def test_any_text_has_an_answer(parts: list[str | None], declared: str | None) -> None:
    guess = detect_language(parts, declared)
    assert guess.method in {"letters", "syllables", "cld2", "declared", "none"}
    assert (guess.code is None) == (guess.method == "none")


@pytest.mark.parametrize(
    ("headline", "code"),
    [
        ("Liverpool thang Leeds 6-1", "vi"),
        ("Perez thang Verstappen tai Grand Prix Azerbaijan", "vi"),
        ("The gioi an ben duoi Bien Den", "vi"),
        ("Sao 'X-Men: Days of Future Past' qua đời", "vi"),
        ("Ông Trump viết: “Make America great again, a wonderful day for all” trên mạng xã hội", "vi"),
        ("The phrase “Việt Nam muôn năm” was shouted by the crowd in the square", "en"),
        ("Pham Minh Chinh, Xi Jinping hold talks", "en"),
        ("Ho Chi Minh City", "en"),
        ("Wrigley bites into Kraft", "en"),
        ("NTT DoCoMo, Mm02 Sign Deal", "en"),
        ("Le roi Philippe en visite au Vietnam", "fr"),
        ("Visite d'Etat du roi au Vietnam", "fr"),
        ("Macron rencontre Merz à Paris", "fr"),
        ("Minister Prévot ontmoet Vietnamese premier", "nl"),
        ("Brussel wil meer handel", "nl"),
        ("Merz trifft Macron in Paris", "de"),
    ],
)
def test_headlines_are_told_by_their_little_words(headline: str, code: str) -> None:
    assert detect_language([headline]).code == code


ENGLISH = "The two ministers spoke about trade and research for two hours and agreed to meet again in the spring. "
VIETNAMESE = "Hai bộ trưởng đã trao đổi về thương mại và nghiên cứu trong hai giờ và nhất trí gặp lại vào mùa xuân. "


@pytest.mark.parametrize("text", [VIETNAMESE + ENGLISH, VIETNAMESE + 2 * ENGLISH, ENGLISH + VIETNAMESE])
def test_pages_in_two_languages_are_flagged_as_mixed(text: str) -> None:
    assert [flag.flag for flag in detect_language([text]).flags] == ["language_uncertain"]


@pytest.mark.parametrize("text", [VIETNAMESE, ENGLISH, ENGLISH + "He met Phạm Minh Chính and Tô Lâm in Đà Nẵng."])
def test_names_do_not_mix_a_page(text: str) -> None:
    assert detect_language([text]).flags == ()

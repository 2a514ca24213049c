"""Reports of one event in other languages share anchors, other events do not: headlines and bodies of our own."""

from __future__ import annotations

import unicodedata
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.stories.anchors import anchors

VISIT = {
    "en": "Macron meets Zelensky in Kyiv, pledges €2 billion",
    "vi": "Ông Macron gặp ông Zelensky ở Kiev, hứa 2 tỷ euro",
    "fr": "Macron rencontre Zelensky à Kiev et promet 2 milliards d’euros",
    "nl": "Macron ontmoet Zelensky in Kyiv en belooft 2 miljard euro",
    "de": "Macron trifft Selenskyj in Kiew und verspricht 2 Milliarden Euro",
    "es": "Macron se reúne con Zelenski en Kiev y promete 2.000 millones de euros",
    "pt": "Macron encontra Zelensky em Kiev e promete 2 bilhões de euros",
    "it": "Macron incontra Zelensky a Kiev e promette 2 miliardi di euro",
    "ru": "Макрон встретился с Зеленским в Киеве и пообещал 2 млрд евро",
    "sl": "Macron se je srečal z Zelenskim v Kijevu in obljubil 2 milijardi evrov",
    "zh": "马克龙在基辅会见泽连斯基，承诺提供20亿欧元",
    "ja": "マクロン氏、キエフでゼレンスキー氏と会談、20億ユーロを約束",
    "ar": "ماكرون يلتقي زيلينسكي في كييف ويتعهد بتقديم 2 مليار يورو",
    "ko": "마크롱, 키예프에서 젤렌스키와 회담… 20억 유로 약속",
}
QUAKE = {
    "en": "Earthquake of magnitude 7.8 kills 3,400 in Türkiye and Syria",
    "vi": "Động đất 7,8 độ làm 3.400 người chết ở Thổ Nhĩ Kỳ và Syria",
    "fr": "Un séisme de magnitude 7,8 fait 3 400 morts en Turquie et en Syrie",
    "de": "Beben der Stärke 7,8: 3.400 Tote in der Türkei und Syrien",
    "es": "Un terremoto de magnitud 7,8 deja 3.400 muertos en Turquía y Siria",
    "ru": "Землетрясение магнитудой 7,8 унесло жизни 3400 человек в Турции и Сирии",
    "zh": "土耳其和叙利亚发生7.8级地震，3400人遇难",
}


@pytest.mark.parametrize("event", [VISIT, QUAKE], ids=["visit", "quake"])
def test_headlines_of_one_event_share_two_anchors_and_more_in_any_two_languages(event: dict[str, str]) -> None:
    found = {language: set(anchors(text, language)) for language, text in event.items()}
    poor = {(a, b): found[a] & found[b] for a, b in combinations(found, 2) if len(found[a] & found[b]) < 2}
    assert not poor


def test_headlines_of_two_events_share_none() -> None:
    visits = {key for language, text in VISIT.items() for key in anchors(text, language)}
    quakes = {key for language, text in QUAKE.items() for key in anchors(text, language)}
    assert not visits & quakes


def test_vietnamese_names_count_in_pairs_with_and_without_diacritics() -> None:
    written = anchors("Thủ tướng Phạm Minh Chính tiếp ông Dirk Achten", "vi")
    bare = anchors("Thu tuong Pham Minh Chinh tiep ong Dirk Achten", "vi")
    english = anchors("Prime Minister Pham Minh Chinh received Dirk Achten", "en")
    names = {"n:pham minh", "n:minh chinh", "n:dirk", "n:achten"}
    assert names <= set(written) & set(bare) & set(english)
    assert "n:minh" not in written


def test_capitals_of_english_headlines_make_no_names_of_common_words() -> None:
    found = anchors("Police Arrest Suspect After Shooting Near Rotterdam Station", "en")
    assert "n:rotterdam" in found
    assert not {"n:police", "n:arrest", "n:suspect"} & set(found)


def test_composed_and_decomposed_text_have_the_same_anchors() -> None:
    text = "Hội nghị cấp cao ASEAN tại Hà Nội: 12 nghìn đại biểu, Emmanuel Macron"
    assert anchors(text, "vi") == anchors(unicodedata.normalize("NFD", text), "vi")


def test_long_texts_are_read_at_their_beginning_alone() -> None:
    assert anchors("Rowlett said so. " + "word " * 1_000_000 + "Chambers", "en").keys() == {"n:rowlett", "k:LFLT"}


@settings(max_examples=60)
@given(st.text(max_size=300), st.sampled_from(["en", "vi", "zh", "ar", "ru", "th", "xx", None]))
def test_any_text_has_anchors_of_known_kinds(text: str, language: str | None) -> None:
    assert all(
        key[:2] in ("n:", "k:", "#:", "y:", "c:") and count > 0 for key, count in anchors(text, language).items()
    )


def test_a_country_is_no_name_besides() -> None:
    assert set(anchors("Wales beat Italy in Cardiff, says Rowlett", "en")) == {
        "c:IT",
        "c:GB",
        "e:win",
        "n:cardiff",
        "k:KLDF",
        "k:KDF",
        "n:rowlett",
        "k:LFLT",
    }
    assert "k:LS" not in anchors("俄罗斯总统在莫斯科", "zh")

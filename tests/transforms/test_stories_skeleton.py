"""One name has one skeleton in every script; names that differ have different ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.stories.skeleton import skeletons
from transforms.stories.transcription import transcribed

ONE_NAME = {
    "zelensky": "Zelensky Zelenskyy Selenskyj Зеленский Зеленський زيلينسكي ゼレンスキー 젤렌스키 เซเลนสกี",
    "trump": "Trump Трамп ترامب トランプ 트럼프 ทรัมป์ Τραμπ",
    "biden": "Biden Байден بايدن バイデン 바이든 ไบเดน",
    "macron": "Macron Макрон ماكرون マクロン มาครง",
    "putin": "Putin Poutine Poetin Путин بوتين 푸틴",
    "obama": "Obama Обама أوباما オバマ 오바마 โอบามา",
    "johnson": "Johnson Джонсон جونسون ジョンソン 존슨",
    "jinping": "Jinping Цзиньпин",
    "merkel": "Merkel Меркель ميركل メルケル",
}


@pytest.mark.parametrize("names", ONE_NAME.values(), ids=ONE_NAME)
def test_a_name_has_one_skeleton_in_all_scripts(names: str) -> None:
    first, *others = names.split()
    assert all(set(skeletons(first)) & set(skeletons(other)) for other in others)


def test_different_names_have_different_skeletons() -> None:
    found = [skeletons(names.split()[0])[0] for names in ONE_NAME.values()]
    assert len(set(found)) == len(found)


def test_an_r_that_no_vowel_follows_may_be_left_out_as_chinese_does() -> None:
    assert skeletons("Chambers") == ("SNPLS", "SNPS")
    assert "SNPS" in transcribed("杰西卡·钱伯斯")


def test_case_and_diacritics_do_not_matter() -> None:
    assert skeletons("ERDOĞAN") == skeletons("Erdoğan") == skeletons("Erdogan")


@pytest.mark.parametrize("word", ["", "12", "-", "้"])
def test_what_holds_no_letter_has_no_skeleton(word: str) -> None:
    assert skeletons(word) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("保罗·罗莱特说", ["LT", "LLT"]),
        ("美国总统特朗普", ["TLNP"]),
        ("与默克尔会谈", ["MKL"]),
        ("乌克兰总统泽连斯基", ["SLNSK"]),
    ],
)
def test_foreign_names_in_chinese_are_found_by_their_characters(text: str, names: list[str]) -> None:
    assert set(transcribed(text)) & set(names)


def test_plain_words_of_transcribing_characters_are_no_names() -> None:
    assert list(transcribed("南北两地的高等学校开学了")) == []


@given(st.text(max_size=60))
def test_any_text_has_skeletons_of_known_classes(text: str) -> None:
    assert all(set(found) <= set("APFTDKGSMNLH") for found in (*skeletons(text), *transcribed(text)))

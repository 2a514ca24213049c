"""Cues of machine translation: each as the contract names it, and native text that must not show two."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.transforms.transforms_makers import cleaned, document, parsed
from transforms.machine_translation import find_cues
from transforms.reading import read
from transforms.records import Cue

PLAIN = "Hai bên nhất trí mở rộng hợp tác thương mại trong năm nay."


def cues(*paragraphs: str, language: str = "vi") -> list[tuple[str, str]]:
    found = find_cues(read(cleaned(parsed(body=paragraphs), as_given=True), language))
    return [(cue.cue, cue.text) for cue in found]


def test_the_sample_shows_exactly_the_cues_expected(shared: Path) -> None:
    expected = json.loads((shared / "contract/expected/004.json").read_text(encoding="utf-8"))["mt_cues"]
    text = (shared / "samples/004_f85bec5d394a454a.txt").read_text(encoding="utf-8")
    found = find_cues(read(cleaned(document(text)), "vi"))
    assert found == tuple(Cue(cue["cue"], cue["text"]) for cue in expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Từ 3-ngày 7 Tháng 5.", [("date_range_order", "3-ngày 7 Tháng 5"), ("month_capital", "7 Tháng 5")]),
        ("Ông thăm Bỉ từ ngày 3 đến ngày 7 tháng 5.", []),
        ("Tháng 5 năm 2020, ông thăm Bỉ.", []),
        ("Đoàn có quyền truy cập vào Hoa Kỳ trong ba ngày.", [("access_for_visit", "quyền truy cập vào Hoa Kỳ")]),
        ("Người dùng có quyền truy cập vào Internet và dữ liệu.", []),
        ("Bộ trưởng John Smit (John Smith) và có cuộc họp.", [("conjunction_clash", ") và có")]),
        ("Trường đã đón đoàn Bỉ (Brussels) và có kế hoạch mới.", []),
        ("Bộ Y tế, Bộ Y tế Thứ trưởng nói.", [("repeated_head", "Bộ Y tế, Bộ Y tế Thứ trưởng")]),
        ("Tại Hà Nội, Hà Nội Thứ trưởng.", []),
        ("Hai bên sẽ tăng cường hợp tác kinh.", [("cut_sentence", "hợp tác kinh.")]),
        ("Hai bên sẽ tăng cường hợp tác kinh tế.", []),
        ("Ông nói về các chính sách của những.", [("cut_sentence", "sách của những.")]),
    ],
)  # fmt: skip
def test_cues_of_a_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    assert cues(PLAIN, text) == expected


def test_a_space_before_the_stop_counts_from_two_paragraphs_on() -> None:
    assert cues("Hai bên hợp tác .", PLAIN) == []
    assert cues("Hai bên hợp tác .", "Họ họp tại Bỉ .") == [
        ("space_before_stop", "hợp tác ."),
        ("space_before_stop", "tại Bỉ ."),
    ]


def test_openers_that_give_no_example() -> None:
    empty = ("Ví dụ, họ sẽ giúp Việt Nam.", "Chẳng hạn, hai bên ủng hộ.")
    assert [cue for cue, _ in cues(*empty)] == ["empty_opener", "empty_opener"]
    assert cues(empty[0], PLAIN) == []
    assert cues("Ví dụ, giá gạo tăng 5%.", "Ví dụ, giá dầu giảm 3%.") == []
    english = ("For example, both sides support it.", "For example, they will help.")
    assert cues(*english, language="en") == [("empty_opener", "For example,")]


def test_lone_punctuation_is_a_cue_whether_cleaning_took_it_out_or_not() -> None:
    taken_out = find_cues(read(cleaned(parsed(body=(PLAIN, "."))), "vi"))
    assert taken_out == (Cue("lone_punctuation_line", "."),)
    assert cues(PLAIN, ".") == [("lone_punctuation_line", ".")]


def test_other_languages_and_bare_text_are_left_alone() -> None:
    assert cues("Le ministre est venu .", "Il est parti .", language="fr") == []
    assert cues("Ong tham Bi tu 3-ngay 7 Thang 5 .", "Ho hop tai Bi .") == []

from __future__ import annotations

import pytest

from tests.transforms.test_countries import countries
from transforms.text import strip_marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hà Nội phản đối hành động của Bắc Kinh.", {"VNM", "CHN"}),
        ("Hà Nội yêu cầu Bắc Kinh rút giàn khoan.", {"VNM", "CHN"}),
        ("Quan hệ Hà Nội - Washington nồng ấm.", {"VNM", "USA"}),
        ("Mỹ chuyển vũ khí cho Kiev và đàm phán với Tehran.", {"USA", "UKR", "IRN"}),
        ("Hà Nội cấm xe máy từ năm 2030.", set()),
        ("Hà Nội yêu cầu các quận dọn rác.", set()),
        ("Hội nghị diễn ra tại Bắc Kinh.", set()),
    ],
)
def test_capitals_in_vietnamese_with_and_without_diacritics(text: str, expected: set[str]) -> None:
    assert countries(text, "vi") == expected
    assert countries(strip_marks(text), "vi") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moscow was considering a truce.", {"RUS"}),
        ("Beijing's foreign policy and the Kabul government.", {"CHN", "AFG"}),
        ("Hanoi and Tokyo upgraded ties.", {"VNM", "JPN"}),
        ("Talks between Tehran and Riyadh resumed.", {"IRN", "SAU"}),
        ("Tehran-backed fighters left.", {"IRN"}),
        ("Paris was beautiful and Rome has fountains.", set()),
        ("The Brussels-based firm moved to Berlin.", set()),
        ("They urged Paris mayor Anne Hidalgo to stay.", set()),
    ],
)
def test_capitals_in_english(text: str, expected: set[str]) -> None:
    assert countries(text, "en") == expected

"""Flags that tags raise, each with a reason; precise ones, since a wrong flag hides a good article."""

from __future__ import annotations

import pytest

from tests.transforms.transforms_makers import cleaned, parsed
from transforms.quality_flags import quality_flags
from transforms.reading import read
from transforms.records import DateTag, Evidence

GOOD = "The two ministers spoke about trade and agreed to meet again in the spring."


def flags(
    *body: str, title: str | None = None, language: str = "en", dates: tuple[DateTag, ...] = ()
) -> dict[str, str | None]:
    reading = read(cleaned(parsed(title=title, body=body), as_given=True), language)
    return {flag.flag: flag.detail for flag in quality_flags(reading, dates, machine_translated=False)}


def test_sound_text_raises_nothing() -> None:
    assert flags(GOOD, GOOD, title="Ministers meet") == {}


def test_an_unknown_year_is_named() -> None:
    dates = (DateTag("15 October", "XXXX-10-15", Evidence("body", 0, 0, 10, "date")),)
    assert flags(GOOD, dates=dates) == {"year_unresolved": "15 October"}


def test_machine_translation_is_flagged_as_told() -> None:
    reading = read(cleaned(parsed(body=(GOOD,)), as_given=True), "en")
    assert [flag.flag for flag in quality_flags(reading, (), machine_translated=True)] == ["machine_translated"]


@pytest.mark.parametrize(
    ("last", "language"),
    [
        ("The police asked anyone who saw the prisoner to contact the", "en"),
        ("The ministers also spoke about trade, research, defence,", "en"),
        ("The ministers also spoke about trade and research [...]", "en"),
        ("Hai bộ trưởng cũng đã trao đổi về hợp tác thương mại và", "vi"),
    ],
)
def test_a_text_that_breaks_off_is_truncated(last: str, language: str) -> None:
    assert "truncated" in flags(GOOD, last, language=language)


@pytest.mark.parametrize(
    "last",
    [
        "The game is out now for the PC and the Mac",
        "Hai bên sẽ hợp tác về giáo dục, y tế, du lịch... Hoàng Hà",
        "And so on",
        "",
    ],
)
def test_a_missing_full_stop_is_no_truncation(last: str) -> None:
    assert flags(GOOD, last or GOOD) == {}


def test_a_caption_without_a_credit_is_pointed_at() -> None:
    assert flags(GOOD, "Minister Son (R) and Minister Prevot at their meeting in Hanoi", GOOD) == {
        "caption_left_in_body": "paragraph 1"
    }
    assert flags(GOOD, "The third parties (left) did not vote for it.", GOOD) == {}


def test_a_title_that_promotes_a_deputy_conflicts_with_the_text() -> None:
    body = ("Thứ trưởng Ngoại giao Bỉ đã đến Hà Nội.", "Hai bên hài lòng.", "Thứ trưởng cảm ơn.")
    conflict = flags(*body, title="Bộ trưởng Ngoại giao Bỉ thăm Việt Nam", language="vi")
    assert list(conflict) == ["title_body_conflict"]
    assert flags(*body, title="Thứ trưởng Bỉ thăm Việt Nam", language="vi") == {}
    both = (*body, "Bộ trưởng Ngoại giao đã tiếp đoàn.")
    assert flags(*both, title="Bộ trưởng Ngoại giao tiếp đoàn Bỉ", language="vi") == {}

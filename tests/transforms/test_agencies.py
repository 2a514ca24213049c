from __future__ import annotations

import pytest

from transforms.cleaning.agencies import agency_in, attributed_agency, is_agency


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        ("VNA", "VNA"),
        ("TTXVN", "VNA"),
        ("AFP/TTXVN", "AFP"),
        ("Getty/AP", "AP"),
        ("Tân Hoa xã", "Xinhua"),
        ("Belga", "Belga"),
    ],
)
def test_aliases(mark: str, code: str) -> None:
    agency = agency_in(mark)
    assert agency is not None
    assert agency.code == code


def test_no_agency() -> None:
    assert agency_in("The Brussels Times") is None
    assert agency_in("APPLE") is None
    assert agency_in(None) is None
    assert not is_agency("AFP reporter")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The talks failed, according to AFP.", "AFP"),
        ("Theo hãng tin Reuters, hai bên", "Reuters"),
        ("Hãng tin Yonhap đưa tin ngày 1/4", "Yonhap"),
        ("the Xinhua News Agency reported on Monday", "Xinhua"),
        ("dẫn lời AP", "AP"),
        ("Theo phóng viên TTXVN tại Brussels, hai bên", "VNA"),
        ("Trả lời phóng viên TTXVN, ông nói", "VNA"),
        ("The ministry agreed, Xinhua said, citing the TASS news agency.", "TASS"),
        ("The plan was first reported by Reuters.", "Reuters"),
    ],
)
def test_attribution(text: str, code: str) -> None:
    agency = attributed_agency(["Nothing here.", text])
    assert agency is not None
    assert agency.code == code


def test_a_weak_alias_needs_an_attribution() -> None:
    assert attributed_agency(["The AP reported record sales of the APP."]) is None
    assert attributed_agency(["He visited the Reuters office."]) is None

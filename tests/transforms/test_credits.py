from __future__ import annotations

import pytest

from transforms.cleaning.credits import (
    PhotoCredit,
    clean_caption,
    closing_agency,
    is_end_mark,
    sign_off,
    split_photo_credit,
)
from transforms.records import Caption


@pytest.mark.parametrize(
    ("paragraph", "rest", "credit"),
    [
        ("The ministers in Hanoi (Photo: VNA)", "The ministers in Hanoi", "VNA"),
        ("Hai bộ trưởng tại Hà Nội (Ảnh: Lâm Khánh/TTXVN)", "Hai bộ trưởng tại Hà Nội", "Lâm Khánh/TTXVN"),
        ("The King [Photo by John Doe/AFP].", "The King", "John Doe/AFP"),
        ("The President speaks. (AP Photo/Jane Roe)", "The President speaks.", "AP Photo/Jane Roe"),
        ("Đoàn tại Bỉ. Ảnh: TTXVN", "Đoàn tại Bỉ.", "TTXVN"),
        ("(Photo: VNA)", "", "VNA"),
        ("The King at the palace. Photo by John Smith/AFP", "The King at the palace.", "John Smith/AFP"),
        ("The King at the palace © AFP", "The King at the palace", "AFP"),
        ("Vua Bỉ tại Phủ Chủ tịch - Ảnh: TTXVN", "Vua Bỉ tại Phủ Chủ tịch", "TTXVN"),
        ("Vua Bỉ tại Phủ Chủ tịch (Nguồn: AFP/TTXVN)", "Vua Bỉ tại Phủ Chủ tịch", "AFP/TTXVN"),
    ],
)
def test_photo_credits(paragraph: str, rest: str, credit: str) -> None:
    assert split_photo_credit(paragraph) == PhotoCredit(rest, credit)


@pytest.mark.parametrize(
    "paragraph",
    [
        "The treaty (EVFTA)",
        "He took a photo: it shows the two ministers who had come to Hanoi to sign the agreement with each other",
        "Photo: a story of light (2019), told by those who were there at the time",
        "They discussed trade (see photo).",
        "Lạm phát năm nay là 3% (Nguồn: Tổng cục Thống kê)",
        "The novel was adapted from a story by Nguyen Du",
        "",
    ],
)
def test_what_is_no_photo_credit(paragraph: str) -> None:
    assert split_photo_credit(paragraph) is None


def test_a_captions_own_credit_stays_first() -> None:
    assert clean_caption(Caption("The King (Photo: AFP)")) == Caption("The King", "AFP")
    assert clean_caption(Caption("The King (Photo: AFP)", "(VNA)")) == Caption("The King", "VNA")


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("VNA", "VNA"),
        ("(TTXVN)", "TTXVN"),
        ("VNA./.", "VNA"),
        ("AFP/TTXVN", "AFP/TTXVN"),
        ("TTXVN/Vietnam+", "TTXVN/Vietnam+"),
        ("Minh Anh (TTXVN)", "Minh Anh (TTXVN)"),
        ("(Nguyễn Hà)", "Nguyễn Hà"),
        ("Nguyễn Thị Hằng", "Nguyễn Thị Hằng"),
        ("N.T.H", "N.T.H"),
        ("P.V", "P.V"),
        ("Theo TTXVN", "Theo TTXVN"),
        ("Theo Báo Mới", "Theo Báo Mới"),
        ("Nguồn: Delta Wire", "Nguồn: Delta Wire"),
        ("(TTXSH)", "TTXSH"),
    ],
)
def test_sign_offs(line: str, credit: str) -> None:
    assert sign_off(line, alone=False) == credit


@pytest.mark.parametrize(
    "line",
    [
        "Both sides agreed.",
        "Read More",
        "Hai bên nhất trí.",
        "",
        "(see below)",
        "VNA said so",
        "Belgium",
        "The AFP office",
    ],
)
def test_what_is_no_sign_off(line: str) -> None:
    assert sign_off(line, alone=False) is None


def test_an_author_alone_is_text() -> None:
    assert sign_off("Nguyễn Thị Hằng", alone=True) is None
    assert sign_off("VNA", alone=True) == "VNA"


@pytest.mark.parametrize(
    ("mark", "credit"),
    [("— AFP", "AFP"), ("- VNA -", "VNA"), ("Nguyễn Văn An (TTXVN/Vietnam+)", "Nguyễn Văn An (TTXVN/Vietnam+)")],
)
def test_marks_lose_their_dashes_and_keep_their_author(mark: str, credit: str) -> None:
    assert sign_off(mark, alone=False) == credit


def test_a_name_behind_a_dash_is_a_quotation_and_no_mark() -> None:
    assert sign_off("— Emmanuel Macron", alone=False) is None


@pytest.mark.parametrize(
    ("paragraph", "code"),
    [
        ("Hai bên nhất trí hợp tác. (TTXVN)", "VNA"),
        ("Hai bên nhất trí hợp tác./. Minh Nguyệt (TTXVN)", "VNA"),
        ("Les deux ministres se sont rencontrés. (Belga)", "Belga"),
        ("The two ministers met. (AP)", "AP"),
        ("Hai bên cùng quan tâm. TTXVN", "VNA"),
        ("Ông làm việc tại TTXVN.", None),
        ("They spoke about the treaty (EVFTA).", None),
    ],
)
def test_an_agency_that_closes_the_last_paragraph(paragraph: str, code: str | None) -> None:
    agency = closing_agency(paragraph)
    assert (agency and agency.code) == code


def test_end_marks() -> None:
    assert all(is_end_mark(mark) for mark in ("./.", "/.", " ././."))
    assert not any(is_end_mark(mark) for mark in (".", "...", "1/2", ""))

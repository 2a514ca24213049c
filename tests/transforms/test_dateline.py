from __future__ import annotations

from datetime import date

import pytest

from transforms.cleaning.dateline import split_dateline
from transforms.records import Dateline

PUBLISHED = date(2025, 4, 1)


@pytest.mark.parametrize(
    ("paragraph", "dateline", "agency"),
    [
        ("HANOI, April 1 (VNA) - Both", Dateline("HANOI", "VNM", "2025-04-01"), "VNA"),
        ("Hà Nội (TTXVN 31/3) - Hai", Dateline("Hà Nội", "VNM", "2025-03-31"), "VNA"),
        ("Hà Nội, ngày 1/4 (TTXVN) – Hai", Dateline("Hà Nội", "VNM", "2025-04-01"), "VNA"),
        ("BRUSSELS, Dec. 30 (Xinhua) -- The", Dateline("BRUSSELS", "BEL", "2024-12-30"), "Xinhua"),
        ("NEW DELHI, India (AP) — The", Dateline("NEW DELHI", "IND", None), "AP"),
        ("TOKYO, 1 May 2024 (Kyodo) — A", Dateline("TOKYO", "JPN", "2024-05-01"), "Kyodo"),
        ("LONDON — The", Dateline("LONDON", "GBR", None), None),
        ("(VNA) – The", None, "VNA"),
        ("Hà Nội (TTXVN 31/3) Hai", Dateline("Hà Nội", "VNM", "2025-03-31"), "VNA"),
        ("MOSCOW, March 31. /TASS/. The", Dateline("MOSCOW", "RUS", "2025-03-31"), "TASS"),
        ("GENEVA/BRUSSELS, April 1 (Reuters) - The", Dateline("GENEVA/BRUSSELS", "CHE", "2025-04-01"), "Reuters"),
        ("BRUXELLES, 1er avril (AFP) - Le", Dateline("BRUXELLES", "BEL", "2025-04-01"), "AFP"),
        ("Paris, 31 mars 2025 (AFP) - Le", Dateline("Paris", "FRA", "2025-03-31"), "AFP"),
        ("BRUSSEL 31/03 (BELGA) = De", Dateline("BRUSSEL", "BEL", "2025-03-31"), "Belga"),
        ("BRUSSEL, 3 mei (ANP) - De", Dateline("BRUSSEL", "BEL", "2025-05-03"), "ANP"),
    ],
)
def test_datelines(paragraph: str, dateline: Dateline | None, agency: str | None) -> None:
    opening = split_dateline(paragraph, PUBLISHED)
    assert opening is not None
    assert opening.dateline == dateline
    assert (opening.agency.code if opening.agency else None) == agency
    assert paragraph.endswith(opening.rest)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Vietnam - Belgium ties have grown",
        "NATO — the alliance — met",
        "COVID-19 - What we know",
        "Hà Nội - Bắc Kinh tăng cường hợp tác",
        "(Dân trí) - Hai bên",
        "Thủ tướng tiếp Đại sứ, 1/4 - một ngày",
        "HANOI, April 1 (VNA) - ",
        "the (VNA) - thing",
        "Hà Nội (TTXVN) Hai bên đã họp",
        "Paris (population 2/3) is large",
    ],
)
def test_what_is_no_dateline(paragraph: str) -> None:
    assert split_dateline(paragraph, PUBLISHED) is None


def test_the_year_is_the_nearest_one_or_unknown() -> None:
    opening = split_dateline("HANOI, Jan 2 (VNA) - Both", date(2024, 12, 31))
    assert opening is not None
    assert opening.dateline == Dateline("HANOI", "VNM", "2025-01-02")
    opening = split_dateline("HANOI, Jan 2 (VNA) - Both", None)
    assert opening is not None
    assert opening.dateline == Dateline("HANOI", "VNM", "XXXX-01-02")


def test_a_day_that_cannot_be_is_left_out() -> None:
    opening = split_dateline("HANOI, April 31 (VNA) - Both", PUBLISHED)
    assert opening is not None
    assert opening.dateline == Dateline("HANOI", "VNM", None)

from __future__ import annotations

import pytest

from transforms.dating.dates import read_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-01-10T22:06:08:684Z", "2022-01-10T22:06:08Z"),
        ("2020-12-05T23:15:0Z", "2020-12-05T23:15:00Z"),
        ("2020-08-18 21:35", "2020-08-18T21:35:00"),
        ("2020. 08. 18. 21:35", "2020-08-18T21:35:00"),
        ("5.10.2026 klo 14.05", "2026-10-05T14:05:00"),
        ("5. okt. 2026 kl. 14.05", "2026-10-05T14:05:00"),
        ("5 ottobre 2026 ore 14.05", "2026-10-05T14:05:00"),
        ("5.10.2026 godz. 14.05", "2026-10-05T14:05:00"),
        ("6 May 2022 - 2:00 a. m.", "2022-05-06T02:00:00"),
        ("04 de mayo 2022, 12:00 A. M.", "2022-05-04T00:00:00"),
        ("2026년 11월 5일 오후 3:05", "2026-11-05T15:05:00"),
        ("2026年11月5日 下午3:05", "2026-11-05T15:05:00"),
        ("2026年11月5日 午後3時05分", "2026-11-05T15:05:00"),
        ("24 أبريل 2020 09:22 مساءً", "2020-04-24T21:22:00"),
        ("Thứ Hai, 05/10/2026, 10:00 (GMT+7)", "2026-10-05T10:00:00+07:00"),
    ],
)
def test_times_of_day(text: str, expected: str) -> None:
    value = read_date(text, order="DMY")
    assert value is not None
    assert value.edtf == expected


@pytest.mark.parametrize("text", ["19.1.23, 10:00-11:30 Uhr", "19.1.23, 10:00 - 11:30"])
def test_the_end_of_a_meeting_is_no_offset(text: str) -> None:
    value = read_date(text)
    assert value is not None
    assert value.edtf == "2023-01-19T10:00:00"


def test_an_offset_behind_utc_stays_one() -> None:
    value = read_date("2026-11-12T15:42-05:00")
    assert value is not None
    assert value.edtf == "2026-11-12T15:42:00-05:00"

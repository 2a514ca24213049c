from __future__ import annotations

import pytest

from scrapers.datewords import label_of, pieces, spans_days


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Last updated 04 Jun 2020, originally created 17 Jun 2019", ["changed", "published"]),
        ("Veröffentlicht am: 5. Juni 2023 Von Lisa", ["published"]),
        ("Letzte Änderung: 31.10.2023 - 14:49 Erschienen am: 01.11.2023", ["changed", "published"]),
        ("Publié le 5 mai 2020 à 8h, mis à jour le 6 mai 2020", ["published", "changed"]),
        ("Publicado: 05/05/2020 - Actualizado: 06/05/2020", ["published", "changed"]),
        ("입력 2026.01.29 18:40 수정 2026.01.29 20:00", ["published", "changed"]),
        ("公開日：2026年10月5日 更新日：2026年10月6日", ["published", "changed"]),
        ("发布时间：2026-10-05", ["published"]),
        ("Опубликовано 5 октября 2026", ["published"]),
        ("Cập nhật lúc 15:42 12/11/2026", ["changed"]),
        ("Ngày đăng: 12/11/2026", ["published"]),
        ("05.04.2025 - GÜNCELLEME : 06.04.2025", ["", "changed"]),
        ("Video verfügbar bis 28.02.2021", ["other"]),
        ("Mitglied seit 18.09.2008", ["other"]),
        ("© 2020 Example Press", ["other"]),
        ("Published and updated on 5 May 2020", ["published"]),
        ("Von Juliane Muster 28.04.2023, 18:11 Uhr", [""]),
        ("No figure, though it was updated", []),
    ],
)
def test_what_the_words_say_of_each_date(line: str, said: list[str]) -> None:
    assert [piece.said for piece in pieces(line)] == said


def test_a_capital_that_grows_in_lower_case_does_not_shift_the_pieces() -> None:
    assert [piece.text for piece in pieces("İİİ published 5 May 2020")] == [" 5 May 2020"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Datum:", "published"),
        ("Erschienen am:", "published"),
        ("Letzte Änderung:", "changed"),
        ("Posted 5 May", ""),
        ("Published by the Harbour Example every day", ""),
        ("Home", ""),
    ],
)
def test_a_label_in_the_line_above(line: str, said: str) -> None:
    assert label_of(line) == said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wochenbericht 14. - 20. Januar 2022", True),
        ("5–7 October 2026", True),
        ("11.-14. November 2026", True),
        ("2026-10-05", False),
        ("05-Oct-2026 10:00", False),
        ("15:30 - 12 November 2026", False),
        ("12 November 2026 - 15:30", False),
    ],
)
def test_a_stretch_of_days(text: str, expected: bool) -> None:
    assert spans_days(text) is expected


def test_a_hostile_line_is_taken_apart_at_once() -> None:
    line = "updated 1 " * 5_000
    assert len(pieces(line)) == 5_000

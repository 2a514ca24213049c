from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from transforms.copies.alignment import NOWHERE, align
from transforms.copies.lineage import Lineage, lineage
from transforms.text import strip_marks

WIRE = (
    "The port of Antwerp handled 6.2 million tonnes in the first half of the year, its operator said on Tuesday.",
    "Container traffic grew by four percent, helped by new services to Hai Phong and to Cai Mep in the south.",
    "Dock workers and the operator had agreed on a new contract in January after two weeks of talks.",
    "The agreement raised wages by three percent and shortened the night shift by an hour.",
    "Investment in shore power for ships will begin next spring and last until the end of the decade.",
)
OWN = "Our correspondent adds that the quays were quiet this morning while snow fell on the empty cranes."


def fates(found: Lineage) -> list[tuple[str, int | None, int | None]]:
    return [(one.fate, one.position, one.of_position) for one in found.paragraphs]


def test_the_same_text_is_kept_whole() -> None:
    found = lineage(WIRE, WIRE)
    assert (found.share_kept, found.share_of_copy) == (1, 1)
    assert fates(found) == [("kept", place, place) for place in range(5)]


def test_typography_case_and_diacritics_are_no_change() -> None:
    body = ("Thủ tướng Chính phủ tiếp Đại sứ Bỉ tại Hà Nội chiều 3 tháng 3.", "Hai bên nhất trí “tăng cường” hợp tác.")
    for copy in (
        [unicodedata.normalize("NFD", one) for one in body],
        [strip_marks(one).upper().replace("“", '"') for one in body],
    ):
        assert fates(lineage(body, copy)) == [("kept", 0, 0), ("kept", 1, 1)]


def test_a_story_shortened_from_below_lost_its_last_paragraphs() -> None:
    found = lineage(WIRE, WIRE[:2])
    assert fates(found) == [("kept", 0, 0), ("kept", 1, 1), ("cut", None, 2), ("cut", None, 3), ("cut", None, 4)]
    assert found.share_of_copy == 1
    assert 0.4 < found.share_kept < 0.5


def test_a_paragraph_of_its_own_is_added() -> None:
    found = lineage(WIRE, (*WIRE[:2], OWN, *WIRE[2:]))
    assert [one for one in fates(found) if one[0] != "kept"] == [("added", 2, None)]
    assert found.share_kept == 1
    assert 0.8 < found.share_of_copy < 0.9


def test_changed_words_are_counted_and_the_rest_of_the_sentence_is_kept() -> None:
    copy = (WIRE[0].replace("6.2 million", "6.4 million"), *WIRE[1:])
    found = lineage(WIRE, copy)
    assert fates(found)[0] == ("changed", 0, 0)
    assert found.paragraphs[0].share == 20 / 21
    assert [one.share for one in found.paragraphs[1:]] == [1, 1, 1, 1]


def test_every_fifth_word_changed_leaves_four_fifths() -> None:
    copy = [" ".join("other" if n % 5 == 4 else word for n, word in enumerate(one.split())) for one in WIRE]
    found = lineage((" ".join(WIRE),), (" ".join(WIRE[:2]), *copy[2:]))
    assert 0.85 < found.share_kept < 0.93


def test_paragraphs_split_and_joined_are_kept_and_none_is_missing() -> None:
    first, second = (
        "Container traffic grew by four percent,",
        "helped by new services to Hai Phong and to Cai Mep in the south.",
    )
    found = lineage(WIRE[:3], (WIRE[0], first, second, WIRE[2]))
    assert fates(found) == [("kept", 0, 0), ("kept", 1, 1), ("kept", 2, 1), ("kept", 3, 2)]
    found = lineage(WIRE[:3], (WIRE[0] + " " + WIRE[1], WIRE[2]))
    assert fates(found) == [("kept", 0, 0), ("kept", 1, 2), ("kept", 0, 1)]


def test_a_paragraph_that_changed_place_moved_and_the_others_did_not() -> None:
    found = lineage(WIRE, (WIRE[3], *WIRE[:3], WIRE[4]))
    assert [one.of_position for one in found.paragraphs if one.moved] == [3]
    assert {one.fate for one in found.paragraphs} == {"kept"}


def test_what_a_copy_says_twice_is_found_once() -> None:
    found = lineage(WIRE[:1], (WIRE[0], WIRE[0]))
    assert fates(found) == [("kept", 0, 0), ("added", 1, None)]
    assert (found.share_kept, found.share_of_copy) == (1, 0.5)


def test_two_texts_of_one_beat_are_cut_and_added() -> None:
    own = "Thủ tướng Chính phủ dự lễ khai giảng năm học mới tại một trường ở vùng cao và tặng quà cho học sinh."
    body = "Thủ tướng Chính phủ hội đàm với Thủ tướng Bỉ về thương mại, nông nghiệp và vận tải biển giữa hai nước."
    assert fates(lineage((body,), (own,))) == [("added", 0, None), ("cut", None, 0)]


def test_short_texts_and_paragraphs_without_a_word() -> None:
    assert lineage((), ()) == Lineage(0, 0, ())
    assert fates(lineage(("Bão số 3", "* * *"), ("***", "Bão số 3"))) == [("kept", 1, 0)]


TEXTS = st.lists(st.lists(st.sampled_from("abcdef"), max_size=12).map(" ".join), max_size=6)


@given(TEXTS, TEXTS)
def test_every_paragraph_has_a_fate_and_no_word_is_used_twice(original: list[str], copy: list[str]) -> None:
    sources = align(" ".join(original).split(), " ".join(copy).split())
    found = [source for source in sources if source != NOWHERE]
    assert len(found) == len(set(found))
    assert all(
        " ".join(original).split()[s] == " ".join(copy).split()[n] for n, s in enumerate(sources) if s != NOWHERE
    )
    result = lineage(original, copy)
    assert {one.position for one in result.paragraphs} - {None} == {n for n, one in enumerate(copy) if one}
    assert {one.of_position for one in result.paragraphs} - {None} == {n for n, one in enumerate(original) if one}
    assert all(0 <= one.share <= 1 for one in result.paragraphs)


@given(TEXTS)
def test_a_text_is_its_own_copy(body: list[str]) -> None:
    assert {one.fate for one in lineage(body, body).paragraphs} <= {"kept"}


def test_long_and_monotonous_texts_take_no_time() -> None:
    monotonous = ("word " * 50_000,)
    assert lineage(monotonous, monotonous).share_kept == 1
    assert lineage(monotonous, ("word other " * 25_000,)).share_kept < 1
    assert lineage(("\ud800 word",), ("\ud800 word",)).share_kept == 1

"""What counts as an edit, what is noise, and what kind of words an edit changed."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.records import Caption, Changes, Wording
from transforms.versions.compare import changes
from transforms.versions.typography import canonical

STORM = Wording(
    title="Storm kills three in Quang Ninh",
    summary="Ferries stay in port, and schools are closed.",
    body=(
        "A storm killed three people in Quang Ninh on Monday, officials said.",
        "The wind tore off roofs and cut power lines all across the bay.",
        "“We did warn everybody in time,” said Tran Van Minh, the head of the weather office.",
        "Damage is put at 12.5 million dollars, according to the province.",
        "Ferries stayed in port until the evening.",
    ),
    captions=(Caption("A roof in Ha Long", "VNA"), Caption("The port", "VNA")),
    authors=("An Nguyen", "Piet Claes"),
    credit="VNA",
    published_edtf="2026-03-02T08:00:00+07:00",
)
BAO = Wording(
    title="Bão số 5 làm ba người chết tại Quảng Ninh",
    body=(
        "Bão số 5 làm ba người chết tại Quảng Ninh, ông Trần Văn Minh cho biết sáng thứ hai.",
        "Toà nhà trung tâm bị tốc mái, thiệt hại ước tính 2 triệu đồng.",
        "Người dân không được báo trước về cơn bão.",
    ),
)


def body(paragraph: int, old: str, new: str, of: Wording = STORM) -> Wording:
    """The wording with one paragraph edited."""
    assert old in of.body[paragraph]
    edited = (*of.body[:paragraph], of.body[paragraph].replace(old, new), *of.body[paragraph + 1 :])
    return replace(of, body=edited)


NOISE: dict[str, Wording] = {
    "a counter": replace(STORM, body=(*STORM.body, "1,204 views")),
    "comments": replace(STORM, body=(*STORM.body, "Comments (12)")),
    "an age": replace(STORM, body=("5 minutes ago", *STORM.body)),
    "an age in Vietnamese": replace(STORM, body=("Cách đây 5 phút", *STORM.body)),
    "a time stamp": replace(STORM, body=("Updated 14:05", *STORM.body)),
    "a stamp in Vietnamese": replace(STORM, body=("Cập nhật lúc 14:05, 12/11/2026", *STORM.body)),
    "a stamp in French": replace(STORM, body=("Mis à jour le 12 novembre 2026 à 14h05", *STORM.body)),
    "a stamp in Dutch": replace(STORM, body=("Laatst bijgewerkt: 2 maart 2026 om 14:05", *STORM.body)),
    "two stamps": replace(STORM, body=("Published 12:03, updated 14:05", *STORM.body)),
    "a link": replace(STORM, body=(*STORM.body, "Read more: The storm of 1996")),
    "a link in Vietnamese": replace(STORM, body=(*STORM.body, "Xem thêm: Bão số 4 đổ bộ")),
    "straight quotes": replace(STORM, body=tuple(one.replace("“", '"').replace("”", '"') for one in STORM.body)),
    "hard spaces": replace(STORM, body=tuple(one.replace(" ", "\u00a0") for one in STORM.body)),
    "paragraphs joined": replace(STORM, body=(" ".join(STORM.body[:2]), *STORM.body[2:])),
    "captions in another order": replace(STORM, captions=STORM.captions[::-1]),
    "authors in another order": replace(STORM, authors=STORM.authors[::-1]),
    "the same instant": replace(STORM, published_edtf="2026-03-02T01:00:00Z"),
    "seconds left out": replace(STORM, published_edtf="2026-03-02T08:00+07:00"),
    "a date to the day": replace(STORM, published_edtf="2026-03-02"),
    "a date left out": replace(STORM, published_edtf=None),
}


@pytest.mark.parametrize("name", NOISE)
def test_noise_is_no_edit(name: str) -> None:
    assert changes(STORM, NOISE[name]) == Changes()


@pytest.mark.parametrize("name", [name for name in NOISE if not name.startswith("a date")])
def test_noise_that_goes_is_no_edit_either(name: str) -> None:
    assert changes(NOISE[name], STORM) == Changes()


def test_the_placement_of_a_tone_is_no_edit_and_a_missing_diacritic_is() -> None:
    assert changes(BAO, body(1, "Toà", "Tòa", BAO)) == Changes()
    assert changes(BAO, body(1, "Toà", "Toa", BAO)).fields == ("body",)


@pytest.mark.parametrize(
    ("edited", "fields"),
    [
        (replace(STORM, title="Storm kills three people in Quang Ninh"), ("headline",)),
        (replace(STORM, summary=None), ("summary",)),
        (replace(STORM, captions=STORM.captions[:1]), ("captions",)),
        (replace(STORM, captions=(Caption("A roof in Ha Long", "AFP"), STORM.captions[1])), ("captions",)),
        (replace(STORM, authors=("An Nguyen",)), ("byline",)),
        (replace(STORM, credit="AFP"), ("credit",)),
        (replace(STORM, published_edtf="2026-03-02T11:00:00+07:00"), ("date",)),
        (body(1, "cut power lines", "brought down power lines"), ("body",)),
        (replace(STORM, body=(*STORM.body, "3 people were found on Tuesday.")), ("body",)),
        (replace(STORM, body=(*STORM.body, "Updated figures: 3 people died")), ("body",)),
        (replace(STORM, body=(*STORM.body, "12.5")), ("body",)),
    ],
)
def test_what_changed_is_named(edited: Wording, fields: tuple[str, ...]) -> None:
    assert changes(STORM, edited).fields == fields


def test_a_time_that_was_not_known_before_is_taken() -> None:
    assert changes(replace(STORM, published_edtf="2026-03-02"), STORM).fields == ("date",)
    assert changes(replace(STORM, published_edtf=None), STORM).fields == ("date",)


@pytest.mark.parametrize(
    ("before", "after", "signs"),
    [
        (STORM, body(0, "three", "five"), ("figure_changed",)),
        (STORM, body(0, "three people", "at least five people"), ("figure_changed",)),
        (STORM, body(0, "three", "3"), ()),
        (STORM, body(3, "12.5 million", "12.5 billion"), ("figure_changed",)),
        (STORM, body(3, "12.5 million", "12,500,000"), ()),
        (STORM, body(2, "Minh", "Long"), ("name_changed",)),
        (STORM, body(0, "officials", "authorities"), ()),
        (STORM, body(0, "Monday", "Sunday"), ("time_changed",)),
        (STORM, body(2, "did warn", "did not warn"), ("negation_changed", "quote_changed")),
        (STORM, body(2, "in time", "as soon as we could"), ("quote_changed",)),
        (STORM, body(0, "Monday,", "Monday"), ("punctuation_only",)),
        (STORM, replace(STORM, title="Storm kills five in Quang Ninh"), ("figure_changed",)),
        (STORM, replace(STORM, body=(*STORM.body, "Minh said 40 houses fell.")), ()),
        (BAO, body(0, "ba người", "năm người", BAO), ("figure_changed",)),
        (BAO, body(0, "Minh", "Long", BAO), ("name_changed",)),
        (BAO, body(1, "triệu", "tỷ", BAO), ("figure_changed",)),
        (BAO, body(2, "không được", "được", BAO), ("negation_changed",)),
    ],
)
def test_signs_say_what_kind_of_words_changed(before: Wording, after: Wording, signs: tuple[str, ...]) -> None:
    assert changes(before, after).signs == signs


def operations(before: tuple[str, ...], after: tuple[str, ...]) -> list[tuple[str, int | None, int | None]]:
    found = changes(Wording(body=before), Wording(body=after)).paragraphs
    return [(change.op, change.position, change.before_position) for change in found if change.op != "kept"]


def test_paragraphs_are_kept_changed_moved_added_and_removed() -> None:
    a, b, c, d, e = STORM.body
    assert operations((a, b, c, d, e), (a, c, d, e, b)) == [("moved", 4, 1)]
    assert operations((a, b, c, d), (a, b, e, c, d)) == [("added", 2, None)]
    assert operations((a, b, c, d), (a, c, d)) == [("removed", None, 1)]
    louder = b.replace("wind", "strong wind")
    assert operations((a, b, c, d), (a, louder, c, d)) == [("changed", 1, 1)]
    assert operations((a, b, c, d), (a, c, d, louder)) == [("moved", 3, 1)]
    assert operations((a, b), (e, d)) == [
        ("removed", None, 0),
        ("removed", None, 1),
        ("added", 0, None),
        ("added", 1, None),
    ]
    assert operations((a, a, a), (a, a)) == [("removed", None, 2)]


def test_positions_count_in_the_stored_body_with_its_noise() -> None:
    found = changes(STORM, replace(STORM, body=("Updated 14:05", *STORM.body[:2], *STORM.body[3:])))
    assert [(one.op, one.position, one.before_position) for one in found.paragraphs] == [
        ("kept", 1, 0),
        ("kept", 2, 1),
        ("removed", None, 2),
        ("kept", 3, 3),
        ("kept", 4, 4),
    ]


def test_an_edit_shows_the_words_taken_out_and_put_in() -> None:
    found = changes(STORM, body(0, "three people", "at least five men"))
    (change,) = [one for one in found.paragraphs if one.op == "changed"]
    assert [(edit.removed, edit.inserted) for edit in change.edits] == [("three people", "at least five men")]
    assert (change.before, change.after) == (
        STORM.body[0],
        "A storm killed at least five men in Quang Ninh on Monday, officials said.",
    )
    assert (found.words_added, found.words_removed) == (4, 2)


def test_a_correction_and_its_notice_are_one_edit() -> None:
    note = "Correction: An earlier version of this article misstated the number of dead."
    edited = body(0, "three", "two")
    found = changes(STORM, replace(edited, body=(*edited.body, note)))
    assert [(notice.kind, notice.text) for notice in found.notices] == [("correction", note)]
    assert found.signs == ("figure_changed",)
    again = replace(edited, body=(*edited.body, note))
    assert changes(again, replace(again, title="Storm kills two")).notices == ()


WORDS = st.sampled_from("the storm killed three people in port “quoted” 12 views, not Minh said. Minh".split())
BODY = st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=8).map(tuple)


@given(BODY, BODY)
def test_the_paragraphs_of_both_versions_are_all_there_once(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    found = changes(Wording(body=before), Wording(body=after)).paragraphs
    old = [one.before_position for one in found if one.before_position is not None]
    new = [one.position for one in found if one.position is not None]
    assert len(set(old)) == len(old) <= len(before)
    assert new == sorted(set(new))
    for one in found:
        if one.op == "kept":
            assert one.position is not None
            assert one.before_position is not None
            assert canonical(before[one.before_position]) == canonical(after[one.position])


@given(BODY)
def test_a_version_is_no_edit_of_itself(text: tuple[str, ...]) -> None:
    said = Wording("Title", None, text)
    assert changes(said, replace(said, body=(*text,))) == Changes()


def hostile() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    chance = random.Random(6)
    numbers = [f"word {number}" for number in range(20_000)]
    return {
        "one long paragraph": (("a " * 100_000,), ("b " * 100_000,)),
        "one paragraph many times": (("same",) * 20_000, ("same",) * 20_001),
        "all in another order": (tuple(numbers), tuple(chance.sample(numbers, len(numbers)))),
        "all alike": (
            tuple(f"the cat sat on {n}" for n in range(5_000)),
            tuple(f"the cat sat by {n}" for n in range(5_000)),
        ),
        "two words": tuple(  # type: ignore[dict-item]
            tuple(" ".join(chance.choices("ab", k=150)) for _ in range(300)) for _ in range(2)
        ),
        "lone surrogates": (("\ud800 said Minh",), ("\udfff said Minh",)),
        "no words": (("…", "***"), ("—",)),
    }


@pytest.mark.parametrize("name", hostile())
def test_hostile_text_takes_bounded_time(name: str) -> None:
    before, after = hostile()[name]
    began = time.process_time()
    changes(Wording(body=before), Wording(body=after))
    assert time.process_time() - began < 30  # seconds of CPU: what is not bounded takes hours


def test_sentences_that_begin_like_noise_are_read() -> None:
    for line in (
        "Meer over de zaak wordt morgen verwacht, zei de minister.",
        "Updated figures show 12 dead.",
        "Five minutes ago he was still alive, she said.",
        "Cập nhật số ca mắc mới: 12 người.",
        "2026",
        "12 comments by the minister were struck from the record.",
    ):
        assert changes(STORM, replace(STORM, body=(*STORM.body, line))).fields == ("body",)

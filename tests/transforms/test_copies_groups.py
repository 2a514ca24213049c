"""Groups: what matches connect, but for articles made of several, whatever the order in which all came."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.copies.groups import cut, gather, place
from transforms.copies.records import UNDATED, Document, Match, Placement

ALL = (1 << 64) - 1
FRONT, BACK = (1 << 32) - 1, ((1 << 32) - 1) << 32


def document(doc_id: str, arrival: int = 0, published: str = UNDATED, **more: object) -> Document:
    return Document(doc_id, (published, arrival), None, 400, **more)  # type: ignore[arg-type]  # what a test gives


def match(a: str, b: str, share_a: float = 1.0, share_b: float = 1.0, parts: tuple[int, int] = (ALL, ALL)) -> Match:
    return Match(a, b, "near", max(share_a, share_b), share_a, share_b, *parts)


def groups(documents: list[Document], matches: list[Match]) -> set[frozenset[str]]:
    members: dict[str, set[str]] = {}
    for one in place(documents, matches).values():
        members.setdefault(one.of or one.doc_id, set()).add(one.doc_id)
    return {frozenset(group) for group in members.values()}


EXTENDED = [match("A", "X", 1.0, 0.5, (ALL, FRONT)), match("B", "X", 1.0, 0.5, (ALL, BACK))]


def test_an_article_made_of_two_joins_the_one_it_opens_with() -> None:
    assert groups([document(key) for key in "ABX"], EXTENDED) == {frozenset("AX"), frozenset("B")}


def test_what_later_articles_took_from_one_are_all_its_copies() -> None:
    dated = [document("X", 0, "2025-10-05T06:00"), document("A", 1, "2025-10-05T07:00"), document("B", 2, "2025-10-06")]
    assert groups(dated, EXTENDED) == {frozenset("ABX")}


def test_what_an_article_took_from_earlier_ones_makes_it_a_copy_of_the_first() -> None:
    dated = [document("X", 0, "2025-10-07"), document("A", 1, "2025-10-05"), document("B", 2, "2025-10-06")]
    assert groups(dated, EXTENDED) == {frozenset("AX"), frozenset("B")}


def test_a_fragment_gives_way_to_a_whole_source() -> None:
    matches = [match("A", "X", 0.3, 0.7, (FRONT, FRONT)), match("B", "X", 1.0, 0.5, (ALL, BACK))]
    assert groups([document(key) for key in "ABX"], matches) == {frozenset("BX"), frozenset("A")}


def test_copies_of_one_part_stay_together() -> None:
    edited = int("0110" * 16, 2) & FRONT
    matches = [*EXTENDED, match("C", "X", 0.7, 0.4, (ALL, edited)), match("A", "C", 0.7, 0.7)]
    assert groups([document(key) for key in "ABCX"], matches) == {frozenset("ACX"), frozenset("B")}


def test_a_small_copy_of_the_second_source_does_not_pass_for_one_of_the_first() -> None:
    front, back, next_to_it = (1 << 50) - 1, ALL >> 50 << 50, 0b1111 << 50
    matches = [
        match("A", "X", 1.0, 0.8, (ALL, front)),
        match("B", "X", 1.0, 0.2, (ALL, back)),
        match("C", "X", 1.0, 0.06, (ALL, next_to_it)),
        match("B", "C", 0.3, 1.0, (0b1111, ALL)),
    ]
    assert groups([document(key) for key in "ABCX"], matches) == {frozenset("AX"), frozenset("BC")}


def test_too_small_a_share_makes_no_copy() -> None:
    assert groups([document("A"), document("B")], [match("A", "B", 0.3, 0.2)]) == {frozenset("A"), frozenset("B")}


@pytest.mark.parametrize(("source", "together"), [("a", False), ("b", True), (None, True)])
def test_one_outlet_does_not_copy_itself_without_the_opening(source: str | None, *, together: bool) -> None:
    tails = match("A", "B", 0.7, 0.7, (ALL << 16 & ALL, ALL << 16 & ALL))
    documents = [document("A", source="a"), document("B", 1, source=source)]
    assert (frozenset("AB") in groups(documents, [tails])) == together


def test_what_is_cut_follows_from_an_article_and_its_own_matches() -> None:
    others = {key: document(key) for key in "ABX"}
    assert cut(others["X"], EXTENDED, others) == {("B", "X")}
    assert cut(others["A"], EXTENDED[:1], others) == set()


def test_placements_tell_the_original_and_how_each_is_a_copy() -> None:
    documents = [
        Document("A", ("2025-10-05", 2), 7, 400),
        Document("B", ("2025-10-04", 1), 7, 400),
        Document("C", (UNDATED, 0), 8, 400),
        Document("D", ("2025-10-06", 3), None, 100),
    ]
    matches = [match("A", "C", 0.9, 0.8), Match("C", "D", "contained", 1.0, 0.2, 1.0, FRONT, ALL)]
    assert gather(documents, matches) == {
        "A": Placement("A", "B", "exact", 1.0),
        "B": Placement("B", None, None, None),
        "C": Placement("C", "B", "near", 0.9),
        "D": Placement("D", "B", "contained", 1.0),
    }


def test_the_agency_own_article_is_the_original_where_the_earliest_credits_it() -> None:
    own = document("B", 1, "2025-10-06", agency="VNA", own=True)
    credits_it = document("A", 0, "2025-10-05", agency="VNA")
    silent = document("A", 0, "2025-10-05")
    assert place([credits_it, own], [match("A", "B")])["A"].of == "B"
    assert place([silent, own], [match("A", "B")])["B"].of == "A"


ids = "ABCDEFG"
shares = st.sampled_from([0.2, 0.5, 0.7, 0.95, 1.0])
parts = st.sampled_from([ALL, FRONT, BACK, FRONT >> 16, BACK << 16 & ALL])


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Document], list[Match]]:
    dates = draw(st.lists(st.sampled_from([UNDATED, "2025-10-05", "2025-10-06"]), min_size=7, max_size=7))
    keys = draw(st.lists(st.sampled_from([None, None, 1, 2]), min_size=7, max_size=7))
    documents = [Document(key, (dates[n], n), keys[n], 100 + n) for n, key in enumerate(ids)]
    pairs = draw(st.sets(st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda pair: pair[0] < pair[1])))
    return documents, [match(a, b, draw(shares), draw(shares), (draw(parts), draw(parts))) for a, b in sorted(pairs)]


@given(cases(), st.integers(0, 9))
def test_order_does_not_count_and_originals_are_no_copies(case: tuple[list[Document], list[Match]], seed: int) -> None:
    documents, matches = case
    placed = place(documents, matches)
    random.Random(seed).shuffle(documents)
    random.Random(seed + 1).shuffle(matches)
    assert place(documents, matches) == placed
    assert {one.doc_id for one in placed.values()} == set(ids)
    assert all(placed[one.of].of is None for one in placed.values() if one.of)

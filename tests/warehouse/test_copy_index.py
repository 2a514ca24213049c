"""The index of copies: exact copies, common hashes, replaced articles, and limits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from transforms.copies.records import Document, Match, Placement, Sketch, Words
from warehouse import copy_candidates
from warehouse.copy_file import CopyFile, open_copy_file
from warehouse.copy_index import Added, CopyIndex

NOW = datetime(2025, 5, 1, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[CopyFile]:
    with open_copy_file(tmp_path / "index.duckdb", "test", NOW) as opened, opened.batch():
        yield opened


@pytest.fixture
def index(file: CopyFile) -> CopyIndex:
    return file.index


def add(index: CopyIndex, *articles: tuple[str, int | None, list[int]], signature: int | None = None) -> Added:
    """Add articles by id, content key and hashes; their words are their hashes."""
    documents = [
        Document(name, ("2025", place), key, len(hashes)) for place, (name, key, hashes) in enumerate(articles)
    ]
    arrays: list[Words] = [np.array(sorted(hashes), np.uint32) for _, _, hashes in articles]
    signatures = [signature if signature is not None else hash(name) % 2**32 for name, _, _ in articles]
    sketches = [Sketch(a, s, a.size) for a, s in zip(arrays, signatures, strict=True)]
    return index.add(documents, sketches, arrays)


def pairs(index: CopyIndex, added: Added, *, signatures: int = 20, share: float = 0.5) -> set[tuple[str, str]]:
    found = index.candidates(added.docs, share=share, signatures=signatures).pairs
    names = index.entries(end for pair in found for end in pair)
    return {(min(ends), max(ends)) for pair in found for ends in [[names[end].article_id for end in pair]]}


def test_pairs_that_share_enough_are_candidates_within_a_batch_and_with_what_is_stored(index: CopyIndex) -> None:
    first = add(index, ("a", 1, [1, 2, 3, 4]), ("b", 2, [1, 2, 3, 9]), ("c", 3, [4, 5, 6, 7]))
    assert pairs(index, first) == {("a", "b")}
    assert pairs(index, add(index, ("d", 4, [5, 6, 7, 8]))) == {("c", "d")}


def test_an_exact_copy_is_not_compared_and_is_named_with_what_it_repeats(index: CopyIndex) -> None:
    add(index, ("a", 1, [1, 2, 3]))
    added = add(index, ("b", 1, [1, 2, 3]), ("c", 1, [1, 2, 3]))
    assert added.docs == ()
    assert added.exact == {"a", "b", "c"}


def test_where_the_first_of_exact_copies_changes_the_next_stands_for_the_rest(index: CopyIndex) -> None:
    add(index, ("a", 1, [1, 2, 3]), ("b", 1, [1, 2, 3]), ("c", 1, [1, 2, 3]))
    changed = add(index, ("a", 2, [7, 8, 9]))
    assert changed.replaced == {"a"}
    assert {entry.article_id for entry in index.entries(changed.docs).values()} == {"a", "b"}
    assert pairs(index, add(index, ("d", 4, [1, 2, 3]))) == {("b", "d")}


def test_an_article_that_is_added_again_changes_nothing(index: CopyIndex) -> None:
    add(index, ("a", 1, [1, 2, 3]), ("short", None, [5]), signature=1)
    assert add(index, ("a", 1, [1, 2, 3]), ("short", None, [5]), signature=1) == Added((), frozenset(), frozenset())


def test_a_hash_under_many_signatures_becomes_common_and_its_holders_are_judged_again(index: CopyIndex) -> None:
    stored = add(index, ("a", 1, [1, 2]), ("b", 2, [1, 3]))
    assert pairs(index, stored, signatures=2) == {("a", "b")}
    found = index.candidates(add(index, ("c", 3, [1, 4])).docs, share=0.5, signatures=2)
    assert index.common().tolist() == [1]
    assert found.judged >= set(stored.docs)
    assert found.pairs == []
    assert pairs(index, add(index, ("d", 4, [1, 5]))) == set()


def test_one_text_in_many_prints_is_not_common(index: CopyIndex) -> None:
    added = add(index, *((f"p{number}", number, [1, 2, 100 + number]) for number in range(9)), signature=7)
    assert len(pairs(index, added, signatures=3)) == 9 * 8 / 2
    assert index.common().size == 0


def test_a_hash_that_too_many_hold_is_common_whatever_their_signatures(
    index: CopyIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copy_candidates, "HELD_AT_MOST", 5)
    added = add(index, *((f"p{number}", number, [1, 100 + number]) for number in range(6)), signature=7)
    assert pairs(index, added, signatures=3) == set()
    assert index.common().tolist() == [1]


def test_an_article_has_no_more_candidates_than_the_limit(index: CopyIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_candidates, "MOST_CANDIDATES", 3)
    add(index, *((f"p{number}", number, [1, 2, 100 + number]) for number in range(9)), signature=7)
    assert len(pairs(index, add(index, ("new", 50, [1, 2, 99]), signature=7), signatures=9)) == 3


def match(a: str, b: str, similarity: float = 0.9) -> Match:
    return Match(a, b, "near", similarity, 0.9, 0.8, 3, 2**64 - 1)


def test_matches_of_the_judged_are_replaced_and_those_of_others_stay(index: CopyIndex) -> None:
    assert index.write_matches({"a", "b"}, [match("a", "b"), match("b", "c")]) == {"a", "b", "c"}
    assert index.write_matches({"a", "b"}, [match("a", "b"), match("b", "c")]) == set()
    assert index.write_matches({"a"}, []) == {"a", "b"}
    assert index.matches(["a", "b"]) == [match("b", "c")]


def test_only_placements_that_differ_are_written(index: CopyIndex) -> None:
    copy, original = Placement("b", "a", "near", 0.9), Placement("a", None, None, None)
    assert index.write_placements({"a": original, "b": copy}) == {"b": copy}
    assert index.write_placements({"a": original, "b": copy}) == {}
    assert index.groups(["b"]) == {"a", "b"}
    alone = Placement("b", None, None, None)
    assert index.write_placements({"b": alone}) == {"b": alone}
    assert index.groups(["b"]) == {"b"}


def test_an_index_begun_anew_is_empty(index: CopyIndex) -> None:
    add(index, ("a", 1, [1, 2, 3]))
    index.begin("next")
    assert index.version() == "next"
    assert pairs(index, add(index, ("b", 2, [1, 2, 3]))) == set()

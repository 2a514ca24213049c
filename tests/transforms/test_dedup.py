from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.transforms_makers import OTHER, TEXT, article, cleaned, content, day, parsed, stored
from transforms.dedup import decide, published_order
from transforms.records import DateValue, Decision, Known


def test_unknown_articles_are_new() -> None:
    one, two = article("a"), article("b", OTHER)
    assert decide([one, two], Known()) == (Decision(one.article_id, "new", 1), Decision(two.article_id, "new", 1))


def test_a_known_article_is_unchanged_or_updated() -> None:
    one = article("a")
    same = Known(articles={one.article_id: stored(one, 3)})
    assert decide([one], same) == (Decision(one.article_id, "unchanged", 3),)
    edited = Known(articles={one.article_id: stored(one, 3, "0" * 64)})
    assert decide([one], edited) == (Decision(one.article_id, "updated", 4),)


def test_an_older_capture_is_no_new_version() -> None:
    one = article("a")
    known = Known(articles={one.article_id: stored(one, 3, "0" * 64)})
    older = replace(one, fetched_at=one.fetched_at - timedelta(days=1))
    assert decide([older], known) == (Decision(one.article_id, "unchanged", 3),)


def test_two_files_of_one_article_make_two_versions_once() -> None:
    one = replace(article("a"), from_file=True)
    other = replace(one, content_hash="f" * 64)
    assert [d.action for d in decide([one, other], Known())] == ["new", "updated"]
    known = Known(articles={one.article_id: stored(other, 2, earlier=(one.content_hash,))})
    assert [d.action for d in decide([one, other], known)] == ["unchanged", "unchanged"]
    visited = replace(one, from_file=False)
    assert [d.action for d in decide([visited], known)] == ["updated"]  # a page that went back to what it said


def test_a_copy_of_what_is_stored_is_a_duplicate_of_it() -> None:
    original, copy = article("a", published=day("2025-04-01")), article("b", published=day("2025-04-02"))
    known = Known(contents={content(original).content_key: content(original)})
    for later in (copy, replace(copy, published=None), replace(copy, published=original.published)):
        assert decide([later], known) == (Decision(copy.article_id, "duplicate", 1, original.article_id, "exact", 1.0),)


def test_an_original_that_arrives_after_its_copy_supersedes_it() -> None:
    copy, original = article("a", published=day("2025-04-02")), article("b", published=day("2025-04-01"))
    third = article("c", published=day("2025-04-03"))
    known = Known(contents={content(copy).content_key: content(copy)})
    assert decide([third, original], known) == (
        Decision(third.article_id, "duplicate", 1, original.article_id, "exact", 1.0),
        Decision(original.article_id, "new", 1, supersedes=copy.article_id),
    )
    undated = Known(contents={content(copy).content_key: replace(content(copy), published=None)})
    assert decide([original], undated)[0].supersedes == copy.article_id


def test_within_a_batch_the_earliest_published_is_the_original() -> None:
    undated, late, early = (
        article("a"),
        article("b", published=day("2025-04-02")),
        article("c", published=day("2025-04-01")),
    )
    decisions = decide([undated, late, early], Known())
    assert [decision.duplicate_of for decision in decisions] == [early.article_id, early.article_id, None]
    assert [decision.action for decision in decisions] == ["duplicate", "duplicate", "new"]


def test_ties_go_to_the_first_to_arrive() -> None:
    one, two = article("a"), article("b")
    assert [decision.action for decision in decide([two, one], Known())] == ["new", "duplicate"]


def test_the_same_article_twice_in_a_batch() -> None:
    one = article("a")
    edited = cleaned(parsed(url="https://news.example/a", title="a", body=(OTHER,)))
    assert [(d.action, d.version) for d in decide([one, one, edited], Known())] == [
        ("new", 1),
        ("unchanged", 1),
        ("updated", 2),
    ]


def test_the_stored_original_is_no_duplicate_of_itself() -> None:
    one = article("a")
    known = Known(
        articles={one.article_id: stored(one, 1, "0" * 64)}, contents={content(one).content_key: content(one)}
    )
    assert decide([one], known) == (Decision(one.article_id, "updated", 2),)


def test_an_updated_article_can_become_a_copy() -> None:
    original, other = article("a"), article("b")
    known = Known(
        articles={other.article_id: stored(other, 1, "0" * 64)},
        contents={content(original).content_key: content(original)},
    )
    assert decide([other], known) == (Decision(other.article_id, "updated", 2, original.article_id, "exact", 1.0),)


def test_texts_without_a_key_are_copies_of_nothing() -> None:
    one, two = (replace(article(path), content_key=None) for path in ("a", "b"))
    assert [decision.action for decision in decide([one, two], Known())] == ["new", "new"]


def test_dates_order_by_day_then_instant_and_unknown_last() -> None:
    instant = DateValue("2025-04-01T08:00Z", datetime(2025, 4, 1, 8, tzinfo=UTC), "minute", None, "given")
    dates = [None, day("XXXX-04-01"), day("2025-04-02"), instant, day("2025-04-01")]
    ordered = sorted((article("a", published=value) for value in dates), key=published_order)
    assert [one.published.edtf if one.published else None for one in ordered[:3]] == [
        "2025-04-01",
        "2025-04-01T08:00Z",
        "2025-04-02",
    ]


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from([TEXT, OTHER])), max_size=8))
def test_decisions_answer_every_article_in_order_and_name_originals_that_are_none(batch: list[tuple[str, str]]) -> None:
    articles = [article(path, text) for path, text in batch]
    decisions = decide(articles, Known())
    assert [decision.article_id for decision in decisions] == [one.article_id for one in articles]
    for one, decision in zip(articles, decisions, strict=True):
        assert decision.duplicate_of != one.article_id
        assert (decision.kind is None) == (decision.duplicate_of is None) == (decision.similarity is None)

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.transforms_makers import OTHER, TEXT, article, cleaned, parsed, stored
from transforms.dedup import decide
from transforms.records import Decision, Known


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
    other = replace(one, title="Another title", content_hash="f" * 64)
    assert [d.action for d in decide([one, other], Known())] == ["new", "updated"]
    known = Known(articles={one.article_id: stored(other, 2, earlier=(one.content_hash,))})
    assert [d.action for d in decide([one, other], known)] == ["unchanged", "unchanged"]
    visited = replace(one, from_file=False)
    assert [d.action for d in decide([visited], known)] == ["updated"]  # a page that went back to what it said


def test_the_same_article_twice_in_a_batch() -> None:
    one = article("a")
    edited = cleaned(parsed(url="https://news.example/a", title="a", body=(OTHER,)))
    assert [(d.action, d.version) for d in decide([one, one, edited], Known())] == [
        ("new", 1),
        ("unchanged", 1),
        ("updated", 2),
    ]


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from([TEXT, OTHER])), max_size=8))
def test_decisions_answer_every_article_in_order_and_versions_count_up(batch: list[tuple[str, str]]) -> None:
    articles = [article(path, text) for path, text in batch]
    decisions = decide(articles, Known())
    assert [decision.article_id for decision in decisions] == [one.article_id for one in articles]
    versions: dict[str, int] = {}
    for decision in decisions:
        expected = versions.get(decision.article_id, 0) + (decision.action != "unchanged")
        assert decision.version == expected
        versions[decision.article_id] = expected

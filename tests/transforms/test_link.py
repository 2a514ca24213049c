from __future__ import annotations

import pytest

from tests.transforms.transforms_makers import OTHER, article, content, day, stored
from transforms.dedup import decide
from transforms.link import link, story_id
from transforms.records import Known, KnownContent, StoryLink


def test_a_new_article_founds_its_story() -> None:
    one, two = article("a"), article("b", OTHER)
    links = link([one, two], decide([one, two], Known()), Known())
    assert links == (
        StoryLink(story_id(one.article_id), one.article_id, True),
        StoryLink(story_id(two.article_id), two.article_id, True),
    )


def test_a_copy_joins_its_originals_story_also_when_it_comes_first() -> None:
    copy, original = article("a"), article("b", published=day("2025-04-01"))
    links = link([copy, original], decide([copy, original], Known()), Known())
    assert {one.story_id for one in links} == {story_id(original.article_id)}
    assert [one.founds for one in links] == [False, True]


def test_a_copy_of_a_stored_article_joins_its_story() -> None:
    original, copy = article("a"), article("b")
    known = Known(
        contents={
            content(original).content_key: KnownContent(content(original).content_key, original.article_id, None, "s1")
        }
    )
    assert link([copy], decide([copy], known), known) == (StoryLink("s1", copy.article_id, False),)


def test_updated_and_unchanged_articles_keep_their_story() -> None:
    one, two = article("a"), article("b", OTHER)
    known = Known(
        articles={one.article_id: stored(one, 1, "0" * 64), two.article_id: stored(two)},
        stories={one.article_id: "s1", two.article_id: "s2"},
    )
    assert link([one, two], decide([one, two], known), known) == (
        StoryLink("s1", one.article_id, False),
        StoryLink("s2", two.article_id, False),
    )


def test_decisions_of_other_articles_are_refused() -> None:
    one, two = article("a"), article("b", OTHER)
    with pytest.raises(ValueError, match="same order"):
        link([one, two], decide([two, one], Known()), Known())

"""Link: the story that each article belongs to.

So far a story is an article with its copies: a duplicate joins its original's story (an original that
comes late, its copies'), an updated article keeps the one
it has, any other founds its own. Clustering reports of one event is a later issue's, behind the same function; story
ids are made to survive that: they derive from the founding article and never change meaning.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from transforms.records import Article, Decision, Known, StoryLink


def story_id(article_id: str) -> str:
    """Return the id of the story that an article founds: 24 hex digits of SHA-256."""
    return hashlib.sha256(f"story\n{article_id}".encode()).hexdigest()[:24]


def _stored_stories(known: Known) -> dict[str, str]:
    of_originals = {
        content.article_id: content.story_id for content in known.contents.values() if content.story_id is not None
    }
    return of_originals | known.stories


def link(articles: Sequence[Article], decisions: Sequence[Decision], known: Known) -> tuple[StoryLink, ...]:
    """Return one link per article, in the same order, also for unchanged articles (their story as it is).

    ``founds`` is True on the first link of a story that is not stored yet. Raises ValueError if the decisions are
    not those of the articles.
    """
    if [article.article_id for article in articles] != [decision.article_id for decision in decisions]:
        raise ValueError("link: decisions must be those of the articles, in the same order")
    stories = _stored_stories(known)
    links = []
    for decision in decisions:
        story = stories.get(decision.article_id)
        if story is None:
            founder = decision.duplicate_of or decision.supersedes or decision.article_id
            story = stories.get(founder) or story_id(founder)
        founds = decision.article_id not in stories and decision.duplicate_of is None
        stories[decision.article_id] = story
        links.append(StoryLink(story, decision.article_id, founds))
    return tuple(links)

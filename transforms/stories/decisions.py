"""Decisions: from groups of articles to stories whose ids never change their meaning.

A group without a stored story founds one, named after its first article. A group with one joins it. A group that
holds two shows that they are one event: the story that begins first goes on. A stored story in two groups was two
events: it goes on where its first article is. Both are events to be recorded, never a silent change.
"""

from __future__ import annotations

from collections.abc import Sequence

from transforms.link import story_id
from transforms.stories.records import Assignment, Report, StoryEvent

_NAMED = 3  # articles that an event's reason names


def decided(reports: Sequence[Report], groups: Sequence[int]) -> Assignment:
    """Name the groups; ``reports`` are in order of time, ``groups`` has each one's group."""
    members: dict[int, list[Report]] = {}
    for report, group in zip(reports, groups, strict=True):
        members.setdefault(group, []).append(report)
    heirs = _heirs(reports, groups)
    stories: dict[str, str] = {}
    founders: dict[str, str] = {}
    events: list[StoryEvent] = []
    for group, articles in members.items():
        held = list(dict.fromkeys(one.story_id for one in articles if one.story_id))
        story = next((one for one in held if heirs[one] == group), None)
        if story is None:
            story = story_id(articles[0].article_id)
            founders[story] = articles[0].article_id
        stories.update((one.article_id, story) for one in articles if one.story_id is None)
        events += [_change(old, story, articles, whole=heirs[old] == group) for old in held if old != story]
    return Assignment(stories, founders, tuple(events))


def _heirs(reports: Sequence[Report], groups: Sequence[int]) -> dict[str, int]:
    """Return the group in which each stored story goes on: that of its first article."""
    heirs: dict[str, int] = {}
    for report, group in zip(reports, groups, strict=True):
        if report.story_id:
            heirs.setdefault(report.story_id, group)
    return heirs


def _change(old: str, story: str, articles: Sequence[Report], *, whole: bool) -> StoryEvent:
    """Return the event of a story that ends in another, or of its articles that leave it."""
    if whole:
        fresh = [one.article_id for one in articles if one.story_id is None]
        with_new = f", with the new {', '.join(fresh[:_NAMED])}" if fresh else ""
        return StoryEvent("merge", old, story, (), f"close enough on average to be one event{with_new}")
    left = tuple(one.article_id for one in articles if one.story_id == old)
    return StoryEvent("split", old, story, left, "too far on average from the story's other articles")

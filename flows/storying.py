"""Tells stories: index, candidates, clustering, and what comes of it as rows, in the transaction that is open.

Used by every load of the warehouse and by ``khotin dedup`` alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from transforms.stories.clustering import assign
from transforms.stories.records import Report, StoryEvent
from warehouse.story_index import StoryIndex


def tell_stories(index: StoryIndex, reports: Sequence[Report]) -> dict[str, str]:
    """Add reports that the index does not have; return the story of each, and of every other article that moved.

    Copies are no reports; those of articles that move are moved with them. A report with a ``story_id`` stays in that
    story, or in the one that it continues in.
    """
    if not reports:
        return {}
    assignment = assign(reports, index.known(reports))
    given = {report.article_id: report.story_id for report in reports if report.story_id} | dict(assignment.stories)
    events, moved = _followed(index, assignment.events, given)
    placed = given | moved
    index.place(placed, assignment.founders)
    index.add(reports)
    index.record(events)
    return placed


def _followed(
    index: StoryIndex, events: Sequence[StoryEvent], given: dict[str, str]
) -> tuple[list[StoryEvent], dict[str, str]]:
    """Return the events with all articles that each moves, and where those are after the last of them.

    A merger moves a whole story, of which clustering may have seen a part; the copies of an article follow it.
    """
    where = {one: story for story, members in _members(index, events).items() for one in members} | given
    copies = index.copies(one for event in events if event.kind == "split" for one in event.articles)
    moved: dict[str, str] = {}
    whole = []
    for event in events:
        if event.kind == "merge":
            leaving = [one for one, story in where.items() if story == event.story]
        else:
            leaving = [one for article in event.articles for one in (article, *copies.get(article, ()))]
        moved |= dict.fromkeys(leaving, event.into)
        where |= dict.fromkeys(leaving, event.into)
        whole.append(replace(event, articles=tuple(leaving)))
    return whole, moved


def _members(index: StoryIndex, events: Iterable[StoryEvent]) -> dict[str, list[str]]:
    return index.members(event.story for event in events if event.kind == "merge")

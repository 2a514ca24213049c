"""What the tests of stories are made of: reports of headlines and short texts, and which of them came to one story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from transforms.stories.clustering import assign
from transforms.stories.features import read_features
from transforms.stories.records import Assignment, Known, Report

FIRST_DAY = datetime(2025, 4, 1, 8, tzinfo=UTC)


def report(name: str, title: str, text: str = "", *, day: float | None = 0.0, story: str | None = None) -> Report:
    published = None if day is None else FIRST_DAY + timedelta(days=day)
    return Report(name, published, read_features(title, text), story)


def reports(titles: Sequence[str], days: Sequence[float] | None = None) -> list[Report]:
    return [report(f"a{n:02}", title, day=days[n] if days else 0.0) for n, title in enumerate(titles)]


def parts(batch: Sequence[Report], known: Known | None = None) -> list[list[str]]:
    """Return the articles of each story, in the order of the batch."""
    assigned = assign(batch, known or Known())
    stories: dict[str, list[str]] = {}
    for one in batch:
        stories.setdefault(assigned.stories[one.article_id], []).append(one.article_id)
    return list(stories.values())


def shape(titles: Sequence[str], days: Sequence[float] | None = None) -> list[int]:
    """Return the number of the story of each headline, counted in the order of their first ones."""
    batch = reports(titles, days)
    number = {name: place for place, names in enumerate(parts(batch)) for name in names}
    return [number[one.article_id] for one in batch]


class Stream:
    """Batches that are assigned one after another, with all of the earlier ones known."""

    def __init__(self) -> None:
        self.stored: list[Report] = []
        self.counts: Counter[int] = Counter()
        self.articles: Counter[str | None] = Counter()

    def add(self, batch: Sequence[Report]) -> Assignment:
        """Assign a batch, carry out its events and keep it."""
        assigned = assign(batch, Known(tuple(self.stored), self.counts, self.articles))
        self.stored += [replace(one, story_id=assigned.stories[one.article_id]) for one in batch]
        for event in assigned.events:
            leaves = event.articles or [one.article_id for one in self.stored if one.story_id == event.story]
            self.stored = [
                replace(one, story_id=event.into) if one.article_id in leaves else one for one in self.stored
            ]
        for one in batch:
            self.counts.update(one.features.hashes.tolist())
            self.articles[one.features.language] += 1
        return assigned

    def stories(self) -> dict[str, str | None]:
        return {one.article_id: one.story_id for one in self.stored}

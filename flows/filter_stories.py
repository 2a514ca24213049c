"""The stories of ``khotin dedup``: the same decisions as in the warehouse, on the index file of the call.

What an article is recognised by is read while its text is at hand; the stories are told for some thousand articles at
once, since what is decided together needs no merging later. An article that proves to be a copy after its story was
told keeps its place there, and is answered with the story of its original.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import NamedTuple

from flows.storying import tell_stories
from transforms.copies.records import UNDATED
from transforms.stories.features import read_features
from transforms.stories.records import Report
from warehouse.copy_file import CopyFile

_AT_ONCE = 10_000  # reports: some 15 MB
_NOON = time(12, tzinfo=UTC)  # stands for a day of which no more is known


class Told(NamedTuple):
    """An article as it was given: its id in the index, when it was published (ISO 8601 in UTC), title and text."""

    key: str
    published: str
    title: str | None
    text: str


class Stories:
    """Collects the articles of a call that have no story yet, and tells their stories."""

    def __init__(self, file: CopyFile) -> None:
        self._file = file
        self._waiting: dict[str, Report] = {}

    def take(self, articles: Iterable[Told]) -> None:
        """Note articles that are in the index of copies; known ones and copies are passed over."""
        found = {one.key: one for one in articles if one.key not in self._waiting}
        settled = self._file.copies(found) | self._file.stories.indexed(found)
        self._waiting.update((key, _report(one)) for key, one in found.items() if key not in settled)
        if len(self._waiting) >= _AT_ONCE:
            self.tell()

    def tell(self) -> None:
        """Tell the stories of what was noted, in a transaction of their own."""
        copies, held = self._file.copies(self._waiting), self._file.held_stories(self._waiting)
        originals = [report for key, report in self._waiting.items() if key not in copies]
        with self._file.batch():
            tell_stories(self._file.stories, [replace(one, story_id=held.get(one.article_id)) for one in originals])
        self._waiting.clear()


def _report(article: Told) -> Report:
    features = read_features(article.title, article.text)
    return Report(article.key, _instant(article.published), features)


def _instant(published: str) -> datetime | None:
    if published == UNDATED:
        return None
    moment = datetime.fromisoformat(published)
    return moment if moment.tzinfo else datetime.combine(moment, _NOON)

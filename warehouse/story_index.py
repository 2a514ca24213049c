"""The index of stories as rows: which stored reports may tell the events of new ones, and how rare their words are.

What decides is ``transforms.stories.clustering``; this module looks up what it needs to know, and keeps what came of
it. Everything is a statement for a whole batch, in the transaction that is open, and nothing is built at start. A
report enters once, as it stood when it was first seen; copies never do, since they stand in their original's story.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from transforms.stories.records import Known, Report, StoryEvent
from warehouse import story_tables as tables
from warehouse.registering import registered
from warehouse.sqlfiles import statement
from warehouse.story_counts import StoryCounts

WINDOW = 14
"""Days between reports of one event, at most (``transforms.stories.clustering``)."""

HELD_BY_ONE_IN, HELD_AT_LEAST = 50, 200
"""A feature that more than one report in so many has, and more reports than this, finds nobody: it says too little."""

SHARED = 2
"""Features that a stored report must share with a new one to be met; together as rare as one that one report has."""

MET = 10
"""Stored reports that a new one meets, those that share the most: an event may be told in as many languages,
whose reports share less than those of one language do. With 6, English was in one story with Vietnamese in 93 events of
100 (ntrex_xling in batches of 40), with 10 in 96."""

MEMBERS = 32
"""Reports that stand for a story that is met: a long one need not be read whole."""


class StoryIndex:
    """The index of stories behind an open connection, in the transaction that the caller opened.

    ``run_id`` and ``loaded_at`` are written with what changes.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, *, run_id: str, loaded_at: datetime) -> None:
        self._connection = connection
        self._counts = StoryCounts(connection)
        self._run_id, self._loaded_at = run_id, loaded_at

    def stories(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Return the stories of those articles that have one."""
        return dict(self._wanted("stories", article_ids))

    def indexed(self, article_ids: Iterable[str]) -> set[str]:
        """Return which of the articles have their features here."""
        return {article_id for (article_id,) in self._wanted("indexed", article_ids)}

    def known(self, batch: Sequence[Report]) -> Known:
        """Return what is stored that can matter for the stories of a batch."""
        languages: dict[str | None, int] = dict(self._rows("languages"))
        if not batch or not languages:
            return Known(articles=languages)
        asked = self._counts.of(tables.distinct(batch))
        reports = self._met(batch, asked, sum(languages.values()))
        counts = tables.count_map(asked)
        # What one of these alone had is as rare as what nobody is known to have had.
        others = self._counts.of(np.setdiff1d(tables.distinct(reports), tables.distinct(batch), assume_unique=True))
        counts.update((one, held) for one, held in tables.count_map(others).items() if held > 1)
        return Known(reports=reports, counts=counts, articles=languages)

    def _met(self, batch: Sequence[Report], asked: pa.Table, total: int) -> tuple[Report, ...]:
        """Return the stored reports of the stories that the batch may be about.

        ``asked`` says in how many of the ``total`` reports each feature of the batch stood.
        """
        held = max(HELD_AT_LEAST, total // HELD_BY_ONE_IN)
        limits = {"total": float(total), "held": held, "window": WINDOW, "shared": SHARED, "most": MET}
        with registered(self._connection, {"asked_feature": tables.asked(batch), "asked_count": asked}):
            self._run("met", limits | tables.days(batch, WINDOW))
        found = self._connection.execute(statement("stories/reports"), {"members": MEMBERS}).to_arrow_table()
        return tuple(tables.reports(found))

    def add(self, reports: Sequence[Report]) -> None:
        """Keep the features of reports that are not here yet, and count them."""
        known = self.indexed(report.article_id for report in reports)
        fresh = [report for report in reports if report.article_id not in known]
        if not fresh:
            return
        first = int(self._rows("next_doc")[0][0])
        staged = {
            "incoming_report": tables.report_table(fresh, first),
            "incoming_lookup": tables.lookup_table(fresh, first),
        }
        with registered(self._connection, staged):
            for name in ("add_reports", "add_lookup"):
                self._run(name)
        self._counts.add(tables.count_table(fresh, first))
        self._counts.take_turns(first - 1, first + len(fresh) - 1)

    def members(self, stories: Iterable[str]) -> dict[str, list[str]]:
        """Return the articles of stories, copies included."""
        return _grouped(self._wanted("members", stories))

    def copies(self, article_ids: Iterable[str]) -> dict[str, list[str]]:
        """Return the copies of articles that have any."""
        return _grouped(self._wanted("copies", article_ids))

    def place(self, members: Mapping[str, str], founders: Mapping[str, str]) -> None:
        """Write the story of articles (``members``); ``founders`` names the article that each new story began with."""
        if members:
            origin = {"run_id": self._run_id, "loaded_at": self._loaded_at}
            with registered(self._connection, {"incoming_member": tables.member_table(members, founders, origin)}):
                for name in ("add_stories", "leave", "join"):
                    self._run(name)

    def record(self, events: Sequence[StoryEvent]) -> None:
        """Write what became of stories."""
        if events:
            origin = {"run_id": self._run_id, "recorded_at": self._loaded_at}
            with registered(self._connection, {"incoming_story_event": tables.event_table(events, origin)}):
                self._run("add_events")

    def _wanted(self, name: str, values: Iterable[str]) -> list[tuple[Any, ...]]:
        wanted = list(dict.fromkeys(values))
        if not wanted:
            return []
        with registered(self._connection, {"wanted": pa.table({"value": wanted})}):
            return self._rows(name)

    def _run(self, name: str, parameters: Mapping[str, Any] | None = None) -> None:
        self._connection.execute(statement(f"stories/{name}"), parameters).fetchall()

    def _rows(self, name: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement(f"stories/{name}")).fetchall()


def _grouped(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in rows:
        found.setdefault(key, []).append(value)
    return found

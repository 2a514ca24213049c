"""Edits and deletions on a site, seen by real harvests as time goes by."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.settings import Settings
from flows.source_run import harvest_source
from flows.workshop import read_sources
from scrapers.newsstand import Newsstand
from scrapers.newsstand.newsstand import Clock
from tests.flows.stand import MORNING, Trial

pytestmark = pytest.mark.commands

STORY = """\
section = "world"
title = "Estonia to keep a copy of its registers in Belgium"
minutes_ago = 5
body = '''
Estonia will keep a copy of {what} registers in a vault in Mechelen, the two governments said after a year of talks.

The machines will belong to Estonia in the eyes of the law, and nobody but its own staff may touch them, they said.

“We looked at nine cellars and took the dry one,” said the minister, Kristjan Tamm, who had come for the signature.
'''
"""
NOTE = "Correction: An earlier version of this article misstated the number of registers."


@dataclass(frozen=True, slots=True)
class Desk:
    """A newsstand with a folder of stories that a test writes, changes and deletes."""

    made: Trial
    stories: Path

    def file(self, what: str, note: str = "") -> None:
        """Write the story, or write it anew."""
        text = STORY.replace("{what}", what).replace("signature.\n", f"signature.\n\n{note}\n")
        (self.stories / "estonia-belgium-data-embassy.toml").write_text(text, encoding="utf-8")

    def spike(self) -> None:
        """Take the story off the site."""
        (self.stories / "estonia-belgium-data-embassy.toml").unlink()

    async def harvest(self, after: timedelta) -> None:
        """Harvest when so much time has passed since the newsstand opened."""

        def clock() -> datetime:
            return MORNING + after

        later = replace(self.made, clock=clock)  # type: ignore[arg-type]  # anything that tells the time
        async with later.workshop() as shop:
            await harvest_source(shop, self.made.sources["harbour-post"])

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Answer a query about the story on the published snapshot."""
        return self.made.ask(sql)


@contextmanager
def opened(folder: Path) -> Iterator[Desk]:
    stories = folder / "stories"
    (stories / "harbour-post").mkdir(parents=True)
    with Newsstand(now=MORNING, stories_dir=stories) as stand:
        stand.write_sources(folder / "sources")
        settings = Settings(data=folder / "data", sources=(str(folder / "sources"),))
        sources, _ = read_sources(settings)
        yield Desk(Trial(stand, settings, sources, Clock(MORNING)), stories / "harbour-post")


HOURS = [timedelta(hours=hours) for hours in range(30)]
OURS = "where url like '%estonia%'"


async def test_a_silent_edit_and_a_correction_are_told_apart(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        desk.file("twelve")
        await desk.harvest(HOURS[0])
        desk.file("ten")
        await desk.harvest(HOURS[3])
        desk.file("eleven", NOTE)
        await desk.harvest(HOURS[7])
        edits = desk.ask(f"select version, signs, is_silent, correction from mart.edit {OURS} order by version")
        assert edits == [(2, ["figure_changed"], True, None), (3, ["figure_changed"], False, NOTE)]
        stood = f"select version from mart.articles_asof('{MORNING + HOURS[4]}') {OURS}"
        assert desk.ask(stood) == [(2,)]


async def test_a_story_that_is_taken_off_the_site_is_deleted_and_comes_back(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        desk.file("twelve")
        await desk.harvest(HOURS[0])
        desk.spike()
        await desk.harvest(HOURS[3])
        state = f"select state, reason, is_silent from mart.deletion {OURS}"
        assert desk.ask(state) == [("missing", "http-404", False)]
        await desk.harvest(HOURS[5])
        assert desk.ask(state) == [("deleted", "http-404", True)]
        assert desk.ask(f"select count(*) from mart.articles_asof('{MORNING + HOURS[5]}') {OURS}") == [(0,)]
        assert desk.ask(f"select count(*), count(deleted_at) from mart.article {OURS}") == [(1, 1)]
        desk.file("twelve")
        await desk.harvest(HOURS[13])
        assert desk.ask(state) == [("restored", "http-404", True)]
        assert desk.ask(f"select version, deleted_at from mart.article {OURS}") == [(1, None)]


async def test_a_site_of_which_nothing_answers_deletes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        desk.file("twelve")
        await desk.harvest(HOURS[0])
        desk.made.stand.stop()
        for hours in (3, 5):
            await desk.harvest(HOURS[hours])
        assert desk.ask("select count(*) from core.article_deletion") == [(0,)]

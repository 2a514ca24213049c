"""A layout that has stopped fitting: articles keep arriving, and the run says so."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from rich.console import Console

from flows.report import Report
from flows.show import show_report
from flows.tally import Tally, layout_note
from scrapers.source import Source
from tests.flows.stand import Trial, trial

pytestmark = pytest.mark.commands


@pytest.fixture
def newsstand(tmp_path: Path) -> Iterator[Trial]:
    with trial(tmp_path) as made:
        yield made


def with_layout(source: Source, body: str) -> Source:
    return replace(source, layouts=tuple(replace(layout, body=body) for layout in source.layouts))


async def test_a_redesign_is_noticed_on_the_first_run(newsstand: Trial) -> None:
    laid_out = next(source for source in newsstand.sources.values() if source.layouts)
    newsstand.sources[laid_out.id] = with_layout(laid_out, "div.as-it-was-before-the-redesign")
    outcome = await newsstand.harvest(laid_out.id)
    record, tally = outcome.record, outcome.tally
    assert record.state == "done"
    assert record.new > 0
    assert tally.layout_missed == tally.read > 1
    note = f"layout-miss: its layout fits none of {tally.read} pages (a redesign?); read by the generic road"
    assert record.message == note
    terminal = StringIO()
    show_report(Console(file=terminal, width=200), Report((outcome,), None))
    assert f"{laid_out.id}: done: {note}" in terminal.getvalue()
    health = newsstand.ask(f"select last_state, last_message from mart.source_health where source_id = '{laid_out.id}'")
    assert health == [("done", note)]
    flagged = newsstand.ask("select count(distinct article_id) from core.article_flag where flag = 'layout_miss'")
    assert flagged == [(record.new + record.duplicate,)]


async def test_layouts_that_fit_are_not_spoken_of(newsstand: Trial) -> None:
    for source_id in list(newsstand.sources):
        outcome = await newsstand.harvest(source_id)
        assert outcome.tally.read > 0
        assert outcome.tally.layout_missed == 0
        assert "layout" not in (outcome.record.message or "")


@pytest.mark.parametrize(
    ("tally", "said"),
    [
        (Tally(read=12), None),
        (Tally(read=12, layout_missed=3), "layout-miss: its layout does not fit 3 of 12 pages"),
        (Tally(read=12, layout_missed=12), "layout-miss: its layout fits none of 12 pages (a redesign?)"),
        (Tally(read=1, layout_missed=1), "layout-miss: its layout does not fit 1 of 1 pages"),
    ],
)
def test_the_note_counts_the_pages(tally: Tally, said: str | None) -> None:
    assert layout_note(tally + Tally()) == (said and f"{said}; read by the generic road")

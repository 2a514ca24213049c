"""The stories of ``khotin dedup``: kept between calls, and the same for an article and its copies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flows.dedup_filter import dedup_lines

Row = dict[str, Any]

FIRE = (
    "A fire destroyed the Marquette sawmill in Arlon on Tuesday night and left 48 workers without a job. "
    "Captain Louise Thiry of the fire brigade said that the flames reached the timber yard within ten minutes. "
    "The owner, Paul Marquette, promised to rebuild the sawmill before the winter."
)
BLAZE = (
    "Arlon wakes up to the ruins of the Marquette sawmill, which burned down on Tuesday. All 48 employees are at home. "
    "According to Louise Thiry, captain of the brigade, the blaze began in the timber yard. "
    "Paul Marquette told the mayor that his sawmill will rise again."
)
VOTE = (
    "The senate of Uruguay voted for a law on river dams after a debate of nine hours in Montevideo. "
    "Senator Carla Etcheverry called the dams on the Negro a debt to the next generation. "
    "Farmers near Salto had asked for a delay of two years."
)


def tell(folder: Path, rows: list[Row], index: Path | None = None, *, stories: bool = True) -> dict[str, str | None]:
    given = folder / "in.jsonl"
    given.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert dedup_lines(given, folder / "out.jsonl", index, stories=stories) == 0
    answers = map(json.loads, (folder / "out.jsonl").read_text("utf-8").splitlines())
    return {row["id"]: row.get("story_id") for row in answers}


def row(id_: str, text: str, day: int) -> Row:
    title, published = text.partition(".")[0], f"2025-05-{day:02d}T08:00:00Z"
    return {"id": id_, "title": title, "text": text, "published": published}


def test_two_reports_of_one_event_and_their_copies_are_one_story(tmp_path: Path) -> None:
    rows = [row("fire", FIRE, 7), row("vote", VOTE, 7), row("blaze", BLAZE, 8), row("copy", FIRE, 9)]
    found = tell(tmp_path, rows)
    assert found["fire"] == found["blaze"] == found["copy"]
    assert found["vote"] not in (None, found["fire"])


def test_stories_are_kept_between_calls_and_met_again(tmp_path: Path) -> None:
    index = tmp_path / "index.duckdb"
    first = tell(tmp_path, [row("fire", FIRE, 7), row("vote", VOTE, 7)], index)
    assert tell(tmp_path, [row("blaze", BLAZE, 8)], index) == {"blaze": first["fire"]}
    assert tell(tmp_path, [row("fire", FIRE, 7), row("vote", VOTE, 7)], index) == first


def test_an_older_copy_that_comes_later_takes_up_the_story(tmp_path: Path) -> None:
    index = tmp_path / "index.duckdb"
    before = tell(tmp_path, [row("late", FIRE, 9)], index)["late"]
    assert tell(tmp_path, [row("early", FIRE, 7)], index) == {"early": before}
    assert tell(tmp_path, [row("late", FIRE, 9)], index) == {"late": before}


def test_articles_that_were_placed_without_stories_get_theirs_when_they_come_again(tmp_path: Path) -> None:
    index, rows = tmp_path / "index.duckdb", [row("fire", FIRE, 7), row("blaze", BLAZE, 8), row("vote", VOTE, 8)]
    assert set(tell(tmp_path, rows, index, stories=False).values()) == {None}
    assert tell(tmp_path, rows, index) == tell(tmp_path, rows)

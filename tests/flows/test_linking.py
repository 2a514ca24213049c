"""Stories in the warehouse: reports of one event in several languages, batch by batch, with their copies."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from flows import storying
from flows.storying import tell_stories
from tests.flows.copies_library import NOW, WIRE, article, ask, load
from transforms.link import story_id
from transforms.records import Article
from transforms.stories.features import read_features
from transforms.stories.records import Assignment, Report, StoryEvent
from warehouse.store import Warehouse
from warehouse.story_index import StoryIndex

QUAKE = {
    "quake": (
        "Earthquake of magnitude 7.8 kills 3,400 in Gaziantep and Aleppo",
        (
            "An earthquake of magnitude 7.8 struck near Gaziantep on Monday and killed more than 3,400 people, Orhan "
            "Tatar of the disaster agency AFAD said. Rescuers searched ruins in Aleppo and Hatay through a night."
        ),
    ),
    "quakefr": (
        "Séisme de magnitude 7,8 : 3 400 morts à Gaziantep et Alep",
        (
            "Un séisme de magnitude 7,8 a frappé lundi la région de Gaziantep et fait plus de 3 400 morts, selon Orhan "
            "Tatar de l’agence AFAD. Les secours fouillaient les ruines à Alep et dans le Hatay, sous la neige."
        ),
    ),
    "quakevi": (
        "Động đất 7,8 độ ở Gaziantep, 3.400 người chết",
        (
            "Trận động đất 7,8 độ làm rung chuyển Gaziantep hôm thứ Hai, hơn 3.400 người thiệt mạng, ông Orhan "
            "Tatar của cơ quan AFAD cho biết. Lực lượng cứu hộ tìm kiếm ở Aleppo và Hatay suốt đêm dưới trời tuyết."
        ),
    ),
}
BAKERY = (
    "The oldest bakery of the harbour district closes after ninety years of rye bread and cinnamon rolls.",
    "Its owner, Maria Oliveira, says that flour has become too dear and that no apprentice wants to rise at three.",
)


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    """Return an empty warehouse."""
    return Warehouse(tmp_path, lock_wait=5)


def quake(slug: str) -> Article:
    title, body = QUAKE[slug]
    hour = 8 + list(QUAKE).index(slug)
    return article(slug, body.split(". "), f"2026-03-02T{hour:02}:00", title=title)


def stories(warehouse: Warehouse) -> list[set[str]]:
    """The stories as sets of the outlets' names."""
    found = defaultdict(set)
    query = "SELECT story_id, regexp_extract(url, '//([a-z]+)', 1) FROM mart.article WHERE story_id IS NOT NULL"
    for story, slug in ask(warehouse, query):
        found[story].add(slug)
    return sorted(found.values(), key=sorted)


def test_reports_of_one_event_meet_in_three_languages_and_another_event_stands_alone(warehouse: Warehouse) -> None:
    load(warehouse, *map(quake, QUAKE), article("bakery", BAKERY, "2026-03-02"))
    assert stories(warehouse) == [{"bakery"}, set(QUAKE)]


def test_reports_that_come_later_join_the_story_that_is_stored(warehouse: Warehouse) -> None:
    for minutes, slug in enumerate(QUAKE):
        load(warehouse, quake(slug), run=f"run-{slug}", minutes=minutes)
    assert stories(warehouse) == [set(QUAKE)]
    [(story, founder)] = ask(warehouse, "SELECT story_id, founder_article_id FROM core.story")
    assert story == story_id(founder) == story_id(quake("quake").article_id)


def test_a_story_tells_its_titles_languages_days_and_members(warehouse: Warehouse) -> None:
    load(warehouse, *map(quake, QUAKE))
    [row] = ask(warehouse, "SELECT title, titles['vi'], languages, days, len(article_ids) FROM mart.story")
    assert row == (QUAKE["quake"][0], QUAKE["quakevi"][0], ["en", "fr", "vi"], 1, 3)


def test_copies_stand_in_the_story_of_their_original_and_are_no_reports(warehouse: Warehouse) -> None:
    load(warehouse, article("wire", WIRE, "2026-03-01T08:00"), article("same", WIRE, "2026-03-01T09:30"))
    load(warehouse, article("late", WIRE[:5], "2026-03-02"), run="run-2", minutes=2)
    assert stories(warehouse) == [{"wire", "same", "late"}]
    assert ask(warehouse, "SELECT count(*) FROM ops.story_report") == [(1,)]


def test_an_original_that_comes_after_its_copies_keeps_their_story(warehouse: Warehouse) -> None:
    load(warehouse, article("same", WIRE, "2026-03-01T09:30"))
    before = ask(warehouse, "SELECT story_id FROM core.story_article")
    load(warehouse, article("wire", WIRE, "2026-03-01T08:00"), run="run-2", minutes=2)
    assert stories(warehouse) == [{"wire", "same"}]
    assert ask(warehouse, "SELECT DISTINCT story_id FROM core.story_article") == before


def test_loading_again_writes_nothing(warehouse: Warehouse) -> None:
    load(warehouse, *map(quake, QUAKE))
    before = _core(warehouse)
    load(warehouse, *map(quake, QUAKE), run="run-2", minutes=9)
    assert _core(warehouse) == before


def test_an_article_that_changes_keeps_its_story(warehouse: Warehouse) -> None:
    load(warehouse, *map(quake, QUAKE))
    title, body = QUAKE["quake"]
    changed = article(
        "quake", (*body.split(". "), "The toll rose on Tuesday."), "2026-03-02", title=f"{title} (update)"
    )
    load(warehouse, changed, run="run-2", minutes=9)
    assert stories(warehouse) == [set(QUAKE)]


def test_a_load_that_dies_leaves_nothing_and_its_repetition_gives_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once, twice = Warehouse(tmp_path / "once", lock_wait=5), Warehouse(tmp_path / "twice", lock_wait=5)
    load(once, *map(quake, QUAKE))
    load(twice)
    empty = _core(twice)
    with monkeypatch.context() as broken:
        broken.setattr(StoryIndex, "record", _die)
        with pytest.raises(RuntimeError):
            load(twice, *map(quake, QUAKE))
    assert _core(twice) == empty
    load(twice, *map(quake, QUAKE))
    assert _core(twice) == _core(once)


def test_a_merger_moves_the_whole_story_and_a_split_takes_copies_along(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(events: tuple[StoryEvent, ...], founders: dict[str, str]) -> dict[str, str]:
        outcome = Assignment({"new": "s1"}, founders, events)
        monkeypatch.setattr(storying, "assign", lambda _batch, _known: outcome)
        with warehouse.write() as session:
            index = StoryIndex(session.connection, run_id="run", loaded_at=NOW)
            index.place({"a": "s1", "b": "s2", "c": "s2", "d": "s3", "e": "s3"}, {})
            session.connection.execute("INSERT INTO core.duplicate VALUES ('e', 'd', 'near', 0.9, 'run', ?)", [NOW])
            told = tell_stories(index, [Report("new", NOW, read_features("A title", "", "en"))])
            assert index.stories(told) == told
            session.connection.execute("DELETE FROM core.duplicate")
            return told

    merged = told((StoryEvent("merge", "s2", "s1", (), "one event"),), {})
    assert merged == {"new": "s1", "b": "s1", "c": "s1"}
    parted = told((StoryEvent("split", "s3", "s4", ("d",), "two events"),), {"s4": "d"})
    assert parted == {"new": "s1", "d": "s4", "e": "s4"}
    rows = ask(warehouse, "SELECT kind, story_id, into_story_id, article_ids FROM core.story_event ORDER BY kind")
    assert rows == [("merge", "s2", "s1", ["b", "c"]), ("split", "s3", "s4", ["d", "e"])]


def _core(warehouse: Warehouse) -> dict[str, list[tuple[object, ...]]]:
    tables = ("core.story", "core.story_article", "core.story_event", "ops.story_report", "ops.story_count")
    return {table: ask(warehouse, f"SELECT * FROM {table} ORDER BY ALL") for table in tables}


def _die(*_: object) -> None:
    raise RuntimeError("the machine stopped")

"""The index of stories: who is met, what is counted, and that repetition writes nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import duckdb

from transforms.stories.features import read_features
from transforms.stories.records import Report, StoryEvent
from warehouse.store import Warehouse
from warehouse.story_index import MEMBERS, StoryIndex

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
QUAKE = "Earthquake of magnitude 7.8 kills 3,400 in Gaziantep and Aleppo, rescuers say"
QUAKE_LATER = "Rescuers search ruins in Gaziantep and Aleppo as toll of earthquake passes 5,000"
QUAKE_VI = "Động đất 7,8 độ ở Gaziantep và Aleppo, 3.400 người chết"
ELECTION = "Voters in Lisbon reject coalition of Montenegro as turnout falls to 55 percent"


def report(name: str, title: str, *, language: str = "en", published: datetime | None = NOW) -> Report:
    return Report(name, published, read_features(title, "", language))


def stand(connection: duckdb.DuckDBPyConnection, **stories: str) -> None:
    """Put articles into stories, as the loader does."""
    for article, story in stories.items():
        connection.execute("INSERT INTO core.story_article VALUES (?, ?, 'run', ?)", [story, article, NOW])


def test_an_empty_index_knows_nothing(warehouse: Warehouse) -> None:
    with warehouse.read() as session:
        known = StoryIndex(session.connection, run_id="run", loaded_at=NOW).known([report("a", QUAKE)])
    assert (known.reports, dict(known.counts), dict(known.articles)) == ((), {}, {})


def test_reports_of_one_event_are_met_in_any_language_and_others_are_not(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        index = StoryIndex(session.connection, run_id="run", loaded_at=NOW)
        index.add([report("a", QUAKE), report("b", ELECTION)])
        stand(session.connection, a="s1", b="s2")
        for new in (report("c", QUAKE_LATER), report("d", QUAKE_VI, language="vi")):
            known = index.known([new])
            assert [(one.article_id, one.story_id) for one in known.reports] == [("a", "s1")]


def test_what_is_stored_of_a_report_comes_back(warehouse: Warehouse) -> None:
    stored = report("a", QUAKE)
    with warehouse.write() as session:
        index = StoryIndex(session.connection, run_id="run", loaded_at=NOW)
        index.add([stored])
        stand(session.connection, a="s1")
        known = index.known([report("c", QUAKE_LATER)])
    [found] = known.reports
    assert found.published == stored.published
    assert found.features.language == "en"
    assert found.features.hashes.tolist() == stored.features.hashes.tolist()
    assert found.features.counts.tolist() == stored.features.counts.tolist()
    assert found.features.kinds.tolist() == stored.features.kinds.tolist()


def test_counts_are_those_of_earlier_reports(warehouse: Warehouse) -> None:
    first, second = report("a", QUAKE), report("b", QUAKE_LATER)
    with warehouse.write() as session:
        index = StoryIndex(session.connection, run_id="run", loaded_at=NOW)
        index.add([first])
        index.add([second])
        counts, articles = index.known([first]).counts, index.known([first]).articles
    shared = set(first.features.hashes.tolist()) & set(second.features.hashes.tolist())
    assert shared
    assert {one: counts[one] for one in first.features.hashes.tolist()} == {
        one: 2 if one in shared else 1 for one in first.features.hashes.tolist()
    }
    assert articles == {"en": 2}


def test_a_report_enters_once(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        index = StoryIndex(session.connection, run_id="run", loaded_at=NOW)
        index.add([report("a", QUAKE)])
        before = [session.connection.table(f"ops.story_{name}").fetchall() for name in ("report", "lookup", "count")]
        index.add([report("a", QUAKE_LATER)])
        after = [session.connection.table(f"ops.story_{name}").fetchall() for name in ("report", "lookup", "count")]
        assert before == after
        assert index.indexed(["a", "b"]) == {"a"}


def test_reports_beyond_the_window_are_not_met_and_undated_ones_are(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        index = StoryIndex(session.connection, run_id="run", loaded_at=NOW)
        index.add([report("old", QUAKE, published=NOW - timedelta(days=15)), report("undated", QUAKE, published=None)])
        stand(session.connection, old="s1", undated="s2")
        assert [one.article_id for one in index.known([report("c", QUAKE_LATER)]).reports] == ["undated"]


def test_an_undated_report_meets_those_of_all_times(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        index = StoryIndex(session.connection, run_id="run", loaded_at=NOW)
        index.add([report("old", QUAKE, published=NOW - timedelta(days=900)), report("new", QUAKE)])
        stand(session.connection, old="s1", new="s2")
        known = index.known([report("c", ELECTION), report("d", QUAKE_LATER, published=None)])
        assert [one.article_id for one in known.reports] == ["old", "new"]


def test_a_feature_of_one_met_report_alone_is_known_to_be_rare(warehouse: Warehouse) -> None:
    stored, new = report("a", QUAKE), report("b", QUAKE_LATER)
    with warehouse.write() as session:
        index = StoryIndex(session.connection, run_id="run", loaded_at=NOW)
        index.add([stored, report("c", ELECTION), report("d", ELECTION)])
        stand(session.connection, a="s1")
        known = index.known([new])
    asked, met = set(new.features.hashes.tolist()), set(stored.features.hashes.tolist())
    assert set(known.counts) == asked & met


def test_a_long_story_is_represented_by_a_few_reports(warehouse: Warehouse) -> None:
    names = [f"a{number}" for number in range(MEMBERS + 8)]
    with warehouse.write() as session:
        index = StoryIndex(session.connection, run_id="run", loaded_at=NOW)
        index.add([report(name, QUAKE) for name in names])
        stand(session.connection, **dict.fromkeys(names, "s1"))
        known = index.known([report("c", QUAKE_LATER)])
    assert len(known.reports) == MEMBERS


def test_members_and_copies_are_told(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        stand(session.connection, a="s1", b="s1", c="s2")
        session.connection.execute("INSERT INTO core.duplicate VALUES ('b', 'a', 'near', 0.9, 'run', ?)", [NOW])
        index = StoryIndex(session.connection, run_id="run", loaded_at=NOW)
        assert index.members(["s1", "s9"]) == {"s1": ["a", "b"]}
        assert index.copies(["a", "c"]) == {"a": ["b"]}


def test_what_became_of_stories_is_written_down(warehouse: Warehouse) -> None:
    event = StoryEvent("merge", "s2", "s1", ("c",), "they share names")
    with warehouse.write() as session:
        StoryIndex(session.connection, run_id="run", loaded_at=NOW).record([event])
        rows = session.connection.table("core.story_event").project("kind, story_id, into_story_id, article_ids")
        assert rows.fetchall() == [("merge", "s2", "s1", ["c"])]


def test_lineage_follows_mergers_to_the_story_of_now(warehouse: Warehouse) -> None:
    first = StoryEvent("merge", "s3", "s2", ("c",), "")
    second = StoryEvent("merge", "s2", "s1", ("b", "c"), "")
    with warehouse.write() as session:
        for event in (first, second):
            StoryIndex(session.connection, run_id="run", loaded_at=NOW).record([event])
        rows = session.connection.execute(
            "SELECT story_id, into_story_id, story_now, articles FROM mart.story_lineage ORDER BY story_id"
        ).fetchall()
        assert rows == [("s2", "s1", "s1", 2), ("s3", "s2", "s1", 1)]

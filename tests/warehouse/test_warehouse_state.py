from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.warehouse.warehouse_samples import NOW, article, batch, dump, fetch, item
from transforms.records import Cursor, DateValue, KnownArticle, KnownContent, RunRecord
from transforms.urls import lead_hash
from warehouse.store import SourceRow, Warehouse


def test_nothing_is_known_of_a_new_warehouse(warehouse: Warehouse) -> None:
    with warehouse.read() as session:
        known = session.known(["x"], ["y"], ["z"], "example-en")
        assert (known.articles, known.contents, known.stories, known.leads) == ({}, {}, {}, {})
        assert session.cursors("example-en") == {}


def test_known_articles_carry_the_validators_of_the_latest_answer_with_a_body(warehouse: Warehouse) -> None:
    made = article("a")
    not_modified = replace(
        fetch(made), fetch_id="f2", status=304, headers=(), sha256=None, fetched_at=NOW + timedelta(hours=1)
    )
    broken = replace(fetch(made), fetch_id="f3", error="too large", headers=(), fetched_at=NOW + timedelta(hours=2))
    one = item(made)
    with warehouse.write() as session:
        session.load(batch(one, fetches=(fetch(made), not_modified, broken)))
        known = session.known([made.article_id, "unknown"], (), [made.url_key, "unknown"], "example-en")
    assert known.articles == {
        made.article_id: KnownArticle(
            made.article_id,
            made.content_hash,
            1,
            (made.content_hash,),
            NOW,
            NOW,
            NOW + timedelta(hours=2),
            '"fetch-a"',
            "Sun, 01 Mar 2026 08:00:00 GMT",
        )
    }
    assert known.stories == {made.article_id: f"story-{made.article_id}"}
    assert known.leads == {(made.url_key, "feed"): lead_hash(batch(one).leads[0])}


def test_leads_are_known_per_source(warehouse: Warehouse) -> None:
    made = article("a")
    with warehouse.write() as session:
        session.load(batch(item(made)))
        assert session.known(url_keys=[made.url_key], source_id="other").leads == {}
        assert session.known(url_keys=[made.url_key]).leads == {}


def test_the_original_of_a_text_is_the_earliest_published_that_repeats_no_other(warehouse: Warehouse) -> None:
    late = article("late", content_key="same")
    early = article(
        "early",
        content_key="same",
        published=DateValue("2026-02-20", None, "day", None, "header"),
        fetched_at=NOW + timedelta(hours=5),
    )
    undated = article("undated", content_key="same", published=None, fetched_at=NOW - timedelta(days=9))
    copy = article("copy", content_key="same", published=DateValue("2026-01-01", None, "day", None, "header"))
    with warehouse.write() as session:
        session.load(
            batch(item(late), item(early), item(undated), item(copy, "duplicate", duplicate_of=early.article_id))
        )
        known = session.known(content_keys=["same", "unknown"])
    start_of_day = datetime(2026, 2, 20, tzinfo=UTC)
    story = f"story-{early.article_id}"
    assert known.contents == {"same": KnownContent("same", early.article_id, start_of_day, story)}
    assert known.stories == {early.article_id: f"story-{early.article_id}"}


def test_cursors_move_forward_only(warehouse: Warehouse) -> None:
    first = Cursor("example-en", "feed", "feed", NOW, etag='"1"', items=3)
    second = replace(first, polled_at=NOW + timedelta(hours=1), etag='"2"')
    with warehouse.write() as session:
        session.load(batch(cursors=(second, first)))
        assert session.cursors("example-en") == {"feed": second}
        assert session.load(batch(cursors=(first,), run_id="run-2")).cursors == 0
        done = replace(second, complete=True)
        assert session.load(batch(cursors=(done,), run_id="run-3")).cursors == 1
        assert session.cursors("example-en") == {"feed": done}
        assert session.cursors("other") == {}


def test_runs_are_recorded_at_their_start_and_their_end(warehouse: Warehouse) -> None:
    run = RunRecord("run-1", "run", "example-en", NOW, None, "running", None, None, "0.1.0")
    ended = replace(run, finished_at=NOW + timedelta(minutes=3), state="partial", message="feed: 500", found=4, new=2)
    with warehouse.write() as session:
        session.start_run(run)
    with warehouse.write() as session:
        assert session.runs(["run-1", "other"]) == (run,)
        session.finish_run(ended)
    with warehouse.read() as session:
        assert session.runs(["run-1"]) == (ended,)
        health = session.connection.execute(
            "SELECT last_state, last_message, last_new, articles FROM mart.source_health WHERE source_id = 'example-en'"
        ).fetchall()
    assert health == [("partial", "feed: 500", 2, 0)]


def test_sources_are_rewritten_only_where_something_differs(warehouse: Warehouse) -> None:
    one = SourceRow("one", "One", None, "https://one.example/", "VN", "en", "Asia/Ho_Chi_Minh", "*/15 * * * *", True)
    two = SourceRow("two", "Two", None, None, None, None, None, None, False)
    with warehouse.write() as session:
        session.upsert_sources([one, two])
        session.upsert_sources([])
    before = dump(warehouse, "core")["core.source"]
    with warehouse.write() as session:
        session.upsert_sources([replace(one, name="Uno"), two])
    after = dump(warehouse, "core")["core.source"]
    assert [row[1:3] for row in after] == [("one", "Uno"), ("two", "Two")]
    assert after[1] == before[1]
    assert after[0][3:] == before[0][3:]


def test_a_lease_is_kept_by_its_holder_while_it_lives(warehouse: Warehouse) -> None:
    ttl = timedelta(minutes=10)
    with warehouse.write() as session:
        assert session.acquire_lease("s", "first", NOW, ttl, lambda holder: True) is None
    with warehouse.write() as session:
        assert session.acquire_lease("s", "second", NOW + timedelta(minutes=9), ttl, lambda holder: True) == "first"
        assert session.acquire_lease("s", "first", NOW + timedelta(minutes=9), ttl, lambda holder: True) is None
        assert session.acquire_lease("s", "second", NOW + timedelta(minutes=18), ttl, lambda holder: True) == "first"
        assert session.acquire_lease("other", "second", NOW, ttl, lambda holder: True) is None


@pytest.mark.parametrize(("minutes", "alive"), [(11, True), (1, False)])
def test_a_lease_that_ran_out_or_whose_holder_is_dead_is_taken(warehouse: Warehouse, minutes: int, alive: bool) -> None:
    ttl = timedelta(minutes=10)
    later = NOW + timedelta(minutes=minutes)
    with warehouse.write() as session:
        session.acquire_lease("s", "first", NOW, ttl, lambda holder: True)
        assert session.acquire_lease("s", "second", later, ttl, lambda holder: alive) is None
        session.release_lease("s", "first")
        assert session.acquire_lease("s", "third", later, ttl, lambda holder: True) == "second"
        session.release_lease("s", "second")
        assert session.acquire_lease("s", "third", later, ttl, lambda holder: True) is None

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.warehouse.warehouse_samples import NOW, article, batch, dump, fetch, item
from transforms.records import (
    Cursor,
    KnownArticle,
    Poll,
    Reject,
    Rhythm,
    RunRecord,
)
from transforms.urls import lead_hash
from warehouse.session import LeaseAnswer
from warehouse.store import Session, SourceRow, Warehouse


def test_nothing_is_known_of_a_new_warehouse(warehouse: Warehouse) -> None:
    with warehouse.read() as session:
        known = session.known(["x"], ["z"], "example-en")
        assert (known.articles, known.leads) == ({}, {})
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
        known = session.known([made.article_id, "unknown"], [made.url_key, "unknown"], "example-en")
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
    assert known.leads == {(made.url_key, "feed"): lead_hash(batch(one).leads[0])}


def test_leads_are_known_per_source(warehouse: Warehouse) -> None:
    made = article("a")
    with warehouse.write() as session:
        session.load(batch(item(made)))
        assert session.known(url_keys=[made.url_key], source_id="other").leads == {}
        assert session.known(url_keys=[made.url_key]).leads == {}


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
        session.write_runs([run])
    with warehouse.write() as session:
        assert session.runs(["run-1", "other"]) == (run,)
        session.write_runs([ended])
        session.write_runs([])
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
    after = sorted(dump(warehouse, "core")["core.source"], key=lambda row: row[1])
    assert [row[1:3] for row in after] == [("one", "Uno"), ("two", "Two")]
    assert after[1] == before[1]
    assert after[0][3:] == before[0][3:]


TEN_MINUTES = timedelta(minutes=10)


def ask(session: Session, source_id: str, holder: str, minutes: int, *, alive: bool = True) -> LeaseAnswer:
    """Ask for the lease of one source for ten minutes, so many minutes after NOW."""
    now = NOW + timedelta(minutes=minutes)
    return session.acquire_leases([source_id], holder, now, TEN_MINUTES, lambda _: alive)[source_id]


def test_a_lease_is_kept_by_its_holder_while_it_lives(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        assert ask(session, "s", "first", 0) == LeaseAnswer()
    with warehouse.write() as session:
        assert ask(session, "s", "second", 9) == LeaseAnswer(kept_by="first")
        assert ask(session, "s", "first", 9) == LeaseAnswer()
        assert ask(session, "s", "second", 18) == LeaseAnswer(kept_by="first")
        assert ask(session, "other", "second", 0) == LeaseAnswer()


@pytest.mark.parametrize(("minutes", "alive"), [(11, True), (1, False)])
def test_a_lease_that_ran_out_or_whose_holder_is_dead_is_taken(warehouse: Warehouse, minutes: int, alive: bool) -> None:
    with warehouse.write() as session:
        ask(session, "s", "first", 0)
        assert ask(session, "s", "second", minutes, alive=alive) == LeaseAnswer(taken_from="first")
        session.release_leases(["s"], "first")
        assert ask(session, "s", "third", minutes) == LeaseAnswer(kept_by="second")
        session.release_leases(["s"], "second")
        assert ask(session, "s", "third", minutes) == LeaseAnswer()


def test_the_leases_of_several_sources_are_taken_at_once_save_those_that_are_held(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        ask(session, "held", "first", 0)
        answers = session.acquire_leases(["free", "held"], "second", NOW, TEN_MINUTES, lambda _: True)
        assert answers == {"free": LeaseAnswer(), "held": LeaseAnswer(kept_by="first")}
        session.release_leases(["free", "held"], "second")
        left = session.connection.execute("SELECT source_id, holder FROM ops.lease").fetchall()
    assert left == [("held", "first")]


def test_a_run_that_was_killed_is_recorded_as_one_that_did_not_end(warehouse: Warehouse) -> None:
    killed = RunRecord("run-1", "run", "s", NOW, None, "running", None, None, "0.1.0")
    ended = replace(killed, run_id="run-2", state="done", finished_at=NOW)
    later = NOW + timedelta(hours=1)
    with warehouse.write() as session:
        session.write_runs([killed, ended, replace(killed, source_id="another")])
        session.end_dead_run("run-1", "s", later)
        session.end_dead_run("run-2", "s", later)
        by_source = {(run.run_id, run.source_id): run for run in session.runs(["run-1", "run-2"])}
    assert by_source["run-1", "s"] == replace(killed, state="failed", message="did not end", finished_at=later)
    assert by_source["run-2", "s"] == ended
    assert by_source["run-1", "another"].state == "running"


def test_the_state_of_polling_comes_back_as_it_was_written(warehouse: Warehouse) -> None:
    rhythm = Rhythm(ttl_seconds=1800, max_age_seconds=60, skip_hours=(0, 1), skip_days=(6, 7))
    poll = Poll(NOW, NOW - timedelta(days=1), 3, 5400.5, distrust=True, rhythm=rhythm)
    known = Cursor("example-en", "feed", "feed", NOW, etag='"1"', items=3, poll=poll)
    with warehouse.write() as session:
        session.load(batch(cursors=(known,)))
        assert session.cursors("example-en") == {"feed": known}
        changed = replace(known, polled_at=NOW + timedelta(hours=1), poll=Poll(unchanged=4))
        session.load(batch(cursors=(changed,), run_id="run-2"))
        assert session.cursors("example-en") == {"feed": changed}


def test_a_cursor_from_before_polls_were_remembered_knows_nothing(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        session.load(batch())
        session.connection.execute(
            "UPDATE ops.cursor SET unchanged = NULL, interval_seconds = NULL, distrust = NULL, skip_hours = NULL, "
            "skip_days = NULL"
        )
        assert session.cursors("example-en")["feed"].poll == Poll()


def test_batches_without_articles_are_loaded_as_one_and_once(warehouse: Warehouse) -> None:
    one = batch(rejects=(Reject("discover", "timeout", "https://news.example/feed", "no answer"),))
    two = replace(batch(), source_id="other", cursors=(Cursor("other", "feed", "feed", NOW),))
    with warehouse.write() as session:
        session.load_states([one, two])
        session.load_states([one, two])
        session.load_states([])
        assert list(session.cursors("example-en")) == list(session.cursors("other")) == ["feed"]
        rows = session.connection.execute("SELECT source_id, rejects FROM ops.batch ORDER BY ALL").fetchall()
        assert rows == [("example-en", 1), ("other", 0)]
        assert session.connection.execute("SELECT count(*) FROM ops.reject").fetchall() == [(1,)]
        with pytest.raises(ValueError, match="one by one"):
            session.load_states([batch(item(article("a")))])

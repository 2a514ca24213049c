"""What the doctor reads of the warehouse, and the verdicts that are stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from transforms.records import Batch, Cursor, Reject, RunRecord, RunState
from transforms.symptoms.history import History, Verdict
from warehouse.health import read_histories, record_verdicts, stored_verdicts
from warehouse.sources import SourceRow
from warehouse.store import Session, Warehouse

NOW = datetime(2026, 11, 12, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEED = "https://a.example/rss.xml"
SOURCE = SourceRow("a", "A", None, "https://a.example/", "VN", "vi", "Asia/Ho_Chi_Minh", "0 * * * *", enabled=True)


def run_of(number: int, state: RunState = "done") -> RunRecord:
    """Return the run of hour ``number``."""
    began = NOW - 24 * HOUR + number * HOUR
    return RunRecord(f"run-{number}", "run", "a", began, began + HOUR / 60, state, None, None, "test")


def poll(session: Session, number: int, *rejects: Reject) -> None:
    """Write a run that read the feed, or could not for what is rejected."""
    run = run_of(number, "failed" if rejects else "done")
    cursor = Cursor("a", f"feed:{FEED}", "feed", run.started_at, items=7)
    session.upsert_sources([SOURCE])
    session.write_runs([run])
    loaded = run.started_at + HOUR / 120
    session.load(Batch(run.run_id, "a", loaded, rejects=rejects, cursors=() if rejects else (cursor,)))


def gone(url: str = FEED, listing: str = f"feed:{FEED}") -> Reject:
    return Reject("fetch", "http-404", url, "HTTP status 404", "a", listing=listing)


def history_of(session: Session) -> History:
    history, schedule = read_histories(session.connection, NOW)["a"]
    assert schedule == "0 * * * *"
    return history


def test_a_listing_fails_from_its_latest_good_reading_on(tmp_path: Path) -> None:
    with Warehouse(tmp_path).write() as session:
        poll(session, 1)
        (well,) = history_of(session).listings
        assert (well.kind, well.items, well.failure) == ("feed", 7, None)
        for number in (2, 3, 4):
            poll(session, number, gone())
        (ill,) = history_of(session).listings
        assert ill.read_at == run_of(1).started_at
        assert ill.failure is not None
        assert (ill.failure.reason, ill.failure.count) == ("http-404", 3)
        assert ill.failure.since == run_of(2).started_at + HOUR / 120
        poll(session, 5)
        (again,) = history_of(session).listings
        assert again.failure is None


def test_what_was_noted_of_a_listing_that_was_read_is_no_failure(tmp_path: Path) -> None:
    with Warehouse(tmp_path).write() as session:
        run = run_of(1)
        cursor = Cursor("a", f"feed:{FEED}", "feed", run.started_at, items=7)
        note = Reject("discover", "page-limit", FEED, "there is more", "a", listing=f"feed:{FEED}")
        session.upsert_sources([SOURCE])
        session.write_runs([run])
        session.load(Batch(run.run_id, "a", run.started_at + HOUR / 120, rejects=(note,), cursors=(cursor,)))
        assert history_of(session).listings[0].failure is None


def test_pauses_of_ours_part_what_was_watched(tmp_path: Path) -> None:
    with Warehouse(tmp_path).write() as session:
        for number in (1, 2, 3, 9, 10):
            poll(session, number)
        watched = history_of(session).watched
    hours = [tuple(round((moment - NOW) / HOUR) + 24 for moment in period) for period in watched]
    assert hours == [(1, 3), (9, 10)]


def test_a_source_that_was_never_run_has_no_history(tmp_path: Path) -> None:
    with Warehouse(tmp_path).write() as session:
        session.upsert_sources([SOURCE])
        assert read_histories(session.connection, NOW) == {}


def test_a_verdict_of_the_same_kind_keeps_its_beginning(tmp_path: Path) -> None:
    ill = Verdict("a", "dead-feed", "broken", "gone", "look", ("one run",), FEED, 404, NOW)
    with Warehouse(tmp_path).write() as session:
        record_verdicts(session.connection, [ill], NOW)
        record_verdicts(session.connection, [ill], NOW + HOUR)
        assert stored_verdicts(session.connection)["a"].since == NOW
        worse = Verdict("a", "dead-feed", "broken", "gone still", "look", ("two runs",), FEED, 404, NOW)
        record_verdicts(session.connection, [worse], NOW + 2 * HOUR)
        stored = stored_verdicts(session.connection)["a"]
        assert (stored.verdict, stored.since) == (worse, NOW)
        record_verdicts(session.connection, [Verdict("a", "healthy", "ok", "well")], NOW + 3 * HOUR)
        assert stored_verdicts(session.connection)["a"].since == NOW + 3 * HOUR


def test_an_expectation_that_is_not_met_is_part_of_the_history(tmp_path: Path) -> None:
    expecting = replace(SOURCE, expected_per_day=5)
    with Warehouse(tmp_path).write() as session:
        for number in (-36, -12, 12, 23):
            poll(session, number)
        session.upsert_sources([expecting])
        assert "expected at least 5 a day, came 0 on 2026-11-11" in str(history_of(session).unmet)
        session.upsert_sources([SOURCE])
        assert history_of(session).unmet is None

"""Retention: what is past its age goes, by date alone, and does not come back; nor does the forgotten with a backup."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from flows import retention
from flows.settings import Settings
from flows.source_run import harvest_source
from scrapers.source import Retention, SourceError, load_source
from tests.flows.stand import MORNING, Trial, trial
from tests.flows.test_forget import data, does, everything, id_of, loaded, rows
from transforms.records import Lead
from warehouse.store import Warehouse

__all__ = ["data", "loaded"]

pytestmark = pytest.mark.commands
NOW = datetime(2026, 11, 12, tzinfo=UTC)


def kept_for(made: Trial, days: int) -> Trial:
    """Return the trial with another time for which articles are kept."""
    return replace(made, settings=msgspec.structs.replace(made.settings, retention_days=days))


async def test_what_is_past_its_age_goes_and_is_not_collected_again(tmp_path: Path) -> None:
    with trial(tmp_path) as made:
        await made.harvest("harbour-post")
        young = "SELECT count(*) FILTER (published_at >= '2026-11-10 05:00:00+00'), count(*) FROM mart.article"
        ((kept, before),) = made.ask(young)
        assert 0 < kept < before
        short = kept_for(made, 2)
        done = retention.expire(short.settings, short.sources, lambda: MORNING, lambda _: None)
        assert done is not None
        assert done.articles == before - kept
        assert made.ask(young) == [(kept, kept)]
        assert made.ask("SELECT count(*) FROM ops.tombstone") == [(0,)]
        assert made.ask("SELECT kind FROM ops.removal") == [("expired",)]
        async with short.workshop() as shop:
            await harvest_source(shop, short.sources["harbour-post"])
        ((still, now),) = made.ask(young)
        assert kept <= still == now
        assert retention.expire(short.settings, short.sources, lambda: MORNING, lambda _: None) is None
        does("check", "--data", made.settings.data)
        places = rows(made.settings.data, "SELECT DISTINCT warc_file FROM raw.fetch WHERE warc_file IS NOT NULL")
        assert all((made.settings.data / "archive" / name).exists() for (name,) in places)


NOTES = """
INSERT INTO ops.lead BY NAME
SELECT source_id, url AS url_key, 'feed' AS listing, url, url AS title, 'h' AS lead_hash,
    noted AS first_seen_at, noted AS changed_at
FROM (
    FROM (VALUES ('https://harbour.example/old', DATE '2026-10-01'), ('https://harbour.example/new', DATE '2026-11-11'))
        AS of_age(url, noted), (VALUES ('documents'), ('of no source')) AS of_source(source_id)
);
INSERT INTO ops.lead BY NAME
SELECT source_id, url_key, 'feed' AS listing, url, 'kept' AS title, 'h' AS lead_hash,
    DATE '2026-10-01' AS first_seen_at, DATE '2026-10-01' AS changed_at
FROM core.article LIMIT 1;
INSERT INTO ops.reject BY NAME
SELECT url AS reject_id, source_id, 'parse' AS stage, 'no-body' AS reason, url, title AS detail,
    changed_at AS rejected_at
FROM ops.lead;
INSERT INTO ops.pending BY NAME
SELECT source_id, url_key, url, listing, 1 AS attempts, first_seen_at AS first_failed_at, changed_at AS last_failed_at
FROM ops.lead WHERE title <> 'kept';
"""


def test_notes_of_what_was_never_stored_go_by_their_age(data: Path) -> None:
    with Warehouse(data).write() as session:
        for sql in NOTES.split(";\n")[:-1]:
            session.connection.execute(sql).fetchall()
    (data / "khotin.toml").write_text("retention_days = 30\n", "utf-8")
    settings = Settings(data=data, retention_days=30)
    preview = retention.expiring(settings, {}, NOW)
    assert preview.rows == {"ops.lead": 1, "ops.reject": 2, "ops.pending": 1}
    done = retention.expire(settings, {}, lambda: NOW, lambda _: None)
    assert done is not None
    assert done.articles == 0
    ours = "SELECT title FROM ops.lead WHERE source_id = 'documents' ORDER BY ALL"
    assert rows(data, ours) == [("https://harbour.example/new",), ("kept",)]
    assert rows(data, "SELECT count(*) FROM ops.reject") == [(3,)]
    assert rows(data, "SELECT count(*) FROM ops.pending") == [(3,)]
    assert retention.expire(settings, {}, lambda: NOW, lambda _: None) is None


def test_vacuum_expires_what_the_setting_says(data: Path, tmp_path: Path) -> None:
    assert "nothing is older" in does("vacuum", "--expire", "--data", data)
    (data / "khotin.toml").write_text("retention_days = 30\n", "utf-8")
    assert "nothing is older" in does("vacuum", "--expire", "--data", data)


def test_a_source_says_for_itself(tmp_path: Path) -> None:
    with trial(tmp_path) as made:
        source = made.sources["harbour-post"]
        path = next((tmp_path / "sources").glob("harbour-post.toml"))
        path.write_text(path.read_text("utf-8") + "\n[retention]\ndays = 7\n", "utf-8")
        assert load_source(path).retention == Retention(days=7)
        settings = Settings(retention_days=30)
        assert retention.oldest_kept(settings, load_source(path), NOW) == NOW - timedelta(days=7)
        assert retention.oldest_kept(settings, source, NOW) == NOW - timedelta(days=30)
        assert retention.oldest_kept(Settings(), source, NOW) is None
        path.write_text(path.read_text("utf-8").replace("days = 7", "days = -1"), "utf-8")
        with pytest.raises(SourceError, match=r"retention\.days"):
            load_source(path)


@pytest.mark.parametrize(
    ("told", "old"),
    [
        ("Mon, 02 Nov 2026 10:00:00 +0700", True),
        ("2026-11-02T10:00:00Z", True),
        ("2026-11-02", True),
        ("2026-11-12", False),
        ("Thu, 12 Nov 2026 10:00:00 GMT", False),
        ("yesterday", False),
        (None, False),
    ],
)
def test_a_listing_tells_what_is_too_old(told: str | None, *, old: bool) -> None:
    lead = Lead("https://news.example/a", "news", "feed", published=told)
    assert retention.is_listed_too_old(lead, NOW - timedelta(days=3)) is old
    assert not retention.is_listed_too_old(lead, None)


def test_a_backup_does_not_bring_back_what_was_forgotten(data: Path, tmp_path: Path) -> None:
    does("backup", tmp_path / "safe", "--data", data)
    forgotten = id_of(data, "Flowers")
    does("forget", forgotten, "--yes", "--data", data)
    said = does("restore", tmp_path / "safe", "--force", "--data", data)
    assert "removed again" in said
    assert b"lighthouse" not in everything(data)
    assert "forgotten 1" in does("ingest", tmp_path / "documents", "--data", data)
    assert "forgotten: 1 articles" in does("forget", "--list", "--data", data)


def test_prefect_keeps_no_word_of_it(data: Path) -> None:
    import sqlite3

    (data / "prefect").mkdir()
    with sqlite3.connect(data / "prefect" / "prefect.db") as connection:
        connection.execute("CREATE TABLE log (message TEXT)")
        connection.execute("INSERT INTO log VALUES ('read Flowers for the lighthouse keeper twice')")
    does("forget", id_of(data, "Flowers"), "--yes", "--data", data)
    assert b"lighthouse" not in everything(data)


def test_what_cannot_be_cleared_is_named(data: Path) -> None:
    (data / "mine.txt").write_text("I copied: Flowers for the lighthouse keeper", "utf-8")
    shutil.copy(data / "mine.txt", data / "mine.bak")
    said = does("forget", id_of(data, "Flowers"), "--yes", "--data", data, status=1)
    assert "found in mine.txt" in said
    assert "found in mine.bak" in said

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.warehouse.warehouse_samples import NOW, article, batch, item, told
from transforms.records import Cursor, DateValue, Lead, Poll, RunRecord
from warehouse.checking import Scope, check, run_checks
from warehouse.checks import BadRow, checks, read_check
from warehouse.publish import PublishRefused, publish
from warehouse.query import run_query
from warehouse.sqlfiles import SqlFile
from warehouse.store import SourceRow, Warehouse

# The columns of core.article_deletion behind the article's id.
GONE = "'example-en', now(), 404, 'http-404', NULL, now(), 1, NULL, NULL, 'run-1'"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A warehouse with one article, which tests read only."""
    warehouse = Warehouse(tmp_path_factory.mktemp("sound"), lock_wait=5)
    with warehouse.write() as session:
        session.load(batch(item(article("a"))))
        told(session, article("a"))
    return warehouse


def test_a_good_warehouse_passes_and_every_outcome_is_recorded(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        session.load(batch(item(article("a"))))
        report = check(session, NOW, "run-1")
        stored = session.connection.execute("SELECT check_name, bad_rows, run_id FROM ops.check_result").fetchall()
    assert not any(result.rows for result in report.results)
    assert stored == [(one.name, 0, "run-1") for one in checks()]


@pytest.mark.parametrize(
    ("damage", "name"),
    [
        ("INSERT INTO core.article SELECT * FROM core.article", "duplicate-article-id"),
        ("INSERT INTO core.article_version SELECT * FROM core.article_version", "duplicate-version"),
        ("DELETE FROM core.article_version", "current-version-missing"),
        ("UPDATE core.article SET content_hash = 'other'", "current-version-missing"),
        ("DELETE FROM core.article", "orphan-version"),
        (f"INSERT INTO core.article_deletion SELECT 'none', {GONE}", "orphan-deletion"),
        (f"INSERT INTO core.article_deletion SELECT article_id, {GONE} FROM core.article, range(2)", "orphan-deletion"),
        ("DELETE FROM core.article", "orphan-story"),
        ("DELETE FROM core.article", "orphan-bridge"),
        ("DELETE FROM core.story", "orphan-story"),
        (
            "INSERT INTO core.duplicate SELECT article_id, 'none', 'exact', 1, 'r', now() FROM core.article",
            "orphan-duplicate",
        ),
        (
            "INSERT INTO core.duplicate SELECT article_id, article_id, 'exact', 1, 'r', now() FROM core.article",
            "orphan-duplicate",
        ),
        (
            "INSERT INTO core.duplicate FROM (VALUES ('x', 'y', 'near', 1, '', now()), ('y', 'z', '', 1, '', now()))",
            "orphan-duplicate",
        ),
        (
            "INSERT INTO core.match SELECT article_id, 'none', 'near', 1, 1, 1, 1, 1 FROM core.article",
            "orphan-match",
        ),
        (
            "INSERT INTO core.copy_lineage SELECT article_id, 1, 'none', 1, 1, 1, [] FROM core.article",
            "orphan-lineage",
        ),
        ("INSERT INTO core.article_country SELECT * FROM core.article_country", "orphan-bridge"),
    ],
)
def test_a_contradiction_is_found(sound: Warehouse, damage: str, name: str) -> None:
    with sound.read() as session:  # which undoes the damage at its end
        session.connection.execute(damage).fetchall()
        report = run_checks(session, NOW, Scope(severities=["structural"]))
    assert name in {result.check.name for result in report.failed("structural")}


def test_a_contradiction_keeps_the_snapshot_back(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        session.load(batch(item(article("a"))))
    publish(warehouse, NOW)
    with warehouse.write() as session:
        session.connection.execute("DELETE FROM core.article").fetchall()
    with pytest.raises(PublishRefused, match="orphan-version") as raised:
        publish(warehouse, NOW)
    assert "orphan-version" in {result.check.name for result in raised.value.failures}
    assert run_query(warehouse.data, "SELECT title FROM mart.article").table.num_rows == 1


def test_bad_articles_are_withheld_and_the_others_are_published(warehouse: Warehouse) -> None:
    bad = {
        "signs": (article("signs", body=(" ", "…")), "empty-body"),
        "nothing": (article("nothing", body=()), "empty-body"),
        "future": (article("future", published=DateValue("2026-03-05", None, "day", None, "m")), "published-in-future"),
        "early": (article("early", published=DateValue("1017-03-05", None, "day", None, "m")), "published-too-early"),
    }
    with warehouse.write() as session:
        session.load(batch(item(article("good")), *(item(made) for made, _ in bad.values())))
        report = check(session, NOW, "run-1")
        again = check(session, NOW, "run-2", Scope(everything=True))
        rejects = session.connection.execute("SELECT stage, reason, url, run_id FROM ops.reject").fetchall()
    found = {(row.subject, result.check.name) for result in report.failed("row") for row in result.rows}
    assert found == {(made.article_id, name) for made, name in bad.values()}
    assert (report.withheld, again.withheld) == (4, 4)
    assert sorted(rejects) == sorted(("check", name, made.url, "run-1") for made, name in bad.values())
    assert publish(warehouse, NOW).withheld == 4
    assert list(run_query(warehouse.data, "SELECT title FROM mart.article").rows()) == [("Title of good",)]
    assert list(run_query(warehouse.data, "SELECT withheld, articles FROM mart.source_health").rows()) == [(4, 5)]


def test_a_corrected_article_comes_back(warehouse: Warehouse) -> None:
    bad = article("a", body=())
    good = article("a", fetched_at=NOW + timedelta(hours=1), fetch_id="fetch-a2")
    with warehouse.write() as session:
        session.load(batch(item(bad)))
    assert publish(warehouse, NOW).withheld == 1
    with warehouse.write() as session:
        session.load(batch(item(good, "updated", 2), loaded_at=NOW + timedelta(hours=1)))
    assert publish(warehouse, NOW).withheld == 0
    assert run_query(warehouse.data, "SELECT * FROM mart.article").table.num_rows == 1
    with warehouse.read() as session:
        assert session.connection.execute("SELECT count(*) FROM ops.reject").fetchall() == [(1,)]


def test_warnings_name_what_people_should_look_at(warehouse: Warehouse) -> None:
    began = NOW - timedelta(hours=1)
    empty = RunRecord("run-1", "run", "example-en", began, NOW, "done", None, None, "0.1.0")
    refused = replace(empty, run_id="run-2", source_id="second", found=9, fetched=9, rejected=8)
    killed = replace(empty, run_id="run-3", source_id="third", started_at=NOW - timedelta(days=2), state="running")
    lead = Lead("https://news.example/gone", "example-en", "feed", attempts=7)
    with warehouse.write() as session:
        session.upsert_sources([SourceRow("example-en", "Example", None, None, None, None, None, None, True)])
        session.write_runs([empty, refused, killed])
        session.load(batch(pending=(lead,), loaded_at=NOW - timedelta(days=4)))
        report = check(session, NOW, None)
    found = {result.check.name: result.rows for result in report.failed("warning")}
    assert found == {
        "source-without-articles": (BadRow("example-en", "example-en", "run run-1 (done) found none"),),
        "mostly-rejected": (BadRow("second", "second", "run run-2: 8 rejects, 9 fetched"),),
        "run-not-finished": (BadRow("run-3 third", "third", "began 2026-02-28 08:00 UTC"),),
        "pending-for-long": (BadRow(lead.url, "example-en", "7 attempts since 2026-02-26"),),
    }
    assert not report.failed("structural")
    assert publish(warehouse, NOW).bytes > 0


@pytest.mark.parametrize(
    ("read_by", "unchanged", "warned"), [("run-1", 0, True), ("run-1", 3, False), ("run-0", 0, False)],
    ids=["changed", "as it was before", "not due"],
)  # fmt: skip
def test_a_run_without_articles_is_told_of_where_its_listing_had_changed(
    warehouse: Warehouse, read_by: str, unchanged: int, warned: bool
) -> None:
    run = RunRecord("run-1", "run", "example-en", NOW - timedelta(hours=1), NOW, "done", None, None, "0.1.0")
    cursor = Cursor("example-en", "feed", "feed", NOW, poll=Poll(changed_at=NOW, unchanged=unchanged))
    with warehouse.write() as session:
        session.upsert_sources([SourceRow("example-en", "Example", None, None, None, None, None, None, True)])
        session.write_runs([run])
        session.load(batch(run_id=read_by, cursors=(cursor,)))
        report = check(session, NOW, None)
    assert ("source-without-articles" in {one.check.name for one in report.failed("warning")}) is warned


def test_check_names_are_unique_and_explained() -> None:
    names = [one.name for one in checks()]
    assert len(set(names)) == len(names)
    assert all(len(one.explanation) > 20 for one in checks())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("-- name: a\nSELECT 1", "lacks explains, severity"),
        ("-- name: a\n-- severity: fatal\n-- explains: b\nSELECT 1", "severity is 'fatal', not one of structural"),
    ],
)
def test_a_check_without_a_proper_head_names_its_file(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message) as raised:
        read_check(SqlFile("my_check", text), "sql/checks/my_check.sql")
    assert "sql/checks/my_check.sql" in str(raised.value)


def test_rows_that_are_there_twice_keep_the_snapshot_back_until_they_are_mended(warehouse: Warehouse) -> None:
    double = "INSERT INTO core.article_country SELECT * FROM core.article_country"
    with warehouse.write() as session:
        session.load(batch(item(article("a"))))
        session.connection.execute(double).fetchall()
    for _ in range(2):  # the second time, the checks have looked at the batch already
        with pytest.raises(PublishRefused, match="orphan-bridge"):
            publish(warehouse, NOW)
    with warehouse.write() as session:
        session.connection.execute("DELETE FROM core.article_country").fetchall()
    publish(warehouse, NOW)


def test_rows_that_no_load_doubled_are_found_by_a_look_at_everything(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        session.load(batch(item(article("a"))))
    publish(warehouse, NOW)
    with warehouse.read() as session:
        session.connection.execute("INSERT INTO core.article_country SELECT * FROM core.article_country").fetchall()
        found = [run_checks(session, NOW, Scope(everything=asked)) for asked in (False, True)]
    assert [[one.check.name for one in report.failed("structural")] for report in found] == [[], ["orphan-bridge"]]

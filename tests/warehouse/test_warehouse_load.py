from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.warehouse.warehouse_samples import NOW, article, batch, copied, dump, fetch, item, later, told
from transforms.records import DateValue, Lead, Reject
from transforms.urls import url_key
from warehouse.store import LoadCounts, Warehouse

EVERYTHING = ("core", "raw", "ops")


def rows(warehouse: Warehouse, sql: str) -> list[tuple[Any, ...]]:
    with warehouse.read() as session:
        return session.connection.execute(sql).fetchall()


def test_an_article_arrives_with_everything_that_belongs_to_it(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        counts = session.load(batch(item(article("a"))))
    assert counts == LoadCounts(
        fetches=1,
        articles_new=1,
        versions=1,
        tags=2,
        flags=2,
        cursors=1,
        leads=1,
    )
    wide = rows(
        warehouse,
        """SELECT title, body, captions, authors, agency, published_at, published_date, published_edtf, language,
            countries, principal_countries, topics, flags, version, duplicate_of, first_seen_at, last_seen_at, run_id
        FROM mart.article""",
    )
    assert wide == [
        (
            "Title of a",
            "First paragraph of a.\n\nSecond paragraph, somewhat longer.",
            [{"text": "A picture", "credit": "VNA"}],
            ["An Nguyen"],
            "VNA",
            NOW - timedelta(days=1),
            date(2026, 3, 1),
            "2026-03-01T15:00:00+07:00",
            "en",
            ["BEL", "VNM"],
            ["VNM"],
            [],
            ["language_uncertain", "unicode_normalised"],
            1,
            None,
            NOW,
            NOW,
            "run-1",
        )
    ]


def test_the_same_batch_twice_writes_nothing_at_all(warehouse: Warehouse) -> None:
    made = batch(item(article("a")), rejects=(Reject("parse", "no-article", "https://news.example/x", "a list"),))
    with warehouse.write() as session:
        session.load(made)
    before = dump(warehouse, *EVERYTHING)
    with warehouse.write() as session:
        assert session.load(made) == LoadCounts()
    assert dump(warehouse, *EVERYTHING) == before


@pytest.mark.parametrize("action", ["new", "updated", "unchanged"])
def test_the_same_articles_from_another_run_rewrite_no_row_of_core(warehouse: Warehouse, action: Any) -> None:
    items = [item(article(slug)) for slug in "abc"]
    with warehouse.write() as session:
        session.load(batch(*items))
    before = dump(warehouse, "core")
    again = tuple(replace(one, decision=replace(one.decision, action=action)) for one in items)
    with warehouse.write() as session:
        assert session.load(later(batch(*again), "run-2", hours=1)) == LoadCounts(fetches=3)
    assert dump(warehouse, "core") == before
    assert rows(warehouse, "SELECT DISTINCT last_seen_at FROM mart.article") == [(NOW + timedelta(hours=1),)]


def test_an_updated_article_gets_a_version_and_only_its_own_rows_change(warehouse: Warehouse) -> None:
    changed = article("a", body=("Corrected.",), fetched_at=NOW + timedelta(hours=2), fetch_id="fetch-a2")
    tagged = item(changed, "updated", 2)
    assert tagged.tags is not None
    tagged = replace(tagged, tags=replace(tagged.tags, countries=tagged.tags.countries[:1], flags=()))
    with warehouse.write() as session:
        session.load(batch(item(article("a")), item(article("b"))))
    before = dump(warehouse, "core")
    with warehouse.write() as session:
        counts = session.load(batch(tagged, run_id="run-2", loaded_at=NOW + timedelta(hours=3)))
    after = dump(warehouse, "core")
    assert (counts.articles_new, counts.articles_updated, counts.versions) == (0, 1, 1)
    assert after["core.article_version"][:2] == before["core.article_version"]
    other = article("b").article_id
    for table in after:  # row ids may move up where DuckDB clears away deleted rows
        kept = [row[1:] for row in before[table] if other in row]
        assert [row[1:] for row in after[table] if other in row] == kept
    found = rows(
        warehouse,
        "SELECT body, version, first_seen_at, run_id, countries, flags FROM mart.article ORDER BY url",
    )
    assert found[0] == ("Corrected.", 2, NOW, "run-2", ["VNM"], ["unicode_normalised"])
    half_md5 = "article_key = md5_number_lower(article_id), words_key = md5_number_lower(article_id || content_hash)"
    assert rows(warehouse, f"SELECT {half_md5} FROM core.article") == [(True, True)] * 2


def test_an_old_load_repeated_later_does_not_bring_the_old_text_back(warehouse: Warehouse) -> None:
    old = batch(item(article("a")))
    new = article("a", body=("Corrected.",), fetched_at=NOW + timedelta(hours=2), fetch_id="fetch-a2")
    with warehouse.write() as session:
        session.load(old)
        session.load(batch(item(new, "updated", 2), loaded_at=NOW + timedelta(hours=3)))
        counts = session.load(replace(old, run_id="run-3", loaded_at=NOW + timedelta(hours=4)))
    assert (counts.articles_new, counts.articles_updated, counts.versions) == (0, 0, 0)
    assert rows(warehouse, "SELECT body FROM mart.article") == [("Corrected.",)]


def test_two_versions_in_one_batch_are_both_kept_and_the_last_is_current(warehouse: Warehouse) -> None:
    first = article("a")
    second = article("a", body=("Corrected.",), fetch_id="fetch-a2")
    with warehouse.write() as session:
        counts = session.load(batch(item(first), item(second, "updated", 2)))
    assert (counts.articles_new, counts.versions) == (1, 2)
    assert rows(warehouse, "SELECT version, body FROM core.article_version ORDER BY 1") == [
        (1, list(first.body)),
        (2, ["Corrected."]),
    ]
    assert rows(warehouse, "SELECT version, body FROM mart.article") == [(2, "Corrected.")]


def test_two_runs_that_decided_on_the_same_old_state_do_not_share_a_version(warehouse: Warehouse) -> None:
    texts = [
        article("a", body=(f"Text {hour}.",), fetched_at=NOW + timedelta(hours=hour), fetch_id=f"fetch-{hour}")
        for hour in range(3)
    ]
    with warehouse.write() as session:
        session.load(batch(item(texts[0])))
        session.load(batch(item(texts[1], "updated", 2), run_id="run-2"))
        session.load(batch(item(texts[2], "updated", 2), run_id="run-3"))
    assert rows(warehouse, "SELECT version FROM core.article_version ORDER BY 1") == [(1,), (2,), (3,)]


def test_an_update_leaves_copies_and_story_as_they_are_until_they_are_decided_again(warehouse: Warehouse) -> None:
    original, copy = article("a"), article("b")
    own = article("b", body=("Its own words.",), fetched_at=NOW + timedelta(hours=1), fetch_id="fetch-b2")
    with warehouse.write() as session:
        session.load(batch(item(original), item(copy)))
        copied(session, copy, original)
        told(session, original, copy)
    before = dump(warehouse, "core")
    with warehouse.write() as session:
        session.load(batch(item(own, "updated", 2), loaded_at=NOW + timedelta(hours=2)))
        told(session, original, copy)
    after = dump(warehouse, "core")
    for table in ("core.duplicate", "core.story", "core.story_article"):
        assert after[table] == before[table]
    assert rows(warehouse, "SELECT articles, originals FROM mart.story") == [(2, 1)]


def test_an_article_that_changes_its_story_leaves_the_old_one(warehouse: Warehouse) -> None:
    one, two = article("a"), article("b")
    with warehouse.write() as session:
        session.load(batch(item(one), item(two)))
        told(session, one)
        told(session, two)
        told(session, one, two)
    assert rows(warehouse, "SELECT story_id, articles FROM mart.story") == [(f"story-{one.article_id}", 2)]


def test_a_day_is_a_day_and_no_time_of_day_is_made_up(warehouse: Warehouse) -> None:
    day = article("day", published=DateValue("2026-03-01", None, "day", None, "header"))
    month = article("month", published=DateValue("2026-03", None, "month", None, "header"))
    unknown = article("unknown", published=None)
    with warehouse.write() as session:
        session.load(batch(item(day), item(month), item(unknown)))
    assert rows(warehouse, "SELECT published_at, published_date, published_edtf FROM mart.article ORDER BY url") == [
        (None, date(2026, 3, 1), "2026-03-01"),
        (None, None, "2026-03"),
        (None, None, None),
    ]


def test_an_exception_undoes_everything(warehouse: Warehouse) -> None:
    def load_and_fail() -> None:
        with warehouse.write() as session:
            session.load(later(batch(item(article("b"))), "run-2", hours=1))
            raise RuntimeError("in the middle")

    with warehouse.write() as session:
        session.load(batch(item(article("a"))))
    before = dump(warehouse, *EVERYTHING)
    with pytest.raises(RuntimeError, match="in the middle"):
        load_and_fail()
    assert dump(warehouse, *EVERYTHING) == before


def test_reading_leaves_no_trace(warehouse: Warehouse) -> None:
    with warehouse.read() as session:
        session.load(batch(item(article("a"))))
    assert rows(warehouse, "SELECT count(*) FROM core.article") == [(0,)]


def test_rejects_are_recorded_once_per_run(warehouse: Warehouse) -> None:
    reject = Reject("fetch", "too-large", "https://news.example/big", "6000000 bytes", "example-en")
    with warehouse.write() as session:
        assert session.load(batch(rejects=(reject, reject))).rejects == 1
        assert session.load(batch(rejects=(reject,), cursors=())).rejects == 0
        assert session.load(batch(rejects=(reject,), run_id="run-2")).rejects == 1
    assert rows(warehouse, "SELECT run_id, source_id, reason FROM ops.reject ORDER BY 1") == [
        ("run-1", "example-en", "too-large"),
        ("run-2", "example-en", "too-large"),
    ]


def test_a_lead_without_a_key_is_a_reject_and_the_rest_is_loaded(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        counts = session.load(batch(item(article("a")), leads=(Lead("http://[broken", "example-en", "feed"),)))
    assert (counts.articles_new, counts.leads, counts.rejects) == (1, 0, 1)
    assert rows(warehouse, "SELECT stage, reason, url FROM ops.reject") == [("load", "bad-url", "http://[broken")]


def test_half_and_nul_characters_are_replaced_and_do_not_stop_the_batch(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        session.load(batch(item(article("a", body=("broken \ud83d here", "nul \x00 byte")))))
    assert rows(warehouse, "SELECT body FROM core.article_version") == [(["broken \ufffd here", "nul \ufffd byte"],)]


def test_mentions_are_rewritten_only_when_their_words_change(warehouse: Warehouse) -> None:
    lead = Lead("https://news.example/a", "example-en", "feed", title="One", summary="first")
    with warehouse.write() as session:
        assert session.load(batch(leads=(lead,))).leads == 1
        reworded = replace(lead, summary="the summary does not count")
        assert session.load(batch(leads=(reworded,), run_id="run-2")).leads == 0
        retitled = replace(lead, title="Two")
        assert session.load(batch(leads=(retitled,), loaded_at=NOW + timedelta(days=1))).leads == 1
    found = rows(warehouse, "SELECT title, changed_at > first_seen_at FROM ops.lead")
    assert found == [("Two", True)]


def test_pending_leads_wait_until_they_are_settled(warehouse: Warehouse) -> None:
    lead = Lead("https://news.example/a", "example-en", "feed", title="One", listing_date=date(2026, 3, 1), attempts=1)
    key = url_key(lead.url)
    failed = Reject("fetch", "timeout", lead.url, "20 s", "example-en")
    with warehouse.write() as session:
        session.load(batch(pending=(lead,), rejects=(failed,)))
        session.load(batch(pending=(replace(lead, attempts=2),), run_id="run-2", loaded_at=NOW + timedelta(hours=2)))
        assert session.pending("example-en") == (replace(lead, attempts=2),)
        assert session.pending("other") == ()
    kept = rows(warehouse, "SELECT last_failed_at - first_failed_at > INTERVAL 1 HOUR, last_error FROM ops.pending")
    assert kept == [(True, None)]
    with warehouse.write() as session:
        assert session.load(batch(settled=(key,), run_id="run-3")).settled == 1
        assert session.pending("example-en") == ()


def test_the_reason_of_a_failure_is_kept_with_the_pending_lead(warehouse: Warehouse) -> None:
    lead = Lead("https://news.example/a", "example-en", "feed", attempts=1)
    gone = replace(fetch(article("a")), status=0, error="connection refused")
    with warehouse.write() as session:
        session.load(batch(pending=(lead,), fetches=(gone,)))
    assert rows(warehouse, "SELECT last_error FROM ops.pending") == [("connection refused",)]

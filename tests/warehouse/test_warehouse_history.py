"""Versions with what they changed, the corpus as it stood, and articles that are gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from flows.comparing import compare_stored
from flows.interpret import Visit, settle
from tests.warehouse.warehouse_samples import NOW, article, batch, fetch, item
from transforms.dedup import decide
from transforms.records import Article, Batch, Fetch, Known, Reject
from warehouse import schema
from warehouse.publish import publish
from warehouse.query import run_query
from warehouse.sqlfiles import folder
from warehouse.store import Session, Warehouse

HOUR = timedelta(hours=1)
BODY = ("A storm killed three people in Quang Ninh, officials said.", "Ferries stayed in port until the evening.")
EDITED = (BODY[0].replace("three", "five"), BODY[1])


def at(hours: float, slug: str = "a", body: Sequence[str] = BODY, title: str = "Storm") -> Article:
    """An article as it was fetched so many hours after noon."""
    moment = NOW + hours * HOUR
    return article(slug, body=tuple(body), title=title, fetched_at=moment, fetch_id=f"{slug}-{hours}")


def visit(made: Article, status: int = 200, reason: str | None = None) -> Visit:
    """A visit to a known article; ``reason`` says why it brought none."""
    exchange: Fetch = fetch(made, status=status, article_id=None)
    if status == 200:
        return Visit((exchange,), made, known_id=made.article_id)
    rejects = (Reject("fetch", reason, made.url, "", made.source_id, exchange.fetch_id),) if reason else ()
    return Visit((exchange,), None, rejects, known_id=made.article_id)


def bring(warehouse: Warehouse, *visits: Visit) -> None:
    """Settle visits of one time as a harvest does."""
    moment = max(one.fetches[-1].fetched_at for one in visits)
    template = Batch(f"run-{moment:%H%M}", "example-en", moment + timedelta(minutes=1))
    with warehouse.write() as session:
        settle(session, template, visits)


def ask(session: Session, sql: str) -> list[tuple[object, ...]]:
    return session.connection.execute(sql).fetchall()


def rows(warehouse: Warehouse, sql: str) -> list[tuple[object, ...]]:
    with warehouse.read() as session:
        return ask(session, sql)


def asof(warehouse: Warehouse, moment: datetime, clock: str = "fetched") -> list[tuple[object, ...]]:
    call = f"mart.articles_asof('{moment.isoformat()}', clock := '{clock}')"
    return rows(warehouse, f"SELECT split_part(url, '/', 4), version, title, body FROM {call} ORDER BY ALL")


def test_an_edit_is_stored_with_what_it_changed(warehouse: Warehouse) -> None:
    bring(warehouse, visit(at(0)))
    bring(warehouse, visit(at(2, body=EDITED, title="Storm kills five")))
    sql = "SELECT version, changed, signs, words_added, words_removed FROM core.article_version ORDER BY version"
    assert rows(warehouse, sql) == [(1, [], [], 0, 0), (2, ["headline", "body"], ["figure_changed"], 1, 1)]
    sql = "SELECT p.op, p.position, p.edits, p.signs FROM (SELECT unnest(paragraphs) AS p FROM core.article_version)"
    assert rows(warehouse, sql) == [
        ("changed", 0, [{"removed": "three", "inserted": "five"}], ["figure_changed"]),
        ("kept", 1, [], []),
    ]
    sql = "SELECT title_before, title, is_silent, edited_after, edited_before, len(paragraphs) FROM mart.edit"
    assert rows(warehouse, sql) == [("Storm", "Storm kills five", True, NOW, NOW + 2 * HOUR, 1)]


def test_noise_makes_no_version_and_loses_no_visit(warehouse: Warehouse) -> None:
    bring(warehouse, visit(at(0)))
    bring(warehouse, visit(at(2, body=(*BODY, "1,204 views"))))
    assert rows(warehouse, "SELECT count(*) FROM core.article_version") == [(1,)]
    assert rows(warehouse, "SELECT last_seen_at FROM mart.article") == [(NOW + 2 * HOUR,)]


def test_a_correction_is_no_silent_edit(warehouse: Warehouse) -> None:
    note = "Correction: An earlier version misstated the number of dead."
    bring(warehouse, visit(at(0)))
    bring(warehouse, visit(at(2, body=(*EDITED, note))))
    assert rows(warehouse, "SELECT is_silent, correction, withdrawal FROM mart.edit") == [(False, note, None)]


def test_an_article_that_goes_to_and_fro_is_told_from_edits(warehouse: Warehouse) -> None:
    for hours in range(4):
        bring(warehouse, visit(at(hours, title=("Storm", "Storm kills three")[hours % 2])))
    sql = "SELECT version, reverts_to, flips FROM mart.version ORDER BY version"
    assert rows(warehouse, sql) == [(1, None, True), (2, None, True), (3, 1, True), (4, 2, True)]
    assert rows(warehouse, "SELECT * FROM mart.edit") == []


def test_an_edit_that_is_taken_back_is_one(warehouse: Warehouse) -> None:
    for hours, title in enumerate(("Storm", "Storm kills hundreds", "Storm")):
        bring(warehouse, visit(at(hours, title=title)))
    assert rows(warehouse, "SELECT version, reverts_to FROM mart.edit ORDER BY version") == [(2, None), (3, 1)]


def test_the_corpus_is_given_as_it_stood(warehouse: Warehouse) -> None:
    bring(warehouse, visit(at(0)), visit(at(0, "b")))
    bring(warehouse, visit(at(2, body=EDITED)))
    bring(warehouse, visit(at(3, "c")))
    before, after = "\n\n".join(BODY), "\n\n".join(EDITED)
    assert asof(warehouse, NOW - HOUR) == []
    assert asof(warehouse, NOW) == [("a", 1, "Storm", before), ("b", 1, "Storm", before)]
    assert asof(warehouse, NOW + 2 * HOUR) == [("a", 2, "Storm", after), ("b", 1, "Storm", before)]
    assert [row[:2] for row in asof(warehouse, NOW + 9 * HOUR)] == [("a", 2), ("b", 1), ("c", 1)]
    assert asof(warehouse, NOW, "loaded") == []
    assert [row[:2] for row in asof(warehouse, NOW + timedelta(minutes=1), "loaded")] == [("a", 1), ("b", 1)]


def test_the_snapshot_answers_as_well(warehouse: Warehouse) -> None:
    bring(warehouse, visit(at(0)))
    publish(warehouse, NOW + HOUR)
    result = run_query(warehouse.data, f"SELECT count(*) FROM mart.articles_asof('{NOW.isoformat()}')")
    assert list(result.rows()) == [(1,)]


def test_an_article_is_deleted_when_a_second_visit_finds_it_gone(warehouse: Warehouse) -> None:
    bring(warehouse, visit(at(0)), visit(at(0, "b")))
    state = "SELECT state, reason, status, visits, is_silent FROM mart.deletion"
    bring(warehouse, visit(at(2), 404, "http-404"), visit(at(2, "b")))
    assert rows(warehouse, state) == [("missing", "http-404", 404, 1, False)]
    assert rows(warehouse, "SELECT count(*) FROM mart.article WHERE deleted_at IS NOT NULL") == [(0,)]
    bring(warehouse, visit(at(4), 410, "http-410"), visit(at(4, "b")))
    assert rows(warehouse, state) == [("deleted", "http-404", 404, 2, True)]
    gone = rows(warehouse, "SELECT deleted_at, last_seen_at FROM mart.article WHERE deleted_at IS NOT NULL")
    assert gone == [(NOW + 2 * HOUR, NOW)]
    assert [row[0] for row in asof(warehouse, NOW + HOUR)] == ["a", "b"]
    assert [row[0] for row in asof(warehouse, NOW + 2 * HOUR)] == ["b"]
    bring(warehouse, visit(at(6)), visit(at(6, "b")))
    assert rows(warehouse, "SELECT state, restored_at FROM mart.deletion") == [("restored", NOW + 6 * HOUR)]
    assert rows(warehouse, "SELECT count(*) FROM mart.article WHERE deleted_at IS NOT NULL") == [(0,)]
    assert [row[0] for row in asof(warehouse, NOW + 5 * HOUR)] == ["b"]
    assert [row[0] for row in asof(warehouse, NOW + 6 * HOUR)] == ["a", "b"]


def test_a_load_that_is_repeated_counts_no_visit_twice(warehouse: Warehouse) -> None:
    bring(warehouse, visit(at(0)), visit(at(0, "b")))
    for _ in range(3):
        bring(warehouse, visit(at(2), 404, "http-404"), visit(at(2, "b")))
    assert rows(warehouse, "SELECT visits, confirmed_at FROM core.article_deletion") == [(1, None)]


def test_a_site_that_is_away_deletes_nothing_until_it_is_back(warehouse: Warehouse) -> None:
    slugs = "abcd"
    bring(warehouse, *(visit(at(0, slug)) for slug in slugs))
    for hours in (2, 4):
        bring(warehouse, *(visit(at(hours, slug), 404, "http-404") for slug in slugs))
    assert rows(warehouse, "SELECT DISTINCT state, visits FROM mart.deletion") == [("missing", 2)]
    bring(warehouse, visit(at(6, "a"), 404, "http-404"), *(visit(at(6, slug)) for slug in slugs[1:]))
    assert rows(warehouse, "SELECT state, count(*) FROM mart.deletion GROUP BY ALL ORDER BY ALL") == [
        ("deleted", 1),
        ("restored", 3),
    ]


def test_what_was_found_gone_once_is_visited_again_an_hour_later(warehouse: Warehouse) -> None:
    bring(warehouse, visit(at(0)))
    bring(warehouse, visit(at(30), 404, "http-404"))

    def due(hours: float) -> int:
        with warehouse.read() as session:
            return len(session.states(["example-en"], NOW + hours * HOUR)["example-en"].revisits)

    assert (due(30.5), due(31.1)) == (0, 1)  # its next regular visit is at the age of 72 hours
    bring(warehouse, visit(at(31), 404, "http-404"))
    assert due(33) == 0


def test_versions_of_older_code_are_compared_before_publishing(warehouse: Warehouse) -> None:
    bring(warehouse, visit(at(0)), visit(at(0, "b")))
    bring(warehouse, visit(at(2, body=EDITED)))
    columns = "changed, signs, notices, paragraphs, words_added, words_removed"
    sql = f"SELECT {columns} FROM core.article_version ORDER BY article_id, version"
    compared = rows(warehouse, sql)
    with warehouse.write() as session:
        ask(session, "UPDATE core.article_version SET changed = NULL, signs = NULL, paragraphs = NULL, notices = NULL")
    assert compare_stored(warehouse) == 1
    assert compare_stored(warehouse) == 0
    again = rows(warehouse, f"SELECT {columns} FROM core.article_version WHERE version = 2")
    assert again == [row for row in compared if row[0]]


def test_a_file_of_schema_5_is_opened_with_its_versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse = Warehouse(tmp_path)
    old = tuple(file for file in folder("schema") if file.name < "0006")
    with monkeypatch.context() as patch:
        patch.setattr(schema, "folder", lambda name: old if name == "schema" else ())
        with warehouse.write() as session:
            for number, body in enumerate((BODY, EDITED), 1):
                made = at(number, body=body)
                ask(session, _old_version(made, number))
            ask(session, _old_article(at(2, body=EDITED)))
    assert compare_stored(warehouse) == 1
    assert rows(warehouse, "SELECT version, changed, signs FROM mart.edit") == [(2, ["body"], ["figure_changed"])]


def _old_version(made: Article, number: int) -> str:
    body = ", ".join(f"'{one}'" for one in made.body)
    return (
        "INSERT INTO core.article_version (article_id, version, content_hash, title, body, captions, authors, "
        "keywords, images, published_candidates, how, word_count, fetch_id, fetched_at, run_id, loaded_at, "
        "code_version) VALUES "
        f"('{made.article_id}', {number}, '{made.content_hash}', 'Storm', [{body}], [], [], [], [], [], [], 9, 'f', "
        f"'{made.fetched_at}', 'r', '{made.fetched_at}', '0.1.0')"
    )


def _old_article(made: Article) -> str:
    return (
        "INSERT INTO core.article (article_id, source_id, url_key, url, authors, word_count, paywall, live_blog, "
        "content_hash, version, first_seen_at, fetch_id, fetched_at, run_id, loaded_at, code_version) VALUES "
        f"('{made.article_id}', '{made.source_id}', '{made.url_key}', '{made.url}', [], 9, false, false, "
        f"'{made.content_hash}', 2, '{made.fetched_at}', 'f', '{made.fetched_at}', 'r', '{made.fetched_at}', '0.1.0')"
    )


def test_a_version_whose_words_are_not_known_is_compared_later(warehouse: Warehouse) -> None:
    first, second = at(0), at(2, body=EDITED)
    with warehouse.write() as session:
        session.load(batch(item(first)))
        known = replace(session.known(article_ids=[first.article_id]), words={})
        (decision,) = decide([second], known)
        assert (decision.action, decision.changes) == ("updated", None)
        session.load(batch(replace(item(second), decision=decision), run_id="run-2"))
        assert ask(session, "SELECT version FROM core.article_version WHERE changed IS NULL") == [(2,)]
    assert compare_stored(warehouse) == 1


def test_the_words_of_the_current_version_are_looked_up(warehouse: Warehouse) -> None:
    bring(warehouse, visit(at(0)), visit(at(0, "b")))
    bring(warehouse, visit(at(2, body=EDITED)))
    with warehouse.read() as session:
        found = session.words([at(0).article_id, "nobody"])
        assert session.words([]) == {}
    assert [one.body for one in found.values()] == [EDITED]
    assert Known().words == {}


def test_a_clock_that_is_none_is_an_error(warehouse: Warehouse) -> None:
    bring(warehouse, visit(at(0)))
    with pytest.raises(duckdb.Error, match="clock is 'fetched' or 'loaded'"):
        asof(warehouse, NOW, "wall")

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.warehouse.warehouse_samples import NOW, article, batch, item
from transforms.records import DateValue
from warehouse.checking import Scope, check, check_held, look_held
from warehouse.own_checks import folder_checks, problems, source_check
from warehouse.publish import publish
from warehouse.query import run_query
from warehouse.store import SourceRow, Warehouse

SOURCE = SourceRow("example-en", "Example", None, None, "VN", "en", "Asia/Ho_Chi_Minh", "0 * * * *", True)


def rule(**said: Any) -> dict[str, Any]:
    return {"name": "mine", "severity": "row", "explains": "Not wanted.", **said}


def with_rules(warehouse: Warehouse, *rules: dict[str, Any]) -> None:
    with warehouse.write() as session:
        session.upsert_sources([replace(SOURCE, checks=rules)])


@pytest.mark.parametrize(
    "said",
    [
        {"where": "title LIKE '%bad%'"},
        {"where": "'VNM' IN countries AND array_to_string(authors, ' ') = 'Desk' AND len(flags) > 0"},
        {"field": "title", "not_matches": "bad"},
        {"field": "title", "matches": "^Title of good$"},
        {"field": "section", "one_of": ("politics", "world")},
        {"field": "credit", "required": True},
        {"field": "body", "min_chars": 40},
        {"field": "summary", "max_chars": 18},
        {"field": "authors", "not_matches": "Desk"},
        {"max_age_days": 30},
    ],
    ids=str,
)
def test_a_rule_finds_the_bad_article_and_not_its_neighbour(warehouse: Warehouse, said: dict[str, Any]) -> None:
    bad = article(
        "bad", title="Title of bad", section="ads", credit=None, body=("Too short.",), authors=("Desk",),
        summary="A summary that goes on.", published=DateValue("2025-01-01", None, "day", None, "m"),
    )  # fmt: skip
    good = article("good", summary="Summary of good")
    foreign = replace(bad, article_id="foreign", source_id="other")
    with_rules(warehouse, rule(**said))
    with warehouse.write() as session:
        session.load(batch(item(bad), item(good), item(foreign)))
        report = check(session, NOW, "run-1")
    (found,) = [result for result in report.results if result.check.name == "example-en:mine"]
    assert [row.subject for row in found.rows] == [bad.article_id]
    assert report.withheld == 1


def test_an_absent_field_is_bad_only_where_it_is_required(warehouse: Warehouse) -> None:
    with_rules(warehouse, rule(field="credit", matches="VNA", one_of=("VNA",), max_chars=5))
    with warehouse.write() as session:
        session.load(batch(item(article("a", credit=None))))
        assert check(session, NOW, "run-1").withheld == 0


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"where": "titel = 'a'"}, 'Referenced column "titel" not found'),
        ({"where": "title > now()"}, "column 9: the function 'now'"),
        ({"field": "title", "matches": "(?<=a)b"}, "invalid perl operator"),
        ({"where": "count(*) > 1"}, "cannot contain aggregates"),
    ],
)
def test_a_rule_that_cannot_be_run_is_named_before_it_runs(said: dict[str, Any], message: str) -> None:
    good = source_check("example-en", rule(where="word_count < 3"))
    ((bad, problem),) = problems([good, source_check("example-en", rule(**said))])
    assert bad.name == "example-en:mine"
    assert message in problem


def test_a_rule_that_cannot_be_run_stops_nothing_else(warehouse: Warehouse) -> None:
    with_rules(
        warehouse,
        rule(name="fails", where="title::INTEGER > 1"),
        rule(name="hostile", where="exists (from 'x.csv')"),
        rule(name="works", severity="warning", where="word_count = 9"),
    )
    with warehouse.write() as session:
        session.load(batch(item(article("a")), item(article("empty", body=(" ", " ")))))
    done = publish(warehouse, NOW, "run-1")
    broken = {result.check.name: result.error for result in done.checks.broken}
    assert broken.keys() == {"example-en:fails", "example-en:hostile"}
    assert "Could not convert" in str(broken["example-en:fails"])
    assert {result.check.name for result in done.checks.failed("row")} == {"empty-body"}
    assert "example-en:works" in {result.check.name for result in done.checks.failed("warning")}
    assert list(run_query(warehouse.data, "SELECT title FROM mart.article").rows()) == [("Title of a",)]
    told = run_query(warehouse.data, "SELECT check_name FROM ops.check_result WHERE error IS NOT NULL ORDER BY 1")
    assert list(told.rows()) == [("example-en:fails",), ("example-en:hostile",)]


def write_check(warehouse: Warehouse, name: str, text: str) -> None:
    folder = warehouse.data / "checks"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


HEAD = "-- name: {}\n-- severity: {}\n-- explains: Something of our own that must not be.\n"


def test_a_file_is_a_check_of_any_severity(warehouse: Warehouse) -> None:
    of_articles = "SELECT article_id AS subject, source_id, 'x' AS detail FROM {} WHERE title LIKE '%bad%'"
    write_check(warehouse, "a.sql", HEAD.format("each", "row") + of_articles.format("checked"))
    write_check(warehouse, "b.sql", HEAD.format("whole", "row") + of_articles.format("core.article"))
    with warehouse.write() as session:
        session.load(batch(item(article("bad")), item(article("good"))))
    assert publish(warehouse, NOW, "run-1").withheld == 1
    again = publish(warehouse, NOW + timedelta(hours=1), "run-2")
    seen = {result.check.name: (len(result.rows), result.standing) for result in again.checks.results}
    assert (seen["each"], seen["whole"], again.withheld) == ((0, 1), (1, 1), 1)
    (warehouse.data / "checks" / "a.sql").unlink()
    (warehouse.data / "checks" / "b.sql").unlink()
    assert publish(warehouse, NOW + timedelta(hours=2), "run-3").withheld == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT 1", "the head lacks explains, name, severity"),
        (HEAD.format("mine", "fatal") + "SELECT 1", "severity is 'fatal'"),
        (HEAD.format("My Check", "row") + "SELECT 1", "not kebab case"),
        (HEAD.format("mine", "row") + "SELECT * FROM 'x.csv'", "line 4, column 15: reads 'x.csv'"),
        (HEAD.format("empty-body", "row") + "SELECT 1, 2, 3", "there is a check 'empty-body' already"),
    ],
)
def test_a_file_that_is_no_check_is_named_and_passed_over(warehouse: Warehouse, text: str, message: str) -> None:
    write_check(warehouse, "mine.sql", text)
    (made,) = folder_checks(warehouse.data)
    assert message in str(made.problem)
    assert "mine.sql" in str(made.problem)
    assert [result.error for result in publish(warehouse, NOW).checks.broken] == [made.problem]


def test_a_check_that_is_new_looks_at_everything_once(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        session.load(batch(item(article("a"))))
        check(session, NOW, "run-1")
    with_rules(warehouse, rule(severity="warning", where="word_count = 9"))
    with warehouse.exclusive() as held:
        first = look_held(held, NOW, Scope())
        check_held(held, NOW, "run-2", Scope())
        second = look_held(held, NOW, Scope())
    assert (len(first.failed("warning")), first.looked_at) == (1, 1)
    assert (len(second.failed("warning")), second.looked_at) == (0, 0)

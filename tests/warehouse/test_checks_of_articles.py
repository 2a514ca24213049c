"""Each check of single articles and of sources finds what was planted, and leaves a good neighbour alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.warehouse.warehouse_samples import NOW, article, batch, item
from transforms.records import Article, Caption, DateValue, RunRecord
from warehouse.check_history import history
from warehouse.checking import SLICE, Scope, check, check_held, run_checks
from warehouse.store import Session, SourceRow, Warehouse

SOURCE = SourceRow(
    "example-en", "Example News", "Example Agency", None, "VN", "en", "Asia/Ho_Chi_Minh", "0 * * * *", True,
    expected_per_day=5, expected_chars=40, expected_fields=("title", "published_at", "credit", "images"),
)  # fmt: skip
GOOD_PARTS: dict[str, Any] = {"images": ("https://news.example/a.jpg",)}
LONG = "The minister said that {} would be looked at again, and that nobody had been told before."


def found(session: Session, now: datetime = NOW, *names: str) -> dict[str, set[str]]:
    """Return what fails now, by check: subjects; all checks look at everything."""
    report = run_checks(session, now, Scope(names=names or None, everything=True))
    assert not report.broken
    return {result.check.name: {row.subject for row in result.rows} for result in report.results if result.rows}


def minute(at: datetime) -> DateValue:
    return DateValue(at.isoformat(), at, "minute", "+00:00", "meta")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("published-after-seen", {"published": minute(NOW + timedelta(hours=7))}),
        ("published-in-future", {"published": minute(NOW + timedelta(hours=49))}),
        ("field-missing", {"title": None}),
        ("field-missing", {"published": None}),
        ("field-missing", {"credit": None}),
        ("field-missing", {"images": ()}),
        ("shorter-than-expected", {"body": ("Subscribe to read on.",)}),
        ("title-missing", {"title": None}),
        ("title-too-long", {"title": "A word " * 50}),
        ("title-is-site", {"title": "EXAMPLE NEWS"}),
        ("title-is-site", {"title": "Example Agency "}),
        ("mojibake", {"body": ("It was â€œfineâ€\x9d, he said, and it was the donâ€™t that counted.",)}),
        ("mojibake", {"body": ("Thá»§ tÆ°á»›ng Chính phủ Việt Nam hôm qua đã tiếp khách tại Hà Nội.",)}),
        ("mojibake", {"body": ("The caf\ufffd in Li\ufffdge and the one in Ypr\ufffds were both closed.",)}),
        ("html-left", {"body": ("The minister said <a href='x'>that</a> and much more of the kind as well.",)}),
        ("html-left", {"body": ("The minister said that&nbsp;and much more of the kind, for an hour.",)}),
        ("html-left", {"body": ("(function() { window.dataLayer = window.dataLayer || []; })() and so on.",)}),
        ("control-characters", {"title": "Port \u202eesrever"}),
        ("control-characters", {"body": ("A text of more than forty characters with a bell\x07 in it.",)}),
        ("author-no-name", {"authors": ("https://news.example/an",)}),
        ("author-no-name", {"authors": ("An Nguyen", "an@news.example")}),
        ("author-no-name", {"authors": ("12 March 2026",)}),
        ("span-outside", {"body": ("Tiny",)}),
    ],
)
def test_a_planted_article_is_found_and_its_neighbour_is_not(
    warehouse: Warehouse, name: str, parts: dict[str, Any]
) -> None:
    bad = article("bad", **{**GOOD_PARTS, **parts})
    neighbour = article("good", **GOOD_PARTS)
    with warehouse.write() as session:
        session.upsert_sources([SOURCE])
        session.load(batch(item(bad), item(neighbour)))
        assert found(session)[name] == {bad.article_id}


@pytest.mark.parametrize(
    "parts",
    [
        {"body": ("Bogotá», «São Paulo» và Đà Nẵng: “các thành phố” ở đây, Ã là một chữ; Ấ.",)},
        {"body": ("Prices of < 5 and > 3 & a half; R&D; if a<b then so. He said: “function” it does.",)},
        {"authors": ("Nguyễn Thị Minh Khai", "freeman1984", "Jean-Luc d'Ormesson (AFP)", "VNA/CVN")},
        {"title": "Example News wins a prize", "body": (LONG.format("the\u200bprize\u200e"),)},
        {"published": minute(NOW + timedelta(minutes=40))},
        {"body": ("Subscribe.",), "paywall": True, "title": "Subscribers: a title of some length"},
        {"captions": (Caption("<3", None),)},
    ],
    ids=str,
)
def test_what_is_unusual_and_right_is_left_alone(warehouse: Warehouse, parts: dict[str, Any]) -> None:
    with warehouse.write() as session:
        session.upsert_sources([SOURCE])
        session.load(batch(item(article("odd", **{**GOOD_PARTS, **parts}))))
        assert found(session).keys() <= {"fewer-than-expected"}


def several(count: int, **parts: Any) -> list[Article]:
    """So many articles of one source, first seen an hour after another, each with words of its own."""
    made = []
    for number in range(count):
        at = NOW - timedelta(hours=number)
        own: dict[str, Any] = {
            "title": f"Title number {number}",
            "body": (LONG.format(f"case {number}"),),
            "published": minute(at - timedelta(minutes=17 + number)),
            "fetched_at": at,
            "canonical_url": f"https://news.example/{number}",
        }
        made.append(article(f"n{number}", **{**own, **{key: _at(value, number) for key, value in parts.items()}}))
    return made


def _at(value: Any, number: int) -> Any:
    return value(number) if callable(value) else value


def load(session: Session, articles: Iterable[Article], language: str = "en") -> None:
    items = [item(one) for one in articles]
    spoken = [replace(one, tags=replace(one.tags, language=language)) if one.tags else one for one in items]
    session.upsert_sources([replace(SOURCE, expected_per_day=0, expected_chars=0, expected_fields=())])
    session.load(batch(*spoken))


SECTIONS = ("World", "Politics")
DAYS = timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("titles-repeated", {"title": lambda number: SECTIONS[number % 2]}),
        ("bodies-repeated", {"body": ("We value your privacy. Accept all cookies to read on, or subscribe to us.",)}),
        ("dates-missing", {"published": lambda number: None if number % 3 else minute(NOW - DAYS)}),
        (
            "dates-stand-still",
            {"fetched_at": lambda number: NOW - DAYS * (number % 5), "published": minute(NOW - 6 * DAYS)},
        ),
        ("dates-follow-visits", {"published": lambda number: minute(NOW - timedelta(hours=number, seconds=20))}),
        ("shared-canonical", {"canonical_url": "https://news.example/"}),
    ],
)
def test_a_source_whose_layout_broke_is_found(warehouse: Warehouse, name: str, parts: dict[str, Any]) -> None:
    with warehouse.write() as session:
        load(session, several(12, **parts))
        assert name in found(session)
    with warehouse.read() as session:
        assert name not in found(session, NOW + 9 * DAYS)  # it is about what came lately


def test_a_source_in_another_language_is_found(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        load(session, several(12), language="vi")
        assert found(session) == {"language-unlike": {"example-en"}}


def test_texts_that_become_short_are_found(warehouse: Warehouse) -> None:
    before = several(40, word_count=300, fetched_at=lambda number: NOW - DAYS * (5 + number))
    short = [replace(one, article_id=f"short-{number}", word_count=40) for number, one in enumerate(several(12))]
    with warehouse.write() as session:
        load(session, [*before, *short])
        assert "bodies-shorter" in found(session)
        session.connection.execute("UPDATE core.article SET word_count = 120 WHERE word_count = 40").fetchall()
        assert "bodies-shorter" not in found(session)


def test_a_healthy_source_raises_no_warning(warehouse: Warehouse) -> None:
    daily = [replace(one, title="Morning briefing") for one in several(3)]
    rest = [replace(one, article_id=f"b-{number}") for number, one in enumerate(several(40))]
    with warehouse.write() as session:
        load(session, [*rest, *daily])
        assert found(session) == {}


# [expect]: 2 March 2026, 15:00 in Hanoi; the latest complete day is 1 March.


def harvested(session: Session, *days_ago: int) -> None:
    for days in days_ago:
        at = NOW - timedelta(days=days)
        session.write_runs([RunRecord(f"run-{days}", "run", "example-en", at, at, "done", None, None, "0.1.0")])


def brought(session: Session, count: int, day: date) -> None:
    at = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    made = [article(f"{day}-{number}", **GOOD_PARTS, published=minute(at)) for number in range(count)]
    session.load(batch(*map(item, made)))


def expectation(warehouse: Warehouse, runs: tuple[int, ...], counts: dict[date, int], per_day: int = 5) -> list[str]:
    with warehouse.write() as session:
        session.upsert_sources([replace(SOURCE, expected_per_day=per_day)])
        harvested(session, *runs)
        for day, count in counts.items():
            brought(session, count, day)
        report = run_checks(session, NOW, Scope(names=["fewer-than-expected"]))
        return [row.detail for result in report.results for row in result.rows]


LAST_DAY, DAY_BEFORE = date(2026, 3, 1), date(2026, 2, 28)


def test_a_day_with_fewer_articles_than_expected_is_named(warehouse: Warehouse) -> None:
    said = expectation(warehouse, (0, 1, 2, 3), {LAST_DAY: 2, DAY_BEFORE: 7})
    assert said == ["expected at least 5 a day, came 2 on 2026-03-01"]


def test_days_below_are_counted(warehouse: Warehouse) -> None:
    said = expectation(warehouse, (0, 1, 2, 3), {DAY_BEFORE: 1})
    assert said == ["expected at least 5 a day, came 0 on 2026-03-01; below on 2 of the last 2 days"]


@pytest.mark.parametrize(
    ("runs", "counts", "per_day"),
    [
        ((0, 1, 2), {LAST_DAY: 5}, 5),
        ((0, 1, 2), {LAST_DAY: 2}, 0),
        ((0, 1), {LAST_DAY: 2}, 5),  # the first harvest was on that very day
        ((0, 2, 3), {LAST_DAY: 2}, 5),  # nobody harvested it that day
        ((1, 2, 3), {LAST_DAY: 2}, 5),  # the day may not have been over yet at the last harvest
        ((0, 1, 2), {LAST_DAY: 5, date(2026, 3, 2): 1}, 5),  # today is not over
    ],
)
def test_a_day_that_proves_nothing_is_no_warning(
    warehouse: Warehouse, runs: tuple[int, ...], counts: dict[date, int], per_day: int
) -> None:
    assert expectation(warehouse, runs, counts, per_day) == []


def test_what_has_been_looked_at_is_not_looked_at_again(warehouse: Warehouse) -> None:
    bad = article("bad", title=None, **GOOD_PARTS)
    with warehouse.write() as session:
        session.load(batch(item(bad), item(article("good"))))
        first = check(session, NOW, "run-1")
        session.load(batch(item(article("late", title=None)), run_id="run-2", loaded_at=NOW + timedelta(hours=1)))
        second = check(session, NOW + timedelta(hours=1), "run-2")
        third = check(session, NOW + timedelta(hours=2), "run-3")
        past = history(session.connection, ["title-missing"], 9)
        kept = session.connection.execute(
            "SELECT count(*) FROM ops.finding WHERE check_name = 'title-missing'"
        ).fetchall()
    looked = [(one.looked_at, one.results[_place(one, "title-missing")]) for one in (first, second, third)]
    assert [(at, len(one.rows), one.standing) for at, one in looked] == [(2, 1, 1), (1, 1, 2), (0, 0, 2)]
    assert [(one.bad_rows, one.found) for one in past] == [(2, 0), (2, 1), (1, 1)]
    assert kept == [(2,)]


def _place(report: Any, name: str) -> int:
    return [result.check.name for result in report.results].index(name)


def test_an_article_that_is_corrected_in_place_is_looked_at_when_asked(warehouse: Warehouse) -> None:
    made = article("a", title=None)
    with warehouse.write() as session:
        session.load(batch(item(made)))
        check(session, NOW, "run-1")
        session.connection.execute("UPDATE core.article SET title = 'A title'").fetchall()
        session.connection.execute("INSERT INTO ops.recheck VALUES (?)", [made.article_id]).fetchall()
        report = check(session, NOW, "run-2")
        again = check(session, NOW, "run-3")
    assert (report.looked_at, again.looked_at) == (1, 0)
    assert report.results[_place(report, "title-missing")].standing == 0


def test_findings_go_with_their_articles(warehouse: Warehouse) -> None:
    with warehouse.write() as session:
        session.load(batch(item(article("a", title=None, body=()))))
        assert check(session, NOW, "run-1").withheld == 1
        for table in ("core.article", "core.article_version"):
            session.connection.execute(f"DELETE FROM {table}").fetchall()
        assert run_checks(session, NOW, Scope(severities=["row", "warning"])).withheld == 0
        assert session.connection.execute("SELECT count(*) FROM ops.finding").fetchall() == [(0,)]


def test_slices_find_what_one_look_would(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [article(f"n{number}", title=None if number % 3 else "A title") for number in range(20)]
    with warehouse.write() as session:
        session.load(batch(*map(item, made)))
    with warehouse.read() as session:
        whole = found(session, NOW, "title-missing")
    monkeypatch.setattr("warehouse.checking.SLICE", 7)
    with warehouse.read() as session:
        assert found(session, NOW, "title-missing") == whole
    assert SLICE == 5_000


def test_results_are_kept_for_so_many_days_and_the_last_one_for_ever(warehouse: Warehouse) -> None:
    with warehouse.exclusive() as held:
        for days in (0, 5, 100):
            check_held(held, NOW + days * DAYS, f"run-{days}", Scope(names=["empty-body"], keep_days=30))
        check_held(held, NOW, "once", Scope(names=["broken-span"]))
        check_held(held, NOW + 300 * DAYS, "late", Scope(names=["empty-body"], keep_days=30))
        kept = held.connection.execute("SELECT run_id FROM ops.check_result ORDER BY run_id").fetchall()
    assert kept == [("late",), ("once",)]

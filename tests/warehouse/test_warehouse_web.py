"""What the web adds to the warehouse: payloads of revisit records, rights, mentions, and articles to visit again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.warehouse.warehouse_samples import NOW, article, batch, fetch, item
from transforms.records import Article, DateValue, Fetch, Lead, Reject, Rights, WarcRef
from transforms.revisit import LAST_AGE, MOST_PER_RUN, VISIT_AGES, next_visit
from warehouse.publish import publish
from warehouse.query import run_query
from warehouse.store import Session, Warehouse

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
RESERVED = Rights(robots="allowed", tdm_reservation="1", tdm_policy="https://news.example/tdm", tdm_source="header")


def ask(warehouse: Warehouse, sql: str) -> list[tuple[Any, ...]]:
    publish(warehouse, NOW)
    return list(run_query(warehouse.data, sql).rows())


def test_a_revisit_record_says_where_its_payload_lies(warehouse: Warehouse) -> None:
    made = article("a")
    again = fetch(made, fetch_id="f2", warc=WarcRef("b.warc.gz", 10, 20), payload=WarcRef("a.warc.gz", 0, 700))
    with warehouse.write() as session:
        session.load(batch(item(made), fetches=(fetch(made), again)))
        rows = session.connection.execute(
            "SELECT fetch_id, warc_file, payload_file, payload_offset, payload_length FROM raw.fetch ORDER BY ALL"
        ).fetchall()
    assert rows == [
        ("f2", "b.warc.gz", "a.warc.gz", 0, 700),
        ("fetch-a", "2026/03/run-1-1.warc.gz", None, None, None),
    ]


def test_rights_are_kept_of_every_fetch_that_said_anything_also_of_an_unchanged_article(warehouse: Warehouse) -> None:
    first = article("a", rights=RESERVED)
    again = replace(first, fetch_id="fetch-again", fetched_at=NOW + HOUR, rights=Rights(robots="allowed"))
    silent = article("b", rights=Rights())
    unasked = article("c")
    with warehouse.write() as session:
        session.load(batch(item(first), item(silent), item(unasked)))
        counts = session.load(batch(item(again, "unchanged"), run_id="run-2"))
        session.load(batch(item(again, "unchanged"), run_id="run-3"))
        rows = session.connection.execute("SELECT fetch_id, tdm_reservation FROM raw.rights ORDER BY ALL").fetchall()
    assert rows == [("fetch-a", "1"), ("fetch-again", None)]
    assert (counts.rights, counts.versions) == (1, 0)
    shown = ask(warehouse, "SELECT robots, tdm_reservation, tdm_policy FROM mart.article ORDER BY title")
    assert shown == [("allowed", "1", "https://news.example/tdm"), (None, None, None), (None, None, None)]


def test_what_a_listing_said_stands_beside_what_the_page_says(warehouse: Warehouse) -> None:
    made = article("a", section="politics")
    moved = article("b")
    leads = (
        Lead(made.url, "example-en", "feed", title="Teaser", published="Sun, 1 Mar", section="World"),
        Lead(made.url, "example-en", "section"),
        Lead("https://news.example/short/b", "example-en", "feed", title="Moved"),
        Lead("https://news.example/refused", "example-en", "feed", title="Refused"),
    )
    short = fetch(moved, url="https://news.example/short/b")
    with warehouse.write() as session:
        session.load(batch(item(made), item(moved), leads=leads, fetches=(fetch(made), short)))
    rows = ask(
        warehouse,
        "SELECT listed_title, title, listed_published, published_edtf, listed_section, section FROM mart.mention "
        "ORDER BY url, listing",
    )
    page = "2026-03-01T15:00:00+07:00"
    assert rows == [
        ("Teaser", "Title of a", "Sun, 1 Mar", page, "World", "politics"),
        (None, "Title of a", None, page, None, "politics"),
        ("Refused", None, None, None, None, None),
        ("Moved", "Title of b", None, page, None, "politics"),
    ]


# Articles to visit again


def due(session: Session, now: datetime) -> list[str]:
    return [url.rpartition("/")[2] for url, _ in session.states(["example-en"], now)["example-en"].revisits]


def undated(slug: str, **changes: Any) -> Article:
    return article(slug, published=None, **changes)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.integers(1, 200 * 60), max_size=4), st.integers(0, 200 * 60))
def test_the_query_agrees_with_the_pure_rule(warehouse: Warehouse, visits: list[int], minutes: int) -> None:
    made = undated("a")
    times = [NOW + timedelta(minutes=one) for one in sorted(visits)]
    fetches = [fetch(made), *(fetch(made, fetch_id=f"v{n}", fetched_at=at) for n, at in enumerate(times))]
    now = NOW + timedelta(minutes=minutes)
    planned = next_visit(NOW, times[-1] if times else NOW)
    with warehouse.read() as session:  # what a reading session writes is undone
        session.load(batch(item(made), fetches=tuple(fetches)))
        assert due(session, now) == (["a"] if planned is not None and planned <= now < NOW + LAST_AGE else [])


@pytest.mark.parametrize(
    ("published", "after", "expected"),
    [
        (None, 3 * HOUR, True),
        (DateValue("2026-03-01", None, "day", None, "meta"), 3 * HOUR, False),  # a day old when it was first seen
        (DateValue("2026-03-01", None, "day", None, "meta"), 30 * HOUR, True),
        (DateValue("2019-05-01", None, "day", None, "meta"), 3 * DAY, False),  # filled in from the past
        (DateValue("2019-05", None, "month", None, "meta"), 3 * DAY, False),
        (DateValue("2027-01-01", None, "day", None, "meta"), 3 * HOUR, True),  # a date to come counts for nothing
    ],
)
def test_age_counts_from_publication(
    warehouse: Warehouse, published: DateValue | None, after: timedelta, expected: bool
) -> None:
    with warehouse.write() as session:
        session.load(batch(item(article("a", published=published))))
        assert due(session, NOW + after) == (["a"] if expected else [])


def visited_by(made: Article, change: str) -> tuple[Sequence[Fetch], Sequence[Reject]]:
    """What a visit at four hours leaves behind, by how it went."""
    at = NOW + 4 * HOUR
    visits = {
        "304": fetch(made, fetch_id="v", status=304, fetched_at=at),
        "404": fetch(made, fetch_id="v", status=404, sha256=None, fetched_at=at, article_id=None),
        "moved": fetch(made, fetch_id="v", fetched_at=at, article_id="another"),
    }
    refused = Reject("fetch", "robots-disallowed", made.url, "by robots.txt")
    return ([visits[change]], []) if change in visits else ([], [refused])


@pytest.mark.parametrize("change", ["304", "404", "moved", "refused"])
def test_a_visit_of_any_outcome_counts(warehouse: Warehouse, change: str) -> None:
    made = undated("a")
    fetches, rejects = visited_by(made, change)
    with warehouse.write() as session:
        session.load(batch(item(made)))
        assert due(session, NOW + 4 * HOUR) == ["a"]
        session.load(batch(fetches=tuple(fetches), rejects=tuple(rejects), run_id="run-2", loaded_at=NOW + 4 * HOUR))
        assert due(session, NOW + 5 * HOUR) == []
        assert due(session, NOW + 6 * HOUR) == ["a"]


def test_the_longest_overdue_come_first_and_only_so_many_of_a_source(warehouse: Warehouse) -> None:
    many = [undated(f"n{number:02}", fetched_at=NOW - number * HOUR) for number in range(MOST_PER_RUN + 9)]
    with warehouse.write() as session:
        session.load(batch(*map(item, many)))
        states = session.states(["example-en", "nobody"], NOW + 2 * HOUR)
    found = [known.first_seen_at for _, known in states["example-en"].revisits]
    assert len(found) == MOST_PER_RUN
    assert found == sorted(found)
    assert states["nobody"].revisits == ()


def test_documents_are_not_visited_and_validators_come_along(warehouse: Warehouse) -> None:
    local, old, made = undated("local"), undated("old", fetched_at=NOW - LAST_AGE), undated("a")
    document = fetch(local, purpose="document")
    with warehouse.write() as session:
        session.load(batch(item(local), item(old), item(made), fetches=(document, fetch(old), fetch(made))))
        ((url, known),) = session.states(["example-en"], NOW + 3 * HOUR)["example-en"].revisits
    assert url == made.url
    assert known.etag == '"fetch-a"'


def test_the_plan_of_visits_is_few_and_early() -> None:
    assert len(VISIT_AGES) == 6
    assert sum(age <= DAY for age in VISIT_AGES) == 4

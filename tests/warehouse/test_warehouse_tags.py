"""The bridges of the tags, and the events between two parties that are read from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.warehouse.warehouse_samples import NOW, article, batch, copied, item
from transforms.records import (
    AgreementTag,
    Article,
    Cue,
    DateTag,
    DateValue,
    EventPlace,
    EventTag,
    Evidence,
    Item,
    OrganisationTag,
    PersonTag,
    PlaceTag,
    Tags,
    TopicTag,
)
from warehouse.checking import Scope, run_checks
from warehouse.store import Warehouse

AT = Evidence("body", 0, 0, 5, "rule")
MEETING = EventTag(
    event="CONSULT",
    mode=None,
    context=("diplomatic",),
    reciprocal=True,
    source=("BEL",),
    target=("VNM",),
    source_persons=("Maxime Prevot",),
    target_persons=("Bui Thanh Son",),
    date="2026-02-28",
    place=EventPlace("Hanoi", "VNM"),
    quote="First",
    evidence=AT,
)


def tagged(made: Article, *events: EventTag, **tags: Any) -> Item:
    base = item(made)
    assert base.tags is not None
    return replace(base, tags=replace(base.tags, events=events, **tags))


def rows(warehouse: Warehouse, sql: str) -> list[tuple[Any, ...]]:
    with warehouse.read() as session:
        return session.connection.execute(sql).fetchall()


def loaded(warehouse: Warehouse, *items: Item) -> None:
    with warehouse.write() as session:
        session.load(batch(*items))


def test_every_tag_becomes_a_row_with_its_evidence(warehouse: Warehouse) -> None:
    one = tagged(
        article("a"),
        MEETING,
        places=(PlaceTag("Hanoi", "VNM", 2, AT),),
        persons=(PersonTag("Bùi Thanh Sơn", ("Son",), ("Minister",), "VNM", 3, AT),),
        organisations=(OrganisationTag("European Union", "EU", "igo", None, ("Union",), 1, AT),),
        agreements=(AgreementTag("EU – Vietnam Free Trade Agreement", "EVFTA", ("VNM", "org:EU"), "in_force", AT),),
        topics=(
            TopicTag("medtop:20000639", "diplomacy", main=True, score=3.0, path=("medtop:11000000",), evidence=AT),
            TopicTag("medtop:20000374", "trade agreements", main=False, score=9.0, path=(), evidence=AT),
        ),
        dates=(DateTag("31 March", "2026-03-31", AT), DateTag("10 May", "XXXX-05-10", AT)),
        machine_translated=True,
        cues=(Cue("month_capital", "17 Tháng 10"),),
    )
    loaded(warehouse, one)
    assert rows(warehouse, "SELECT name, name_key, aliases, roles, country, mentions FROM core.article_person") == [
        ("Bùi Thanh Sơn", "bui thanh son", ["Son"], ["Minister"], "VNM", 3)
    ]
    assert rows(warehouse, "SELECT text, date_from, date_to FROM core.article_date ORDER BY edtf") == [
        ("31 March", date(2026, 3, 31), date(2026, 3, 31)),
        ("10 May", None, None),
    ]
    assert rows(
        warehouse, "SELECT persons, organisations, places, topics, main_topic, machine_translated FROM mart.article"
    ) == [
        (
            ["Bùi Thanh Sơn"],
            ["European Union"],
            ["Hanoi"],
            ["medtop:20000639", "medtop:20000374"],
            "medtop:20000639",
            True,
        )
    ]
    evidence = "evidence_part, evidence_paragraph, evidence_start, evidence_end, evidence_rule"
    for table in ("place", "person", "organisation", "agreement", "topic", "event", "date"):
        found = set(rows(warehouse, f"SELECT {evidence} FROM core.article_{table}"))
        assert found == {("body", 0, 0, 5, "rule")}, table


def test_new_words_replace_the_tags_of_the_old_ones(warehouse: Warehouse) -> None:
    loaded(warehouse, tagged(article("a"), MEETING, dates=(DateTag("31 March", "2026-03-31", AT),)))
    later = article("a", body=("Corrected.",), fetched_at=NOW + timedelta(hours=1), fetch_id="fetch-a2")
    loaded(warehouse, item(later, "updated", 2))
    assert rows(warehouse, "SELECT (SELECT count(*) FROM core.article_event) + count(*) FROM core.article_date") == [
        (0,)
    ]


def test_one_meeting_reported_by_three_is_one_event_with_its_reports(warehouse: Warehouse) -> None:
    first = article("a", published=DateValue("2026-02-28", None, "day", None, "m"))
    unplaced = replace(MEETING, place=None, source=("VNM",), target=("BEL",), source_persons=(), target_persons=())
    copy = article("c")
    loaded(warehouse, tagged(article("b"), MEETING), tagged(first, unplaced), tagged(copy, MEETING))
    with warehouse.write() as session:
        copied(session, copy, first)
    found = rows(
        warehouse,
        """SELECT party_a, party_b, event, actor, date_from, place_name, participants, reports, len(articles),
            first_published
        FROM mart.bilateral_event""",
    )
    assert found == [
        (
            "BEL",
            "VNM",
            "CONSULT",
            None,
            date(2026, 2, 28),
            "Hanoi",
            ["Bui Thanh Son", "Maxime Prevot"],
            2,
            3,
            date(2026, 2, 28),
        )
    ]


def test_a_visit_keeps_its_direction_and_a_summit_gives_every_pair(warehouse: Warehouse) -> None:
    visit = replace(MEETING, mode="visit", reciprocal=False)
    back = replace(visit, source=("VNM",), target=("BEL",))
    summit = replace(MEETING, source=("DEU", "FRA", "ITA"), target=())
    loaded(warehouse, tagged(article("a"), visit, back, summit))
    found = rows(warehouse, "SELECT party_a, party_b, actor FROM mart.bilateral_event ORDER BY ALL")
    assert found == [
        ("BEL", "VNM", "BEL"),
        ("BEL", "VNM", "VNM"),
        ("DEU", "FRA", None),
        ("DEU", "ITA", None),
        ("FRA", "ITA", None),
    ]


def test_events_of_unknown_years_and_domestic_ones(warehouse: Warehouse) -> None:
    undated = replace(MEETING, date="XXXX-10-15")
    domestic = replace(MEETING, source=("BEL",), target=("BEL",))
    loaded(warehouse, tagged(article("a"), undated, domestic), tagged(article("b"), undated))
    found = rows(warehouse, "SELECT date_edtf, date_from, reports FROM mart.bilateral_event")
    assert found == [("XXXX-10-15", None, 1)] * 2


@pytest.mark.parametrize(("quote", "bad"), [("First", 0), ("Other", 1)])
def test_a_quotation_must_stand_in_the_text(warehouse: Warehouse, quote: str, bad: int) -> None:
    loaded(warehouse, tagged(article("a"), replace(MEETING, quote=quote)))
    with warehouse.write() as session:
        report = run_checks(session, NOW, Scope(severities=["row"]))
    assert sum(len(result.rows) for result in report.results if result.check.name == "broken-span") == bad


def test_tags_without_anything_load(warehouse: Warehouse) -> None:
    bare = replace(item(article("a")), tags=Tags(article("a").article_id, None, "none", ()))
    loaded(warehouse, bare)
    assert rows(warehouse, "SELECT countries, topics, machine_translated FROM mart.article") == [([], [], False)]

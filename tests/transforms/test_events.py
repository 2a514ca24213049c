from __future__ import annotations

from typing import Any

from tests.transforms.transforms_makers import cleaned, day, parsed
from transforms.plover.acts import Act
from transforms.plover.events import assemble
from transforms.reading import Reading, read
from transforms.records import EventPlace, EventTag

HANOI = EventPlace("Hanoi", "VNM")


def reading(published: str | None = "2025-04-01") -> Reading:
    page = parsed(body=("Belgium and Vietnam held talks.",), published=day(published) if published else None)
    return read(cleaned(page), "en")


def act(**fields: Any) -> Act:
    given: dict[str, Any] = {
        "event": "CONSULT",
        "mode": None,
        "source": ("BEL",),
        "target": ("VNM",),
        "reciprocal": False,
        "passage": 0,
        "start": 3,
        "end": 5,
        "rule": "test",
    }
    return Act(**(given | fields))


def events(*acts: Act, published: str | None = "2025-04-01") -> tuple[EventTag, ...]:
    return assemble(acts, reading(published))


def test_the_quote_is_the_text_of_the_evidence() -> None:
    (event,) = events(act())
    assert event.quote == "held talks"
    assert (event.evidence.part, event.evidence.paragraph, event.evidence.rule) == ("body", 0, "test")


def test_a_planned_meeting_is_an_agreement_dated_by_the_planned_day() -> None:
    (event,) = events(act(time="announced", date="2025-05-05", reciprocal=True))
    assert (event.event, event.mode, event.date, event.reciprocal) == ("AGREE", None, "2025-05-05", True)


def test_a_visit_announced_for_days_that_include_the_day_of_publication_is_a_visit() -> None:
    visit = act(mode="visit", time="announced", date="2025-03-31/2025-04-04")
    assert [event.event for event in events(visit)] == ["CONSULT"]
    assert [event.event for event in events(visit, published="2025-03-20")] == ["AGREE"]
    assert [event.event for event in events(visit, published=None)] == ["AGREE"]
    assert [event.event for event in events(visit._replace(date="2025-04"))] == ["AGREE"]


def test_planned_hostile_acts_are_threats_and_an_announced_retreat_a_concession() -> None:
    given = [("SANCTION", "THREATEN", "restrict"), ("ASSAULT", "THREATEN", "violence"), ("RETREAT", "CONCEDE", None)]
    for before, after, mode in given:
        (event,) = events(act(event=before, mode="withdraw", time="announced"))
        assert (event.event, event.mode) == (after, mode)
    assert events(act(event="ACCUSE", time="announced")) == ()


def test_parties_are_sorted_and_persons_stay_on_their_side() -> None:
    (event,) = events(
        act(source=("VNM",), target=("BEL",), reciprocal=True, source_persons=("Son",), target_persons=("Prevot",))
    )
    assert (event.source, event.target) == (("BEL",), ("VNM",))
    assert (event.source_persons, event.target_persons) == (("Prevot",), ("Son",))


def test_more_than_two_equal_parties_are_all_sources() -> None:
    (event,) = events(act(source=("VNM", "LAO"), target=("KHM",), reciprocal=True))
    assert (event.source, event.target) == (("KHM", "LAO", "VNM"), ())


def test_repeats_merge_and_fill_each_other() -> None:
    first = act(reciprocal=True, source=("VNM",), target=("BEL",))
    second = act(reciprocal=True, date="2025-03-31", place=HANOI, start=0, end=2, source_persons=("Maxime Prevot",))
    (event,) = events(first, second)
    assert (event.date, event.place, event.quote) == ("2025-03-31", HANOI, "held talks")
    assert event.source_persons == ("Maxime Prevot",)


def test_two_meetings_on_two_days_are_two_events() -> None:
    assert len(events(act(date="2025-03-30"), act(date="2025-03-31"))) == 2


def test_the_day_of_arrival_belongs_to_the_stay() -> None:
    stay = act(mode="visit", date="2025-03-31/2025-04-04")
    (event,) = events(act(mode="visit", date="2025-03-31"), stay)
    assert event.date == "2025-03-31/2025-04-04"


def test_what_is_said_at_a_meeting_takes_its_date_and_place() -> None:
    request = act(event="REQUEST", source=("VNM",), target=("BEL",), meeting=True)
    meeting = act(reciprocal=True, date="2025-03-31", place=HANOI)
    said, _ = events(request, meeting)
    assert (said.date, said.place) == ("2025-03-31", HANOI)
    stranger, _ = events(request._replace(source=("FRA",)), meeting)
    assert stranger.date is None


def test_a_visit_is_no_meeting_to_say_things_at() -> None:
    request = act(event="REQUEST", meeting=True)
    assert events(request, act(mode="visit", date="2025-03-31"))[0].date is None


def test_events_at_home_count_only_where_states_do_not_deal_with_each_other() -> None:
    home = act(event="PROTEST", mode="demo", source=("FRA",), target=("FRA",))
    assert [event.event for event in events(home)] == ["PROTEST"]
    assert [event.event for event in events(home, act())] == ["CONSULT"]


def test_no_acting_party_no_event() -> None:
    assert events(act(source=())) == ()

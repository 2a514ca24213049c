from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.test_acts_en import events_of, line
from tests.transforms.transforms_makers import cleaned, day, parsed
from transforms.records import EventTag
from transforms.tag import tag
from transforms.tag_line import tag_line

WORDS = (
    "Russia Ukraine accused of that the attack on , . ( ) and to will not said if Belgian minister visited in Hanoi"
    ' Monday talks between with by was were " – who which must their he agreed sign 12 its – march Vietnam EU'
).split()


def story(*body: str, title: str | None = None, published: str = "2025-04-01") -> dict[str, EventTag]:
    page = parsed(title=title, body=body, language="en", published=day(published))
    return {line(event): event for event in tag(cleaned(page, as_given=True)).events}


def test_a_meeting_lends_its_date_and_place_to_what_is_said_there() -> None:
    found = story(
        "Prime Minister Pham Minh Chinh received Belgian Deputy Prime Minister Maxime Prevot in Hanoi on March 12.",
        "Chinh asked Belgium to ratify the agreement and thanked the Belgian government.",
        "Prevot pledged to help Vietnam train engineers.",
        "The two sides agreed to hold the next consultation in Brussels.",
        published="2025-03-13",
    )
    assert set(found) == {
        "CONSULT - BEL=VNM",
        "REQUEST - VNM>BEL",
        "SUPPORT - VNM>BEL",
        "AGREE - BEL>VNM",
        "AGREE - BEL=VNM",
    }
    for event in found.values():
        assert event.date == "2025-03-12"
        assert event.place is not None
        assert (event.place.name, event.place.country) == ("Hanoi", "VNM")
    meeting = found["CONSULT - BEL=VNM"]
    assert (meeting.source_persons, meeting.target_persons) == (("Maxime Prevot",), ("Pham Minh Chinh",))


def test_a_rejected_accusation_is_that_of_the_accuser() -> None:
    found = story(
        "Foreign Minister Sergei Lavrov accused Washington of escalating the war. The US denied the accusation."
    )
    assert "REJECT - USA>RUS" in found


def test_weapons_made_elsewhere_are_no_target() -> None:
    found = story("Russia said on Tuesday that Ukraine had fired six US-made missiles at its Bryansk region.")
    assert set(found) == {"ASSAULT heavy-weapons UKR>RUS"}


def test_he_is_the_person_the_sentence_before_was_about() -> None:
    found = story(
        "Japanese Prime Minister Shigeru Ishiba arrived in Vietnam on Monday.",
        "He held talks with his Vietnamese counterpart Pham Minh Chinh.",
    )
    assert set(found) == {"CONSULT visit JPN>VNM", "CONSULT - JPN=VNM"}


def test_the_title_comes_first() -> None:
    found = story("Norway and Sweden held talks on Monday.", title="Norway expels two Russian diplomats")
    assert next(iter(found)) == "SANCTION expel NOR>RUS"


def test_firms_teams_and_artists_do_not_act_for_their_country() -> None:
    for text in (
        "A Danish artist visited Germany on Monday.",
        "South Korea's biggest carmaker plans to build a plant in India.",
        "French operators are teaming up with an Italian bank.",
        "The Dutch engine was bought in Austria.",
    ):
        assert events_of(text) == (), text


def test_a_story_of_sport_has_no_events() -> None:
    assert (
        story(
            "Germany attacked from the start and beat Brazil in the semi-final of the tournament.",
            "The coach praised Italy's captain before the match.",
        )
        == {}
    )


def test_what_has_been_is_not_planned_though_its_date_is_to_come() -> None:
    found = story("Deputy Prime Minister Tran Luu Quang on May 6 hosted a reception for Belgian Ambassador Jan Maes.")
    assert "AGREE - BEL=VNM" not in found


def key(event: dict[str, Any]) -> tuple[object, ...]:
    parties = (tuple(event["source"]), tuple(event["target"]))
    return (event["event"], event["mode"], event["reciprocal"], *parties, event["date"])


def test_the_events_of_the_first_sample(shared: Path) -> None:
    expected = json.loads((shared / "contract/expected/000.json").read_text(encoding="utf-8"))["events"]
    (text,) = (path.read_text(encoding="utf-8") for path in (shared / "samples").glob("000_*"))
    line: dict[str, Any] = tag_line({"id": "000", "text": text})
    found = {key(event) for event in line["events"]}
    assert {key(event) for event in expected if event.get("level") != "acceptable"} <= found
    assert found <= {key(event) for event in expected}


def test_the_quote_is_in_the_text() -> None:
    text = "Kenya condemned Rwanda on Monday and recalled its ambassador, officials said."
    for event in events_of(text):
        assert text[event.evidence.start : event.evidence.end] == event.quote


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_row_of_words_is_read(words: list[str]) -> None:
    for event in events_of(" ".join(["x", *words])):
        assert event.source
        assert not set(event.source) & set(event.target) or event.source == event.target

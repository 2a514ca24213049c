"""Names that no vocabulary knows: where they begin and end, and what they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.transforms_makers import cleaned, parsed
from transforms.geography.countries import find_countries
from transforms.geography.places import find_places
from transforms.naming.name_spans import KINDS, find_names
from transforms.reading import read


def names(text: str, kind: str | None = None, *, title: str | None = None, language: str = "en") -> list[str]:
    """The names of a kind (of all, if None) in a one-paragraph article, in order."""
    reading = read(cleaned(parsed(title=title, body=(text,)), as_given=True), language)
    countries = find_countries(reading)
    spans = find_names(reading, countries, find_places(reading, countries), ())
    return [reading.passages[span.passage].words(span.start, span.end) for span in spans if kind in (None, span.kind)]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Analysts expect Maxime Prévot to meet Hakan Fidan.", ["Maxime Prévot", "Hakan Fidan"]),
        ("Belgian Foreign Minister Maxime Prévot arrived.", ["Maxime Prévot"]),
        ("Deputy Prime Minister and Minister of Foreign Affairs Bui Thanh Son spoke.", ["Bui Thanh Son"]),
        (
            "John F. Kennedy and Robert S. McNamara wrote to W.H. Auden.",
            ["John F. Kennedy", "Robert S. McNamara", "W.H. Auden"],
        ),
        ("Ursula von der Leyen called Muqtada al-Sadr.", ["Ursula von der Leyen", "Muqtada al-Sadr"]),
        ("Jean-Claude Juncker and Eamon O'Cuiv wrote a letter.", ["Jean-Claude Juncker", "Eamon O'Cuiv"]),
        ("Martin Luther King marched with Coretta Scott King.", ["Martin Luther King", "Coretta Scott King"]),
        ("Theresa May said that May was a hard month.", ["Theresa May"]),
        ("In July, Senator Joseph A. Day resigned.", ["Joseph A. Day"]),
        ("“We lost,” Bianchi said.", ["Bianchi"]),
        ("Nina Haddad, 19, said her family was safe.", ["Nina Haddad"]),
        ("King Philippe and Queen Mathilde landed.", ["Philippe", "Mathilde"]),
        ("Kelly,", ["Kelly"]),
        ("I sent it to Debra and copied Greg.", ["Debra", "Greg"]),
    ],
)
def test_persons(text: str, persons: list[str]) -> None:
    assert names(text, "person") == persons


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("The Social Democratic and Labour Party (SDLP) lost.", ["Social Democratic and Labour Party", "SDLP"]),
        (
            "A report by the Center for Strategic and International Studies says so.",
            ["Center for Strategic and International Studies"],
        ),
        ("She joined the Movement for Rights and Freedoms (DPS).", ["Movement for Rights and Freedoms", "DPS"]),
        ("He left the European People's Party.", ["European People's Party"]),
        ("The League of Communists of Yugoslavia fell apart.", ["League of Communists of Yugoslavia"]),
        ("Members of the Green party protested.", ["Green party"]),
        ("Octel Services, Inc. sold the plant.", ["Octel Services, Inc"]),
    ],
)
def test_organisations(text: str, bodies: list[str]) -> None:
    assert names(text, "organisation") == bodies


@pytest.mark.parametrize(
    "text",
    [
        "Analysts said the talks could fail.",
        "In January the Prime Minister and the Foreign Minister spoke about Christmas.",
        "The GDP grew, the CEO told the press at 5 PM EST.",
        "The Treaty of Lisbon, the Second World War and the Clean Air Act are history.",
        "Hope all is well. Will you come? Mark the date.",
        "Vietnam and Belgium agreed. The Vietnamese side thanked Belgium.",
    ],
)
def test_what_names_nobody(text: str) -> None:
    assert not names(text, "person")
    assert not names(text, "organisation")


@pytest.mark.parametrize(
    ("text", "language", "persons"),
    [
        (
            "Le ministre des Affaires étrangères Maxime Prévot a rencontré Bui Thanh Son à Bruxelles.",
            "fr",
            ["Maxime Prévot", "Bui Thanh Son"],
        ),
        ("Les syndicats manifestent. Paul Magnette, président du parti, les soutient.", "fr", ["Paul Magnette"]),
        ("La reine Mathilde et le roi Philippe visitent Hanoï.", "fr", ["Mathilde", "Philippe"]),
        (
            "Minister van Buitenlandse Zaken Maxime Prévot ontmoette Bui Thanh Son in Brussel.",
            "nl",
            ["Maxime Prévot", "Bui Thanh Son"],
        ),
        ("Ook Sammy Mahdi reageerde. Burgers juichen voor koning Filip.", "nl", ["Sammy Mahdi", "Filip"]),
    ],
)
def test_french_and_dutch_persons(text: str, language: str, persons: list[str]) -> None:
    assert names(text, "person", language=language) == persons


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Rice prices rose while Condoleezza Rice toured Georgia.", ["Condoleezza Rice"]),
        ("Police in Paris, Texas, arrested Paris Hilton.", ["Paris Hilton"]),
        ("Tourists met Constable Alastair McWhirter.", ["Alastair McWhirter"]),
        ("He met To Lam and Do Hung Viet there.", ["To Lam", "Do Hung Viet"]),
        ("To Lam visited Peru. To Macron it was late.", ["To Lam", "Macron"]),
        ("Will Smith will testify, Mark Thompson said.", ["Will Smith", "Mark Thompson"]),
        ("Talks with Xi Jinping failed.", ["Xi Jinping"]),
        ("Robert F. Kennedy Jr. never met Sheikh Mohammed bin Zayed.", ["Robert F. Kennedy Jr", "Mohammed bin Zayed"]),
    ],
)
def test_words_that_are_names_too(text: str, persons: list[str]) -> None:
    assert names(text, "person") == persons


def test_shouted_headlines_hold_names() -> None:
    title = "MARK ZUCKERBERG MEETS VLADIMIR PUTIN IN SECRET"
    assert names("They met on Friday.", "person", title=title) == ["MARK ZUCKERBERG", "VLADIMIR PUTIN"]


def test_initials_in_brackets_name_what_they_stand_for() -> None:
    text = "The Green Climate Fund (GCF) and foreign direct investment (FDI) helped. FDI rose."
    assert names(text, "organisation") == ["Green Climate Fund", "GCF"]


def test_vietnamese_texts_are_left_to_their_own_reader() -> None:
    assert names("Ông Bùi Thanh Sơn tiếp ông Maxime Prévot.", language="vi") == []


def test_an_office_parts_a_run() -> None:
    assert names("Octel Chief Executive Dana Whitfield resigned.") == ["Octel", "Dana Whitfield"]


def test_headlines_keep_names_alone() -> None:
    title = "Bui Thanh Son Visits Belgium, Meets King Philippe On Trade"
    assert names("The visit ends on Friday.", "person", title=title) == ["Bui Thanh Son", "Philippe"]


def test_a_surname_alone_is_the_person_named_before() -> None:
    text = "Ibrahim Groen of Utrecht won. The prize went to Groen."
    assert names(text, "person") == ["Ibrahim Groen", "Groen"]


def test_every_name_says_why() -> None:
    reading = read(cleaned(parsed(body=("Hakan Fidan met Maxime Prévot.",)), as_given=True), "en")
    countries = find_countries(reading)
    spans = find_names(reading, countries, find_places(reading, countries), ())
    assert all(span.rule.startswith("name:") and span.kind in KINDS for span in spans)


@given(st.text(st.sampled_from("A aBé.,-'’&(St) of\n")))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(names(f"x {text} y"), list)

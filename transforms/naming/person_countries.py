"""Whose office a person holds.

As the text says it, else by the dated table of office-holders. An office of state that nothing else ascribes, held by
the bearer of a Vietnamese name, is Vietnamese: the press of a country leaves its own name out. Names that could be
Chinese ones in their Sino-Vietnamese reading are left alone where the text names a country of such names.
"""

from __future__ import annotations

from collections.abc import Mapping

from transforms.naming.name_syllables import has_vietnamese_form, is_chinese_surname
from transforms.naming.office_holders import country_of_holder
from transforms.naming.person_forms import Person
from transforms.naming.person_words import PersonWords
from transforms.reading import Reading

_VIETNAM = "VNM"
_CHINESE = frozenset({"CHN", "TWN", "HKG", "MAC"})
_FULL_NAME = 3  # syllables that make sure of a Vietnamese name: Chinese ones in other scripts of it have two words


def country_of(
    person: Person, reading: Reading, words: PersonWords, named: frozenset[str], unnamed: Mapping[str, set[str]]
) -> str | None:
    """Return the alpha-3 code of the state whose office the person holds, None where nothing tells.

    ``named`` are the countries that the text names, ``unnamed`` those of its
    offices without a name, by head.
    """
    if country := person.country:
        return country
    offices = person.offices
    if country := country_of_holder(_full_forms(person), reading.published, in_office=bool(offices)):
        return country
    if not offices:
        return None
    if _is_vietnamese(person, words, named, at_home=reading.language == "vi" or _VIETNAM in named):
        return _VIETNAM
    elsewhere = {code for head in person.heads for code in unnamed.get(head, ())}
    if len(elsewhere) == 1:  # "the Belgian King" in one place, "King Philippe" in another
        return elsewhere.pop()
    seat = next((office.seat for office in offices if office.seat), None)
    return (
        None if seat == _VIETNAM and not any(has_vietnamese_form(list(one.words)) for one in person.namings) else seat
    )


def _full_forms(person: Person) -> list[str]:
    """The full names, and names with the office (Pope Francis).

    A surname alone stands in the table for one of its bearers and must not speak for another.
    """
    full = [naming.text for naming in person.namings if len(naming.words) > 1]
    titled = [f"{office.head} {naming.text}" for naming in person.namings for office in naming.offices]
    return [*full, *titled] if full else [naming.text for naming in person.namings] + titled


def _is_vietnamese(person: Person, words: PersonWords, named: frozenset[str], *, at_home: bool) -> bool:
    """Whether an office of state is surely a Vietnamese one by the name of who holds it."""
    if not any(office.head in words.state for office in person.offices):
        return False
    names = [naming.words for naming in person.namings if has_vietnamese_form(list(naming.words))]
    if not names or (not at_home and max(map(len, names)) < _FULL_NAME):
        return False
    return not is_chinese_surname(names[0][0]) or (not named & _CHINESE and len(names[0]) >= _FULL_NAME)

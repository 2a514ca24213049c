"""Persons with their offices and countries; short forms are resolved to the full name within the article.

Here the tags are made; the names are found in ``namings``, put together in ``person_forms``, their offices
listed in ``person_roles``, and the country of the office is decided in ``person_countries``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from transforms.bodies.organisations import Organisations
from transforms.geography.countries import Countries
from transforms.geography.places import Places
from transforms.naming.landmarks import landmarks_of
from transforms.naming.name_scene import Naming
from transforms.naming.name_spans import NameSpan
from transforms.naming.namings import name_persons
from transforms.naming.office_wording import Office
from transforms.naming.person_countries import country_of
from transforms.naming.person_forms import Person, put_together
from transforms.naming.person_roles import roles_of
from transforms.naming.person_words import person_words
from transforms.reading import Mention, Reading
from transforms.records import PersonTag


class Persons(Struct, frozen=True):
    """A tag per person, and every place that names one (``key`` is the tag's name)."""

    tags: tuple[PersonTag, ...] = ()
    mentions: tuple[Mention, ...] = ()


def find_persons(
    reading: Reading,
    countries: Countries,
    organisations: Organisations,
    names: Sequence[NameSpan],
    places: Places = Places(),  # noqa: B008 - it is immutable
) -> Persons:
    """Return the persons of an article, in order of appearance."""
    words = person_words(reading.language, bare=reading.bare)
    namings = name_persons(reading, words, landmarks_of(countries, organisations, places), names)
    persons = [person for person in put_together(namings.names) if _is_sure(person)]
    named = frozenset(tag.iso3 for tag in countries.tags)
    unnamed = _codes_of(namings.unnamed)
    codes = [country_of(person, reading, words, named, unnamed) for person in persons]
    described = _of_one_person(namings.unnamed, persons, codes)
    tags: list[PersonTag] = []
    mentions: list[Mention] = []
    for number, (person, country) in enumerate(zip(persons, codes, strict=True)):
        name, aliases = _forms(person.namings)
        roles = roles_of(person.offices, described.get(number, ()))
        found = [Mention(one.passage, one.start, one.end, name, one.rule) for one in person.namings]
        tags.append(PersonTag(name, aliases, roles, country, len(found), reading.evidence(found[0])))
        mentions.extend(found)
    return Persons(tuple(tags), tuple(sorted(mentions)))


def _is_sure(person: Person) -> bool:
    """A form in brackets alone names nobody; everybody else was found with a reason."""
    first = person.namings[0]
    return bool(first.words and not first.gloss) or any(not one.gloss and one.words for one in person.namings)


def _codes_of(unnamed: Iterable[Office]) -> dict[str, set[str]]:
    """The countries of the offices that stand without a name, by head."""
    codes: dict[str, set[str]] = {}
    for office in unnamed:
        if office.country:
            codes.setdefault(office.head, set()).add(office.country)
    return codes


def _of_one_person(
    unnamed: Iterable[Office], persons: Sequence[Person], codes: Sequence[str | None]
) -> dict[int, list[Office]]:
    """The offices without a name, by the number of the only person of the text with that head and country."""
    holders: dict[tuple[str, str | None], list[int]] = {}
    for number, (person, code) in enumerate(zip(persons, codes, strict=True)):
        for head in person.heads:
            holders.setdefault((head, code), []).append(number)
    found: dict[int, list[Office]] = {}
    for office in unnamed:
        numbers = holders.get((office.head, office.country), []) if office.country else []
        if len(numbers) == 1:
            found.setdefault(numbers[0], []).append(office)
    return found


def _forms(namings: Sequence[Naming]) -> tuple[str, tuple[str, ...]]:
    """The longest form of the name, and the others; of equals the one in brackets, which is the spelling at home."""
    first = namings[0].text
    if all(naming.text == first for naming in namings):
        return first, ()
    forms: dict[str, Naming] = {}
    for naming in namings:
        known = forms.setdefault(naming.text.casefold(), naming)
        if known.text.isupper() and not naming.text.isupper():
            forms[naming.text.casefold()] = naming
    best = max(forms.values(), key=lambda one: (len(one.text.split()), _letters(one.text), one.gloss))
    return best.text, tuple(one.text for one in forms.values() if one is not best)


def _letters(text: str) -> int:
    return sum(char.isalpha() for char in text)

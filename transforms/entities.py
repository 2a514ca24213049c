"""All that the finders have found in one article, as events are read from it."""

from __future__ import annotations

from msgspec import Struct

from transforms.bodies.agreements import Agreements, find_agreements
from transforms.bodies.organisations import Organisations, all_organisations, known_organisations
from transforms.dating.text_dates import Dates, find_dates
from transforms.geography.countries import Countries, find_countries
from transforms.geography.places import Places, find_places
from transforms.naming.name_spans import find_names
from transforms.naming.persons import Persons, find_persons
from transforms.reading import Reading


class Entities(Struct, frozen=True):
    """Countries, places, organisations, agreements, persons and dates of one article."""

    countries: Countries
    places: Places
    organisations: Organisations
    agreements: Agreements
    persons: Persons
    dates: Dates


def find_entities(reading: Reading) -> Entities:
    """Find them all, in the order in which each needs the others."""
    dates = find_dates(reading)
    countries = find_countries(reading)
    places = find_places(reading, countries)
    known = known_organisations(reading, countries)
    agreements = find_agreements(reading, countries, known)
    names = find_names(reading, countries, places, (*known.candidates, *agreements.mentions))
    organisations = all_organisations(reading, known, names)
    persons = find_persons(reading, countries, organisations, names, places)
    return Entities(countries, places, organisations, agreements, persons, dates)

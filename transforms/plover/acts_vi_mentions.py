"""Where a Vietnamese text names somebody who may act: countries, organisations and persons, with their codes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from transforms import lexicons
from transforms.entities import Entities
from transforms.reading import Reading

_PRIVATE = frozenset({"ngo", "company", "media", "academic", "other"})  # organisations that do not act like states
_ALPHA3 = 3  # letters of a country's code


class Core(NamedTuple):
    """One mention: tokens, the code that it stands for (None: nobody's), the person's name, whether a local force."""

    start: int
    end: int
    code: str | None
    person: str | None
    local: bool = False


def mentioned(entities: Entities, count: int) -> list[list[Core]]:
    """Return the mentions of every passage, of ``count`` passages."""
    cores: list[list[Core]] = [[] for _ in range(count)]
    for mention in entities.countries.mentions:
        cores[mention.passage].append(Core(mention.start, mention.end, mention.key, None))
    named = {tag.iso3 for tag in entities.countries.tags} | {person.country for person in entities.persons.tags}
    private = {tag.code for tag in entities.organisations.tags if tag.type in _PRIVATE}
    for mention in entities.organisations.mentions:
        code = entities.organisations.actor_code(mention)
        if mention.key in private:
            code = None
        if _is_country(code) and code not in named:  # a parliament whose country the text does not name
            code = None
        cores[mention.passage].append(Core(mention.start, mention.end, code, None))
    offices = {person.name: person.country for person in entities.persons.tags}
    for mention in entities.persons.mentions:
        cores[mention.passage].append(Core(mention.start, mention.end, offices.get(mention.key), mention.key))
    return cores


@cache
def _capitals() -> Mapping[str, str]:
    """The names of capitals, each with the code of its country."""
    return {name: iso3 for iso3, names in lexicons.load("cities")["capital"].items() for name in names}


@cache
def city_countries() -> Mapping[str, str]:
    """Return the well-known cities of the world, capitals first of all, each with the code of its country."""
    tables = [table for table in lexicons.load("cities").values() if isinstance(table, Mapping)]
    return {name: iso3 for table in reversed(tables) for iso3, names in table.items() for name in names}


def cities_of(reading: Reading, entities: Entities) -> dict[int, list[Core]]:
    """Return the places of an article that are capitals, by passage: they may stand for their states."""
    capitals = _capitals()
    found: dict[int, list[Core]] = {}
    for mention in entities.places.mentions:
        if (code := capitals.get(mention.key)) is not None:
            found.setdefault(mention.passage, []).append(Core(mention.start, mention.end, code, None))
    return found


def without_overlaps(cores: list[Core]) -> list[Core]:
    """Return of mentions that overlap the longest, in order; a ministry that names its country is that country's."""
    kept: list[Core] = []
    for core in sorted(cores, key=lambda core: (core.start, -core.end)):
        if not kept or core.start >= kept[-1].end:
            kept.append(core)
        elif core.end - core.start > kept[-1].end - kept[-1].start:
            kept[-1] = core
        elif not kept[-1].local and _is_country(core.code) and _is_country(kept[-1].code) and kept[-1].person is None:
            kept[-1] = kept[-1]._replace(code=core.code)
    return kept


def _is_country(code: str | None) -> bool:
    return code is not None and len(code) == _ALPHA3

"""What else is named in a passage: countries, organisations and places, by the token they begin and end at.

Names of persons end where one of these begins, and offices take their country from them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from transforms.bodies.organisations import Organisations
from transforms.geography.countries import Countries
from transforms.geography.places import Places
from transforms.reading import Mention

Kind = Literal["country", "organisation", "place"]
_BODIES_OF_STATE = frozenset({"gov", "armed"})


class Landmark(Struct, frozen=True):
    """A named country, organisation or place: its tokens, and the alpha-3 code of its country, if it has one.

    ``of_state`` says that an organisation is a body of its country, so that its name without the country tells as much;
    ``of_union`` that it is a union or other body between states that acts for itself (NATO, not the European Council).
    """

    start: int
    end: int
    kind: Kind
    country: str | None
    of_state: bool = False
    of_union: bool = False

    @property
    def is_party(self) -> bool:
        """Whether it is a state or a union: whose an office is, and no part of the office."""
        return self.kind == "country" or self.of_union


class Landmarks(Struct):
    """The landmarks of one passage; the longest one at each token. ``countries`` are all tokens of country names."""

    starting: dict[int, Landmark] = field(default_factory=dict)
    ending: dict[int, Landmark] = field(default_factory=dict)
    inside: set[int] = field(default_factory=set)
    countries: set[int] = field(default_factory=set)

    def add(self, mark: Landmark) -> None:
        """Take in a landmark; the longer one stands where two begin, or end, at one token."""
        start, end = mark.start, mark.end
        known = self.starting.get(start)
        if known is None or known.end < end:
            self.starting[start] = mark
        known = self.ending.get(end)
        if known is None or known.start > start:
            self.ending[end] = mark
        self.inside.update(range(start, end))
        if mark.kind == "country":
            self.countries.update(range(start, end))

    def cut(self, end: int) -> Landmarks:
        """Return them with the ones that go beyond ``end`` ending there, because a person or an office begins there."""
        kept = Landmarks()
        for mark in self.starting.values():
            kept.add(replace(mark, end=end) if mark.start < end < mark.end else mark)
        return kept

    def without(self, start: int, end: int, *, behind: bool) -> Landmarks:
        """Return them without what begins inside an office: "Secretary of State X" has no place "State X".

        With ``behind`` places directly behind it go too: "President Lincoln" is none, whatever is called Lincoln.
        """
        dropped = {place for place in range(start + 1, end) if place in self.starting} if end - start > 1 else set()
        if behind and end in self.starting and self.starting[end].kind == "place":
            dropped.add(end)
        if not dropped:
            return self
        kept = Landmarks()
        for place, mark in self.starting.items():
            if place not in dropped:
                kept.add(mark)
        return kept


def _of_countries(mentions: Iterable[Mention]) -> Iterable[tuple[int, Landmark]]:
    for mention in mentions:
        yield mention.passage, Landmark(mention.start, mention.end, "country", mention.key)


def _of_organisations(organisations: Organisations) -> Iterable[tuple[int, Landmark]]:
    tags = {tag.code: tag for tag in reversed(organisations.tags)}
    for mention in organisations.mentions:
        tag = tags.get(mention.key)
        of_state = tag is not None and tag.type in _BODIES_OF_STATE
        country = tag.country if tag else None
        of_union = tag is not None and tag.type == "igo" and organisations.actor_code(mention) == mention.key
        yield mention.passage, Landmark(mention.start, mention.end, "organisation", country, of_state, of_union)


def _of_places(places: Places) -> Iterable[tuple[int, Landmark]]:
    by_name = {tag.name: tag.country for tag in places.tags}
    for mention in places.mentions:
        yield mention.passage, Landmark(mention.start, mention.end, "place", by_name.get(mention.key))


def landmarks_of(countries: Countries, organisations: Organisations, places: Places) -> dict[int, Landmarks]:
    """Return the landmarks by passage index; passages without one are absent."""
    found: dict[int, Landmarks] = {}
    for rows in (_of_countries(countries.mentions), _of_organisations(organisations), _of_places(places)):
        for passage, mark in rows:
            if (marks := found.get(passage)) is None:
                marks = found[passage] = Landmarks()
            marks.add(mark)
    return found

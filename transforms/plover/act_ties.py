"""When and where an act was: the dates and places that its own clause ties to it, in any language.

What happened long ago is background and no event of the story (tag contract, section 4).
"""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from transforms.entities import Entities
from transforms.reading import Mention, Reading
from transforms.records import EventPlace

_YEAR = 4  # digits


def _by_passage(mentions: tuple[Mention, ...]) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.passage, []).append(mention)
    return found


class Ties(Struct, dict=True):
    """The dates and places of a story, by passage."""

    reading: Reading
    entities: Entities

    @cached_property
    def _dates(self) -> dict[int, list[Mention]]:
        return _by_passage(self.entities.dates.mentions)

    @cached_property
    def _places(self) -> dict[int, list[Mention]]:
        return _by_passage(self.entities.places.mentions)

    @cached_property
    def _countries(self) -> dict[str, str | None]:
        return {tag.name: tag.country for tag in self.entities.places.tags}

    def date(self, passage: int, start: int, end: int, at: int) -> str | None:
        """The EDTF date that stands nearest to token ``at`` between two tokens; None where there is none."""
        found = [one for one in self._dates.get(passage, ()) if start <= one.start and one.end <= end]
        return min(found, key=lambda one: abs(one.start - at)).key if found else None

    def place(self, passage: int, start: int, end: int, prepositions: frozenset[str]) -> EventPlace | None:
        """The place that one of ``prepositions`` puts the act in, between two tokens; a whole region is none."""
        for mention in self.places_within(passage, start, end):
            folds, country = self.reading.passages[passage].tokens.folds, self.country_of(mention)
            if country and prepositions.intersection(folds[max(start, mention.start - 2) : mention.start]):
                return EventPlace(self.reading.words(mention), country)
        return None

    def places_within(self, passage: int, start: int, end: int) -> list[Mention]:
        """The places between two tokens."""
        return [one for one in self._places.get(passage, ()) if start <= one.start and one.end <= end]

    def country_of(self, place: Mention) -> str | None:
        """The country of a place, alpha-3."""
        return self._countries.get(place.key)

    def is_background(self, edtf: str | None) -> bool:
        """Whether a date says that an act is history: a bare year that is over, or more than a year ago."""
        if edtf is None or "X" in edtf:
            return False
        published = self.reading.published
        last = edtf.split("/")[-1]
        if published is None or not published[:_YEAR].isdigit():
            return False
        age = int(published[:_YEAR]) - int(last[:_YEAR])
        return age > 1 or (age == 1 and len(last) == _YEAR)

    def is_coming(self, edtf: str | None) -> bool:
        """Whether a date lies wholly behind the day of publication."""
        if edtf is None or "X" in edtf or self.reading.day is None:
            return False
        first, today = edtf.split("/")[0], self.reading.day.isoformat()
        return first > today[: len(first)]

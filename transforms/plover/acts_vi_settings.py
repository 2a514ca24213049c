"""When and where: the dates, places and treaties that a Vietnamese clause ties to its act."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from transforms.entities import Entities
from transforms.plover.acts_vi_hits import Hit
from transforms.plover.acts_vi_lexicon import Words
from transforms.reading import Mention, Passage, Reading
from transforms.records import EventPlace

_YEAR = 4  # digits
_RECENT = 1  # years before publication that are still news
_OLD = 2000  # without a date of publication, acts dated by such a year or an older one are history
_CLOSE = 2  # tokens between a preposition and its place: "tại thủ đô Hà Nội"


class Setting:
    """Dates and places of one article, by passage."""

    def __init__(self, reading: Reading, entities: Entities, words: Words) -> None:
        self._reading = reading
        self._entities = entities
        self._words = words

    @cached_property
    def _dates(self) -> dict[int, list[Mention]]:
        return _by_passage(self._entities.dates.mentions)

    @cached_property
    def _latest_year(self) -> int:
        """The latest year in the text, 0 if it has none."""
        years = [one.key[:_YEAR] for one in self._entities.dates.mentions]
        return max((int(year) for year in years if year.isdigit()), default=0)

    @cached_property
    def _places(self) -> dict[int, list[Mention]]:
        return _by_passage(self._entities.places.mentions)

    @cached_property
    def _treaties(self) -> dict[int, list[Mention]]:
        return _by_passage(self._entities.agreements.mentions)

    @cached_property
    def _countries(self) -> dict[str, str | None]:
        """The country of each place."""
        return {place.name: place.country for place in self._entities.places.tags}

    def date(self, passage: Passage, hit: Hit) -> str | None:
        """Return the date nearest to the act in its sentence; of a visit the whole stay, if the sentence has it.

        A date behind the act counts only up to the next one: it is that one's.
        """
        start, end = hit.sentence
        dates = [one for one in self._dates.get(passage.index, ()) if start <= one.start < end]
        stays = [one for one in dates if "/" in one.key]
        at = hit.found.start
        near = [
            one for one in dates if one.start < max(hit.following, at + 1) and not self._is_of_saying(passage, hit, one)
        ]
        if hit.found.entry.mode == "visit":
            dates = stays or near
        else:
            dates = [one for one in near if "/" not in one.key] or near
        if not dates and self._words.within(passage.tokens.folds, start, end, "same_day") is not None:
            return self._last_date(passage, start)
        return min(dates, key=lambda one: (abs(one.start - at), one.start)).key if dates else None

    def _last_date(self, passage: Passage, before: int) -> str | None:
        """The last date before a token, in this passage or an earlier one: what "cùng ngày" speaks of."""
        for index in range(passage.index, -1, -1):
            for one in reversed(self._dates.get(index, ())):
                if index < passage.index or one.start < before:
                    return one.key if "/" not in one.key else None
        return None

    def is_long_past(self, date: str | None) -> bool:
        """Whether the act is history: dated more than a year before publication, or by an old year."""
        years = [date[:_YEAR]] if date else []
        if not years or not years[0].isdigit():
            return False
        published = self._reading.published or ""
        if published[:_YEAR].isdigit():
            return int(years[0]) < int(published[:_YEAR]) - _RECENT
        return int(years[0]) < max(_OLD, self._latest_year - _RECENT)

    def place(self, passage: Passage, hit: Hit) -> EventPlace | None:
        """Return where it happened: the nearest place, or country, of the sentence behind "tại", "ở", "đến"."""
        start, end = hit.sentence
        places = [one for one in self._places.get(passage.index, ()) if start <= one.start < end]
        led = [one for one in places if self._leads(passage, one.start) and not self._is_of_saying(passage, hit, one)]
        if led:
            best = min(led, key=lambda one: abs(one.start - hit.found.start))
            return EventPlace(best.key, self._countries.get(best.key))
        there = [party for party in hit.after if party.preposition in self._words["places"] and len(party.codes) == 1]
        return EventPlace(None, there[0].codes[0]) if there and not there[0].codes[0].startswith("org:") else None

    def _is_of_saying(self, passage: Passage, hit: Hit, one: Mention) -> bool:
        """Whether somebody says it between the act and what follows: then that is when or where it was said."""
        return self._words.within(passage.tokens.folds, hit.found.end, one.start, "says") is not None

    def _leads(self, passage: Passage, place: int) -> bool:
        """Whether a preposition of place stands closely before."""
        folds = passage.tokens.folds
        near = range(place, max(place - _CLOSE, 0), -1)
        return any(self._words.phrases(name).before(folds, at) for at in near for name in ("places", "goals"))

    def country(self, passage: Passage, start: int, end: int) -> str | None:
        """Return the country of the first place between two tokens of which it is known."""
        for one in self._places.get(passage.index, ()):
            if start <= one.start < end and (country := self._countries.get(one.key)):
                return country
        return None

    def treaty(self, passage: Passage, start: int, end: int) -> tuple[str, ...]:
        """Return the parties of the first agreement named between two tokens."""
        parties = {agreement.name: agreement.parties for agreement in self._entities.agreements.tags}
        for one in self._treaties.get(passage.index, ()):
            if start <= one.start < end:
                return parties.get(one.key, ())
        return ()


def _by_passage(mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.passage, []).append(mention)
    return found

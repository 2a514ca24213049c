"""The two sides of an act, and the Vietnamese clause that a frame looks for them in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from transforms.plover.acts_vi_forces import ACTS as FORCE_ACTS
from transforms.plover.acts_vi_hits import Hit
from transforms.plover.acts_vi_lexicon import Words
from transforms.plover.acts_vi_party import Party
from transforms.plover.acts_vi_settings import Setting
from transforms.reading import Passage

TWO = 2
# Acts that people do who do not act for their country.
_BY_PEOPLE = frozenset({"PROTEST"})


class Sides(NamedTuple):
    """Source and target of an act, with the persons of each; ``reciprocal`` where they do it together."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    reciprocal: bool
    source_persons: tuple[str, ...] = ()
    target_persons: tuple[str, ...] = ()


class Clause(NamedTuple):
    """What a frame looks at: the hit in its passage, the small words, the story's two principals and its places.

    ``company`` are the parties of the talks told of just before in the sentence: who agrees there agrees with them.
    ``doers`` are those of the hostile act told of before in it: who calls for restraint there calls on them.
    """

    hit: Hit
    passage: Passage
    words: Words
    principals: tuple[str, ...]
    setting: Setting
    company: tuple[str, ...]
    doers: tuple[str, ...]

    @property
    def folds(self) -> list[str]:
        """The folded tokens of the passage."""
        return self.passage.tokens.folds

    def where(self, start: int, end: int) -> str | None:
        """The country of the first place named between two tokens."""
        return self.setting.country(self.passage, start, end)

    def has(self, party: Party, *lists: str) -> bool:
        """Whether the preposition before the party stands in one of the lists."""
        return any(party.preposition in self.words[name] for name in lists)

    def subject(self) -> Party | None:
        """The subject, if it may act: newspapers, companies and (but for protests) the people do not."""
        party = self.hit.subject
        return party if party is not None and self.may_act(party) else None

    def may_act(self, party: Party) -> bool:
        """Whether what a party does is its country's act."""
        event = self.hit.found.entry.event
        if party.kind == "force":
            return event in FORCE_ACTS
        return party.is_official or (party.kind == "people" and event in _BY_PEOPLE)

    def object(self, source: Sequence[str], *lists: str, bare: bool = True) -> Party | None:
        """The first party behind it that is not the source, bare or after a preposition of the lists.

        A party that names the source too ("quan hệ Việt Nam - EU") is no object.
        """
        for party in self.hit.after:
            fits = (bare and not party.preposition) or self.has(party, *lists)
            if fits and party.codes and party.kind not in ("other", "both") and not set(party.codes) & set(source):
                return party
        return None

    def next_object(self, source: Sequence[str], near: int) -> Party | None:
        """The object without a preposition, if it follows within so many tokens."""
        found = self.object(source)
        return found if found is not None and found.start - self.hit.found.end <= near else None


Frame = Callable[[Clause], Sides | None]


def codes_of(party: Party | None) -> tuple[str, ...]:
    """Return the codes of a party, none of nobody."""
    return party.codes if party else ()


def persons_of(party: Party | None) -> tuple[str, ...]:
    """Return the persons of a party, none of nobody."""
    return party.persons if party else ()


def without(codes: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Return the codes that are not among others, in order."""
    taken = set(others)
    return tuple(code for code in codes if code not in taken)


def directed(source: Party | None, target: Party | None) -> Sides | None:
    """Return the sides where one does it to the other; of "họ" and "hai bên" the one that is not the other side."""
    if source is None or target is None:
        return None
    codes = source.codes if len(source.codes) == 1 else without(source.codes, target.codes)
    others = without(target.codes, codes)
    return Sides(codes, others, False, source.persons, target.persons) if codes and others else None


def together(one: Party | None, other: Party | None) -> Sides | None:
    """Return the sides where both do it: two parties, or one that names several."""
    codes = tuple(dict.fromkeys(codes_of(one) + codes_of(other)))
    if len(codes) < TWO or one is None:
        return None
    if other is None or not without(other.codes, one.codes):
        return Sides(codes[:1], codes[1:], True, persons_of(one), persons_of(other))
    return Sides(one.codes, without(other.codes, one.codes), True, one.persons, other.persons)

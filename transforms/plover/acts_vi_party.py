"""Parties to acts as Vietnamese noun phrases, and how neighbouring phrases make one of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from transforms.plover.acts_vi_lexicon import Words

Kind = Literal["state", "force", "both", "people", "business", "other"]
JOINTS = frozenset([",", "và", "va", "cùng", "cung", "-", "–", "—", "&", "hay", "hoặc", "hoac"])
_OPENERS = frozenset('.:;-–—"“(')  # what may stand before the first word of a clause
_LONGEST_JOINT = 2  # ", và"
_POSTS_ABROAD = frozenset(["sứ", "su", "lãnh", "lanh", "phái", "phai", "diện", "dien", "biện", "bien"])


class Party(NamedTuple):
    """A noun phrase that names one or more parties, from token ``start`` to ``end``, offices and names included.

    ``preposition`` is the phrase before it ("" where none stands there), ``office`` whether an office stands in it,
    ``kind`` what it is of its country; ``force`` are police and courts of a place in it, ``both`` the story's two
    principals together ("hai bên").
    """

    start: int
    end: int
    codes: tuple[str, ...]
    persons: tuple[str, ...]
    kind: Kind
    preposition: str
    office: bool = False

    @property
    def is_official(self) -> bool:
        """Whether what it does its country does."""
        return self.kind in ("state", "both")


def with_appositions(folds: Sequence[str], phrases: Sequence[Party]) -> list[Party]:
    """Return phrases of one party as one: an office and its bearer, an envoy and where he is posted."""
    result: list[Party] = []
    for phrase in phrases:
        before = result[-1] if result else None
        if before is not None and _is_one(folds, before, phrase):
            codes = (phrase.persons and phrase.codes) or before.codes or phrase.codes
            persons = tuple(dict.fromkeys(before.persons + phrase.persons))
            result[-1] = before._replace(end=phrase.end, codes=codes, persons=persons)
        else:
            result.append(phrase)
    return result


def joined(folds: Sequence[str], parties: Sequence[Party], words: Words) -> list[Party]:
    """Return the parties with enumerations as one: "Pháp, Đức và Ý"."""
    result: list[Party] = []
    for index, party in enumerate(parties):
        before = result[-1] if result else None
        between = folds[before.end : party.start] if before else []
        if before is not None and _are_joints(between) and _may_join(before, party, between, words):
            sure = between != [","] or before.start == 0 or folds[before.start - 1] in _OPENERS
            if sure or len(before.codes) > 1 or _ends_in_and(folds, parties, index):
                codes = tuple(dict.fromkeys(before.codes + party.codes))
                result[-1] = before._replace(end=party.end, codes=codes, persons=before.persons + party.persons)
                continue
        result.append(party)
    return result


def _may_join(before: Party, party: Party, between: Sequence[str], words: Words) -> bool:
    """Not "tại Mỹ, Nga ...": a place ends at a comma. Those who act do not join those who only belong to one."""
    if not before.codes or not party.codes or not {"other", "both"}.isdisjoint((before.kind, party.kind)):
        return False
    if set(party.codes) <= set(before.codes) or (len(between) == _LONGEST_JOINT and len(before.codes) == 1):
        return False  # named already, or ", và" behind one alone: there another clause begins
    apart = before.preposition in words["places"] or before.preposition in words["apart"]
    return not (apart and between[0] == "," and before.preposition not in words["between"])


def _are_joints(between: Sequence[str]) -> bool:
    return 0 < len(between) <= _LONGEST_JOINT and all(word in JOINTS for word in between)


def _ends_in_and(folds: Sequence[str], parties: Sequence[Party], index: int) -> bool:
    """Whether the enumeration goes on behind party number ``index`` and ends in "và"."""
    for party, following in pairwise(parties[index:]):
        between = folds[party.end : following.start]
        if not _are_joints(between):
            return False
        if between != [","]:
            return True
    return False


def _is_one(folds: Sequence[str], before: Party, phrase: Party) -> bool:
    """Whether two neighbouring phrases name one party."""
    between = folds[before.end : phrase.start]
    same = not before.codes or not phrase.codes or before.codes == phrase.codes
    if not between:
        return bool(phrase.persons) or same
    if (
        between in (["tại"], ["tai"])
        and not phrase.persons
        and not _POSTS_ABROAD.isdisjoint(folds[before.start : before.end])
    ):
        return True  # "Đại sứ Việt Nam tại Bỉ"
    if between == ["("]:
        return before.persons == phrase.persons != ()
    if between == [","] and before.office and phrase.office and folds[before.start] == folds[phrase.start]:
        return False  # "Thủ tướng A, Thủ tướng B"
    return between == [","] and same and bool(before.persons) != bool(phrase.persons) and phrase.kind == "state"

"""The vocabulary of English acts (``lexicons/plover_en.tsv``), made ready for looking up word by word.

An entry is found by its verb, in any form, or by the first word of its noun; then the words that must follow are looked
for, at once or within a few words. The entry with the most words wins: "call off talks" is no call.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from types import MappingProxyType
from typing import NamedTuple, cast

from transforms import lexicons
from transforms.records import EventType
from transforms.verb_forms_en import Tense, inflections

_GAP = 9  # words that may stand between a verb and the noun that gives it its meaning
_STOPS = frozenset(
    "; : that who which said says is are was were has have had will would should could may might must".split()
)
# Verbs that mean nothing without the words that follow them.
_LIGHT = frozenset("be have do make take give say put set come go get let hold call begin start continue".split())
_NOUN = "n-"
_TO = (("to",),)


class Entry(NamedTuple):
    """A pattern with its meaning: the words ``before`` the verb and ``after`` it, and ``nouns`` within the gap.

    ``starts`` are the first words of the nouns.
    """

    event: EventType
    mode: str | None
    frame: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    nouns: tuple[tuple[str, ...], ...]
    starts: frozenset[str]
    rule: str

    @property
    def weight(self) -> int:
        """How many words it asks for; a noun within the gap tells more than a particle."""
        return len(self.before) + len(self.after) + (2 if self.nouns else 0)


class VerbForm(NamedTuple):
    """Of which verbs a word is a form, and which forms of them it may be."""

    lemmas: tuple[str, ...]
    tenses: frozenset[Tense]


class Vocabulary(NamedTuple):
    """``forms`` by word, the entries of verbs by lemma and those of nouns by first word, the heaviest first.

    A sentence without one of ``triggers`` tells of no act.
    """

    forms: Mapping[str, VerbForm]
    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    triggers: frozenset[str]


def _expanded(pattern: str) -> Iterator[tuple[str, ...]]:
    """Read "call for|on" as "call for" and "call on"."""
    yield from product(*(word.split("|") for word in pattern.split()))


def _heads(pattern: str, *, has_gap: bool) -> Iterator[tuple[str, ...]]:
    if has_gap:
        yield from (tuple(choice.split()) for choice in pattern.split("|"))
    else:
        yield from _expanded(pattern)


def _verb_at(words: Sequence[str]) -> int:
    """Where the verb stands: at the sign "^", behind the hyphens of "co - operate", or first."""
    place = next((place for place, word in enumerate(words) if word.startswith("^")), 0)
    while place + 2 < len(words) and words[place + 1] == "-":
        place += 2
    return place


def _entries(row: Sequence[str]) -> Iterator[tuple[str, Entry]]:
    event, mode, frame, patterns = row
    for pattern in patterns.split("; "):
        head, _, gap = pattern.partition(" ~ ")
        nouns = tuple(tuple(choice.split()) for choice in gap.split("|")) if gap else ()
        for words in _heads(head, has_gap=bool(gap)):
            at = 0 if frame.startswith(_NOUN) else _verb_at(words)
            kind = cast("EventType", event)
            rule = f"plover_en:{event}:{pattern}"
            key = None if mode == "-" else mode
            starts = frozenset(noun[0] for noun in nouns)
            yield words[at].removeprefix("^"), Entry(kind, key, frame, words[:at], words[at + 1 :], nouns, starts, rule)


def _by_weight(table: dict[str, list[Entry]]) -> Mapping[str, tuple[Entry, ...]]:
    ordered = {key: tuple(sorted(entries, key=lambda entry: -entry.weight)) for key, entries in table.items()}
    return MappingProxyType(ordered)


def _forms(lemmas: Sequence[str]) -> Mapping[str, VerbForm]:
    found: dict[str, tuple[dict[str, None], set[Tense]]] = {}
    for lemma in lemmas:
        for form, tense in inflections(lemma):
            of, tenses = found.setdefault(form, ({}, set()))
            of[lemma] = None
            tenses.add(tense)
    return MappingProxyType({form: VerbForm(tuple(of), frozenset(tenses)) for form, (of, tenses) in found.items()})


def _triggers(forms: Mapping[str, VerbForm], verbs: Mapping[str, Sequence[Entry]]) -> Iterator[str]:
    """The forms of verbs that tell something by themselves; of "hold" and "be" it is the words that follow."""
    for form, (lemmas, _) in forms.items():
        if any(lemma in verbs and lemma not in _LIGHT for lemma in lemmas):
            yield form
    for lemma in _LIGHT:
        for entry in verbs.get(lemma, ()):
            yield from entry.starts or entry.after[:1]


@cache
def vocabulary() -> Vocabulary:
    """Return the whole vocabulary, with the verbs that are no acts but show how a clause is built."""
    verbs: dict[str, list[Entry]] = {}
    nouns: dict[str, list[Entry]] = {}
    for row in lexicons.rows("plover_en"):
        for key, entry in _entries(row):
            (nouns if entry.frame.startswith(_NOUN) else verbs).setdefault(key, []).append(entry)
    plain = lexicons.load("clauses_en")["verbs"]
    lemmas = dict.fromkeys([*verbs, *plain["saying"], *plain["doubting"], *plain["other"]])
    forms = _forms(list(lemmas))
    triggers = frozenset(_triggers(forms, verbs)) | frozenset(nouns) | {"must", "should"}
    return Vocabulary(forms, _by_weight(verbs), _by_weight(nouns), triggers)


class Found(NamedTuple):
    """An entry in a text; ``end`` is behind the last word that follows at once, ``noun`` the place of the noun."""

    entry: Entry
    end: int
    noun: int | None


def _noun_within(words: Sequence[str], start: int, stop: int, entry: Entry) -> int | None:
    """Where one of an entry's nouns stands between two places, nothing that ends the clause before it."""
    window = words[start:stop]
    if entry.starts.isdisjoint(window):
        return None
    for place, word in enumerate(window, start):
        if word in _STOPS:
            return None
        if word in entry.starts and any(tuple(words[place : place + len(noun)]) == noun for noun in entry.nouns):
            return place
    return None


def match_verb(entries: Sequence[Entry], words: Sequence[str], at: int, stop: int, *, passive: bool) -> Found | None:
    """Return the heaviest entry that fits the verb at ``at``, ``stop`` being the end of its sentence.

    The noun of a passive verb stands before it: "sanctions were imposed".
    """
    follower = words[at + 1] if at + 1 < stop else None
    for entry in entries:
        if entry.after and entry.after[0] != follower:
            continue
        end = at + 1 + len(entry.after)
        if tuple(words[at + 1 : end]) != entry.after or tuple(words[at - len(entry.before) : at]) != entry.before:
            continue
        if not entry.nouns:
            return Found(entry, end, None)
        first = end + 1 if entry.nouns == _TO else end  # "want A to", not "want to"
        noun = _noun_within(words, first, min(stop, end + _GAP), entry)
        if noun is None and passive:
            noun = _noun_within(words, max(0, at - _GAP), at, entry)
        if noun is not None:
            return Found(entry, end, noun)
    return None


def match_noun(entries: Sequence[Entry], words: Sequence[str], at: int) -> Found | None:
    """Return the heaviest entry whose words stand from ``at`` on."""
    for entry in entries:
        end = at + 1 + len(entry.after)
        if tuple(words[at + 1 : end]) == entry.after:
            return Found(entry, end, None)
    return None

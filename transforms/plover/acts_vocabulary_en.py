"""The vocabulary of English acts (``lexicons/plover_en.tsv``), made ready for looking up word by word.

An entry is found by its verb, in any form, or by the first word of its noun; then the words that must follow are looked
for, at once or within a few words. The entry with the most words wins: "call off talks" is no call.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple, cast

from transforms import lexicons
from transforms.plover.verb_forms_en import Tense, inflections
from transforms.records import EventType

_GAP = 9  # words that may stand between a verb and the noun that gives it its meaning
_FAR = 20  # words behind a verb in which all that an entry asks for stands: the longest one, and the gap
_STOPS = frozenset(
    "; : that who which said says is are was were has have had will would should could may might must".split()
)
# Verbs that mean nothing without the words that follow them.
_LIGHT = frozenset("be have do make take give say put set come go get let hold call begin start continue".split())
_NOUN = "n-"
_NO_ACT = "none"
_OUGHT = frozenset(("must", "should"))
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


class Choice(NamedTuple):
    """Entries that may fit, the heaviest first; without any of ``starts`` about only the ``bare`` ones do."""

    entries: tuple[Entry, ...]
    bare: tuple[Entry, ...]  # those without nouns
    starts: frozenset[str]


class Entries:
    """The entries of one word, the heaviest first (``ordered``), to be asked for by the word that follows it.

    Most are never asked for, so that what may stand before a word is chosen when it first does.
    """

    __slots__ = ("_choices", "_followers", "ordered")

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.ordered = tuple(sorted(entries, key=lambda entry: -entry.weight))
        self._followers = {entry.after[0] for entry in self.ordered if entry.after}
        self._choices: dict[str, Choice] = {}

    def before(self, follower: str) -> Choice:
        """Return the entries that may fit before ``follower`` (empty at the end of a sentence)."""
        key = follower if follower in self._followers else ""
        choice = self._choices.get(key)
        if choice is None:
            choice = self._choices[key] = _choice([one for one in self.ordered if one.after[:1] in ((), (key,))])
        return choice


class VerbForm(NamedTuple):
    """Of which verbs a word is a form, and which forms of them it may be."""

    lemmas: tuple[str, ...]
    tenses: frozenset[Tense]


class Vocabulary(NamedTuple):
    """``forms`` by word, the entries of verbs by lemma and those of nouns by first word.

    A sentence without one of ``triggers`` tells of no act. ``acting`` has the entries of acts alone, by the lemmas of
    their verbs; ``rejecting`` are the lemmas with an entry that rejects. ``states`` are the words that make an act of a
    form of be before them or make a request, ``heads`` those, the forms of ``acting`` and ``nouns``.
    """

    forms: Mapping[str, VerbForm]
    verbs: Mapping[str, Entries]
    nouns: Mapping[str, Entries]
    triggers: frozenset[str]
    acting: Mapping[str, Entries]
    rejecting: frozenset[str]
    states: frozenset[str]
    heads: frozenset[str]


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


def _choice(chosen: Sequence[Entry]) -> Choice:
    bare = tuple(entry for entry in chosen if not entry.nouns)
    starts = [entry.starts for entry in chosen if entry.starts]
    return Choice(tuple(chosen), bare, frozenset[str]().union(*starts))


def _table(entries: Mapping[str, Sequence[Entry]]) -> Mapping[str, Entries]:
    return {key: Entries(values) for key, values in entries.items()}


def _acting(verbs: Mapping[str, Sequence[Entry]], table: Mapping[str, Entries]) -> Mapping[str, Entries]:
    found: dict[str, Entries] = {}
    for lemma, entries in verbs.items():
        telling = [entry for entry in entries if entry.frame != _NO_ACT]
        if telling:
            found[lemma] = table[lemma] if len(telling) == len(entries) else Entries(telling)
    return found


def _forms(lemmas: Sequence[str]) -> Mapping[str, VerbForm]:
    found: dict[str, tuple[dict[str, None], set[Tense]]] = {}
    for lemma in lemmas:
        for form, tense in inflections(lemma):
            of, tenses = found.setdefault(form, ({}, set()))
            of[lemma] = None
            tenses.add(tense)
    return {form: VerbForm(tuple(of), frozenset(tenses)) for form, (of, tenses) in found.items()}


def _states(forms: Mapping[str, VerbForm], entries: Sequence[Entry]) -> frozenset[str]:
    """The participles ("prepared to") and the nouns that give a form of be its meaning."""
    words = frozenset[str]().union(*(entry.after[:1] or entry.starts for entry in entries))
    return words.intersection(forms) | frozenset[str]().union(*(entry.starts for entry in entries if not entry.after))


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
    triggers = frozenset(_triggers(forms, verbs)).union(nouns, _OUGHT)
    table = _table(verbs)
    acting = _acting(verbs, table)
    telling = {form for form, (lemmas, _) in forms.items() if any(lemma in acting for lemma in lemmas)}
    rejecting = frozenset(lemma for lemma in verbs if any(entry.event == "REJECT" for entry in verbs[lemma]))
    states = _OUGHT | _states(forms, verbs["be"])
    return Vocabulary(forms, table, _table(nouns), triggers, acting, rejecting, states, states.union(telling, nouns))


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


def match_verb(entries: Entries, words: Sequence[str], at: int, stop: int, *, passive: bool) -> Found | None:
    """Return the heaviest entry that fits the verb at ``at``, ``stop`` being the end of its sentence.

    The noun of a passive verb stands before it: "sanctions were imposed".
    """
    choice = entries.before(words[at + 1] if at + 1 < stop else "")
    low = max(0, at - _GAP) if passive else at
    for entry in choice.bare if choice.starts.isdisjoint(words[low : at + _FAR]) else choice.entries:
        end = at + 1 + len(entry.after)
        if len(entry.after) > 1 and tuple(words[at + 1 : end]) != entry.after:
            continue
        if entry.before and tuple(words[at - len(entry.before) : at]) != entry.before:
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


def match_noun(entries: Entries, words: Sequence[str], at: int) -> Found | None:
    """Return the heaviest entry whose words stand from ``at`` on."""
    for entry in entries.before(words[at + 1] if at + 1 < len(words) else "").entries:
        end = at + 1 + len(entry.after)
        if len(entry.after) <= 1 or tuple(words[at + 1 : end]) == entry.after:
            return Found(entry, end, None)
    return None


def may_tell(words: Sequence[str], start: int, stop: int) -> bool:
    """Whether an act's entry fits anywhere in a sentence, before it is known which of its words are verbs."""
    known = vocabulary()
    heads = known.heads
    for place, word in [(place, word) for place, word in enumerate(words[start:stop], start) if word in heads]:
        for lemma in known.forms[word].lemmas if word in known.forms else ():
            if lemma in known.acting and match_verb(known.acting[lemma], words, place, stop, passive=True):
                return True
        if word in known.states or (word in known.nouns and match_noun(known.nouns[word], words, place)):
            return True
    return False

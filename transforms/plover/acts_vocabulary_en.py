"""The vocabulary of English acts (``lexicons/plover_en.tsv``), made ready for looking up word by word.

An entry is found by its verb, in any form, or by the first word of its noun; then the words that must follow are looked
for, at once or within a few words. The entry with the most words wins: "call off talks" is no call.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple, cast

from msgspec import Struct

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
_SIGNS = re.compile(r"[|^-]")  # of choices, of a verb that is not first, of a compound verb


class Entry(Struct, frozen=True):
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


class Choice(Struct, frozen=True):
    """Entries that may fit, the heaviest first; without any of ``starts`` about only the ``bare`` ones do."""

    entries: tuple[Entry, ...]
    bare: tuple[Entry, ...]  # those without nouns
    starts: frozenset[str]


class _Pattern(NamedTuple):
    """A pattern as its line has it."""

    event: str
    mode: str | None
    frame: str
    text: str


class Entries:
    """The entries of one word, the heaviest first (``ordered``), to be asked for by the word that follows it.

    Most words never stand in a text: their patterns are read when the first of them is asked for, and what may stand
    before a word is chosen when it first does.
    """

    __slots__ = ("_choices", "_followers", "_key", "_ordered", "patterns")

    def __init__(self, key: str, patterns: Sequence[_Pattern]) -> None:
        self.patterns = patterns
        self._key = key
        self._ordered: tuple[Entry, ...] = ()
        self._followers: set[str] = set()
        self._choices: dict[str, Choice] = {}

    @property
    def ordered(self) -> tuple[Entry, ...]:
        """All entries of the word."""
        if not self._ordered:
            read = (entry for pattern in self.patterns for entry in _entries(pattern, self._key))
            self._ordered = tuple(sorted(read, key=lambda entry: -entry.weight))
            self._followers = {entry.after[0] for entry in self._ordered if entry.after}
        return self._ordered

    def before(self, follower: str) -> Choice:
        """Return the entries that may fit before ``follower`` (empty at the end of a sentence)."""
        ordered = self.ordered
        key = follower if follower in self._followers else ""
        choice = self._choices.get(key)
        if choice is None:
            choice = self._choices[key] = _choice([one for one in ordered if one.after[:1] in ((), (key,))])
        return choice


class VerbForm(NamedTuple):
    """Of which verbs a word is a form, and which forms of them it may be."""

    lemmas: tuple[str, ...]
    tenses: frozenset[Tense]

    def also(self, lemma: str, tenses: frozenset[Tense]) -> VerbForm:
        """Return the same for a word that is a form of one more verb."""
        return VerbForm((*self.lemmas, lemma), self.tenses | tenses)


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


def _parsed(frame: str, text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield the words of each choice before the gap of a pattern, and where the word stands that it is found by."""
    head, _, gap = text.partition(" ~ ")
    for words in _heads(head, has_gap=bool(gap)):
        yield words, 0 if frame.startswith(_NOUN) else _verb_at(words)


def _keys(frame: str, text: str) -> Iterable[str]:
    """Return the words that a pattern is found by: its first one, unless it has choices or signs."""
    if _SIGNS.search(text.partition(" ~ ")[0]):
        return dict.fromkeys(words[at].removeprefix("^") for words, at in _parsed(frame, text))
    return (text.partition(" ")[0],)


def _entries(pattern: _Pattern, key: str) -> Iterator[Entry]:
    """Read what a pattern says of the word ``key``."""
    gap = pattern.text.partition(" ~ ")[2]
    nouns = tuple(tuple(choice.split()) for choice in gap.split("|")) if gap else ()
    starts = frozenset(noun[0] for noun in nouns)
    event, rule = cast("EventType", pattern.event), f"plover_en:{pattern.event}:{pattern.text}"
    for words, at in _parsed(pattern.frame, pattern.text):
        if words[at].removeprefix("^") == key:
            yield Entry(event, pattern.mode, pattern.frame, words[:at], words[at + 1 :], nouns, starts, rule)


def _filed() -> tuple[dict[str, list[_Pattern]], dict[str, list[_Pattern]]]:
    """Return the patterns by the lemmas of verbs and by the first words of nouns, not read yet."""
    verbs: dict[str, list[_Pattern]] = {}
    nouns: dict[str, list[_Pattern]] = {}
    for event, mode, frame, texts in lexicons.rows("plover_en"):
        table = nouns if frame.startswith(_NOUN) else verbs
        for text in texts.split("; "):
            pattern = _Pattern(event, None if mode == "-" else mode, frame, text)
            for key in _keys(frame, text):
                table.setdefault(key, []).append(pattern)
    return verbs, nouns


def _choice(chosen: Sequence[Entry]) -> Choice:
    bare = tuple(entry for entry in chosen if not entry.nouns)
    starts = [entry.starts for entry in chosen if entry.starts]
    return Choice(tuple(chosen), bare, frozenset[str]().union(*starts))


def _acting(verbs: Mapping[str, Entries]) -> Mapping[str, Entries]:
    """Leave out the patterns that only show how a clause is built."""
    found: dict[str, Entries] = {}
    for lemma, entries in verbs.items():
        telling = [pattern for pattern in entries.patterns if pattern.frame != _NO_ACT]
        if telling:
            found[lemma] = entries if len(telling) == len(entries.patterns) else Entries(lemma, telling)
    return found


def _forms(lemmas: Iterable[str]) -> Mapping[str, VerbForm]:
    found: dict[str, VerbForm] = {}
    for lemma in lemmas:
        for form, tenses in inflections(lemma).items():
            known = found.get(form)
            found[form] = VerbForm((lemma,), tenses) if known is None else known.also(lemma, tenses)
    return found


def _states(forms: Mapping[str, VerbForm], entries: Sequence[Entry]) -> frozenset[str]:
    """The participles ("prepared to") and the nouns that give a form of be its meaning."""
    words = frozenset[str]().union(*(entry.after[:1] or entry.starts for entry in entries))
    return words.intersection(forms) | frozenset[str]().union(*(entry.starts for entry in entries if not entry.after))


def _triggers(forms: Mapping[str, VerbForm], verbs: Mapping[str, Entries]) -> Iterator[str]:
    """The forms of verbs that tell something by themselves; of "hold" and "be" it is the words that follow."""
    for form, known in forms.items():
        if any(lemma in verbs and lemma not in _LIGHT for lemma in known.lemmas):
            yield form
    for lemma in _LIGHT:
        for pattern in verbs[lemma].patterns if lemma in verbs else ():
            yield from _behind(pattern, lemma)


def _behind(pattern: _Pattern, lemma: str) -> Iterator[str]:
    """The words that give a light verb its meaning: the first ones behind the gap, or the one behind the verb."""
    gap = pattern.text.partition(" ~ ")[2]
    if gap:
        yield from (choice.partition(" ")[0] for choice in gap.split("|"))
        return
    for words, at in _parsed(pattern.frame, pattern.text):
        if words[at].removeprefix("^") == lemma:
            yield from words[at + 1 : at + 2]


@cache
def vocabulary() -> Vocabulary:
    """Return the whole vocabulary, with the verbs that are no acts but show how a clause is built."""
    verb_patterns, noun_patterns = _filed()
    verbs = {lemma: Entries(lemma, patterns) for lemma, patterns in verb_patterns.items()}
    nouns = {first: Entries(first, patterns) for first, patterns in noun_patterns.items()}
    plain = lexicons.load("clauses_en")["verbs"]
    forms = _forms(dict.fromkeys([*verbs, *plain["saying"], *plain["doubting"], *plain["other"]]))
    triggers = frozenset(_triggers(forms, verbs)).union(nouns, _OUGHT)
    acting = _acting(verbs)
    telling = {form for form, known in forms.items() if not acting.keys().isdisjoint(known.lemmas)}
    rejecting = frozenset(
        lemma for lemma, patterns in verb_patterns.items() if any(pattern.event == "REJECT" for pattern in patterns)
    )
    states = _OUGHT | _states(forms, verbs["be"].ordered)
    return Vocabulary(forms, verbs, nouns, triggers, acting, rejecting, states, states.union(telling, nouns))


class Found(Struct, frozen=True):
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

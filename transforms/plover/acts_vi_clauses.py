"""The clauses of a Vietnamese sentence: who is the subject of each verb, and whether it says that something happened.

Vietnamese does not inflect: who acts stands before the verb, on whom behind it, and small words between tell tense,
negation and voice. So a sentence is walked through once, from left to right, and what has been met so far (subject,
the verb that governs the rest, "sẽ", "không", "bị", "nếu" ...) is what the next verb is judged by.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from transforms.plover.acts import Time
from transforms.plover.acts_vi_hits import Hit, State
from transforms.plover.acts_vi_lexicon import Found, Phrases, Words, words_for
from transforms.plover.acts_vi_party import Party
from transforms.reading import Passage

# What they say is not told as a fact: what is asked for, alleged, threatened, refused, promised, welcomed.
_GOVERNING = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT", "AGREE", "SUPPORT", "CONCEDE"})
_SPOKEN = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT", "AGREE", "SUPPORT"})
_OF_NOUNS = frozenset({"ACCUSE", "SUPPORT", "REJECT"})  # their objects are nouns: "lên án vụ tấn công"
_LIKE_NOUNS = frozenset({"CONSULT", "PROTEST"})  # "trong hội đàm với B", "hàng nghìn người biểu tình"
_SIGNALS = (
    "negations not_negations future ongoing past hypothetical conditions backgrounds resume openers topics passives "
    "purpose"
).split()
_STOPS = frozenset(',;:"“”')
_QUOTES = frozenset('"“”«»')
_THAT = ("rằng", "rang")
_SIGNS = _QUOTES | {",", ";", ":", *_THAT}
_NOUNS = frozenset({"noun", "talknoun", "visitnoun", "signnoun", "protestnoun"})
_ANNOUNCED = frozenset({"RETREAT", "AID"})  # "tuyên bố rút quân" announces it
_LONG = 3  # words of an entry that has its noun in it: "hủy chuyến thăm của A"
_NEAR = 3  # tokens between "bị" and its verb


@cache
def _signals(*, bare: bool) -> Phrases[tuple[str, ...]]:
    """The small words with the lists that have each."""
    words = words_for(bare=bare)
    phrases: dict[str, tuple[str, ...]] = {}
    for name in _SIGNALS:
        for phrase in words[name]:
            phrases[phrase] = (*phrases.get(phrase, ()), name)
    return Phrases(phrases)


class Walk:
    """The walk through one sentence of a passage; ``hits`` gives what it finds."""

    def __init__(
        self, passage: Passage, parties: Sequence[Party], found: Sequence[Found], span: tuple[int, int], words: Words
    ) -> None:
        self._folds = folds = passage.tokens.folds
        self._words, self._span, self._listed = words, span, parties
        self._parties = {party.start: party for party in parties}
        self._found = {one.start: one for one in found}
        signals = _signals(bare=words.bare)
        small = [place for place in range(*span) if folds[place] in signals.firsts]
        self._signals = {place: mark for place in small if (mark := signals.at(folds, place, span[1]))}
        signs = [place for place in range(*span) if folds[place] in _SIGNS]
        self._stops = self._clause_ends(signs)
        self._places = sorted({*self._signals, *signs, *self._parties, *self._found})  # the rest is passed over
        self._state = State(edge=span[0])

    def hits(self) -> list[Hit]:
        """Return the hits of the sentence that may be told as acts, in order."""
        result: list[Hit] = []
        done = 0
        for place in self._places:
            if place < done:
                continue
            if (party := self._parties.get(place)) is not None:
                self._meet(party)
                done = party.end
            elif (found := self._found.get(place)) is not None:
                if (hit := self._judge(found)) is not None:
                    result.append(hit)
                done = found.end
            else:
                done = place + self._sign(place)
        for hit in self._state.waiting:  # "A khẳng định điều đó khi tiếp B"
            hit.subject = self._state.main
        return result

    def _meet(self, party: Party) -> None:
        """A noun phrase: the subject of what follows, or an object, or neither."""
        state = self._state
        if party.preposition in self._words["passives"]:
            state.agent = party
        elif not party.preposition or (
            party.preposition in self._words["of_one"]
            and state.subject is None
            and not state.verb
            and self._folds[party.start] not in self._words["last_person"]
        ):
            self._stand(party)
        state.edge, state.fresh = party.end, False

    def _stand(self, party: Party) -> None:
        """A noun phrase without a preposition before it."""
        state = self._state
        if state.fresh or (state.subject is None and not state.verb):
            if not state.verb or state.fresh:
                self._begin(party)
        elif state.verb:
            state.object = party
        elif state.subject is not None and party.codes != state.subject.codes:
            state.unsure = True

    def _begin(self, party: Party) -> None:
        """A clause begins with its subject."""
        state = self._state
        if state.subject is not None and state.subject.codes != party.codes:
            state.announced = state.ongoing = False
        state.subject, state.agent = party, None
        state.main = state.main or party
        state.verb = state.governed = False
        state.unsure = state.doubt_ends == party.start  # "khả năng Iran và Mỹ đạt thỏa thuận"
        for hit in state.waiting:
            hit.subject = party
        state.waiting = []

    def _sign(self, place: int) -> int:
        """A word or sign that is neither: take note of it and return how many tokens it has."""
        state, word = self._state, self._folds[place]
        if word in _QUOTES:
            state.quoted = not state.quoted
        elif word == ",":
            state.fresh, state.edge = True, place + 1
        elif word == ";":
            self._state = State(edge=place + 1, quoted=state.quoted)
        elif word == ":" or word in _THAT:
            state.fresh, state.verb, state.edge = True, False, place + 1
        else:
            return self._signal(place)
        return 1

    def _signal(self, place: int) -> int:
        size, names = self._signals[place]
        for name in names:
            self._note(name, place, size)
        return size

    def _note(self, name: str, place: int, size: int) -> None:
        state = self._state
        if name in ("negations", "purpose", "passives"):
            setattr(state, name, place)
        elif name == "hypothetical":
            state.doubted, state.doubt_ends = place, place + size
        elif name == "conditions":
            state.conditional = state.fresh = True
        elif name == "backgrounds":
            state.past_days = True
        elif name in ("future", "ongoing", "past"):
            state.announced, state.ongoing = name == "future", name == "ongoing"
            state.planned = place if name == "future" else -1
        elif name == "resume":
            state.governed, state.verb, state.fresh, state.edge = False, False, True, place + size
        elif name == "openers":
            self._open(place + size)
        elif name == "topics" and state.verb:
            state.governed = True

    def _open(self, place: int) -> None:
        """A subordinate clause begins; without a subject of its own it has the main clause's."""
        state = self._state
        if not state.verb and state.subject is not None and not state.fresh:
            return
        state.fresh, state.edge = True, place
        if not state.verb:
            state.subject = None

    def _judge(self, found: Found) -> Hit | None:
        """The hit of a verb or noun; None where it is not told as something that happens."""
        state, entry = self._state, found.entry
        if entry.frame == "say":
            state.fresh, state.verb, state.edge = True, False, found.end
            return None
        if entry.event in _SPOKEN and self._is_coordinated(found):
            state.governed = False
        blocked = self._is_blocked(found)
        hit = None if blocked else self._hit(found)
        waits = hit is not None and hit.subject is None and entry.event != "PROTEST"
        if hit is not None and waits and (entry.frame in _NOUNS or found.start == state.edge):
            state.waiting.append(hit)  # "Tiếp B, A nói ..."; not so "đoàn đã tiếp B", whose subject nobody knows
        if entry.event in _GOVERNING and not state.governed:
            state.governor = "ALLEGE" if entry.mode == "allege" else entry.event
        state.governed = state.governed or blocked or entry.event in _GOVERNING
        state.verb, state.fresh, state.edge, state.agent = True, False, found.end, None
        return hit

    def _is_coordinated(self, found: Found) -> bool:
        """Whether "và" joins a verb of speech to one that has nouns, not clauses, as its object ("lên án … và …")."""
        state = self._state
        joined = found.start > self._span[0] and self._folds[found.start - 1] in self._words["and"]
        asks = state.governor == "ALLEGE" and found.entry.event == "REQUEST"
        return joined and (state.governor in _OF_NOUNS or asks)

    def _is_blocked(self, found: Found) -> bool:
        state = self._state
        noun = found.entry.frame in _NOUNS
        if not noun and state.announced and self._words.within(self._folds, found.end, self._span[1], "conditions"):
            return True
        if state.governed and state.governor == "REJECT" and found.entry.event == "CONSULT":
            return True  # what is cancelled does not take place
        doubted = max(state.negations, state.doubted) >= state.edge
        doubted = doubted or (state.purpose >= state.edge and found.entry.event != "CONSULT")
        nominal = not noun and self._is_nominal(found)
        return doubted or nominal or state.quoted or state.conditional or state.past_days or (state.unsure and not noun)

    def _is_nominal(self, found: Found) -> bool:
        """Whether what stands before makes a noun of the verb: "chương trình viện trợ", "về cáo buộc"."""
        behind = self._folds[found.end] if found.end < self._span[1] else ""
        if behind in self._words["of_one"] and len(found.entry.words) < _LONG:  # "cam kết của A"
            return True
        lists = ("nominals",) if found.entry.event in _LIKE_NOUNS else ("nominals", "noun_marks")
        return any(self._words.phrases(name).before(self._folds, found.start, self._state.edge) for name in lists)

    def _hit(self, found: Found) -> Hit:
        state, entry = self._state, found.entry
        near = 0 <= found.start - state.passives <= _NEAR and state.passives >= state.edge
        stop, there = self._stop(found), self._listed
        before = tuple(party for party in there if party.start < found.start)
        after = tuple(party for party in there if found.end <= party.start < stop)
        rest = tuple(party for party in there if party.start >= stop)
        time, passive = self._time(found, stop), near or state.agent is not None
        subject, governed = state.subject, state.governed
        if governed and state.governor == "SUPPORT" and entry.mode == "visit" and state.object is not None:
            subject, governed = state.object, False  # "chào mừng A thăm B": that is welcomed which happens
        following = min((place for place in self._found if place > found.start), default=self._span[1])
        return Hit(
            found, self._span, stop, subject, state.agent, after, time, passive, governed, following, rest, before
        )

    def _time(self, found: Found, stop: int) -> Time:
        """When it is; of a noun the verb of the clause before says nothing."""
        state, entry = self._state, found.entry
        if entry.frame in _NOUNS:
            behind = self._words.within(self._folds, found.end, stop, "noun_future") is not None
            return "announced" if behind or state.planned >= state.edge else "past"
        if entry.words[0] in self._words["future"]:  # "sẽ tới"
            return "announced"
        if entry.event in _ANNOUNCED and self._words.phrases("announcing").before(self._folds, found.start):
            return "announced"
        return "announced" if state.announced else "ongoing" if state.ongoing else "past"

    def _clause_ends(self, signs: Sequence[int]) -> list[int]:
        """Where clauses end in the passage: at commas and conjunctions that open others, outside of noun phrases."""
        inside = {place for party in self._parties.values() for place in range(party.start, party.end)}
        stops = [place for place in signs if self._folds[place] in _STOPS]
        openers = [place for place, (_, names) in self._signals.items() if "openers" in names]
        return sorted({*stops, *openers} - inside)

    def _stop(self, found: Found) -> int:
        """Where the clause behind a verb ends: at a comma, a conjunction that opens another, "và" before a verb."""
        verb = found.entry.frame not in _NOUNS
        start = found.end + (verb and found.end < self._span[1] and self._folds[found.end] == ",")
        at = bisect_left(self._stops, start)
        stop = min(self._stops[at], self._span[1]) if at < len(self._stops) else self._span[1]
        if verb:
            joined = (
                place for place in self._found if start < place < stop and self._folds[place - 1] in self._words["and"]
            )
            stop = min(joined, default=stop)
        return stop

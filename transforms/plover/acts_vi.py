"""Acts in Vietnamese clauses, with and without diacritics.

The vocabulary (``plover_vi``) finds verbs and nouns that tell of acts; the walk through the sentence
(``acts_vi_clauses``) says which of them are told as facts or plans, the frames (``acts_vi_frames``) who does it to
whom. Here date, place and evidence are added. Passages about sport, markets and films are left out: their attacks
and defeats are none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from transforms.entities import Entities
from transforms.plover.acts import Act, Time
from transforms.plover.acts_vi_actors import Cast
from transforms.plover.acts_vi_clauses import Walk
from transforms.plover.acts_vi_frames import FRAMES
from transforms.plover.acts_vi_hits import Hit
from transforms.plover.acts_vi_lexicon import Found, Words, find_predicates, words_for
from transforms.plover.acts_vi_party import Party
from transforms.plover.acts_vi_settings import Setting
from transforms.plover.acts_vi_sides import Clause, Sides, without
from transforms.reading import Passage, Reading
from transforms.records import EventPlace

_SPOKEN = frozenset({"AGREE", "SUPPORT", "REQUEST", "REJECT", "ACCUSE", "THREATEN"})
_PLACED = frozenset({"CONSULT", "COOPERATE", "ASSAULT", "PROTEST", "SUPPORT", "COERCE", "MOBILIZE"})
_ASKING = (("meet_words", "meet"), ("yield_words", "yield"), ("assist_words", "assist"), ("change_words", "change"))
_MODED = frozenset({"REQUEST", "REJECT"})
_ASKED = frozenset({"ACCUSE", "REQUEST"})
_ALIKE = frozenset({"ASSAULT", "REQUEST", "REJECT", "THREATEN"})  # whose modes only say more of the same
_HOSTILE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "THREATEN"})
_OWNED = frozenset({"noun", "visitnoun", "talknoun"})
_WIDE = 14  # tokens of a subject's distance that evidence still quotes
_LONGEST = 400  # tokens of a sentence that are read; only lists and hostile texts have longer ones
_MOST = 300  # acts of an article
_ENOUGH_METAPHORS = 2
_PAUSES = frozenset([",", ".", ";", "!"])
_DAY = len("2025-04-01")


def find_acts(reading: Reading, entities: Entities) -> tuple[Act, ...]:
    """Return the acts of a Vietnamese text, in order; blocked ones (negated, hypothetical, alleged) are left out."""
    if not entities.countries.mentions and not entities.organisations.mentions and not entities.places.mentions:
        return ()
    return tuple(_with_modes(list(islice(_Acts(reading, entities), _MOST))))


def _with_modes(acts: Sequence[Act]) -> Iterator[Act]:
    """The acts, those without mode ("tấn công") with the mode of a fuller telling ("không kích"), if there is one."""
    fuller = {(act.event, act.source, act.target): act for act in reversed(acts) if act.mode is not None}
    for act in acts:
        other = fuller.get((act.event, act.source, act.target)) if act.mode is None and act.event in _ALIKE else None
        same = other is not None and (None in (act.date, other.date) or act.date == other.date)
        yield act._replace(mode=other.mode) if other is not None and same else act


class _Acts:
    """The acts of one article, in reading order."""

    def __init__(self, reading: Reading, entities: Entities) -> None:
        self._reading = reading
        self._words: Words = words_for(bare=reading.bare)
        self._cast = Cast(reading, entities)
        self._setting = Setting(reading, entities, self._words)
        self._met: set[frozenset[str]] = set()  # who has been told to have met
        self._asked: list[Sides] = []  # requests and accusations

    def __iter__(self) -> Iterator[Act]:
        for passage in self._reading.passages:
            if not self._cast.may_appear(passage):
                continue
            found = find_predicates(passage.tokens.folds, bare=self._reading.bare)
            found = self._cast.unnamed(passage, found) if found else found
            figures = self._figures(passage) if found else []
            for start, end in passage.sentences if found else ((0, len(passage.tokens)),):
                stop, first = min(end, start + _LONGEST), bisect_left(found, (start,))
                within = found[first : bisect_left(found, (stop,), lo=first)]
                if any(one.entry.frame != "say" for one in within):
                    yield from self._sentence(passage, within, (start, stop), figures)
                else:
                    self._cast.pass_over(passage, (start, end))

    def _figures(self, passage: Passage) -> list[int]:
        """Where the passage speaks of sport, markets or films."""
        folds, metaphors = passage.tokens.folds, self._words.phrases("metaphors")
        places = [place for place, word in enumerate(folds) if word in metaphors.firsts]
        return [place for place in places if metaphors.at(folds, place, len(folds)) is not None]

    def _sentence(
        self, passage: Passage, found: list[Found], span: tuple[int, int], figures: list[int]
    ) -> Iterator[Act]:
        """The acts of a sentence; who protests need not be a party, all others must be."""
        parties = self._cast.parties(passage, found, span)
        figurative = len(figures) >= _ENOUGH_METAPHORS or any(span[0] <= place < span[1] for place in figures)
        if figurative or not (
            any(party.codes for party in parties) or any(one.entry.event == "PROTEST" for one in found)
        ):
            return
        company: tuple[str, ...] = ()
        doers: tuple[str, ...] = ()
        for hit in Walk(passage, parties, found, span, self._words).hits():
            act = self._act(passage, hit, company, doers)
            if act is not None:
                company = act.source + act.target if act.event == "CONSULT" else company
                doers = act.source if act.event in _HOSTILE else doers
                yield act

    def _act(self, passage: Passage, hit: Hit, company: tuple[str, ...], doers: tuple[str, ...]) -> Act | None:
        entry = hit.found.entry
        if hit.governed and entry.frame not in _OWNED:  # asked for or alleged; "cáo buộc của B" is an act all the same
            return None
        clause = Clause(hit, passage, self._words, self._cast.principals, self._setting, company, doers)
        sides = FRAMES[entry.frame](clause) or self._answer(clause)
        if sides is None:
            return None
        if entry.event in _ASKED:
            self._asked.append(sides)
        date = self._setting.date(passage, hit)
        if self._is_told_again(hit, sides) and date is None:
            return None
        if self._setting.is_long_past(date):
            return None
        start, end = _span(hit)
        return Act(
            event=entry.event,  # type: ignore[arg-type] # the lexicon's events are PLOVER's
            mode=_mode(clause),
            source=sides.source,
            target=sides.target,
            reciprocal=sides.reciprocal,
            passage=passage.index,
            start=start,
            end=end,
            rule=entry.rule,
            time=self._time(hit, date),
            context=entry.context,
            source_persons=sides.source_persons,
            target_persons=sides.target_persons,
            date=date,
            place=self._place(passage, hit, sides),
            meeting=entry.event in _SPOKEN,
        )

    def _is_told_again(self, hit: Hit, sides: Sides) -> bool:
        """Whether "hai bên trao đổi" only tells more of talks already told of."""
        entry = hit.found.entry
        if entry.event != "CONSULT" or entry.mode == "visit":
            return False
        parties = frozenset(sides.source + sides.target)
        known = parties in self._met
        self._met.add(parties)
        return known and entry.mode is None and hit.subject is not None and hit.subject.kind == "both"

    def _answer(self, clause: Clause) -> Sides | None:
        """A refusal of what was asked or alleged just before: "A bác bỏ cáo buộc này"."""
        subject = clause.subject()
        if clause.hit.found.entry.event != "REJECT" or subject is None:
            return None
        start, stop = clause.hit.found.end, clause.hit.stop
        bare = start >= stop or clause.folds[start] in _PAUSES  # "A bác bỏ, nói rằng ..."
        meant = bare or clause.words.within(clause.folds, start, stop, "this") is not None
        codes = set(subject.codes)
        asked = (one for one in reversed(self._asked) if codes & set(one.target) and not codes & set(one.source))
        last = next(asked, None) if meant else None
        source = last.source if last is not None else _offering(clause, subject) if bare else ()
        return Sides(subject.codes, source, False, subject.persons) if source else None

    def _time(self, hit: Hit, date: str | None) -> Time:
        """A planned act is told as such, or has a date after the day of publication."""
        day = self._reading.day
        if day is not None and date is not None and len(date) >= _DAY and date[:_DAY] > day.isoformat():
            return "announced"
        return hit.time

    def _place(self, passage: Passage, hit: Hit, sides: Sides) -> EventPlace | None:
        """Where it was; a visit is where its host is."""
        entry = hit.found.entry
        if entry.event not in _PLACED:
            return None
        place = self._setting.place(passage, hit)
        if entry.mode != "visit":
            return place
        host = sides.target[0] if sides.target and not sides.target[0].startswith("org:") else None
        if place is not None and place.country == host:
            return place
        return EventPlace(None, host) if host else None


def _offering(clause: Clause, subject: Party) -> tuple[str, ...]:
    """Who has offered what the subject of a contrasting clause refuses: "A sẵn sàng đàm phán với B nhưng B từ chối"."""
    words, first = clause.words, clause.hit.sentence[0]
    if words.phrases("contrasts").before(clause.folds, subject.start, first) is None:
        return ()
    before = [party for party in clause.hit.before if party.end <= subject.start and party.codes]
    theirs = {code for party in before[1:] for code in party.codes}
    offers = bool(before) and before[0].is_official and not before[0].preposition
    return without(before[0].codes, subject.codes) if offers and theirs == set(subject.codes) else ()


def _mode(clause: Clause) -> str | None:
    """The mode; of a request or refusal what is asked or refused."""
    entry, hit = clause.hit.found.entry, clause.hit
    if entry.mode is not None or entry.event not in _MODED:
        return entry.mode
    for name, mode in _ASKING:
        if clause.words.within(clause.folds, hit.found.end, hit.stop, name) is not None:
            return mode
    return None


def _span(hit: Hit) -> tuple[int, int]:
    """The tokens of the evidence: from the subject, if it is near, to the first party behind."""
    start, end = hit.found.start, hit.found.end
    if hit.subject is not None and 0 < start - hit.subject.start <= _WIDE:
        start = hit.subject.start
    if hit.after and hit.after[0].end - end <= _WIDE:
        end = hit.after[0].end
    return start, end

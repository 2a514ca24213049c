"""From a verb with its parties to the act: visits, protests and equal parties, date, place and evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from transforms.lexicons import load
from transforms.plover.actors_en import Party
from transforms.plover.acts import Act, Time
from transforms.plover.acts_vocabulary_en import Found, match_noun, vocabulary
from transforms.plover.clause_spans_en import Clause, is_joined, is_lead, subject_span
from transforms.plover.clauses_en import WORDS, Verb, agents, words_of
from transforms.records import EventPlace, EventType

Status = Literal["fact", "ongoing", "planned", "refused", "blocked"]
TIMES: dict[Status, Time] = {"fact": "past", "ongoing": "ongoing", "planned": "announced", "refused": "past"}
_AT = frozenset(("in", "at", "near", "from", "outside"))
_JOINT: frozenset[EventType] = frozenset(("AGREE", "CONSULT", "COOPERATE", "SUPPORT", "RETREAT"))
_SPOKEN: frozenset[EventType] = frozenset(("AGREE", "SUPPORT", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "CONCEDE"))
_MILITARY: frozenset[EventType] = frozenset(("ASSAULT", "MOBILIZE", "RETREAT", "COERCE"))
_QUOTE = 14  # tokens of evidence; a quote is to tell, not to repeat the article
_NEAR_SUBJECT = 5  # tokens before the verb that a short subject may have to be quoted with it
# What may be done towards nobody named.
_ALONE: frozenset[EventType] = frozenset(
    (
        "AGREE",
        "CONCEDE",
        "REJECT",
        "REQUEST",
        "ACCUSE",
        "THREATEN",
        "PROTEST",
        "RETREAT",
        "MOBILIZE",
        "ASSAULT",
        "CONSULT",
    )
)
_PAIR = 2
_MUTUAL = frozenset(("clash", "fight", "battle", "combat", "exchange", "trade", "engage"))  # "A and B clashed"
_BY_PHONE = frozenset(("by", "over", "on"))


class Told(Struct, frozen=True):
    """A verb with its entry, and where what belongs to it ends."""

    verb: Verb
    found: Found
    status: Status
    end: int


def make_act(clause: Clause, told: Told, source: Party, target: Party) -> Iterator[Act]:
    """Yield the act that a verb tells of, if it has an acting party and is no history."""
    entry = told.found.entry
    if not source:
        return
    start, end = _scope(clause, told)
    date = clause.ties.date(clause.passage.index, start, _before_noun(clause, told, end), told.verb.at)
    if clause.ties.is_background(date) or _is_history(clause, start, end):
        return
    first, last = _quote(clause, told)
    act = Act(
        event=entry.event,
        mode=entry.mode,
        source=source.codes,
        target=target.codes,
        reciprocal=False,
        passage=clause.passage.index,
        start=first,
        end=last,
        rule=entry.rule,
        time="announced" if _is_coming(clause, told, date) else TIMES[told.status],
        context=("military",) if entry.event in _MILITARY else ("diplomatic",),
        source_persons=source.persons,
        target_persons=target.persons,
        date=date,
        place=clause.ties.place(clause.passage.index, start, end, _AT) or _country(clause, source, target, start, end),
        meeting=entry.event in _SPOKEN,
    )
    shaped = _shaped(clause, told, act, source, target)
    if shaped is not None and _counts(clause, shaped, source):
        shaped = _seated(clause, shaped) if shaped.reciprocal else shaped
        yield _refused(shaped) if told.status == "refused" else shaped


def _seated(clause: Clause, act: Act) -> Act:
    """An act of two equals with each person on the side of the own country, however the sentence puts them."""
    parties = tuple(sorted({*act.source, *act.target}))
    if len(parties) != _PAIR:
        return act
    persons = act.source_persons + act.target_persons
    first, second = clause.cast.sides(persons, parties[:1]), clause.cast.sides(persons, parties[1:])
    return act._replace(source=parties[:1], target=parties[1:], source_persons=first, target_persons=second)


def _country(clause: Clause, source: Party, target: Party, start: int, end: int) -> EventPlace | None:
    """The country in which the act was, where that is none of its parties: "met in Oman"."""
    for actor in clause.cast.within(clause.passage, start, end):
        is_party = actor.code in source.codes or actor.code in target.codes
        if clause.line.word(actor.start - 1) == "in" and not is_party and not actor.code.startswith("org:"):
            return EventPlace(None, actor.code)
    return None


def _counts(clause: Clause, act: Act, source: Party) -> bool:
    """Whether an act counts: one between parties whose source is sure, or one at home that the story is about.

    What somebody does at home, or to nobody who is named, is told in every story about anything; it counts only in the
    title, the summary or the first sentence, of somebody named or of a noun that says who acts.
    """
    parties = len({*act.source, *act.target})
    if act.reciprocal and parties < _PAIR:
        return False
    if parties >= _PAIR and (act.target or act.reciprocal):
        guessed = source.how == "people" or (source.how == "state" and not clause.cast.is_home_sure)
        return not guessed or act.event == "PROTEST"
    return is_lead(clause) and source.how != "meant" and bool(act.target or act.event in _ALONE)


def _is_coming(clause: Clause, told: Told, date: str | None) -> bool:
    """Whether a meeting told of in the present tense is still to come by its date."""
    return told.found.entry.event == "CONSULT" and not told.verb.past and clause.ties.is_coming(date)


def _refused(act: Act) -> Act:
    return act._replace(event="REJECT", mode=None, reciprocal=False, meeting=True)


def _shaped(clause: Clause, told: Told, act: Act, source: Party, target: Party) -> Act | None:
    """The act as its frame wants it."""
    frame = told.found.entry.frame.removeprefix("n-")
    if frame == "visit":
        return _visit(clause, told, act)
    if frame == "demo":
        return _demonstration(clause, told, act)
    if act.event == "CONSULT" and act.mode is None and _is_by_phone(clause, told):
        act = act._replace(mode="phone")
    if frame == "pair":
        alone = act.event == "RETREAT" and len({*act.source, *act.target}) < _PAIR  # one side's own ceasefire
        return act._replace(reciprocal=not alone)
    if len(act.source) == _PAIR and not act.target and not _MUTUAL.isdisjoint(told.verb.lemmas):
        act = act._replace(reciprocal=True)
    if act.event == "ASSAULT" and act.mode in (None, "explosives"):
        act = act._replace(mode=_means(clause, told) or act.mode)
    if act.event in _JOINT and _is_joint(clause, told, act):
        return act._replace(reciprocal=True, target=act.target if len(act.source) < _PAIR else ())
    return act


def _is_by_phone(clause: Clause, told: Told) -> bool:
    """Whether those who talk do so on the phone: "discussed it in a phone call", "by telephone"."""
    if "meet" in told.verb.lemmas:
        return False
    start, end = _scope(clause, told)
    folds, known = clause.line.folds, WORDS.words_phone
    return any(
        folds[place] in known and (folds[place - 1] in _BY_PHONE or clause.line.word(place + 1) in WORDS.words_calls)
        for place in range(max(start, 1), end)
    )


def _means(clause: Clause, told: Told) -> str | None:
    """The mode of an attack by what it was made with."""
    start, _, _ = subject_span(clause, told.verb) if told.verb.shape == "finite" else (told.verb.start, 0, "")
    words = clause.line.folds[start : told.end]
    return next((mode for mode in load("clauses_en")["means"] if not words_of("means", mode).isdisjoint(words)), None)


def _is_joint(clause: Clause, told: Told, act: Act) -> bool:
    """Whether an agreement or signing is of equals: "A and B agreed", "A signed with B"."""
    if len(act.source) >= _PAIR:
        return act.event == "AGREE" or not act.target
    words = clause.line.folds[told.found.end : told.end]
    return act.event in ("AGREE", "SUPPORT") and bool(act.target) and "with" in words[:8] and _signs(told)


def _signs(told: Told) -> bool:
    return not {"sign", "agree", "ink", "reach", "establish", "conclude", "strike"}.isdisjoint(told.verb.lemmas)


def _visit(clause: Clause, told: Told, act: Act) -> Act | None:
    """A visit has a visitor with an office and a host country, that of a city where only one is named."""
    host, place = act.target, None
    cities = clause.ties.places_within(clause.passage.index, told.found.end, told.end)
    city = next((one for one in cities if clause.ties.country_of(one)), None)
    if city is not None and all(code.startswith("org:") for code in host):
        host = (clause.ties.country_of(city) or "",)
    if city is not None and clause.ties.country_of(city) in host:
        place = EventPlace(clause.ties.reading.words(city), clause.ties.country_of(city))
    if not host or set(host) & set(act.source) or not _is_official(clause, told, act):
        return None
    return act._replace(target=host, place=place or EventPlace(None, host[0]), target_persons=())


def _is_official(clause: Clause, told: Told, act: Act) -> bool:
    """Whether somebody in office visits; gas, troops and tourists come to a country too."""
    noun = told.found.noun is not None or told.verb.shape == "noun"
    if noun or act.source_persons or "visit" in told.verb.lemmas:
        return True
    start, end, _ = subject_span(clause, told.verb)
    words = clause.line.folds[start:end]
    return not (WORDS.nouns_visitors | {"he", "she"}).isdisjoint(words)


def _demonstration(clause: Clause, told: Told, act: Act) -> Act | None:
    """People demonstrate at home if not against another country; a state that protests accuses."""
    start, end, _ = subject_span(clause, told.verb)
    people = not agents().isdisjoint(clause.line.folds[start:end])
    if "protest" in told.verb.lemmas and not people and act.target:
        return act._replace(event="ACCUSE", mode="disapprove", meeting=True)
    return act._replace(target=act.target or act.source)


def _scope(clause: Clause, told: Told) -> tuple[int, int]:
    """The tokens in which a date or place belongs to the act: from its subject to its content or its end."""
    start, _, _ = subject_span(clause, told.verb) if told.verb.shape == "finite" else (told.verb.start, 0, "")
    before = clause.before(told.verb)
    low = before.at + 1 if before else clause.line.start
    end = told.end
    if told.found.entry.frame == "say" and told.status != "planned":
        if told.found.entry.after[-1:] in (("to",), ("that",)):
            end = told.found.end
        end = next((place for place in range(told.found.end, end) if clause.line.folds[place] in ("that", "to")), end)
    return min(low, start), max(end, told.found.end)


def _before_noun(clause: Clause, told: Told, end: int) -> int:
    """Where the dates of what is said end: those behind a noun such as "visit" belong to that."""
    if told.found.entry.event not in _SPOKEN or told.status == "planned":
        return end
    nouns = vocabulary().nouns
    places = range(told.found.end, end)
    folds = clause.line.folds
    return next(
        (
            place
            for place in places
            if folds[place] in nouns and place != told.found.noun and match_noun(nouns[folds[place]], folds, place)
        ),
        end,
    )


def _is_history(clause: Clause, start: int, end: int) -> bool:
    """Whether the words say that it was long ago."""
    return not WORDS.words_past_marks.isdisjoint(clause.line.folds[start:end])


def _quote(clause: Clause, told: Told) -> tuple[int, int]:
    """The tokens of the evidence: the verb, a short subject before it, and what follows, without trailing signs."""
    start, end, _ = subject_span(clause, told.verb) if told.verb.shape == "finite" else (told.verb.start, 0, "")
    near = start < end <= told.verb.start <= start + _NEAR_SUBJECT and not is_joined(clause.line, told.verb)
    first = start if near else told.verb.start
    last = max(told.verb.at + 1, min(told.end, told.verb.at + _QUOTE))
    while last - 1 > told.verb.at and not clause.line.texts[last - 1][0].isalnum():
        last -= 1
    return first, last

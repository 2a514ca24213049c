"""Who attacks whom in English where weapons and places are named: "Russian missiles hit Odesa" is Russia on Ukraine.

What a weapon of a country hits, that country has hit; who is hit somewhere is taken to be of the place's country. Both
are read for attacks alone: a missile that is shown, or a place where something is said, makes nobody a party.
"""

from __future__ import annotations

from transforms.plover.actors_en import NOBODY, Party
from transforms.plover.acts_making_en import Told
from transforms.plover.acts_vocabulary_en import Found
from transforms.plover.clause_spans_en import Clause, head_of, subject_span
from transforms.plover.clauses_en import WORDS, Verb

_REACH = 14  # tokens behind "by" in which the weapon is named
# These verbs tell of violence whatever stands beside them; teams and prices "hit" and "strike" somewhere too.
_VIOLENT = frozenset("kill wound injure bomb bombard shell attack assault invade massacre murder shoot abduct".split())


def is_attack(found: Found) -> bool:
    """Whether an entry is an attack, by a verb or a noun."""
    return found.entry.event == "ASSAULT"


def attacker_of(clause: Clause, verb: Verb) -> Party:
    """Return whose weapon the subject of an active verb is: "Emirati drones", "an Israeli air strike"; else nobody."""
    if verb.shape != "finite" or verb.passive:
        return NOBODY
    start, end, _ = subject_span(clause, verb)
    return _owner_of_weapon(clause, verb, start, end)


def attacker_behind_by(clause: Clause, verb: Verb, end: int) -> Party:
    """Return whose weapon stands behind the "by" of a passive verb, before ``end``: "killed by Russian shelling"."""
    folds = clause.line.folds
    by = next((place for place in range(verb.at + 1, end) if folds[place] == "by"), None)
    return NOBODY if by is None else _owner_of_weapon(clause, verb, by + 1, min(end, by + _REACH))


def _owner_of_weapon(clause: Clause, verb: Verb, start: int, end: int) -> Party:
    """Whose weapon a noun phrase names, before its first preposition or behind "by" ("rockets fired by Hamas")."""
    head = head_of(clause, start, end)
    words = clause.line.folds[start:head]
    is_strike = not _VIOLENT.isdisjoint(verb.lemmas) and not WORDS.nouns_strikes.isdisjoint(words)
    if not is_strike and WORDS.nouns_weapons.isdisjoint(words):
        return NOBODY
    if not WORDS.nouns_makes.isdisjoint(words):
        return NOBODY
    actors = clause.cast.within(clause.passage, start, head)
    if not actors and clause.line.word(head) == "by":
        actors = clause.cast.within(clause.passage, head, end)
    owners = [one for one in actors if not one.person and (one is actors[-1] or clause.line.word(one.end) != "'")]
    return clause.cast.party(owners)  # "Yemen's Houthis" are the Houthis


def victim_of(clause: Clause, told: Told, attacker: Party, start: int, end: int) -> Party:
    """Return the country of a place between two tokens that a verb tells was attacked, if it was one for certain."""
    if not attacker or not is_attack(told.found):
        return NOBODY
    low = min(start, subject_span(clause, told.verb)[0]) if told.verb.shape == "finite" else start
    return attacked_in(clause, start, end, attacker) if _is_violent(clause, told, low, end) else NOBODY


def _is_violent(clause: Clause, told: Told, start: int, end: int) -> bool:
    """Whether a verb is one of violence by itself, by its pattern, or by weapons or soldiers named with it."""
    if told.found.entry.mode is not None or not _VIOLENT.isdisjoint(told.verb.lemmas):
        return True
    return not (WORDS.nouns_weapons | WORDS.nouns_armed).isdisjoint(clause.line.folds[start:end])


def attacked_in(clause: Clause, start: int, end: int, but: Party) -> Party:
    """Return the country of the first place between two tokens, if it is not the attacker's own; else nobody."""
    for place in clause.ties.places_within(clause.passage.index, start, end):
        code = clause.ties.country_of(place)
        if code and clause.line.word(place.start - 1) != "from":
            return NOBODY if code in but.codes else Party((code,))
    return NOBODY

"""To whom an English story answers when it does not say: "Moscow rejected the accusation", "Ankara welcomed the move".

It is the one whom the sentence says it refers to ("…, referring to Oslo's demand"), else the one who accused, asked or
moved before, by the acts that the story has told of so far.
"""

from __future__ import annotations

from collections.abc import Sequence

from transforms.plover.actors_en import NOBODY, Party
from transforms.plover.acts import Act
from transforms.plover.acts_making_en import Told
from transforms.plover.clause_spans_en import Clause
from transforms.plover.clauses_en import WORDS, words_of

_ASKED = frozenset(("ACCUSE", "REQUEST", "THREATEN"))
_ANSWERS = frozenset(("REJECT", "SUPPORT", "ACCUSE"))
_POINTING = frozenset(("to", "about", "on", "of"))
_PRONOUNS = frozenset(("it", "this", "that", "them"))


def answered(clause: Clause, told: Told, source: Party) -> Party:
    """Return who has said or done what the object of a verb sums up; nobody where no act before fits."""
    refused = told.status == "refused"
    if not source or not (refused or told.found.entry.event in _ANSWERS):
        return NOBODY
    words = clause.line.folds[told.found.end : told.end]
    named = _referred_to(clause, told, source, words)
    if named:
        return named
    fits = _has_asked if refused or told.found.entry.event == "REJECT" else _has_acted
    kind = "sayings" if fits is _has_asked else "moves"
    if words_of("nouns", kind).isdisjoint(words):
        return NOBODY
    act = next((act for act in reversed(clause.cast.story) if fits(act, source)), None)
    return NOBODY if act is None else Party(act.source, how="meant")


def _referred_to(clause: Clause, told: Told, source: Party, words: Sequence[str]) -> Party:
    """Whose saying or move the sentence says to refer to: the first party named behind "referring to"."""
    line = clause.line
    if WORDS.words_references.isdisjoint(line.folds[told.end : line.end]):
        return NOBODY
    if (words_of("nouns", "sayings") | words_of("nouns", "moves") | _PRONOUNS).isdisjoint(words):
        return NOBODY
    for place in range(told.end, line.end - 1):
        if line.folds[place] in WORDS.words_references and line.folds[place + 1] in _POINTING:
            actors = clause.cast.within(clause.passage, place + 2, line.end)
            return clause.cast.party([one for one in actors if one.code not in source.codes][:1])
    return NOBODY


def _has_asked(act: Act, source: Party) -> bool:
    return act.event in _ASKED and set(source.codes) <= set(act.target)


def _has_acted(act: Act, source: Party) -> bool:
    return not act.reciprocal and set(source.codes).isdisjoint(act.source)

"""To whom an English story answers when it does not say: "Moscow rejected the accusation", "Ankara welcomed the move".

It is the one who accused, asked or moved before, by the acts that the story has told of so far.
"""

from __future__ import annotations

from transforms.plover.actors_en import NOBODY, Party
from transforms.plover.acts import Act
from transforms.plover.acts_making_en import Told
from transforms.plover.clause_spans_en import Clause
from transforms.plover.clauses_en import words_of

_ASKED = frozenset(("ACCUSE", "REQUEST", "THREATEN"))


def answered(clause: Clause, told: Told, source: Party) -> Party:
    """Return who has said or done what the object of a verb sums up; nobody where no act before fits."""
    if not source or told.found.entry.event not in ("REJECT", "SUPPORT", "ACCUSE"):
        return NOBODY
    words = clause.line.folds[told.found.end : told.end]
    fits = _has_asked if told.found.entry.event == "REJECT" else _has_acted
    kind = "sayings" if fits is _has_asked else "moves"
    if words_of("nouns", kind).isdisjoint(words):
        return NOBODY
    act = next((act for act in reversed(clause.cast.story) if fits(act, source)), None)
    return NOBODY if act is None else Party(act.source, how="meant")


def _has_asked(act: Act, source: Party) -> bool:
    return act.event in _ASKED and set(source.codes) <= set(act.target)


def _has_acted(act: Act, source: Party) -> bool:
    return not act.reciprocal and set(source.codes).isdisjoint(act.source)

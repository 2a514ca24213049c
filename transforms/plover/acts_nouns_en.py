"""Acts that English nouns tell of: "talks between A and B", "A's attack on B", "B's accusation", "the visit by A"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from transforms.plover.actors_en import NOBODY, Party, first_row
from transforms.plover.acts import Act
from transforms.plover.acts_attacks_en import attacked_in, is_attack
from transforms.plover.acts_making_en import Told, make_act
from transforms.plover.acts_vocabulary_en import Found, match_noun, vocabulary
from transforms.plover.clause_spans_en import Clause
from transforms.plover.clauses_en import WORDS, Verb
from transforms.plover.parties_en import owner_of, subject_of, target_in

_BEFORE = 6  # tokens before a noun that belong to it: "the ongoing Vietnam visit"
_BEHIND = 14  # tokens behind it in which its parties are named
_INTO = 3  # tokens before it in which "in" makes it the occasion: "in a rare phone call with"
_PAIR = 2
_WITH = frozenset(("with", "between", "among", "involving"))
_AT_MEETING = frozenset(("during", "at"))
_CUTS = frozenset((",", ";", ":", ".", "(", ")", "who", "which", "said", "says"))


def noun_acts(clause: Clause, told: Sequence[Act]) -> Iterator[Act]:
    """Yield the acts of a sentence's nouns; what a verb has told already is no second act."""
    line, nouns = clause.line, vocabulary().nouns
    words = line.folds[line.start : line.end]
    places = [place for place, word in enumerate(words, line.start) if word in nouns]
    at_verbs = {verb.at for verb in clause.verbs}
    done = line.start
    for at in places:
        if at < done or at in at_verbs:
            continue
        found = match_noun(nouns[line.folds[at]], line.folds, at)
        if found is None or _is_told(told, at, found):
            continue
        answer = _answered(clause, at, found)
        if answer is None and _is_wanted(clause, at):
            continue
        done = found.end
        source, target = _parties(clause, at, found)
        if answer is not None and source and not target:
            target = subject_of(clause, answer)
        if source and not target and is_attack(found):
            target = attacked_in(clause, found.end, _edge(clause, found.end), source)
        if source and (target or len(source.codes) >= _PAIR):
            yield from make_act(clause, _told(clause, at, found), source, target)


def _is_told(told: Sequence[Act], at: int, found: Found) -> bool:
    """Whether a verb has told of the act with both its parties: "launched an attack on"."""
    return any(act.start <= at < act.end and act.event == found.entry.event and act.target for act in told)


def _told(clause: Clause, at: int, found: Found) -> Told:
    verb = Verb(at, at, (clause.line.folds[at],), "noun")
    return Told(verb, found, "fact", _edge(clause, found.end))


def _edge(clause: Clause, start: int) -> int:
    """Where what belongs to a noun ends: at the next verb or sign."""
    line = clause.line
    stop = min([line.end, start + _BEHIND, *(verb.start for verb in clause.verbs if verb.start >= start)])
    return next((place for place in range(start, stop) if line.folds[place] in _CUTS), stop)


def _answered(clause: Clause, at: int, found: Found) -> Verb | None:
    """The verb that rejects an accusation, demand or threat, which somebody has made for certain."""
    if clause.line.folds[at] not in WORDS.nouns_answered or found.entry.frame != "n-by":
        return None
    return next(
        (
            verb
            for verb in clause.verbs
            if 0 < at - verb.at <= _BEFORE and not verb.negated and not vocabulary().rejecting.isdisjoint(verb.lemmas)
        ),
        None,
    )


@cache
def _near() -> frozenset[str]:
    """The words that make what a noun names no fact."""
    return WORDS.words_doubtful | WORDS.words_wanted | WORDS.negations


def _is_wanted(clause: Clause, at: int) -> bool:
    """Whether what the noun names has not been: it is wanted, feared, planned or denied by the words before it."""
    line = clause.line
    low = max(line.start, at - _BEFORE)
    words = line.folds[low:at]
    return not _near().isdisjoint(words) or any(
        verb.at < at and _is_opaque(verb) and at - verb.at <= _BEHIND for verb in clause.verbs
    )


def _is_opaque(verb: Verb) -> bool:
    """Whether what follows a verb is no fact: it is asked, promised, refused, doubted, or only may be."""
    if verb.negated or verb.doubtful or verb.would or verb.future or verb.shape == "infinitive":
        return True
    return bool(WORDS.verbs_doubting.intersection(verb.lemmas))


def _parties(clause: Clause, at: int, found: Found) -> tuple[Party, Party]:
    before = owner_of(clause, at)
    end = _edge(clause, found.end)
    rest = clause.cast.within(clause.passage, found.end, end)
    frame = found.entry.frame
    if frame == "n-pair":
        with_whom = clause.line.word(found.end) in _WITH or clause.line.word(found.end + 1) in _WITH
        return _pair(
            clause, at, found, before, clause.cast.party(first_row(rest, clause.passage)) if with_whom else NOBODY
        )
    by = next((place for place in range(found.end, end) if clause.line.folds[place] == "by"), None)
    if by is not None:
        agents = clause.cast.within(clause.passage, by + 1, _edge(clause, by + 1))
        done_to = clause.cast.party(first_row([one for one in rest if one.end <= by], clause.passage)) or before
        return clause.cast.party(agents), done_to
    if frame == "n-visit":
        before = before or _visitor(clause, at)
        return before, clause.cast.party(first_row(rest, clause.passage)) if clause.line.word(
            found.end
        ) == "to" else NOBODY
    return before, clause.cast.party(first_row(rest, clause.passage))


def _visitor(clause: Clause, at: int) -> Party:
    """Who is "on a visit": the subject of the sentence."""
    if {"on", "during", "for"}.isdisjoint(clause.line.folds[max(clause.line.start, at - _BEFORE) : at]):
        return NOBODY
    finite = [verb for verb in clause.verbs if verb.shape == "finite"]
    before = [verb for verb in finite if verb.at < at]
    return subject_of(clause, (before or finite)[-1 if before else 0]) if finite else NOBODY


def _pair(clause: Clause, at: int, found: Found, before: Party, behind: Party) -> tuple[Party, Party]:
    """Who meets: both named with the noun, or who says something at a meeting and to whom."""
    line = clause.line
    if line.word(found.end) in ("between", "among"):
        return behind, NOBODY
    if not before and "their" in line.folds[max(line.start, at - _BEFORE) : at]:
        return clause.cast.party(clause.cast.within(clause.passage, line.start, at)), NOBODY
    if not before and (verb := _verb_at_meeting(clause, at, found)):
        before = subject_of(clause, verb)
        if not behind and verb.at < at:
            behind = target_in(clause, verb.at + 1, at, before, found.entry)
    return before, Party(tuple(code for code in behind.codes if code not in before.codes), behind.persons)


def _verb_at_meeting(clause: Clause, at: int, found: Found) -> Verb | None:
    """The verb of what is said or done "during a meeting"."""
    line = clause.line
    words = line.folds[max(line.start, at - _BEFORE) : at]
    said_in = "in" in line.folds[max(line.start, at - _INTO) : at] and line.word(found.end) == "with"
    if not said_in and _AT_MEETING.isdisjoint(words) and (line.word(at - 1) != "for" or line.word(at + 1) != "with"):
        return None
    finite = [verb for verb in clause.verbs if verb.shape == "finite"]
    before = [verb for verb in finite if verb.at < at]
    return before[-1] if before else finite[0] if finite else None  # "During talks in A, the two agreed"

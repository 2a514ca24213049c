"""Acts that English verbs tell of: which entry a verb is, whether it is a fact, a plan or neither, and its parties."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.plover.actors_en import NOBODY, Party
from transforms.plover.acts import Act
from transforms.plover.acts_answers_en import answered
from transforms.plover.acts_attacks_en import attacker_behind_by, attacker_of, is_attack, victim_of
from transforms.plover.acts_making_en import Status, Told, make_act
from transforms.plover.acts_vocabulary_en import Found, match_verb, vocabulary
from transforms.plover.clause_spans_en import Clause, is_joined, right_edge, subject_span
from transforms.plover.clauses_en import WORDS, Line, Verb, agents
from transforms.plover.parties_en import agent_behind_by, country_where, owner_of, party_in, subject_of, target_in

_REFUSABLE = frozenset(("AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "CONSULT"))
_NO_OBJECT = frozenset("in on at during after for from this last near since earlier and as under".split())
# What only a state does to people, so that the country where it was done has done it.
_BY_THE_STATE = frozenset(("arrest", "deport", "convict", "expel"))
# What is named with these is hit, and the weapon stands behind it; with others ("fire", "launch") it is the other way.
_HITTING = frozenset("attack hit strike kill wound bomb bombard pound raid target shell".split())
_SOON = 8  # tokens behind "is travelling" in which "next week" makes it the future
_INVERTED = frozenset(("had", "were", "should"))  # "Had A attacked B, …"
# Behind these a headline leaves out "was": "A accused of", "B urged to".
_PASSIVE = {"ACCUSE": ("of", "over", "by", "for"), "REQUEST": ("to", "about")}
# An attempt at an attack is one (PLOVER); an attempt at a deal is none.
_TRYING = frozenset(("try", "attempt", "seek"))
_CLOSE = 3  # tokens between a verb and the infinitive that it governs


def verb_acts(clause: Clause) -> Iterator[Act]:
    """Yield the acts of a sentence's verbs in order."""
    content = clause.line.start  # up to where what a verb has said, asked or refused reaches
    object_before = NOBODY
    for verb in clause.verbs:
        special = decision(clause, verb)
        if special is None and verb.at < content:
            continue
        special = special or _request(clause, verb)
        if special is not None:
            content = max(content, special[0].end)
            yield from make_act(clause, *special)
            continue
        found = _found(clause, verb)
        if found is None or found.entry.frame == "none":
            content = _content_of(clause, verb, found, content)
            continue
        told = _told(clause, verb, found)
        if found.entry.frame == "say":
            content = told.end
        if told.status != "blocked":
            source, target = _parties(clause, told)
            if not target and is_joined(clause.line, verb):  # "condemned Rwanda and recalled its ambassador"
                target = object_before
            object_before = target or answered(clause, told, source)
            yield from make_act(clause, told, source, object_before)


def _content_of(clause: Clause, verb: Verb, found: Found | None, content: int) -> int:
    """Up to where what a verb without an act says is no fact: "hopes that …", "that does not mean that …"."""
    planned = verb.passive and "expect" in verb.lemmas  # "is expected to" makes a plan of it
    doubting = found is None and not planned and not WORDS.verbs_doubting.isdisjoint(verb.lemmas)
    if doubting or (verb.negated and verb.shape == "finite"):
        return right_edge(clause, verb, verb.at + 1, content=True)
    return content


def decision(clause: Clause, verb: Verb) -> tuple[Told, Party, Party] | None:
    """The act that somebody's decision is ("A's decision to expel its ambassador"); "its" is the sentence's subject."""
    line, place = clause.line, verb.start - 1
    if verb.shape != "infinitive" or line.word(place) not in WORDS.nouns_decisions:
        return None
    found = _found(clause, verb)
    owner = owner_of(clause, place)
    if found is None or found.entry.frame == "none" or not owner:
        return None
    told = Told(verb, found, "fact", right_edge(clause, verb, found.end, content=False))
    target = target_in(clause, found.end, told.end, owner, found.entry)
    main = clause.before(verb)
    if not target and main is not None and "its" in line.folds[found.end : told.end]:
        target = subject_of(clause, main)
    return told, owner, target


def _found(clause: Clause, verb: Verb) -> Found | None:
    line, known = clause.line, vocabulary()
    matches = [
        found
        for lemma in verb.lemmas
        if lemma in known.verbs
        and (found := match_verb(known.verbs[lemma], line.folds, verb.at, line.end, passive=verb.passive))
    ]
    if verb.passive:  # "is prepared to" is an entry of "be"
        state = match_verb(known.verbs["be"], line.folds, verb.at - 1, line.end, passive=False)
        verb.passive = state is None
        return state or max(matches, key=lambda found: found.entry.weight, default=None)
    return max(matches, key=lambda found: found.entry.weight, default=None)


def _told(clause: Clause, verb: Verb, found: Found) -> Told:
    end = right_edge(clause, verb, found.end, content=found.entry.frame == "say")
    return Told(verb, found, _status(clause, verb, found), end)


def _status(clause: Clause, verb: Verb, found: Found) -> Status:
    """Whether the act has happened, goes on, is planned or refused, or is no event at all."""
    start, end, bound = subject_span(clause, verb) if verb.shape == "finite" else (0, 0, "")
    if not WORDS.negations.isdisjoint(clause.line.folds[start:end]):
        return "blocked"
    hypothetical = bound in WORDS.hypothetical or _is_under_condition(clause, verb)
    said = verb.would and _is_said(clause, verb)
    if hypothetical or verb.doubtful or (verb.would and not said):
        refusing = verb.negated and not hypothetical and _is_cannot(clause.line, verb)
        return "refused" if refusing and found.entry.event in _REFUSABLE else "blocked"
    if verb.negated:
        said = said or verb.future or _is_our_no(clause, verb)
        return "refused" if said and found.entry.event in _REFUSABLE else "blocked"
    if verb.would and found.entry.event == "SUPPORT":  # "he would welcome a debate" promises nothing
        return "blocked"
    return "planned" if verb.future or verb.would else _status_by_shape(clause, verb, found)


def _status_by_shape(clause: Clause, verb: Verb, found: Found) -> Status:
    line = clause.line
    if verb.shape == "infinitive":
        return _infinitive_status(clause, verb, found)
    if verb.shape == "participle":
        return _participle_status(clause, verb)
    if verb.shape == "reduced" and "by" not in (line.word(verb.at + 1), line.word(found.end)):
        return "blocked"
    if _lacks_object(line, verb, found):
        return "blocked"
    if verb.ongoing:
        return "planned" if not WORDS.coming.isdisjoint(line.folds[found.end : found.end + _SOON]) else "ongoing"
    return "fact"


def _is_under_condition(clause: Clause, verb: Verb) -> bool:
    """Whether an "if" or "unless" stands before the verb and no comma closes its clause."""
    words = WORDS.hypothetical
    for place in range(verb.start - 1, clause.line.start - 1, -1):
        word = clause.line.folds[place]
        if word == ",":
            return False
        if word in words:
            return True
    return clause.line.word(clause.line.start) in _INVERTED and verb.start > clause.line.start


def _is_our_no(clause: Clause, verb: Verb) -> bool:
    """Whether those who speak refuse something in the present: "we do not accept"."""
    line = clause.line
    return not verb.past and line.word(verb.start - 1) in ("we", "i") and line.word(verb.start) == "do"


def _is_cannot(line: Line, verb: Verb) -> bool:
    return any(line.folds[place] in ("cannot", "can") for place in range(verb.start, verb.at))


def _is_said(clause: Clause, verb: Verb) -> bool:
    """Whether what "would" be is what somebody has said, announced or promised."""
    before = clause.before(verb)
    return before is not None and bool((WORDS.verbs_saying | WORDS.verbs_planning).intersection(before.lemmas))


def _lacks_object(line: Line, verb: Verb, found: Found) -> bool:
    """Whether a past form that wants an object has none, and is passive: "troops deployed in Iraq", "A accused of"."""
    bare = verb.start == verb.at and not verb.passive and not verb.ongoing
    has_noun = found.noun is not None and _HITTING.isdisjoint(verb.lemmas)  # of the others it is the weapon
    if not bare or found.entry.after or has_noun:
        return False
    follower = line.word(found.end)
    if found.entry.frame == "say":
        return follower in _PASSIVE.get(found.entry.event, ())
    thing = found.entry.frame in ("act", "site") and WORDS.verbs_intransitive.isdisjoint(verb.lemmas)
    return thing and follower in _NO_OBJECT


def _infinitive_status(clause: Clause, verb: Verb, found: Found) -> Status:
    """An infinitive is what the verb before it makes of it; in a headline without one it is the future."""
    governor = max((other for other in clause.verbs if other.at < verb.at), key=lambda other: other.at, default=None)
    if governor is None or clause.line.word(verb.start - 1) in WORDS.words_planned:
        return "planned"
    if WORDS.verbs_aspect.intersection(governor.lemmas) and _will(clause, governor):
        return "planned"  # "will continue to support"
    if verb.start - governor.at > _CLOSE or governor.negated or governor.doubtful or governor.would:
        return "blocked"
    if WORDS.verbs_planning.intersection(governor.lemmas) or "be" in governor.lemmas:
        return "planned"
    if not _TRYING.isdisjoint(governor.lemmas) and found.entry.event not in ("ASSAULT", "COERCE"):
        return "blocked"
    goes_on = governor.shape == "finite" and WORDS.verbs_aspect.intersection(governor.lemmas)
    return "fact" if goes_on else "blocked"


def _will(clause: Clause, verb: Verb) -> bool:
    return not verb.negated and (verb.future or (verb.would and _is_said(clause, verb)))


def _participle_status(clause: Clause, verb: Verb) -> Status:
    """A participle tells of an act beside that of its clause ("Hailing Vietnam, …"), but not behind a preposition."""
    before = clause.line.word(verb.start - 1)
    if before in WORDS.prepositions or before in WORDS.negations or before in WORDS.hypothetical:
        return "blocked"
    after = clause.after(verb)
    if after is not None and _is_subject(clause, verb, after):
        return "blocked"
    last = max((other for other in clause.verbs if other.at < verb.at), key=lambda other: other.at, default=None)
    if before in WORDS.coordinators and last is not None and last.shape == "participle":
        return _participle_status(clause, last)
    return "fact"


def _is_subject(clause: Clause, verb: Verb, after: Verb) -> bool:
    """Whether a participle is the subject of the verb behind it: "allowing it is a mistake"."""
    line, opens = clause.line, verb.start == clause.line.start or any(verb.start == one.at + 1 for one in clause.verbs)
    return opens and not any(line.is_comma(place) for place in range(verb.at, after.start))


def _parties(clause: Clause, told: Told) -> tuple[Party, Party]:
    verb, begin, end = told.verb, told.found.end, told.end
    subject = subject_of(clause, verb)
    if not subject and is_attack(told.found):
        subject = attacker_of(clause, verb)
    if verb.passive:
        stop = _sentence_end(clause, verb)
        agent = agent_behind_by(clause, verb.at + 1, stop)
        if not agent and is_attack(told.found):
            agent = attacker_behind_by(clause, verb, stop)
        if not agent and told.found.entry.mode in _BY_THE_STATE:
            agent = country_where(clause, verb.at + 1, stop, subject)
        start, end, _ = subject_span(clause, verb)
        subject = target_in(clause, start, end, agent, told.found.entry) or subject
        return agent, subject or victim_of(clause, told, agent, start, stop)
    sent = _HITTING.isdisjoint(verb.lemmas) and told.found.entry.event in ("ASSAULT", "MOBILIZE")
    if told.found.noun is not None and sent:
        begin = told.found.noun + 1  # "fired US-made missiles at": the missiles are no target
    target = target_in(clause, begin, end, subject, told.found.entry)
    if not target and subject:
        target = _reporter(clause, told, subject) or victim_of(clause, told, subject, begin, end)
        target = target or _at_home(clause, told, subject)
    return subject, target


def _sentence_end(clause: Clause, verb: Verb) -> int:
    after = clause.after(verb)
    return after.start if after else clause.line.end


def _reporter(clause: Clause, told: Told, subject: Party) -> Party:
    """Who says that something of his own is hit: "Manila said a ship had rammed one of its boats"."""
    before = clause.before(told.verb)
    if before is None or {"its", "their", "his"}.isdisjoint(clause.line.folds[told.found.end : told.end]):
        return NOBODY
    speaker = subject_of(clause, before)
    return speaker if set(speaker.codes).isdisjoint(subject.codes) else NOBODY


def _at_home(clause: Clause, told: Told, subject: Party) -> Party:
    """The subject's own country, where the object is somebody there: "the opposition", "demonstrators"."""
    words = clause.line.folds[told.found.end : told.end]
    own = told.found.entry.event == "COERCE" or not agents().isdisjoint(words)
    return subject if own else NOBODY


def _is_person_like(clause: Clause, start: int, end: int) -> bool:
    """Whether a subject is an actor or a body that acts, and not "Iran's application"."""
    actors = clause.cast.within(clause.passage, start, end)
    ends_in_name = any(actor.end == end for actor in actors)
    return ends_in_name or not agents().isdisjoint(clause.line.folds[start:end])


def _request(clause: Clause, verb: Verb) -> tuple[Told, Party, Party] | None:
    """The request that "A said that B must" is, by A to B."""
    if not verb.must or verb.negated:
        return None
    says = WORDS.verbs_saying
    speaker = next(
        (other for other in (clause.before(verb), clause.after(verb)) if other and says.intersection(other.lemmas)),
        None,
    )
    if speaker is None or speaker.negated or speaker.doubtful:
        return None
    start, end, _ = subject_span(clause, verb)
    asked = party_in(clause, start, end) if _is_person_like(clause, start, end) else NOBODY
    asking = subject_of(clause, speaker)
    if not asking or not asked or asking.codes == asked.codes:
        return None
    found = match_verb(vocabulary().verbs["request"], ("request",), 0, 1, passive=False)
    if found is None:
        return None
    edge = right_edge(clause, verb, verb.at + 1, content=True)
    return Told(verb, Found(found.entry, verb.at + 1, None), "fact", edge), asking, asked

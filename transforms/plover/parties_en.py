"""Subject and object of an English verb: the parties named in the clause on either side of it."""

from __future__ import annotations

from functools import cache

from transforms.lexicons import load
from transforms.plover.actors_en import NOBODY, Actor, Party, first_row
from transforms.plover.acts_vocabulary_en import Entry
from transforms.plover.clause_spans_en import PRONOUNS, Clause, head_of, is_joined, left_edge, noun_start, subject_span
from transforms.plover.clauses_en import WORDS, Line, Verb, agents

_OWN = frozenset(("its", "his", "her", "their"))
_NO_STAND_IN = _OWN | {"it"}
_JOINING = frozenset(("and", "or", "&", "s", "both", "the", "also"))
_REACH = 14  # tokens behind a verb in which its object is looked for
_BEFORE = 6  # tokens before a noun that belong to it: "the ongoing Vietnam visit"
_CUTS = frozenset((",", ";", ":", ".", "(", ")", "who", "which", "said", "says"))
# Behind these stands whom one meets or works with, behind others what it is about.
_PARTNERS = frozenset(("with", "for", "to", "between", "among", "of"))
_SOMEWHERE = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "AID", "PROTEST", "SANCTION"))
_ANSWERS = frozenset(("REJECT", "SUPPORT", "ACCUSE"))
_NEXT = 2  # tokens from "by" to whose word or deed it is: "by the Finnish president", not "by putting the EU vote"
_QUOTES = frozenset(('"', "”", "’’", "''"))
_FAR = 9  # worse than any preposition of the lexicon


@cache
def _but_of() -> frozenset[str]:
    return WORDS.prepositions - {"of"}


@cache
def _acting() -> frozenset[str]:
    """The nouns for those who act for a country, of its own or in its name."""
    return agents() | WORDS.nouns_visitors | WORDS.nouns_members


@cache
def _before_owners() -> frozenset[str]:
    return WORDS.prepositions | _CUTS


def _is_private(clause: Clause, start: int, end: int) -> bool:
    """Whether a noun phrase, with what "of" adds to it, is about a firm, a team or a thing, which act for nobody."""
    known, folds = _but_of(), clause.line.folds
    head = next((place for place in range(start, end) if folds[place] in known), end)
    words = folds[start:head]
    return not WORDS.nouns_private.isdisjoint(words) and agents().isdisjoint(words)


def party_in(clause: Clause, start: int, end: int) -> Party:
    """The party that a noun phrase names: the actors before its first preposition, else the first behind it."""
    actors = clause.cast.within(clause.passage, start, end)
    head = head_of(clause, start, end)
    near = [actor for actor in actors if actor.start < head]
    firm = clause.cast.has_firm(clause.passage, start, head) or _is_private(clause, start, end)
    if near:
        acting = [actor for actor in near if _acts_for_it(clause, actor, head, firm=firm)]
        return clause.cast.party(acting)
    stand_in = clause.cast.stand_in(clause.passage, start, head)
    if stand_in:
        return stand_in
    if actors and _is_of(clause, start, head):
        return clause.cast.party(first_row(actors, clause.passage))
    return _people_of(clause, start, head, end) or clause.cast.at_home(clause.passage, start, end)


def _people_of(clause: Clause, start: int, head: int, end: int) -> Party:
    """The country of the city that people are said to be of: "protesters in Baghdad"."""
    if agents().isdisjoint(clause.line.folds[start:head]):
        return NOBODY
    places = clause.ties.places_within(clause.passage.index, head, end)
    country = next((code for place in places if (code := clause.ties.country_of(place))), None)
    return Party((country,)) if country else NOBODY


def _acts_for_it(clause: Clause, actor: Actor, head: int, *, firm: bool) -> bool:
    """Whether an actor acts for the country: a state itself, an office, or one of its people who so act.

    "Danish artist" and "South Korea's biggest carmaker" name a country and do not act for it.
    """
    if actor.person:
        return not clause.cast.is_private(actor.person)
    words = [word for word in clause.line.folds[actor.end : head] if word[0].isalpha() and word not in _JOINING]
    if not words:
        return not firm
    others = clause.cast.within(clause.passage, actor.end, head)
    if others and clause.line.word(others[0].start - 1) in _JOINING | {","}:
        return True  # "Iran and Turkey", "Turkey, the Arab League"
    acts = not (_acting().isdisjoint(words) and WORDS.nouns_pair.isdisjoint(words))
    return acts or _is_aside(clause, actor, head)


def _is_aside(clause: Clause, actor: Actor, head: int) -> bool:
    """Whether a comma or an adverb follows a name, and not a noun that it belongs to: "Iran today", "Russia, too"."""
    word = clause.line.word(actor.end)
    if actor.end >= head or word in ("'", "-"):
        return False
    return not word[0].isalpha() or word in WORDS.adverbs or word in WORDS.days


def _is_of(clause: Clause, start: int, head: int) -> bool:
    """Whether a noun phrase is about somebody who acts for the country named behind it: "the presidents of Chile"."""
    words = clause.line.folds[start:head]
    return not _acting().isdisjoint(words) or any(word.isdigit() for word in words)


def subject_of(clause: Clause, verb: Verb) -> Party:
    """Who a verb's subject is; a verb joined by "and", a participle and an infinitive take that of another verb."""
    if verb.at not in clause.subjects:
        clause.subjects[verb.at] = NOBODY  # for a verb whose subject would be looked for in itself
        clause.subjects[verb.at] = _find_subject(clause, verb)
    return clause.subjects[verb.at]


def _find_subject(clause: Clause, verb: Verb) -> Party:
    line, before = clause.line, clause.before(verb)
    if verb.shape == "finite" and not (before and is_joined(line, verb)):
        return _own_subject(clause, verb)
    if verb.shape == "reduced" or (verb.shape == "participle" and _follows_noun(line, verb)):
        return party_in(clause, noun_start(line, verb.start), verb.start)
    if verb.shape == "infinitive" and before is None:
        return _own_subject(clause, verb)
    main = before if before is not None else clause.after(verb)
    return subject_of(clause, main) if main else NOBODY


def _own_subject(clause: Clause, verb: Verb) -> Party:
    line = clause.line
    start, end, bound = subject_span(clause, verb)
    if line.word(verb.start - 1) in _QUOTES and WORDS.verbs_saying.intersection(verb.lemmas):
        return _speaker_behind(clause, verb)
    if start < end:
        return _of_himself(clause, verb, start, end) or party_in(clause, start, end)
    if bound in WORDS.relatives:
        edge = left_edge(clause, verb)[0] - 1
        while edge > line.start and line.word(edge - 1) in (",", "of"):
            edge -= 1
        return party_in(clause, noun_start(line, edge), edge)
    return _beyond(clause, verb) if bound == "verb" else NOBODY


def _speaker_behind(clause: Clause, verb: Verb) -> Party:
    """Who said what is quoted before the verb: "…," said Serbia's president, who …"."""
    line, start = clause.line, verb.at + 1
    stop = min([line.end, start + _REACH, *(other.start for other in clause.verbs if other.start >= start)])
    return party_in(clause, start, next((place for place in range(start, stop) if line.folds[place] in _CUTS), stop))


def _of_himself(clause: Clause, verb: Verb, start: int, end: int) -> Party:
    """Whom a pronoun in the same sentence stands for: "Iran said it would", "X was held when he visited", "we", I said.

    "He" is the person named last before it, "it" the subject of the verb before, "we" whoever says so behind it.
    """
    word = clause.line.word(start)
    if word not in _OWN and (word not in PRONOUNS or end - start > 1):
        return NOBODY
    if word in ("we", "i"):
        after = clause.after(verb)
        return subject_of(clause, after) if after and WORDS.verbs_saying.intersection(after.lemmas) else NOBODY
    persons = [actor for actor in clause.cast.within(clause.passage, clause.line.start, start) if actor.person]
    if word in ("he", "she") and persons:
        return clause.cast.party(persons[-1:])
    before = clause.before(verb)
    return subject_of(clause, before) if before else NOBODY


def _beyond(clause: Clause, verb: Verb) -> Party:
    """The subject stands beyond a relative clause: "Katsav, who is visiting, has refused"."""
    before = clause.before(verb)
    while before is not None:
        start, _, bound = subject_span(clause, before)
        if bound in WORDS.relatives:
            low = max(clause.line.start, start - 1)
            outer = clause.before(before)
            begin = outer.at + 1 if outer else clause.line.start
            return party_in(clause, begin, low)
        before = None
    return NOBODY


def _follows_noun(line: Line, verb: Verb) -> bool:
    """Whether a participle belongs to the noun before it ("protesters calling for"), no comma between."""
    before = line.word(verb.start - 1)
    return bool(before) and before not in WORDS.prepositions and before not in (",", "and", "or", "but")


def target_in(clause: Clause, start: int, end: int, but: Party, entry: Entry) -> Party:
    """To whom it is done: the actor that fits best by the preposition before it, with those in a row with it."""
    inner = next((verb.at for verb in clause.verbs if verb.at >= start and _ends_object(verb, entry)), end)
    near = clause.cast.within(clause.passage, start, min(end, inner))
    actors = [actor for actor in near if actor.code not in but.codes and actor.start < start + _REACH]
    if actors:
        distances = [_distance(clause, start, actor, entry) for actor in actors]
        best = min(range(len(actors)), key=distances.__getitem__)
        if distances[best] < _farthest(entry):
            return clause.cast.party(first_row(actors[best:], clause.passage))
    if clause.line.word(start) in _NO_STAND_IN:
        return NOBODY
    stand_in = clause.cast.stand_in(clause.passage, start, min(end, start + 1))
    return Party(tuple(code for code in stand_in.codes if code not in but.codes), stand_in.persons, stand_in.how)


def _ends_object(verb: Verb, entry: Entry) -> bool:
    """Whether a verb begins something new behind an object: a clause, "…, saying", what is met for ("met to talk")."""
    if entry.frame == "pair":
        return True
    saying = verb.shape == "participle" and not WORDS.verbs_saying.isdisjoint(verb.lemmas)
    return verb.shape == "finite" or saying


def _farthest(entry: Entry) -> int:
    """From which distance on an actor is no target; where something is said or agreed is none."""
    known = load("clauses_en")["target_prepositions"]
    return int(known["in"]) + 1 if entry.event in _SOMEWHERE else int(known["in"])


def _distance(clause: Clause, start: int, actor: Actor, entry: Entry) -> int:
    """How far an actor is from being the object: by the last preposition before it."""
    known = load("clauses_en")["target_prepositions"]
    for place in range(actor.start - 1, start - 1, -1):
        word = clause.line.word(place)
        if word == "by" and entry.event in _ANSWERS and actor.start - place <= _NEXT:  # "denied a claim by Quito"
            return 1
        if word in known:
            return _FAR if entry.frame == "pair" and word not in _PARTNERS else int(known[word])
        if word in WORDS.prepositions:
            return _FAR
    return 0


def agent_behind_by(clause: Clause, start: int, end: int) -> Party:
    """Who a passive act is done by."""
    line = clause.line
    for place in range(start, end):
        if line.folds[place] == "by":
            stop = next((comma for comma in range(place + 1, end) if line.is_comma(comma)), end)
            return party_in(clause, place + 1, min(stop, place + _REACH))
    return NOBODY


def country_where(clause: Clause, start: int, end: int, but: Party) -> Party:
    """The country in which, or from which, something is done to somebody else: it is its police and courts that act."""
    for actor in clause.cast.within(clause.passage, start, end):
        if clause.line.word(actor.start - 1) in ("in", "from") and actor.code not in but.codes:
            return Party((actor.code,))
    return NOBODY


def owner_of(clause: Clause, at: int) -> Party:
    """Whose act it is: the actors in the noun phrase before the noun."""
    line, low, stops = clause.line, at, _before_owners()
    at_verbs = {verb.at for verb in clause.verbs}
    while low > max(line.start, at - _BEFORE) and line.folds[low - 1] not in stops and low - 1 not in at_verbs:
        low -= 1
    return clause.cast.party(clause.cast.within(clause.passage, low, at))

"""Acts in English clauses.

A sentence is read when it holds a word of the vocabulary and an actor. Its verbs are gone through in order: what is
promised, asked, refused or alleged is content, and no act of its own; negated and hypothetical acts are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from itertools import chain, islice

from transforms.entities import Entities
from transforms.plover.act_ties import Ties
from transforms.plover.actors_en import STAND_INS, Actor, Cast, Party
from transforms.plover.acts import Act
from transforms.plover.acts_nouns_en import noun_acts
from transforms.plover.acts_verbs_en import verb_acts
from transforms.plover.acts_vocabulary_en import may_tell, vocabulary
from transforms.plover.clause_spans_en import Clause, is_lead
from transforms.plover.clauses_en import WORDS, Line, agents, words_of
from transforms.plover.parties_en import subject_of
from transforms.reading import Passage, Reading

_MOST = 300  # acts; no article tells of more, and what has more is not worth the time
_LONG = 400  # tokens; a longer sentence is a list or a text without stops, and no clause
_DASHES = frozenset(("-", "–"))
_TWO = 2  # parties
_GAME = 4  # different words of sport that only a story of sport has together
_GOALS = 2  # digits
_HEADLINE = 0.6  # share of words with a capital from which on capitals tell nothing


def find_acts(reading: Reading, entities: Entities) -> tuple[Act, ...]:
    """Return the acts of an English text, in order; blocked ones (negated, hypothetical, alleged) are left out."""
    if _is_about_games(reading):
        return ()
    named = (entities.countries, entities.organisations, entities.persons, entities.places)
    if not any(found.mentions for found in named):
        return ()
    cast, ties = Cast(reading, entities), Ties(reading, entities)
    names = _name_tokens(entities)
    acts = chain.from_iterable(_passage_acts(cast, ties, passage, names) for passage in reading.passages)
    found = tuple(islice(acts, _MOST))
    cast.end()
    return found


def _is_about_games(reading: Reading) -> bool:
    """Whether a whole story is one of sport, by how many of its words it has."""
    words = WORDS.blocked_game
    found: set[str] = set()
    for passage in reading.passages:
        found |= words & passage.tokens.distinct
    return len(found) >= _GAME


def _name_tokens(entities: Entities) -> dict[int, frozenset[int]]:
    """The last tokens of countries' and persons' names, behind which a verb may stand; adjectives are none."""
    found: dict[int, set[int]] = {}
    for mention in entities.countries.mentions:
        if ":demonyms:" not in mention.rule:
            found.setdefault(mention.passage, set()).add(mention.end - 1)
    for mention in chain(entities.persons.mentions, entities.organisations.mentions):
        found.setdefault(mention.passage, set()).add(mention.end - 1)
    return {passage: frozenset(places) for passage, places in found.items()}


def _is_headline(passage: Passage) -> bool:
    """Whether capitals tell nothing: a title in which most words have one."""
    words = [text for text in passage.tokens.texts if text[0].isalpha()]
    return bool(words) and sum(text[0].isupper() for text in words) >= _HEADLINE * len(words)


def _passage_acts(cast: Cast, ties: Ties, passage: Passage, names: dict[int, frozenset[int]]) -> Iterator[Act]:
    tokens, triggers = passage.tokens, vocabulary().triggers
    if triggers.isdisjoint(tokens.distinct) and not cast.within(passage, 0, len(tokens)):
        return
    at_names, headline = names.get(passage.index, frozenset()), passage.part == "title" and _is_headline(passage)
    for start, end in passage.sentences:
        actors = cast.within(passage, start, end)
        words = tokens.folds[start:end]
        if triggers.isdisjoint(words) or not (actors or _is_anybody(passage, start, words)) or end - start > _LONG:
            if actors:
                cast.talk_of(partial(cast.party, actors[:1]), frozenset((actors[0].code,)), anew=True)
            continue
        clause = Clause(cast, ties, Line(tokens.folds, tokens.texts, start, end, at_names, headline), passage)
        codes = _parties(clause, actors, words)
        if _may_count(clause, codes, words) and may_tell(tokens.folds, start, end):
            yield from _sentence_acts(clause)
        cast.talk_of(partial(_whom, clause, actors), codes, anew=bool(actors) and STAND_INS.isdisjoint(words))


def _is_anybody(passage: Passage, start: int, words: list[str]) -> bool:
    """Whether a sentence may have an actor though none is named: by a pronoun, or in the lead by "protesters"."""
    return not STAND_INS.isdisjoint(words) or (
        (passage.part != "body" or (passage.paragraph == 0 and start == 0)) and not agents().isdisjoint(words)
    )


def _parties(clause: Clause, actors: list[Actor], words: list[str]) -> frozenset[str]:
    """The codes of all who may be a party to what a sentence tells: more than are, never fewer."""
    cast, codes = clause.cast, {actor.code for actor in actors}
    if cast.home and not agents().isdisjoint(words):
        codes.add(cast.home)
    if not STAND_INS.isdisjoint(words):
        codes |= cast.topic_codes
        codes.update(cast.principals)
    places = clause.ties.places_within(clause.passage.index, clause.line.start, clause.line.end)
    codes.update(filter(None, map(clause.ties.country_of, places)))
    return frozenset(codes)


def _may_count(clause: Clause, codes: frozenset[str], words: list[str]) -> bool:
    """Whether acts of a sentence may count: those between two; in the title, the summary and the lead those of one."""
    return len(codes) >= _TWO or is_lead(clause) or not _answering().isdisjoint(words)


@cache
def _answering() -> frozenset[str]:
    """The nouns that may stand for what another party has said or done."""
    return words_of("nouns", "sayings") | words_of("nouns", "moves")


def _sentence_acts(clause: Clause) -> Iterator[Act]:
    if not _is_game(clause.line):
        acts = list(verb_acts(clause))
        acts += noun_acts(clause, acts)
        clause.cast.story += acts
        yield from acts


def _whom(clause: Clause, actors: list[Actor]) -> Party | None:
    """Whom a sentence is about; nobody, where it is somebody who is no actor: "he" is he from then on."""
    main = next((verb for verb in clause.verbs if verb.shape == "finite"), None)
    if main:
        return subject_of(clause, main)
    return clause.cast.party(actors[:1]) if actors else None


def _is_game(line: Line) -> bool:
    """Whether a sentence is about sport or markets, where attacks, talks and strikes are none."""
    words = line.folds[line.start : line.end]
    if not WORDS.blocked_sure.isdisjoint(words) or len(WORDS.blocked_perhaps.intersection(words)) > 1:
        return True
    if _DASHES.isdisjoint(words):
        return False
    return any(_is_score(line, place) for place in range(line.start + 1, line.end - 1) if line.folds[place] in _DASHES)


def _is_score(line: Line, dash: int) -> bool:
    """Whether two small numbers stand about a dash: "beat them 7-1"."""
    left, right = line.word(dash - 1), line.word(dash + 1)
    return left.isdigit() and right.isdigit() and len(left) <= _GOALS and len(right) <= _GOALS

"""Acts in English clauses.

A sentence is read when it holds a word of the vocabulary and an actor. Its verbs are gone through in order: what is
promised, asked, refused or alleged is content, and no act of its own; negated and hypothetical acts are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from transforms.act_ties import Ties
from transforms.actors_en import STAND_INS, Cast
from transforms.acts import Act
from transforms.acts_nouns_en import noun_acts
from transforms.acts_verbs_en import verb_acts
from transforms.acts_vocabulary_en import vocabulary
from transforms.clause_spans_en import Clause
from transforms.clauses_en import WORDS, Line, agents, verbs_of
from transforms.entities import Entities
from transforms.parties_en import subject_of
from transforms.reading import Passage, Reading

_MOST = 300  # acts; no article tells of more, and what has more is not worth the time
_LONG = 400  # tokens; a longer sentence is a list or a text without stops, and no clause
_DASHES = frozenset(("-", "–"))
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
    return tuple(islice(acts, _MOST))


def _is_about_games(reading: Reading) -> bool:
    """Whether a whole story is one of sport, by how many of its words it has."""
    words = WORDS.blocked_game
    found: set[str] = set()
    for passage in reading.passages:
        found.update(words.intersection(passage.tokens.folds))
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
    if triggers.isdisjoint(tokens.folds) and not cast.within(passage, 0, len(tokens)):
        return
    at_names, headline = names.get(passage.index, frozenset()), passage.part == "title" and _is_headline(passage)
    for start, end in passage.sentences:
        actors = cast.within(passage, start, end)
        words = tokens.folds[start:end]
        if triggers.isdisjoint(words) or not (actors or _is_anybody(passage, start, words)) or end - start > _LONG:
            cast.topic = cast.party(actors[:1]) if actors else cast.topic
            continue
        yield from _sentence_acts(cast, ties, passage, Line(tokens.folds, tokens.texts, start, end, at_names, headline))


def _is_anybody(passage: Passage, start: int, words: list[str]) -> bool:
    """Whether a sentence may have an actor though none is named: by a pronoun, or in the lead by "protesters"."""
    return not STAND_INS.isdisjoint(words) or (
        (passage.part != "body" or (passage.paragraph == 0 and start == 0)) and not agents().isdisjoint(words)
    )


def _sentence_acts(cast: Cast, ties: Ties, passage: Passage, line: Line) -> Iterator[Act]:
    clause = Clause(cast, ties, line, passage, verbs_of(line))
    if not _is_game(line):
        acts = list(verb_acts(clause))
        acts += noun_acts(clause, acts)
        cast.story += acts
        yield from acts
    main = next((verb for verb in clause.verbs if verb.shape == "finite"), None)
    if main:
        cast.topic = subject_of(clause, main)  # nobody, where it is somebody who is no actor: "he" is he from then on
    elif actors := cast.within(passage, line.start, line.end):
        cast.topic = cast.party(actors[:1])


def _is_game(line: Line) -> bool:
    """Whether a sentence is about sport or markets, where attacks, talks and strikes are none."""
    words = set(line.folds[line.start : line.end])
    if not WORDS.blocked_sure.isdisjoint(words) or len(WORDS.blocked_perhaps & words) > 1:
        return True
    return any(_is_score(line, place) for place in range(line.start + 1, line.end - 1) if line.folds[place] in _DASHES)


def _is_score(line: Line, dash: int) -> bool:
    """Whether two small numbers stand about a dash: "beat them 7-1"."""
    left, right = line.word(dash - 1), line.word(dash + 1)
    return left.isdigit() and right.isdigit() and len(left) <= _GOALS and len(right) <= _GOALS

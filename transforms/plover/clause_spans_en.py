"""Where English clauses begin and end: the span of a verb's subject before it and of what belongs to it behind it."""

from __future__ import annotations

from functools import cache, cached_property
from itertools import pairwise

from msgspec import Struct, field

from transforms.plover.act_ties import Ties
from transforms.plover.actors_en import Cast, Party
from transforms.plover.clauses_en import WORDS, Line, Verb, verbs_of
from transforms.reading import Passage

ENDS = frozenset((";", ":", "—"))
PRONOUNS = frozenset(("it", "he", "she", "they", "we", "i"))
_TIMES = frozenset(("when", "while", "after", "before"))  # what was then is no content of what was said
_SHORT = 2  # tokens of a part that is no more than an adverb
_ON = frozenset(("on", "last", "late", "early", "this"))
_ATTRIBUTION = 14  # tokens before a verb of saying in which the comma stands that makes it an attribution


class Clause(Struct, dict=True):
    """A sentence with its verbs, in order, and the subjects that have been found for them."""

    cast: Cast
    ties: Ties
    line: Line
    passage: Passage
    subjects: dict[int, Party] = field(default_factory=dict)
    spans: dict[int, tuple[int, int, str]] = field(default_factory=dict)

    @cached_property
    def verbs(self) -> list[Verb]:
        """The verbs of the sentence."""
        return verbs_of(self.line)

    def before(self, verb: Verb) -> Verb | None:
        """The finite verb before it."""
        found = None
        for other in self.verbs:
            if other.at >= verb.at:
                break
            if other.shape == "finite":
                found = other
        return found

    def after(self, verb: Verb) -> Verb | None:
        """The finite verb behind it."""
        return next((other for other in self.verbs if other.at > verb.at and other.shape == "finite"), None)


def is_lead(clause: Clause) -> bool:
    """Whether it is in the title or the summary, or the first sentence of the body."""
    passage = clause.passage
    return passage.part in ("title", "summary") or (passage.paragraph == 0 and clause.line.start == 0)


def is_joined(line: Line, verb: Verb) -> bool:
    """Whether "and" or "but" stands directly before a verb, which then shares the subject of the one before."""
    place = verb.start - 1
    word = line.word(place)
    while word == "," or word in WORDS.adverbs or word.endswith("ly"):
        place -= 1
        word = line.word(place)
    return word in WORDS.coordinators


@cache
def _edges() -> frozenset[str]:
    """The words before which a clause begins."""
    return WORDS.hypothetical | WORDS.relatives | ENDS | WORDS.subordinators


@cache
def _cuts() -> frozenset[str]:
    """The words before which what belongs to a verb ends."""
    return (WORDS.subordinators | WORDS.hypothetical | {"who", "which", "whose"} | ENDS) - {"as"}


@cache
def _around_nouns() -> frozenset[str]:
    """The words that cannot be in a noun phrase."""
    return (WORDS.prepositions - {"of"}) | WORDS.subordinators | ENDS | {","}


def left_edge(clause: Clause, verb: Verb) -> tuple[int, str]:
    """Where the clause of a verb begins, and the word before that: a conjunction, a verb, or nothing."""
    line, before = clause.line, clause.before(verb)
    low = before.at + 1 if before else line.start
    folds, edges = line.folds, _edges()
    for place in range(verb.start - 1, low - 1, -1):
        word = folds[place]
        if word not in edges:
            continue
        if word in WORDS.hypothetical or word in WORDS.relatives or word in ENDS:
            if line.texts[place] == "WHO":
                continue
            return place + 1, word
        if word in WORDS.subordinators and not _is_time_word(line, place):
            return place + 1, word
    return low, "verb" if before else ""


def _is_time_word(line: Line, place: int) -> bool:
    """Whether "as", "during" or "after" stands at the very beginning and opens an adjunct that ends with its comma."""
    return place == line.start or line.word(place - 1) == ","


def _behind_day(line: Line, start: int, end: int) -> int:
    """The first token behind a day that stands between a verb of saying and what is said ("said on Tuesday it …")."""
    place = start
    while place < end and (
        line.word(place) in WORDS.days or (line.word(place) in _ON and line.word(place + 1) in WORDS.days)
    ):
        place += 1
    return place


def _parts(line: Line, start: int, end: int) -> list[tuple[int, int]]:
    """The parts between commas."""
    edges = [start - 1, *(place for place in range(start, end) if line.is_comma(place)), end]
    return [(left + 1, right) for left, right in pairwise(edges)]


def _is_adjunct(clause: Clause, start: int, end: int) -> bool:
    """Whether a part between commas is no subject: it begins with a preposition or is a clause of its own."""
    if start >= end:
        return True
    word = clause.line.word(start)
    if clause.line.word(start + 1).isdigit() and word in ("about", "over", "around", "under"):
        return False
    if word in WORDS.prepositions or word in WORDS.subordinators or word in WORDS.adverbs:
        return True
    return any(verb.shape == "participle" and verb.at == start for verb in clause.verbs) or (
        word.endswith("ly") and end - start <= _SHORT
    )


def subject_span(clause: Clause, verb: Verb) -> tuple[int, int, str]:
    """The tokens of a finite verb's subject, and what stands before its clause; an empty span where it has none."""
    if verb.at not in clause.spans:
        clause.spans[verb.at] = _subject_span(clause, verb)
    return clause.spans[verb.at]


def _subject_span(clause: Clause, verb: Verb) -> tuple[int, int, str]:
    line = clause.line
    start, bound = left_edge(clause, verb)
    end = verb.start
    if end > start and line.word(end - 1) in PRONOUNS:
        return end - 1, end, bound
    start = _behind_day(line, start, end)
    parts = _parts(line, start, end)
    closed = len(parts) > 1 and parts[-1][0] >= parts[-1][1]
    real = [part for part in parts if not _is_adjunct(clause, *part)]
    if not real or (closed and _is_aside(clause, verb, bound)):
        return end, end, bound
    if closed:
        return real[0][0], parts[-1][0] - 1, bound
    if bound == "verb" and len(parts) > 1:  # what stands before the comma belongs to the verb before
        return real[-1][0], real[-1][1], bound
    return real[0][0], real[-1][1], bound


def _is_aside(clause: Clause, verb: Verb, bound: str) -> bool:
    """Whether a relative clause stands before a verb and its comma: "Poland, which borders Belarus, closed"."""
    before = clause.before(verb)
    return bound in WORDS.relatives or (before is not None and left_edge(clause, before)[1] in WORDS.relatives)


def noun_start(line: Line, end: int) -> int:
    """Where the noun phrase that ends at ``end`` begins, by the words that cannot be in it."""
    place = end
    stops = _around_nouns()
    while place > line.start and line.word(place - 1) not in stops:
        place -= 1
    return place


def right_edge(clause: Clause, verb: Verb, begin: int, *, content: bool) -> int:
    """Where what belongs to a verb ends; ``content``: with what is said, asked or promised."""
    line = clause.line
    for other in clause.verbs:
        if other.at <= verb.at or other.shape != "finite":
            continue
        if is_joined(line, other) and (not content or not (other.would or other.future or other.must)):
            return _before_joint(line, other)
        start, bound = left_edge(clause, other)
        if content and bound in _TIMES and start - 1 >= begin:
            return start - 1
        joint = _new_sentence(clause, verb, other)
        if joint is not None:
            return max(begin, joint)
        if not content or _is_attribution(clause, other):
            return max(begin, min(_cut(line, begin, other.start), line.end))
    if content:
        return next((place for place in range(begin, line.end) if line.folds[place] == ";"), line.end)
    return _cut(line, begin, line.end)


def _new_sentence(clause: Clause, verb: Verb, other: Verb) -> int | None:
    """Where "and" begins a clause with a subject of its own ("…, and Canada has begun"); None where none does."""
    line = clause.line
    low = max([left_edge(clause, other)[0] - 2, verb.at, *(one.at for one in clause.verbs if one.at < other.at)])
    for place in range(other.start - 2, low, -1):
        if line.folds[place] in WORDS.coordinators:
            actors = clause.cast.within(clause.passage, low, other.start)
            in_row = any(actor.end == place for actor in actors)
            return place if not in_row and any(actor.start > place for actor in actors) else None
    return None


def _before_joint(line: Line, verb: Verb) -> int:
    place = verb.start - 1
    while line.word(place) not in WORDS.coordinators and place > line.start:
        place -= 1
    return place


def _is_attribution(clause: Clause, verb: Verb) -> bool:
    """Whether a verb of saying stands behind a comma and a noun phrase, as ", an official said" does at the end."""
    if not WORDS.verbs_saying.intersection(verb.lemmas):
        return False
    return any(
        clause.line.folds[place] == ","
        for place in range(max(clause.line.start, verb.start - _ATTRIBUTION), verb.start)
    )


def _cut(line: Line, begin: int, end: int) -> int:
    """The end of a clause without what follows another conjunction or, if a verb follows, the last comma before it."""
    folds, stops = line.folds, _cuts()
    stop = next((place for place in range(begin, end) if folds[place] in stops), end)
    if stop == end and end < line.end:
        commas = [place for place in range(begin, end) if line.is_comma(place)]
        stop = commas[-1] if commas else end
    return stop


def head_of(clause: Clause, start: int, end: int) -> int:
    """Where the first preposition of a noun phrase stands; "of" belongs to it only where nothing stands before."""
    line, folds, known = clause.line, clause.line.folds, WORDS.prepositions
    for place in range(start, end):
        if folds[place] in known and not line.word(place + 1).isdigit():
            return place
    return end

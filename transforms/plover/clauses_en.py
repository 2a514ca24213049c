"""English clauses: where the verbs of a sentence are, with their tense, voice and doubt, and what stands before them.

This is no parser. It finds verbs by their forms and the words before them, and from each looks left for the beginning
of its clause and right for its end; that is enough to tell who does what in the sentences that news are written in.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from transforms.lexicons import load
from transforms.plover.acts_vocabulary_en import VerbForm, vocabulary
from transforms.plover.verb_forms_en import Tense

Shape = Literal["finite", "infinitive", "participle", "reduced", "noun"]
_ROW = 5  # tokens before a verb in which "and" tells that its subject is more than one
_BACK = 7  # tokens that a verb group may have before its verb
_DETERMINERS = frozenset("the a an this these those his her its their our my your every some any no".split())
_PREFIXES = frozenset("test co re air hunger tear baton gang machine car green video counter sabre".split())
_DEGREES = frozenset(("most", "more", "less", "least", "best", "newly", "well", "so", "too"))
_BEFORE_NOUNS = _DETERMINERS | _DEGREES
_BY_MEANS = frozenset(("phone", "telephone", "video", "email", "air", "sea"))
_PERFECT = frozenset(("have", "has", "had", "was", "were", "did"))
_OUGHT = frozenset(("must", "should"))
_HELPED: frozenset[Tense] = frozenset(("participle", "ing"))
_NO_ADVERBS = frozenset(("july", "italy", "family", "only", "ally", "rally", "supply", "reply", "apply", "fly"))
_PLURAL_PRONOUNS = frozenset(("they", "we", "you", "i", "both", "who", "which", "that", "others", "people", "police"))
_SINGULAR_S = ("ss", "us", "is")


@cache
def words_of(*path: str) -> frozenset[str]:
    """Return a word list of ``lexicons/clauses_en.toml``."""
    node = load("clauses_en")
    for key in path[:-1]:
        node = node[key]
    return frozenset(node[path[-1]])


class _Words:
    """The word lists by name, each looked up once: ``WORDS.prepositions``, ``WORDS.verbs_saying``."""

    def __getattr__(self, name: str) -> frozenset[str]:
        """Return a list of its own name, or the one that a table and a name in it make together."""
        words = words_of(name) if name in load("clauses_en") else words_of(*name.split("_", 1))
        self.__dict__[name] = words
        return words


WORDS = _Words()


@cache
def agents() -> frozenset[str]:
    """Return the nouns for those who act for a country: of the state or of its people."""
    return WORDS.nouns_state | WORDS.nouns_people


class Verb(Struct):
    """A verb: ``start`` of its group, ``at`` the verb itself, and what the group says about it."""

    start: int
    at: int
    lemmas: tuple[str, ...]
    shape: Shape
    passive: bool = False
    negated: bool = False
    doubtful: bool = False
    would: bool = False
    must: bool = False
    future: bool = False
    ongoing: bool = False
    past: bool = False


class Line(Struct, frozen=True):
    """A sentence as it is read: the words of its passage, and its span in them; ``names`` are tokens of countries."""

    folds: Sequence[str]
    texts: Sequence[str]
    start: int
    end: int
    names: Collection[int]
    headline: bool

    def word(self, place: int) -> str:
        """The folded word at ``place``; empty outside the sentence."""
        return self.folds[place] if self.start <= place < self.end else ""

    def is_comma(self, place: int) -> bool:
        """Whether a comma stands at ``place``, and not within a number such as 100,000."""
        return self.folds[place] == "," and not (self.word(place - 1).isdigit() and self.word(place + 1).isdigit())


class _Group(Struct, frozen=True):
    """What is gathered while looking left from a verb over its auxiliaries."""

    start: int
    words: Sequence[str]

    def has(self, words: frozenset[str]) -> bool:
        """Whether one of the words is among these."""
        return not words.isdisjoint(self.words)


@cache
def _helpers() -> frozenset[str]:
    return frozenset[str]().union(*map(words_of, ("auxiliaries", "modals", "future", "would", "must")))


@cache
def _before_verbs() -> frozenset[str]:
    """The words that a verb group may have directly before its verb."""
    return _helpers() | WORDS.adverbs | WORDS.negations | {"to", "t", "'"}


def _group(line: Line, at: int) -> _Group:
    """The auxiliaries, adverbs and the "to" before a verb."""
    before = line.folds[at - 1] if at > line.start else ""
    if before not in _before_verbs() and not before.endswith("ly"):
        return _Group(at, ())
    return _gathered(line, at)


def _gathered(line: Line, at: int) -> _Group:
    known, adverbs = _helpers(), WORDS.adverbs
    start, words, place = at, list[str](), at - 1
    pending: list[str] = []
    low = max(line.start, at - _BACK)
    while place >= low:
        word = line.folds[place]
        if word == "t" and line.word(place - 1) == "'":
            pending += ["not", line.word(place - 2).removesuffix("n")]
            words, start, pending, place = words + pending, place - 2, [], place - 2
        elif word == "to" or word in known:
            words, start, pending = [*words, *pending, word], place, []
            if word == "to":
                break
        elif word in adverbs or (word.endswith("ly") and word not in _NO_ADVERBS):
            pending.append(word)
        elif word == "'" and line.word(place + 1) in ("ll", "ve", "re", "d"):
            start = place
        else:
            break
        place -= 1
    if line.word(start - 1) in WORDS.negations:
        words.append("not")
    words += [word for word in pending if word in WORDS.negations or word in WORDS.doubts]
    return _Group(start, words)


def _is_noun_place(line: Line, at: int) -> bool:
    """Whether the word at ``at`` stands where a noun or an adjective does: behind an article, a genitive, a hyphen."""
    before = line.folds[at - 1] if at > line.start else ""
    if before in _BEFORE_NOUNS or line.word(at + 1) == "-":
        return True
    if before == "-":
        return line.word(at - 2) not in _PREFIXES
    return before == "s" and line.word(at - 2) == "'"


def _is_no_verb(line: Line, at: int) -> bool:
    if line.folds[at] in WORDS.never_verbs or _is_noun_place(line, at):
        return True
    return line.texts[at][0].isupper() and _is_capitalised_name(line, at)


def _may_be_finite_base(line: Line, at: int) -> bool:
    """Whether a base form is a verb: behind "to", a country's name or a plural ("rebels attack")."""
    before = line.word(at - 1)
    if at - 1 in line.names:  # "Vietnam, Belgium agree"; one country takes an -s
        return not {",", "and", "&"}.isdisjoint(line.folds[max(line.start, at - _ROW) : at])
    if before in _PLURAL_PRONOUNS:
        return True
    if before in ("and", ",", "or") or before in WORDS.adverbs:
        return line.headline and at > line.start + 1
    return before.endswith("s") and not before.endswith(_SINGULAR_S) and before not in WORDS.prepositions


def _is_capitalised_name(line: Line, at: int) -> bool:
    """A capital within the sentence is a name or a month ("March"), but in headlines every word may have one."""
    return at > line.start and not line.headline and line.word(at - 1) not in ('"', "“")


def _tense_of(line: Line, at: int, form: VerbForm, group: _Group) -> Verb | None:
    """The verb with its shape by its own form and the words before it; None where it is a noun after all."""
    tenses = form.tenses
    verb = Verb(group.start, at, form.lemmas, "finite")
    if not group.words and "ing" not in tenses:
        return _bare(line, verb, tenses)
    be = group.has(WORDS.passive)
    verb.passive = be and "participle" in tenses
    verb.past = not _PERFECT.isdisjoint(group.words)
    if "to" in group.words:
        verb.shape = "infinitive"
    elif "ing" in tenses:
        verb.shape, verb.ongoing = ("finite", True) if be else ("participle", False)
    elif not (be or any(word not in WORDS.doubts for word in group.words)):
        return _bare(line, verb, tenses)
    return verb


def _bare(line: Line, verb: Verb, tenses: frozenset[Tense]) -> Verb | None:
    """A verb without auxiliaries: past, a participle beside a noun, or a present that might be a noun."""
    at = verb.at
    if "past" in tenses or "participle" in tenses:
        verb.past = True
        behind = line.word(at + 1) == "by" and line.word(at + 2) not in _BY_MEANS
        beside = "participle" in tenses and (behind or line.word(at - 1) in WORDS.prepositions)
        if beside or "past" not in tenses:
            verb.shape, verb.passive = "reduced", True
        return verb
    if not WORDS.verbs_saying.isdisjoint(verb.lemmas):  # "media say"
        return verb
    if "present" in tenses:
        return verb if at - 1 in line.names or _is_subject_word(line, at - 1) else None
    return verb if _may_be_finite_base(line, at) else None


def _is_subject_word(line: Line, place: int) -> bool:
    """Whether a verb in the present tense ("attacks") may follow the word, which otherwise begins a compound noun."""
    word = line.word(place)
    if not word or word in WORDS.prepositions or word in ("and", "or"):
        return False
    if word in WORDS.adverbs or word in ("it", "he", "she", "who", "which", "that", ",", ")"):
        return True
    return line.headline or word in agents() or word in WORDS.nouns_visitors or word.isdigit()


def _read_doubt(verb: Verb, group: _Group) -> Verb:
    if not group.words:
        return verb
    verb.negated = group.has(WORDS.negations)
    verb.would = group.has(WORDS.would)
    verb.must = group.has(WORDS.must)
    verb.doubtful = group.has(WORDS.modals) or group.has(WORDS.doubts) or verb.must
    verb.future = group.has(WORDS.future)
    return verb


@cache
def _skipped() -> frozenset[str]:
    return WORDS.auxiliaries | WORDS.modals


@cache
def _perhaps_verbs() -> frozenset[str]:
    return _OUGHT.union(vocabulary().forms)


def verbs_of(line: Line) -> list[Verb]:
    """Return the verbs of a sentence in order; words that only may be verbs are judged by the words before them."""
    forms, folds = vocabulary().forms, line.folds
    found: list[Verb] = []
    skip, perhaps = _skipped(), _perhaps_verbs()
    for at, word in enumerate(folds[line.start : line.end], line.start):
        if word not in perhaps:
            continue
        if word in _OUGHT:
            if line.word(at + 1) not in forms:  # a verb that no list has: "must apologise"
                found.append(Verb(at, at, ("must",), "finite", must=True))
            continue
        if at in line.names or (word in skip and _is_auxiliary(line, at)):
            continue
        group = _group(line, at)
        if not group.words and (_is_no_verb(line, at) or (found and found[-1].at == at - 1)):
            continue  # two verbs in a row: the second is an adjective ("extradited suspected militants")
        if group.start == at and line.word(at - 1) == "-":
            group = replace(group, start=at - 2)  # "test-fired"
        verb = _tense_of(line, at, forms[word], group)
        if verb:
            found.append(_read_doubt(verb, group))
    return found


def _is_auxiliary(line: Line, at: int) -> bool:
    """Whether a form of be, have, do or get helps a verb that follows within four words."""
    forms = vocabulary().forms
    for place in range(at + 1, min(at + 5, line.end)):
        word = line.folds[place]
        form = forms.get(word)
        if word == "to" or (form and not _HELPED.isdisjoint(form.tenses)):
            return word != "to"
        if word not in WORDS.adverbs and not word.endswith("ly") and word not in WORDS.auxiliaries:
            if word in ("'", "t"):
                continue
            return False
    return False

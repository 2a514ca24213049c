"""What the context rules of all languages share: a text's names in their places, neighbours and enumerations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct, field

from transforms import lexicons
from transforms.geography.country_names import CountryName, Kind
from transforms.text import strip_marks
from transforms.tokens import Tokens

# yes: surely the country. maybe: the country unless the text has the word as a person's name. weak: the country only
# where the text surely has it elsewhere. person: a person's name. no: anything else.
Verdict = Literal["yes", "maybe", "weak", "person", "no"]
FIRM: frozenset[Kind] = frozenset({"name", "demonym", "seat"})  # names that need no context
ENOUGH_IN_A_ROW = 3  # names that make an enumeration of countries by their number alone
_LONGEST_CHAIN = 8  # names looked at on either side; more tell no more
_LONGEST_JOINT = 2  # ", and"
_DASHES = frozenset("-–—/")
_JOINTS = _DASHES | {",", "&", "and", "or", "và", "va", "hay", "hoặc", "với", "cùng", "with", "versus"}


class Match(Struct, frozen=True):
    """A name found: first token, token behind the last, and what it may stand for."""

    start: int
    end: int
    name: CountryName


class Word(Struct, frozen=True):
    """A word beside a name: as written and folded."""

    text: str
    folded: str

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with an upper-case letter."""
        return self.text[0].isupper()


class Scene(Struct):
    """One paragraph: its tokens and the names found in it, in order; ``bare``: its diacritics are missing."""

    tokens: Tokens
    matches: Sequence[Match]
    bare: bool = False
    _words: dict[int, Word | None] = field(default_factory=dict)  # many rules ask for the same few

    def word_at(self, index: int) -> Word | None:
        """Return the word at ``index``, None for a sign and outside the text."""
        if index in self._words:
            return self._words[index]
        texts = self.tokens.texts
        there = 0 <= index < len(texts) and texts[index][0].isalnum()
        word = self._words[index] = Word(texts[index], self.tokens.folds[index]) if there else None
        return word

    def word_before(self, index: int) -> Word | None:
        """Return the word directly before token ``index``, None if a sign or nothing stands there."""
        return self.word_at(index - 1)

    word_after = word_at  # what stands at the end of a match stands directly behind it

    def sign_at(self, index: int) -> str:
        """Return the sign at ``index``, "" at either end of the text and for a word."""
        texts = self.tokens.texts
        return texts[index] if 0 <= index < len(texts) and not texts[index][0].isalnum() else ""

    def folds(self, start: int, end: int) -> list[str]:
        """Return the tokens from ``start`` (no less than the first) to ``end``, folded."""
        return self.tokens.folds[max(0, start) : end]

    def phrases_before(self, index: int, longest: int = 3) -> list[str]:
        """Return the last one, two, three words before ``index`` in lower case, as phrases without a sign in them."""
        phrases: list[str] = []
        words: list[str] = []
        while len(words) < longest and (word := self.word_before(index - len(words))):
            words.insert(0, word.folded)
            phrases.append(" ".join(words))
        return phrases


# A rule looks at match number n of a scene and gives a verdict, or None where it has nothing to say.
Rule = Callable[[Scene, int], Verdict | None]


def first_verdict(rules: Iterable[Rule], scene: Scene, position: int, otherwise: Verdict = "no") -> Verdict:
    """Return the verdict of the first rule that has one; ``no`` if none has: what is doubtful is left out."""
    for rule in rules:
        if verdict := rule(scene, position):
            return verdict
    return otherwise


@cache
def word_list(lexicon: str, *path: str, bare: bool = False) -> frozenset[str]:
    """Return a lexicon's ``a | b | c`` list, over several lines or one, as a set; ``bare``: without diacritics."""
    value = lexicons.load(lexicon)
    for key in path[:-1]:
        value = value[key]
    text: str = strip_marks(value[path[-1]]) if bare else value[path[-1]]
    return frozenset(word for line in text.split("\n") for part in line.split("|") if (word := part.strip()))


def _joint(scene: Scene, left: Match, right: Match) -> str | None:
    """Return how two matches are joined (the last joint between them), None if they are not."""
    between = scene.folds(left.end, right.start)
    if not between or len(between) > _LONGEST_JOINT or any(word not in _JOINTS for word in between):
        return None
    return between[-1]


def chain_of(scene: Scene, position: int) -> tuple[list[Match], bool]:
    """Return the enumeration that match number ``position`` stands in, itself first, and whether a dash joins it.

    "Pháp, Nga và Ý" is one chain of three. Longer names that are no country end a chain.
    """
    match = scene.matches[position]
    chain, dashed = [match], False
    if len(scene.matches) == 1:
        return chain, dashed
    for step in (-1, 1):
        current, place = match, position + step
        while 0 <= place < len(scene.matches) and abs(place - position) <= _LONGEST_CHAIN:
            if scene.matches[place].name.kind == "none":
                break
            other = scene.matches[place]
            joint = _joint(scene, other, current) if step < 0 else _joint(scene, current, other)
            if joint is None:
                break
            dashed = dashed or (joint in _DASHES and current is match)
            chain.append(other)
            current, place = other, place + step
    return chain, dashed

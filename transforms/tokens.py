"""Tokens with their place in the text, and a trie that finds the longest of many names in them.

A name is a row of words and signs; white space between them does not count. Matching is by folded tokens, so that one
entry serves ``VIỆT NAM`` and ``Việt Nam``; case is checked afterwards, because it tells China from china.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, chain, compress, count
from operator import add, ne
from typing import Any, Generic, NamedTuple, TypeVar, overload

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_MOST_KEPT = 1 << 15  # words: more than the news of a day in one language has
_LONGEST_KEPT = 40  # characters

T = TypeVar("T")
R = TypeVar("R")  # what a table holds for a first word


def straighten(text: str) -> str:
    """Return ``text`` with one kind of apostrophe; the length stays."""
    # Four searches are a hundred times as fast as one translation of a text with diacritics.
    return text.replace("’", "'").replace("‘", "'").replace("ʼ", "'").replace("`", "'")


class Token(NamedTuple):
    """One word or one sign: as written, folded for comparing, and its character span."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with an upper-case letter."""
        return self.text[0].isupper()


class Tokens(Sequence[Token]):
    """The tokens of a text: ``texts`` as written and ``folds`` for comparing, of one length.

    Looking through ``folds`` is what costs nothing; offsets and a ``Token`` come when they are asked for. ``fold``
    unifies spellings; lower case and straight apostrophes are added to it here.
    """

    __slots__ = ("_capitals", "_cuts", "_distinct", "_starts", "_text", "folds", "texts")

    def __init__(self, text: str, fold: Callable[[str], str] = str) -> None:
        self._text = text
        self._cuts = list(map(_CUT.__getitem__, text.split()))
        self.texts = list(chain.from_iterable(self._cuts))
        self.folds = list(map(_folding(str if text.isascii() else fold).__getitem__, self.texts))
        self._starts: list[int] | None = None
        self._capitals: list[int] | None = None
        self._distinct: frozenset[str] | None = None

    @property
    def starts(self) -> list[int]:
        """The characters at which the tokens begin."""
        if self._starts is None:
            self._starts = _starts(self._text, self.texts, self._cuts)
        return self._starts

    def end(self, place: int) -> int:
        """Return the character behind a token."""
        return self.starts[place] + len(self.texts[place])

    def is_glued(self, place: int) -> bool:
        """Tell whether no white space stands before a token, which is not the first."""
        return not self._text[self.starts[place] - 1].isspace()

    @property
    def capitals(self) -> list[int]:
        """The indexes of the words that begin with an upper-case letter: no name begins anywhere else."""
        if self._capitals is None:
            texts = self.texts
            differing = compress(range(len(texts)), map(ne, texts, self.folds))
            self._capitals = [index for index in differing if texts[index][0].isupper()]
        return self._capitals

    @property
    def distinct(self) -> frozenset[str]:
        """The folds as a set, against which every finder holds its own words before it looks any further."""
        if self._distinct is None:
            self._distinct = frozenset(self.folds)
        return self._distinct

    def places_of(self, words: Container[str]) -> Iterator[int]:
        """Return the indexes of the tokens whose fold is one of ``words``, found without a step of Python a token."""
        return compress(count(), map(words.__contains__, self.folds))

    def capitals_of(self, words: Container[str]) -> Iterator[int]:
        """Return those of ``capitals`` whose fold is one of ``words``."""
        capitals = self.capitals
        return compress(capitals, map(words.__contains__, map(self.folds.__getitem__, capitals)))

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.texts)

    @overload
    def __getitem__(self, index: int) -> Token: ...

    @overload
    def __getitem__(self, index: slice) -> list[Token]: ...

    def __getitem__(self, index: int | slice) -> Token | list[Token]:
        """Return one token, or the tokens of a slice as a list."""
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self.texts)))]
        return Token(self.texts[index], self.folds[index], self.starts[index], self.end(index))


class Memo(dict[str, R]):
    """What a function gives for short strings: the words of news come again and again.

    It is emptied when it is full, which costs less than to know what was used last. As ``map(memo.__getitem__, words)``
    a word that is known takes no step of Python, and is the same object each time, whose hash is known too.
    """

    def __init__(self, function: Callable[[str], R]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, key: str) -> R:
        """Return what the function gives, kept unless the string is long."""
        value = self._function(key)
        if len(key) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[key] = value
        return value


def _cut(piece: str) -> tuple[str, ...]:
    """Return the tokens of a piece of text without white space."""
    return (piece,) if piece.isalnum() else tuple(_TOKEN.findall(piece))


_CUT = Memo(_cut)


@cache
def _folding(fold: Callable[[str], str]) -> Memo[str]:
    """Return how tokens are folded with ``fold``; ``str`` is for ASCII text, which keeps its grave accents."""
    return Memo(str.lower if fold is str else lambda token: fold(straighten(token)).lower())


# How many spaces stand before each token of a piece, by the number of these.
_GAPS = [(), *[(1, *[0] * more) for more in range(_LONGEST_KEPT)]]


def _starts(text: str, tokens: list[str], cuts: list[tuple[str, ...]]) -> list[int]:
    """Return where each token stands; they follow one another with nothing but white space between.

    In a clean text that is one space between two pieces: the starts are then sums, without a step of Python a token.
    """
    sizes = list(map(len, cuts))
    if max(sizes, default=0) > _LONGEST_KEPT:
        return _starts_found(text, tokens)
    gaps = chain.from_iterable(map(_GAPS.__getitem__, sizes))
    starts = list(accumulate(map(add, chain((-1,), map(len, tokens)), gaps)))
    if not tokens or starts[-1] + len(tokens[-1]) == len(text):
        return starts
    return _starts_found(text, tokens)


def _starts_found(text: str, tokens: list[str]) -> list[int]:
    """Return where each token stands in a text with other white space."""
    starts: list[int] = []
    end = 0
    for token in tokens:
        starts.append(text.find(token, end))
        end = starts[-1] + len(token)
    return starts


def first_fold(name: str, fold: Callable[[str], str]) -> str:
    """Return the first of a name's folded tokens, without taking the rest apart if it can."""
    word = name.partition(" ")[0]
    if not word.isalnum():
        return Tokens(name, fold).folds[0]
    return word.lower() if word.isascii() else fold(word).lower()


@dataclass(slots=True)
class _Node(Generic[T]):
    branches: dict[str, _Node[T]] = field(default_factory=dict)
    entries: list[tuple[tuple[str, ...], T]] = field(default_factory=list)


def _case_fits(pattern: tuple[str, ...], words: Sequence[str]) -> bool:
    """A capital in the entry must be one in the text; an entry in capitals (US, UAE) must be so in the text."""
    for word, text in zip(pattern, words, strict=True):
        if word != text and ((len(word) > 1 and word.isupper()) or (word[0].isupper() and not text[0].isupper())):
            return False
    return True


def _nothing(_: object) -> Iterable[tuple[str, T]]:
    return ()


class Trie(Generic[T]):
    """Names to values; ``find`` gives the longest name at each place, left to right, without overlaps.

    ``fold`` unifies spellings before names and text are compared; it must keep the length of a text. ``table`` holds
    many names by their first word, folded, in one piece each; ``parse`` makes names and values of such a piece when a
    text first has that word, so that tens of thousands of names cost next to nothing before they are met. Names begin
    with a capital, in the text too, but for those whose first word is in ``uncapitalised`` (``châu Á``).
    """

    def __init__(
        self,
        fold: Callable[[str], str] = str,
        table: Mapping[str, R] | None = None,
        parse: Callable[[R], Iterable[tuple[str, T]]] = _nothing,
        uncapitalised: frozenset[str] = frozenset(),
    ) -> None:
        self._fold = fold
        self._parse = parse
        self._uncapitalised = uncapitalised
        self._table: Mapping[str, Any] = table if table is not None else {}
        self._read: set[str] = set()  # first words whose rows have been parsed
        self._begins: Memo[bool] = Memo(self._is_first)
        self._root: _Node[T] = _Node()

    def add(self, name: str, value: T) -> None:
        """Add a name; the first value wins where a name is added twice."""
        tokens = Tokens(name, self._fold)
        node = self._root
        self._begins.pop(tokens.folds[0], None)
        for word in tokens.folds:
            branch = node.branches.get(word)
            if branch is None:
                branch = node.branches[word] = _Node()
            node = branch
        pattern = tuple(tokens.texts)
        if all(pattern != known for known, _ in node.entries):
            node.entries.append((pattern, value))

    def _is_first(self, word: str) -> bool:
        """Tell whether a name begins with a word."""
        return word in self._root.branches or word in self._table

    def _branch(self, word: str) -> _Node[T] | None:
        """Return the node of a first word, its row of the table read."""
        if word not in self._read:
            self._read.add(word)
            for name, value in self._parse(self._table[word]) if word in self._table else ():
                self.add(name, value)
        return self._root.branches.get(word)

    def _longest(self, tokens: Tokens, start: int) -> tuple[int, T] | None:
        folds, texts, position = tokens.folds, tokens.texts, start + 1
        best: tuple[int, T] | None = None
        node = self._branch(folds[start])
        while node is not None:
            for pattern, value in node.entries:
                if _case_fits(pattern, texts[start:position]):
                    best = (position, value)
                    break
            node = node.branches.get(folds[position]) if position < len(folds) and node.branches else None
            position += 1
        return best

    def _starts(self, tokens: Tokens) -> list[int]:
        if self._uncapitalised.isdisjoint(tokens.distinct):
            return tokens.capitals
        return sorted({*tokens.places_of(self._uncapitalised), *tokens.capitals})

    def find(self, tokens: Tokens) -> Iterator[tuple[int, int, T]]:
        """Yield (first token, token behind the last, value) for every name."""
        places, done = self._starts(tokens), 0
        begins = map(self._begins.__getitem__, map(tokens.folds.__getitem__, places))
        for place in compress(places, begins):
            if place >= done and (found := self._longest(tokens, place)):
                done = found[0]
                yield place, done, found[1]

"""Tokens with their place in the text, and a trie that finds the longest of many names in them.

A name is a row of words and signs; white space between them does not count. Matching is by folded tokens, so that one
entry serves ``VIỆT NAM`` and ``Việt Nam``; case is checked afterwards, because it tells China from china.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import ne
from typing import Any, Generic, NamedTuple, TypeVar, overload

_TOKEN = re.compile(r"\w+|[^\w\s]")
_TOKEN_WITHOUT_LOW_LINES = re.compile(r"[^\W_]+|[^\w\s]|_")  # slower; only for the rare text that has "_"

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

    __slots__ = ("_capitals", "_spans", "_text", "folds", "texts")

    def __init__(self, text: str, fold: Callable[[str], str] = str) -> None:
        self._text = text
        self.texts = _split(text)
        # One call folds them all: no token has white space in it, and folding makes none.
        rows = "\n".join(self.texts)
        folded = rows.lower() if rows.isascii() else fold(straighten(rows)).lower()
        self.folds: list[str] = folded.split("\n") if rows else []
        self._spans: list[tuple[int, int]] | None = None
        self._capitals: list[int] | None = None

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The character spans, one a token."""
        if self._spans is None:
            self._spans = _spans(self._text, self.texts)
        return self._spans

    @property
    def capitals(self) -> list[int]:
        """The indexes of the words that begin with an upper-case letter: no name begins anywhere else."""
        if self._capitals is None:
            texts = self.texts
            differing = compress(range(len(texts)), map(ne, texts, self.folds))
            self._capitals = [index for index in differing if texts[index][0].isupper()]
        return self._capitals

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
        start, end = self.spans[index]
        return Token(self.texts[index], self.folds[index], start, end)


def _split(text: str) -> list[str]:
    """Return the tokens of a text as ``_TOKEN`` finds them, in half of the time: most words stand between spaces."""
    if "_" in text:
        return _TOKEN_WITHOUT_LOW_LINES.findall(text)
    tokens: list[str] = []
    for piece in text.split():
        if piece.isalnum():
            tokens.append(piece)
        elif piece[:-1].isalnum():  # a word and its comma or stop
            tokens += piece[:-1], piece[-1]
        else:
            tokens += _TOKEN.findall(piece)
    return tokens


def _spans(text: str, tokens: Iterable[str]) -> list[tuple[int, int]]:
    """Return where each token stands; they follow one another with nothing but white space between."""
    spans: list[tuple[int, int]] = []
    end = 0
    for token in tokens:
        first = token[0]
        if text[end] != first:  # white space, a single one nearly always
            end += 1
            if text[end] != first:
                end = text.find(token, end)
        start = end
        end += len(token)
        spans.append((start, end))
    return spans


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
    return all(
        text == word if len(word) > 1 and word.isupper() else text[0].isupper() or not word[0].isupper()
        for word, text in zip(pattern, words, strict=True)
    )


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
        self._unread: dict[str, Any] = dict(table or {})
        self._root: _Node[T] = _Node()

    def add(self, name: str, value: T) -> None:
        """Add a name; the first value wins where a name is added twice."""
        tokens = Tokens(name, self._fold)
        node = self._root
        for word in tokens.folds:
            branch = node.branches.get(word)
            if branch is None:
                branch = node.branches[word] = _Node()
            node = branch
        pattern = tuple(tokens.texts)
        if all(pattern != known for known, _ in node.entries):
            node.entries.append((pattern, value))

    def _branch(self, word: str) -> _Node[T] | None:
        """Return the node of a first word, its row of the table read."""
        if word in self._unread:
            for name, value in self._parse(self._unread.pop(word)):
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
        lower = [place for place, word in enumerate(tokens.folds) if word in self._uncapitalised]
        return sorted({*lower, *tokens.capitals}) if lower else tokens.capitals

    def find(self, tokens: Tokens) -> Iterator[tuple[int, int, T]]:
        """Yield (first token, token behind the last, value) for every name."""
        folds, branches, unread, done = tokens.folds, self._root.branches, self._unread, 0
        for place in self._starts(tokens):
            if place < done or not (folds[place] in branches or folds[place] in unread):
                continue
            if found := self._longest(tokens, place):
                done = found[0]
                yield place, done, found[1]

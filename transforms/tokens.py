"""Tokens with their place in the text, and a trie that finds the longest of many names in them.

A name is a row of words and signs; white space between them does not count. Matching is by folded tokens, so that one
entry serves ``VIỆT NAM`` and ``Việt Nam``; case is checked afterwards, because it tells China from china.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Generic, NamedTuple, TypeVar

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_APOSTROPHES = str.maketrans("’ʼ‘`", "''''")

# A word that may begin with a capital: any letter but those that are surely small.
_CAPITALISED = re.compile(r"(?<![^\W_])[^\W\d_a-zß-öø-ÿ][^\W_]*")

T = TypeVar("T")


class Token(NamedTuple):
    """One word or one sign: as written, folded for comparing, and its character span.

    A named tuple, since a text has hundreds and a frozen dataclass takes three times as long to make.
    """

    text: str
    folded: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is letters and digits and not a sign."""
        return self.text[0].isalnum()

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with an upper-case letter."""
        return self.text[0].isupper()


_new_token: Callable[[Iterable[object]], Token] = partial(tuple.__new__, Token)


def tokenise(text: str, folded: str | None = None) -> list[Token]:
    """Return the tokens of ``text``; ``folded`` is the text as it is to be compared, of the same length.

    The rows are put together by C code: this is where tagging spends most of its time.
    """
    lower = (text if folded is None else folded).lower()
    if len(lower) != len(text):  # a letter whose lower case is two characters; it is in no name
        lower = text
    spans = [match.span() for match in _TOKEN.finditer(text)]
    words = [text[start:end] for start, end in spans]
    folds = [lower[start:end] for start, end in spans]
    return list(
        map(_new_token, zip(words, folds, (span[0] for span in spans), (span[1] for span in spans), strict=True))
    )


@dataclass(slots=True)
class _Node(Generic[T]):
    branches: dict[str, _Node[T]] = field(default_factory=dict)
    entries: list[tuple[tuple[str, ...], T]] = field(default_factory=list)


def _case_fits(pattern: tuple[str, ...], tokens: Sequence[Token]) -> bool:
    """A capital in the entry must be one in the text; an entry in capitals (US, UAE) must be so in the text."""
    return all(
        token.text == word if len(word) > 1 and word.isupper() else token.is_capitalised or not word[0].isupper()
        for word, token in zip(pattern, tokens, strict=True)
    )


class Trie(Generic[T]):
    """Names to values; ``find`` gives the longest name at each place, left to right, without overlaps.

    ``fold`` unifies spellings before names and text are compared; it must keep the length of a text.
    """

    def __init__(self, fold: Callable[[str], str] = str) -> None:
        self._fold = fold
        self._root: _Node[T] = _Node()

    def fold(self, text: str) -> str:
        """Return ``text`` as the names were folded, apostrophes unified."""
        return self._fold(text.translate(_APOSTROPHES))

    def add(self, name: str, value: T) -> None:
        """Add a name; the first value wins where a name is added twice."""
        tokens = tokenise(name, self.fold(name))
        node = self._root
        for token in tokens:
            node = node.branches.setdefault(token.folded, _Node())
        pattern = tuple(token.text for token in tokens)
        if pattern not in (known for known, _ in node.entries):
            node.entries.append((pattern, value))

    def _longest(self, tokens: Sequence[Token], start: int) -> tuple[int, T] | None:
        node, position = self._root, start
        best: tuple[int, T] | None = None
        while position < len(tokens) and (branch := node.branches.get(tokens[position].folded)):
            node, position = branch, position + 1
            for pattern, value in node.entries:
                if _case_fits(pattern, tokens[start:position]):
                    best = (position, value)
                    break
        return best

    def may_occur(self, folded: str) -> bool:
        """Tell cheaply whether a name could begin in a folded text: many paragraphs need not be taken apart."""
        return any(word.lower() in self._root.branches for word in _CAPITALISED.findall(folded))

    def find(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int, T]]:
        """Yield (first token, token behind the last, value) for every name; names begin with a capital."""
        first_words, done = self._root.branches, 0
        candidates = [place for place, token in enumerate(tokens) if token.folded in first_words]
        for place in candidates:
            if place < done or not tokens[place].is_capitalised:
                continue
            if found := self._longest(tokens, place):
                done = found[0]
                yield place, done, found[1]

"""The vocabularies of topics, ready to be looked up: which terms stand in a text, and what each of them speaks for.

The longest term at a place counts and hides the shorter ones in it: "trade war" is no war. Looking up is set membership
of words and of word pairs over the folds of a passage; only where one hits are terms compared. The files have the newer
placement of tones (hòa), as the folds have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from transforms import lexicons
from transforms.text import strip_marks
from transforms.tokens import Tokens

_WORD = re.compile(r"[^\W_]+|[^\w\s]")  # as transforms.tokens takes a text apart
_PLURAL_IN_S = frozenset({"en", "fr"})
_SHORT = 3  # letters; what is so short takes no plural, and tells nothing without its diacritics
_NO_TOPIC = "-"


class Topic(NamedTuple):
    """A Media Topic: its code without ``medtop:``, its English name, and the codes from the top level down to it."""

    code: str
    name: str
    path: tuple[str, ...]


@cache
def media_topics() -> dict[str, Topic]:
    """Return the topics in use by code."""
    return {code: Topic(code, name, tuple(path.split())) for code, name, path in lexicons.rows("iptc_mediatopics")}


class Term(Struct, frozen=True):
    """A term as its lexicon writes it, and its weight for each topic and (the greatest) for each top-level one.

    What speaks for a topic and is no word has no ``lexicon``.
    """

    name: str
    lexicon: str
    weights: Mapping[str, int]
    tops: Mapping[str, int]

    @property
    def rule(self) -> str:
        """What an analyst is shown as the reason of a topic."""
        return f"{self.lexicon}: {self.name}" if self.lexicon else self.name


class _Entry(Struct, frozen=True):
    words: list[str]  # folded tokens
    written: list[str] | None  # with its capitals, if it has any
    term: Term


def term_of(name: str, lexicon: str, weights: Mapping[str, int]) -> Term:
    """Return a term with its weights for the top-level topics reckoned."""
    tops: dict[str, int] = {}
    for code, weight in weights.items():
        top = media_topics()[code].path[0]
        tops[top] = max(weight, tops.get(top, 0))
    return Term(name, lexicon, weights, tops)


def _case_fits(written: Sequence[str], words: Sequence[str]) -> bool:
    """A capital in the entry must be one in the text; a word in capitals (AI, NBA) must be so in the text."""
    return all(
        word == entry if len(entry) > 1 and entry.isupper() else word[0].isupper() or not entry[0].isupper()
        for entry, word in zip(written, words, strict=True)
    )


class _Row(NamedTuple):
    """What a line of a lexicon says of the terms in it."""

    lexicon: str
    code: str
    weight: int


class _Head(NamedTuple):
    """The entries that begin with one word: of that word alone, and of more by the second; the longest stand first."""

    alone: list[_Entry]
    by_second: dict[str, list[_Entry]]


class Vocabulary:
    """All terms for texts of one language; ``bare`` is Vietnamese without diacritics.

    Names are filed under their first word as the files have them; entries are made of them when a text first has that
    word, so that reading thousands of names costs little.
    """

    def __init__(self, *lexicon_names: str, bare: bool = False, plurals: bool = False) -> None:
        """Read the terms of these lexicons."""
        self._bare, self._plurals = bare, plurals
        self._names: dict[str, list[tuple[str, _Row]]] = {}
        self._singular: dict[str, str] = {}  # plurals of single words, which are first words too, and whose they are
        for lexicon in lexicon_names:
            self._file(lexicon)
        self._firsts = {*self._names, *self._singular}
        self._heads: dict[str, _Head] = {}

    def _file(self, lexicon: str) -> None:
        filed, singular = self._names, self._singular
        for topic, weight, names in lexicons.rows(lexicon):
            row = _Row(lexicon, topic.partition(" ")[0], int(weight))
            folded = (strip_marks(names) if self._bare else names).lower()
            for name, words in zip(names.split(", "), folded.split(", "), strict=True):
                first = words.partition(" ")[0]
                if not first.isalnum():
                    first = _WORD.findall(words)[0]
                if first in filed:
                    filed[first].append((name, row))
                else:
                    filed[first] = [(name, row)]
                if name == first and self._plurals and _has_plural(name):
                    singular.setdefault(_plural(name), name)

    def _head(self, word: str) -> _Head:
        """Make the entries that begin with a word: the longest first, those with capitals before those without."""
        entries: list[_Entry] = []
        if word in self._singular:
            entries += self._forms(self._singular[word])[1:]
        for name in dict.fromkeys(name for name, _ in self._names.get(word, ())):
            forms = self._forms(name)
            # A plural of a single word begins with another word.
            entries += forms[:1] if len(forms[0].words) == 1 else forms
        if self._bare:
            entries = [entry for entry in entries if len(entry.words) > 1 or _tells_bare(entry)]
        head = _Head([], {})
        for entry in sorted(entries, key=lambda entry: (-len(entry.words), entry.written is None)):
            alone = len(entry.words) == 1
            (head.alone if alone else head.by_second.setdefault(entry.words[1], [])).append(entry)
        return head

    def _folded(self, name: str) -> list[str]:
        return _words((strip_marks(name) if self._bare else name).lower())

    def _forms(self, name: str) -> list[_Entry]:
        """Return the entry of a name, and that of its plural unless that is a name of its own."""
        words = self._folded(name)
        rows = [row for filed, row in self._names[words[0]] if filed == name]
        weights = {row.code: row.weight for row in rows if row.code != _NO_TOPIC}
        term = term_of(name, rows[0].lexicon, weights)
        forms = [_Entry(words, None if name.islower() else _words(name), term)]
        if self._plurals and _has_plural(name):
            plural = _plural(name)
            first = plural if len(words) == 1 else words[0]
            if all(filed != plural for filed, _ in self._names.get(first, ())):
                forms.append(_Entry([*words[:-1], _plural(words[-1])], None, term))
        return forms

    def find(self, tokens: Tokens) -> Iterator[tuple[int, int, Term]]:
        """Yield (first token, token behind the last, term) from left to right, without overlaps."""
        folds, heads, done = tokens.folds, self._heads, 0
        last = len(folds) - 1
        for place in tokens.places_of(self._firsts):
            if place < done:
                continue
            word = folds[place]
            if (head := heads.get(word)) is None:
                head = heads[word] = self._head(word)
            alone, by_second = head
            longer = by_second.get(folds[place + 1]) if place < last else None
            entry = _longest(longer, tokens, place) if longer else None
            if entry is None and alone:
                entry = alone[0] if alone[0].written is None else _longest(alone, tokens, place)
            if entry is not None:
                done = place + len(entry.words)
                yield place, done, entry.term


def _tells_bare(entry: _Entry) -> bool:
    """Whether a single word tells anything in a text without diacritics."""
    return entry.term.name.isascii() and len(entry.words[0]) > _SHORT


def _longest(entries: Sequence[_Entry], tokens: Tokens, place: int) -> _Entry | None:
    """Return the first of the entries, which stand longest first, that is in the text at ``place``."""
    folds = tokens.folds
    for entry in entries:
        end = place + len(entry.words)
        if folds[place:end] == entry.words and (
            entry.written is None or _case_fits(entry.written, tokens.texts[place:end])
        ):
            return entry
    return None


def _words(text: str) -> list[str]:
    return text.split(" ") if text.replace(" ", "").isalnum() else _WORD.findall(text)


def _plural(name: str) -> str:
    if name.endswith(("s", "x", "ch", "sh")):
        return name + "es"
    if name.endswith("y") and name[-2] not in "aeiou":
        return name[:-1] + "ies"
    return name + "s"


def _has_plural(name: str) -> bool:
    return name.islower() and len(name) > _SHORT


@cache
def vocabulary(language: str, *, bare: bool = False) -> Vocabulary | None:
    """Return the terms for a language (``en``, ``vi``, ``fr``, ``nl``) with the names of all; None for another."""
    try:
        return Vocabulary(f"topics_{language}", "topics_names", bare=bare, plurals=language in _PLURAL_IN_S)
    except FileNotFoundError:
        return None

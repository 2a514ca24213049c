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

from transforms import lexicons
from transforms.text import strip_marks
from transforms.tokens import Tokens

_WORD = re.compile(r"[^\W_]+|[^\w\s]")  # as transforms.tokens takes a text apart
_PLURAL_IN_S = frozenset({"en", "fr"})
_SHORT = 3  # letters; what is so short takes no plural, and tells nothing without its diacritics
_HEAD = 2  # words that a longer name is filed under
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


class Term(NamedTuple):
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


class _Entry(NamedTuple):
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


class Vocabulary:
    """All terms for texts of one language; ``bare`` is Vietnamese without diacritics.

    Names are filed under their first word, or their first two; an entry is made of them when a text first has these,
    so that reading thousands of names costs little.
    """

    def __init__(self, *, bare: bool = False, plurals: bool = False) -> None:
        self._bare, self._plurals = bare, plurals
        self._weights: dict[str, dict[str, int]] = {}
        self._lexicons: dict[str, str] = {}
        self._single: dict[str, list[str]] = {}
        self._pairs: dict[tuple[str, str], list[str]] = {}
        self._heads: set[str] = set()  # the first words of all
        self._entries: dict[str | tuple[str, str], list[_Entry]] = {}

    def read(self, lexicon: str) -> None:
        """Add the terms of a lexicon file."""
        for topic, weight, names in lexicons.rows(lexicon):
            code, number = topic.partition(" ")[0], int(weight)
            for name in names.split(", "):
                weights = self._weights.get(name)
                if weights is None:
                    weights = self._weights[name] = {}
                    self._lexicons[name] = lexicon
                    self._file(name, self._folded(name))
                if code != _NO_TOPIC:
                    weights[code] = number

    def _folded(self, name: str) -> list[str]:
        return _words((strip_marks(name) if self._bare else name).lower())

    def _file(self, name: str, words: list[str]) -> None:
        plural = _plural(words[-1]) if self._plurals and len(words) <= _HEAD and _has_plural(name) else None
        if len(words) == 1:
            for word in (words[0], plural) if plural else words:
                if not self._bare or (name.isascii() and len(word) > _SHORT):
                    self._heads.add(word)
                    self._single.setdefault(word, []).append(name)
            return
        self._heads.add(words[0])
        self._pairs.setdefault((words[0], words[1]), []).append(name)
        if plural:
            self._pairs.setdefault((words[0], plural), []).append(name)

    def _filed(self, head: str | tuple[str, str], names: list[str]) -> list[_Entry]:
        """Return the entries under a head, the longest first, those with capitals before those without."""
        entries = self._entries.get(head)
        if entries is None:
            start = [head] if isinstance(head, str) else list(head)
            forms = (entry for name in names for entry in self._forms(name) if entry.words[: len(start)] == start)
            entries = sorted(forms, key=lambda entry: (-len(entry.words), entry.written is None))
            self._entries[head] = entries
        return entries

    def _forms(self, name: str) -> Iterator[_Entry]:
        """Yield the entry of a name, and of its plural unless that is a name of its own."""
        words, term = self._folded(name), term_of(name, self._lexicons[name], self._weights[name])
        yield _Entry(words, None if name.islower() else _words(name), term)
        if self._plurals and _has_plural(name) and _plural(name) not in self._weights:
            yield _Entry([*words[:-1], _plural(words[-1])], None, term)

    def find(self, tokens: Tokens) -> Iterator[tuple[int, int, Term]]:
        """Yield (first token, token behind the last, term) from left to right, without overlaps."""
        folds, heads, single, pairs, done = tokens.folds, self._heads, self._single, self._pairs, 0
        for place in [place for place, word in enumerate(folds) if word in heads]:
            if place < done:
                continue
            word, entry = folds[place], None
            pair = word, folds[place + 1] if place + 1 < len(folds) else ""
            if pair in pairs:
                entry = _longest(self._filed(pair, pairs[pair]), tokens, place)
            if entry is None and word in single:
                entry = _longest(self._filed(word, single[word]), tokens, place)
            if entry:
                done = place + len(entry.words)
                yield place, done, entry.term


def _longest(entries: list[_Entry], tokens: Tokens, place: int) -> _Entry | None:
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
    terms = Vocabulary(bare=bare, plurals=language in _PLURAL_IN_S)
    try:
        terms.read(f"topics_{language}")
    except FileNotFoundError:
        return None
    terms.read("topics_names")
    return terms

"""What happens, in the words of headlines: concepts that eleven languages name, from ``lexicons/news_words.tsv``.

A headline has few names, and in Arabic or Chinese they are hard to find. That both reports speak of an earthquake does
not make them one event, but it tells which of two events in one country a headline is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from transforms import lexicons
from transforms.text import letter_words, strip_marks

_LANGUAGES = "en de fr es it pt nl ru ar zh vi".split()  # the columns of the table behind the concept
_LEAD = 300  # characters: concepts tell what a report is about where it begins, further on they are in every report
_SHORTEST_STEM = 2  # letters
_REMEMBERED = 1 << 16  # words of a language, after which remembering begins anew
_ARABIC_PREFIX = re.compile(r"(?<!\w)و?[بلفك]?(?:ال|لل)(?=\w{3})")
_ARABIC_LETTERS = str.maketrans("أإآىة", "اااي" + "ه")


def _cells(language: str) -> Iterator[tuple[str, str]]:
    """Yield the spellings of a language with the concept of each."""
    column = _LANGUAGES.index(language) + 1
    for row in lexicons.rows("news_words"):
        for spelling in row[column].split("|"):
            yield _folded(spelling, language), row[0]


def _folded(text: str, language: str) -> str:
    plain = strip_marks(text).lower()
    return _ARABIC_PREFIX.sub("", plain).translate(_ARABIC_LETTERS) if language == "ar" else plain


class _Concepts:
    """The spellings of a language: whole words, beginnings of words, and phrases of two words and more."""

    def __init__(self, language: str) -> None:
        spellings = dict(_cells(language))
        self.words = {one: concept for one, concept in spellings.items() if "*" not in one and " " not in one}
        self.stems = {one[:-1]: concept for one, concept in spellings.items() if one.endswith("*")}
        self.phrases = {one: concept for one, concept in spellings.items() if " " in one}
        self.lengths = sorted({phrase.count(" ") + 1 for phrase in self.phrases})
        self.seen: dict[str, str | None] = {}

    def of(self, word: str) -> str | None:
        """Return the concept of a word, by the word itself or the longest stem that it begins with."""
        if word not in self.seen:
            if len(self.seen) > _REMEMBERED:
                self.seen.clear()
            stems = (self.stems.get(word[:end]) for end in range(len(word), _SHORTEST_STEM - 1, -1))
            self.seen[word] = self.words.get(word) or next((one for one in stems if one), None)
        return self.seen[word]

    def found(self, words: list[str]) -> Iterator[str]:
        """Yield the concepts of words that follow each other."""
        for word in words:
            if concept := self.of(word):
                yield concept
        for length in self.lengths:
            runs = dict.fromkeys(map(" ".join, zip(*(words[start:] for start in range(length)), strict=False)))
            yield from (self.phrases[run] for run in runs if run in self.phrases)


@cache
def _concepts(language: str) -> _Concepts:
    return _Concepts(language)


@cache
def _chinese() -> tuple[re.Pattern[str], Mapping[str, str]]:
    spellings = dict(_cells("zh"))
    return re.compile("|".join(sorted(spellings, key=len, reverse=True))), spellings


def news_keys(text: str, language: str | None) -> Iterator[str]:
    """Yield what the beginning of ``text`` says that happened, as ``e:earthquake``.

    ``language`` is the primary subtag of the text's language; others than those of the table have no concepts.
    """
    head = text[:_LEAD]
    if language == "zh":
        pattern, spellings = _chinese()
        yield from (f"e:{spellings[spelling]}" for spelling in pattern.findall(head))
    elif language in _LANGUAGES:
        yield from (f"e:{concept}" for concept in _concepts(language).found(letter_words(_folded(head, language))))

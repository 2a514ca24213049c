"""The words of an article as a full-text index has them: folded, numbered, counted by where they stand.

Folding is what DuckDB's ``lower`` and ``strip_accents`` do, with ``đ`` as ``d``, so that SQL can fold a query alike
(macro ``mart.search``). Scripts without spaces between words are indexed by the character.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from transforms.text import plain_words, strip_marks

TITLE_WEIGHT, SUMMARY_WEIGHT, BODY_WEIGHT = 4, 2, 1
MOST_WEIGHT = 65535  # what a USMALLINT holds

# Han, Hiragana and Katakana: each character is a word, and a run of them a phrase.
CHARACTERS = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_CHARACTER = re.compile(f"([{CHARACTERS}])")
_LONGEST_WORD = 64  # characters; what is longer (addresses, noise) is cut there
_REMEMBERED = 200_000  # numbers of words, some 20 MB


class _Numbers(dict[str, int]):
    """The number of each word, as DuckDB's ``md5_number_lower`` gives it; begins anew when it has grown too large."""

    def __missing__(self, word: str) -> int:
        number = int.from_bytes(hashlib.md5(word.encode(), usedforsecurity=False).digest()[8:], "little")
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = number
        return number


_NUMBERS = _Numbers()


def search_words(text: str) -> list[str]:
    """Return the folded words of a text, in order."""
    folded = strip_marks(unicodedata.normalize("NFC", text).lower())
    if not folded.isascii():
        folded = _CHARACTER.sub(r" \1 ", folded)
    return [word[:_LONGEST_WORD] for word in plain_words(folded)]


def search_term(word: str) -> int:
    """Return the number (64 bits) of a folded word."""
    return _NUMBERS[word]


def weighted_words(title: str | None, summary: str | None, body: Iterable[str]) -> tuple[dict[str, int], int]:
    """Return the weight of every word of an article, and how many words it has in all."""
    parts = ((TITLE_WEIGHT, title or ""), (SUMMARY_WEIGHT, summary or ""), (BODY_WEIGHT, "\n".join(body)))
    weights: Counter[str] = Counter()
    size = 0
    for weight, text in parts:
        found = search_words(text)
        size += len(found)
        for word, times in Counter(found).items():
            weights[word] += weight * times
    return {word: min(weight, MOST_WEIGHT) for word, weight in weights.items()}, size

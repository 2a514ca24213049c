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


def _marks() -> str:
    """Return the inside of a character class: every mark that is written on or beside a letter, as ranges."""
    codes = [code for code in range(0x300, 0x10000) if unicodedata.category(chr(code)).startswith("M")]
    begins = [code for place, code in enumerate(codes) if not place or codes[place - 1] != code - 1]
    ends = [code for place, code in enumerate(codes) if place + 1 == len(codes) or codes[place + 1] != code + 1]
    return "".join(f"\\u{begin:04x}-\\u{end:04x}" for begin, end in zip(begins, ends, strict=True))


# What is left of them where no letter has them built in: vowels of Arabic and Hindi, the dot of a Turkish i.
MARKS = _marks()
_CHARACTER = re.compile(f"[{CHARACTERS}{MARKS}]")
_MARK = re.compile(f"[{MARKS}]")
_LONGEST_WORD = 64  # characters; what is longer (addresses, noise) is cut there
_REMEMBERED = 200_000  # numbers of words, some 30 MB


class _Terms(dict[str, int]):
    """The number of each word, as DuckDB's ``md5_number_lower`` gives it; begins anew when it has grown too large.

    Words are in lower case, folded or not: that of an article are many, and its different words are few, so that a word
    is folded when it comes up for the first time and only looked up from then on.
    """

    def __missing__(self, word: str) -> int:
        folded = search_form(word).encode()
        number = int.from_bytes(hashlib.md5(folded, usedforsecurity=False).digest()[8:], "little")
        if len(word) <= _LONGEST_WORD:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[word] = number
        return number


_TERMS = _Terms()


def search_words(text: str) -> list[str]:
    """Return the folded words of a text, in order."""
    return [search_form(word) for word in _words(text)]


def search_form(word: str) -> str:
    """Return a word in lower case as the index has it: without diacritics, and not longer than words are."""
    return strip_marks(word)[:_LONGEST_WORD]


def search_term(word: str) -> int:
    """Return the number (64 bits) of a word in lower case, folded or not."""
    return _TERMS[word]


def weighted_terms(title: str | None, summary: str | None, body: Iterable[str]) -> tuple[Counter[int], list[str]]:
    """Return the weight of every word of an article, by its number, and all its words, in lower case and not folded."""
    heading, lead, text = _words(title or ""), _words(summary or ""), _words("\n".join(body))
    weighted = heading * TITLE_WEIGHT + lead * SUMMARY_WEIGHT + text * BODY_WEIGHT
    return Counter(map(_TERMS.__getitem__, weighted)), heading + lead + text


def _words(text: str) -> list[str]:
    """Return the words in lower case, in order, folded but for letters that have their diacritics built in."""
    lower = unicodedata.normalize("NFC", text).lower()
    return plain_words(lower if lower.isascii() else _CHARACTER.sub(_apart, lower))


def _apart(found: re.Match[str]) -> str:
    """Return a character that is a word with spaces around, a mark as nothing: folded it would be none either."""
    return "" if _MARK.match(found[0]) else f" {found[0]} "

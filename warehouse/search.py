"""Finds articles by words in the published snapshot: all of them, as whole words, whatever the case and diacritics.

Each term becomes a regular expression in which a letter stands for itself with and without marks, and ``d`` for ``đ``
too. That is ten times cheaper than taking the marks off the text (DuckDB's ``strip_accents``), and needs no index yet.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from string import ascii_lowercase

from warehouse.query import QueryError, QueryResult, run_statement
from warehouse.sqlfiles import statement

MAX_TERMS = 8

_TERM = re.compile(r'["“”„]([^"“”„]*)["“”„]|(\S+)')
_GAP = r"[^\p{L}\p{N}\p{M}]"
# Latin letters with marks: Latin-1 Supplement to Latin Extended-B, and Latin Extended Additional (Vietnamese).
_MARKED = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))


def search(data: Path, words: str, limit: int = 20) -> QueryResult:
    """Return the articles in which every word, and every phrase in quotation marks, occurs.

    Title, summary and body are searched; articles with more of the terms in the title come first, then the newest.
    ``hà nội``, ``ha noi`` and ``HA NOI`` find the same. Raises QueryError when there is nothing to search for or too
    much at once (MAX_TERMS), SnapshotMissing when nothing is published.
    """
    found = patterns(words)
    if not found:
        raise QueryError("there is nothing to search for: give at least one word")
    if len(found) > MAX_TERMS:
        raise QueryError(f"{len(found)} words are too many to search for at once: give {MAX_TERMS} at most")
    places = {f"p{place + 1}": found[place] if place < len(found) else "" for place in range(MAX_TERMS)}
    return run_statement(data, statement("queries/search"), {**places, "result_limit": limit})


def patterns(words: str) -> tuple[str, ...]:
    """Return a regular expression (RE2) for each word and each quoted phrase; signs alone are nothing to look for."""
    terms = (_words(phrase or word) for phrase, word in _TERM.findall(words))
    return tuple(dict.fromkeys(_pattern(term) for term in terms if term))


def _words(text: str) -> list[str]:
    """Return the words of a text: runs of letters, digits and marks, in lower case."""
    text = unicodedata.normalize("NFC", text).lower()
    return "".join(sign if unicodedata.category(sign)[0] in "LNM" else " " for sign in text).split()


def _pattern(term: list[str]) -> str:
    inner = f"{_GAP}+".join("".join(map(_letter, word)) for word in term)
    return f"(?:^|{_GAP}){inner}(?:$|{_GAP})"


def _letter(letter: str) -> str:
    """Return the class of all letters that count as this one."""
    forms = {letter, letter.upper(), *_marked().get(_base(letter), ())}
    return "[" + "".join(sorted(form for form in forms if len(form) == 1)) + "]"


def _base(letter: str) -> str:
    """Return a Latin letter without its marks (``d`` for ``đ``, where Unicode sees none), others as they are."""
    if letter == "đ":
        return "d"
    first = unicodedata.normalize("NFD", letter)[:1]
    return first if first.isascii() else letter


@cache
def _marked() -> dict[str, tuple[str, ...]]:
    """Return, for each Latin letter, all that count as it: with and without marks, in both cases."""
    groups: dict[str, list[str]] = {letter: [letter, letter.upper()] for letter in ascii_lowercase}
    for code in _MARKED:
        base = _base(chr(code).lower())
        if base in groups:
            groups[base].append(chr(code))
    return {base: tuple(group) for base, group in groups.items()}

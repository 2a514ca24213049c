"""The pattern by which texts are known that cannot have a phrase, without folding them, which takes ten times as long.

As ``mart.search_sieve`` makes it for SQL; written again here, so that a snapshot that an earlier version published,
which has no such macro, can be searched too.
"""

from __future__ import annotations

import re

_ELSEWHERE = re.compile(r" *[^\x00-\x7f][^a-z0-9]*")
_LETTER = re.compile(r"[a-z]")
# Parts of patterns of RE2, which DuckDB matches with.
_BEGIN, _END = r"(?:^|[^\p{Latin}\p{N}])", r"(?:[^\p{Latin}\p{N}]|$)"
_ANY_SPELLING = r"(?:(?i:{})|[^\x00-\x7f])\p{{M}}*"
_BETWEEN = r"[^\p{L}\p{N}|]+"
_ANY_ALPHABET = r"[^\p{L}\p{N}|]*[^\x00-\x7f](?:[^\x00-\x7f]|[^\p{L}\p{N}|])*"


def sieve(phrase: str) -> str:
    """Return a pattern that every text matches in which the phrase stands, in whatever spelling, and few others do.

    ``phrase`` are folded words with a space between them. Any letter beyond ASCII stands for one with diacritics, and
    those of other alphabets for each other.
    """
    pattern = _ELSEWHERE.sub("~", phrase)
    pattern = _LETTER.sub(lambda letter: _ANY_SPELLING.format(letter[0]), pattern)
    return _BEGIN + pattern.replace(" ", _BETWEEN).replace("~", _ANY_ALPHABET) + _END

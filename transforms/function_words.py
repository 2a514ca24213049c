"""Which language the little words of a headline speak for, where CLD2 has too few words to go by.

The words are those of ``lexicons/function_words.toml``. They decide short texts alone (``transforms.language``): a
longer one has enough of everything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from transforms import lexicons

_ENOUGH_SYLLABLES = 4  # a row so long is Vietnamese without a word from the list, too
_CLEAR = 2  # little words of a language that outweigh CLD2's opinion


@cache
def function_words() -> Mapping[str, frozenset[str]]:
    """Return the commonest short words by language; ``vi`` is Vietnamese without diacritics."""
    return {code: frozenset(words.split()) for code, words in lexicons.load("function_words").items()}


def _votes(words: Sequence[str]) -> dict[str, int]:
    """Count the words in each list. Vietnamese ones only in lower case: with a capital they are syllables of names."""
    lower = [word.lower() for word in words]
    votes = {code: sum(word in known for word in lower) for code, known in function_words().items()}
    return votes | {"vi": sum(word in function_words()["vi"] for word in words)}


def told_by_little_words(words: Sequence[str], guess: str | None) -> str | None:
    """Return the language that the words speak for, or None where they say nothing.

    ``guess`` is CLD2's: one word confirms it. Against it there must be two, or one where nothing speaks for English
    and the guess is a language without a list or the text has letters that English lacks. Between equals nothing is
    said.
    """
    votes = _votes(words)
    best = max(votes.values())
    if best and guess in votes and votes[guess] == best:
        return guess
    leaders = [code for code, count in votes.items() if count == best]
    if len(leaders) > 1 or not best:
        return None
    plain = all(word.isascii() for word in words)
    alone = not votes["en"] and (guess not in votes or not plain)
    return leaders[0] if best >= _CLEAR or alone else None


def is_bare_headline(words: Sequence[str], *, shaped: int) -> bool:
    """Tell whether a short text in plain letters is Vietnamese without diacritics.

    ``shaped`` is the number of its words that have the form of Vietnamese syllables, 0 where they are too small a
    share. So do many little words of French and English: without a word of its own a text with two of theirs, or of
    hardly any words, is not believed. Among foreign names the words in lower case decide, if all are of the list.
    """
    votes = _votes(words)
    own = votes.pop("vi")
    foreign = max(votes.values())
    if shaped:
        return own > 0 or (shaped >= _ENOUGH_SYLLABLES and foreign < _CLEAR)
    plain = [word for word in words if word.islower()]
    return bool(plain) and own == len(plain) and not foreign

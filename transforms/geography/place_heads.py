"""Places that no table has, found by the unit beside them: "huyện Hoài Ân", "đảo Phú Quý", "Hoa Lu district".

Vietnamese writes the unit first and in lower case ("xã Tân Lập"), English behind the name or with "of" between. What
is capitalised beside such a word is a name; how far it goes the capitals say.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from transforms.geography.country_context import word_list
from transforms.tokens import Tokens

_LONGEST = 4  # words of a place's name
_LONGEST_HEAD = 2  # "thị xã"


@cache
def _heads(language: str, *, bare: bool) -> frozenset[str]:
    return word_list("place_context", "heads", language, bare=bare)


@cache
def _first_words(language: str, *, bare: bool) -> frozenset[str]:
    return frozenset(head.split()[0] for head in _heads(language, bare=bare))


def _capitals_from(tokens: Tokens, start: int) -> int:
    """Return the end of the row of capitalised words that begins at ``start``; a number may be all of it."""
    texts, end = tokens.texts, start
    if start < len(texts) and texts[start].isdecimal():
        return start + 1
    while end < min(len(texts), start + _LONGEST) and texts[end][0].isupper() and texts[end].isalpha():
        end += 1
    return end


def _capitals_to(tokens: Tokens, end: int) -> int:
    """Return the start of the row of capitalised words that ends before ``end``."""
    texts, start = tokens.texts, end
    while start > max(0, end - _LONGEST) and texts[start - 1][0].isupper() and texts[start - 1].isalpha():
        start -= 1
    return start


def _is_no_name(words: list[str], *, bare: bool) -> bool:
    no_names = word_list("place_context", "heads", "no_names", bare=bare)
    return words[0] in no_names or " ".join(words) in no_names


def _vietnamese(tokens: Tokens, *, bare: bool) -> Iterator[tuple[int, int, str]]:
    heads, first = _heads("vietnamese", bare=bare), _first_words("vietnamese", bare=bare)
    folds = tokens.folds
    for place in tokens.places_of(first):
        for length in range(_LONGEST_HEAD, 0, -1):
            head = " ".join(folds[place : place + length])
            start = place + length
            end = _capitals_from(tokens, start) if head in heads else start
            if end > start and not _is_no_name(folds[start:end], bare=bare):
                number = tokens.texts[start].isdecimal()
                if not number or head in ("quận", "phường", "quan", "phuong"):
                    yield (place if number else start), end, head
                break


def _english(tokens: Tokens) -> Iterator[tuple[int, int, str]]:
    heads, folds = _heads("english", bare=False), tokens.folds
    for place in tokens.places_of(heads):
        word = folds[place]
        if (start := _capitals_to(tokens, place)) < place:
            yield start, place, word
        elif folds[place + 1 : place + 2] == ["of"]:
            end = _capitals_from(tokens, place + 2)
            if end > place + 2 and not folds[place + 2].isdecimal():
                yield place + 2, end, word


def places_by_head(tokens: Tokens, *, vietnamese: bool, bare: bool) -> Iterator[tuple[int, int, str]]:
    """Yield (first token, token behind the last, the unit) of every place that a unit shows."""
    if vietnamese:
        return _vietnamese(tokens, bare=bare)
    return iter(()) if _heads("english", bare=False).isdisjoint(tokens.distinct) else _english(tokens)


def lies_in_vietnam(head: str, *, bare: bool) -> bool:
    """Tell whether the unit is one that Vietnamese texts use for places of Viet Nam alone."""
    return head in word_list("place_context", "heads", "of_vietnam", bare=bare)

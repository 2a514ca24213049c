"""Filled-in forms: weather, exchange rates, lottery, earnings, match reports say the same with other names and numbers.

Two of them share most of their words and are no copies of each other. What tells them from edited copies is what was
replaced: a copy in which figures were corrected or brought up to date keeps most of its names and numbers.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from transforms.copies.texts import Mask, Places, Rows, Text
from transforms.copies.wordnumbers import NUMBER, same_words

_HEADLINE = 16  # words; a headline is another one when one word of it is replaced (rises, falls)
_SHORT = 40  # words; so is a caption or summary when a name or number is, or more than a tenth of its words are
_GAP = 40  # words between two rows that still are the same passage
_WORDS_A_NUMBER, _WORDS_A_FIGURE = 40, 25  # a form, and a bulletin, has a number to fill in for so many words


class _Gaps(NamedTuple):
    """The passages between two common rows that have words of their own in both texts: begins and ends in each."""

    begin: Places
    end: Places
    begin_long: Places
    end_long: Places

    def only(self, which: Mask) -> _Gaps:
        return _Gaps(*(places[which] for places in self))


class _Tally(NamedTuple):
    """How many names and numbers two texts have alike, and how many stand in the place of others."""

    kept: int
    replaced: int
    kept_numbers: int
    replaced_numbers: int


def is_form(short: Text, long: Text, ordered: Rows) -> bool:
    """Tell whether two texts differ as fillings of one form do; ``ordered`` are their common rows.

    That is so where

    - more numbers were replaced than kept, and at least one in 40 words,
    - half as many were replaced as kept, and at least one in 25 words: of a bulletin's figures some stand still,
    - or a third as many names and numbers were replaced as kept; copies have a seventh at most even where every fifth
      word was changed.

    In a text of less than 40 words one name or number is enough, and in a headline any word.
    """
    gaps = _gaps(ordered)
    if short.size < _HEADLINE or not gaps.begin.size:
        return bool(gaps.begin.size)
    found = _tally(short, long, ordered, gaps)
    if short.size < _SHORT:
        replaced = np.minimum(gaps.end - gaps.begin, gaps.end_long - gaps.begin_long).sum()
        return found.replaced > 0 or bool(10 * replaced > short.size)
    figures, kept_figures = found.replaced_numbers, found.kept_numbers
    filled_in = figures > kept_figures and figures * _WORDS_A_NUMBER >= ordered.words
    bulletin = 2 * figures > kept_figures and figures * _WORDS_A_FIGURE >= ordered.words
    return (figures > 1 and (filled_in or bulletin)) or 3 * found.replaced > found.kept


def _gaps(ordered: Rows) -> _Gaps:
    begin, begin_long = ordered.at + ordered.lengths, ordered.to + ordered.lengths
    gaps = _Gaps(begin[:-1], ordered.at[1:], begin_long[:-1], ordered.to[1:])
    size, size_long = gaps.end - gaps.begin, gaps.end_long - gaps.begin_long
    return gaps.only((size > 0) & (size <= _GAP) & (size_long > 0) & (size_long <= _GAP))


def _tally(short: Text, long: Text, ordered: Rows, gaps: _Gaps) -> _Tally:
    before, before_long, ends = short.particulars_before, long.particulars_before, ordered.at + ordered.lengths
    kept = int((before[ends] - before[ordered.at]).sum())
    kept_numbers = int((short.numbers_before[ends] - short.numbers_before[ordered.at]).sum())
    replaced = replaced_numbers = 0
    both = (before[gaps.end] > before[gaps.begin]) & (before_long[gaps.end_long] > before_long[gaps.begin_long])
    for begin, end, begin_long, end_long in np.stack(gaps.only(both), axis=1).tolist():
        here, there = _particulars(short, begin, end), _particulars(long, begin_long, end_long)
        same = here & there
        names, numbers = _smaller(here - same, there - same)
        kept += len(same)
        kept_numbers += sum(word >= NUMBER for word in same)
        replaced += names + numbers
        replaced_numbers += numbers
    return _Tally(kept, replaced, kept_numbers, replaced_numbers)


def _smaller(here: set[int], there: set[int]) -> tuple[int, int]:
    """Return how many names, and how many numbers, at most have taken each other's place."""
    numbers, numbers_there = (sum(word >= NUMBER for word in words) for words in (here, there))
    return min(len(here) - numbers, len(there) - numbers_there), min(numbers, numbers_there)


def _particulars(text: Text, begin: int, end: int) -> set[int]:
    return set(same_words(text.words[begin:end][text.particulars[begin:end]]).tolist())

"""Whether a weekday lies behind or ahead: by the verb that it goes with (tag contract, section 3).

"The minister will arrive on Monday" is the next Monday, "said on Monday that he will resign" the last one. The
nearest word before the weekday that tells decides; where none stands before it, the first one behind it.
"""

from __future__ import annotations

from typing import Literal

from transforms.dating.date_words import DateLine

Tense = Literal["past", "future"]
_REACH = 25  # tokens: a clause


def tense_at(line: DateLine, start: int, end: int) -> Tense | None:
    """Return the tense of the clause around tokens ``start`` to ``end``, None where no word tells."""
    first, last = line.passage.sentence_of(start)
    before = range(start - 1, max(first, start - _REACH) - 1, -1)
    behind = range(end, min(last, end + _REACH))
    return next((tense for place in (*before, *behind) if (tense := _told_by(line, place))), None)


def _told_by(line: DateLine, place: int) -> Tense | None:
    word = line.passage.tokens.folds[place]
    tense = line.words.tense
    if word in tense["purpose"] and _opens_infinitive(line, place):
        done = line.before(place) in tense["done"]
        return "past" if done else "future"
    if word in tense["future"]:
        return "future"
    if word in tense["past"] or (len(word) > 3 and word.endswith(line.words.past_endings)):  # noqa: PLR2004 - not "red"
        return "past"
    return None


def _opens_infinitive(line: DateLine, place: int) -> bool:
    """Tell "to" before a word in lower case from other uses: "to visit", not "to Hanoi" or "to the"."""
    texts = line.passage.tokens.texts
    follower = texts[place + 1] if place + 1 < len(texts) else ""
    return follower.islower() and line.symbol(place + 1) == "x" and not follower.endswith(("ing", "s"))

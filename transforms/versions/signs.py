"""What kind of words an edit changed: figures, names, quotations, negations, times.

These are what a researcher of the press looks for: a death toll that moved, a minister who was another one, a quotation
that was reworded, a "not" that came or went, with or without a word to the readers. Each sign asks for a replacement in
one place: a sentence that was added has figures too, but changed none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from transforms.records import WordEdit
from transforms.versions.typography import canonical
from transforms.versions.wordings import entries, multipliers, numbers, plain

# A clock time or a number with its separators, or a word.
_CLOCK = re.compile(r"\d{1,2}(?::\d{2}|h\d{0,2})(?!\w)")
_PART = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
# A capital inside a sentence: behind a small letter, a digit or a comma, and a space.
_MID_SENTENCE = re.compile(r"(?<=[^\W_A-Z] |[,;] )[^\W\d_a-z][^\W\d_]+(?:['-][^\W_]+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W_]+)*")
_QUOTE = re.compile(r'"([^"]{12,1000})"')
_MOST_QUOTES = 20
_SAME_QUOTE = 0.5  # share of the words; less is another quotation
# Words on each side of an edit in which a negation is what was changed, and not one word of a rewritten sentence.
_SHORT = 4
_MOST_TEXT = 100_000  # characters in which names are looked for


def signs(before: str, after: str, edits: Sequence[WordEdit], names: Collection[str]) -> tuple[str, ...]:
    """Return the signs of one edited passage, in alphabetical order.

    Args:
        before: the passage as ``typography.canonical`` makes it.
        after: the same of the version that replaced it.
        edits: the words that differ.
        names: words that are names in either version (``names_in``).
    """
    found = {sign for edit in edits for sign in _signs_of_edit(edit, names)}
    if _quote_changed(before, after):
        found.add("quote_changed")
    return tuple(sorted(found))


def names_in(paragraphs: Collection[str]) -> frozenset[str]:
    """Return the words that stand with a capital inside a sentence, as written.

    The first word of a sentence and a headline in capitals tell nothing: there a word counts if it is among these.
    """
    text = canonical("\n".join(paragraphs)[:_MOST_TEXT])
    return frozenset(_MID_SENTENCE.findall(text))


def _signs_of_edit(edit: WordEdit, names: Collection[str]) -> Iterator[str]:
    removed, inserted = plain(edit.removed), plain(edit.inserted)
    if _negated(removed) != _negated(inserted) and max(len(removed.split()), len(inserted.split())) <= _SHORT:
        yield "negation_changed"
    if not removed or not inserted:
        return
    old_times, new_times = _times(removed), _times(inserted)
    if old_times and new_times and old_times != new_times:
        yield "time_changed"
    old_figures, new_figures = figures(removed), figures(inserted)
    if old_figures and new_figures and old_figures != new_figures:
        yield "figure_changed"
    old_names, new_names = _names(edit.removed, names), _names(edit.inserted, names)
    if old_names and new_names and not (old_names <= new_names or new_names <= old_names):
        yield "name_changed"


def figures(text: str) -> Counter[float]:
    """Return the numbers in a plain text, in digits or words, clock times left out; "2 million" is one number."""
    found: list[float] = []
    multiplies = False
    for part in _PART.findall(_CLOCK.sub(" ", text)):
        value = _value(part)
        factor = multipliers().get(part)
        if factor is not None and multiplies:
            found[-1] *= factor
        elif (amount := factor if value is None else value) is not None:
            found.append(amount)
        multiplies = value is not None or (factor is not None and multiplies)
    return Counter(found)


def _value(part: str) -> float | None:
    if not part[0].isdigit():
        return numbers().get(part)
    if _THOUSANDS.fullmatch(part):
        part = part.replace(".", "").replace(",", "")
    try:
        return float(part.replace(",", "."))
    except ValueError:  # "1.2.3": a version or a date, which is no quantity
        return None


def _negated(text: str) -> bool:
    return any(word in entries("negations") or word.endswith("n't") for word in text.split())


def _times(text: str) -> Counter[str]:
    words = (word for word in _WORD.findall(text) if word in entries("calendar"))
    return Counter([*_CLOCK.findall(text), *words])


def _names(text: str, names: Collection[str]) -> set[str]:
    found = (word for word in _WORD.findall(text) if word in names)
    return {word for word in map(plain, found) if word not in entries("calendar")}


def _quote_changed(before: str, after: str) -> bool:
    """Tell whether a quotation of the one passage stands reworded in the other."""
    old, new = (dict.fromkeys(map(_quoted, _QUOTE.findall(text)[:_MOST_QUOTES])) for text in (before, after))
    gone, come = [one for one in old if one not in new], [one for one in new if one not in old]
    return any(_share(set(one), set(other)) >= _SAME_QUOTE for one in gone for other in come)


def _quoted(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))


def _share(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / max(len(one) + len(other), 1)

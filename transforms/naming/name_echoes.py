"""Short forms that nothing announces: the surname or given name of somebody whom the text names in full.

"Nguyễn Văn Tú … Tú khai", "Cristiano Ronaldo … Ronaldo ghi bàn". A word in the table of office-holders, which holds
surnames only where they mean one person to every reader, names that person even where no full name stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from transforms.geography.country_context import word_list
from transforms.naming.landmarks import Landmarks
from transforms.naming.name_scene import Naming
from transforms.naming.name_syllables import is_foreign
from transforms.naming.office_holders import surnames_of_holders
from transforms.reading import Passage, Reading
from transforms.text import strip_marks

_OPENERS = frozenset(".!?;:\"“”'‘«([…•–-|")
_PAIR = 2  # syllables of a given name with the middle name: "Quang Hải"


@cache
def _words(table: str, *, bare: bool) -> frozenset[str]:
    return word_list("vietnamese_names", table, bare=bare)


def echoes(
    reading: Reading, names: Sequence[Naming], landmarks: Mapping[int, Landmarks], things: frozenset[str]
) -> list[Naming]:
    """Return the namings by a short form that are not among ``names``; ``things`` are words before a thing's name."""
    known = _known(reading, names)
    taken = {(naming.passage, place) for naming in names for place in range(naming.start, naming.end)}
    found: list[Naming] = []
    nothing = Landmarks()
    for passage in reading.passages:
        marks = landmarks.get(passage.index, nothing)
        for start, end in _places(passage, known):
            if start in marks.inside or any((passage.index, place) in taken for place in range(start, end)):
                continue
            if _stands_alone(passage, start, end, marks) and _names(reading, passage, start, end, things):
                found.append(_naming(passage, start, end))
    return found


class _Known(Struct, frozen=True):
    """The words that can be a short form: of names of the text, of holders; pairs of syllables and how they begin."""

    ends: set[str]
    holders: frozenset[str]
    pairs: set[tuple[str, ...]]
    openings: set[str]


def _known(reading: Reading, names: Sequence[Naming]) -> _Known:
    """What the text's full names are called in short; pairs of syllables are a Vietnamese text's alone."""
    family_first, in_pairs = _words("family_first", bare=True), reading.language == "vi"
    ends: set[str] = set()
    pairs: set[tuple[str, ...]] = set()
    for words in {naming.words for naming in names if len(naming.words) > 1}:
        ends.add(words[-1])
        if words[0] in family_first:
            ends.add(words[0])
        if in_pairs and len(words) > _PAIR:
            pairs.add(words[-_PAIR:])
    return _Known(ends, surnames_of_holders(reading.published), pairs, {pair[0] for pair in pairs})


def _places(passage: Passage, known: _Known) -> Iterator[tuple[int, int]]:
    folds, texts, done = passage.tokens.folds, passage.tokens.texts, 0
    ends, holders, pairs, openings = known.ends, known.holders, known.pairs, known.openings
    for place in passage.tokens.capitals:
        word = folds[place]
        if word not in ends and word not in holders and word not in openings:
            continue
        if place < done or (len(texts[place]) > 1 and texts[place].isupper()):
            continue
        if tuple(folds[place : place + _PAIR]) in pairs and texts[place + 1][0].isupper():
            done = place + _PAIR
        elif word in ends or word in holders:
            done = place + 1
        else:
            continue
        yield place, done


def _stands_alone(passage: Passage, start: int, end: int, marks: Landmarks) -> bool:
    """Whether no other capitalised word makes a longer name of it, and no hyphen."""
    texts = passage.tokens.texts
    follower = texts[end] if end < len(texts) else "."
    before = texts[start - 1] if start else "."
    if (follower[0].isupper() and end not in marks.inside) or follower == "-" or before in ("-", "&"):
        return False
    return not before[0].isupper() or start - 1 in marks.inside or start == 1


def _names(reading: Reading, passage: Passage, start: int, end: int, things: frozenset[str]) -> bool:
    """Whether the word is a name there: a syllable that opens a sentence is one before a verb alone."""
    folds, texts = passage.tokens.folds, passage.tokens.texts
    if any(" ".join(folds[max(start - size, 0) : start]) in things for size in (1, 2)):
        return False
    if reading.language != "vi" or end - start > 1 or is_foreign(folds[start]):
        return True
    if folds[start] in _words("ordinary", bare=reading.bare):
        return False
    opens = start == 0 or texts[start - 1] in _OPENERS
    return not opens or (end < len(folds) and folds[end] in _words("verbs", bare=reading.bare))


def _naming(passage: Passage, start: int, end: int) -> Naming:
    words = tuple(strip_marks(word) for word in passage.tokens.folds[start:end])
    return Naming(passage.index, start, end, "short form", passage.words(start, end), words)

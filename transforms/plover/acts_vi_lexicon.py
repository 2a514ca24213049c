"""The vocabularies by which Vietnamese clauses are read: what verbs and nouns tell of, and the small words between.

A phrase may have a gap ("triệu ... đại sứ"): what stands behind it must follow in the same clause. Phrases that only
keep a shorter one from being read in them ("tiếp tục" is no "tiếp") have the frame ``none``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from transforms import lexicons
from transforms.geography.country_context import word_list
from transforms.text import fold_tones, strip_marks

_GAP, _BAR = "...", " | "
_LONGEST_GAP = 9  # words
_PAIR = 2
_CLAUSE_ENDS = frozenset(',.;:!?"“”()')


T = TypeVar("T")


class Entry(NamedTuple):
    """A phrase and what it says: PLOVER event and mode, the frame of its parties, and the context it belongs to.

    ``words`` is its beginning, ``tail`` what follows behind a gap (empty without one), ``rule`` the phrase as listed.
    """

    event: str
    mode: str | None
    frame: str
    context: tuple[str, ...]
    words: tuple[str, ...]
    tail: tuple[str, ...]
    rule: str


class Found(NamedTuple):
    """An entry in a passage, from token ``start`` to ``end`` (exclusive; of the part before the gap)."""

    start: int
    end: int
    entry: Entry


class Phrases(Generic[T]):
    """Phrases with what each stands for, found forwards from a token or backwards from one; the longest wins."""

    def __init__(self, table: Mapping[str, T]) -> None:
        rows = sorted(((tuple(phrase.split()), value) for phrase, value in table.items()), key=lambda row: -len(row[0]))
        self._ahead: dict[str, dict[str, list[tuple[tuple[str, ...], T]]]] = {}
        self._back: dict[str, dict[str, list[tuple[tuple[str, ...], T]]]] = {}
        for words, value in rows:
            first, second = words[0], words[1] if len(words) > 1 else ""
            self._ahead.setdefault(first, {}).setdefault(second, []).append((words, value))
            last, before = words[-1], words[-2] if len(words) > 1 else ""
            self._back.setdefault(last, {}).setdefault(before, []).append((words, value))
        self.firsts = frozenset(self._ahead)

    def at(self, folds: Sequence[str], start: int, ceiling: int) -> tuple[int, T] | None:
        """Return size and value of the longest phrase from ``start`` on that ends by ``ceiling``, None if none does."""
        seconds = self._ahead.get(folds[start]) if start < ceiling else None
        if seconds is None:
            return None
        if start + 1 < ceiling:
            for words, value in seconds.get(folds[start + 1], ()):
                end = start + len(words)
                if end <= ceiling and (end == start + _PAIR or tuple(folds[start:end]) == words):
                    return len(words), value
        alone = seconds.get("")
        return (1, alone[0][1]) if alone else None

    def may_stand_among(self, words: AbstractSet[str]) -> bool:
        """Return whether a passage with these words may have one of the phrases: their first two words are there."""
        return any(
            "" in self._ahead[first] or not words.isdisjoint(self._ahead[first]) for first in self.firsts & words
        )

    def before(self, folds: Sequence[str], end: int, floor: int = 0) -> tuple[int, T] | None:
        """Return size and value of the longest phrase directly before ``end`` that begins at ``floor`` or later."""
        befores = self._back.get(folds[end - 1]) if end > floor else None
        if befores is None:
            return None
        if end - 1 > floor:
            for words, value in befores.get(folds[end - 2], ()):
                start = end - len(words)
                if start >= floor and (start == end - _PAIR or tuple(folds[start:end]) == words):
                    return len(words), value
        alone = befores.get("")
        return (1, alone[0][1]) if alone else None


class _Filed(NamedTuple):
    """A phrase of the table before it is taken apart: as listed, folded, and the row that it stands in."""

    phrase: str
    spelling: str
    row: tuple[str, ...]


def _filed(*, bare: bool) -> dict[str, list[_Filed]]:
    """Return the phrases of the table by their first words; those of a row are folded all at once."""
    filed: dict[str, list[_Filed]] = {}
    for row in lexicons.rows("plover_vi"):
        folded = fold_tones(row[-1]).lower()
        spellings = (strip_marks(folded) if bare else folded).split(_BAR)
        for phrase, spelling in zip(row[-1].split(_BAR), spellings, strict=True):
            filed.setdefault(spelling.partition(" ")[0], []).append(_Filed(phrase, spelling, row))
    return filed


def _entry(filed: _Filed) -> Entry:
    event, mode, frame, context, _ = filed.row
    head, _, tail = filed.spelling.partition(f" {_GAP} ")
    code = None if mode == "-" else mode
    return Entry(event, code, frame, (context,), tuple(head.split()), tuple(tail.split()), f"plover_vi:{filed.phrase}")


class _Entries(NamedTuple):
    """The entries that begin with one word, the longest first: by their second word, and those of one word alone.

    Those of one word follow the longer ones under every second word.
    """

    seconds: Mapping[str, tuple[Entry, ...]]
    alone: tuple[Entry, ...]


def _size(entry: Entry) -> tuple[int, int]:
    """The longest first; what stands together counts before a gap: "hoan nghênh" is no "hoãn … chuyến thăm"."""
    return -len(entry.words), -len(entry.tail)


class _Predicates(dict[str, _Entries]):
    """The entries by their first word, read when a text first has it; of two that are spelled alike the first counts.

    ``filed`` has the phrases of all first words.
    """

    def __init__(self, *, bare: bool) -> None:
        super().__init__()
        self.filed = _filed(bare=bare)

    def __missing__(self, first: str) -> _Entries:
        """Read and return the entries that begin with a word."""
        spelled: dict[tuple[str, ...], Entry] = {}
        for entry in map(_entry, self.filed[first]):
            spelled.setdefault((*entry.words, _GAP, *entry.tail), entry)
        seconds: dict[str, list[Entry]] = {}
        for entry in spelled.values():
            seconds.setdefault(entry.words[1] if len(entry.words) > 1 else "", []).append(entry)
        entries = self[first] = _by_second_word(seconds)
        return entries


@cache
def _predicates(*, bare: bool) -> _Predicates:
    return _Predicates(bare=bare)


def _by_second_word(seconds: dict[str, list[Entry]]) -> _Entries:
    alone = seconds.pop("", [])
    longest_first = {second: tuple(sorted(found + alone, key=_size)) for second, found in seconds.items()}
    return _Entries(longest_first, tuple(sorted(alone, key=_size)))


def _has_tail(folds: Sequence[str], start: int, tail: tuple[str, ...]) -> bool:
    """Whether ``tail`` follows behind ``start`` within the clause."""
    size = len(tail)
    for place in range(start, min(start + _LONGEST_GAP, len(folds) - size + 1)):
        if tuple(folds[place : place + size]) == tail:
            return True
        if folds[place] in _CLAUSE_ENDS:
            return False
    return False


def _fitting(folds: Sequence[str], place: int, entries: Sequence[Entry], present: set[str]) -> Entry | None:
    """The first of entries whose first two words stand at ``place`` that does; ``present``: words of the passage."""
    for entry in entries:
        words, tail = entry.words, entry.tail
        size = len(words)
        if size > _PAIR and tuple(folds[place : place + size]) != words:
            continue
        if not tail or (tail[0] in present and _has_tail(folds, place + size, tail)):
            return entry
    return None


def find_predicates(folds: Sequence[str], *, bare: bool) -> list[Found]:
    """Return the phrases in a passage's folded tokens, left to right, the longest at each place, without overlaps."""
    table, present = _predicates(bare=bare), set(folds)
    firsts = table.filed
    found: list[Found] = []
    done, last = 0, len(folds) - 1
    for place in [place for place, word in enumerate(folds) if word in firsts]:
        seconds, alone = table[folds[place]]
        entries = seconds.get(folds[place + 1], alone) if place < last else alone
        if entries and place >= done and (entry := _fitting(folds, place, entries, present)):
            done = place + len(entry.words)
            if entry.frame != "none":
                found.append(Found(place, done, entry))
    return found


class Words(dict[str, frozenset[str]]):
    """The lists of small words by name, in the spelling of the text: with diacritics or bare; read when asked for."""

    def __init__(self, *, bare: bool) -> None:
        super().__init__()
        self.bare = bare
        self._phrases: dict[str, Phrases[None]] = {}

    def __missing__(self, name: str) -> frozenset[str]:
        """Read and return the list ``name`` of the lexicon ``acts_vi_words``."""
        words = self[name] = word_list("acts_vi_words", name, bare=self.bare)
        return words

    def phrases(self, name: str) -> Phrases[None]:
        """Return a list as phrases to be looked for."""
        phrases = self._phrases.get(name)
        if phrases is None:
            phrases = self._phrases[name] = Phrases(dict.fromkeys(self[name]))
        return phrases

    def within(self, folds: Sequence[str], start: int, end: int, name: str) -> int | None:
        """Return where the first phrase of the list begins between two tokens, None if none does."""
        phrases = self.phrases(name)
        firsts = phrases.firsts
        if firsts.isdisjoint(folds[start:end]):
            return None
        for place in range(start, end):
            if folds[place] in firsts and phrases.at(folds, place, end):
                return place
        return None


@cache
def words_for(*, bare: bool) -> Words:
    """Return the small words for a text with (``bare`` False) or without diacritics."""
    return Words(bare=bare)


@cache
def protests(*, bare: bool) -> Phrases[None]:
    """Return the phrases of protests, who needs no party, as phrases to be looked for."""
    table = _predicates(bare=bare)
    firsts = [first for first, filed in table.filed.items() if any(one.row[0] == "PROTEST" for one in filed)]
    entries = (
        entry for first in firsts for same in (*table[first].seconds.values(), table[first].alone) for entry in same
    )
    return Phrases({" ".join(entry.words): None for entry in entries if entry.event == "PROTEST"})

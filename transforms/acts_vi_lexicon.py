"""The vocabularies by which Vietnamese clauses are read: what verbs and nouns tell of, and the small words between.

A phrase may have a gap ("triệu ... đại sứ"): what stands behind it must follow in the same clause. Phrases that only
keep a shorter one from being read in them ("tiếp tục" is no "tiếp") have the frame ``none``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from transforms import lexicons
from transforms.country_context import word_list
from transforms.text import fold_tones, strip_marks

_GAP = "..."
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


def _read(row: tuple[str, ...], phrase: str, *, bare: bool) -> Entry:
    event, mode, frame, context, _ = row
    folded = fold_tones(phrase).lower()
    head, _, tail = (strip_marks(folded) if bare else folded).partition(f" {_GAP} ")
    code = None if mode == "-" else mode
    return Entry(event, code, frame, (context,), tuple(head.split()), tuple(tail.split()), f"plover_vi:{phrase}")


@cache
def _entries(*, bare: bool) -> Mapping[str, Mapping[str, tuple[Entry, ...]]]:
    """First word to second word ("" where there is none) to entries, the longest first."""
    table: dict[str, dict[str, dict[tuple[str, ...], Entry]]] = {}
    for row in lexicons.rows("plover_vi"):
        for phrase in row[-1].split(" | "):
            entry = _read(row, phrase, bare=bare)
            second = entry.words[1] if len(entry.words) > 1 else ""
            alike = table.setdefault(entry.words[0], {}).setdefault(second, {})
            alike.setdefault((*entry.words, _GAP, *entry.tail), entry)
    return {
        first: {
            second: tuple(sorted(found.values(), key=lambda entry: -len(entry.words + entry.tail)))
            for second, found in seconds.items()
        }
        for first, seconds in table.items()
    }


def _has_tail(folds: Sequence[str], start: int, tail: tuple[str, ...]) -> bool:
    """Whether ``tail`` follows behind ``start`` within the clause."""
    size = len(tail)
    for place in range(start, min(start + _LONGEST_GAP, len(folds) - size + 1)):
        if tuple(folds[place : place + size]) == tail:
            return True
        if folds[place] in _CLAUSE_ENDS:
            return False
    return False


def _entry_at(
    folds: Sequence[str], place: int, seconds: Mapping[str, tuple[Entry, ...]], present: set[str]
) -> Entry | None:
    """The longest entry from ``place`` on; ``present`` are the words of the passage."""
    best: Entry | None = None
    for second in (folds[place + 1] if place + 1 < len(folds) else "", ""):
        for entry in seconds.get(second, ()):
            size, tail = len(entry.words), entry.tail
            if best is not None and size + len(tail) <= len(best.words) + len(best.tail):
                break
            if size > _PAIR and tuple(folds[place : place + size]) != entry.words:
                continue
            if not tail or (tail[0] in present and _has_tail(folds, place + size, tail)):
                best = entry
                break
    return best


def find_predicates(folds: Sequence[str], *, bare: bool) -> list[Found]:
    """Return the phrases in a passage's folded tokens, left to right, the longest at each place, without overlaps."""
    table, present = _entries(bare=bare), set(folds)
    found: list[Found] = []
    done = 0
    for place in [place for place, word in enumerate(folds) if word in table] if not present.isdisjoint(table) else ():
        seconds = table[folds[place]]
        if place < done or not ("" in seconds or (place + 1 < len(folds) and folds[place + 1] in seconds)):
            continue
        entry = _entry_at(folds, place, seconds, present)
        if entry is not None:
            done = place + len(entry.words)
            if entry.frame != "none":
                found.append(Found(place, done, entry))
    return found


class Words:
    """The lists of small words, in the spelling of the text: with diacritics or bare."""

    def __init__(self, *, bare: bool) -> None:
        self._bare = bare
        self._lists: dict[str, frozenset[str]] = {}
        self._phrases: dict[str, Phrases[None]] = {}

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return the list ``name`` of the lexicon ``acts_vi_words``."""
        if name not in self._lists:
            self._lists[name] = word_list("acts_vi_words", name, bare=self._bare)
        return self._lists[name]

    def phrases(self, name: str) -> Phrases[None]:
        """Return a list as phrases to be looked for."""
        if name not in self._phrases:
            self._phrases[name] = Phrases(dict.fromkeys(self[name]))
        return self._phrases[name]

    def within(self, folds: Sequence[str], start: int, end: int, name: str) -> int | None:
        """Return where the first phrase of the list begins between two tokens, None if none does."""
        phrases = self.phrases(name)
        for place in range(start, end):
            if folds[place] in phrases.firsts and phrases.at(folds, place, end):
                return place
        return None


@cache
def words_for(*, bare: bool) -> Words:
    """Return the small words for a text with (``bare`` False) or without diacritics."""
    return Words(bare=bare)

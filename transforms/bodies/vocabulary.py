"""Names from tables, and where a text has one of them: thousands of names that cost nothing until a text needs them.

A table is tab-separated (``transforms.lexicons.rows``), one line a thing, its names in columns by language. A name is
only taken apart when the first of its words stands in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from transforms.text import fold_tones, strip_marks
from transforms.tokens import Tokens

# sure: the name alone is enough. weak: an abbreviation that is a word or other bodies' too; it counts where the text
# names the thing in full. word: a common word that is a name by its capital inside a sentence alone.
Sureness = Literal["sure", "weak", "word"]
Row = tuple[str, ...]
_MARKS: dict[str, Sureness] = {"~": "weak", "*": "word"}
_SHORT = 5  # letters of an abbreviation with small ones among them (DeFI), which must be written so
_DASHES = ("–", "—")
_FIRST = re.compile(r"[^\W_]+")


# Names as their table has them, with marks and "; " between them, the language that they are of, their line and its
# number.
Cell = tuple[str, str, Row, int]


class Form(Struct, frozen=True):
    """A name taken apart: its tokens folded and as written, its line, and what it proves."""

    folds: list[str]
    texts: list[str]
    row: Row
    sureness: Sureness
    loose: bool  # only the first word, and words in capitals, must have the entry's case


class Found(Struct, frozen=True):
    """A name found in a passage: first token, token behind the last, and every form of that spelling."""

    start: int
    end: int
    forms: tuple[Form, ...]


def _first_word(name: str) -> str:
    word = name.partition(" ")[0]
    if word.isalnum():
        return word
    found = _FIRST.search(name)
    return found.group() if found else name


def _folded(name: str, *, bare: bool) -> str:
    return strip_marks(name) if bare else fold_tones(name)


def _row(folds: list[str]) -> str:
    """Words in a row, with dashes of every length alike: "EU – Vietnam" is "EU-Vietnam"."""
    row = " ".join(folds)
    return row if row.isascii() else row.replace("–", "-").replace("—", "-")


def _fits(form: Form, texts: list[str]) -> bool:
    """A capital in the entry must be one in the text; an entry in capitals (UN, WHO) must be so in the text."""
    for place, (word, text) in enumerate(zip(form.texts, texts, strict=True)):
        if (word.isupper() and len(word) > 1) or (len(word) <= _SHORT and word[1:] != word[1:].lower()):
            if word != text:
                return False
        elif word[0].isupper() and not text[0].isupper() and not (form.loose and place):
            return False
    return True


class _Forms:
    """The forms that begin with one word: by their folded words in a row, and their lengths by the second word."""

    __slots__ = ("_alone", "_lengths", "_rows")

    def __init__(self, forms: Iterable[Form]) -> None:
        self._rows: dict[str, list[Form]] = {}
        lengths: dict[str, set[int]] = {}
        for form in forms:
            self._rows.setdefault(_row(form.folds), []).append(form)
            lengths.setdefault(_row(form.folds[1:2]), set()).add(len(form.folds))
        self._alone = (1,) if "" in lengths else ()
        self._lengths = {second: (*sorted(found, reverse=True), *self._alone) for second, found in lengths.items()}

    def at(self, folds: list[str], texts: list[str], start: int) -> Found | None:
        """Return the longest form that stands at ``start``."""
        second = folds[start + 1] if start + 1 < len(folds) else ""
        for length in self._lengths.get("-" if second in _DASHES else second, self._alone):
            end = min(start + length, len(folds))
            if same := self._rows.get(_row(folds[start:end])):
                fitting = tuple([form for form in same if _fits(form, texts[start:end])])
                if fitting:
                    return Found(start, end, fitting)
        return None


class Names:
    """Names by the first of their words, folded, each with its language, its line and the line's number.

    Texts of several languages share the names that are looked for in all of them. ``bare``: without diacritics.
    """

    __slots__ = ("by_first", "small")

    def __init__(self, cells: Iterable[Cell], *, bare: bool) -> None:
        self.by_first: dict[str, list[Cell]] = {}  # one name a cell
        self.small: set[str] = set()  # first words of names that begin without a capital
        by_first = self.by_first
        for cell, language, row, number in cells:
            for name in cell.split("; "):
                first = _first_word(name)
                word = first.lower() if first.isascii() else _folded(first, bare=bare).lower()
                if word in by_first:
                    by_first[word].append((name, language, row, number))
                else:
                    by_first[word] = [(name, language, row, number)]
                if not first[0].isupper():
                    self.small.add(word)


class Vocabulary:
    """Names of several lists in the order of their lines; ``bare``: texts and names are compared without diacritics."""

    def __init__(self, lists: Sequence[Names], *, bare: bool) -> None:
        self._bare = bare
        self._lists = lists
        self._firsts = frozenset[str]().union(*(names.by_first for names in lists))
        self._small = frozenset[str]().union(*(names.small for names in lists))
        self._forms: dict[str, _Forms] = {}

    def _fold(self, name: str) -> str:
        return _folded(name, bare=self._bare)

    def _form(self, cell: Cell) -> Form:
        name, language, row, _ = cell
        text = name.lstrip("~*")
        tokens = Tokens(strip_marks(text) if self._bare else text, self._fold)
        return Form(tokens.folds, tokens.texts, row, _MARKS.get(name[0], "sure"), language == "vi")

    def _forms_of(self, first: str) -> _Forms:
        forms = self._forms.get(first)
        if forms is None:
            cells = [cell for names in self._lists for cell in names.by_first.get(first, ())]
            cells.sort(key=lambda cell: cell[3])
            forms = self._forms[first] = _Forms(map(self._form, cells))
        return forms

    def _places(self, tokens: Tokens) -> list[int]:
        """Where a name may begin: at a capital, and at the words that names in small letters begin with."""
        places = tokens.capitals_of(self._firsts)
        if self._small.isdisjoint(tokens.distinct):
            return list(places)
        return sorted({*places, *tokens.places_of(self._small)})

    def find(self, tokens: Tokens) -> Iterator[Found]:
        """Yield the longest name at each place, left to right, without overlaps."""
        folds, texts, done = tokens.folds, tokens.texts, 0
        for place in self._places(tokens):
            if place >= done and (found := self._forms_of(folds[place]).at(folds, texts, place)):
                done = found.end
                yield found


class Lines:
    """The lines of a table with their names in columns by language.

    What is looked for in texts of every language, English names and abbreviations, is filed once for all of them.
    """

    def __init__(self, rows: Sequence[Row], in_every_text: tuple[int, ...], column_of: Mapping[str, int]) -> None:
        self._rows = rows
        self._columns = {"en": in_every_text} | {language: (column,) for language, column in column_of.items()}
        self._names: dict[tuple[str, bool], Names] = {}

    def vocabulary(self, language: str, *, bare: bool) -> Vocabulary:
        """Return the names for texts of a language (primary subtag)."""
        languages = dict.fromkeys(("en", language if language in self._columns else "en"))
        return Vocabulary([self._named(one, bare=bare) for one in languages], bare=bare)

    def _named(self, language: str, *, bare: bool) -> Names:
        names = self._names.get((language, bare))
        if names is None:
            names = self._names[language, bare] = Names(self._cells(language), bare=bare)
        return names

    def _cells(self, language: str) -> Iterator[Cell]:
        columns = self._columns[language]
        for number, row in enumerate(self._rows):
            for column in columns:
                if row[column]:
                    yield row[column], language, row, number

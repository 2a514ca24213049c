"""Names from tables, and where a text has one of them: thousands of names that cost nothing until a text needs them.

A table is tab-separated (``transforms.lexicons.rows``), one line a thing, its names in columns by language. A name is
only taken apart when the first of its words stands in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

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


# Names as their table has them, with marks and "; " between them, the language that they are of, and their line.
Cell = tuple[str, str, Row]


class Form(NamedTuple):
    """A name taken apart: its tokens folded and as written, its line, and what it proves."""

    folds: list[str]
    texts: list[str]
    row: Row
    sureness: Sureness
    loose: bool  # only the first word, and words in capitals, must have the entry's case


class Found(NamedTuple):
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


class Vocabulary:
    """Names by the first of their words; ``bare``: texts and names are compared without diacritics."""

    def __init__(self, cells: Iterable[Cell], *, bare: bool) -> None:
        self._bare = bare
        self._names: dict[str, list[Cell]] = {}  # one name a cell
        self._forms: dict[str, _Forms] = {}
        self._small: set[str] = set()  # first words of names that begin without a capital
        for cell, language, row in cells:
            for name in cell.split("; "):
                first = _first_word(name)
                word = first.lower() if first.isascii() else self._fold(first).lower()
                self._names.setdefault(word, []).append((name, language, row))
                if not first[0].isupper():
                    self._small.add(word)

    def _fold(self, name: str) -> str:
        return strip_marks(name) if self._bare else fold_tones(name)

    def _form(self, cell: Cell) -> Form:
        name, language, row = cell
        text = name.lstrip("~*")
        tokens = Tokens(strip_marks(text) if self._bare else text, self._fold)
        return Form(tokens.folds, tokens.texts, row, _MARKS.get(name[0], "sure"), language == "vi")

    def _forms_of(self, first: str) -> _Forms:
        forms = self._forms.get(first)
        if forms is None:
            forms = self._forms[first] = _Forms(map(self._form, self._names[first]))
        return forms

    def _places(self, tokens: Tokens) -> list[int]:
        """Where a name may begin: at a capital, and at the words that names in small letters begin with."""
        folds, names = tokens.folds, self._names
        places = [place for place in tokens.capitals if folds[place] in names]
        if self._small.isdisjoint(folds):
            return places
        small = self._small.intersection(folds)
        return sorted({*places, *[place for place, fold in enumerate(folds) if fold in small]})

    def find(self, tokens: Tokens) -> Iterator[Found]:
        """Yield the longest name at each place, left to right, without overlaps."""
        folds, texts, done = tokens.folds, tokens.texts, 0
        for place in self._places(tokens):
            if place >= done and (found := self._forms_of(folds[place]).at(folds, texts, place)):
                done = found.end
                yield found

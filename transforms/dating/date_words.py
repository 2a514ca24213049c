"""The words of dates: each token of a text becomes one letter that says what kind of word it is.

So the grammar of dates (``transforms.dating.date_grammar``) can be ordinary regular expressions over a short string,
one letter a token, the same for every language: ``March 31 to April 4`` is ``MDTMD`` and ``ngày 31/3 đến 4/4`` is
``dD/DTD/D``. A language is its file of words under ``transforms/lexicons``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import repeat
from typing import Any

from msgspec import Struct

from transforms import lexicons
from transforms.reading import Passage
from transforms.text import strip_marks

LANGUAGES = frozenset({"en", "vi", "fr", "nl"})
OTHER = "x"
_KINDS = {
    # Before "part_of_day": without diacritics "toi" is both tới and tối, and "tháng 3 tới" is commoner.
    "next_after": "s",
    # "sau", "trước" are also "after" and "before": behind a unit alone they say which ("năm sau", not "3/5 sau").
    "after_unit": "S",
    "before_unit": "U",
    "day": "d", "hom": "h", "thu": "o", "chu": "c", "nhat": "b", "tomorrow_after": "i", "before_yesterday_after": "j",
    "week": "k", "weekend": "g", "month": "m", "year": "y", "quarter": "q", "part_of_day": "p", "next_before": "N",
    "last_before": "L", "this_before": "H", "last_after": "u", "this_after": "v", "filler": "f",
    "to": "T", "and": "&", "between": "B", "joint": "O", "ago": "A", "ago_before": "C", "here": "e", "tail": "z",
}  # fmt: skip
_SIGNS = {
    "/": "/", ",": ",", ".": ".", "(": "(", ")": ")", "-": "-", "–": "-", "—": "-", "‑": "-", "−": "-", "&": "&",
}  # fmt: skip
_YEARS = range(1000, 2200)
_DECADES = range(1500, 2100, 10)
_DAYS = range(1, 32)


def _numerals() -> Iterator[tuple[str, str, int]]:
    """Yield the numbers that dates are made of: word, kind, value."""
    for number in range(100):
        kind = "D" if number in _DAYS else "n"
        yield str(number), kind, number
        yield f"{number:02}", kind, number
    for year in _YEARS:
        yield str(year), "Y", year
    for decade in _DECADES:
        yield f"{decade}s", "E", decade


class DateWords(Struct, frozen=True, dict=True):
    """The words of one language: the kind and the number of each, and the sets that tell what is no date."""

    symbols: Mapping[str, str]
    values: Mapping[str, int]
    capital: bool
    strong: frozenset[str]
    weak: frozenset[str]
    start: frozenset[str]
    begin: frozenset[str]
    on: frozenset[str]
    lasting: frozenset[str]
    early: frozenset[str]
    doubtful_months: frozenset[str]
    not_a_date: Mapping[str, frozenset[str]]
    tense: Mapping[str, frozenset[str]]
    past_endings: tuple[str, ...]

    def excluded(self, rule: str, word: str | None) -> bool:
        """Tell whether the language's list ``rule`` of what makes a number no date holds ``word``."""
        return word is not None and word in self.not_a_date.get(rule, ())

    def told(self, rule: str, word: str | None) -> bool:
        """Tell whether ``word`` is on the language's list ``rule`` of words that tell a tense."""
        return word is not None and word in self.tense.get(rule, ())


@cache
def date_words(language: str, *, bare: bool = False) -> DateWords:
    """Return the words of a language, English for one that has no file; ``bare``: without diacritics."""
    data = lexicons.load(f"dates_{language if language in LANGUAGES else 'en'}")

    def plain(words: Iterable[str]) -> frozenset[str]:
        return frozenset(map(strip_marks, words) if bare else words)

    symbols: dict[str, str] = {}
    values: dict[str, int] = {}
    for word, kind, value in _entries(data):
        key = strip_marks(word) if bare else word
        symbols.setdefault(key, kind)
        values.setdefault(key, value)
    words = data["words"]
    return DateWords(
        symbols=symbols | _SIGNS,
        values=values,
        capital=data["capital"],
        doubtful_months=plain(data["doubtful_months"]),
        not_a_date={rule: plain(entries) for rule, entries in data["not_a_date"].items()},
        tense={kind: plain(entries) for kind, entries in data["tense"].items()},
        past_endings=tuple(data["tense"]["past_endings"]),
        **{name: plain(words[name]) for name in ("strong", "weak", "start", "begin", "on", "lasting", "early")},
    )


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Yield word, kind and value of a language's file; the first entry of a word decides its kind."""
    yield from _numerals()
    yield from ((f"{day}{ending}", "D", day) for day in _DAYS for ending in data["ordinals"])
    for kind, names in (("M", data["months"]), ("a", data["short_months"]), ("W", data["weekdays"])):
        yield from ((form, kind, number) for number, forms in enumerate(names, 1) for form in forms.split())
    yield from ((word, "R", days) for word, days in data["relative"].items())
    numbers = data["numbers"]
    for name, kind in _KINDS.items():
        # A word may be a unit and a number: "năm" is year and five.
        yield from ((word, kind, numbers.get(word, 0)) for word in data["words"].get(name, ()))
    yield from ((word, "w", number) for word, number in numbers.items())


class DateLine(Struct):
    """A passage as the grammar reads it: one letter a token."""

    passage: Passage
    words: DateWords
    symbols: str

    def value(self, index: int) -> int:
        """Return the number that a token stands for."""
        return self.words.values[self.passage.tokens.folds[index]]

    def fold(self, index: int) -> str | None:
        """Return a token folded; None beyond either end."""
        folds = self.passage.tokens.folds
        return folds[index] if 0 <= index < len(folds) else None

    def before(self, index: int) -> str | None:
        """Return the last word before a token; an apostrophe is passed over, and the hyphen of "mid-March"."""
        index -= 1
        word = self.fold(index)
        if word == "'" or (word == "-" and self.fold(index - 1) in self.words.early):
            return self.fold(index - 1)
        return word

    def symbol(self, index: int) -> str:
        """Return a token's kind; ``x`` beyond either end."""
        return self.symbols[index] if 0 <= index < len(self.symbols) else OTHER

    def is_solid(self, start: int, end: int) -> bool:
        """Tell whether no white space stands between the tokens from ``start`` to ``end``."""
        return all(map(self.passage.tokens.is_glued, range(start + 1, end)))


def date_line(passage: Passage, words: DateWords) -> DateLine:
    """Return the passage with the kinds of its tokens."""
    return DateLine(passage, words, "".join(map(words.symbols.get, passage.tokens.folds, repeat(OTHER))))

"""The words that stand beside names of persons (offices, forms of address, occupations), by language.

They are looked up a passage at a time: one set membership a token tells where a title may begin, and the word behind
leaves of those that begin so the few that can stand there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import compress
from typing import Literal

import msgspec

from transforms import lexicons
from transforms.geography.country_context import word_list
from transforms.reading import Passage
from transforms.text import fold_tones, strip_marks
from transforms.tokens import Tokens

TitleKind = Literal["office", "address", "kin", "occupation"]
_KINDS: tuple[tuple[str, TitleKind], ...] = (
    ("heads", "office"),
    ("silent", "office"),
    ("honorifics", "address"),
    ("kin", "kin"),
    ("occupations", "occupation"),
)
# Languages without a table of their own are read with the English one: the press writes many names in it.
_LANGUAGES = frozenset({"en", "vi", "fr", "nl"})


_Row = tuple[tuple[str, ...], TitleKind]


class TitleRows(msgspec.Struct, frozen=True):
    """The titles that begin with one word, by the word that follows, the longest first; and the word as one."""

    by_second: Mapping[str, tuple[_Row, ...]]
    alone: tuple[_Row, ...]


class Title(msgspec.Struct, frozen=True):
    """A word or words before a name: tokens of the passage, what kind it is, and the words in lower case."""

    start: int
    end: int
    kind: TitleKind
    words: str


class PersonWords(msgspec.Struct, frozen=True):
    """The vocabulary of one language; the sets are those of the ``offices_*`` lexicons, folded as the texts are."""

    titles: Mapping[str, TitleRows]
    posted: frozenset[str]
    state: frozenset[str]
    ranks: frozenset[str]
    marks: frozenset[str]
    passing: frozenset[str]
    domains: frozenset[str]
    links: frozenset[str]
    posts: frozenset[str]
    apposers: frozenset[str]
    copulas: frozenset[str]
    things: frozenset[str]
    bylines: frozenset[str]
    silent: frozenset[str]
    bodies: frozenset[str]
    over_bodies: frozenset[str]
    never: frozenset[str]
    royal: frozenset[str]
    listed: frozenset[str]
    forms: frozenset[str]


def _fold(word: str, *, bare: bool) -> tuple[str, ...]:
    """Return the folded tokens of a title or a word; those with no sign in them are words already."""
    fold = strip_marks if bare else fold_tones
    if word.replace(" ", "").isalnum():
        return tuple(fold(word).lower().split())
    return tuple(Tokens(word, fold).folds)


def _titles(lexicon: str, *, bare: bool) -> dict[str, TitleRows]:
    """Titles by their first word; where one is of two kinds the first kind stands."""
    known: dict[tuple[str, ...], TitleKind] = {}
    tables = lexicons.load(lexicon)
    for table, kind in _KINDS:
        for word in sorted(word_list(lexicon, table, bare=bare)) if table in tables else ():
            known.setdefault(_fold(word, bare=bare), kind)
    by_first: dict[str, list[_Row]] = {}
    for words, kind in known.items():
        if words:
            by_first.setdefault(words[0], []).append((words, kind))
    return {first: _rows_of(rows) for first, rows in by_first.items()}


def _rows_of(rows: list[_Row]) -> TitleRows:
    """Sort the titles that begin with one word; the word alone may stand before any other word."""
    alone = tuple(row for row in rows if len(row[0]) == 1)
    by_second: dict[str, list[_Row]] = {}
    for row in sorted(rows, key=lambda row: -len(row[0])):
        if len(row[0]) > 1:
            by_second.setdefault(row[0][1], []).append(row)
    return TitleRows({second: (*longer, *alone) for second, longer in by_second.items()}, alone)


@cache
def person_words(language: str, *, bare: bool = False) -> PersonWords:
    """Return the vocabulary of ``language`` (primary subtag; English where there is none); ``bare``: no diacritics."""
    lexicon = f"offices_{language if language in _LANGUAGES else 'en'}"
    tables = lexicons.load(lexicon)

    def words(table: str) -> frozenset[str]:
        if table not in tables:
            return frozenset()
        return frozenset(" ".join(_fold(word, bare=bare)) for word in word_list(lexicon, table, bare=bare) if word)

    tables_of_words = [name for name in PersonWords.__struct_fields__ if name != "titles"]
    found = {table: words(table) for table in tables_of_words}
    found["links"] |= found["posts"]
    return PersonWords(titles=_titles(lexicon, bare=bare), **found)


def _title_at(tokens: Tokens, place: int, rows: tuple[_Row, ...]) -> Title | None:
    """The longest of ``rows`` that stands there and can stand before a name.

    What is no office is one only before a capital, and has none inside: "anh hùng" is a hero, "anh Hùng" a name.
    """
    texts, folds = tokens.texts, tokens.folds
    for words, kind in rows:
        size = len(words)
        end = place + size
        if size > 2 and tuple(folds[place:end]) != words:  # noqa: PLR2004 - two words have been compared
            continue
        if kind == "office" or (
            _precedes_capital(texts, end) and not any(text[0].isupper() for text in texts[place + 1 : end])
        ):
            return Title(place, end, kind, " ".join(words))
    return None


def _precedes_capital(texts: list[str], end: int) -> bool:
    """Whether a capitalised word follows, perhaps behind the stop of an abbreviation."""
    if end < len(texts) and texts[end] == ".":
        end += 1
    return end < len(texts) and texts[end][0].isupper()


def titles_in(passage: Passage, vocabulary: PersonWords) -> Iterator[Title]:
    """Yield the titles of a passage in order, the longest at each place, without overlaps."""
    tokens, titles, done = passage.tokens, vocabulary.titles, 0
    folds = tokens.folds
    last = len(folds) - 1
    for place in compress(range(len(folds)), map(titles.__contains__, folds)):
        if place < done:
            continue
        known = titles[folds[place]]
        rows = known.by_second.get(folds[place + 1], known.alone) if place < last else known.alone
        if rows and (title := _title_at(tokens, place, rows)):
            done = title.end
            yield title

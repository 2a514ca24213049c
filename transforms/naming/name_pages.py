"""A passage as names are looked for in it: its capitalised words by kind, and what other finders have taken.

Each capitalised word is looked up once; articles, prepositions and pronouns are left out, wherever their capital is
from. In a headline, where a capital says nothing, only words that are surely parts of names are kept.
"""

from __future__ import annotations

from collections.abc import Set

from msgspec import Struct
from msgspec.structs import replace

from transforms.naming.name_words import NameWords
from transforms.reading import Passage
from transforms.text import strip_marks

_STARTERS = frozenset('"“”‘«»:•*–—|…')
_ENDS = frozenset(".!?…")
_LEAST_HEADLINE, _MOST_HEADLINE = 4, 25  # words of more than three letters
_HEADLINE_SHARE = 0.7  # of them with a capital
_LONG = 3  # letters: shorter words are not counted for that

BODY = frozenset({"head", "firm", "members"})  # kinds of words that make a name a body's
OR_WORDS = frozenset({"given or word", "family or word", "either or word"})
NAMES = frozenset({"given", "either", "family", "unknown", "family by ending", "place too"})
_LIKE_SURNAMES = frozenset({"noname", "part", "thing"})  # May, Black, Day: surnames after a given name or an initial
_CHANGING = _LIKE_SURNAMES | {"function"}
_SURE = NAMES | {"initial", "abbreviation", "mixed case"}
_IN_TITLES = _SURE | {"head", "members", "part", "role", "firm", "thing", "place head", "suffix", "noname", "number"}
_LIKE_GIVEN = NAMES | OR_WORDS
_ACTING = frozenset({"followed by a verb of speech", "followed by what a person does"})
_NOTHING: frozenset[int] = frozenset()


class Page(Struct, frozen=True):
    """A passage with what is known of its tokens, by index: the kinds of the capitalised ones, and which are taken.

    ``folds`` are its words in lower case and without diacritics, as the word lists have them.
    """

    passage: Passage
    folds: list[str]
    kinds: dict[int, str]
    starts: frozenset[int]
    countries: Set[int]
    places: Set[int]
    taken: Set[int]
    headline: bool

    def begins(self, place: int) -> bool:
        """Tell whether a word has a capital because a sentence or a quotation begins with it."""
        return place in self.starts or self.passage.tokens.texts[place - 1] in _STARTERS


def is_headline(passage: Passage) -> bool:
    """Tell whether nearly all longer words have a capital, so that a capital says nothing."""
    texts = passage.tokens.texts
    if not texts or (texts[-1] in _ENDS and passage.part != "title"):
        return False
    longer = [text for text in texts if len(text) > _LONG and text[0].isalpha()]
    if not _LEAST_HEADLINE <= len(longer) <= _MOST_HEADLINE:
        return False
    return sum(text[0].isupper() for text in longer) >= _HEADLINE_SHARE * len(longer)


def page_of(
    passage: Passage,
    words: NameWords,
    countries: Set[int] = _NOTHING,
    places: Set[int] = _NOTHING,
    taken: Set[int] = _NOTHING,
) -> Page:
    """Look up the capitalised words of a passage; countries, places and taken tokens are given by index."""
    tokens = passage.tokens
    folds = tokens.folds
    if not passage.text.isascii():
        folds = [word if word.isascii() else strip_marks(word) for word in folds]
    starts = frozenset([start for start, _ in passage.sentences])
    headline = is_headline(passage)
    texts = [text.capitalize() for text in tokens.texts] if passage.text.isupper() else tokens.texts
    capitals = [place for place in tokens.capitals if place not in taken] if taken else tokens.capitals
    kinds = _kinds(texts, capitals, words)
    if not headline:
        kinds |= _surnames_like_words(kinds, folds, starts, words)
    if "function" in kinds.values():
        kinds = {place: kind for place, kind in kinds.items() if kind != "function"}
    page = Page(passage, folds, kinds, starts, countries, places, taken, headline)
    return replace(page, kinds=_headline_kinds(page)) if headline else page


def _kinds(texts: list[str], capitals: list[int], words: NameWords) -> dict[int, str]:
    """The kinds of the capitalised words, by index."""
    kind_of = words.kind_of
    kinds = dict(zip(capitals, map(kind_of, map(texts.__getitem__, capitals)), strict=True))
    if _CHANGING.isdisjoint(kinds.values()):
        return kinds
    for place, kind in kinds.items():
        if kind in _LIKE_SURNAMES:
            if _after_given(kinds, texts, place):
                kinds[place] = "family or word"
        elif kind == "function" and len(texts[place]) == 1 and texts[place + 1 : place + 2] == ["."]:  # A. Smith
            kinds[place] = "initial"
    return kinds


def _surnames_like_words(
    kinds: dict[int, str], folds: list[str], starts: frozenset[int], words: NameWords
) -> dict[int, str]:
    """The Vietnamese names among the small words: "met To Lam", "Thanh Son", "To Lam said" at a sentence's start."""
    found: dict[int, str] = {}
    if "function" not in kinds.values():
        return found
    for place, kind in kinds.items():
        if kind != "function" or folds[place] not in words.like_words:
            continue
        if kinds.get(place - 1) in _LIKE_GIVEN:
            found[place] = "given"
        elif kinds.get(place + 1) in _LIKE_GIVEN:
            behind = place + 2 if place + 2 not in kinds else place + 3
            if place not in starts or words.after.get("".join(folds[behind : behind + 1])) in _ACTING:
                found[place] = "given"
    return found


def _after_given(kinds: dict[int, str], texts: list[str], place: int) -> bool:
    """Tell whether a given name or an initial with its stop stands before a word, and no body's head behind it."""
    if kinds.get(place + 1) in BODY:
        return False
    return kinds.get(place - 1) == "given" or (texts[place - 1] == "." and kinds.get(place - 2) == "initial")


def _headline_kinds(page: Page) -> dict[int, str]:
    """In a headline leave out what is a word too, unless a name stands beside it."""
    kinds = page.kinds
    return {
        place: kind
        for place, kind in kinds.items()
        if kind in _IN_TITLES or (kind != "word" and (kinds.get(place - 1) in _SURE or kinds.get(place + 1) in _SURE))
    }

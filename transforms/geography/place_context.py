"""Whether a name is the place, or part of the name of a person, a body, a treaty: "Jack London", "Paris Agreement".

A capitalised word directly beside a name makes another name with it, but for the words that a place has around it
("President", "Mayor", "Province", a month). Where all words are capitalised, as in a headline, that says nothing and
only the words themselves decide. Names that are words or persons too need a preposition or a unit before them.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from msgspec import Struct

from transforms.geography.country_context import word_list
from transforms.geography.place_names import PlaceName, Standing
from transforms.tokens import Tokens

# yes: the place. maybe: the place unless the text has the word in a person's name. name: part of a longer name.
Verdict = Literal["yes", "maybe", "name", "no"]
_HEADLINE_WORDS = 3  # at least so many words of some length ...
_HEADLINE_SHARE = 0.75  # ... and that share of them capitalised
_LONGEST_PHRASE = 4  # words
_LONG_WORD = 3  # letters; shorter words stand in lower case in headlines too
_OF = frozenset({"of", "de", "van", "d", "du"})
_ARTICLES_BUT_OF = frozenset({"the", "l", "la", "le", "les", "het", "'"})
_ARTICLES = _ARTICLES_BUT_OF | {"de"}  # "in de Ardennen"
_DASHES = frozenset("-–")
_BASED = frozenset({"based", "born", "bound", "area"})  # "London-based"; but "Moscow-backed" is the state
_UNITS_IN_NAMES = frozenset({"tp", "thành", "thanh"})  # "Công an TP.HCM" is of the city, as "Công an tỉnh Nghệ An"
_STOPS = frozenset('.!?:;"“”«»([…-–—•*')


@cache
def _list(name: str, bare: bool) -> frozenset[str]:
    return word_list("place_context", name, bare=bare)


class Spot(Struct, frozen=True):
    """A name found in a passage: its tokens, and what it may be."""

    tokens: Tokens
    start: int
    end: int
    name: PlaceName
    headline: bool
    vietnamese: bool
    bare: bool
    in_a_row: bool = False  # another place stands before it, with no more than a comma or "and" between

    def fold(self, index: int) -> str:
        """Return the token at ``index`` folded, "" outside the text."""
        folds = self.tokens.folds
        return folds[index] if 0 <= index < len(folds) else ""

    def text(self, index: int) -> str:
        """Return the token at ``index`` as written, "" outside the text."""
        texts = self.tokens.texts
        return texts[index] if 0 <= index < len(texts) else ""

    def is_capital(self, index: int) -> bool:
        """Tell whether a word that begins with a capital stands at ``index``."""
        return self.text(index)[:1].isupper()

    def is_glued(self, index: int) -> bool:
        """Tell whether no space stands before the token at ``index``."""
        return self.tokens.is_glued(index)

    def listed(self, name: str, word: str) -> bool:
        """Tell whether ``word`` is in a list of the lexicon."""
        return word in _list(name, self.bare)

    def opens_sentence(self, index: int) -> bool:
        """Tell whether the token at ``index`` is the first of a sentence."""
        return index == 0 or self.text(index - 1) in _STOPS

    def phrases_before(self) -> list[str]:
        """Return the last one to four words before the name, folded."""
        folds, start = self.tokens.folds, self.start
        return [" ".join(folds[start - count : start]) for count in range(1, min(_LONGEST_PHRASE, start) + 1)]


def is_headline(tokens: Tokens, *, title_case: bool) -> bool:
    """Tell whether capitals say nothing in a text: all of it is in capitals, or (English) nearly all words have one."""
    if _is_in_capitals(tokens.texts):
        return True
    longer = [text for text in tokens.texts if len(text) > _LONG_WORD and text[0].isalpha()] if title_case else []
    if len(longer) < _HEADLINE_WORDS:
        return False
    return sum(text[0].isupper() for text in longer) >= _HEADLINE_SHARE * len(longer)


def _is_in_capitals(texts: list[str]) -> bool:
    words = 0
    for text in texts:
        if text[0].isalpha():
            if not text.isupper():
                return False
            words += 1
    return words >= _HEADLINE_WORDS


def _before(spot: Spot) -> int:
    """Return the index of the word before the name, over an article ("in the Bronx")."""
    index = spot.start - 1
    while index > 0 and spot.fold(index) in _ARTICLES and not spot.is_capital(index):
        index -= 1
    return index


def _of_an_institution(spot: Spot) -> bool:
    """The name stands behind "of" and a capitalised noun: "University of Leuven", "Treaty of Lisbon"."""
    index = spot.start - 1
    while index > 0 and spot.fold(index) in _ARTICLES_BUT_OF:
        index -= 1
    if index < 1 or spot.fold(index) not in _OF:
        return False
    head = spot.fold(index - 1)
    if spot.listed("documents", head):
        return True
    if spot.listed("institutions", head):
        return spot.is_capital(index - 1)
    capital = spot.is_capital(index - 1) and not spot.headline
    return capital and not spot.opens_sentence(index - 1) and not spot.listed("heads_of", head)


def _joined_after(spot: Spot) -> bool:
    """A word behind the name makes another thing of it: "Washington Post", "Paris agreement", "Moscow-backed"."""
    after = spot.fold(spot.end)
    if after == "-" and spot.text(spot.end + 1)[:1].islower() and spot.is_glued(spot.end):
        return spot.fold(spot.end + 1) not in _BASED
    pair = after in _DASHES and spot.is_capital(spot.end + 1)  # "Kunming-Montreal framework"
    if spot.listed("others_after", spot.fold(spot.end + 2) if pair else after):
        return True
    capital = spot.is_capital(spot.end) and not spot.headline
    return capital and not spot.listed("heads_after", after) and not _goes_on(spot, spot.end)


def _goes_on(spot: Spot, index: int) -> bool:
    """A capitalised word that is no part of a name with the one before: an opener, an acronym in Vietnamese."""
    return spot.listed("before_name", spot.fold(index))


def _joined_before(spot: Spot) -> bool:
    """A capitalised word before the name makes a longer one with it: "Jack London", "Air Berlin"."""
    index = spot.start - 1
    if index < 0 or spot.headline or not spot.is_capital(index):
        return False
    return not (spot.listed("before_name", spot.fold(index)) or spot.listed("heads_after", spot.fold(index)))


def _vietnamese_verdict(spot: Spot) -> Verdict | None:
    """Words before it say a person, a body or a street: "ông Thái Bình", "Đại học Cần Thơ", "đường Hà Nội"."""
    if spot.fold(spot.start) in _UNITS_IN_NAMES:
        return None
    for phrase in reversed(spot.phrases_before()):
        if spot.listed("places", phrase):
            return None
        if spot.listed("persons_vi", phrase):
            return "name"
        if spot.listed("things_vi", phrase):
            return "no"
    return None


def _is_placed(spot: Spot) -> bool:
    """A preposition or a unit stands before it, or a unit behind it."""
    index = _before(spot)
    if spot.fold(index) == "of":
        return spot.listed("heads_of", spot.fold(index - 1))
    placed = any(spot.listed("places", phrase) for phrase in (spot.fold(index), *spot.phrases_before()))
    return placed or spot.listed("heads_after", spot.fold(spot.end))


def judge(spot: Spot, *, qualified: bool) -> Verdict:
    """Decide for one name; ``qualified`` says that a country or a state of which it is part stands behind it."""
    if _of_an_institution(spot):
        return "no"
    if _joined_before(spot):
        return "name"
    if _joined_after(spot):
        return "no"
    if spot.vietnamese and (verdict := _vietnamese_verdict(spot)):
        return verdict
    if qualified:
        return "yes"
    return _unqualified(spot, spot.name.standing)


def _unqualified(spot: Spot, standing: Standing) -> Verdict:
    placed = spot.in_a_row or _is_placed(spot)
    if standing == "sure":
        return "yes" if placed else "maybe"
    if standing == "never" or not placed or spot.fold(spot.end) == "'":
        return "no"
    return "maybe"

"""Bodies that go by what they are, in Vietnamese: "Bộ Ngoại giao Bỉ", "Đại học Bách khoa Hà Nội", "Tập đoàn Vingroup".

A Vietnamese name opens with its head and goes on with fields of work, places and a country; capitals alone do not show
its end ("Bộ trưởng Bộ Ngoại giao Bùi Thanh Sơn"), so that what may follow comes from the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

from msgspec import Struct

from transforms import lexicons
from transforms.bodies.organisation_spans import Candidate, Surroundings
from transforms.bodies.phrases import Phrases
from transforms.language import is_vietnamese_syllable
from transforms.records import OrganisationType

_LEXICON = "organisation_words_vi"
_LONGEST_NAME = 18  # tokens behind the head
_FOR_THEIR_COUNTRY = ("gov", "party", "armed")
_OFFICE = 5  # tokens before a body in which its holder's office stands
_WHOLE_NAME = 3  # syllables of most persons' names
_LONGEST_PLACE = 4  # syllables
_TOPIC_WORDS = 8  # of "Ủy ban hỗn hợp về …"


class _Words(Struct, frozen=True, dict=True):
    """The lexicon as it is looked up in."""

    heads: Phrases
    types: dict[str, OrganisationType]  # of the bodies that a head opens
    lists: dict[str, Phrases]
    small_first: frozenset[str]  # the first words of heads that need no capital

    def __getitem__(self, key: str) -> Phrases:
        return self.lists[key]


@cache
def _words(*, bare: bool) -> _Words:
    lexicon = lexicons.load(_LEXICON)

    heads = {kind: Phrases.read(text, bare=bare) for kind, text in lexicon["heads"].items()}
    types = {head: cast(OrganisationType, kind) for kind, phrases in heads.items() for head in phrases}
    lists = {key: Phrases.read(text, bare=bare) for key, text in lexicon["words"].items()}
    small = frozenset([*lists["small"].widths, *lists["vietnamese"].widths])
    return _Words(Phrases.read("|".join(types)), types, lists, small)


class _Walk:
    """Follows a name from the end of its head on. ``end`` is the token behind what surely belongs to it."""

    def __init__(self, around: Surroundings, words: _Words, start: int, width: int) -> None:
        self.around, self.words = around, words
        self.texts, self.folds = around.passage.tokens.texts, around.passage.tokens.folds
        self.head = " ".join(self.folds[start : start + width])
        self.open = self.head in words["open"]
        self.start, self.place, self.end = start, start + width, start + width
        self.country: str | None = None
        self._only_capitals = True  # behind a head that is no open one
        self._named = False  # whether a name of its own, and no field only, has been read

    def _take(self, width: int) -> bool:
        self.place += width
        self.end = self.place
        return True

    def _take_country(self) -> bool:
        words = self.around.country_words
        if self.place in self.around.starts:
            end, iso3 = self.around.starts[self.place]
        elif self.texts[self.place][0].isupper() and self.folds[self.place] in words:
            end, iso3 = self.place + 1, words[self.folds[self.place]]
        else:
            return False
        self.country = self.country or iso3
        return self._take(end - self.place)

    def _take_place(self) -> bool:
        """A word for a place and the words with capitals behind it: "thành phố Hà Nội", "TP.HCM"."""
        width = self.words["places"].at(self.folds, self.place)
        after = self.place + width
        if width and self.texts[after : after + 1] == ["."]:
            after += 1
        first = after
        while after < len(self.texts) and after - first < _LONGEST_PLACE and self.texts[after][0].isupper():
            if after > first and self._is_surname(after):
                break  # thành phố Hà Nội Trần …
            after += 1
        person = after - first == _WHOLE_NAME and self.folds[first] in self.words["surnames"]
        if not width or after == first or (person and self.folds[first + 1] not in ("chí", "chi")):
            return False
        return self._take(after - self.place)

    def _take_field(self, *, linked: bool = False) -> bool:
        """A field of work; one in lower case needs "và" before it, for it may be a verb ("Bộ Y tế tổ chức …")."""
        width = self.words["fields"].at(self.folds, self.place)
        self._only_capitals = self._only_capitals and not width
        inner = self.words["inside"].at(self.folds, self.place)
        if width > inner:
            return (linked or self.texts[self.place][0].isupper()) and self._take(width)
        return inner > 0 and self._take(inner)

    def _is_surname(self, place: int) -> bool:
        after = self.texts[place + 1 : place + 2]
        return self.folds[place] in self.words["surnames"] and bool(after) and after[0][0].isupper()

    def _is_behind_office(self) -> bool:
        return any(True for _ in self.words["offices"].find(self.folds, max(0, self.start - _OFFICE), self.start))

    def _begins_person(self) -> bool:
        """A surname before another capital: the office-holder, where an office stands before the body."""
        complete = self.place > self.start + len(self.head.split())
        return self._is_surname(self.place) and (not self.open or (complete and self._is_behind_office()))

    def _take_capital(self) -> bool:
        text = self.texts[self.place]
        if not text[0].isupper() and not (text[0].isdigit() and self._named):
            return False
        if self.words["not_inside"].at(self.folds, self.place):
            return False
        if not self.open and not self._may_be_capital():
            return False
        self._named = True
        return self._take(2 if self._is_word() else 1)

    def _is_word(self) -> bool:
        """A capital and a small syllable are one Vietnamese word ("Bình ổn"); two capitals are a proper name."""
        before, after = self.texts[self.place - 1], self.texts[self.place + 1 : self.place + 2]
        return (
            bool(after)
            and after[0].islower()
            and not (len(self.texts[self.place]) > 1 and self.texts[self.place].isupper())
            and (before[0].islower() or self.place == self.start + len(self.head.split()))
            and after[0] not in self.words["stops"]
            and is_vietnamese_syllable(self.folds[self.place])
            and is_vietnamese_syllable(after[0])
        )

    def _may_be_capital(self) -> bool:
        """Whether a closed head goes on with a Vietnamese word of no known field ("Cục Xuất nhập cảnh")."""
        syllable = is_vietnamese_syllable(self.folds[self.place])
        return self._only_capitals and syllable and self.head not in self.words["fields_only"]

    def _step(self, *, linked: bool) -> bool:
        if not self.words["fields"].at(self.folds, self.place) and self._begins_person():
            return False
        return self._take_country() or self._take_place() or self._take_field(linked=linked) or self._take_capital()

    def run(self) -> None:
        """Go on as far as the name does."""
        limit = min(len(self.texts), self.place + _LONGEST_NAME)
        if self.head in self.words["alone"]:  # only the country follows
            if self.place < limit:
                self._take_country()
            return
        if self.head.endswith(("hỗn hợp", "hon hop")) and self.folds[self.place : self.place + 1] in (["về"], ["ve"]):
            self._take_topic()
        while self.place < limit:
            if self.country and self.folds[self.place] not in ("-", "–"):
                break
            if self._step(linked=False):
                continue
            if not self._follow_link(limit):
                break

    def _follow_link(self, limit: int) -> bool:
        """Go on over "và" or a comma to another field, over the other links to anything but a new head."""
        width = self.words["links"].at(self.folds, self.place)
        if not width or self.place != self.end or self.place + 1 >= limit:
            return False
        link = self.folds[self.place]
        adding = link in self.words["adding"]
        if adding and self.end == self.start + len(self.head.split()):
            return False
        if self.open and link in self.words["closed_links"]:
            return False
        self.place += width
        if link == "," and not self.texts[self.place][0].isupper():
            return False
        if self.words.heads.at(self.folds, self.place):
            return False
        return self._take_field(linked=True) if adding else self._step(linked=True)

    def _take_topic(self) -> None:
        place = self.place + 1
        while place < len(self.folds) and place - self.place <= _TOPIC_WORDS:
            if self.folds[place] in self.words["stops"] or place in self.around.starts:
                break
            place += 1
        self._take(place - self.place)


def _is_name(walk: _Walk, width: int) -> bool:
    """A name has more than its head; one whose head is small goes on with a capital that is no country's."""
    texts, after = walk.texts, walk.start + width
    before = walk.folds[walk.start - 1] if walk.start else ""
    if width == 1 and not texts[walk.start][0].isupper() and before not in walk.words["before_small"]:
        return False  # the second syllable of a word: cảnh báo
    if walk.end == after:
        return walk.head in walk.words["alone"] and texts[walk.start][0].isupper()
    if texts[walk.start][0].isupper():
        return texts[after][0].isupper() or walk.end > after + 1 or not walk.texts[after][0].isalpha()
    if walk.head in walk.words["vietnamese"]:
        return walk.end > after + 1
    return walk.head in walk.words["small"] and texts[after][0].isupper() and after not in walk.around.starts


def _places(around: Surroundings, words: _Words) -> list[int]:
    """Where a head may stand: at capitals, and where one that needs none may begin."""
    folds, small, first = around.passage.tokens.folds, words.small_first, words.heads.widths
    places = [place for place in around.passage.tokens.capitals if folds[place] in first]
    if small.isdisjoint(folds):
        return places
    return sorted({*places, *[place for place, fold in enumerate(folds) if fold in small]})


def _may_be_name(around: Surroundings, words: _Words, start: int, width: int) -> bool:
    """Whether capitals allow a name with its head at ``start``: what most heads in small letters need no walk for."""
    texts, after = around.passage.tokens.texts, start + width
    if texts[start][0].isupper():
        return True
    head = " ".join(around.passage.tokens.folds[start:after])
    if head in words["vietnamese"]:
        return True
    return head in words["small"] and after < len(texts) and texts[after][0].isupper() and after not in around.starts


def _candidate(walk: _Walk, width: int) -> Candidate:
    passage, kind = walk.around.passage, walk.words.types[walk.head]
    name = passage.words(walk.start, walk.end)
    small = not walk.texts[walk.start][0].isupper()
    core = (passage.words(walk.start + width, walk.end),) if small else ()
    country = "VNM" if walk.head in walk.words["vietnamese"] else walk.country
    country = None if kind == "bilateral" else country
    acts_for = country if kind in _FOR_THEIR_COUNTRY else None
    rule = f"organisation:{kind}:{walk.head}"
    return Candidate(passage.index, walk.start, walk.end, name, None, kind, country, acts_for, rule, forms=core)


def find_vietnamese_bodies(around: Surroundings, *, bare: bool) -> Iterator[Candidate]:
    """Yield the bodies of a passage in Vietnamese by the pattern of their names; ``bare``: without diacritics."""
    words, folds, done = _words(bare=bare), around.passage.tokens.folds, 0
    for place in _places(around, words):
        if place < done or not (width := words.heads.at(folds, place)):
            continue
        if not _may_be_name(around, words, place, width) or words["no_heads"].at(folds, place):
            continue
        walk = _Walk(around, words, place, width)
        walk.run()
        if _is_name(walk, width):
            done = walk.end
            yield _candidate(walk, width)

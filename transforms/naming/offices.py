"""Offices as a text writes them: "Belgian Deputy Prime Minister", "Thứ trưởng Ngoại giao Bỉ", "Mayor of Paris".

An office hangs on a head word. To its left stand ranks, what it is for, and whose it is; to its right what it is for
and whose it is, behind links ("of", "for") or without them, as the language has it. What was found is written down in
``transforms.naming.office_wording``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from transforms.naming.landmarks import Landmark, Landmarks
from transforms.naming.office_wording import Extent, Office, write_office
from transforms.naming.person_words import PersonWords, Title
from transforms.reading import Passage

_LONGEST_JOINT = 4  # tokens between a head and what it is for: ", and for the"
_LONGEST_FORM = 5  # words of a form of state: "cộng hòa xã hội chủ nghĩa"
_INITIALS = 2  # letters: JD Vance
_MOST_STEPS = 24  # words of one office to either side of its head; keeps hostile text linear
_LISTING = frozenset({",", "and", "&", "et", "en", "và", "va"})  # they join what a minister is minister of
_DIRECT = frozenset({"vi"})  # languages in which what an office is for follows its head without a link
_ADJECTIVE_BEHIND = frozenset({"vi", "fr"})  # and in which whose it is does ("ministre belge", "Thủ tướng Anh")


def _is_abbreviation(text: str) -> bool:
    """Whether a word is written in capitals, as bodies are that nobody has to explain: "FBI Director"."""
    return len(text) > 1 and text.isupper() and text.isalpha()


class OfficeReader(Struct):
    """Reads the offices of one passage. ``stops`` are the tokens where names begin: no office goes beyond one."""

    passage: Passage
    language: str
    words: PersonWords
    marks: Landmarks
    stops: Collection[int]

    def read(self, titles: Mapping[int, Title]) -> Iterator[Office]:
        """Yield the offices among ``titles`` (by first token), in order, none inside another."""
        done, vietnamese = 0, self.language == "vi"
        for title in titles.values():
            if title.kind != "office" or title.start < done or self._is_rank(title, titles):
                continue
            extent = Extent(title.start, title.end, set())
            self._go_left(title, extent, done)
            self._go_right(title, extent, titles)
            done = extent.end
            yield write_office(title, extent, self.passage, self.words, self.marks, body_before=vietnamese)

    def _is_rank(self, title: Title, titles: Mapping[int, Title]) -> bool:
        """Whether the word is a rank of the office behind it ("Deputy Prime Minister") and no office by itself."""
        folds = self.passage.tokens.folds
        if title.words not in self.words.ranks or title.end >= len(folds):
            return False
        follower = titles.get(title.end)
        return (follower is not None and follower.kind == "office") or folds[title.end] in self.words.domains

    def _same_case(self, place: int, head: int) -> bool:
        """A small word does not belong to an office with a capital; the marks "former" and "ex" do."""
        texts = self.passage.tokens.texts
        return texts[place][0].isupper() or not texts[head][0].isupper() or self.language != "en"

    def _go_left(self, title: Title, extent: Extent, floor: int) -> None:
        folds = self.passage.tokens.folds
        for _ in range(_MOST_STEPS):
            place = extent.start - 1
            if place < floor:
                return
            if folds[place] == ")" and folds[place - 2 : place - 1] == ["("] and self._stands_for_body(place - 2):
                extent.start = place - 2
                continue
            mark = self._mark_before(extent.start)
            if mark and mark.start >= floor and self._belongs_before(mark, extent):
                extent.take(mark)
                if mark.is_party:
                    extent.dropped.update(range(mark.end, extent.start))
                extent.start = mark.start
                continue
            step = self._word_before(folds, place, title.start)
            if not step:
                return
            extent.start -= step
            if folds[extent.start] in self.words.passing:
                extent.dropped.add(extent.start)

    def _stands_for_body(self, place: int) -> bool:
        """Whether a body is abbreviated in brackets there: "National Assembly (NA) Chairman"."""
        mark = self.marks.ending.get(place)
        return mark is not None and mark.kind == "organisation"

    def _belongs_before(self, mark: Landmark, extent: Extent) -> bool:
        """In Vietnamese whose office it is comes behind; only a body stands before it, in translations word by word."""
        if extent.country and mark.kind == "country":
            return False
        return self.language != "vi" or (mark.kind == "organisation" and mark.of_state)

    def _mark_before(self, place: int) -> Landmark | None:
        """The landmark that ends at ``place``, or before the "'s" that does."""
        folds = self.passage.tokens.folds
        if mark := self.marks.ending.get(place):
            return mark
        if place > 1 and folds[place - 2 : place] == ["'", "s"]:
            return self.marks.ending.get(place - 2)
        return self.marks.ending.get(place - 1) if place and folds[place - 1] in ("'", "-") else None

    def _word_before(self, folds: list[str], place: int, head: int) -> int:
        """How many tokens before the office belong to it at ``place``: a rank, what it is for, "trade and industry"."""
        words, word = self.words, folds[place]
        if word in words.marks or word in words.passing:
            return 1
        belongs = word in words.ranks or (self.language != "vi" and word in words.domains)
        if belongs and place not in self.marks.inside and self._same_case(place, head):
            return 1
        if self.language != "vi" and _is_abbreviation(self.passage.tokens.texts[place]):
            return 1
        before = folds[place - 1] if place else ""
        if word == "-" and (before in words.ranks or before in words.marks):
            return 2
        if word in ("and", "&") and before in words.domains and self._same_case(place - 1, head):
            return 2 if self.language == "en" and folds[place + 1] in words.domains else 0
        return 0

    def _go_right(self, title: Title, extent: Extent, titles: Mapping[int, Title]) -> None:
        folds = self.passage.tokens.folds
        for _ in range(_MOST_STEPS):
            place = extent.end
            while place < len(folds) and place - extent.end < _LONGEST_JOINT and folds[place] in self.words.links:
                if place in self.stops or place in self.marks.starting:
                    break
                post = title.words in self.words.posted and folds[place] in self.words.posts
                if self.language in _DIRECT and folds[place] in self.words.domains and not post:
                    break
                place += 1
            place = self._behind_form(place)
            joint = folds[extent.end : place]
            if place >= len(folds) or place in self.stops:
                return
            if place == title.end and place not in self.marks.starting and self.language not in _DIRECT:
                return  # what an office is for follows it behind a link
            end = self._accepted(title, extent, joint, place, titles)
            if end is None:
                return
            extent.end = end

    def _behind_form(self, place: int) -> int:
        """Where the country begins behind words for a form of state: "Vương quốc Bỉ", "the Kingdom of Belgium"."""
        folds, starting = self.passage.tokens.folds, self.marks.starting
        if not self.marks.countries or place in starting:
            return place
        for end in range(place + _LONGEST_FORM, place, -1):
            if end in starting and starting[end].kind == "country" and " ".join(folds[place:end]) in self.words.forms:
                return end
        return place

    def _accepted(
        self, title: Title, extent: Extent, joint: list[str], place: int, titles: Mapping[int, Title]
    ) -> int | None:
        """The end of what is named at ``place`` behind ``joint``, if it belongs to the office."""
        mark = self.marks.starting.get(place)
        if mark and not (mark.kind == "organisation" and self._all_for(mark)):
            return self._accept_mark(title, extent, joint, mark)
        posted = title.words in self.words.posted and joint and joint[-1] in self.words.posts
        if (posted or (self.language in _DIRECT and not joint)) and (end := self._end_of_post(place)):
            return end
        if not self._is_for(title, extent, joint, place) or self._begins_office(place, titles, joint):
            return None
        return place + 1

    def _all_for(self, mark: Landmark) -> bool:
        """Whether what was taken for a body is what an office is for: "Minister of …, European Affairs, and …"."""
        return not mark.of_union and all(
            word in self.words.domains for word in self.passage.tokens.folds[mark.start : mark.end]
        )

    def _accept_mark(self, title: Title, extent: Extent, joint: list[str], mark: Landmark) -> int | None:
        posted = title.words in self.words.posted
        if mark.kind == "country" and any(word in self.words.posts for word in joint):
            if not posted:
                return None
            extent.dropped.update(range(extent.end, mark.end))
            return mark.end
        if joint and set(joint) <= _LISTING:
            return None
        if not joint and self.language not in _ADJECTIVE_BEHIND:
            return None
        if mark.kind == "country" and extent.country:
            return None
        if mark.is_party and not self._is_domain(mark.end):  # "Head of the EU Delegation" keeps the "of the"
            extent.dropped.update(range(extent.end, mark.start))
        extent.take(mark)
        return mark.end

    def _is_domain(self, place: int) -> bool:
        folds = self.passage.tokens.folds
        return self.language not in _DIRECT and place < len(folds) and folds[place] in self.words.domains

    def _end_of_post(self, place: int) -> int | None:
        """Where a place or body ends that nobody has found: capitals before a person ("tại Bỉ Nguyễn Văn Thảo")."""
        texts = self.passage.tokens.texts
        for end in range(place, min(place + _LONGEST_JOINT, len(texts))):
            if end in self.stops:
                return end if end > place else None
            if not texts[end][0].isupper():
                return None
        return None

    def _is_for(self, title: Title, extent: Extent, joint: list[str], place: int) -> bool:
        """Whether the word says what the office is for, and so goes on with it."""
        texts, folds = self.passage.tokens.texts, self.passage.tokens.folds
        abbreviation = len(texts[place]) > _INITIALS and _is_abbreviation(texts[place])
        if not abbreviation and (folds[place] not in self.words.domains or not self._same_case(place, title.start)):
            return False
        if title.words in self.words.royal:
            return False
        inside = extent.end > title.end
        if not joint:
            return inside or self.language in _DIRECT
        small = not texts[place][0].isupper() and folds[place] not in self.words.listed
        if joint[-1] == "," and self.language in _DIRECT and small:
            return False
        return inside or not set(joint) <= _LISTING

    def _begins_office(self, place: int, titles: Mapping[int, Title], joint: list[str]) -> bool:
        """Whether a new office begins there: "…, Trade Minister" is not what the former minister is for."""
        folds = self.passage.tokens.folds
        if self.language in _DIRECT:
            title = titles.get(place)
            return title is not None and title.kind == "office"
        if not joint or not set(joint) <= _LISTING:
            return False
        while place < len(folds) and (folds[place] in self.words.domains or folds[place] in self.words.ranks):
            if place in titles:
                return True
            place += 1
        return place in titles and titles[place].kind == "office"

"""News agencies as the source of what is said: "told Reuters", "theo hãng tin AP", "(Belga)", "AFP reported".

Who supplies a story is none of the bodies that it is about (tag contract, section 1), unless the story tells something
else of it: an agency is sued or opens an office, its reporter is arrested. Words on either side tell which. Newspapers
and broadcasters supply no stories in the contract's sense: they stay organisations wherever they are named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from transforms import lexicons
from transforms.bodies.organisation_spans import Candidate, Surroundings
from transforms.bodies.phrases import Phrases
from transforms.cleaning.agencies import is_agency
from transforms.reading import Passage, Reading

LANGUAGES = ("en", "vi", "fr", "nl")
_WIDEST = 4  # words of a phrase before a source
_MOST_BETWEEN = 6  # tokens between a source and its verb, or the words that announce it
_IN_BRACKETS = 5  # tokens of brackets behind a name, "(Hàn Quốc)"
_NEAR = 6  # tokens behind "phóng viên TTXVN" or "AFP journalists" in which they report
_SIGNS = frozenset(",.;:!?)\"”'’")
Spot = tuple[int, int]  # passage, first token
_DASHES = frozenset("-–—")
_JOINTS = frozenset({"and", "và", "va", "et", "en", ",", "/"})


class _Words(Struct, frozen=True, dict=True):
    """The lists of ``lexicons/media_sources.toml`` in one language."""

    before: Phrases
    kinds: Phrases
    between: Phrases
    after: Phrases
    inverted: Phrases
    works: Phrases
    staff: Phrases
    proof: Phrases
    agencies: Phrases


@cache
def _words(language: str, *, bare: bool) -> _Words:
    lists = lexicons.load("media_sources")[language if language in LANGUAGES else "en"]
    return _Words(**{key: Phrases.read(text, bare=bare) for key, text in lists.items()})


def _ends_with(phrases: Phrases, folds: Sequence[str], end: int) -> int:
    """The number of tokens of the longest phrase that ends before token ``end``, 0 if there is none."""
    for width in range(min(_WIDEST, end), 0, -1):
        if " ".join(folds[end - width : end]) in phrases:
            return width
    return 0


class _Place:
    """One name of a medium and what stands around it; ``others`` are the media of the passage, by their first token."""

    def __init__(self, around: Surroundings, start: int, end: int, words: _Words, others: Mapping[int, int]) -> None:
        self.passage: Passage = around.passage
        self.around, self.start, self.end, self.words, self.others = around, start, end, words, others
        self.texts, self.folds = around.passage.tokens.texts, around.passage.tokens.folds
        self.first, self.last = around.passage.sentence_of(start)

    def is_source(self) -> bool:
        """Whether it is given as a source and nothing else is said of it."""
        return self.is_bracketed() or self.is_announced() or self.reports() or self.has_works()

    def behind_kinds(self) -> int:
        """Where the words for what kind of medium it is begin: "the Russian news agency TASS"."""
        place = self.start
        while place > self.first and self.start - place < _MOST_BETWEEN:
            if place in self.around.ends:
                place = self.around.ends[place][0]
            elif width := _ends_with(self.words.kinds, self.folds, place):
                place -= width
            else:
                break
        return max(place, self.first)

    def is_announced(self) -> bool:
        """Whether "according to" and the like stand before it, kinds of media between them or not."""
        place = self.start
        lowest = self.behind_kinds()
        while place >= lowest:
            if _ends_with(self.words.before, self.folds, place):
                return True
            place -= 1
        follower = self.texts[self.end] if self.end < len(self.texts) else "."
        return follower in _SIGNS and _ends_with(self.words.inverted, self.folds, lowest) > 0

    def reports(self) -> bool:
        """Whether a verb of saying follows, over what may stand between, other media included."""
        place = self._behind_brackets(self.end)
        while place < self.last and place - self.end < _MOST_BETWEEN:
            if self.words.after.at(self.folds, place):
                return True
            if (next_one := self._joined_with(place)) in self.others:
                place = self._behind_brackets(self.others[next_one])
            elif width := self.words.between.at(self.folds, place) or self.folds[place].isdigit():
                place += int(width)
            else:
                break
        return False

    def _joined_with(self, place: int) -> int:
        """The token behind "and", a comma and the words for kinds of media, -1 where nothing is joined."""
        if self.folds[place] not in _JOINTS:
            return -1
        place += 1
        while width := self.words.kinds.at(self.folds, place):
            place += width
        return place

    def _behind_brackets(self, place: int) -> int:
        """Behind an abbreviation or a country in brackets: "Agence France-Presse (AFP) reported"."""
        inside = self.texts[place : place + _IN_BRACKETS]
        return place + inside.index(")") + 1 if inside[:1] == ["("] and ")" in inside else place

    def is_bracketed(self) -> bool:
        """Whether brackets hold nothing but it, or it opens a story: "(Belga)", "(Reuters/AFP)", "AP - "."""
        before = self.texts[self.start - 1] if self.start else ""
        after = self.texts[self.end] if self.end < len(self.texts) else ""
        if not before:
            return after in _DASHES
        return before in ("(", "/") and after in (")", "/", ",", "-")

    def has_works(self) -> bool:
        """Whether what follows is what a source makes, or its people in the act of reporting: "AFP journalists saw"."""
        if self.words.works.at(self.folds, self.end):
            return True
        kinds = self.behind_kinds()
        staff = self.words.staff.at(self.folds, self.end) or any(
            self.words.staff.at(self.folds, place) for place in range(kinds, self.start)
        )
        return staff > 0 and self._staff_reports()

    def _staff_reports(self) -> bool:
        """Whether a verb of saying follows before the next sign or medium."""
        for place in range(self.end, min(self.last, self.end + _NEAR)):
            if self.texts[place] in _SIGNS or place in self.others:
                return False
            if self.words.after.at(self.folds, place):
                return True
        return False

    def has_staff(self) -> bool:
        """Whether its people are spoken of, which proves that an abbreviation is a medium's: "an AP journalist"."""
        behind = _ends_with(self.words.staff, self.folds, self.start)
        return behind > 0 or self.words.staff.at(self.folds, self.end) > 0

    def has_kind(self) -> bool:
        """Whether a word for a kind of medium stands beside it, which proves the same: "hãng tin AP"."""
        return _ends_with(self.words.proof, self.folds, self.start) > 0 or self.words.proof.at(self.folds, self.end) > 0


def _is_agency(one: Candidate, words: _Words) -> bool:
    """Whether a medium is a news agency: a known one, or one that is called so ("Fars News Agency")."""
    if is_agency(one.name) or (one.abbr and is_agency(one.abbr)):
        return True
    folds = one.name.lower().split()
    return _ends_with(words.agencies, folds, len(folds)) > 0 or words.agencies.at(folds, 0) > 0


def _sources_in(around: Surroundings, media: Sequence[Candidate], words: _Words) -> tuple[set[Spot], set[Spot]]:
    """Return where the media in a passage are sources, and where words beside them show that they are media."""
    others = {one.start: one.end for one in media}
    sources: set[Spot] = set()
    proved: set[Spot] = set()
    ends: set[int] = set()  # of sources
    for one in media:
        place = _Place(around, one.start, one.end, words, others)
        joined = one.start > 1 and place.folds[one.start - 1] in _JOINTS and one.start - 1 in ends
        if _is_agency(one, words) and (joined or place.is_source()):
            sources.add(one.spot)
            ends.add(one.end)
        elif place.has_staff() or place.has_kind():
            proved.add(one.spot)
    return sources, proved


def find_sources(
    candidates: Sequence[Candidate], scenes: Sequence[Surroundings], reading: Reading
) -> tuple[list[Candidate], frozenset[Spot]]:
    """Return the candidates, those surely media that are shown to be, and the spots where media are sources."""
    media: dict[int, list[Candidate]] = {}
    for one in candidates:
        if one.type == "media":
            media.setdefault(one.passage, []).append(one)
    if not media:
        return list(candidates), frozenset()
    sources: set[Spot] = set()
    proved: set[Spot] = set()
    for passage, here in media.items():
        found = _sources_in(scenes[passage], here, _words(reading.language, bare=reading.bare))
        sources |= found[0]
        proved |= found[1]
    sure = [replace(one, sureness="sure") if one.spot in proved else one for one in candidates]
    return sure, frozenset(sources)


def is_of_medium(one: Candidate, known: Sequence[Candidate], passage: Passage, *, bare: bool) -> bool:
    """Tell whether a pattern's name is a known medium with words before it that say what it is: "hãng tin AP"."""
    kinds = _words("vi", bare=bare).kinds
    return any(
        other.type == "media"
        and one.start < other.start < one.end
        and " ".join(passage.tokens.folds[one.start : other.start]) in kinds
        for other in known
    )

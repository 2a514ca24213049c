"""Names of persons in Vietnamese texts, with diacritics and without, and Vietnamese names elsewhere.

A Vietnamese name is a surname, of which there are some two hundred, and one to four syllables more; surname and given
name are capitalised, and so the name is found inside a row of capitalised syllables. What is a place, a street, a
school or a company by the word before it is left out. Any other capitalised name is a person's by a title before it,
or, if foreign, by a given name known as such or by a verb of saying behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct, field

from transforms.geography.country_context import word_list
from transforms.naming.capital_rows import is_particle, run_end
from transforms.naming.landmarks import Landmarks
from transforms.naming.name_syllables import FULL_NAME, LONGEST_NAME, Syllables, is_foreign, is_given, syllables
from transforms.naming.office_wording import Office
from transforms.naming.person_words import PersonWords, Title
from transforms.reading import Passage

_STRONG = frozenset({"ông", "bà", "ong", "ba"})  # forms of address that nothing but a person follows
_INITIALS = 2
_LONGEST_THING = 4  # words of "sân vận động"
_PEOPLE = frozenset({"người", "nguoi", "gốc", "goc"})
_JOINTS = frozenset({",", "và", "va", "-", "–"})
_OPENERS = frozenset(".!?;:\"“”'‘«([…•–-|")
_SAYING = frozenset(
    {"cho", "nói", "khẳng", "tuyên", "phát", "nhấn", "bày", "chia", "trả", "đánh", "viết", "kể", "cảnh"}
)


class NameRun(Struct, frozen=True):
    """The tokens of a person's name and the rule that says it is one."""

    start: int
    end: int
    rule: str


@cache
def _last_words(phrases: frozenset[str]) -> frozenset[str]:
    """Return the last words of phrases: what does not end in one of them ends in none of the phrases."""
    return frozenset(phrase.rpartition(" ")[2] for phrase in phrases)


class VietnameseNames(Struct):
    """Finds the names of persons in one passage of a Vietnamese text."""

    passage: Passage
    marks: Landmarks
    words: PersonWords
    titles: Mapping[int, Title]
    bare: bool
    rows: list[tuple[int, int]] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)
    ending: dict[int, Title] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the rows of capitalised words, none in a text that is all capitals, and where the titles end."""
        self.rows = [] if self.passage.text.isupper() else list(self._rows())
        self.ending = {title.end: title for title in self.titles.values()}

    @property
    def has_nothing(self) -> bool:
        """Whether no name can be there: a capital alone is one behind a title only."""
        return not self.titles and all(end - start == 1 for start, end in self.rows)

    def by_surname(self) -> Iterator[NameRun]:
        """Yield the names that show themselves by their surname, in order."""
        refused, folds, before_things = -1, self.passage.tokens.folds, _last_words(self.words.things)
        for start, end in self.rows:
            if end - start == 1 and start - refused != 1 and folds[start - 1] not in before_things:
                continue
            found = self._by_surname(start, end) if end - start > 1 else None
            first = found.start if found else start
            of_thing = self._is_thing(first) or (refused >= 0 and self._continues(refused, first))
            if of_thing and not self._title_before(first):
                refused = end
                self.refused.add(start)
            elif found:
                yield found

    def by_title(self, taken: set[int], offices: Mapping[int, Office]) -> Iterator[NameRun]:
        """Yield names not ``taken`` that a title stands before, or that are surely foreign persons' names.

        ``offices`` are those of the passage by the token behind them.
        """
        for start, end in self.rows:
            if start in self.refused or not taken.isdisjoint(range(start, end)):
                continue
            if end - start == 1 and start not in offices and not self._title_before(start):
                continue
            first = self._behind_title(start, end, offices)
            if first < end and (rule := self._rule(first, end, offices)):
                yield NameRun(first, self._beyond_landmark(first, end), rule)

    def _beyond_landmark(self, start: int, end: int) -> int:
        """Where a name ends whose last syllable was taken for a country or place: "ba Phuong Nga"."""
        title, mark = self._title_before(start), self.marks.starting.get(end)
        if not title or title.kind == "office" or not mark or mark.kind == "organisation" or mark.end != end + 1:
            return end
        return end if any(map(is_foreign, self.passage.tokens.folds[start : end + 1])) else end + 1

    def _rows(self) -> Iterator[tuple[int, int]]:
        done, inside, texts = 0, self.marks.inside, self.passage.tokens.texts
        last = len(texts) - 1
        for start in self.passage.tokens.capitals:
            if start < done or start in inside:
                continue
            text = texts[start]
            if len(text) > 1 and text.isupper() and not self._has_initials(start):
                continue
            single = start == last or (texts[start + 1].islower() and not is_particle(texts[start + 1]))
            done = start + 1 if single else run_end(self.passage, start, self.marks)
            yield start, done

    def _has_initials(self, start: int) -> bool:
        """Whether two capitals stand for given names behind a title: "Phó Tổng thống Mỹ JD Vance"."""
        texts = self.passage.tokens.texts
        follower = texts[start + 1] if start + 1 < len(texts) else "."
        return len(texts[start]) == _INITIALS and follower.istitle() and is_foreign(follower.lower())

    def _by_surname(self, start: int, end: int) -> NameRun | None:
        """The name that begins at the first surname in a row of capitals from which on all are syllables."""
        folds, known = self.passage.tokens.folds, syllables(bare=self.bare)
        for first in range(start, end - 1):
            if folds[first] not in known.surnames or not 1 < end - first <= LONGEST_NAME:
                continue
            doubtful = folds[first] in known.rare and not self._title_before(first)
            if doubtful and self._begins_better(first + 1, end, known):
                continue
            if self._is_name(first, end, known):
                return NameRun(first, end, f"vietnamese_names:surnames:{folds[first]}")
        return None

    def _begins_better(self, start: int, end: int, known: Syllables) -> bool:
        """Whether a common surname follows: "Nghệ An Nguyễn Đức Trung", "Đường Nguyễn Huệ"."""
        word = self.passage.tokens.folds[start]
        return start < end - 1 and word in known.surnames and word not in known.rare

    def _is_name(self, start: int, end: int, known: Syllables) -> bool:
        folds = self.passage.tokens.folds[start:end]
        titled = self._title_before(start) is not None
        if any(is_foreign(word) for word in folds) or (" ".join(folds[:2]) in known.places and not titled):
            return False
        if titled:
            return True
        likely = folds[-1] in known.given or folds[1] in known.middle
        if len(folds) >= FULL_NAME:
            return likely or folds[0] not in known.rare
        return folds[0] not in known.rare and folds[-1] in known.given

    def _is_thing(self, start: int) -> bool:
        """Whether the words before make it a street's, a school's or a company's name."""
        return start > 0 and self._phrase_before(start, self.words.things)

    def _phrase_before(self, start: int, phrases: frozenset[str]) -> bool:
        """Whether the last words before ``start`` are one of ``phrases``."""
        folds = self.passage.tokens.folds
        if not start or folds[start - 1] not in _last_words(phrases):
            return False
        return any(" ".join(folds[max(start - size, 0) : start]) in phrases for size in range(1, _LONGEST_THING + 1))

    def _continues(self, refused: int, start: int) -> bool:
        """Whether it goes on with an enumeration of things: "đường Lê Lợi, Nguyễn Huệ"."""
        return start - refused == 1 and self.passage.tokens.folds[refused] in _JOINTS

    def _title_before(self, start: int) -> Title | None:
        """The title that ends at ``start``, or before a country that does: "trọng tài người Qatar …"."""
        if not self.ending:
            return None
        mark = self.marks.ending.get(start)
        if mark and mark.kind == "country":
            start = mark.start - (mark.start > 0 and self.passage.tokens.folds[mark.start - 1] in _PEOPLE)
        return self.ending.get(start)

    def _behind_title(self, start: int, end: int, offices: Mapping[int, Office]) -> int:
        """Where the name begins in a row that opens with a capitalised title or the end of an office: "Bà Harris"."""
        if offices and (inside := [place for place in range(start, end) if place in offices]):
            return self._behind_body(inside[-1], end)
        title = self.titles.get(start)
        if self.passage.tokens.folds[start] in word_list("country_context_vi", "openers", bare=self.bare):
            start += 1
        if title is None or title.end >= end or self._title_before(start):
            return start
        return title.end if title.kind != "kin" or self._opens(start) else start

    def _rule(self, start: int, end: int, offices: Mapping[int, Office]) -> str | None:
        folds = self.passage.tokens.folds
        title = self._title_before(start)
        if start in offices:
            direct = title is not None and title.kind == "office"
            return f"offices:{offices[start].role}" if self._is_announced(start, end, direct=direct) else None
        if title:
            strong = title.kind == "kin" or title.words in _STRONG
            fits = len(folds[start]) > 1 if strong else self._is_announced(start, end, direct=True)
            return f"offices_vi:{title.kind}:{title.words}" if fits else None
        if end - start == 1 or not self._is_foreign_name(start, end) or self._is_thing(start):
            return None
        if is_given(folds[start]) and (is_foreign(folds[start]) or not self._opens(start)):
            return f"given_names:{folds[start]}"
        follower = folds[end] if end < len(folds) else ""
        return "saying" if follower in _SAYING else None

    def _is_announced(self, start: int, end: int, *, direct: bool) -> bool:
        """Whether a title makes a person of what follows it.

        Not of a body that goes on with the office ("hiệu trưởng trường tiểu học Tân Lập", "đại diện Ban thanh tra").
        ``direct`` says that nothing stands between the title and the name.
        """
        folds = self.passage.tokens.folds
        if self._is_body(start, end):
            return False
        if any(is_foreign(word) for word in folds[start:end] if word[0].isalpha()):
            return end - start > 1 or len(folds[start]) > 1
        if not direct or self._is_place(start):
            return False
        alone = end - start == 1
        return not alone or (folds[start] in syllables(bare=self.bare).given and folds[start] not in self.words.domains)

    def _is_place(self, start: int) -> bool:
        folds = self.passage.tokens.folds
        return " ".join(folds[start : start + 2]) in syllables(bare=self.bare).places

    def _is_body(self, start: int, end: int) -> bool:
        """Whether one foreign word behind the head of a firm is the firm: "Chủ tịch HĐQT Vietjet"."""
        folds = self.passage.tokens.folds
        return end - start == 1 and is_foreign(folds[start]) and self._phrase_before(start, self.words.bodies)

    def _behind_body(self, start: int, end: int) -> int:
        """Where the name begins behind a body that nothing else has found: "CEO Apple Tim Cook", "Chủ tịch Fed …"."""
        folds = self.passage.tokens.folds
        if end - start < FULL_NAME or is_given(folds[start]) or not is_given(folds[start + 1]):
            return start
        return start + 1 if is_foreign(folds[start]) and self._phrase_before(start, self.words.over_bodies) else start

    def _opens(self, start: int) -> bool:
        """Whether a sentence, a quotation or a bracket begins there, so that its capital tells nothing."""
        return start == 0 or self.passage.tokens.texts[start - 1] in _OPENERS

    def _is_foreign_name(self, start: int, end: int) -> bool:
        """Two words or more, of which one is no Vietnamese syllable, and no sign of a firm or a cup among them."""
        words = [word for word in self.passage.tokens.folds[start:end] if word[0].isalpha()]
        if len(words) < 2 or not any(map(is_foreign, words)):  # noqa: PLR2004 - a full name
            return False
        return word_list("vietnamese_names", "foreign_things").isdisjoint(words)

"""Who may act or be acted on in a Vietnamese passage: countries, offices, persons and unions as noun phrases.

A noun phrase has its office before the country and the person behind it ("Thứ trưởng Ngoại giao Bỉ Dirk Achten"), so
that one party is put together from several mentions. What stands before a country also says whether it acts for the
country at all: a ministry does, its newspapers, football players and companies do not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from transforms.entities import Entities
from transforms.language import is_vietnamese_syllable
from transforms.plover.acts_vi_forces import local_forces
from transforms.plover.acts_vi_lexicon import Found, Phrases, Words, protests, words_for
from transforms.plover.acts_vi_mentions import Core, cities_of, mentioned, without_overlaps
from transforms.plover.acts_vi_party import JOINTS, Kind, Party, joined, with_appositions
from transforms.plover.principals import story_principals
from transforms.reading import Passage, Reading

_KINDS: tuple[tuple[str, Kind], ...] = (
    ("offices", "state"),
    ("people", "people"),
    ("business", "business"),
    ("media", "other"),
    ("sport", "other"),
)
_PRONOUNS = ("both", "last_country", "last_person", "titles", "nobody")
_PREPOSITIONS = ("places", "goals", "targets", "apart", "agents", "passives", "between", "away")
_TITLE_JOINTS = frozenset([",", "kiêm", "kiem"])
_CHINESE = frozenset({"CHN", "TWN", "HKG", "SGP", "KOR", "PRK"})  # where names are written like Vietnamese ones
_LONGEST_TITLES = 30  # tokens of offices in a row
_NEAR = 3  # tokens from a capital to what it does
_SHORT = 4  # passages
_LONGEST_NAME = 6  # capitalised words behind an office


class _Vocabulary:
    """What is looked for around mentions: heads before them, prepositions, and words that stand for somebody."""

    def __init__(self, *, bare: bool) -> None:
        words = words_for(bare=bare)
        heads = {phrase: kind for name, kind in reversed(_KINDS) for phrase in words[name]}
        self.heads: Phrases[Kind] = Phrases(heads)
        prepositions = frozenset().union(*(words[name] for name in _PREPOSITIONS))
        self.prepositions: Phrases[str] = Phrases({phrase: phrase for phrase in prepositions})
        self.pronouns: Phrases[str] = Phrases({phrase: name for name in reversed(_PRONOUNS) for phrase in words[name]})
        self.offices = words.phrases("offices")
        self.national = words.phrases("national")
        # What may name a party, or tell of a protest, in a passage without any name.
        referring = (words.phrases(name) for name in _PRONOUNS if name != "nobody")
        self.without_names = (self.national, *referring, protests(bare=bare))


@cache
def _vocabulary(*, bare: bool) -> _Vocabulary:
    return _Vocabulary(bare=bare)


class Cast:
    """The parties of an article, sentence by sentence; later sentences know whom earlier ones have named."""

    def __init__(self, reading: Reading, entities: Entities) -> None:
        self._words: Words = words_for(bare=reading.bare)
        self._known = _vocabulary(bare=reading.bare)
        self._entities = entities
        self._cores = [without_overlaps(cores) for cores in mentioned(entities, len(reading.passages))]
        self._cities = cities_of(reading, entities)
        self._chinese = any(core.code in _CHINESE for cores in self._cores for core in cores)
        self._holders: dict[str, dict[str, str | None]] = {}  # office to codes of those who were named with it
        self.principals = self._principals(entities, len(reading.passages))
        self._learn(reading)
        self._last_country: str | None = None
        self._last_subject: str | None = None  # of the sentence before
        self._last_person: tuple[str | None, str | None] = (None, None)

    def _principals(self, entities: Entities, passages: int) -> tuple[str, ...]:
        """The story's two parties; in a longer one both must be named more than once to be meant by "hai bên"."""
        principals = story_principals(entities)
        named = [core.code for cores in self._cores for core in cores]
        sure = passages <= _SHORT or all(named.count(code) > 1 for code in principals)
        return principals if sure else ()

    def parties(self, passage: Passage, found: Sequence[Found], span: tuple[int, int]) -> list[Party]:
        """Return the parties of a sentence in order; sentences must be asked for in reading order.

        ``found`` are the sentence's verbs and nouns of acts: they belong to no party.
        """
        start = span[0]
        cores = self._within(passage, span)
        forces = local_forces(passage, found, span, self._words, self._entities)
        more = [*forces, *self._nationals(passage, span), *self._capitals(passage, found, span)]
        if more:
            cores = without_overlaps([*more, *cores])
        acts = {place for one in found for place in range(one.start, one.end)}
        phrases = [self._phrase(passage, core, acts, start) for core in cores]
        folds = passage.tokens.folds
        whole = with_appositions(folds, self._with_pronouns(passage, phrases, acts, span))
        parties = joined(folds, [self._led(folds, party, start) for party in whole], self._words)
        self._last_subject = next((party.codes[0] for party in parties if party.codes and not party.preposition), None)
        return parties

    def may_appear(self, passage: Passage) -> bool:
        """Whether anybody may be named in a passage, by a mention or a word that stands for somebody."""
        if self._cores[passage.index] or passage.index in self._cities:
            return True
        words = set(passage.tokens.folds)
        return any(phrases.may_stand_among(words) for phrases in self._known.without_names)

    def unnamed(self, passage: Passage, found: Sequence[Found]) -> list[Found]:
        """Return those of ``found`` that are not part of a name ("Viet" of "Viet Nam" is no verb)."""
        named = {place for core in self._cores[passage.index] for place in range(core.start, core.end)}
        return [one for one in found if not (one.start in named and one.end - 1 in named)]

    def pass_over(self, passage: Passage, span: tuple[int, int]) -> None:
        """Take note of whom a sentence names that tells of no acts."""
        for core in self._within(passage, span):
            self._remember(core.code, core.person)

    def _within(self, passage: Passage, span: tuple[int, int]) -> list[Core]:
        """The mentions of a sentence."""
        cores = self._cores[passage.index]
        first = bisect_left(cores, (span[0],))
        return cores[first : bisect_left(cores, (span[1],), lo=first)]

    def _nationals(self, passage: Passage, span: tuple[int, int]) -> list[Core]:
        """Offices that a Vietnamese text names without their country, because they are Vietnam's."""
        folds, texts, national = passage.tokens.folds, passage.tokens.texts, self._known.national
        found: list[Core] = []
        for place in [place for place in range(*span) if folds[place] in national.firsts]:
            size = national.at(folds, place, span[1])
            capital = texts[place][0].isupper() or texts[place].startswith("n")  # "nước ta"
            if size and capital and not self._country_follows(passage, place + size[0]):
                found.append(Core(place, place + size[0], "VNM", None))
        return found

    def _capitals(self, passage: Passage, found: Sequence[Found], span: tuple[int, int]) -> list[Core]:
        """Capitals that stand for their states: they do something, are asked or blamed, or own what is spoken of."""
        folds, cities = passage.tokens.folds, self._cities.get(passage.index, ())
        starts, ends = {one.start for one in found}, {one.end for one in found if one.entry.mode != "visit"}
        cores: list[Core] = []
        for core in cities:
            if span[0] <= core.start < span[1]:
                led = self._words.phrases("state_marks").before(folds, core.start, span[0])
                free = self._known.prepositions.before(folds, core.start, span[0]) is None
                acts = free and not starts.isdisjoint(range(core.end, core.end + _NEAR))
                if led or acts or (free and core.start in ends):
                    cores.append(core)
        return cores

    def _country_follows(self, passage: Passage, place: int) -> bool:
        """Whether a country is named behind an office, directly or behind further offices: then it is that one's."""
        folds = passage.tokens.folds
        last = min(len(folds), place + _LONGEST_TITLES)
        while place < last:
            if any(core.person is None for core in self._within(passage, (place, place + 1))):
                return True
            office = self._known.offices.at(folds, place, len(folds))
            if not office and folds[place] not in JOINTS:
                return False
            place += office[0] if office else 1
        return False

    def _phrase(self, passage: Passage, core: Core, acts: set[int], first: int) -> Party:
        """The noun phrase around a mention: offices before it, a name behind it."""
        folds, start = passage.tokens.folds, core.start
        if core.local and core.code is not None:
            return Party(start, core.end, (core.code,), (), "force", "", office=True)
        kind: Kind | None = None
        floor = max(first, core.start - _LONGEST_TITLES)
        while (head := self._head_before(folds, start, floor)) and acts.isdisjoint(range(start - head[0], start)):
            start, kind = start - head[0], head[1]
        end = self._name_end(passage, core) if kind and core.person is None else core.end
        code = core.code
        if kind == "state":
            title = " ".join(folds[start : core.start])
            code = code or (core.person and (self._holder_of(title) or self._at_home(title, core.person))) or None
        codes = (code,) if code else ()
        persons = (core.person,) if core.person else ()
        return Party(
            start, end, codes, persons, (kind or "state") if codes or persons else "other", "", kind == "state"
        )

    def _head_before(self, folds: Sequence[str], start: int, floor: int) -> tuple[int, Kind] | None:
        """The head before a token; of two offices of one person with a comma between the first too."""
        head = self._known.heads.before(folds, start, floor)
        if head is None and start - 1 > floor and folds[start - 1] in _TITLE_JOINTS:
            title = self._words.phrases("double_titles").before(folds, start - 1, floor)
            return (title[0] + 1, "state") if title else None
        return head

    def _at_home(self, title: str, name: str) -> str | None:
        """Vietnam, for a Vietnamese name behind an office of which no country is named; Chinese names look alike."""
        if title not in self._words["home_offices"] or self._chinese:
            return None
        return "VNM" if all(is_vietnamese_syllable(word) for word in name.split()) else None

    def _name_end(self, passage: Passage, core: Core) -> int:
        """Where the name ends that follows an office and its country; nobody may have found it."""
        folds, texts, end = passage.tokens.folds, passage.tokens.texts, core.end
        last = min(len(texts), end + _LONGEST_NAME)
        while end < last and texts[end][0].isupper() and not self._known.heads.at(folds, end, len(folds)):
            end += 1
        return end

    def _with_pronouns(
        self, passage: Passage, phrases: list[Party], acts: set[int], span: tuple[int, int]
    ) -> list[Party]:
        """The phrases and, between them, those that stand for somebody named before ("hai bên", "nước này")."""
        folds, firsts = passage.tokens.folds, self._known.pronouns.firsts
        found: list[Party] = []
        coming = iter([*phrases, None])
        phrase, done = next(coming), 0
        places = [place for place in range(*span) if folds[place] in firsts and place not in acts]
        for place in [*places, span[1]]:
            while phrase is not None and phrase.start <= place:
                found.append(phrase)
                done = phrase.end
                if phrase.kind == "state":
                    self._remember(next(iter(phrase.codes), None), next(iter(phrase.persons), None), phrase.office)
                phrase = next(coming)
            leads = phrase is not None and phrase.start == place + 1 and folds[place] in self._words["goals"]
            party = self._pronoun(passage, place) if done <= place < span[1] and not leads else None
            if party is not None and party.end - 1 not in acts:
                found.append(party)
                done = party.end
        return found

    def _remember(self, code: str | None, person: str | None, office: bool = False) -> None:
        """Take note of the country and the person (or office) named last."""
        if code is not None:
            self._last_country = code
            if person is not None or office:
                self._last_person = (code, person)

    def _pronoun(self, passage: Passage, place: int) -> Party | None:
        """Whoever a word at ``place`` stands for, if it is one of those that stand for somebody."""
        folds, texts = passage.tokens.folds, passage.tokens.texts
        match = self._known.pronouns.at(folds, place, len(folds))
        if match is None:
            return None
        end, what = place + match[0], match[1]
        if what in ("nobody", "both"):
            head = self._known.heads.before(folds, place) if what == "both" else ("", "other")
            official = head is None or head[1] == "state"  # not "doanh nghiệp hai nước"
            return Party(place, end, self.principals if official else (), (), "both" if official else "other", "")
        opens = what == "last_country" and texts[place][0].isupper()  # "Nước này": who was the subject before
        country = (opens and self._last_subject) or self._last_country
        code, name = (country, None) if what == "last_country" else self._last_person
        if what != "last_country" and end < len(texts) and texts[end][0].isupper():  # "ông Nam"
            return None
        if what == "titles":
            return self._holder(passage, place, end)
        return Party(place, end, (code,) if code else (), (name,) if name else (), "state", "")

    def _learn(self, reading: Reading) -> None:
        """Take note of the offices that stand before countries and before persons whose country is known."""
        for passage, cores in zip(reading.passages, self._cores, strict=True):
            folds = passage.tokens.folds
            for core in cores:
                start, first = core.start, max(core.start - _LONGEST_TITLES, 0)
                while core.code and (head := self._known.heads.before(folds, start, first)) and head[1] == "state":
                    start -= head[0]
                if start < core.start:
                    self._hold(" ".join(folds[start : core.start]), core.code, core.person)

    def _hold(self, title: str, code: str | None, person: str | None) -> None:
        """Take note of who bears an office; "thủ tướng chính phủ" is also "thủ tướng"."""
        words = title.split()
        for end in range(1, len(words) + 1) if code else ():
            self._holders.setdefault(" ".join(words[:end]), {})[code or ""] = person

    def _holder_of(self, title: str) -> str | None:
        """The code of the only one who was named with an office; of several the text's own country's."""
        holders = self._holders.get(title, {})
        return next(iter(holders), None) if len(holders) == 1 else "VNM" if "VNM" in holders else None

    def _holder(self, passage: Passage, place: int, end: int) -> Party | None:
        """Whoever was named with an office that stands alone; of two the text's own country's ("Thủ tướng")."""
        title = " ".join(passage.tokens.folds[place:end])
        code = self._holder_of(title)
        if code is None or not passage.tokens.texts[place][0].isupper():
            return None
        name = self._holders[title][code]
        return Party(place, end, (code,), (name,) if name else (), "state", "")

    def _led(self, folds: Sequence[str], party: Party, first: int) -> Party:
        """The party with the preposition before it."""
        found = self._known.prepositions.before(folds, party.start, first)
        return party._replace(preposition=found[1]) if found else party

"""Who acts in an English clause: countries, unions and persons in office, the nouns and pronouns that stand for them.

"The Belgian minister", a person whose office is Belgian, "Brussels" where it acts and the ministry are all BEL. "Both
sides" are the story's two principals, "he" is whom the sentence before was about, and "rebels" act for the country that
is named with them or, where none is, for the one the story is about: what they do is done at home.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache, cached_property
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from transforms.entities import Entities
from transforms.lexicons import load
from transforms.plover.acts import Act
from transforms.plover.clauses_en import WORDS
from transforms.plover.principals import story_principals
from transforms.reading import Mention, Passage, Reading

_JOINERS = frozenset((",", "and", "&", "-", "–", "/"))
_IN_OFFICES = frozenset(
    ("of", "and", "for", "the", ",", "&", "-", "minister", "president", "prime", "foreign", "leader")
)
_WHERE = frozenset(
    "in at near from to of outside around through into for on the via , -".split()
    + "central eastern western northern southern downtown".split()
)
_OFFICE = 20  # tokens of a long office
_IN_ROWS = _JOINERS | {"the", "its", "his", "her", "their", "both", "with", "as", "well", "president", "leader", "king"}
_NEAR = 4  # tokens between two actors of one row: "the Turkish and the Greek"
_PRONOUNS = frozenset(("he", "she", "it", "they", "him", "them", "his", "her", "its", "their"))
_PERSONAL = frozenset(("he", "she", "him", "her", "his"))
_PLURAL = frozenset(("they", "them", "their"))
_GUESTS = frozenset(("host", "guest"))
STAND_INS = _PRONOUNS | _GUESTS | {"both", "two"}
_TWO = 2
_SCOPE = 4  # words behind "both" or "the two" within which their noun stands


class Actor(Struct, frozen=True):
    """A token span that names an actor; ``person`` is the name of the person tag, if it is a person."""

    start: int
    end: int
    code: str
    person: str | None


class Party(Struct, frozen=True):
    """Who does an act or to whom it is done, and ``how`` the text says so.

    ``named``: by a name; ``meant``: by a pronoun or "both sides"; ``state`` and ``people``: by no more than a noun such
    as "the government" or "rebels", which is taken to act for the country of the story.
    """

    codes: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    how: Literal["named", "meant", "state", "people"] = "named"

    def __bool__(self) -> bool:
        return bool(self.codes)


NOBODY = Party()


def _actors(reading: Reading, entities: Entities) -> dict[int, list[Actor]]:
    """The actors of each passage, in order; a longer name wins over one that is part of it."""
    offices = {person.name: person.country for person in entities.persons.tags}
    found: dict[int, list[Actor]] = {}
    for mention in entities.persons.mentions:
        code = offices.get(mention.key) or ""
        found.setdefault(mention.passage, []).append(Actor(mention.start, mention.end, code, mention.key))
    for mention in entities.organisations.mentions:
        code = entities.organisations.actor_code(mention) or ""
        found.setdefault(mention.passage, []).append(Actor(mention.start, mention.end, code, None))
    for mention in entities.countries.mentions:
        found.setdefault(mention.passage, []).append(Actor(mention.start, mention.end, mention.key, None))
    for mention in entities.places.mentions:
        seat = _seat(reading, mention)
        if seat:
            found.setdefault(mention.passage, []).append(Actor(mention.start, mention.end, seat, None))
    return {passage: _with_adjectives(_longest(actors), reading.passages[passage]) for passage, actors in found.items()}


@cache
def _capitals() -> Mapping[str, str]:
    return {name: iso3 for iso3, names in load("cities")["capital"].items() for name in names}


def _seat(reading: Reading, mention: Mention) -> str | None:
    """The country whose capital a place is, where it stands for the state and not behind "in" or "to"."""
    folds = reading.passages[mention.passage].tokens.folds
    if mention.start and folds[mention.start - 1] in _WHERE:
        return None
    return _capitals().get(reading.words(mention))


def _with_adjectives(actors: list[Actor], passage: Passage) -> list[Actor]:
    """The actors, "Belgian Foreign Minister Maxime Prevot" as one of them."""
    merged: list[Actor] = []
    for actor in actors:
        last = merged[-1] if merged else None
        if last and not last.person and actor.person and last.code == actor.code and _is_office(last, actor, passage):
            merged[-1] = Actor(last.start, actor.end, actor.code, actor.person)
        else:
            merged.append(actor)
    return merged


def _is_office(country: Actor, person: Actor, passage: Passage) -> bool:
    """Whether only an office stands between: words with a capital and what joins them."""
    texts = passage.tokens.texts[country.end : person.start]
    return len(texts) <= _OFFICE and all(text[0].isupper() or text in _IN_OFFICES for text in texts)


def _longest(actors: list[Actor]) -> list[Actor]:
    kept: list[Actor] = []
    for actor in sorted(actors, key=lambda one: (one.start, -one.end)):
        if not kept or actor.start >= kept[-1].end:
            kept.append(actor)
        elif not kept[-1].code and actor.code:
            kept[-1] = Actor(kept[-1].start, kept[-1].end, actor.code, kept[-1].person)
    return kept


class _Row(Struct, frozen=True):
    """Actors of a passage, in order, and where each of them begins."""

    actors: list[Actor]
    starts: list[int]


def _row(actors: list[Actor]) -> _Row:
    return _Row(actors, [actor.start for actor in actors])


def _between(row: _Row | None, start: int, end: int) -> list[Actor]:
    if row is None:
        return []
    found = row.actors[bisect_left(row.starts, start) : bisect_left(row.starts, end)]
    return found if not found or found[-1].end <= end else found[:-1]


class Cast(Struct, dict=True):
    """All actors of a story, the acts told so far, and whom the sentence before was about (``topic``, for pronouns).

    ``topic_codes`` are all who that may be.
    """

    reading: Reading
    entities: Entities
    story: list[Act] = field(default_factory=list)
    topic_codes: frozenset[str] = frozenset()
    _acting: dict[int, _Row] = field(default_factory=dict)
    _firms: dict[int, _Row] = field(default_factory=dict)
    _topic: Party = NOBODY
    _unread: list[Callable[[], Party | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for passage, actors in _actors(self.reading, self.entities).items():
            self._acting[passage] = _row([one for one in actors if one.code])
            if firms := [one for one in actors if not (one.code or one.person)]:
                self._firms[passage] = _row(firms)

    @property
    def topic(self) -> Party:
        """Whom the sentence before was about; the sentences that nobody has asked about so far are read now."""
        unread, self._unread = self._unread, []
        for about in unread:
            topic = about()
            if topic is not None:
                self._topic = topic
        return self._topic

    def talk_of(self, about: Callable[[], Party | None], codes: frozenset[str], *, anew: bool) -> None:
        """Go on to the next sentence. ``about`` finds out whom this one is about, None if nobody new.

        It is called only when a pronoun asks; the answer is among ``codes``. ``anew`` says that there will be one, and
        that it does not hang on the sentences before.
        """
        if anew:
            self._unread.clear()
        self._unread.append(about)
        self.topic_codes = codes if anew else codes | self.topic_codes

    def end(self) -> None:
        """Let go of the sentences that nobody has asked about: in a ring with the cast they would keep the article."""
        self._unread.clear()

    @cached_property
    def principals(self) -> tuple[str, ...]:
        """The story's two principals."""
        return story_principals(self.entities)

    @cached_property
    def home(self) -> str | None:
        """The country that a story names most, for which its rebels, police and ministers act."""
        counts = Counter(mention.key for mention in self.entities.countries.mentions)
        counts = counts or Counter(place.country for place in self.entities.places.tags if place.country)
        return counts.most_common(1)[0][0] if counts else None

    @cached_property
    def is_home_sure(self) -> bool:
        """Whether the story names that country far more often than another, so that "the government" is its own."""
        counts = [count for _, count in Counter(one.key for one in self.entities.countries.mentions).most_common(2)]
        return len(counts) < _TWO or counts[0] >= _TWO * counts[1]

    def sides(self, persons: Iterable[str], codes: Collection[str]) -> tuple[str, ...]:
        """Those of the persons whose office is that of one of the codes."""
        return tuple(person for person in persons if self.offices.get(person) in codes)

    @cached_property
    def offices(self) -> Mapping[str, str | None]:
        """The country of each person's office."""
        return {person.name: person.country for person in self.entities.persons.tags}

    def within(self, passage: Passage, start: int, end: int) -> list[Actor]:
        """The actors that stand between two tokens of a passage and have a code."""
        return _between(self._acting.get(passage.index), start, end)

    def has_firm(self, passage: Passage, start: int, end: int) -> bool:
        """Whether an organisation that acts for nobody, such as a company, stands between two tokens."""
        return bool(_between(self._firms.get(passage.index), start, end))

    def party(self, actors: list[Actor]) -> Party:
        """The party that actors are together."""
        if len(actors) == 1:
            return Party((actors[0].code,), (actors[0].person,) if actors[0].person else ())
        return Party(
            tuple(dict.fromkeys(actor.code for actor in actors)),
            tuple(dict.fromkeys(actor.person for actor in actors if actor.person)),
        )

    def stand_in(self, passage: Passage, start: int, end: int) -> Party:
        """Whom "both sides", a pronoun or a noun without a country between two tokens stands for."""
        folds = passage.tokens.folds
        for place in range(start, end):
            word = folds[place]
            if word in ("both", "two") and set(folds[place + 1 : min(place + 1 + _SCOPE, end)]) & WORDS.nouns_pair:
                return Party(self.principals, how="meant")
            if word in _GUESTS and set(folds[start:end]) >= _GUESTS:
                return Party(self.principals, how="meant")
            if word in _PRONOUNS:
                return self._pronoun(word)
        return NOBODY

    def _pronoun(self, word: str) -> Party:
        """Whom a pronoun stands for; nobody where that is not clear: "he" is a person, "it" a state, "they" several."""
        one, several = bool(self.topic.persons), len(self.topic.codes) > 1
        clear = not one or (word in _PLURAL and several)
        if word in _PERSONAL:
            clear = one and not several
        return replace(self.topic, how="meant") if clear else NOBODY

    def is_private(self, person: str) -> bool:
        """Whether a person has no office but that of a firm, a team, a stage."""
        roles = self.roles.get(person, ())
        words = {word for role in roles for word in role.lower().split()}
        return bool(words) and words.isdisjoint(WORDS.nouns_offices) and words.isdisjoint(WORDS.nouns_state)

    @cached_property
    def roles(self) -> Mapping[str, tuple[str, ...]]:
        """The offices of each person, as written."""
        return {person.name: person.roles for person in self.entities.persons.tags}

    def at_home(self, passage: Passage, start: int, end: int) -> Party:
        """The country for which a noun such as "rebels" between two tokens acts; nobody if there is no such noun."""
        words = passage.tokens.folds[start:end]
        if self.home is None or WORDS.nouns_private.intersection(words):
            return NOBODY
        if WORDS.nouns_state.intersection(words):
            return Party((self.home,), how="state")
        return Party((self.home,), how="people") if WORDS.nouns_people.intersection(words) else NOBODY


def first_row(actors: list[Actor], passage: Passage) -> list[Actor]:
    """The first of the actors and those that stand in a row with it: "Chad, Niger and Mali"."""
    tokens = passage.tokens
    row = actors[:1]
    for actor in actors[1:]:
        last = row[-1].end
        between = range(last, actor.start)
        fits = all(tokens.folds[place] in _IN_ROWS or tokens.texts[place][0].isupper() for place in between)
        if len(between) > _NEAR or not fits or (between and _JOINERS.isdisjoint(tokens.folds[last : actor.start])):
            break
        row.append(actor)
    return row

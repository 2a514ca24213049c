"""Which names of a text are one person's: full names with their spellings, then the short forms that follow them.

"Son" is Bui Thanh Son in a text that names him so, "Prevot" Maxime Prévot, "bà Phương Nga" Nguyễn Phương Nga. Full
names are put together first, wherever they stand, because headlines name persons by their surname before the text does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from msgspec import Struct, field

from transforms.naming.name_scene import Naming
from transforms.naming.name_syllables import has_vietnamese_form, is_chinese_surname
from transforms.naming.office_wording import Office
from transforms.text import strip_marks

_ENOUGH_ALIKE = 4  # letters that two spellings of a surname begin with (Zelensky, Zelenskiy)
_MOST_NAMESAKES = 30  # persons with one word that are looked through; keeps hostile text linear
_MOST_UNLIKE = 2  # letters by which their lengths may differ

Key = tuple[str, ...]
_PLACE = attrgetter("passage", "start")


class Person(Struct, eq=False):
    """All namings of one person; ``keys`` are the words of its ``forms``, plain; the rest is what the namings say."""

    namings: list[Naming] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    spellings: dict[str, set[str]] = field(default_factory=dict)
    forms: set[Key] = field(default_factory=set)
    places: list[tuple[int, int]] = field(default_factory=list)
    country: str | None = None

    def add(self, naming: Naming, key: Key) -> None:
        """Take in a naming. ``places`` are those of full names, which come in order."""
        self.namings.append(naming)
        if key not in self.keys:
            self.keys.append(key)
        if naming.offices:
            self.offices.extend(naming.offices)
            self.heads.update(office.head for office in naming.offices)
        self.country = self.country or _country(naming)
        self.addresses.add(naming.address)
        if naming.words not in self.forms:
            self.forms.add(naming.words)
            for word, plain in zip(naming.words, key, strict=True):
                self.spellings.setdefault(plain, set()).add(word)
        if len(key) > 1:
            self.places.append((naming.passage, naming.start))


def _country(naming: Naming) -> str | None:
    """The country that the offices beside a name tell, else the one behind it."""
    for office in naming.offices:
        if office.country:
            return office.country
    return naming.country


def _key(naming: Naming) -> Key:
    words = naming.words
    return words if "".join(words).isascii() else tuple(map(strip_marks, words))


def _without_initials(key: Key) -> Key:
    return tuple(word for word in key if len(word) > 1) or key


def _same_name(one: Key, other: Key) -> bool:
    """Whether two full names are one: in any order, with words left out, or spelt a little differently."""
    one, other = _without_initials(one), _without_initials(other)
    first, second = set(one), set(other)
    if first == second:
        return True
    if (first < second or second < first) and min(len(first), len(second)) > 1:
        return True
    if len(one) != len(other) or one[1:-1] != other[1:-1]:
        return False
    return (one[0] == other[0] and _alike(one[-1], other[-1])) or (one[-1] == other[-1] and _alike(one[0], other[0]))


def _alike(one: str, other: str) -> bool:
    return (
        one[:_ENOUGH_ALIKE] == other[:_ENOUGH_ALIKE]
        and abs(len(one) - len(other)) <= _MOST_UNLIKE
        and (len(one) > _ENOUGH_ALIKE and len(other) > _ENOUGH_ALIKE)
    )


def _fit(naming: Naming, key: Key, person: Person) -> int:
    """How well a name of one word fits a person: as the last word, as the first, as another; 0 where it does not."""
    word, best = key[0], 0
    for form in person.keys:
        if len(form) > 1 and word in form:
            place = 3 if form[-1] == word else 0 if _by_given_name(form) else 2 if form[0] == word else 1
            best = max(best, place)
        elif form == key:
            best = 3
    if best and _is_another_word(naming.words[0], person):
        return 0
    country = _country(naming)
    if not best or (country and person.country and country != person.country):
        return 0
    heads = {office.head for office in naming.offices}
    known = person.heads
    if best < 3 and heads and known and not heads & known and not _share_a_word(heads, known):  # noqa: PLR2004 - the last word
        return 0
    return best


def _by_given_name(form: Key) -> bool:
    """Whether it is a Vietnamese name, whose bearer is called by the last syllable and nothing else."""
    return has_vietnamese_form(list(form)) and not is_chinese_surname(form[0])


def _is_another_word(word: str, person: Person) -> bool:
    """Whether the person's name has the word with other marks: "Thủy" is not Nguyễn Thanh Thúy."""
    if word.isascii():
        return False
    same = person.spellings.get(strip_marks(word), set())
    return word not in same and not any(known.isascii() for known in same)


def _share_a_word(one: set[str], other: set[str]) -> bool:
    """Whether heads have a word in common: "minister" and "prime minister"."""
    return bool({word for head in one for word in head.split()} & {word for head in other for word in head.split()})


def _choose(naming: Naming, key: Key, persons: Sequence[Person]) -> Person | None:
    """The person that a short form means: the best fit; of equals one in office before the one named last before it."""
    fits = [(fit, person) for person in persons if (fit := _fit(naming, key, person))]
    if len(fits) < 2:  # noqa: PLR2004 - nothing to choose from
        return fits[0][1] if fits else None
    best = max(fit for fit, _ in fits)
    equal = [person for fit, person in fits if fit == best]
    addressed = [person for person in equal if naming.address in person.addresses]
    equal = (addressed if naming.address else None) or equal
    heads = {office.head for office in naming.offices}
    held = [person for person in equal if heads & person.heads] or [person for person in equal if person.heads]
    return max(held or equal, key=lambda person: _nearness(naming, person))


def _nearness(naming: Naming, person: Person) -> tuple[int, int]:
    """Where the person is last named in full before the short form."""
    at = bisect_left(person.places, (naming.passage, naming.start))
    return person.places[at - 1] if at else (-1, -1)


class _Index(Struct):
    """The persons found so far, and those of them whose names have a word; the latest only, where many share one."""

    persons: list[Person] = field(default_factory=list)
    by_key: dict[Key, Person] = field(default_factory=dict)
    by_word: dict[str, list[Person]] = field(default_factory=dict)

    def add(self, person: Person, naming: Naming, key: Key) -> None:
        """Take in a naming of a person."""
        if not person.namings:
            self.persons.append(person)
        known_by = len(person.keys)
        person.add(naming, key)
        if len(person.keys) == known_by:
            return
        self.by_key.setdefault(key, person)
        for word in key:
            known = self.by_word.setdefault(word, [])
            if person not in known[-_MOST_NAMESAKES:]:
                known.append(person)

    def with_words(self, key: Key) -> list[Person]:
        """The persons whose names share a word with ``key``, in order of appearance of the word."""
        if len(key) == 1:
            return self.by_word.get(key[0], [])[-_MOST_NAMESAKES:]
        found = {id(one): one for word in key for one in self.by_word.get(word, ())[-_MOST_NAMESAKES:]}
        return list(found.values())

    def named(self, key: Key) -> Person | None:
        """The person that has this full name, or one like it."""
        if person := self.by_key.get(key):
            return person
        alike = (one for one in reversed(self.with_words(key)) if any(_same_name(key, known) for known in one.keys))
        return next(alike, None)


def put_together(namings: Sequence[Naming]) -> list[Person]:
    """Return the persons that ``namings`` name, in order of appearance."""
    index = _Index()
    whose: dict[int, Person] = {}
    keys = list(map(_key, namings))
    for number, (naming, key) in enumerate(zip(namings, keys, strict=True)):
        if naming.gloss and number - 1 in whose:
            person = whose[number - 1]
        elif len(key) > 1 or (number + 1 < len(namings) and namings[number + 1].gloss):
            person = index.named(key) or Person()
        else:
            continue
        index.add(person, naming, key)
        whose[number] = person
    for number, (naming, key) in enumerate(zip(namings, keys, strict=True)):
        if number not in whose:
            index.add((_choose(naming, key, index.with_words(key)) if key else None) or Person(), naming, key)
    for person in index.persons:
        person.namings.sort(key=_PLACE)
    return sorted(index.persons, key=lambda person: _PLACE(person.namings[0]))

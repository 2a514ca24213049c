"""A place in the text that may name an organisation, as vocabulary and patterns hand it on, and its surroundings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property, lru_cache

from msgspec import Struct

from transforms import lexicons
from transforms.bodies.vocabulary import Sureness
from transforms.geography.countries import Countries
from transforms.reading import Passage, Reading
from transforms.records import OrganisationType
from transforms.text import fold


@lru_cache(maxsize=10_000)
def folded(name: str) -> str:
    """Return a name as names are compared; the same few are met in every article."""
    return fold(name)


class Candidate(Struct, frozen=True):
    """A token span that may name a body. ``forms``: other forms of the name that the same span shows.

    ``acts_for`` is the code that events give the body, None where it is no party; ``sureness`` what the span proves.
    """

    passage: int
    start: int
    end: int
    name: str
    abbr: str | None
    type: OrganisationType
    country: str | None
    acts_for: str | None
    rule: str
    sureness: Sureness = "sure"
    forms: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str | None]:
        """What tells bodies apart: ministries of two countries go by one name."""
        return folded(self.name), self.country

    @property
    def spot(self) -> tuple[int, int]:
        """Where it stands: passage and first token."""
        return self.passage, self.start


class Surroundings(Struct, frozen=True, dict=True):
    """A passage with the countries named in it, by the tokens where their names begin and end."""

    passage: Passage
    starts: dict[int, tuple[int, str]]  # first token -> (token behind the last, alpha-3)
    ends: dict[int, tuple[int, str]]  # token behind the last -> (first token, alpha-3)
    bodies: set[int]  # the first tokens of bodies that the vocabulary knows
    country_words: dict[str, str]  # the names of one word that the article has for countries, folded -> alpha-3

    @cached_property
    def is_headline(self) -> bool:
        """Whether nearly every longer word has a capital, so that capitals say nothing."""
        return is_headline(self.passage.tokens.texts)

    @cached_property
    def is_in_capitals(self) -> bool:
        """Whether the whole passage is written in capitals."""
        return self.passage.text.isupper()

    def owner(self, start: int) -> tuple[int, str] | None:
        """Return the country in the possessive before ``start`` ("Vietnam's"), and its first token."""
        texts = self.passage.tokens.texts
        if start >= 2 and texts[start - 1] == "s" and texts[start - 2] in "'’":  # noqa: PLR2004 - two tokens
            return self.ends.get(start - 2)
        if start >= 1 and texts[start - 1] in ("'", "’"):
            return self.ends.get(start - 1)
        return None


_LONGER = 4  # letters: shorter words are small in headlines of every style
_NEARLY_ALL = 0.85
_ENOUGH = 4  # words to judge by


def is_headline(texts: Sequence[str]) -> bool:
    """Tell whether words are written with capitals throughout, as in title case or in capitals."""
    words = [text for text in texts if len(text) >= _LONGER and text[0].isalpha()]
    return len(words) >= _ENOUGH and sum(word[0].isupper() for word in words) >= _NEARLY_ALL * len(words)


def surroundings(reading: Reading, countries: Countries) -> list[Surroundings]:
    """Return every passage with its countries."""
    words: dict[str, str] = {}
    found = [Surroundings(passage, {}, {}, set(), words) for passage in reading.passages]
    for mention in countries.mentions:
        found[mention.passage].starts[mention.start] = (mention.end, mention.key)
        found[mention.passage].ends[mention.end] = (mention.start, mention.key)
        if mention.end == mention.start + 1:
            words[reading.passages[mention.passage].tokens.folds[mention.start]] = mention.key
    return found


@cache
def _alpha2() -> dict[str, str]:
    return {three: two for two, three in lexicons.iso3_codes().items()}


@cache
def _with_article() -> frozenset[str]:
    return frozenset(word_list("en", "countries_with_article"))


def country_name(iso3: str, language: str) -> str | None:
    """Return a country's name as it stands behind "of" in ``language``, None where CLDR has none."""
    name = lexicons.territory_names(language).get(_alpha2().get(iso3, ""))
    return f"the {name}" if name and language == "en" and iso3 in _with_article() else name


@cache
def word_list(language: str, key: str) -> frozenset[str]:
    """Return a list of ``lexicons/organisation_words_<language>.toml``; words and phrases stand between bars."""
    text: str = lexicons.load(f"organisation_words_{language}")[key]
    return frozenset(word for part in text.replace("\n", "|").split("|") if (word := part.strip()))

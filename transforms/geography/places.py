"""Places below country level and regions that a text names.

Names come from the gazetteer and the tables (``place_names``) and are judged by what stands around them
(``place_context``); besides, a unit makes a place of any name ("huyện Hoài Ân", "Hoa Lu district"). Of
several places of one name the largest is meant, unless the text names the country of another behind it ("Paris,
Texas") or speaks of that country alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from transforms.geography.countries import Countries
from transforms.geography.place_context import Spot, Verdict, is_headline, judge
from transforms.geography.place_heads import lies_in_vietnam, places_by_head
from transforms.geography.place_names import PlaceName, is_part_of_a_country, place_names, us_states
from transforms.reading import Mention, Passage, Reading
from transforms.records import PlaceTag
from transforms.text import strip_marks

_UNION_OF_STATES = "USA"  # its states are written behind its towns as countries are elsewhere
_HOME = "VNM"  # of the units that Vietnamese has for its own country
_JOINTS = frozenset({",", "-", "–", "/", "&", "and", "or", "và", "hoặc", "et", "ou", "en", "of", "va"})
_STOPPED: tuple[list[str], ...] = ([], ["."], ["!"], ["?"], [":"], ['"'], ["”"])
_LONGEST_JOINT = 2  # ", and"
_TITLE_CASE = "en"  # the language whose headlines capitalise their words
_WITH_HEADS = ("en", "vi")
_COMPARABLE = 4  # a namesake of a quarter of the largest one's size may be meant


class Places(Struct, frozen=True):
    """A tag per place, and every place in the text that names one (``key`` is the tag's name)."""

    tags: tuple[PlaceTag, ...] = ()
    mentions: tuple[Mention, ...] = ()


class _Found(Struct, frozen=True):
    """A name that may be a place, its verdict and the country that the words behind it gave."""

    mention: Mention
    verdict: Verdict
    country: str | None


class _CountryMap(Struct, frozen=True):
    """Where the article names countries: by passage and first token, and every token of theirs; and which ones."""

    starts: dict[tuple[int, int], str]
    tokens: frozenset[tuple[int, int]]
    named: frozenset[str]

    def covers(self, passage: int, start: int, end: int) -> bool:
        """Tell whether a country's name and these tokens overlap."""
        return any((passage, token) in self.tokens for token in range(start, end))


def _country_map(countries: Countries) -> _CountryMap:
    starts = {(mention.passage, mention.start): mention.key for mention in countries.mentions}
    tokens = {(mention.passage, token) for mention in countries.mentions for token in range(mention.start, mention.end)}
    return _CountryMap(starts, frozenset(tokens), frozenset(starts.values()))


def _country_behind(spot: Spot, passage: int, where: _CountryMap) -> str | None:
    """Return the country that stands behind a name ("Bruges (Bỉ)", "Paris, Texas"), if it has such a place."""
    place = spot.end + 1
    if spot.text(spot.end) not in (",", "("):
        return None
    codes = {code for code, _ in spot.name.sizes}
    country = where.starts.get((passage, place))
    if country in codes and not spot.text(place + 1)[:1].isalnum():
        return country
    return _UNION_OF_STATES if _UNION_OF_STATES in codes and spot.text(place) in us_states() else None


def _country_of(name: PlaceName, named: frozenset[str]) -> str | None:
    """Return the country of the largest place of that name, or of a comparable one that alone the article names."""
    if not name.sizes:
        return None
    code, largest = name.sizes[0]
    if code in named:
        return code
    others = (other for other, size in name.sizes if other in named and size * _COMPARABLE >= largest)
    return next(others, code)


def _by_name(passage: Passage, reading: Reading, where: _CountryMap) -> Iterator[_Found]:
    tokens, vietnamese = passage.tokens, reading.language == "vi"
    headline: bool | None = None
    last: int | None = None  # where the place before it ends
    for start, end, name in place_names(reading.language, bare=reading.bare).find(tokens):
        if where.covers(passage.index, start, end) and not is_part_of_a_country(name.name):
            continue  # "Gaza" is Palestine's and a place; "Brussels" that protests is Belgium alone
        if headline is None:
            headline = is_headline(tokens, title_case=_may_be_title_case(passage, reading.language))
        row = last is not None and _are_in_a_row(tokens.folds[last:start])
        spot = Spot(tokens, start, end, name, headline, vietnamese, reading.bare, row)
        behind = _country_behind(spot, passage.index, where)
        verdict = judge(spot, qualified=behind is not None)
        last = end if verdict in ("yes", "maybe") else None
        country = behind or _country_of(name, where.named)
        yield _Found(Mention(passage.index, start, end, _key(tokens.folds[start:end]), name.rule), verdict, country)


def _may_be_title_case(passage: Passage, language: str) -> bool:
    """A title, or a line that ends without a stop, in a language that capitalises the words of its titles."""
    return language == _TITLE_CASE and (passage.part == "title" or passage.tokens.texts[-1:] not in _STOPPED)


def _are_in_a_row(between: list[str]) -> bool:
    return bool(between) and len(between) <= _LONGEST_JOINT and all(word in _JOINTS for word in between)


def _only_country(where: _CountryMap, *, vietnamese: bool) -> str | None:
    """Return the only country that the article names, for Vietnamese texts beside their own."""
    abroad = where.named - {_HOME} if vietnamese else where.named
    if vietnamese and not abroad:
        return _HOME
    return next(iter(abroad)) if len(abroad) == 1 else None


def _by_head(passage: Passage, reading: Reading, where: _CountryMap, named: list[_Found]) -> Iterator[_Found]:
    vietnamese = reading.language == "vi"
    units = list(places_by_head(passage.tokens, vietnamese=vietnamese, bare=reading.bare))
    if not units:
        return
    taken = {token for found in named for token in range(found.mention.start, found.mention.end)}
    only = _only_country(where, vietnamese=vietnamese)
    for start, end, head in units:
        if taken.intersection(range(start, end)) or where.covers(passage.index, start, end):
            continue
        numbered = passage.tokens.texts[end - 1].isdecimal()
        country = _HOME if vietnamese and (numbered or lies_in_vietnam(head, bare=reading.bare)) else only
        mention = Mention(passage.index, start, end, _key(passage.tokens.folds[start:end]), f"head:{head}")
        yield _Found(mention, "yes", country)


def _key(folds: list[str]) -> str:
    """Return what is the same for "Hà Nội", "Ha Noi" and "Hanoi"."""
    return strip_marks("".join(folds))


def _candidates(reading: Reading, where: _CountryMap) -> Iterator[_Found]:
    for passage in reading.passages:
        named = list(_by_name(passage, reading, where))
        yield from named
        if reading.language in _WITH_HEADS:
            yield from _by_head(passage, reading, where, named)


def _accepted(candidates: list[_Found]) -> list[_Found]:
    """Sure ones, and likely ones unless the text has the name in a person's ("Jack London ... London said")."""
    names = Counter(found.mention.key for found in candidates if found.verdict == "name")
    sure = Counter(found.mention.key for found in candidates if found.verdict == "yes")
    doubted = {key for key, count in names.items() if count > sure[key]}
    return [
        found
        for found in candidates
        if found.verdict == "yes" or (found.verdict == "maybe" and found.mention.key not in doubted)
    ]


def find_places(reading: Reading, countries: Countries) -> Places:
    """Return the places of an article, in order of appearance; what ``countries`` has for a state is no place."""
    accepted = _accepted(list(_candidates(reading, _country_map(countries))))
    counts = Counter(found.mention.key for found in accepted)
    tags: dict[str, PlaceTag] = {}
    mentions = []
    for found in accepted:
        key = found.mention.key
        if key not in tags:
            name = reading.words(found.mention)
            tags[key] = PlaceTag(name, found.country, counts[key], reading.evidence(found.mention))
        mentions.append(replace(found.mention, key=tags[key].name))
    ordered = sorted(mentions, key=lambda mention: (mention.passage, mention.start))
    first = {mention.key: place for place, mention in reversed(list(enumerate(ordered)))}
    return Places(tuple(sorted(tags.values(), key=lambda tag: first[tag.name])), tuple(ordered))

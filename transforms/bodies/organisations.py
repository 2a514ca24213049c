"""Organisations: known ones by vocabulary, public bodies by their pattern, others by the names found in the text.

What is found is a row of candidates. Of those that overlap the longest stays; abbreviations that the text explains are
bound to their body for the whole article; then every body gets one tag with the other forms of its name as aliases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from transforms.bodies.organisation_abbreviations import bind_abbreviations, identify
from transforms.bodies.organisation_known import known_in
from transforms.bodies.organisation_patterns import find_bodies, named_by_head
from transforms.bodies.organisation_patterns_vi import find_vietnamese_bodies
from transforms.bodies.organisation_sources import Spot, find_sources, is_of_medium
from transforms.bodies.organisation_spans import Candidate, Surroundings, folded, surroundings, word_list
from transforms.geography.countries import Countries
from transforms.naming.name_spans import NameSpan
from transforms.reading import Mention, Reading
from transforms.records import OrganisationTag

_Key = tuple[str, str | None]


class _Assembled(Struct, frozen=True):
    """What the candidates come to; ``acting`` has for a tag's code whom the body stands for."""

    tags: tuple[OrganisationTag, ...]
    mentions: tuple[Mention, ...]
    acting: Mapping[str, str]


class Organisations:
    """A tag per organisation, and every place that names one (``key`` is the tag's ``code``).

    Media that are a source alone are among the mentions, so that nobody else takes their names, and have no tag.
    Tags and mentions are assembled when they are asked for: of the known organisations alone they hardly ever are.
    """

    def __init__(self, candidates: Sequence[Candidate], sources: frozenset[Spot], reading: Reading) -> None:
        """Take the candidates, the places where media are sources, and the text that all stand in."""
        self.candidates, self.sources, self._reading = tuple(candidates), sources, reading

    @cached_property
    def _assembled(self) -> _Assembled:
        return _assemble(self.candidates, self._reading, self.sources)

    @property
    def tags(self) -> tuple[OrganisationTag, ...]:
        """The organisations, in order of appearance."""
        return self._assembled.tags

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Where they are named, in order."""
        return self._assembled.mentions

    def actor_code(self, mention: Mention) -> str | None:
        """Return whom a mentioned body stands for in events: its country, its union, itself; None for no party.

        A ministry, a parliament or an army stands for its country (alpha-3), an organ of a union for the union
        (``org:EU``), a body of its own weight for itself (``org:ASEAN``). Firms, schools and media are no parties.
        """
        return self._assembled.acting.get(mention.key)


def _within_longer(one: Candidate, known: Sequence[Candidate]) -> bool:
    """Whether a pattern adds words in front of a known name ("United Kingdom European Union"), and no other country."""
    return any(
        other.end == one.end
        and other.start > one.start
        and other.end - other.start > 1
        and one.country in (None, other.country)
        for other in known
        if other.sureness == "sure"
    )


def _without_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The longest of those that overlap; of two alike the first."""
    listed = list(candidates)
    if len(listed) < 2:  # noqa: PLR2004 - nothing to overlap with
        return listed
    kept: list[Candidate] = []
    taken: set[tuple[int, int]] = set()
    for one in sorted(listed, key=lambda one: one.start - one.end):
        places = [(one.passage, place) for place in range(one.start, one.end)]
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(one)
    return sorted(kept, key=lambda one: (one.passage, one.start))


def _candidates(reading: Reading, around: Surroundings, countries: Countries) -> Iterator[Candidate]:
    known = list(known_in(reading, around, countries))
    yield from known
    around.bodies.update(one.start for one in known)
    if reading.language == "vi":
        begun = {one.start: one.country for one in known if one.sureness == "sure"}
        for one in find_vietnamese_bodies(around, bare=reading.bare):
            # What a pattern adds to a known name is what follows it, unless that is another country.
            country = begun.get(one.start)
            if is_of_medium(one, known, around.passage, bare=reading.bare):
                continue
            if one.start not in begun or (country and one.country not in (None, country)):
                yield one
    yield from (one for one in find_bodies(around) if not _within_longer(one, known))


def _proved(candidates: Sequence[Candidate], sources: Set[Spot]) -> list[Candidate]:
    """Weak ones count where the text names their body surely, or gives them as its source."""
    sure = {one.name for one in candidates if one.sureness == "sure"}
    return [one for one in candidates if one.sureness == "sure" or one.name in sure or one.spot in sources]


def _home(one: Candidate, reading: Reading, countries: Countries) -> str | None:
    """Whose a public body is that is named without its country: that of the only country in the text.

    A Vietnamese text means Vietnam's, unless it has named others and not Vietnam before: then that of the only one.
    """
    named = {tag.iso3 for tag in countries.tags}
    if reading.language == "vi":
        if "VNM" in named:
            return "VNM"
        place = (one.passage, one.start)
        named = {mention.key for mention in countries.mentions if (mention.passage, mention.start) < place}
        if not named:
            return "VNM"
    return next(iter(named)) if len(named) == 1 else None


def _is_national(one: Candidate, language: str) -> bool:
    """Whether a body is one that every state has, so that the only country in the text must be its own."""
    known = one.rule.startswith("organisations:")
    return language == "vi" or known or one.rule.rpartition(":")[2] in word_list("en", "national")


def _countries_settled(candidates: Sequence[Candidate], reading: Reading, countries: Countries) -> list[Candidate]:
    settled = []
    for one in candidates:
        open_ = one.type in ("gov", "party") and one.country is None and one.acts_for is None
        if open_ and _is_national(one, reading.language):
            home = _home(one, reading, countries)
            settled.append(replace(one, country=home, acts_for=home))
        else:
            settled.append(one)
    return settled


def _forms(one: Candidate, reading: Reading) -> list[str]:
    return [reading.passages[one.passage].words(one.start, one.end), *one.forms]


def _keys_by_form(candidates: Sequence[Candidate], reading: Reading) -> dict[str, set[_Key]]:
    """Which bodies a form may name: "Liberal Party" is short for the "Liberal Party of Canada"."""
    known: dict[str, set[_Key]] = {}
    for one in candidates:
        for form in (one.name, *_forms(one, reading)):
            known.setdefault(folded(form), set()).add(one.key)
        if " of " in one.name:
            known.setdefault(folded(one.name.split(" of ")[0]), set()).add(one.key)
    return known


def _merged(candidates: Sequence[Candidate], reading: Reading) -> dict[_Key, list[Candidate]]:
    """The candidates of each body, in order; a short form that only one longer name explains goes with it."""
    known = _keys_by_form(candidates, reading)
    groups: dict[_Key, list[Candidate]] = {}
    keys = {one.key for one in candidates if one.type == "gov"}
    for one in candidates:
        key = one.key
        longer = {other for other in known[key[0]] if other != key and one.country in (None, other[1])}
        if one.type == "gov" and not longer:
            longer = {other for other in keys if other[1] == key[1] and other[0].startswith(f"{key[0]} ")}
        if len(longer) == 1 and len(target := next(iter(longer))[0]) > len(key[0]):
            key = next(key for key in longer if key[0] == target)
        groups.setdefault(key, []).append(one)
    return groups


def _tag(group: Sequence[Candidate], reading: Reading) -> OrganisationTag:
    """One tag: the fullest name, its abbreviation, and the other forms in the text."""
    main = max(group, key=lambda one: len(one.name))
    abbr = next((one.abbr for one in group if one.abbr), None)
    seen, aliases = {folded(main.name), folded(abbr or "")}, []
    for form in (form for one in group for form in (*_forms(one, reading), one.name)):
        if folded(form) not in seen:
            seen.add(folded(form))
            aliases.append(form)
    first = group[0]
    evidence = reading.evidence(Mention(first.passage, first.start, first.end, "", first.rule))
    country = next((one.country for one in group if one.country), None)
    return OrganisationTag(main.name, abbr, main.type, country, tuple(aliases), len(group), evidence)


def _assemble(candidates: Sequence[Candidate], reading: Reading, sources: frozenset[Spot]) -> _Assembled:
    tags, mentions, acting = [], [], {}
    for group in _merged(candidates, reading).values():
        tag = _tag(group, reading)
        if not all(one.spot in sources for one in group):
            tags.append(tag)
        mentions += [Mention(one.passage, one.start, one.end, tag.code, one.rule) for one in group]
        if acts_for := next((one.acts_for for one in group if one.acts_for), None):
            acting[tag.code] = tag.code if acts_for == "self" else acts_for
    return _Assembled(tuple(tags), tuple(sorted(mentions)), acting)


def known_organisations(reading: Reading, countries: Countries) -> Organisations:
    """Return the organisations that vocabulary and patterns give, in order of appearance."""
    scenes = surroundings(reading, countries)
    found = [one for around in scenes for one in _without_overlaps(_candidates(reading, around, countries))]
    if reading.language != "en":  # the names of the tables are English first
        found = identify(found, reading)
    settled = _countries_settled(bind_abbreviations(found, reading), reading, countries)
    known, sources = find_sources(settled, scenes, reading)
    return Organisations(_proved(known, sources), sources, reading)


def _is_abbreviation_of_other(reading: Reading, name: NameSpan, ends: Set[tuple[int, int]]) -> bool:
    """Whether a name is the abbreviation in brackets of something that is no body: "Agent Orange (AO)"."""
    texts = reading.passages[name.passage].tokens.texts
    bracketed = name.start > 0 and texts[name.start - 1] == "(" and texts[name.end : name.end + 1] == [")"]
    return bracketed and (name.passage, name.start - 1) not in ends


def _other_bodies(reading: Reading, known: Organisations, names: Sequence[NameSpan]) -> list[Candidate]:
    """The bodies among the names of the text; what ends like a field of work or a paper is none."""
    named = [name for name in names if name.kind == "organisation"]
    ends = {(one.passage, one.end) for one in known.candidates} | {(name.passage, name.end) for name in named}
    bodies = [named_by_head(reading, name) for name in named]
    wrong = {
        body.name for body, name in zip(bodies, named, strict=True) if _is_abbreviation_of_other(reading, name, ends)
    }
    no_ends = word_list("en", "no_ends")
    return [one for one in bodies if one.name not in wrong and one.name.split()[-1].lower() not in no_ends]


def all_organisations(reading: Reading, known: Organisations, names: Sequence[NameSpan]) -> Organisations:
    """Return the known organisations together with those among the names of the text."""
    others = _other_bodies(reading, known, names)
    if not others:
        return known
    joined = bind_abbreviations(_without_overlaps([*known.candidates, *others]), reading)
    sources = known.sources
    if any(one.type == "media" for one in others):
        joined, more = find_sources(joined, surroundings(reading, Countries((), ())), reading)
        sources |= more
    return Organisations(joined, sources, reading)

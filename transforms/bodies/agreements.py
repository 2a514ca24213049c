"""Named treaties, agreements, declarations and partnerships, with their parties and status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from transforms.bodies.agreement_names import known_agreement, vocabulary
from transforms.bodies.agreement_patterns import Scene, find_named
from transforms.bodies.agreement_status import statuses
from transforms.bodies.agreement_words import words_of
from transforms.bodies.organisation_abbreviations import abbreviation_behind
from transforms.bodies.organisation_spans import folded
from transforms.bodies.organisations import Organisations
from transforms.geography.countries import Countries
from transforms.reading import Mention, Reading
from transforms.records import AgreementTag

_PAIR = 2


class Agreements(Struct, frozen=True):
    """A tag per agreement, and every place that names one (``key`` is the tag's name)."""

    tags: tuple[AgreementTag, ...] = ()
    mentions: tuple[Mention, ...] = ()


class _Candidate(Struct, frozen=True):
    """A token span that names an agreement; ``open`` says that two principals of the story may be its parties."""

    passage: int
    start: int
    end: int
    name: str
    abbr: str | None
    parties: tuple[str, ...]
    rule: str
    open: bool = False
    sure: bool = True


def _known(reading: Reading) -> Iterator[_Candidate]:
    names = vocabulary(reading.language, bare=reading.bare)
    for passage in reading.passages:
        for found in names.find(passage.tokens):
            form = found.forms[0]
            known = known_agreement(form.row)
            yield _Candidate(
                passage.index,
                found.start,
                found.end,
                known.name(reading.language),
                known.abbr,
                known.parties,
                f"agreements:{known.names['en']}",
                sure=form.sureness == "sure",
            )


def _scenes(
    reading: Reading, countries: Countries, organisations: Organisations, first: frozenset[str]
) -> Iterator[Scene]:
    """Every passage with one of the words in it, and the countries and bodies of their own weight that it names."""
    passages = [passage for passage in reading.passages if not first.isdisjoint(passage.tokens.distinct)]
    if not passages:
        return
    scenes = {passage.index: Scene(passage, {}, {}, {}) for passage in passages}
    for mention in countries.mentions:
        if scene := scenes.get(mention.passage):
            scene.starts[mention.start] = mention.end, mention.key
            scene.ends[mention.end] = mention.start
    for mention in organisations.mentions:
        if scene := scenes.get(mention.passage):
            code = organisations.actor_code(mention)
            if code == mention.key:
                scene.starts[mention.start] = mention.end, code
                scene.ends[mention.end] = mention.start
            else:
                scene.bodies[mention.start] = code
    yield from scenes.values()


def _patterned(reading: Reading, countries: Countries, organisations: Organisations) -> Iterator[_Candidate]:
    words = words_of(reading.language, bare=reading.bare)
    for scene in _scenes(reading, countries, organisations, words.first):
        for span in find_named(scene, words, reading.language):
            name = scene.passage.words(span.start, span.end)
            rule, many = f"agreement:{span.head}", span.head in words["multilateral"]
            yield _Candidate(scene.passage.index, span.start, span.end, name, None, span.parties, rule, not many)


def _without_overlaps(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Of those that overlap the known one, then the longest."""
    kept: list[_Candidate] = []
    taken: set[tuple[int, int]] = set()
    for one in sorted(candidates, key=lambda one: (one.rule.startswith("agreement:"), one.start - one.end)):
        places = {(one.passage, place) for place in range(one.start, one.end)}
        if taken.isdisjoint(places):
            taken |= places
            kept.append(one)
    return sorted(kept, key=lambda one: (one.passage, one.start))


def _story(countries: Countries) -> tuple[str, ...]:
    """The two countries that a story of two countries is about."""
    named = sorted(tag.iso3 for tag in countries.tags)
    return tuple(named) if len(named) == _PAIR else ()


def _identified(found: Sequence[_Candidate], reading: Reading) -> list[_Candidate]:
    """A pattern's name with a known abbreviation behind it in brackets is that agreement's: one tag for both."""
    known = {(one.passage, one.start): one for one in found if not one.rule.startswith("agreement:")}
    same: dict[str, _Candidate] = {}
    for one in found:
        span = abbreviation_behind(reading.passages[one.passage], one.end)
        if span and one.rule.startswith("agreement:") and (one.passage, span[0]) in known:
            same[one.name] = known[one.passage, span[0]]
    return [
        replace(one, name=same[one.name].name, abbr=same[one.name].abbr, parties=same[one.name].parties, open=False)
        if one.name in same
        else one
        for one in found
    ]


def _abbreviations(candidates: Sequence[_Candidate], reading: Reading) -> dict[str, str]:
    """Abbreviation in brackets behind a name -> that name."""
    bound: dict[str, str] = {}
    for one in candidates:
        span = abbreviation_behind(reading.passages[one.passage], one.end)
        if span:
            bound.setdefault(reading.passages[one.passage].words(*span), one.name)
    return bound


def _placed(bound: dict[str, str], candidates: Sequence[_Candidate], reading: Reading) -> Iterator[_Candidate]:
    """Yield every further place of an abbreviation that the article explains."""
    of_name = {one.name: one for one in reversed(candidates)}
    taken = {(one.passage, place) for one in candidates for place in range(one.start, one.end)}
    for passage in reading.passages:
        texts = passage.tokens.texts
        for place, text in enumerate(() if bound.keys().isdisjoint(texts) else texts):
            if text in bound and (passage.index, place) not in taken:
                one = of_name[bound[text]]
                yield replace(one, passage=passage.index, start=place, end=place + 1, abbr=one.abbr or text)


def _tags(groups: dict[str, list[_Candidate]], reading: Reading, story: tuple[str, ...]) -> Agreements:
    mentions = {
        key: [Mention(one.passage, one.start, one.end, group[0].name, one.rule) for one in group]
        for key, group in groups.items()
    }
    status = statuses(reading, sorted(mention for row in mentions.values() for mention in row))
    tags = []
    for key, group in groups.items():
        parties = group[0].parties
        if group[0].open and len(parties) < _PAIR and set(parties) <= set(story):
            parties = story or parties
        abbr = next((one.abbr for one in group if one.abbr), None)
        name = group[0].name
        tags.append(AgreementTag(name, abbr, parties, status[name], reading.evidence(mentions[key][0])))
    return Agreements(tuple(tags), tuple(sorted(mention for row in mentions.values() for mention in row)))


def find_agreements(reading: Reading, countries: Countries, organisations: Organisations) -> Agreements:
    """Return the agreements of an article, in order of appearance."""
    found = _without_overlaps([*_known(reading), *_patterned(reading, countries, organisations)])
    if not found:
        return Agreements()
    found = _identified(found, reading)
    bound = _abbreviations(found, reading)
    found = sorted([*found, *_placed(bound, found, reading)], key=lambda one: (one.passage, one.start))
    named = {one.name for one in found if one.sure or one.name in bound.values()}
    abbr_of = {name: abbr for abbr, name in reversed(bound.items())}
    groups: dict[str, list[_Candidate]] = {}
    for one in found:
        if one.name in named:
            groups.setdefault(folded(one.name), []).append(one)
    for group in groups.values():
        if group[0].abbr is None and group[0].name in abbr_of:
            group[0] = replace(group[0], abbr=abbr_of[group[0].name])
    return _tags(groups, reading, _story(countries))

"""Tag: what an article is about, read from its clean text alone.

Every tag names its evidence, so that an analyst can defend it. Each kind of tag has a module of its own; here they are
called in order, and the roles of the countries are set: who is party to an event is principal.
"""

from __future__ import annotations

from dataclasses import replace

from transforms.entities import find_entities
from transforms.language import detect_language
from transforms.machine_translation import find_cues
from transforms.plover.events import find_events
from transforms.quality_flags import quality_flags
from transforms.reading import parts_of, read
from transforms.records import Article, CountryTag, EventTag, Flag, Tags
from transforms.subjects.topics import find_topics

_CUES_THAT_TELL = 2  # different ones (tag contract, section 6)
# PLOVER's types that are dealings between governments (tag contract, section 1: those carry the topic of diplomacy).
_DEALINGS = frozenset("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID REQUEST REJECT ACCUSE THREATEN SANCTION".split())
_LEAD = 2  # paragraphs


def tag(article: Article) -> Tags:
    """Return the tags of an article; never raises, whatever the text.

    A fault of a tagger costs one article its tags, not the run: the flag ``tagger_fault`` says what it was.
    """
    try:
        return read_tags(article)
    except Exception as error:  # noqa: BLE001 - whatever it is, the article must be loaded, and the others too
        fault = Flag("tagger_fault", f"{type(error).__name__}: {error}"[:500])
        return Tags(article.article_id, None, "none", (), (fault,))


def read_tags(article: Article) -> Tags:
    """Return the tags of an article; a fault raises, which no text should bring about."""
    language = detect_language((text for _, _, text in parts_of(article)), article.declared_language)
    reading = read(article, language.code)
    found = find_entities(reading)
    events = find_events(reading, found)
    cues = find_cues(reading)
    translated = len({cue.cue for cue in cues}) >= _CUES_THAT_TELL
    return Tags(
        article_id=article.article_id,
        language=language.code,
        language_method=language.method,
        countries=_with_roles(found.countries.tags, events),
        flags=language.flags + quality_flags(reading, found.dates.tags, machine_translated=translated),
        places=found.places.tags,
        persons=found.persons.tags,
        organisations=found.organisations.tags,
        agreements=found.agreements.tags,
        topics=find_topics(reading, diplomatic=_between_states(events)),
        events=events,
        dates=found.dates.tags,
        machine_translated=translated,
        cues=cues,
    )


def _between_states(events: tuple[EventTag, ...]) -> bool:
    """Tell whether states or unions deal with each other, by word and deed and not by force of arms, where it matters.

    An act further down is background: it does not make a story one of diplomacy.
    """
    return any(
        event.event in _DEALINGS
        and len(set(event.source + event.target)) > 1
        and (event.evidence.paragraph or 0) < _LEAD
        for event in events
    )


def _with_roles(countries: tuple[CountryTag, ...], events: tuple[EventTag, ...]) -> tuple[CountryTag, ...]:
    """Principal ones first: they are party to an event (tag contract, section 1).

    A party that no name of a country shows (its capital, minister or parliament acts) has the event as its evidence.
    """
    shown = {code: event for event in reversed(events) for code in event.source + event.target if code.isalpha()}
    tags = [replace(country, role="principal" if country.iso3 in shown else "mentioned") for country in countries]
    for code in sorted(shown.keys() - {country.iso3 for country in countries}):
        evidence = replace(shown[code].evidence, rule=f"party:{shown[code].event}")
        tags.append(CountryTag(code, "principal", 1, evidence))
    return tuple(sorted(tags, key=lambda tag: tag.role != "principal"))

"""Turns the tags of articles into rows: one function per bridge of ``core``, every row with the evidence of its tag.

There are dozens of these rows to an article. They are therefore tuples, in the order of the columns in
``shapes.SHAPES``, and no dictionaries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from transforms.edtf import day_range
from transforms.records import Evidence, Tags
from transforms.text import fold, strip_marks
from warehouse.rows import Numbered

Values = tuple[Any, ...]
Reader = Callable[[Tags], Iterator[tuple[Evidence, Values]]]


def bridges(items: Numbered) -> dict[str, Iterator[Values]]:
    """Return the rows of every bridge by the name of its table in ``core``."""
    tagged = [(number, item.article.article_id, item.tags) for number, item in items if item.tags]
    return {name: _rows(tagged, reader) for name, reader in _READERS.items()}


def _rows(tagged: list[tuple[int, str, Tags]], reader: Reader) -> Iterator[Values]:
    for number, article_id, tags in tagged:
        for where, said in reader(tags):
            yield number, article_id, where.part, where.paragraph, where.start, where.end, where.rule, *said


def _days(edtf: str | None) -> tuple[date | None, date | None]:
    return day_range(edtf) if edtf else (None, None)


def _countries(tags: Tags) -> Iterator[tuple[Evidence, Values]]:
    for tag in tags.countries:
        yield tag.evidence, (tag.iso3, tag.role, tag.mentions)


def _places(tags: Tags) -> Iterator[tuple[Evidence, Values]]:
    for tag in tags.places:
        yield tag.evidence, (tag.name, tag.country, tag.mentions)


def _persons(tags: Tags) -> Iterator[tuple[Evidence, Values]]:
    for tag in tags.persons:
        key = strip_marks(fold(tag.name))
        yield tag.evidence, (tag.name, key, tag.country, tag.aliases, tag.roles, tag.mentions)


def _organisations(tags: Tags) -> Iterator[tuple[Evidence, Values]]:
    for tag in tags.organisations:
        yield tag.evidence, (tag.name, tag.abbr, tag.type, tag.country, tag.aliases, tag.mentions)


def _agreements(tags: Tags) -> Iterator[tuple[Evidence, Values]]:
    for tag in tags.agreements:
        yield tag.evidence, (tag.name, tag.abbr, tag.status, tag.parties)


def _topics(tags: Tags) -> Iterator[tuple[Evidence, Values]]:
    for tag in tags.topics:
        yield tag.evidence, (tag.code, tag.name, tag.main, tag.path, tag.score)


def _events(tags: Tags) -> Iterator[tuple[Evidence, Values]]:
    for position, tag in enumerate(tags.events):
        place = tag.place
        names = (place.name, place.country) if place else (None, None)
        texts = (tag.event, tag.mode, tag.date, *names, tag.quote)
        sides = (tag.context, tag.source, tag.target, tag.source_persons, tag.target_persons)
        yield tag.evidence, (*texts, position, tag.reciprocal, *_days(tag.date), *sides)


def _dates(tags: Tags) -> Iterator[tuple[Evidence, Values]]:
    for tag in tags.dates:
        yield tag.evidence, (tag.text, tag.edtf, *_days(tag.edtf))


_READERS: dict[str, Reader] = {
    "article_country": _countries,
    "article_place": _places,
    "article_person": _persons,
    "article_organisation": _organisations,
    "article_agreement": _agreements,
    "article_topic": _topics,
    "article_event": _events,
    "article_date": _dates,
}
BRIDGES = tuple(_READERS)

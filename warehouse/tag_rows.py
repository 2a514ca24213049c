"""Turns the tags of articles into rows: one function per bridge of ``core``, every row with the evidence of its tag."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from transforms.edtf import day_range
from transforms.records import Article, Evidence, Tags
from transforms.text import fold, strip_marks
from warehouse.rows import Numbered, Row

Reader = Callable[[Tags], Iterator[tuple[Row, Evidence]]]


def bridges(items: Numbered) -> dict[str, Iterator[Row]]:
    """Return the rows of every bridge by the name of its table in ``core``."""
    tagged = [(number, item.article, item.tags) for number, item in items if item.tags]
    return {name: _rows(tagged, reader) for name, reader in _READERS.items()}


def _rows(tagged: list[tuple[int, Article, Tags]], reader: Reader) -> Iterator[Row]:
    for number, article, tags in tagged:
        for row, evidence in reader(tags):
            yield {"item": number, "article_id": article.article_id, **row, **_evidence(evidence)}


def _evidence(evidence: Evidence) -> Row:
    return {
        "evidence_part": evidence.part,
        "evidence_paragraph": evidence.paragraph,
        "evidence_start": evidence.start,
        "evidence_end": evidence.end,
        "evidence_rule": evidence.rule,
    }


def _days(edtf: str | None) -> dict[str, date | None]:
    first, last = day_range(edtf) if edtf else (None, None)
    return {"date_from": first, "date_to": last}


def _countries(tags: Tags) -> Iterator[tuple[Row, Evidence]]:
    for tag in tags.countries:
        yield {"iso3": tag.iso3, "role": tag.role, "mentions": tag.mentions}, tag.evidence


def _places(tags: Tags) -> Iterator[tuple[Row, Evidence]]:
    for tag in tags.places:
        yield {"name": tag.name, "country": tag.country, "mentions": tag.mentions}, tag.evidence


def _persons(tags: Tags) -> Iterator[tuple[Row, Evidence]]:
    for tag in tags.persons:
        row = {"name": tag.name, "name_key": strip_marks(fold(tag.name)), "country": tag.country}
        lists = {"aliases": list(tag.aliases), "roles": list(tag.roles)}
        yield {**row, **lists, "mentions": tag.mentions}, tag.evidence


def _organisations(tags: Tags) -> Iterator[tuple[Row, Evidence]]:
    for tag in tags.organisations:
        row = {"name": tag.name, "abbr": tag.abbr, "type": tag.type, "country": tag.country}
        yield {**row, "aliases": list(tag.aliases), "mentions": tag.mentions}, tag.evidence


def _agreements(tags: Tags) -> Iterator[tuple[Row, Evidence]]:
    for tag in tags.agreements:
        row = {"name": tag.name, "abbr": tag.abbr, "parties": list(tag.parties), "status": tag.status}
        yield row, tag.evidence


def _topics(tags: Tags) -> Iterator[tuple[Row, Evidence]]:
    for tag in tags.topics:
        row = {"code": tag.code, "name": tag.name, "main": tag.main, "path": list(tag.path), "score": tag.score}
        yield row, tag.evidence


def _events(tags: Tags) -> Iterator[tuple[Row, Evidence]]:
    for position, tag in enumerate(tags.events):
        place = tag.place
        row: Row = {
            "position": position,
            "event": tag.event,
            "mode": tag.mode,
            "context": list(tag.context),
            "reciprocal": tag.reciprocal,
            "source": list(tag.source),
            "target": list(tag.target),
            "source_persons": list(tag.source_persons),
            "target_persons": list(tag.target_persons),
            "date_edtf": tag.date,
            "place_name": place.name if place else None,
            "place_country": place.country if place else None,
            "quote": tag.quote,
        }
        yield row | _days(tag.date), tag.evidence


def _dates(tags: Tags) -> Iterator[tuple[Row, Evidence]]:
    for tag in tags.dates:
        yield {"text": tag.text, "edtf": tag.edtf} | _days(tag.edtf), tag.evidence


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

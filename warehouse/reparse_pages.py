"""Which archived pages are read again: those that versions were made from, and those of which nothing was made.

Pages come in the order in which the archive holds them, so that reading them is sequential, and some thousand
at a time, so that memory does not grow with the archive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

import duckdb

from transforms.records import Rights, WarcRef
from warehouse.reading import rows_of

_RIGHTS = ("robots", "x_robots_tag", "meta_robots", "tdm_reservation", "tdm_policy", "tdm_source", "ai_txt", "licence")


class Place(NamedTuple):
    """Where a page stands in the order of reading: WARC file and offset of its record, and the exchange's id."""

    file: str
    offset: int
    fetch_id: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Which pages of a source: fetched from ``since`` and before ``before``, all of them or ``of`` taken evenly."""

    source_id: str
    since: datetime | None = None
    before: datetime | None = None
    of: int | None = None


class Made(NamedTuple):
    """The version of an article that was made from a page."""

    article_id: str
    version: int
    is_current: bool
    url_key: str


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A page of the archive, and what is known of it.

    ``made`` is the version that was made from it; where there is none, ``about`` is the article that the exchange was
    about, if it was about one. ``body`` is the record that holds the body, ``hint`` and ``listing_date`` are what a
    listing said of it. It is number ``number`` of ``total``.
    """

    source_id: str
    number: int
    total: int
    place: Place
    fetch_id: str
    url: str
    final_url: str
    content_type: str | None
    fetched_at: datetime
    sha256: str
    body: WarcRef
    purpose: str
    document_key: str | None
    about: str | None
    made: Made | None
    listing_date: date | None
    hint: str | None
    rights: Rights | None


class Readable(NamedTuple):
    """A source that has archived pages; ``is_outlet`` tells a site from a collection of documents."""

    source_id: str
    is_outlet: bool
    pages: int


def readable_sources(connection: duckdb.DuckDBPyConnection) -> list[Readable]:
    """Return the sources that have archived pages, in the order of their ids."""
    return [Readable(**row) for row in rows_of(connection, "reparse/sources")]


def archived_pages(
    connection: duckdb.DuckDBPyConnection, choice: Choice, after: Place | None, most: int
) -> list[ArchivedPage]:
    """Return the next pages of a choice, at most ``most``; the first ones where ``after`` is None."""
    place = after or Place("", -1, "")
    rows = rows_of(
        connection,
        "reparse/pages",
        source_id=choice.source_id,
        since=choice.since,
        before=choice.before,
        of=choice.of,
        place_file=place.file,
        place_offset=place.offset,
        place_fetch_id=place.fetch_id,
        most=most,
    )
    return [_page(choice.source_id, row) for row in rows]


def _page(source_id: str, row: dict[str, Any]) -> ArchivedPage:
    rights = Rights(**{name: row.pop(name) for name in _RIGHTS})
    place = Place(row.pop("warc_file"), row.pop("warc_offset"), row["fetch_id"])
    body = WarcRef(row.pop("body_file"), row.pop("body_offset"), row.pop("body_length"))
    made: list[Any] = [row.pop(name) for name in Made._fields]
    return ArchivedPage(
        source_id=source_id,
        place=place,
        body=body,
        made=Made(*made) if None not in made else None,
        rights=rights if rights != Rights() else None,
        **row,
    )

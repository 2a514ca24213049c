"""Turns a batch of records into Arrow tables, one per table that the load's SQL reads (``incoming_*``).

Arrow because it is the cheapest way into DuckDB: many rows in one statement, never one statement per row. Columns are
named as in the target tables, so that the SQL inserts by name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import compress
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from transforms.records import Batch, Item, Lead, Reject
from transforms.urls import url_key
from warehouse import rows, state_rows
from warehouse.shapes import SHAPES
from warehouse.sources import SourceRow
from warehouse.tag_rows import bridges

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Staged:
    """Which items of a batch are written, a row of ``table`` each: ``item``, ``is_current``, ``is_new`` and the like.

    ``written`` are their positions in the batch, ``current`` those of the items that become the current version of
    their article; ``new`` and ``updated`` count articles.
    """

    def __init__(self, table: pa.Table | None = None) -> None:
        self.table = table
        self.written: list[int] = []
        self.current: list[int] = []
        self.new = 0
        if table is not None:
            self.written, is_current, is_new = (
                table.column(name).to_pylist() for name in ("item", "is_current", "is_new")
            )
            self.current = list(compress(self.written, is_current))
            self.new = sum(compress(is_new, is_current))
        self.updated = len(self.current) - self.new


class Fresh(NamedTuple):
    """An item that says something new; what is stored of its article, None where that is nothing."""

    item: int
    version: int | None
    first_seen_at: datetime | None


def numbered(batch: Batch, fresh: Iterable[Fresh]) -> Staged:
    """Give the versions of a batch their numbers, in the order of its items; of two alike the first counts.

    An article that is not stored was first seen when the first of its items was fetched.
    """
    distinct: dict[tuple[str, str], Fresh] = {}
    for one in fresh:
        article = batch.items[one.item].article
        distinct.setdefault((article.article_id, article.content_hash), one)
    numbers: dict[str, int] = {}
    seen: dict[str, datetime] = {}
    made: list[tuple[int, str, int]] = []
    for (article_id, _), one in distinct.items():
        numbers[article_id] = numbers.get(article_id, one.version or 0) + 1
        seen_at = one.first_seen_at or batch.items[one.item].article.fetched_at
        seen[article_id] = min(seen.get(article_id, seen_at), seen_at)
        made.append((one.item, article_id, numbers[article_id]))
    return Staged(
        _columnar(
            "staged",
            {
                "item": [item for item, _, _ in made],
                "article_id": [article_id for _, article_id, _ in made],
                "version": [version for _, _, version in made],
                "is_new": [one.version is None for one in distinct.values()],
                "is_current": [version == numbers[article_id] for _, article_id, version in made],
                "first_seen_at": [seen[article_id] for _, article_id, _ in made],
            },
        )
    )


def candidates(batch: Batch) -> pa.Table:
    """Return ids, hashes and times of the items that may be written: all but those that are known to be unchanged."""
    items = [(number, item) for number, item in enumerate(batch.items) if item.decision.action != "unchanged"]
    return _columnar("candidate", rows.candidates(items, batch))


def incoming(batch: Batch, staged: Staged) -> dict[str, pa.Table]:
    """Return the Arrow tables of a batch by name, empty ones left out.

    Items that are not written have no rows, but for what their pages said of rights; what describes an article has
    rows of its current version alone. A lead whose URL has no key becomes a reject.
    """
    written = [(number, batch.items[number]) for number in staged.written]
    current = [(number, batch.items[number]) for number in staged.current]
    listed = _tables({"rights": rows.rights(batch), "article_flag": rows.article_flags(current)})
    return _columns_of(written, current, batch) | listed | incoming_state([batch])


def _columns_of(
    written: Sequence[tuple[int, Item]], current: Sequence[tuple[int, Item]], batch: Batch
) -> dict[str, pa.Table]:
    if not written:  # a batch that comes again has no more than its candidates
        return {}
    columns = {
        "article": rows.articles(current, batch),
        "version": rows.versions(written, batch),
        **bridges(current),
    }
    made = {f"incoming_{name}": _columnar(name, found) for name, found in columns.items()}
    return {name: table for name, table in made.items() if table.num_rows}


def decided(tables: Mapping[str, pa.Table], staged: Staged) -> dict[str, pa.Table]:
    """Return the tables with what was decided of articles and versions in the place of ``item``, as they are stored.

    The rows of both follow the staged ones, so that nothing has to be looked up.
    """
    if staged.table is None:
        return dict(tables)
    said = {"incoming_version": staged.table.select(["version"])}
    current = staged.table.filter(staged.table.column("is_current"))
    said["incoming_article"] = current.select(["version", "first_seen_at"])
    return {
        name: _beside(table.drop_columns("item"), said[name]) if name in said else table
        for name, table in tables.items()
    }


def _beside(table: pa.Table, other: pa.Table) -> pa.Table:
    """Return a table with the columns of another of as many rows."""
    return pa.table([*table.columns, *other.columns], names=[*table.column_names, *other.column_names])


def incoming_state(batches: Sequence[Batch]) -> dict[str, pa.Table]:
    """Return what batches say besides articles: exchanges, rejects, and the state of listings and leads."""
    shaped: defaultdict[str, list[rows.Row]] = defaultdict(list)
    for batch in batches:
        leads, bad_leads = _keyed(batch.leads)
        pending, bad_pending = _keyed(batch.pending)
        whole = replace(batch, rejects=(*batch.rejects, *bad_leads, *bad_pending))
        shaped["fetch"] += rows.fetches(whole)
        shaped["reject"] += state_rows.rejects(whole)
        shaped["cursor"] += state_rows.cursors(whole)
        shaped["lead"] += state_rows.leads(leads, whole)
        shaped["settled"] += state_rows.settled(whole)
        shaped["pending"] += state_rows.pending(pending, whole)
    return _tables(shaped)


def _tables(shaped: Mapping[str, Iterable[rows.Row]]) -> dict[str, pa.Table]:
    listed = {name: list(found) for name, found in shaped.items()}
    return {f"incoming_{name}": arrow(name, found) for name, found in listed.items() if found}


def _columnar(shape: str, columns: Mapping[str, Sequence[Any]]) -> pa.Table:
    """Return columns by name as an Arrow table of the named shape, all of which they must be.

    At dozens of rows an article this costs a fraction of what rows do.
    """
    schema = SHAPES[shape]
    ordered = [columns[name] for name in schema.names]
    try:
        made = pa.table(ordered, schema=schema)
    except UnicodeEncodeError:
        made = None
    if made is None or _has_nul(made):
        return pa.table([_whole(column) for column in ordered], schema=schema)
    return made


def arrow(shape: str, found: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Return rows as an Arrow table of the named shape.

    The web does send half characters (lone surrogates), which UTF-8 cannot say, and NUL characters, which PostgreSQL
    cannot store, nor the catalogue of a lake: they become U+FFFD, in a file as well, so that a text is the same.
    """
    listed = list(found)
    try:
        made = pa.Table.from_pylist(listed, schema=SHAPES[shape])
    except UnicodeEncodeError:
        made = None
    if made is None or _has_nul(made):
        return pa.Table.from_pylist([_whole(row) for row in listed], schema=SHAPES[shape])
    return made


def _has_nul(table: pa.Table) -> bool:
    """Say whether a text has a NUL character: the bytes of a column are looked at in one go."""
    return any(_text_has_nul(chunk) for column in table.columns for chunk in column.chunks)


def _text_has_nul(array: pa.Array) -> bool:
    """Say whether an array of texts, or the texts within its lists and structures, have a NUL character."""
    if pa.types.is_string(array.type):
        text = array.buffers()[2]
        return text is not None and not np.frombuffer(text, np.uint8).all()
    if pa.types.is_list(array.type):
        return _text_has_nul(array.values)
    if pa.types.is_struct(array.type):
        return any(_text_has_nul(array.field(place)) for place in range(array.type.num_fields))
    return False


def batch_id(batch: Batch) -> str:
    """Return a fingerprint of a batch, equal for equal batches: what makes a retried load a load of nothing."""
    return rows.fingerprint(
        (
            batch.run_id,
            batch.source_id,
            batch.loaded_at.isoformat(),
            *(f"{item.article.article_id} {item.article.content_hash}" for item in batch.items),
            *(fetch.fetch_id for fetch in batch.fetches),
            *map(repr, (batch.rejects, batch.cursors, batch.leads, batch.pending, batch.settled)),
        )
    )


def source_table(sources: Sequence[SourceRow]) -> pa.Table:
    """Return the sources as an Arrow table with the columns of ``core.source``."""
    names = SHAPES["source"].names
    return arrow("source", ({name: getattr(source, name) for name in names} for source in sources))


def _whole(value: Any) -> Any:
    match value:
        case str():
            return _UNSTORABLE.sub("\ufffd", value)
        case dict():
            return {key: _whole(part) for key, part in value.items()}
        case list():
            return [_whole(part) for part in value]
        case tuple():  # may stand for a structure, which Arrow tells from a list
            return tuple(_whole(part) for part in value)
        case _:
            return value


def _keyed(leads: Iterable[Lead]) -> tuple[list[tuple[str, Lead]], list[Reject]]:
    keyed: list[tuple[str, Lead]] = []
    bad: list[Reject] = []
    for lead in leads:
        try:
            keyed.append((url_key(lead.url), lead))
        except ValueError as error:
            bad.append(Reject("load", "bad-url", lead.url, str(error), lead.source_id))
    return keyed, bad

"""Versions made anew: what they would change of what is stored, and the writing of it, in the transaction that is open.

Both sides are compared in SQL as the load would write them, so that a value that only looks different on its way
through Python is no difference. A version keeps number, time and the run that loaded it; what equals what is stored is
not written. The statements of the load make the rows: what an article has is known in one place.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import duckdb
import pyarrow as pa

from transforms import __version__
from transforms.records import Batch, Reject
from warehouse.reading import wanted_rows
from warehouse.registering import registered
from warehouse.reparse_pages import Made
from warehouse.shapes import SHAPES
from warehouse.sqlfiles import statement
from warehouse.staging import Staged, arrow, incoming
from warehouse.tag_rows import BRIDGES

_TABLES = ("article", "version", "article_flag", *BRIDGES)
_CANDIDATE = pa.schema(
    {
        "item": pa.int32(),
        **dict.fromkeys(("article_id", "fetch_id", "content_hash"), pa.string()),
        "version": pa.int32(),
    }
)


class Difference(NamedTuple):
    """A field of an item that is not what is stored: both values as text, None where there is none."""

    item: int
    field: str
    was: str | None
    becomes: str | None


class Compared(NamedTuple):
    """A batch beside what is stored: ``staged`` says which versions its items are, ``differences`` what they change."""

    staged: pa.Table
    differences: tuple[Difference, ...]


class Refusal(NamedTuple):
    """A version whose page is no article any more; ``applied`` says that the article is to be withheld for it."""

    made: Made
    fetch_id: str
    reject: Reject
    applied: bool


class Correction(NamedTuple):
    """What was written: the items, and those of them whose words are others now."""

    items: tuple[int, ...]
    reworded: tuple[int, ...]


def compare(connection: duckdb.DuckDBPyConnection, batch: Batch) -> Compared:
    """Compare items, each the version that its decision names, with what is stored of them; write nothing.

    An item whose version is not there any more, or was made from another page, is left out.
    """
    candidates = [
        (number, one.article.article_id, one.article.fetch_id, one.article.content_hash, one.decision.version)
        for number, one in enumerate(batch.items)
    ]
    if not candidates:
        return Compared(pa.table({}), ())
    offered = pa.table([list(column) for column in zip(*candidates, strict=True)], schema=_CANDIDATE)
    with registered(connection, {"candidate": offered}):
        staged = connection.execute(statement("reparse/stage")).to_arrow_table()
    with registered(connection, _incoming(batch, staged)):
        found = connection.execute(statement("reparse/differences")).fetchall()
    return Compared(staged, tuple(Difference(*row) for row in found))


def correct(connection: duckdb.DuckDBPyConnection, batch: Batch, compared: Compared) -> Correction:
    """Write the items that differ, and nothing else; forget what indexes hold of words that are no more."""
    items = sorted({one.item for one in compared.differences})
    if not items:
        return Correction((), ())
    staged = compared.staged.filter(pa.array(number in set(items) for number in compared.staged["item"].to_pylist()))
    tables = _incoming(batch, staged)
    with registered(connection, tables):
        for name in ("replaced", "article", "version", "following", "recheck"):
            connection.execute(statement(f"reparse/{name}")).fetchall()
        for name in ("article_flag", *BRIDGES):
            connection.execute(statement(f"load/{name}")).fetchall()
    reworded = tuple(row["item"] for row in staged.to_pylist() if row["is_reworded"] and row["is_current"])
    _unindex(connection, {batch.items[number].article.article_id for number in reworded})
    return Correction(tuple(items), reworded)


def unplaced(connection: duckdb.DuckDBPyConnection, article_ids: Collection[str]) -> set[str]:
    """Return those of the articles that were never placed among copies or told as part of a story."""
    return {row["article_id"] for row in wanted_rows(connection, "reparse/unplaced", article_ids)}


def take(connection: duckdb.DuckDBPyConnection, articles: Mapping[str, str]) -> None:
    """Note that pages of which nothing was made belong to articles now: article ids by fetch id."""
    if articles:
        rows = pa.table({"fetch_id": list(articles), "article_id": list(articles.values())})
        with registered(connection, {"incoming_taken": rows}):
            connection.execute(statement("reparse/taken")).fetchall()


def write_refusals(
    connection: duckdb.DuckDBPyConnection, batch: Batch, judged: Collection[Made], refusals: Sequence[Refusal]
) -> None:
    """Write which of the versions whose pages were read are refused now; the others are refused no more."""
    versions = pa.table(
        {
            "article_id": pa.array([made.article_id for made in judged], pa.string()),
            "version": pa.array([made.version for made in judged], pa.int32()),
        }
    )
    rows = [
        {
            "article_id": one.made.article_id,
            "version": one.made.version,
            "source_id": batch.source_id,
            "fetch_id": one.fetch_id,
            "stage": one.reject.stage,
            "reason": one.reject.reason,
            "detail": one.reject.detail,
            "code_version": __version__,
            "run_id": batch.run_id,
            "refused_at": batch.loaded_at,
            "applied": one.applied,
        }
        for one in refusals
    ]
    with registered(connection, {"incoming_judged": versions, "incoming_refusal": arrow("reparse_refusal", rows)}):
        connection.execute(statement("reparse/refused")).fetchall()


def _incoming(batch: Batch, staged: pa.Table) -> dict[str, pa.Table]:
    """Return the rows of the staged items by table, as the load would write them, also where there are none."""
    made = incoming(batch, Staged(staged))
    empty = {f"incoming_{name}": SHAPES[name].empty_table() for name in _TABLES}
    return {**empty, **{name: table for name, table in made.items() if name in empty}, "staged": staged}


def _unindex(connection: duckdb.DuckDBPyConnection, article_ids: Collection[str]) -> None:
    if article_ids:
        with registered(connection, {"wanted": arrow("wanted", ({"value": value} for value in article_ids))}):
            connection.execute(statement("reparse/unindexed")).fetchall()

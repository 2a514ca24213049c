"""What is stored of copies besides their index: groups, lineage, and the articles that were never placed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

import duckdb

from warehouse.reading import rows_of, wanted_rows
from warehouse.registering import registered
from warehouse.rows import Row
from warehouse.sqlfiles import statement
from warehouse.staging import arrow


class PlacedText(NamedTuple):
    """What placing an article among copies needs of it.

    ``outlet`` is its source, ``publisher`` that source's; both are None for a collection of documents.
    """

    article_id: str
    title: str | None
    body: Sequence[str]
    published_at: datetime | None
    published_edtf: str | None
    first_seen_at: datetime
    agency: str | None
    outlet: str | None
    publisher: str | None


class CopyPair(NamedTuple):
    """A copy and its original: which versions of them, and the paragraphs of both."""

    article_id: str
    version: int
    body: list[str]
    of_article_id: str
    of_version: int
    of_body: list[str]


class CopyState:
    """Copies as the warehouse has them, in the transaction that is open on ``connection``."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def groups(self, article_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return the copies that each article stands among, itself included, the original first; nothing for others."""
        found = wanted_rows(self._connection, "copies/group", article_ids)
        return {row["article_id"]: tuple(row["members"]) for row in found}

    def never_placed(self, new: Collection[str]) -> list[str]:
        """Return the ids of the articles that were never placed, but for the given new ones, first seen first.

        Where there is none, as nearly always, this costs the look-up of two numbers.
        """
        ((articles, placed),) = self._connection.execute(statement("copies/placed_count")).fetchall()
        if articles - placed == len(new):
            return []
        found = (row["article_id"] for row in rows_of(self._connection, "copies/never_placed"))
        return [article_id for article_id in found if article_id not in new]

    def displace(self, article_ids: Collection[str]) -> None:
        """Delete what an older version of Khotin decided of articles, before they are placed anew."""
        self._for_wanted("displace", article_ids)

    def texts(self, article_ids: Collection[str]) -> list[PlacedText]:
        """Return what placing the given articles needs."""
        return [PlacedText(**row) for row in wanted_rows(self._connection, "copies/placed_text", article_ids)]

    def publishers(self, source_ids: Collection[str]) -> dict[str, str | None]:
        """Return the publishers of those of the sources that are outlets and no collections of documents."""
        found = wanted_rows(self._connection, "copies/publisher", source_ids)
        return {row["source_id"]: row["publisher"] for row in found}

    def untraced(self, article_ids: Collection[str]) -> list[CopyPair]:
        """Return the copies among the articles, and those of originals among them, whose lineage is not stored yet."""
        return [CopyPair(**row) for row in wanted_rows(self._connection, "copies/untraced", article_ids)]

    def write_lineages(self, found: Sequence[Row], article_ids: Collection[str]) -> None:
        """Write how copies go back to their originals; those of the articles that are no copies any more have none."""
        self._for_wanted("lineage_gone", article_ids)
        if found:
            with registered(self._connection, {"incoming_copy_lineage": arrow("copy_lineage", found)}):
                self._connection.execute(statement("copies/lineage")).fetchall()

    def _for_wanted(self, name: str, values: Collection[str]) -> None:
        """Run a statement that reads the values as table ``wanted``."""
        with registered(self._connection, {"wanted": arrow("wanted", ({"value": value} for value in set(values)))}):
            self._connection.execute(statement(f"copies/{name}")).fetchall()

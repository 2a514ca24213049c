"""The rows of articles that are forgotten: which there are, and their removal from every table.

Tables that name an article are found in the catalogue, so that none is missed which comes later. What is decided about
other articles (whose copies they are, in which stories they stand) is decided anew by ``flows.forget``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from transforms import __version__
from warehouse.reading import rows_of
from warehouse.registering import registered
from warehouse.sqlfiles import statement


class Stored(NamedTuple):
    """An article that is stored: its id, source, URL key and URL."""

    article_id: str
    source_id: str
    url_key: str
    url: str


class Said(NamedTuple):
    """What a version of an article says, or a listing of it (then ``article_id`` is None)."""

    article_id: str | None
    title: str | None
    summary: str | None
    body: Sequence[str]


class Borrower(NamedTuple):
    """A record of the archive without a body of its own: its place, and that of the body."""

    file: str
    offset: int
    payload_file: str
    payload_offset: int
    payload_length: int


class Moved(NamedTuple):
    """Where a record of the archive is now; ``new_file`` is None for one that is gone.

    ``sha256`` is given where its body was changed, ``own_body`` where it holds a body that it had borrowed before.
    """

    file: str
    offset: int
    new_file: str | None
    new_offset: int | None
    new_length: int | None
    sha256: str | None
    own_body: bool


_PLACE = pa.schema(
    [
        ("file", pa.string()),
        ("offset", pa.int64()),
        ("new_file", pa.string()),
        ("new_offset", pa.int64()),
        ("new_length", pa.int64()),
        ("sha256", pa.string()),
        ("own_body", pa.bool_()),
    ]
)


@dataclass(frozen=True, slots=True)
class Doomed:
    """What is to go: ids of articles, keys of their URLs that nothing else has, and the URLs in every spelling.

    ``source_id`` is set where all of a source goes, with what is known of it. ``befores`` are moments by source: of
    what expires, exchanges and notes before that go, too, unless they belong to an article that is kept.
    """

    article_ids: frozenset[str]
    keys: frozenset[str]
    addresses: frozenset[str]
    source_id: str | None = None
    befores: Mapping[str, datetime] = field(default_factory=dict)

    @contextmanager
    def known_to(self, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """Let SQL read it: the tables ``wanted``, ``forgotten_key``, ``forgotten_address``, ``aged_source``."""
        tables = {
            "wanted": _values(self.article_ids),
            "forgotten_key": _values(self.keys),
            "forgotten_address": _values(self.addresses),
            "aged_source": pa.table(
                {
                    "source_id": pa.array(self.befores, pa.string()),
                    "before": pa.array(self.befores.values(), pa.timestamp("us", tz="UTC")),
                }
            ),
        }
        with registered(connection, tables):
            yield


def by_address(connection: duckdb.DuckDBPyConnection, wanted: str, url_key: str | None) -> list[Stored]:
    """Return the articles with an id, a URL or the key of one."""
    return _stored(connection, "by_address", wanted=wanted, url_key=url_key)


def of_source(connection: duckdb.DuckDBPyConnection, source_id: str) -> list[Stored]:
    """Return the articles of a source."""
    return _stored(connection, "of_source", source_id=source_id)


def everything(connection: duckdb.DuckDBPyConnection) -> list[Stored]:
    """Return all articles."""
    return _stored(connection, "everything")


def aged(connection: duckdb.DuckDBPyConnection, source_id: str, before: datetime) -> list[Stored]:
    """Return the articles of a source that are older than is kept."""
    return _stored(connection, "aged", source_id=source_id, before=before)


def _stored(connection: duckdb.DuckDBPyConnection, name: str, **parameters: Any) -> list[Stored]:
    return [Stored(**row) for row in rows_of(connection, f"forget/{name}", **parameters)]


def addresses_of(connection: duckdb.DuckDBPyConnection, hosts: Collection[str]) -> set[str]:
    """Return every address of some hosts that is written down anywhere beside the articles."""
    if not hosts:
        return set()
    with registered(connection, {"host": _values(hosts)}):
        return {url for (url,) in connection.execute(statement("forget/addresses")).fetchall()}


def said_by(connection: duckdb.DuckDBPyConnection, doomed: Doomed) -> list[Said]:
    """Return what the articles say, version by version, and what listings say of them."""
    with doomed.known_to(connection):
        return [Said(**row) for row in rows_of(connection, "forget/texts")]


def said_elsewhere(connection: duckdb.DuckDBPyConnection, doomed: Doomed, words: Collection[str]) -> set[str]:
    """Return which sequences of words stand in what is kept, too."""
    if not words:
        return set()
    with doomed.known_to(connection), registered(connection, {"telling": _values(words)}):
        found = connection.execute(statement("forget/shared")).fetchall()
    return {word for (word,) in found}


def keys_elsewhere(connection: duckdb.DuckDBPyConnection, doomed: Doomed) -> set[str]:
    """Return which of the URL keys belong to articles that are kept, too."""
    with doomed.known_to(connection):
        return {key for (key,) in connection.execute(statement("forget/shared_keys")).fetchall()}


class Removing:
    """The removal of rows, in the transaction that is open on ``connection``."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, doomed: Doomed) -> None:
        self._connection = connection
        self._doomed = doomed

    def collect(self) -> tuple[int, list[tuple[str, int]]]:
        """Collect the exchanges that go; return how many, and the places of their records in the archive."""
        with self._doomed.known_to(self._connection):
            if self._doomed.source_id is None:
                self._run("fetches")
            else:
                self._connection.execute(
                    statement("forget/fetches_of_source"), {"source_id": self._doomed.source_id}
                ).fetchall()
        ((count,),) = self._connection.execute(statement("forget/collected")).fetchall()
        return count, [(file, offset) for file, offset in self._rows("gone_records")]

    def kept_pages(self) -> set[tuple[str, int]]:
        """Return the places of pages of articles that are kept; ``collect`` comes first."""
        return {(file, offset) for file, offset in self._rows("kept_pages")}

    def borrowers(self) -> list[Borrower]:
        """Return the records that are kept and have their bodies elsewhere; ``collect`` comes first."""
        return [Borrower(*row) for row in self._rows("borrowers")]

    def counts(self) -> dict[str, int]:
        """Return how many rows of each table name one of the articles, or are of no article and too old."""
        found: dict[str, int] = {}
        with self._doomed.known_to(self._connection):
            for relation, column in self._rows("owned"):
                query = statement("forget/count_owned").format(relation=relation, column=column)
                ((count,),) = self._connection.execute(query).fetchall()
                found[relation.replace('"', "")] = found.get(relation.replace('"', ""), 0) + int(count)
            for table, count in self._rows("aged_rows"):
                found[table] = found.get(table, 0) + int(count)
        return {table: count for table, count in found.items() if count}

    def move(self, places: Iterable[Moved]) -> None:
        """Write where the records of the archive are now; ``collect`` comes first."""
        rows = [one._asdict() for one in places]
        if rows:
            with registered(self._connection, {"incoming_place": pa.Table.from_pylist(rows, schema=_PLACE)}):
                self._run("moved")

    def delete(self) -> None:
        """Delete every row of the articles; ``collect`` comes first. Copies and stories of others are not looked at."""
        with self._doomed.known_to(self._connection):
            for name in ("index_gone", "stories_gone", "rows_gone"):
                self._run(name)
            for relation, column in self._rows("owned"):
                query = statement("forget/delete_owned").format(relation=relation, column=column)
                self._connection.execute(query).fetchall()
            self._run("aged_rows_gone")
        if self._doomed.source_id is not None:
            for (relation,) in self._rows("of_one_source"):
                query = statement("forget/delete_of_source").format(relation=relation)
                self._connection.execute(query, {"source_id": self._doomed.source_id}).fetchall()

    def _run(self, name: str) -> None:
        self._connection.execute(statement(f"forget/{name}")).fetchall()

    def _rows(self, name: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement(f"forget/{name}")).fetchall()


def record(
    connection: duckdb.DuckDBPyConnection, removal_id: str, kind: str, now: datetime, counted: Mapping[str, int]
) -> None:
    """Write that a removal was carried out; ``counted`` has the numbers of articles and exchanges."""
    row = {"removal_id": removal_id, "kind": kind, "now": now, "code_version": __version__, **counted}
    connection.execute(statement("forget/record"), row).fetchall()


def is_done(connection: duckdb.DuckDBPyConnection, removal_id: str) -> bool:
    """Say whether a removal was carried out."""
    return bool(connection.execute(statement("forget/done"), {"removal_id": removal_id}).fetchall()[0][0])


def _values(found: Collection[str]) -> pa.Table:
    return pa.table({"value": pa.array(sorted(found), pa.string())})


def leasable(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return every source that a run may take."""
    return sorted(source for (source,) in connection.execute(statement("forget/held_by_runs")).fetchall())

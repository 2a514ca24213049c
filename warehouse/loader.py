"""Loads one batch inside the transaction that is open: fetches, articles, decisions, rejects, cursors, all or nothing.

A load can be repeated at any time. The very batch that was committed before is recognised by its fingerprint; another
batch with the same articles finds their hashes stored and writes nothing in ``core``. Which articles are written is
therefore decided first, on ids and hashes alone: rows are made of those only.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import starmap

import duckdb

from transforms import __version__
from transforms.records import Batch
from warehouse.registering import registered
from warehouse.rows import Row
from warehouse.sqlfiles import statement
from warehouse.staging import Fresh, Staged, arrow, batch_id, candidates, decided, incoming, incoming_state, numbered
from warehouse.tag_rows import BRIDGES


@dataclass(frozen=True, slots=True)
class LoadCounts:
    """Rows that a load added or changed. ``articles_*``, ``versions`` and what follows them are rows of ``core``."""

    fetches: int = 0
    rights: int = 0
    articles_new: int = 0
    articles_updated: int = 0
    versions: int = 0
    tags: int = 0
    flags: int = 0
    rejects: int = 0
    cursors: int = 0
    leads: int = 0
    pending: int = 0
    settled: int = 0


def load(connection: duckdb.DuckDBPyConnection, batch: Batch) -> LoadCounts:
    """Write a batch; return what was added or changed, all zero where everything was here already."""
    identity = batch_id(batch)
    if _known(connection, [identity]):
        return LoadCounts()
    staged = _stage(connection, batch)
    tables = decided(incoming(batch, staged), staged)
    if staged.updated:
        tables["staged"] = staged.table
    with registered(connection, tables):
        counts = _Loading(connection, frozenset(tables)).run(staged)
    _record(connection, [_batch_row(identity, batch, counts)])
    return counts


def load_states(connection: duckdb.DuckDBPyConnection, batches: Sequence[Batch]) -> None:
    """Write batches without articles, of one run or several sources, as if they were one.

    An idle poll writes a row or two, and a statement costs as much for one row as for hundreds: this is what makes
    polling many sources cheap.

    Raises:
        ValueError: a batch has articles.
    """
    if any(batch.items for batch in batches):
        raise ValueError("batches with articles are loaded one by one")
    identities = {batch_id(batch): batch for batch in batches}
    known = _known(connection, identities)
    fresh = {identity: batch for identity, batch in identities.items() if identity not in known}
    tables = incoming_state(list(fresh.values()))
    with registered(connection, tables):
        _Loading(connection, frozenset(tables)).run(Staged())
    counted = {one: LoadCounts(fetches=len(b.fetches), rejects=len(b.rejects)) for one, b in fresh.items()}
    _record(connection, [_batch_row(one, batch, counted[one]) for one, batch in fresh.items()])


class _Loading:
    """One load under way: a connection and the names of the tables that have rows to read."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, tables: frozenset[str]) -> None:
        self._connection = connection
        self._tables = tables

    def run(self, staged: Staged) -> LoadCounts:
        """Write everything, in the order that the statements need; return what was written."""
        if staged.updated:
            self._connection.execute(statement("load/replaced")).fetchall()
        self._step("article")
        return LoadCounts(
            fetches=self._step("fetch"),
            rights=self._step("rights"),
            articles_new=staged.new,
            articles_updated=staged.updated,
            versions=self._step("version"),
            tags=sum(map(self._step, BRIDGES)),
            flags=self._step("article_flag"),
            rejects=self._step("reject"),
            cursors=self._step("cursor"),
            leads=self._step("lead"),
            settled=self._step("settled"),
            pending=self._step("pending"),
        )

    def _step(self, name: str) -> int:
        """Run one statement if it has rows to read; return how many rows it wrote or deleted."""
        if f"incoming_{name}" not in self._tables:
            return 0
        return int(self._connection.execute(statement(f"load/{name}")).fetchall()[0][0])


def _stage(connection: duckdb.DuckDBPyConnection, batch: Batch) -> Staged:
    """Decide which items of a batch are written, and as which versions."""
    offered = candidates(batch)
    if not offered.num_rows:
        return Staged()
    with registered(connection, {"candidate": offered}):
        stored = dict(connection.execute(statement("load/stage")).fetchall())
    items = offered.column("item").to_pylist()
    fresh = [Fresh(item, None, None) for item in items if item not in stored]
    changed = [place for place, item in enumerate(items) if stored.get(item) is False]
    if changed:
        with registered(connection, {"changed": offered.take(changed)}):
            fresh += starmap(Fresh, connection.execute(statement("load/stage_changed")).fetchall())
            fresh.sort()
    return numbered(batch, fresh)


def _known(connection: duckdb.DuckDBPyConnection, identities: Collection[str]) -> set[str]:
    """Return which of the batches have been committed before."""
    wanted = {"wanted": list(identities)}
    return {identity for (identity,) in connection.execute(statement("load/batch_known"), wanted).fetchall()}


def _batch_row(identity: str, batch: Batch, counts: LoadCounts) -> Row:
    return {
        "batch_id": identity,
        "run_id": batch.run_id,
        "source_id": batch.source_id,
        "loaded_at": batch.loaded_at,
        "articles": len(batch.items),
        "articles_new": counts.articles_new,
        "articles_updated": counts.articles_updated,
        "fetches": counts.fetches,
        "rejects": counts.rejects,
        "code_version": __version__,
    }


def _record(connection: duckdb.DuckDBPyConnection, rows: Sequence[Row]) -> None:
    with registered(connection, {"incoming_batch": arrow("batch", rows)}):
        connection.execute(statement("load/batch")).fetchall()

"""One open transaction on the warehouse: everything that the flows read and write goes through its methods."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import duckdb

from transforms.records import (
    Batch,
    Changes,
    Cursor,
    Deletion,
    Known,
    KnownArticle,
    Lead,
    RunRecord,
    SiteVisits,
    Wording,
)
from warehouse import history, lookup, tombstones
from warehouse.history import Uncompared
from warehouse.loader import LoadCounts, load, load_states
from warehouse.registering import registered
from warehouse.sources import SourceRow
from warehouse.sqlfiles import statement
from warehouse.staging import arrow, source_table


@dataclass(frozen=True, slots=True)
class LeaseAnswer:
    """What came of asking for a lease: ours, unless ``kept_by`` names another holder.

    ``taken_from`` names the holder who let it run out or died, and from whom it was taken over.
    """

    kept_by: str | None = None
    taken_from: str | None = None


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is stored of a source: listings by key, leads to try again, and articles to visit again with their URLs."""

    cursors: dict[str, Cursor]
    pending: tuple[Lead, ...]
    revisits: tuple[tuple[str, KnownArticle], ...]


class Session:
    """A transaction that ``Warehouse.write`` or ``Warehouse.read`` opened and will end.

    ``connection`` is for the rooms' own modules (checks, publishing) and for tests.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def known(
        self,
        article_ids: Collection[str] = (),
        url_keys: Collection[str] = (),
        source_id: str | None = None,
    ) -> Known:
        """Return the old state of the given articles and leads. ``url_keys`` need ``source_id``."""
        return lookup.known(self.connection, article_ids, url_keys, source_id)

    def words(self, article_ids: Collection[str]) -> dict[str, Wording]:
        """Return what the current versions of articles say, by article id."""
        return history.words(self.connection, article_ids)

    def uncompared(self, most: int) -> list[Uncompared]:
        """Return versions that have not been compared with the one before, at most so many."""
        return history.uncompared(self.connection, most)

    def write_changes(self, found: Sequence[tuple[Uncompared, Changes]]) -> None:
        """Store what versions changed of the one before."""
        history.write_changes(self.connection, found)

    def open_deletions(self, article_ids: Collection[str]) -> dict[str, Deletion]:
        """Return the disappearances of articles that no visit has ended, by article id."""
        return history.open_deletions(self.connection, article_ids)

    def site_visits(self, source_id: str, since: datetime, gone: Collection[str]) -> SiteVisits:
        """Return how the known articles of a source were found since then; ``gone`` are those gone just now."""
        return history.site_visits(self.connection, source_id, since, gone)

    def forgotten(self, source_id: str, url_keys: Collection[str]) -> set[str]:
        """Return those of the URL keys whose articles must not be collected for the source (again)."""
        return tombstones.forgotten(self.connection, source_id, url_keys)

    def forgotten_sources(self, source_ids: Collection[str]) -> set[str]:
        """Return those of the sources that must not be collected (again) at all."""
        return tombstones.forgotten_sources(self.connection, source_ids)

    def remembered(self) -> set[str]:
        """Return the digests of all that must not be collected (again)."""
        return {one.digest for one in tombstones.tombstones(self.connection)}

    def write_deletions(self, deletions: Sequence[Deletion]) -> None:
        """Add disappearances, or rewrite those that are known."""
        history.write_deletions(self.connection, deletions)

    def cursors(self, source_id: str) -> dict[str, Cursor]:
        """Return the state of a source's listings by listing key."""
        return lookup.cursors(self.connection, [source_id])[source_id]

    def pending(self, source_id: str) -> tuple[Lead, ...]:
        """Return the leads of a source to try again, longest waiting first."""
        return tuple(lookup.pending(self.connection, [source_id])[source_id])

    def states(self, source_ids: Collection[str], now: datetime) -> dict[str, SourceState]:
        """Return what a harvest of each source begins with."""
        cursors = lookup.cursors(self.connection, source_ids)
        pending = lookup.pending(self.connection, source_ids)
        revisits = lookup.revisits(self.connection, source_ids, now)
        return {one: SourceState(cursors[one], tuple(pending[one]), tuple(revisits[one])) for one in source_ids}

    def runs(self, run_ids: Collection[str]) -> tuple[RunRecord, ...]:
        """Return the given runs in the order in which they began; unknown ids are left out."""
        return lookup.runs(self.connection, run_ids)

    def load(self, batch: Batch) -> LoadCounts:
        """Write a batch; return the rows added or changed. Repeating it writes nothing."""
        return load(self.connection, batch)

    def load_states(self, batches: Sequence[Batch]) -> None:
        """Write batches without articles as if they were one. Repeating it writes nothing."""
        load_states(self.connection, batches)

    def upsert_sources(self, rows: Sequence[SourceRow]) -> None:
        """Write the configured sources; rows that are equal already are left alone."""
        if not rows:
            return
        with registered(self.connection, {"incoming_source": source_table(rows)}):
            self.connection.execute(statement("load/source")).fetchall()

    def write_runs(self, runs: Sequence[RunRecord]) -> None:
        """Record how runs began, or how they ended in the place of their beginning."""
        if not runs:
            return
        with registered(self.connection, {"incoming_run": arrow("run", map(asdict, runs))}):
            self.connection.execute(statement("load/run")).fetchall()

    def end_dead_run(self, run_id: str, source_id: str, now: datetime) -> None:
        """Record that a run which was killed did not end; one that did end is left as it is."""
        ended = {"run_id": run_id, "source_id": source_id, "now": now}
        self.connection.execute(statement("load/run_ended"), ended).fetchall()

    def acquire_leases(
        self,
        source_ids: Collection[str],
        holder: str,
        now: datetime,
        ttl: timedelta,
        is_alive: Callable[[str], bool],
    ) -> dict[str, LeaseAnswer]:
        """Take or renew the leases of sources until ``now + ttl``; return what came of it by source.

        A lease that has run out, and one whose holder is not alive by ``is_alive(holder)``, is taken over.
        """
        before = lookup.leases(self.connection, source_ids, now)
        others = {source_id: lease for source_id, lease in before.items() if lease.holder != holder}
        kept = {source_id for source_id, lease in others.items() if lease.holds and is_alive(lease.holder)}
        parameters = {"holder": holder, "now": now, "expires_at": now + ttl}
        self._for_wanted("load/lease", set(source_ids) - kept, **parameters)
        answers = dict.fromkeys(source_ids, LeaseAnswer())
        for source_id, lease in others.items():
            answers[source_id] = (
                LeaseAnswer(kept_by=lease.holder) if source_id in kept else LeaseAnswer(taken_from=lease.holder)
            )
        return answers

    def release_leases(self, source_ids: Collection[str], holder: str) -> None:
        """Give the leases of sources back; those that somebody else holds are left alone."""
        self._for_wanted("load/lease_release", source_ids, holder=holder)

    def _for_wanted(self, path: str, values: Collection[str], **parameters: Any) -> None:
        """Run a statement that reads the values as table ``wanted``; no values, no statement."""
        if values:
            with registered(self.connection, {"wanted": arrow("wanted", ({"value": one} for one in values))}):
                self.connection.execute(statement(path), parameters).fetchall()

"""One open transaction on the warehouse: everything that the flows read and write goes through its methods."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

import duckdb

from transforms.records import Batch, Cursor, Known, Lead, RunRecord
from warehouse import lookup
from warehouse.loader import LoadCounts, load
from warehouse.registering import registered
from warehouse.sources import SourceRow
from warehouse.sqlfiles import statement
from warehouse.staging import source_table


class Session:
    """A transaction that ``Warehouse.write`` or ``Warehouse.read`` opened and will end.

    ``connection`` is for the rooms' own modules (checks, publishing) and for tests.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def known(
        self,
        article_ids: Collection[str] = (),
        content_keys: Collection[str] = (),
        url_keys: Collection[str] = (),
        source_id: str | None = None,
    ) -> Known:
        """Return the old state of the given articles, texts and leads. ``url_keys`` need ``source_id``."""
        return lookup.known(self.connection, article_ids, content_keys, url_keys, source_id)

    def cursors(self, source_id: str) -> dict[str, Cursor]:
        """Return the state of a source's listings by listing key."""
        return lookup.cursors(self.connection, source_id)

    def pending(self, source_id: str) -> tuple[Lead, ...]:
        """Return the leads of a source to try again, longest waiting first."""
        return lookup.pending(self.connection, source_id)

    def runs(self, run_ids: Collection[str]) -> tuple[RunRecord, ...]:
        """Return the given runs in the order in which they began; unknown ids are left out."""
        return lookup.runs(self.connection, run_ids)

    def load(self, batch: Batch) -> LoadCounts:
        """Write a batch; return the rows added or changed. Repeating it writes nothing."""
        return load(self.connection, batch)

    def upsert_sources(self, rows: Sequence[SourceRow]) -> None:
        """Write the configured sources; rows that are equal already are left alone."""
        if not rows:
            return
        with registered(self.connection, {"incoming_source": source_table(rows)}):
            self.connection.execute(statement("load/source")).fetchall()

    def start_run(self, run: RunRecord) -> None:
        """Record that a run has begun."""
        self._write_run(run)

    def finish_run(self, run: RunRecord) -> None:
        """Record how a run ended, in the place of its beginning."""
        self._write_run(run)

    def acquire_lease(
        self,
        source_id: str,
        holder: str,
        now: datetime,
        ttl: timedelta,
        is_alive: Callable[[str], bool],
    ) -> str | None:
        """Take or renew the lease of a source until ``now + ttl``.

        Returns None when it is ours, else the holder who keeps it. A lease that has run out, and one whose holder is
        not alive by ``is_alive(holder)``, is taken over.
        """
        held = self.connection.execute(statement("queries/lease"), {"source_id": source_id, "now": now}).fetchall()
        if held and held[0][0] != holder and is_alive(held[0][0]):
            return str(held[0][0])
        lease = {"source_id": source_id, "holder": holder, "now": now, "expires_at": now + ttl}
        self.connection.execute(statement("load/lease"), lease).fetchall()
        return None

    def release_lease(self, source_id: str, holder: str) -> None:
        """Give the lease of a source back; a lease that somebody else holds is left alone."""
        self.connection.execute(statement("load/lease_release"), {"source_id": source_id, "holder": holder}).fetchall()

    def _write_run(self, run: RunRecord) -> None:
        self.connection.execute(statement("load/run"), asdict(run)).fetchall()

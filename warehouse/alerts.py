"""What was told of sources that broke or recovered, by channel: ``ops.alert``, beside the verdicts of ``health``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb

from transforms.alerting import Change, Told
from warehouse.reading import rows_of
from warehouse.registering import registered
from warehouse.rows import Row
from warehouse.sqlfiles import statement
from warehouse.staging import arrow


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that a channel could not be told yet: since when and how often that was tried, and why it failed."""

    channel: str
    source_id: str
    event: str
    tried_at: datetime
    attempts: int
    error: str | None


def last_told(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, Told]]:
    """Return what each channel was told last, by source."""
    found: dict[str, dict[str, Told]] = {}
    for row in rows_of(connection, "alerts/told"):
        channel, source_id = row.pop("channel"), row.pop("source_id")
        found.setdefault(channel, {})[source_id] = Told(**row)
    return found


def waiting_alerts(connection: duckdb.DuckDBPyConnection) -> list[Waiting]:
    """Return what could not be told yet."""
    return [Waiting(**row) for row in rows_of(connection, "alerts/waiting")]


def record_alerts(
    connection: duckdb.DuckDBPyConnection, channel: str, changes: Sequence[Change], now: datetime, error: str | None
) -> None:
    """Record that a channel was told of changes, or (``error``) that and why it could not be."""
    before = {(one.source_id, one.event): one for one in waiting_alerts(connection) if one.channel == channel}
    connection.execute(statement("alerts/no_longer_waiting"), {"channel": channel}).fetchall()
    rows = [_row(channel, change, before, now, error) for change in changes]
    with registered(connection, {"incoming_alert": arrow("alert", rows)}):
        connection.execute(statement("alerts/record")).fetchall()


def _row(
    channel: str, change: Change, before: Mapping[tuple[str, str], Waiting], now: datetime, error: str | None
) -> Row:
    verdict = change.verdict
    earlier = before.get((verdict.source_id, change.event))
    return {
        "channel": channel,
        "source_id": verdict.source_id,
        "event": change.event,
        "severity": verdict.severity,
        "kind": verdict.kind,
        "cause": verdict.cause,
        "since": change.since,
        "tried_at": earlier.tried_at if earlier else now,
        "attempts": (earlier.attempts if earlier else 0) + 1,
        "told_at": None if error else now,
        "error": error,
    }

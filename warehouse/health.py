"""What the doctor judges by: the histories of all sources, read from runs, cursors, rejects and exchanges.

Each part of a history is one query for all sources, so that 50 sources cost as many queries as one. The verdict is
``transforms.health``'s; it is stored here, in ``ops.verdict``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

import duckdb

from transforms.symptoms.history import Failure, History, ListingState, PageCounts, Verdict
from transforms.symptoms.yields import BLINK, HORIZON
from warehouse.reading import rows_of
from warehouse.registering import registered
from warehouse.rows import Row
from warehouse.sqlfiles import statement
from warehouse.staging import arrow

# The latest visits and articles tell how pages are now: so many, and none older than this.
RECENT = 30
RECENT_DAYS = timedelta(days=7)

_Rows = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    """A verdict as it stands in the warehouse, and since when it is of its kind."""

    verdict: Verdict
    since: datetime


def read_histories(connection: duckdb.DuckDBPyConnection, now: datetime) -> dict[str, tuple[History, str]]:
    """Return the history of every source that was ever harvested, by id, with the schedule that it last had."""
    since, recently = now - HORIZON, now - RECENT_DAYS
    parts = {
        "listings": _by_source(connection, "health/listings", since=since),
        "visits": _by_source(connection, "health/visits", since=recently, most=RECENT),
        "pages": _by_source(connection, "health/pages", since=since, most=RECENT),
        "arrivals": _by_source(connection, "health/arrivals", since=since),
        "watched": _by_source(connection, "health/watched", since=since, blink=int(BLINK.total_seconds())),
        "answers": _by_source(connection, "health/answers", since=recently),
        "unmet": _by_source(connection, "checks/fewer_than_expected", now=now),
    }
    sources = rows_of(connection, "health/sources", now=now)
    return {row["source_id"]: (_history(row, parts), row["schedule"]) for row in sources}


def _by_source(connection: duckdb.DuckDBPyConnection, path: str, **parameters: Any) -> _Rows:
    found: _Rows = {}
    for row in rows_of(connection, path, **parameters):
        found.setdefault(row["source_id"], []).append(row)
    return found


def _history(source: Row, parts: dict[str, _Rows]) -> History:
    def of(name: str) -> list[Row]:
        return parts[name].get(source["source_id"], [])

    visits = of("visits")
    counts = {row["is_recent"]: _pages(row) for row in of("pages")}
    answers, unmet = of("answers"), of("unmet")
    newest = source["newest"]
    return History(
        source_id=source["source_id"],
        enabled=source["enabled"],
        country=source["country"],
        homepage=source["homepage"],
        first_run_at=source["first_run_at"],
        last_run_at=source["last_run_at"],
        last_state=source["last_state"],
        last_message=source["last_message"],
        listings=tuple(map(_listing, of("listings"))),
        good_visits=sum(row["count"] for row in visits if row["reason"] is None),
        bad_visits=tuple(_failure(row, row["count"]) for row in visits if row["reason"] is not None),
        pages=counts.get(True, PageCounts()),
        pages_before=counts.get(False, PageCounts()),
        arrivals=tuple(arrival for row in of("arrivals") for arrival in _arrivals(row)),
        watched=tuple((row["first"], row["last"]) for row in of("watched")),
        unmet=unmet[0]["detail"] if unmet else None,
        newest=datetime.combine(newest, time(), UTC) if newest else None,
        answer_ms=answers[0]["answer_ms"] if answers else None,
        answers=answers[0]["answers"] if answers else 0,
    )


def _arrivals(row: Row) -> Iterator[tuple[datetime, int]]:
    for hour, count in zip(row["hours"], row["counts"], strict=True):
        yield datetime.fromtimestamp(hour, UTC), count


def _listing(row: Row) -> ListingState:
    failure = _failure(row, row["runs"]) if row["reason"] is not None else None
    return ListingState(row["listing"], row["kind"], row["read_at"], row["changed_at"], row["items"], failure)


def _failure(row: Row, count: int) -> Failure:
    return Failure(row["reason"], row["detail"], row["url"], row["status"], row["since"], count)


def _pages(row: Row) -> PageCounts:
    return PageCounts(**{name: value for name, value in row.items() if name not in ("source_id", "is_recent")})


def record_verdicts(connection: duckdb.DuckDBPyConnection, verdicts: Sequence[Verdict], now: datetime) -> None:
    """Store verdicts; the beginning of an incident stays as long as its kind does."""
    if verdicts:
        with registered(connection, {"incoming_verdict": arrow("verdict", _rows(verdicts, now))}):
            connection.execute(statement("health/record")).fetchall()


def stored_verdicts(connection: duckdb.DuckDBPyConnection) -> dict[str, StoredVerdict]:
    """Return the stored verdicts by source."""
    return {row["source_id"]: _stored(row) for row in rows_of(connection, "health/verdicts")}


def _stored(row: Row) -> StoredVerdict:
    since = row.pop("since")
    row.pop("judged_at")
    return StoredVerdict(Verdict(**row | {"evidence": tuple(row["evidence"])}), since)


def _rows(verdicts: Sequence[Verdict], now: datetime) -> Iterator[Row]:
    for verdict in verdicts:
        yield asdict(verdict) | {"judged_at": now}

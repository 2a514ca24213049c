"""How far a reparse has come: its row in ``ops.reparse``, written in the transaction of every batch."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import duckdb

from warehouse.reading import rows_of
from warehouse.reparse_pages import Choice, Place
from warehouse.sqlfiles import statement


@dataclass(frozen=True, slots=True)
class Job:
    """A reparse of a source with certain code: who does it, and how far it has come (``place``)."""

    choice: Choice
    code: str
    code_version: str
    holder: str
    started_at: datetime
    updated_at: datetime
    finished_at: datetime | None = None
    place: Place | None = None
    pages: int = 0


def stored_job(connection: duckdb.DuckDBPyConnection, choice: Choice, code: str, code_version: str) -> Job | None:
    """Return the job of a source, code and choice as it was last written, None where there is none."""
    rows = rows_of(connection, "reparse/job", **_key(choice, code))
    if not rows:
        return None
    (row,) = rows
    place = (row.pop("place_file"), row.pop("place_offset"), row.pop("place_fetch_id"))
    return Job(choice, code, code_version, place=Place(*place) if place[0] is not None else None, **row)


def write_job(connection: duckdb.DuckDBPyConnection, job: Job) -> None:
    """Write a job as it stands, in the place of what was written of it before."""
    key = _key(job.choice, job.code)
    connection.execute(statement("reparse/job_gone"), key).fetchall()
    values = {name: value for name, value in asdict(job).items() if name not in ("choice", "place")}
    place = job.place or Place(None, None, None)  # type: ignore[arg-type]  # NULL in all three columns
    values |= {f"place_{name}": value for name, value in place._asdict().items()}
    connection.execute(statement("reparse/job_written"), key | values).fetchall()


def _key(choice: Choice, code: str) -> dict[str, Any]:
    return {"source_id": choice.source_id, "code": code, "since": choice.since, "before": choice.before}

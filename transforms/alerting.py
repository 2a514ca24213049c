"""Which sources somebody has to be told of: those that broke since they were last told, and those that recovered.

What was told last is compared with how things are, not one verdict with the next. So nothing is told twice, however
often it is asked, nothing is missed when a message could not be sent, and a source that was ill for a moment between
two messages is nobody's business. An incident that changes its kind (no answer, then 403) is still the same incident.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from transforms.symptoms.history import Kind, Severity, Verdict

Event = Literal["broken", "recovered"]
# How grave a verdict is; what is merely worth knowing is no incident, and silence that is usual is not even that.
_RANK: dict[Severity, int] = {"ok": 0, "note": 0, "part": 1, "broken": 2}


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody was told last of a source: event, verdict, since when it was that, and when it was told."""

    event: Event
    severity: Severity
    kind: Kind
    since: datetime
    told_at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """A source that broke or recovered: its verdict, since when it is that, and what was told of it before."""

    event: Event
    verdict: Verdict
    since: datetime
    before: Told | None = None


def due_changes(
    verdicts: Iterable[tuple[Verdict, datetime]],
    told: Mapping[str, Told],
    now: datetime,
    *,
    level: Severity = "broken",
    patience: timedelta = timedelta(0),
) -> tuple[Change, ...]:
    """Return what has to be told, what broke first.

    Args:
        verdicts: the verdict on each source, and since when it is that.
        told: what was told last, by source.
        now: the time.
        level: the least severity of an incident, ``part`` or ``broken``. With ``part``, a source that goes from broken
            in part to broken is told of again.
        patience: how long a source has to be ill before it is told of; recoveries are told at once.
    """
    found = []
    for verdict, since in verdicts:
        before = told.get(verdict.source_id)
        known = _RANK[before.severity] if before is not None and before.event == "broken" else 0
        rank = _RANK[verdict.severity] if _RANK[verdict.severity] >= _RANK[level] else 0
        if rank > known and now - since >= patience:
            found.append(Change("broken", verdict, since, before))
        elif known and not rank:
            found.append(Change("recovered", verdict, since, before))
    return tuple(sorted(found, key=lambda change: (change.event, -_RANK[change.verdict.severity])))

"""``doctor``: how every source fares and why, from what its runs have left in the warehouse; nothing is asked for.

The history of each source is read in a few queries (``warehouse.health``), put beside what its source file says now,
and judged by a pure function (``transforms.health``). The same verdicts are stored whenever a snapshot is published,
so that ``mart.source_health`` holds them too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from flows.errors import CommandError
from scrapers.discover import listings
from scrapers.schedule import longest_gap
from scrapers.source import Source
from transforms.health import judge
from transforms.symptoms.history import History, Severity, Verdict
from warehouse.health import StoredVerdict, read_histories, record_verdicts, stored_verdicts
from warehouse.store import Session, Warehouse

# What lets ``khotin doctor`` exit with status 1.
ALARMING: tuple[Severity, ...] = ("part", "broken")


class Examined(NamedTuple):
    """A verdict, and since when the source has had one of its kind, as far as that was noted."""

    verdict: Verdict
    since: datetime | None


def examine(
    warehouse: Warehouse, sources: Mapping[str, Source], wanted: Sequence[str], now: datetime
) -> list[Examined]:
    """Judge the wanted sources, or all that are configured, the gravest verdicts first.

    Raises:
        CommandError: a wanted source is neither configured nor known to the warehouse.
    """
    with warehouse.read() as session:
        found = histories(session, sources, now)
        before = stored_verdicts(session.connection)
    unknown = [name for name in wanted if name not in found]
    if unknown:
        raise CommandError(f"no source {', '.join(map(repr, unknown))} (khotin sources lists them)")
    chosen = wanted or [source_id for source_id in found if source_id in sources]
    verdicts = [judge(found[source_id], now) for source_id in dict.fromkeys(chosen)]
    return [Examined(one, _since(one, before)) for one in sorted(verdicts, key=_gravity)]


def _since(verdict: Verdict, before: Mapping[str, StoredVerdict]) -> datetime | None:
    stored = before.get(verdict.source_id)
    return stored.since if stored is not None and stored.verdict.kind == verdict.kind else None


def _gravity(verdict: Verdict) -> tuple[int, str]:
    return ("broken", "part", "note", "ok").index(verdict.severity), verdict.source_id


def histories(session: Session, sources: Mapping[str, Source] | None, now: datetime) -> dict[str, History]:
    """Return the history of every source that was harvested or is configured, by id.

    What a source file says now counts for more than what it said at the last run: whether the source is enabled, its
    schedule, and which listings it has. Without ``sources`` the last run's word stands.
    """
    found = {}
    for source_id, (history, schedule) in read_histories(session.connection, now).items():
        source = sources.get(source_id) if sources is not None else None
        if source is not None:
            found[source_id] = _as_configured(history, source)
        else:
            found[source_id] = replace(history, enabled=history.enabled and sources is None, gap=longest_gap(schedule))
    fresh = (source for source in (sources or {}).values() if source.id not in found)
    return found | {one.id: _as_configured(History(one.id), one) for one in fresh}


def _as_configured(history: History, source: Source) -> History:
    """Put what the source file says into a history; listings that it no longer has are left out."""
    keys = {listing.key for listing in listings(source)}
    shards = any(spec.kind == "sitemap" for spec in source.discover)
    return replace(
        history,
        enabled=source.enabled,
        country=source.country,
        homepage=source.homepage,
        gap=longest_gap(source.schedule),
        listings=tuple(one for one in history.listings if one.key in keys or (shards and one.kind == "sitemap")),
    )


def note_verdicts(session: Session, sources: Mapping[str, Source] | None, now: datetime) -> None:
    """Judge every source that was harvested, and store the verdicts."""
    judged = [judge(history, now) for history in histories(session, sources, now).values() if history.last_run_at]
    record_verdicts(session.connection, judged, now)

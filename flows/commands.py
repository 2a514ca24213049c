"""The commands' bodies: choose the sources, open a workshop, do the work, report."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flows.backfill_routes import BEST, Via
from flows.errors import CommandError
from flows.report import Outcome, Report
from flows.settings import Settings
from flows.workshop import Workshop, choose_sources, open_workshop
from scrapers.address import is_loopback_name
from scrapers.selection import Selection
from scrapers.source import Source

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from flows.backfill_progress import Progress
    from flows.publishing import Published
    from flows.reparse import Progress as ReparseProgress
    from flows.reparse import Reparsing
    from flows.reparse_all import ReparseAll, Reparsed

Say = Callable[[str, str], None]


def needs_contact(source: Source) -> bool:
    """Say whether harvesting a source asks anything of another machine."""
    hosts = (urlsplit(discover.url).hostname for discover in source.discover if discover.kind != "folder")
    return any(not is_loopback_name(host or "") for host in hosts)


def require_contact(settings: Settings, sources: Sequence[Source]) -> None:
    """See that whoever runs a site can find out who asks.

    Raises:
        CommandError: no contact is set, and a source is not on loopback.
    """
    remote = [source.id for source in sources if needs_contact(source)]
    if remote and not settings.contact:
        raise CommandError(
            f"set KHOTIN_CONTACT (a mail address or URL) first: it goes into the User-Agent, so that {remote[0]}"
            f"{' and others' if len(remote) > 1 else ''} can reach you"
        )


def fetchable(settings: Settings, sources: Mapping[str, Source], wanted: Sequence[str]) -> list[Source]:
    """Return the wanted sources, or all enabled ones, where everything is said that fetching them takes.

    Raises:
        CommandError: an unknown source, nothing to fetch, or no contact.
    """
    chosen = list(choose_sources(sources, wanted))
    require_contact(settings, chosen)
    return chosen


async def harvest_now(
    settings: Settings, sources: Mapping[str, Source], wanted: Sequence[str], say: Say, *, only_due: bool = False
) -> Report:
    """Harvest the wanted sources, or all enabled ones, as one flow run; then publish, and tell who wants to be told."""
    chosen = fetchable(settings, sources, wanted)
    from flows.alerts import send_due_alerts
    from flows.harvest_flow import run_sources

    async with open_workshop(settings, sources, report=say) as shop:
        report = await run_sources(shop, [source.id for source in chosen], only_due=only_due)
    untold = await asyncio.to_thread(send_due_alerts, settings, sources)
    if untold:
        say("alerts", untold)
    return report


async def backfill_now(
    settings: Settings,
    sources: Mapping[str, Source],
    wanted: Sequence[str],
    days: tuple[date, date],
    say: Say,
    *,
    via: Via = BEST,
    progress: Progress | None = None,
) -> Report:
    """Backfill the wanted sources over ``days``, first and last, both inclusive; then publish."""
    chosen = choose_sources(sources, wanted)
    if via.path is not None:
        async with open_workshop(settings, sources, report=say) as shop:
            return await _backfill_from_warc(shop, chosen, via.path, days)
    require_contact(settings, chosen)
    from flows.backfill_progress import unseen
    from flows.harvest_flow import run_backfills

    async with open_workshop(settings, sources, report=say) as shop:
        return await run_backfills(shop, [source.id for source in chosen], days, via.route, progress or unseen)


async def _backfill_from_warc(shop: Workshop, chosen: Sequence[Source], path: Path, days: tuple[date, date]) -> Report:
    """Load what was captured of the sources' sites on ``days``, one source after the other."""
    from flows.ingest import ingest

    outcomes: list[Outcome] = []
    published: Published | None = None
    for source in chosen:
        host = (urlsplit(source.homepage).hostname or "").removeprefix("www.")
        report = await ingest(shop, [path], source.id, Selection((host,), *days))
        outcomes += report.outcomes
        published = report.published
    return Report(tuple(outcomes), published)


async def ingest_now(
    settings: Settings,
    sources: Mapping[str, Source],
    paths: Sequence[Path],
    source_id: str,
    *,
    selection: Selection,
    say: Say,
) -> Report:
    """Load documents; then publish. No flow run: nothing is fetched, and Prefect's start would be most of the time."""
    from flows.ingest import ingest

    async with open_workshop(settings, sources, report=say) as shop:
        return await ingest(shop, paths, source_id, selection)


async def reparse_now(
    settings: Settings,
    sources: Mapping[str, Source],
    source_ids: Sequence[str],
    what: Reparsing,
    *,
    say: Say,
    progress: ReparseProgress,
    pool: Executor,
    as_flow: bool,
) -> Reparsed:
    """Bring what is stored of sources to what today's code makes of their archived pages; then publish.

    The pages are read in ``pool``; it is a flow run if ``as_flow``, for which there has to be a Prefect server.
    """
    async with open_workshop(settings, sources, report=say) as shop:
        return await _way_of_reparse(as_flow=as_flow)(shop, source_ids, what, progress, pool)


def _way_of_reparse(*, as_flow: bool) -> ReparseAll:
    if as_flow:
        from flows.reparse_flow import run_reparse

        return run_reparse
    from flows.reparse_all import reparse_all

    return reparse_all

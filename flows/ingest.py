"""Documents that are already here: files and WARC archives through the same steps as scraped pages.

Reading and archiving go on in this process, parsing and cleaning in a pool of processes fed with small groups, and
every ``batch_size`` documents are loaded in one transaction. Memory is bounded by the groups in flight, not by the
number of documents.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from flows.errors import CommandError
from flows.forgotten import Remembered
from flows.harvest import load_visits
from flows.interpret import Visit, interpret
from flows.lease import leased
from flows.pool import GROUP, groups_of, in_order, page_pool
from flows.publishing import check_and_publish
from flows.report import Report
from flows.source_run import Verdict, recorded, source_row
from flows.tally import Count, Tally
from flows.threads import to_the_end
from flows.workshop import Workshop
from scrapers.files import Document, Skipped, read_documents
from scrapers.selection import EVERYTHING, Selection
from scrapers.source import Source
from transforms.records import Article, BoilerplateProfile, Page, Reject, RunState
from warehouse.store import SourceRow

DEFAULT_SOURCE = "documents"


def interpret_all(
    pages: Sequence[Page], source: Source | None, profile: BoilerplateProfile | None
) -> list[Article | Reject]:
    """Interpret a group of pages; runs in a process of the pool."""
    return [interpret(page, source, profile) for page in pages]


def _visits(group: Sequence[Document | Reject], outcomes: Sequence[Article | Reject]) -> Iterator[Visit]:
    """Join documents with what became of their pages; a file that could not be read is a reject already."""
    results = iter(outcomes)
    for document in group:
        if isinstance(document, Reject):
            yield Visit(fetches=(), rejects=(document,))
            continue
        outcome = next(results)
        if isinstance(outcome, Reject):
            yield Visit(fetches=(document.fetch,), rejects=(outcome,))
        else:
            yield Visit(fetches=(document.fetch,), article=outcome)


def _interpreted(
    documents: Iterator[Document | Reject],
    source: Source | None,
    profile: BoilerplateProfile | None,
    pool: Executor,
    ahead: int,
    *,
    before_waiting: Callable[[], None],
) -> Iterator[Visit]:
    """Interpret documents in the pool, in order, with at most ``ahead`` groups in flight."""

    def submit(group: Sequence[Document | Reject]) -> Future[list[Article | Reject]]:
        pages = [document.page for document in group if isinstance(document, Document)]
        return pool.submit(interpret_all, pages, source, profile)

    read = in_order(submit, groups_of(documents, GROUP), ahead, before_waiting=before_waiting)
    for group, outcomes in read:
        yield from _visits(group, outcomes)


def _of_source(selection: Selection, source: Source | None) -> Selection:
    """Return what is wanted of archives: days in the time zone of a configured source, and only URLs that it allows."""
    return replace(selection, zone=ZoneInfo(source.timezone), urls=source.urls) if source else selection


def _documents(
    shop: Workshop, source_id: str, paths: Sequence[Path], selection: Selection, passed_over: list[str]
) -> Iterator[Document | Reject]:
    """Read the documents; what was passed over is put into words."""
    read = read_documents(
        paths,
        archive=shop.archive,
        clock=shop.clock,
        run_id=shop.run_id,
        source_id=source_id,
        selection=_of_source(selection, shop.sources.get(source_id)),
        is_forgotten=partial(_is_forgotten, shop.remembered, source_id),
    )
    for document in read:
        if isinstance(document, Skipped):
            passed_over.append(_in_words(document))
        else:
            yield document


def _is_forgotten(remembered: Remembered, source_id: str, address: str, body: bytes) -> bool:
    """Say whether a document must not be collected again, by its URL or the key of its file."""
    return remembered.has(address, source_id) or remembered.names(address, body, links=False)


def _in_words(skipped: Skipped) -> str:
    parts = [f"{skipped.files} other files"] if skipped.files else []
    if skipped.records:
        reasons = ", ".join(f"{reason} {count}" for reason, count in skipped.records)
        parts.append(f"{sum(count for _, count in skipped.records)} records ({reasons})")
    return f"passed over: {'; '.join(parts)}"


def _ingest(
    shop: Workshop, source_id: str, paths: Sequence[Path], selection: Selection, count: Count, *, stop: threading.Event
) -> str | None:
    """Load the documents, batch by batch; return in words what was passed over."""
    source, profile = shop.sources.get(source_id), shop.profiles.get(source_id)
    workers = shop.settings.workers or os.cpu_count() or 1
    passed_over: list[str] = []
    documents = _documents(shop, source_id, paths, selection, passed_over)
    with page_pool(workers) as pool, shop.warehouse.sitting() as sitting:
        # The warehouse file is not held while we wait for the pool.
        read = _interpreted(documents, source, profile, pool, workers * 2, before_waiting=sitting.rise)
        for visits in groups_of(read, shop.settings.batch_size):
            count.add(load_visits(shop, sitting, source_id, visits) + Tally(found=len(visits)))
            total = count.total
            shop.report(source_id, f"{total.found} documents: {total.new} new, {total.rejected} rejected so far")
            if stop.is_set():
                break
    return "; ".join(passed_over) or None


def row_of(shop: Workshop, source_id: str) -> SourceRow:
    """Return what the warehouse keeps of a source: of its file, or of a mere collection of documents."""
    source = shop.sources.get(source_id)
    return (
        source_row(source)
        if source
        else SourceRow(source_id, source_id, None, None, None, None, None, None, enabled=False)
    )


async def ingest(
    shop: Workshop, paths: Sequence[Path], source_id: str = DEFAULT_SOURCE, selection: Selection = EVERYTHING
) -> Report:
    """Load documents as the source ``source_id``, a configured one or a name for the collection; then publish.

    ``selection`` says which pages of WARC and JSON Lines files are wanted, by host and by day; a configured source adds
    its time zone and its URL patterns.

    Raises:
        CommandError: none of the paths exists.
    """
    if not any(path.exists() for path in paths):
        raise CommandError(f"no such file or folder: {', '.join(map(str, paths))}")

    async def work(count: Count) -> Verdict:
        async with leased(shop, source_id):
            stop = threading.Event()
            note = await to_the_end(lambda: _ingest(shop, source_id, paths, selection, count, stop=stop), stop)
        missing = [str(path) for path in paths if not path.exists()]
        state: RunState = "partial" if missing else "done"
        causes = (f"no such file: {', '.join(missing)}" if missing else None, note)
        return state, "; ".join(filter(None, causes)) or None

    outcome = await recorded(shop, row_of(shop, source_id), "ingest", None, work)
    return Report((outcome,), await asyncio.to_thread(check_and_publish, shop.warehouse, shop.clock(), shop.run_id))

"""Documents that are already here: files and WARC archives through the same steps as scraped pages.

Reading and archiving go on in this process, parsing and cleaning in a pool of processes fed with small groups, and
every ``batch_size`` documents are loaded in one transaction. Memory is bounded by the groups in flight, not by the
number of documents.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from flows.errors import CommandError
from flows.harvest import load_visits
from flows.interpret import Visit, interpret
from flows.lease import leased
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

T = TypeVar("T")

DEFAULT_SOURCE = "documents"

GROUP = 20  # pages handed to a process at once: some 100 ms of work, so that handing over costs little


def interpret_all(
    pages: Sequence[Page], source: Source | None, profile: BoilerplateProfile | None
) -> list[Article | Reject]:
    """Interpret a group of pages; runs in a process of the pool."""
    return [interpret(page, source, profile) for page in pages]


def _end_with_parent() -> None:
    """Let a process of the pool end as soon as the command does, also when that was killed and could tell nobody."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _pool(workers: int) -> Executor:
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _end_with_parent)


def _groups(things: Iterator[T], size: int) -> Iterator[list[T]]:
    while group := list(islice(things, size)):
        yield group


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
) -> Iterator[Visit]:
    """Interpret documents in the pool, in order, with at most ``ahead`` groups in flight."""
    waiting: deque[tuple[list[Document | Reject], Future[list[Article | Reject]]]] = deque()
    for group in _groups(documents, GROUP):
        pages = [document.page for document in group if isinstance(document, Document)]
        waiting.append((group, pool.submit(interpret_all, pages, source, profile)))
        if len(waiting) >= ahead:
            done, future = waiting.popleft()
            yield from _visits(done, future.result())
    while waiting:
        done, future = waiting.popleft()
        yield from _visits(done, future.result())


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
    )
    for document in read:
        if isinstance(document, Skipped):
            passed_over.append(_in_words(document))
        else:
            yield document


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
    with _pool(workers) as pool:
        for visits in _groups(_interpreted(documents, source, profile, pool, workers * 2), shop.settings.batch_size):
            count.add(load_visits(shop, source_id, visits) + Tally(found=len(visits)))
            total = count.total
            shop.report(source_id, f"{total.found} documents: {total.new} new, {total.rejected} rejected so far")
            if stop.is_set():
                break
    return "; ".join(passed_over) or None


def _row(shop: Workshop, source_id: str) -> SourceRow:
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

    outcome = await recorded(shop, _row(shop, source_id), "ingest", None, work)
    return Report((outcome,), await asyncio.to_thread(check_and_publish, shop.warehouse, shop.clock(), shop.run_id))

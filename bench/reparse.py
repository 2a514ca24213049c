"""Reparse: pages a second and core through today's code, and what reading, parsing, cleaning, tagging and writing take.

    python -m bench.reparse [SET …]

The pages are the real ones of ``../shared/bench/extraction``, ingested first. CPU is user and system time of this
process, all threads, in one run: each stage by itself over the same pages, then comparing with what is stored where
nothing changes, and comparing and writing where everything does. At last the whole command with all its processes, as
it is without a service (no Prefect server then), its start (a run that has nothing to do) stated apart. Absolute times
depend on the machine and on what else it does; the shares are what counts.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from bench.measure import SHARED, run
from flows.pool import COLLECT_AFTER, groups_of
from flows.remake import Redone, read_page, remake
from flows.reparse_batch import apply, weigh
from scrapers.parse import parse
from transforms.clean import clean
from transforms.records import Article, Batch, Page, ParsedArticle
from transforms.tag import tag
from warehouse.reparse_pages import ArchivedPage, Choice, archived_pages
from warehouse.store import Warehouse

HOME = SHARED / "bench" / "extraction" / "data"
SETS = ("fundus_publishers", "trafilatura_eval")
NOW = datetime(2026, 11, 22, tzinfo=UTC)
_BATCH = 500  # pages, as in the command
T = TypeVar("T")


def main() -> None:
    """Print what a page costs by stage, and pages a second and core."""
    if not HOME.is_dir():
        print(f"left out: {HOME} is not there")
        return
    parser = argparse.ArgumentParser(description="reparse of real pages")
    parser.add_argument("sets", nargs="*", metavar="SET", default=SETS, help=", ".join(SETS))
    gc.set_threshold(*COLLECT_AFTER)
    for name in parser.parse_args().sets:
        with tempfile.TemporaryDirectory() as folder:
            _set(name, Path(folder))


def _set(name: str, folder: Path) -> None:
    data = folder / "data"
    _ingest(name, folder / "pages.jsonl", data)
    warehouse = Warehouse(data)
    with warehouse.read() as session:
        pages = archived_pages(session.connection, Choice(name), None, sys.maxsize)
    _stages(pages, data / "archive", name)
    _writing(warehouse, pages, data / "archive")
    _command(data, len(pages))


def _ingest(name: str, file: Path, data: Path) -> None:
    with file.open("w", encoding="utf-8") as out:
        for line in (HOME / name / "pages.jsonl").read_text("utf-8").splitlines():
            page = json.loads(line)
            html = gzip.decompress((HOME / name / page["html_path"]).read_bytes()).decode("utf-8", "replace")
            out.write(json.dumps({"url": page["url"], "html": html, "fetched_at": NOW.isoformat()}) + "\n")
    _khotin("ingest", file, "--source", name, data=data)


def _khotin(*words: str | Path, data: Path) -> float:
    return run([Path(sys.executable).with_name("khotin"), *words, "--data", data]).cpu


def _stages(pages: Sequence[ArchivedPage], archive: Path, name: str) -> None:
    """Print what each stage takes by itself; the first pages are read twice, for what is read once and kept."""
    for page in pages[:20]:
        remake(page, archive, None, None)
    costs: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], T]) -> T:
        began = time.process_time()
        result = work()
        costs[stage] = time.process_time() - began
        return result

    read = timed("read", lambda: [read_page(page, archive) for page in pages])
    bodies = [page for page in read if isinstance(page, Page)]
    parsed = timed("parse", lambda: [parse(page) for page in bodies])
    whole = [one for one in parsed if isinstance(one, ParsedArticle) and one.is_article]
    cleaned = timed("clean", lambda: [clean(one) for one in whole])
    articles = [one for one in cleaned if isinstance(one, Article)]
    timed("tag", lambda: [tag(one) for one in articles])
    size = sum(len(page.body) for page in bodies) / len(bodies) / 1000
    print(f"{name}: {len(pages)} pages of {size:.0f} KB on average, {len(articles)} articles")
    total = sum(costs.values())
    for stage, cost in costs.items():
        print(f"  {stage:34} {cost / len(pages) * 1000:6.2f} ms a page, {100 * cost / total:3.0f} %")
    print(f"  {'all of them':34} {total / len(pages) * 1000:6.2f} ms a page, {len(pages) / total:.0f} pages/s a core")


def _writing(warehouse: Warehouse, pages: Sequence[ArchivedPage], archive: Path) -> None:
    """Print what the main process takes a page, where nothing changes and where everything does."""
    redone = [Redone(page, remake(page, archive, None, None)) for page in pages]
    same = _written(warehouse, redone)
    changed = _written(warehouse, list(map(_changed, redone)))
    print(f"  {'comparing, where nothing changes':34} {same / len(pages) * 1000:6.2f} ms a page")
    print(f"  {'and writing, where everything does':34} {changed / len(pages) * 1000:6.2f} ms a page")


def _changed(one: Redone) -> Redone:
    """Return a page as if the code of today read another text and other countries in it."""
    article, tags = one.remade
    if not isinstance(article, Article) or tags is None:
        return one
    other = replace(article, body=(*article.body, "One more paragraph."), content_hash=article.content_hash[::-1])
    return Redone(one.page, one.remade._replace(outcome=other, tags=replace(tags, countries=())))


def _written(warehouse: Warehouse, redone: Sequence[Redone]) -> float:
    began = time.process_time()
    for batch in groups_of(redone, _BATCH):
        with warehouse.write() as session:
            weighed = weigh(session, Batch("bench", batch[0].page.source_id, NOW), batch)
            apply(session, weighed, apply_rejects=False)
    return time.process_time() - began


def _command(data: Path, pages: int) -> None:
    """Print what the whole command takes, publishing included: it makes good what was changed above."""
    whole = _khotin("reparse", "--apply", data=data)
    start = _khotin("reparse", "--apply", data=data)
    page = (whole - start) / pages
    speed = f"{page * 1000:6.2f} ms a page, {1 / page:.0f} pages/s a core"
    print(f"  {'khotin reparse --apply':34} {speed}; start {start:.1f} s")


if __name__ == "__main__":
    main()

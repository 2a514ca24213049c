"""Warehouse: articles with their bridges loaded in batches, beside the same rows as Parquet, and the same load again.

Articles are seeded nonsense in the size of news (3 KB) with sentences that name people, places and treaties, so that
the figures depend on no text. Tagging is no part of loading: a few dozen templates are tagged, and every article has
the names and tags of one of them, and words of its own. Each batch is made, loaded in a sitting as ``khotin ingest``
loads, and written as Parquet in turn, so that the ratios are of one run and memory is that of a batch.

``python -m bench.warehouse [ARTICLES ...]``: 10,000 and 100,000 where nothing is said.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from bench.measure import peak_megabytes, run
from transforms.clean import clean
from transforms.records import Article, Batch, Decision, Item, ParsedArticle
from transforms.tag import tag
from transforms.urls import article_id, url_key
from warehouse.search_index import update_index
from warehouse.sources import SourceRow
from warehouse.staging import Fresh, decided, incoming, numbered
from warehouse.store import Sitting, Warehouse

BATCH = 1_000
NOW = datetime(2026, 11, 22, tzinfo=UTC)
_SENTENCES = (
    "Vietnamese Prime Minister Pham Minh Chinh met Indian Prime Minister Narendra Modi in New Delhi on 3 March 2026.",
    "The European Union and Vietnam signed the EVFTA, the EU-Vietnam Free Trade Agreement, on 30 June 2019.",
    "French President Emmanuel Macron visited Hanoi and praised the Association of Southeast Asian Nations.",
    "The World Health Organization warned of dengue fever in Jakarta, Manila and Ho Chi Minh City.",
    "Japan condemned the missile test of North Korea, and the United Nations Security Council called for talks.",
    "Belgium's foreign minister Maxime Prevot accused Russia of cyber attacks on Brussels Airport on 9 May 2025.",
    "The World Bank will lend Laos and Cambodia 300 million dollars for schools and roads.",
    "Thailand and Malaysia agreed to reopen the border crossing near Hat Yai in April 2026.",
)


@dataclass
class Costs:
    """CPU seconds of the parts of one run, by name."""

    seconds: dict[str, float] = field(default_factory=dict)

    def add(self, name: str, work: Callable[[], None]) -> None:
        """Do the work and add what it cost."""
        before = time.process_time()
        work()
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - before


def main() -> None:
    """Measure each number of articles in a process of its own; its peak memory is that of the load."""
    for count in sys.argv[1:] or ("10000", "100000"):
        cost = run([sys.executable, "-m", "bench.warehouse", "only", count])
        print(f"  peak memory {cost.megabytes:.0f} MB", flush=True)


def measure(count: int) -> None:
    """Print what loading so many articles cost, as ratios."""
    costs = Costs()
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Warehouse(Path(folder))
        with warehouse.write():
            pass  # what a new file costs is no cost of loading
        writers = _Parquet(Path(folder))
        next(batches(BATCH, "made"))
        before = peak_megabytes()
        with _sitting(warehouse, costs, "load") as sitting:
            for batch in batches(count, "first"):
                costs.add("load", lambda batch=batch: _load(sitting, batch))  # type: ignore[misc]
                writers.write(batch, costs)
        writers.close()
        loaded = peak_megabytes()
        costs.add("together", lambda: _write_little(warehouse))
        size = warehouse.path.stat().st_size
        with _sitting(warehouse, costs, "again") as sitting:
            for batch in batches(count, "again"):
                costs.add("again", lambda batch=batch: _load(sitting, batch))  # type: ignore[misc]
        grown = warehouse.path.stat().st_size - size
        costs.add("search", lambda: _index(warehouse))
        floor = writers.size()
    _report(count, costs.seconds, size, floor, grown)
    print(f"  peak memory of making and loading {loaded:.0f} MB; {before:.0f} before the first batch", flush=True)


def _report(count: int, cpu: dict[str, float], size: int, floor: int, grown: int) -> None:
    load, again, writer = cpu["load"], cpu["again"], cpu["written"]
    whole = cpu["rows"] + writer
    print(f"{count:,} articles with bridges in batches of {BATCH:,}: {load:.1f} s CPU, {size / 1e6:.0f} MB")
    print(
        f"  the same rows made and written as Parquet (zstd, {floor / 1e6:.0f} MB): {whole:.1f} s; {load / whole:.1f}"
    )
    print(f"  of that the writer of Parquet alone: {writer:.1f} s; {load / writer:.1f}")
    print(f"  the same articles again: {again:.2f} s, {again / load:.1%} of the first load; grown {grown / 1e6:.2f} MB")
    print(f"  what the next writer puts together of that, once: {cpu['together']:.1f} s")
    print(f"  search index, apart: {cpu['search']:.1f} s")


class _Parquet:
    """The rows of every table of the load in a Parquet file each, a row group per batch."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._writers: dict[str, parquet.ParquetWriter] = {}

    def write(self, batch: Batch, costs: Costs) -> None:
        """Write what the load reads of a batch; making the rows and writing them are counted apart."""
        tables: dict[str, pa.Table] = {}
        costs.add("rows", lambda: tables.update(_rows(batch)))
        costs.add("written", lambda: self._write(tables))

    def _write(self, tables: dict[str, pa.Table]) -> None:
        for name, table in tables.items():
            if name not in self._writers:
                path = self._folder / f"{name}.parquet"
                self._writers[name] = parquet.ParquetWriter(path, table.schema, compression="zstd")
            self._writers[name].write_table(table)

    def close(self) -> None:
        """End all files."""
        for writer in self._writers.values():
            writer.close()

    def size(self) -> int:
        """Return the bytes of all files."""
        return sum((self._folder / f"{name}.parquet").stat().st_size for name in self._writers)


def _rows(batch: Batch) -> dict[str, pa.Table]:
    """Return the rows that the load of a batch of new articles writes."""
    staged = numbered(batch, (Fresh(item, None, None) for item in range(len(batch.items))))
    return decided(incoming(batch, staged), staged)


@contextmanager
def _sitting(warehouse: Warehouse, costs: Costs, name: str) -> Iterator[Sitting]:
    """Yield a sitting; its end, which writes what is in the log into the file, is counted too."""
    with warehouse.sitting() as sitting:
        yield sitting
        costs.add(name, sitting.rise)


def _write_little(warehouse: Warehouse) -> None:
    """Write a row: whoever writes after a load puts its row groups together."""
    source = SourceRow("bench", "Bench", None, None, None, None, None, None, enabled=True)
    with warehouse.write() as session:
        session.upsert_sources([source])


def _load(sitting: Sitting, batch: Batch) -> None:
    with sitting.write() as session:
        session.load(batch)


def _index(warehouse: Warehouse) -> None:
    with warehouse.exclusive() as held:
        update_index(held.connection)


def batches(count: int, run_id: str) -> Iterator[Batch]:
    rng = random.Random(7)
    words = [f"w{int(rng.paretovariate(0.7)) % 50_000}" for _ in range(100_000)]
    templates = [_template(rng, words) for _ in range(50)]
    for first in range(0, count, BATCH):
        items = tuple(_item(templates[number % 50], number, rng, words) for number in range(first, first + BATCH))
        yield Batch(run_id=f"{run_id}-{first}", source_id="bench", loaded_at=NOW, items=items)


def _template(rng: random.Random, words: list[str]) -> Item:
    body = (*rng.sample(_SENTENCES, 4), " ".join(rng.choices(words, k=50)))
    url = f"https://bench.example/{rng.random()}"
    page = ParsedArticle(url, url, "bench", "f", NOW, title=rng.choice(_SENTENCES), body=body)
    article = clean(page)
    assert isinstance(article, Article)
    return Item(article, Decision(article.article_id, "new", 1), tag(article))


def _item(template: Item, number: int, rng: random.Random, words: list[str]) -> Item:
    url = f"https://bench.example/news/{number}"
    said = rng.choices(words, k=450)
    body = (*template.article.body[:4], *(" ".join(said[at : at + 50]) + "." for at in range(0, 450, 50)))
    key = url_key(url)
    article = replace(
        template.article,
        article_id=article_id("bench", key),
        url_key=key,
        url=url,
        canonical_url=url,
        title=" ".join(said[:8]),
        body=body,
        content_hash=f"{rng.getrandbits(128):032x}",
        content_key=f"{rng.getrandbits(128):032x}",
        fetch_id=f"f{number}",
    )
    return Item(article, Decision(article.article_id, "new", 1), template.tags)


if __name__ == "__main__":
    if sys.argv[1:2] == ["only"]:
        measure(int(sys.argv[2]))
    else:
        main()

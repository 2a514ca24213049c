"""Load: 10,000 articles into the warehouse beside the same rows written as one Parquet file, and loaded again.

Articles are seeded nonsense in the size of news (some 3 KB), so that the figures do not depend on any text.
"""

from __future__ import annotations

import random
import resource
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from transforms.clean import clean
from transforms.dedup import decide
from transforms.records import Article, Batch, Item, Known, ParsedArticle
from transforms.tag import tag
from warehouse.store import Warehouse

COUNT, BATCH = 10_000, 1_000
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def main() -> None:
    """Print CPU seconds of the first load, of the same load again, and of Parquet; and the file's size."""
    batches = [_batch(number) for number in range(COUNT // BATCH)]
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Warehouse(Path(folder))
        first = _cpu(lambda: _load(warehouse, batches))
        size = warehouse.path.stat().st_size
        again = _cpu(lambda: _load(warehouse, [replace(one, run_id=f"{one.run_id}-again") for one in batches]))
        grown = warehouse.path.stat().st_size - size
        floor = _cpu(lambda: _parquet(batches, Path(folder) / "floor.parquet"))
    print(f"{COUNT} articles in batches of {BATCH}: {first:.1f} s CPU, {size / 1e6:.0f} MB")
    print(f"the same as Parquet (zstd): {floor:.1f} s CPU; ratio {first / floor:.1f}")
    print(
        f"the same articles again as another run: {again:.1f} s CPU, {again / first:.0%}; grown by {grown / 1e6:.1f} MB"
    )


def _cpu(work: Callable[[], None]) -> float:
    before = resource.getrusage(resource.RUSAGE_SELF)
    work()
    after = resource.getrusage(resource.RUSAGE_SELF)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _load(warehouse: Warehouse, batches: list[Batch]) -> None:
    for batch in batches:
        with warehouse.write() as session:
            session.load(batch)


def _parquet(batches: list[Batch], path: Path) -> None:
    rows = [
        {"id": one.article_id, "url": one.url, "title": one.title, "body": list(one.body), "hash": one.content_hash}
        for batch in batches
        for one in (item.article for item in batch.items)
    ]
    parquet.write_table(pa.Table.from_pylist(rows), path, compression="zstd")


def _batch(number: int) -> Batch:
    rng = random.Random(number)
    articles = [_article(rng, number * BATCH + index) for index in range(BATCH)]
    items = tuple(map(Item, articles, decide(articles, Known()), map(tag, articles)))
    return Batch(run_id=f"run-{number}", source_id="bench", loaded_at=NOW, items=items)


def _article(rng: random.Random, number: int) -> Article:
    words = [f"w{int(rng.paretovariate(0.7)) % 50_000}" for _ in range(500)]
    body = tuple(" ".join(words[start : start + 50]) + "." for start in range(0, 500, 50))
    url = f"https://bench.example/{number}"
    page = ParsedArticle(url, url, "bench", f"f{number}", NOW, title=" ".join(words[:8]), body=body)
    article = clean(page)
    assert isinstance(article, Article)
    return article


if __name__ == "__main__":
    main()

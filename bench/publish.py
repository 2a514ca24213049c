"""Publishing: what replacing the snapshot costs as the warehouse grows, by a reflink, by what changed, and as a whole.

    python -m bench.publish [--gigabytes 1 3] [--folder DIR]

A warehouse of tagged articles is multiplied in SQL to each size in turn, then 500 articles are loaded and published,
several times over: CPU, bytes that the process wrote, and time by the clock. The whole copy is what everything else is
compared with. Say with ``--folder`` which file system is meant: a reflink is made where it has them. fsync is within
the figures. The last line is a publication whole: with the checks and the search index, which it waits for as well.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bench.measure import run
from bench.warehouse import NOW, batches
from warehouse.durable import clone_file, copy_file
from warehouse.files import SNAPSHOT_FILE
from warehouse.publish import publish
from warehouse.replacing import replace_snapshot
from warehouse.store import Warehouse

SEED, LOADED, ROUNDS = 10_000, 500, 4
# Tables whose rows make a warehouse large; their keys get the number of the copy.
GROWING = """
SELECT schema_name || '.' || table_name FROM duckdb_tables()
WHERE database_name = 'warehouse' AND schema_name IN ('core', 'raw') AND table_name <> 'source'
"""
COLUMNS = "SELECT column_name FROM duckdb_columns() WHERE schema_name || '.' || table_name = ? ORDER BY column_index"
KEYS = frozenset({"article_id", "url_key", "fetch_id", "content_hash"})


@dataclass(frozen=True, slots=True)
class Spent:
    """CPU and clock seconds, and bytes that this process had written to disk."""

    cpu: float
    clock: float
    written: int

    def __str__(self) -> str:
        return f"{self.cpu:6.2f} s CPU {self.clock:6.1f} s by the clock {self.written / 1e6:9.1f} MB written"


def spent(work: Callable[[], object]) -> Spent:
    """Do the work and return what it took."""
    before, cpu, clock = bytes_written(), time.process_time(), time.monotonic()
    work()
    return Spent(time.process_time() - cpu, time.monotonic() - clock, bytes_written() - before)


def bytes_written() -> int:
    """Return the bytes that this process has caused to be written to disk (Linux)."""
    lines = dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())
    return int(lines["write_bytes"])


def main() -> None:
    """Measure each size in a process of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--gigabytes", type=float, nargs="+", default=[0.2])
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--only", type=float, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.only:
        with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
            measure(Path(folder), asked.only)
        return
    where = ["--folder", asked.folder] if asked.folder else []
    for size in asked.gigabytes:
        run([sys.executable, "-m", "bench.publish", "--only", str(size), *where])


def measure(data: Path, gigabytes: float) -> None:
    """Print what publishing a warehouse of this size takes."""
    warehouse = Warehouse(data)
    load(warehouse, "seed", SEED)
    articles = grow(warehouse, gigabytes * 1e9)
    print(
        f"{warehouse.path.stat().st_size / 1e9:.1f} GB, {articles:,} articles; {LOADED} loaded before each", flush=True
    )
    for number in range(ROUNDS):
        load(warehouse, f"more{number}", LOADED)
        print(f"  replace the snapshot, {number + 1}: {spent(lambda: replaced(warehouse))}", flush=True)
    print(f"  a copy of the whole:      {spent(lambda: copied(warehouse))}")
    print(f"  a reflink:                {cloned(warehouse)}")
    load(warehouse, "last", LOADED)
    publish(warehouse, NOW)  # the search index has all articles to catch up with
    load(warehouse, "very last", LOADED)
    print(f"  publish, checks and all:  {spent(lambda: publish(warehouse, NOW))}", flush=True)


def load(warehouse: Warehouse, name: str, count: int) -> None:
    """Load so many articles whose ids nobody else has."""
    for made in batches(count, name):
        items = []
        for one in made.items[:count]:
            key = f"{name}-{one.article.url_key}"
            items.append(
                replace(
                    one,
                    article=replace(one.article, article_id=key, url_key=key),
                    decision=replace(one.decision, article_id=key),
                    tags=one.tags and replace(one.tags, article_id=key),
                )
            )
        with warehouse.write() as session:
            session.load(replace(made, items=tuple(items)))


def grow(warehouse: Warehouse, size: float) -> int:
    """Multiply what is there until the file has the size; return the number of articles."""
    with warehouse.exclusive() as held:
        connection = held.connection
        names = [name for (name,) in connection.execute(GROWING).fetchall()]
        columns = {name: [one for (one,) in connection.execute(COLUMNS, [name]).fetchall()] for name in names}
        for name in names:
            connection.execute(f"CREATE TEMP TABLE {name.replace('.', '_')} AS FROM {name}").fetchall()
        number = 0
        while warehouse.path.stat().st_size < size:
            number += 1
            for name in names:
                chosen = ", ".join(f"\"{one}\" || '-{number}'" if one in KEYS else f'"{one}"' for one in columns[name])
                connection.execute(f"INSERT INTO {name} SELECT {chosen} FROM {name.replace('.', '_')}").fetchall()
            connection.execute("CHECKPOINT").fetchall()
        return int(connection.execute("SELECT count(*) FROM core.article").fetchall()[0][0])


def replaced(warehouse: Warehouse) -> None:
    """Replace the snapshot as publishing does, without the checks."""
    with warehouse.exclusive() as held:
        replace_snapshot(held.open_file(), warehouse.data / SNAPSHOT_FILE)


def copied(warehouse: Warehouse) -> None:
    """Copy the file as a whole."""
    with warehouse.exclusive() as held, (warehouse.data / "copy").open("wb") as target:
        copy_file(held.open_file(), target)
    (warehouse.data / "copy").unlink()


def cloned(warehouse: Warehouse) -> str:
    """Clone the file, and say what that took."""
    done: list[bool] = []
    with warehouse.exclusive() as held, (warehouse.data / "clone").open("wb") as target:
        took = spent(lambda: done.append(clone_file(held.open_file(), target)))
    (warehouse.data / "clone").unlink()
    return str(took) if done == [True] else "not on this file system"


if __name__ == "__main__":
    main()

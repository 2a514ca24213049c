"""The lake beside the file: the same load, one loader and two, compaction, and the documentation's queries on both.

The articles are those of ``bench.warehouse``, in batches of 200. CPU of a lake is that of the loader and of PostgreSQL
together. It needs PostgreSQL on this machine (``tests.postgres`` starts one of its own).

``python -m bench.ducklake [ARTICLES]``: 10,000 where nothing is said.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import warehouse as bench
from bench.measure import ROOT, run
from tests.postgres import Postgres, postgres
from warehouse.backend import Place
from warehouse.ducklake_keeping import compact
from warehouse.ducklake_place import read_lake
from warehouse.publish import publish
from warehouse.query import open_snapshot
from warehouse.store import Warehouse

_BLOCK = re.compile(r"^## ([^\n]+)\n.*?^```sql\n(.*?)^```", re.MULTILINE | re.DOTALL)
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Spent:
    """CPU seconds of loaders and of the database, and seconds by the clock."""

    loaders: float = 0.0
    database: float = 0.0
    seconds: float = 0.0

    def __str__(self) -> str:
        """Say it for people."""
        return f"{self.loaders + self.database:.1f} s CPU ({self.database:.1f} PostgreSQL), {self.seconds:.0f} s in all"


def main() -> None:
    """Measure; everything is below a temporary folder."""
    count = int(sys.argv[1]) if sys.argv[1:] else 10_000
    with tempfile.TemporaryDirectory() as name, postgres() as server:
        folder = Path(name)
        file = _loaded(None, str(folder / "file"), count, loaders=1)
        one = f"ducklake:{server.create('one')};data={folder / 'one'}"
        alone = _loaded(server, one, count, loaders=1)
        both = _loaded(server, f"ducklake:{server.create('two')};data={folder / 'two'}", count, loaders=2)
        print(f"{count:,} articles in batches of 200")
        print(f"  file: {file}, {Warehouse(folder / 'file').path.stat().st_size / 1e6:.0f} MB")
        print(f"  lake: {alone}; {_cpu(alone) / _cpu(file):.1f} times the file's CPU")
        print(f"  lake, two loaders with half of them each: {both}; {_cpu(both) / _cpu(alone):.2f} times that of one")
        _compacted(Warehouse(read_lake(one, folder)))
        _queried(folder / "file", read_lake(one, folder))


def _cpu(spent: Spent) -> float:
    return spent.loaders + spent.database


def _loaded(server: Postgres | None, place: str, count: int, *, loaders: int) -> Spent:
    """Load all articles by so many processes at once; the schema is made before."""
    with Warehouse(_place(place)).write():
        pass
    share = count // loaders
    commands = [
        [sys.executable, "-m", "bench.ducklake", "load", place, str(number * share), str(share)]
        for number in range(loaders)
    ]
    spent = Spent()
    with _measured(spent, server):
        if loaders == 1:
            spent.loaders = run(commands[0]).cpu
        else:
            started = [subprocess.Popen(command, cwd=ROOT) for command in commands]
            spent.loaders = sum(_waited(process) for process in started)
    return spent


def _waited(process: subprocess.Popen[bytes]) -> float:
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError("a loader failed")
    return usage.ru_utime + usage.ru_stime


@contextmanager
def _measured(spent: Spent, server: Postgres | None) -> Iterator[None]:
    before, began = _database_cpu(server), time.monotonic()
    yield
    spent.database, spent.seconds = _database_cpu(server) - before, time.monotonic() - began


def _database_cpu(server: Postgres | None) -> float:
    """Return the CPU seconds of a server so far: its processes that are there, and those that have ended."""
    if server is None:
        return 0.0
    pid = int((server.folder / "data/postmaster.pid").read_text().splitlines()[0])
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        if int(stat.parent.name) == pid:
            ticks += sum(map(int, fields[11:15]))
        elif int(fields[1]) == pid:
            ticks += sum(map(int, fields[11:13]))
    return ticks / _TICKS


def _place(text: str) -> Place:
    return read_lake(text, Path(tempfile.gettempdir())) if text.startswith("ducklake:") else Path(text)


def load(place: str, first: int, count: int) -> None:
    """Load articles ``first`` to ``first + count`` in batches of 200: a loader of its own."""
    bench.BATCH = 200
    with Warehouse(_place(place), lock_wait=600).sitting() as sitting:
        for number, batch in enumerate(bench.batches(first + count, f"from-{first}")):
            if number * bench.BATCH >= first:
                with sitting.write() as session:
                    session.load(batch)


def _compacted(warehouse: Warehouse) -> None:
    publish(warehouse, bench.NOW)
    before = time.process_time()
    with warehouse.exclusive() as held:
        done = compact(held.connection)
    print(
        f"  compaction: {done.files_before} files of {done.before / 1e6:.0f} MB to {done.files_after} of "
        f"{done.after / 1e6:.0f} MB, {time.process_time() - before:.1f} s CPU"
    )
    publish(warehouse, bench.NOW)


def _queried(file: Path, lake: Place) -> None:
    """Print what the queries of docs/queries.md cost on both, opening included."""
    publish(Warehouse(file), bench.NOW)
    for heading, sql in _BLOCK.findall((ROOT / "docs/queries.md").read_text("utf-8")):
        ours, theirs = (_asked(place, sql) for place in (file, lake))
        print(f"  {heading}: file {ours:.2f} s CPU, lake {theirs:.2f} ({theirs / ours:.1f})")


def _asked(place: Place, sql: str) -> float:
    before = time.process_time()
    with open_snapshot(place) as connection:
        connection.execute(sql).fetchall()
    return time.process_time() - before


if __name__ == "__main__":
    if sys.argv[1:2] == ["load"]:
        load(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        main()

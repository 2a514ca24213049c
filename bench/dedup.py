"""Copies: khotin dedup on the open sets and on growing streams, its CPU and memory, and peers on the same lines.

    python -m bench.dedup [--sets nd_edit nd_real ...] [--grow 10000 100000 1000000]

CPU is user and system time of the whole process less that of one with a single document; the ratio is to rensa in the
same run. Stories are stated apart. Growth is that of ``scale.py``'s stream: one pass with a kept index, then the CPU of
finding the candidates of 1,000 more documents in it: of all that takes, and of the look-up for these documents alone,
since word sequences that become common with them have others judged again. It ends with a table for docs/copies.md.
A million documents take a quarter of an hour and 7 GB. ``--sets`` with nothing behind it measures growth alone.
Needs the sets of ``../shared/bench/dedup``; says so where they are absent.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from types import ModuleType
from typing import TYPE_CHECKING, Any

import duckdb

from bench.measure import ROOT, SHARED, Cost, peer, run
from bench.measure import scorer as load_scorer

if TYPE_CHECKING:
    from warehouse.copy_index import CopyIndex

HOME = SHARED / "bench" / "dedup"
PEERS = {"rensa": ("rensa==0.5.0",), "datasketch": ("datasketch==2.0.0",)}
COPY_SETS = ("nd_edit", "nd_real")
STORY_SETS = ("vmds_vi", "abmusu_vi", "ntrex_xling")
MORE = 1_000
PEER_AT_MOST = 100_000
"""Documents up to which the peer is run too: it takes 900 MB for these."""


def main() -> None:
    """Print marks and cost of each set, then growth."""
    if not HOME.is_dir():
        print(f"left out: {HOME} is not there")
        return
    parser = argparse.ArgumentParser(description="khotin dedup on the open sets, beside peers")
    parser.add_argument("--grow", nargs="*", type=int, default=[10_000, 100_000], metavar="N", help="documents")
    every = (*COPY_SETS, *STORY_SETS)
    parser.add_argument("--sets", nargs="*", choices=every, default=every, metavar="SET", help=", ".join(every))
    chosen = parser.parse_args()
    scorer = load_scorer(HOME)
    with tempfile.TemporaryDirectory() as folder:
        bench = _Bench(Path(folder))
        for name in chosen.sets:
            (_copies if name in COPY_SETS else _stories)(bench, scorer, name)
        _print_table([_growth(bench, size) for size in chosen.grow])


@dataclass(frozen=True, slots=True)
class _Grown:
    """What a pass over so many documents took, and then the candidates of 1,000 more; ``peer`` is None where left out.

    ``each`` and ``peer`` are microseconds of CPU a document, ``candidates`` and ``look_up`` milliseconds of CPU,
    ``sketches`` and ``index`` bytes a document on disk; ``again`` counts the articles that were judged again.
    """

    documents: int
    each: float
    megabytes: float
    peer: float | None
    candidates: float
    look_up: float
    again: int
    sketches: float
    index: float


class _Bench:
    """Runs a filter on lines and says what each document cost beyond the start."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._starts: dict[str, Cost] = {}

    def run(self, name: str, lines: Path, output: Path, *options: str | Path) -> tuple[float, Cost]:
        """Return microseconds of CPU a document, and the cost of the whole process."""
        if name not in self._starts:
            self._starts[name] = self._once(name, self._one(lines), output)
        cost = self._once(name, lines, output, *options)
        with lines.open("rb") as file:
            documents = sum(1 for _ in file)
        return (cost.cpu - self._starts[name].cpu) * 1e6 / documents, cost

    def _one(self, lines: Path) -> Path:
        one = self.folder / "one.jsonl"
        with lines.open(encoding="utf-8") as file:
            one.write_text(file.readline(), encoding="utf-8")
        return one

    def _once(self, name: str, lines: Path, output: Path, *options: str | Path) -> Cost:
        if name in PEERS:
            script = ROOT / "bench" / "peers" / "copies.py"
            return run([peer(name, *PEERS[name]), script, name, lines, output])
        begin = "import sys; sys.argv[0] = 'khotin'; from flows.cli import main; main()"
        story = [] if name == "khotin with stories" else ["--no-story"]
        return run([sys.executable, "-c", begin, "dedup", "--input", lines, "--output", output, *story, *options])


def _copies(bench: _Bench, scorer: ModuleType, name: str) -> None:
    lines = HOME / name / "input.jsonl"
    print(f"\n{name}")
    costs: dict[str, float] = {}
    for who in ("rensa", "datasketch", "khotin"):
        output = bench.folder / f"{who}.out"
        costs[who], cost = bench.run(who, lines, output)
        found = scorer.score(HOME / name, output)["copies"]
        ratio = costs[who] / costs["rensa"]
        print(f"  {who:12} F1 {found['F1']:.4f}  {costs[who]:4.0f} µs, {ratio:.2f} x rensa, {cost.megabytes:.0f} MB")
        print(f"  {'':12} {_details(found)}", flush=True)


def _details(found: dict[str, Any]) -> str:
    if "recall_by_edit" in found:
        return " ".join(f"{edit[0]} {share:.2f}" for edit, share in found["recall_by_edit"].items())
    return " ".join(f"{key} {found[key]}" for key in ("wrong_overlap", "wrong_same_story", "wrong_unrelated"))


def _stories(bench: _Bench, scorer: ModuleType, name: str) -> None:
    output = bench.folder / "stories.out"
    each, cost = bench.run("khotin with stories", HOME / name / "input.jsonl", output)
    found = scorer.score(HOME / name, output)
    across = found.get("cross_language_top1")
    marks = f"B-cubed F1 {found['stories']['b3F1']:.4f}" + (f", top-1 {across}" if across else "")
    print(f"\n{name}: {marks}, {each:.0f} µs with stories, {cost.megabytes:.0f} MB", flush=True)


def _growth(bench: _Bench, size: int) -> _Grown:
    lines, more, index = (bench.folder / name for name in ("grow.jsonl", "more.jsonl", f"{size}.duckdb"))
    _stream(lines, size, 0)
    _stream(more, MORE, size)
    each, cost = bench.run("khotin", lines, bench.folder / "grow.out", "--index", index)
    peer_each = bench.run("rensa", lines, bench.folder / "peer.out")[0] if size <= PEER_AT_MOST else None
    on_disk = _sketch_bytes(index) / size, index.stat().st_size / size
    grown = _Grown(size, each, cost.megabytes, peer_each, *_candidates(index, more), *on_disk)
    print(f"\n{size:,} documents: {each:.0f} µs each, {cost.megabytes:.0f} MB", flush=True)
    for path in (lines, more, index):
        path.unlink()
    return grown


def _print_table(rows: Sequence[_Grown]) -> None:
    """Print growth as a table in Markdown, a column for each number of documents."""
    if not rows:
        return
    shown = {
        "documents": [f"{one.documents:,}" for one in rows],
        "---": ["---"] * len(rows),
        "CPU each, µs": [f"{one.each:.0f}" for one in rows],
        "of rensa's": [f"{one.each / one.peer:.2f}" if one.peer else "–" for one in rows],
        "most memory, MB": [f"{one.megabytes:.0f}" for one in rows],
        f"candidates of {MORE:,} more, ms CPU": [f"{one.candidates:.0f}" for one in rows],
        "of that the look-up for these, ms CPU": [f"{one.look_up:.0f}" for one in rows],
        "articles judged again with them": [f"{one.again:,}" for one in rows],
        "sketches on disk, bytes each": [f"{one.sketches:.0f}" for one in rows],
        "index on disk, texts included, bytes each": [f"{one.index:.0f}" for one in rows],
    }
    print()
    for title, cells in shown.items():
        print(f"| {' | '.join((title, *cells))} |", flush=True)


def _stream(path: Path, size: int, skip: int) -> None:
    run([sys.executable, HOME / "scale.py", str(size), "--skip", str(skip), "--out", path])


def _sketch_bytes(index: Path) -> int:
    """Return what the sketches take on disk, by writing their tables alone to a file of its own."""
    alone = index.with_suffix(".sketches")
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{index}' AS whole (READ_ONLY)")
        connection.execute(f"ATTACH '{alone}' AS alone (STORAGE_VERSION 'v1.5.0')")
        for table in ("copy_sketch", "copy_run"):
            connection.execute(f"CREATE TABLE alone.{table} AS FROM whole.ops.{table}")
        connection.execute("DETACH alone")
    size = alone.stat().st_size
    alone.unlink()
    return size


def _candidates(index: Path, more: Path) -> tuple[float, float, int]:
    """Return what finding the candidates of more documents took, and how many others were judged again.

    In milliseconds of CPU: the whole, and the one look-up that these documents alone need. That is taken once more
    after the first, when what they made common is common already. The index has the documents afterwards.
    """
    from flows.placing import SKETCHES
    from transforms.copies.records import Document
    from transforms.copies.shingles import content_key, sketch
    from transforms.copies.wordnumbers import read_all
    from warehouse.copy_file import open_copy_file

    rows = list(map(json.loads, more.read_text("utf-8").splitlines()))
    texts = read_all([(row["title"], row["text"]) for row in rows])
    with open_copy_file(index, SKETCHES, datetime.now(UTC)) as file:
        arrival = file.next_arrival()
        documents = [
            Document(json.dumps(row["id"]), (row["published"], arrival + place), content_key(words), int(words.size))
            for place, (row, words) in enumerate(zip(rows, texts, strict=True))
        ]
        with file.batch():
            added = file.index.add(documents, list(map(sketch, texts)), texts)
            first, judged = _timed(file.index, added.docs)
            look_up, _ = _timed(file.index, added.docs)
    return first, look_up, judged - len(added.docs)


def _timed(index: CopyIndex, docs: Collection[int]) -> tuple[float, int]:
    """Return the milliseconds of CPU that finding candidates takes, and how many articles are judged."""
    from transforms.copies.shingles import COMMON_AT, SHARED_AT_LEAST

    start = process_time()
    found = index.candidates(docs, share=SHARED_AT_LEAST, signatures=COMMON_AT)
    return (process_time() - start) * 1000, len(found.judged)


if __name__ == "__main__":
    main()

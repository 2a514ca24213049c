"""Extraction: khotin parse beside five extractors on real pages, in one run: quality by the set's scorer, CPU, memory.

    python -m bench.extraction [SET …] [--pages N]

Of each set no more than N pages (130) are taken, every so many, which takes some minutes; ``--pages 1000`` takes all.
CPU is user and system time of the whole process less that of one without pages, which is shown as the start; the
ratios are given with the start included too. Needs the real pages of ``../shared/bench/extraction``; says so where they
are absent. No source file is used: khotin is on its generic road.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.measure import ROOT, SHARED, Cost, peer, run
from bench.measure import scorer as load_scorer

HOME = SHARED / "bench" / "extraction"
PEERS = {
    "trafilatura": ("trafilatura==2.3.1",),
    "newspaper4k": ("newspaper4k==0.9.6",),
    "news-please": ("news-please==1.6.16",),
    "readability-lxml": ("readability-lxml==0.9", "html-text==0.7.1"),
    "resiliparse": ("resiliparse==1.0.9",),
}
BASE = "trafilatura"
TEXT_ONLY = {"readability-lxml", "resiliparse"}  # they look for neither dates nor authors
COLUMNS = {
    "f1": "F1",
    "f1_with_summary": "F1+sum",
    "snippet_f1": "snippet F1",
    "title": "title",
    "date": "date",
    "authors": "authors",
}
Command = Callable[[Path, Path], Cost]


@dataclass(frozen=True, slots=True)
class Part:
    """The pages of a set that are measured, their truth, and the file that names them."""

    name: str
    truth: dict[str, Any]
    lines: Path

    @property
    def count(self) -> int:
        return len(self.truth)


def main() -> None:
    """Print a table for each set, and the sums over all of them."""
    if not HOME.is_dir():
        print(f"left out: {HOME} is not there")
        return
    options = _options()
    scorer = load_scorer(HOME)
    commands = {"khotin": _khotin} | {name: _peer(name) for name in PEERS}
    with tempfile.TemporaryDirectory() as folder:
        parts = [_part(scorer, name, options.pages, Path(folder)) for name in options.sets]
        empty = Path(folder) / "empty.jsonl"
        empty.touch()
        start = {name: command(empty, Path(folder) / "nothing.jsonl") for name, command in commands.items()}
        costs = {part.name: _measured(scorer, part, commands, start, Path(folder)) for part in parts}
    _sums(parts, costs, start)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="khotin parse beside other extractors")
    every = sorted(path.name for path in (HOME / "data").iterdir() if (path / "pages.jsonl").exists())
    parser.add_argument("sets", nargs="*", default=every, metavar="SET", help=f"of {', '.join(every)}; all by default")
    parser.add_argument("--pages", type=int, default=130, help="at most so many of each set (130)")
    return parser.parse_args()


def _part(scorer: ModuleType, name: str, most: int, folder: Path) -> Part:
    """Choose every so many pages of a set; the file beside the others gives their paths in full."""
    pages, truth = scorer.load_set(HOME / "data", name)
    ids = sorted(pages)[:: -(-len(pages) // most)]
    rows = [{**pages[id_], "html_path": str(HOME / "data" / name / pages[id_]["html_path"])} for id_ in ids]
    lines = folder / f"{name}.pages.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return Part(name, {id_: truth[id_] for id_ in ids}, lines)


def _khotin(pages: Path, output: Path) -> Cost:
    return run([Path(sys.executable).with_name("khotin"), "parse", "--input", pages, "--output", output])


def _peer(name: str) -> Command:
    python = peer(name, *PEERS[name])
    script = ROOT / "bench" / "peers" / "extractors.py"
    return lambda pages, output: run([python, "-W", "ignore", script, name, pages, output])


def _measured(
    scorer: ModuleType, part: Part, commands: dict[str, Command], start: dict[str, Cost], folder: Path
) -> dict[str, Cost]:
    """Run every extractor over a part, print its table, and return what each cost, start included."""
    costs, marks = {}, {}
    for name, command in commands.items():
        output = folder / f"{part.name}.{name}.jsonl"
        costs[name] = command(part.lines, output)
        rows = map(json.loads, output.read_text("utf-8").splitlines())
        marks[name], _ = scorer.score(part.truth, {row["id"]: row for row in rows})
    columns = [key for key in COLUMNS if any(marks[name].get(key) is not None for name in marks)]
    print(f"\n{part.name}, {part.count} pages\n")
    print(f"| | {' | '.join(COLUMNS[key] for key in columns)} | CPU ms/page | MB |")
    print("|---" * (len(columns) + 3) + "|")
    for name, cost in costs.items():
        sought = [key not in {"date", "authors"} or name not in TEXT_ONLY for key in columns]
        cells = [_cell(marks[name].get(key)) if seeks else "" for key, seeks in zip(columns, sought, strict=True)]
        each = (cost.cpu - start[name].cpu) * 1000 / part.count
        print(f"| {_title(name)} | {' | '.join(cells)} | {each:.1f} | {cost.megabytes:.0f} |", flush=True)
    return costs


def _sums(parts: list[Part], costs: dict[str, dict[str, Cost]], start: dict[str, Cost]) -> None:
    """Print CPU over all parts, apart from the start and with it, and as ratios to trafilatura's."""
    count = sum(part.count for part in parts)
    whole = {name: sum(costs[part.name][name].cpu for part in parts) for name in start}
    alone = {name: whole[name] - len(parts) * start[name].cpu for name in start}
    print(f"\nall {count} pages\n\n| | CPU ms/page | of {BASE} | start, s | with starts, of {BASE} | MB at most |")
    print("|---|---|---|---|---|---|")
    for name, begun in start.items():
        most = max(costs[part.name][name].megabytes for part in parts)
        print(
            f"| {_title(name)} | {alone[name] * 1000 / count:.1f} | {alone[name] / alone[BASE]:.2f} "
            f"| {begun.cpu:.2f} | {whole[name] / whole[BASE]:.2f} | {most:.0f} |"
        )


def _title(name: str) -> str:
    return PEERS[name][0].replace("==", " ") if name in PEERS else name


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    main()

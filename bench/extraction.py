"""Extraction: khotin parse beside trafilatura on real pages: CPU, and quality by the set's own scorer.

Needs the real pages of ``../shared/bench/extraction``; says so where they are absent.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.measure import ROOT, SHARED, peer, run

PEER = "trafilatura==2.3.1"
SETS = ("fundus_publishers", "newspaper4k", "vn_real")


def main() -> None:
    """Print CPU per page and the scorer's table for each set."""
    home = SHARED / "bench" / "extraction"
    if not home.is_dir():
        print(f"left out: {home} is not there")
        return
    python = peer("trafilatura", PEER)
    with tempfile.TemporaryDirectory() as folder:
        for name in SETS:
            _one_set(home, name, python, Path(folder))


def _one_set(home: Path, name: str, python: Path, folder: Path) -> None:
    pages = home / "data" / name / "pages.jsonl"
    count = sum(1 for _ in pages.open(encoding="utf-8"))
    ours, theirs = folder / f"ours-{name}.jsonl", folder / f"theirs-{name}.jsonl"
    khotin = Path(sys.executable).with_name("khotin")
    mine = run([khotin, "parse", "--input", pages, "--output", ours])
    other = run([python, ROOT / "bench" / "peers" / "trafilatura_parse.py", pages, theirs])
    print(f"\n{name}, {count} pages, start-up included")
    for label, cost, output in (("khotin", mine, ours), (PEER, other, theirs)):
        print(f"  {label:20} {cost.cpu * 1000 / count:6.1f} ms CPU a page, {cost.megabytes:.0f} MB")
        scored = subprocess.run(
            [sys.executable, home / "score.py", name, output, "--worst", "0"],
            capture_output=True,
            text=True,
            check=True,
        )
        print("    " + "\n    ".join(line for line in scored.stdout.splitlines()[:2]))
    print(f"  CPU ratio khotin / trafilatura: {mine.cpu / other.cpu:.2f}")


if __name__ == "__main__":
    main()

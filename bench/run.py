"""``make bench``: every benchmark in turn, ours and the peer on the same input in one run, as ratios.

Absolute times depend on the machine and on what else it does; the ratios are what counts. Peers are installed, pinned,
into environments of their own below ``.bench/``: together they would drag each other to old versions. Each benchmark is
a process of its own, since a child's peak memory counts from that of the process that began it.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BENCHMARKS = (
    "extraction",
    "tagging",
    "dedup",
    "endurance",
    "warehouse",
    "publish",
    "search",
    "feeds",
    "sitemaps",
    "web",
    "archive",
    "reparse",
    "polling",
    "flows",
)

if __name__ == "__main__":
    for name in BENCHMARKS:
        says = ast.get_docstring(ast.parse((HERE / f"{name}.py").read_text("utf-8"))) or name
        print(f"\n== {says.splitlines()[0]}", flush=True)
        subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=HERE.parent, check=True)

"""``make bench``: every benchmark in turn, ours and the peer on the same input in one run, as ratios.

Absolute times depend on the machine and on what else it does; the ratios are what counts. Peers are installed, pinned,
into environments of their own below ``.bench/``: together they would drag each other to old versions.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import archive, extraction, feeds, load, polling, sitemaps, web

if __name__ == "__main__":
    for benchmark in (extraction, load, feeds, sitemaps, web, archive, polling):
        print(f"\n== {(benchmark.__doc__ or '').splitlines()[0]}")
        benchmark.main()

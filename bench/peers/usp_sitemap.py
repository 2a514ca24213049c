"""Reads one sitemap with ultimate-sitemap-parser, in the peer's environment: ``usp_sitemap.py -- FILE [--print]``."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from usp.tree import sitemap_from_str  # type: ignore[import-not-found]  # installed for the peer alone

if __name__ == "__main__":
    _, target, *rest = sys.argv[1:]
    urls = [page.url for page in sitemap_from_str(Path(target).read_text("utf-8")).all_pages()]
    if rest:
        print(len(urls), hashlib.sha256("\n".join(sorted(urls)).encode()).hexdigest())

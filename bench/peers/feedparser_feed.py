"""Reads a feed with feedparser, so many times over, and writes its entries; runs in an environment of its own."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import feedparser


def main(source: Path, target: Path, rounds: int, lean: bool) -> None:
    body = source.read_bytes()
    # Lean: without sanitising and resolving the HTML of texts, which Khotin does not do to a feed either.
    options = {"sanitize_html": False, "resolve_relative_uris": False} if lean else {}
    entries = []
    for _ in range(rounds):
        entries = feedparser.parse(io.BytesIO(body), **options).entries
    rows = [[entry.link, entry.title, entry.published, entry.tags[0].term, entry.summary] for entry in entries]
    target.write_text(json.dumps(rows), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "lean")

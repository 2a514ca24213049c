"""Endurance of ``khotin parse``: memory over a thousand real pages, hostile pages, and two processes beside one.

Memory is the resident size of the one process that parses, read after every page; of the hostile pages each must be
answered within two seconds of CPU. The pages are those of ``../shared/bench/extraction``, or made up without them.
"""

from __future__ import annotations

import gzip
import logging
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

import msgspec

from bench.measure import SHARED
from scrapers.parse import parse
from transforms.records import Page, Reject

COUNT = 1_000
NOW = datetime(2026, 11, 22, tzinfo=UTC)
HEAD = "<!doctype html><html><head><title>Ports</title></head><body><h1>Ports sign an accord</h1>"
TEXT = "<p>The ports of Antwerp and Hai Phong signed an accord on Thursday that lets ships take on clean fuels.</p>"
JSON = '<script type="application/ld+json">'
HOSTILE = {
    "100,000 nested elements": HEAD + "<div>" * 100_000 + TEXT,
    "1,900 nested elements with labels": HEAD + '<div class="byline date related caption">' * 1_900 + TEXT * 9_000,
    "5 MB of one line": HEAD + "<p>" + "word " * 1_000_000,
    "a million empty tags": HEAD + "<i></i>" * 1_000_000,
    "200,000 siblings": HEAD + "<p>x</p>" * 200_000,
    "39,000 siblings": HEAD + "<p>some words here</p>" * 39_000,
    "an attribute of 10 MB": HEAD + f'<p class="{"share " * 1_600_000}">x</p>' + TEXT,
    "200,000 attributes": HEAD + "<p " + " ".join(f"a{i}=b" for i in range(200_000)) + ">x</p>" + TEXT,
    "50,000 meta elements": '<meta name="date" content="5 October 2026">' * 50_000 + HEAD + TEXT,
    "50,000 JSON-LD nodes": JSON + "[" + ",".join(['{"@type":"Article"}'] * 49_000) + "]</script>" + HEAD + TEXT,
    "500,000 levels of JSON-LD": JSON + "[" * 500_000 + "</script>" + HEAD + TEXT,
    "100,000 links": HEAD + "<a href=/x>a link of words</a>" * 100_000,
    "39,000 links": HEAD + "<a href=/x>a link of words</a>" * 39_000,
    "lists, 1,000 deep": HEAD + "<ul><li>item " * 1_000 + TEXT,
    "a flood of entities": HEAD + "<p>" + "&amp;&#x41;&bad &#x;" * 250_000 + TEXT,
    "an unclosed quote": HEAD + '<p class="' + TEXT * 20_000,
    "a table of 38,000 cells": HEAD + "<table>" + ("<tr>" + "<td>cell</td>" * 38) * 1_000 + "</table>" + TEXT,
    "30,000 first headings": HEAD + "<h1>Ports sign an accord</h1>" * 30_000 + TEXT,
    "a million line breaks": HEAD + "x<br>" * 1_000_000,
    "70,000 line breaks": HEAD + "some words here<br>" * 70_000,
}


def main() -> None:
    """Print the three parts."""
    logging.disable(logging.CRITICAL)
    lines = list(islice(cycle(_lines() or _made()), COUNT))
    _memory(lines)
    _hostile()
    _workers(lines)


def _lines() -> list[bytes]:
    """Lines for ``khotin parse`` that name the bench's pages, with paths in full."""
    found = []
    for pages in sorted((SHARED / "bench" / "extraction" / "data").glob("*/pages.jsonl")):
        for line in pages.read_bytes().splitlines():
            row = msgspec.json.decode(line)
            found.append(msgspec.json.encode({**row, "html_path": str(pages.parent / row["html_path"])}))
    return found


def _made() -> list[bytes]:
    page = HEAD + TEXT * 200
    return [msgspec.json.encode({"id": n, "url": f"https://a.example/{n}", "html": page}) for n in range(100)]


def _page(line: bytes) -> Page:
    row = msgspec.json.decode(line)
    path = row.get("html_path")
    body = gzip.decompress(Path(path).read_bytes()) if path else row["html"].encode()
    return Page(row["url"], row["url"], "bench", "text/html", body, NOW, "bench")


def _resident() -> float:
    """The resident size of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _memory(lines: list[bytes]) -> None:
    """The same pages twice over: what grows from the first round to the second is not the pages' size."""
    half = lines[: COUNT // 2] * 2
    seen = []
    begun = time.process_time()
    for line in half:
        parse(_page(line))
        seen.append(_resident())
    cpu = (time.process_time() - begun) * 1000 / len(half)
    first, second = (max(seen[start : start + COUNT // 2]) for start in (0, COUNT // 2))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(half)} pages in one process: {cpu:.1f} ms CPU a page, {peak:.0f} MB at most")
    print(f"  the first {COUNT // 2}: {first:.0f} MB at most; the same again: {second:.0f} MB")


def _hostile() -> None:
    print("\nhostile pages, seconds of CPU, and the answer")
    for name, text in HOSTILE.items():
        page = Page("https://a.example/1", "https://a.example/1", "bench", "text/html", text.encode(), NOW, "bench")
        begun = time.process_time()
        parsed = parse(page)
        spent = time.process_time() - begun
        answer = (
            f"reject: {parsed.reason}" if isinstance(parsed, Reject) else f"{sum(map(len, parsed.body))} characters"
        )
        print(f"  {spent:5.2f} {'LATE ' if spent > 2 else ''}{name}: {answer}")


def _workers(lines: list[bytes]) -> None:
    """Elapsed time of the command with one and with two processes; it says little on a machine with other work."""
    khotin = Path(sys.executable).with_name("khotin")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "pages.jsonl"
        source.write_bytes(b"\n".join(lines) + b"\n")
        took, written = [], []
        for workers in (1, 2):
            target = Path(folder) / f"{workers}.jsonl"
            begun = time.perf_counter()
            subprocess.run(
                [khotin, "parse", "--workers", str(workers), "--input", source, "--output", target], check=True
            )
            took.append(time.perf_counter() - begun)
            written.append(target.read_bytes().count(b"\n"))
    print(f"\n{COUNT} pages, start included: {took[0]:.1f} s in one process, {took[1]:.1f} s in two ", end="")
    print(f"({os.cpu_count()} cores): {took[0] / took[1]:.2f} times as fast; {written[0]} and {written[1]} lines")


if __name__ == "__main__":
    main()

"""Sitemaps: 50,000 URLs read beside ultimate-sitemap-parser and a bare lxml iterparse: CPU, and memory above start-up.

Every reader runs in a process of its own on the same file, and prints a digest of the URLs that it found, so that none
is fast by finding less.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.measure import ROOT, Cost, peer, run

PEER = "ultimate-sitemap-parser==1.8.1"
COUNT = 50_000
READERS = ("khotin", "khotin, one day of it", "lxml iterparse")


def main() -> None:
    """Print CPU and memory of each reader, and the ratio to the peer."""
    python = peer("ultimate-sitemap-parser", PEER)
    script = ROOT / "bench" / "peers" / "usp_sitemap.py"
    with tempfile.TemporaryDirectory() as folder:
        file, empty = Path(folder) / "sitemap.xml", Path(folder) / "empty.xml"
        _write(file, COUNT)
        _write(empty, 1)
        print(f"{COUNT} URLs with dates, {file.stat().st_size / 1e6:.1f} MB")
        commands = {name: [sys.executable, "-m", "bench.sitemaps", name] for name in READERS}
        commands[PEER] = [str(python), str(script)]
        costs = {name: _above_start([*command, "--"], file, empty) for name, command in commands.items()}
        for name, cost in costs.items():
            ratio = costs[PEER].cpu / cost.cpu
            figures = f"{cost.cpu * 1000:6.0f} ms CPU, {cost.megabytes:4.0f} MB"
            print(f"  {name:32} {figures}, {ratio:4.1f} times the peer's speed")
        found = {name: _digest([*command, "--", str(file)]) for name, command in commands.items()}
    whole = {digest for name, digest in found.items() if "one day" not in name}
    print("  the same URLs from all of them" if len(whole) == 1 else f"  DIFFERENT URLS: {found}")


def _above_start(command: list[str], file: Path, empty: Path) -> Cost:
    """Return the cost of reading a file above that of reading one with a single URL."""
    whole, start = run([*command, file]), run([*command, empty])
    return Cost(whole.cpu - start.cpu, whole.megabytes - start.megabytes)


def _digest(command: list[str]) -> str:
    return subprocess.run([*command, "--print"], capture_output=True, text=True, check=True, cwd=ROOT).stdout


def _write(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        )
        for number in range(count):
            day = number % 28 + 1
            file.write(
                f"  <url>\n    <loc>https://news.example/world/the-headline-of-a-report-in-nine-words-{number}.html</loc>\n"
                f"    <lastmod>2026-11-{day:02}T08:{number % 60:02}:00+07:00</lastmod>\n"
                "    <changefreq>daily</changefreq>\n    <priority>0.5</priority>\n  </url>\n"
            )
        file.write("</urlset>\n")


def _read(name: str, body: bytes) -> list[str]:
    if name == "lxml iterparse":
        return _by_lxml(body)
    from scrapers.sitemaps import read_sitemap

    wanted = (lambda mention: "2026-11-05" in mention.modified) if "one day" in name else None
    return [mention.url for mention in read_sitemap(body, len(body), wanted).mentions]


def _by_lxml(body: bytes) -> list[str]:
    import io

    from lxml import etree

    kept = []
    for _, element in etree.iterparse(io.BytesIO(body), tag="{*}url", resolve_entities=False):
        texts = {etree.QName(child).localname: child.text for child in element}
        kept.append((texts["loc"], texts["lastmod"]))
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return [url for url, _ in kept]


if __name__ == "__main__":
    if len(sys.argv) > 1:
        reader, _, target, *rest = sys.argv[1:]
        urls = _read(reader, Path(target).read_bytes())
        if rest:
            print(len(urls), hashlib.sha256("\n".join(sorted(urls)).encode()).hexdigest())
    else:
        main()

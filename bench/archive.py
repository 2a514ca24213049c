"""Archive: CPU of keeping a page, new and known, beside warcio's own writer; and of reading 1,000 pages back.

Pages are the real ones of ``../shared/bench``, or made of seeded words where those are absent. Both writers keep the
same three records of each exchange (response, request, metadata) in gzip members with payload and block digests.
"""

from __future__ import annotations

import gzip
import io
import random
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from bench.measure import SHARED, run
from scrapers.answer import Answer
from scrapers.archive import Archive
from scrapers.foreign import WarcPage, read_warc

COUNT = 1_000
PAGE = 170_000  # bytes: what the costs are stated for
NOW = datetime(2026, 11, 22, tzinfo=UTC)
RESPONSE = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Encoding", "gzip"),
    ("Server", "nginx"),
    ("Date", "Sun, 22 Nov 2026 00:00:00 GMT"),
    ("Cache-Control", "max-age=60"),
    ("ETag", '"65fe1a-2b3c"'),
    ("Vary", "Accept-Encoding"),
)
REQUEST = (("Host", "news.example"), ("User-Agent", "Khotin"), ("Accept", "text/html"), ("Accept-Encoding", "gzip"))


def main() -> None:
    """Print milliseconds of CPU per 170 KB and ratios, then pages a second of ``khotin ingest``."""
    answers = [
        Answer(f"https://news.example/{number}", REQUEST, NOW, 12, 200, "OK", headers=RESPONSE, body=body)
        for number, body in enumerate(islice(_pages(), COUNT))
    ]
    size = sum(len(answer.body) for answer in answers)
    print(f"{COUNT} pages of {size / COUNT / 1000:.0f} KB on average; ms CPU per {PAGE // 1000} KB")
    with tempfile.TemporaryDirectory() as folder:
        costs = _writing(answers, Path(folder))
        for label, (cpu, written) in costs.items():
            print(f"  {label:34} {cpu / size * PAGE * 1000:6.2f} ms, {written / 1e6:6.1f} MB on disk")
        floor = _cpu(lambda: [zlib.compress(answer.body, 1) for answer in answers])
        print(f"  {'for comparison, zlib level 1 alone':34} {floor / size * PAGE * 1000:6.2f} ms")
        ours, peer = costs["khotin, new pages"][0], costs["warcio's writer, gzip"][0]
        print(f"  CPU ratio khotin / warcio: {ours / peer:.2f}")
        _reading(Path(folder), size)


def _writing(answers: Sequence[Answer], folder: Path) -> dict[str, tuple[float, int]]:
    """Return CPU seconds and bytes on disk by writer."""
    theirs = folder / "theirs.warc.gz"
    return {
        "khotin, new pages": (_cpu(lambda: _ours(answers, folder, "first")), _bytes(folder, "first")),
        "warcio's writer, gzip": (_cpu(lambda: _theirs(answers, theirs)), theirs.stat().st_size),
        "khotin, the same pages again": (_cpu(lambda: _ours(answers, folder, "again")), _bytes(folder, "again")),
    }


def _reading(folder: Path, size: int) -> None:
    (path,) = (folder / "archive").rglob("first-1.warc.gz")
    pages = 0

    def ours() -> None:
        nonlocal pages
        pages = sum(isinstance(entry, WarcPage) for entry in read_warc(path, 20_000_000))

    def theirs() -> None:
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                record.content_stream().read()

    mine, other = _cpu(ours), _cpu(theirs)
    print(f"reading {pages} pages: {mine / size * PAGE * 1000:.2f} ms CPU per {PAGE // 1000} KB", end="")
    print(f", warcio's iterator {other / size * PAGE * 1000:.2f}; ratio {mine / other:.2f}")
    started = time.perf_counter()
    cost = run([Path(sys.executable).with_name("khotin"), "ingest", path, "--data", folder / "data"])
    seconds = time.perf_counter() - started
    print(f"khotin ingest: {pages / seconds:.0f} pages/s, {cost.cpu / pages * 1000:.1f} ms CPU a page, all told")


def _ours(answers: Sequence[Answer], folder: Path, run_id: str) -> None:
    with Archive(folder / "archive", run_id, lambda: NOW) as archive:
        for answer in answers:
            archive.write_response(answer, purpose="article")


def _theirs(answers: Sequence[Answer], path: Path) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True, warc_version="1.1")
        for answer in answers:
            head = StatusAndHeaders("200 OK", list(answer.headers), protocol="HTTP/1.1")
            asked = StatusAndHeaders("GET / HTTP/1.1", list(answer.request_headers), is_http_request=True)
            response = writer.create_warc_record(
                answer.url, "response", payload=io.BytesIO(answer.body), http_headers=head
            )
            request = writer.create_warc_record(answer.url, "request", http_headers=asked)
            writer.write_request_response_pair(request, response)
            fields = io.BytesIO(b"fetchTimeMs: 12\r\npurpose: article\r\n")
            writer.write_record(writer.create_warc_record(answer.url, "metadata", payload=fields))


def _pages() -> Iterator[bytes]:
    files = sorted((SHARED / "bench" / "extraction" / "data").glob("*/html/*"))
    if not files:
        yield from _made_pages()
        return
    yield from (gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in files)


def _made_pages() -> Iterator[bytes]:
    for seed in cycle(range(COUNT)):
        rng = random.Random(seed)
        words = (f"w{int(rng.paretovariate(0.7)) % 50_000}" for _ in range(PAGE // 6))
        yield f"<!doctype html><html><body><p>{' '.join(words)}</p></body></html>".encode()


def _bytes(folder: Path, run_id: str) -> int:
    return sum(path.stat().st_size for path in (folder / "archive").rglob(f"{run_id}-*.warc.gz"))


def _cpu(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


if __name__ == "__main__":
    main()

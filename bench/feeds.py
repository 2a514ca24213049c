"""Feeds: read_feed beside feedparser on a well-formed feed of 200 entries, CPU per feed, with their entries compared.

Each entry has 3,000 characters of ``content:encoded``, as CDATA in one feed and escaped in the other. Start-up is
subtracted: each reader also runs without reading anything.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from bench.measure import ROOT, peer, run
from scrapers.feeds import read_feed
from scrapers.mentions import plain

PEER = "feedparser==6.0.14"
URL = "https://news.example/rss/home.rss"
ENTRIES = 200
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel><title>Tin mới</title><link>https://news.example/</link><description>Tin mới nhất</description>
<atom:link href="https://news.example/rss/home.rss" rel="self" type="application/rss+xml"/>
<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
"""
ITEM = """<item>
<title>Việt Nam và Bỉ ký thoả thuận hợp tác nông nghiệp số {number} &amp; mở rộng thương mại</title>
<link>https://news.example/the-gioi/viet-nam-bi-{number}.html?utm_source=rss&amp;utm_medium=feed</link>
<guid isPermaLink="false">https://news.example/?p={number}</guid>
<pubDate>Thu, 12 Nov 2026 08:{minute:02}:00 +0700</pubDate>
<dc:creator>{author}</dc:creator>
<category>{category}</category><category>{category}</category>
<description>{summary}</description>
<content:encoded>{content}</content:encoded>
<media:content url="https://cdn.example/{number}.jpg" medium="image" width="1200" height="800"/>
<media:thumbnail url="https://cdn.example/{number}-s.jpg" width="150" height="100"/>
</item>
"""
SUMMARY = (
    '<a href="https://news.example/a"><img src="https://cdn.example/1.jpg"></a><p>Lãnh đạo hai nước khẳng định.</p>'
)
PARAGRAPH = (
    '<p>Thủ tướng <a href="https://news.example/nhan-vat?id=1&amp;p=2">hai nước</a> đã hội đàm tại <b>Brussels</b> về '
    "thương mại, đầu tư &amp; giáo dục, và chứng kiến lễ ký các văn kiện hợp tác giữa các bộ và doanh nghiệp.</p>\n"
)


def made_feed(write: Callable[[str], str]) -> bytes:
    """Return the feed, with its texts written as CDATA or escaped."""
    content = (PARAGRAPH * 20)[:3_000]
    texts = {"author": write("Nguyễn Văn A"), "category": write("Thế giới"), "summary": write(SUMMARY)}
    items = (ITEM.format(number=n, minute=n % 60, content=write(content), **texts) for n in range(ENTRIES))
    return (HEAD + "".join(items) + "</channel></rss>\n").encode()


def cdata(text: str) -> str:
    return f"<![CDATA[{text}]]>"


def main() -> None:
    """Print CPU milliseconds a feed and their ratios; exits where the entries differ."""
    python = peer("feedparser", PEER)
    theirs = [python, ROOT / "bench" / "peers" / "feedparser_feed.py"]
    ours = [sys.executable, "-m", "bench.feeds"]
    with tempfile.TemporaryDirectory() as folder:
        for name, write in (("CDATA", cdata), ("escaped", escape)):
            feed = Path(folder) / f"{name}.rss"
            feed.write_bytes(made_feed(write))
            print(f"\n{name}, {ENTRIES} entries, {feed.stat().st_size // 1000} KB")
            mine, my_rows = _cost(ours, feed, 40, "")
            lean, rows = _cost(theirs, feed, 4, "lean")
            usual, _ = _cost(theirs, feed, 2, "")
            expected = [[link, *map(plain, texts)] for link, *texts in rows]
            if my_rows != expected or len(my_rows) != ENTRIES:
                sys.exit("the entries differ")
            print(f"  khotin {mine:7.1f} ms CPU, {PEER} {lean:.1f} (as fast as it goes), {usual:.1f} (as it comes)")
            print(f"  CPU ratio feedparser / khotin: {lean / mine:.1f} and {usual / mine:.1f}; the same entries")


def _cost(command: Sequence[str | Path], feed: Path, rounds: int, how: str) -> tuple[float, list[list[str]]]:
    """Return CPU milliseconds a feed, without start-up, and the entries."""
    out = feed.with_suffix(".json")
    nothing = run([*command, feed, out, "0", how])
    something = run([*command, feed, out, str(rounds), how])
    return (something.cpu - nothing.cpu) * 1000 / rounds, json.loads(out.read_text(encoding="utf-8"))


def read_often(source: Path, target: Path, rounds: int) -> None:
    """Read a feed so many times over, and write its entries in the form of the peer's."""
    body = source.read_bytes()
    rows: list[list[str | None]] = []
    for _ in range(rounds):
        listed = read_feed(body, "application/rss+xml", URL)
        rows = [[each.url, each.title, each.published, each.section, each.summary] for each in listed.mentions]
    target.write_text(json.dumps(rows), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        read_often(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main()

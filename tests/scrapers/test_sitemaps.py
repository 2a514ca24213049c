"""Sitemaps of every form: extensions, namespaces, text, encodings, damage, hostile files, and memory."""

from __future__ import annotations

import codecs
import gzip
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.mentions import ListingError
from scrapers.readers import read_listing
from scrapers.sitemaps import read_sitemap
from scrapers.source import Discover

LIMIT = 1_000_000
PLAIN = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://n.example/a</loc>
<lastmod>2026-11-12</lastmod></url><url><loc>https://n.example/b?x=1&amp;y=2</loc></url></urlset>"""


def urls(body: bytes) -> list[str]:
    return [mention.url for mention in read_sitemap(body, LIMIT).mentions]


def test_news_and_image_extensions_give_hints_and_pictures_no_address() -> None:
    body = """<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="x"><url>
    <image:image><image:loc>https://img.example/1.jpg</image:loc><image:title>A picture</image:title></image:image>
    <loc>https://n.example/1</loc><n:news><n:publication><n:name>N</n:name><n:language>vi</n:language></n:publication>
    <n:publication_date>2026-11-12T08:00:00+07:00</n:publication_date><n:title>Tiêu đề &amp; phụ</n:title>
    <n:keywords>a, b</n:keywords></n:news></url>
    <url><loc>https://n.example/2</loc><image:image>
    <image:title><![CDATA[Hội &quot;nghị&quot; &amp;amp; bàn]]></image:title>
    </image:image><lastmod> 2026-11-11 </lastmod></url></urlset>"""
    first, second = read_sitemap(body.encode(), LIMIT).mentions
    assert (first.url, first.title, first.published) == (
        "https://n.example/1",
        "Tiêu đề & phụ",
        "2026-11-12T08:00:00+07:00",
    )
    assert (second.title, second.modified) == ('Hội "nghị" & bàn', "2026-11-11")


@pytest.mark.parametrize(
    "body",
    [
        PLAIN,
        PLAIN.replace(b' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"', b""),
        PLAIN.replace(b"http://www.sitemaps.org/schemas/sitemap/0.9", b"http://www.google.com/schemas/sitemap/0.84"),
        PLAIN.replace(b"<url", b"<s:url")
        .replace(b"</url", b"</s:url")
        .replace(b"<s:urlset xmlns", b"<s:urlset xmlns:s"),
        b"\xef\xbb\xbf\r\n\n" + PLAIN,
        b"<br />\n<b>Notice</b>: x in /a.php on line <b>3</b><br />\n" + PLAIN,
        PLAIN.replace(b"&amp;y", b"&y"),
        PLAIN.replace(b"<lastmod>", b"<!-- caf\xe9 \x0b --><lastmod>"),
        PLAIN.replace(b"</loc>\n", b"</loc>\n<title>A&nbsp;&eacute;&nothing;</title>"),
        codecs.BOM_UTF16_LE + PLAIN.decode().replace("UTF-8", "UTF-16").encode("utf-16-le"),
        PLAIN.replace(b"<?xml version", b"<!DOCTYPE urlset [<!ENTITY a 'b'>]>\n<?xml version"),
        gzip.compress(PLAIN),
        gzip.compress(gzip.compress(PLAIN)),
        b"https://n.example/a\r\nhttps://n.example/b?x=1&y=2\r\n",
        b"\xef\xbb\xbfhttps://n.example/a\n\n  https://n.example/b?x=1&y=2",
    ],
)
def test_one_sitemap_written_in_many_ways(body: bytes) -> None:
    assert urls(body) == ["https://n.example/a", "https://n.example/b?x=1&y=2"]


def test_mending_leaves_character_data_as_it_is() -> None:
    body = PLAIN.replace(b"https://n.example/a<", b"<![CDATA[https://n.example/a?b=1&c=2]]><").replace(b"&amp;y", b"&y")
    assert urls(body) == ["https://n.example/a?b=1&c=2", "https://n.example/b?x=1&y=2"]


@pytest.mark.parametrize("cut", [20, 40, 60])
def test_what_came_before_a_cut_is_kept(cut: int) -> None:
    listed = read_sitemap(PLAIN[:-cut], LIMIT)
    assert [mention.url for mention in listed.mentions] == ["https://n.example/a"]
    assert listed.error is not None
    assert listed.error.reason == "malformed-sitemap"
    assert listed.error.detail.startswith("line ")


@pytest.mark.parametrize(
    ("body", "reason", "detail"),
    [
        (b"<!-- x --><!doctype HTML><p>Home", "html-instead-of-sitemap", "HTML page"),
        (b"<html lang=vi><body><rss>", "html-instead-of-sitemap", "HTML page"),
        (gzip.compress(PLAIN, mtime=0)[:-9], "truncated", "ends too soon"),
        (b"<opml/>", "malformed-sitemap", "<opml>"),
        (b"", "malformed-sitemap", "one URL a line"),
        (b"some words\nhttps://n.example/a\nmore words", "malformed-sitemap", "some words"),
        (b"<urlset>" + b"<a>" * 200_000, "malformed-sitemap", "deeper than"),
    ],
)
def test_what_is_no_sitemap_says_what_it_is(body: bytes, reason: str, detail: str) -> None:
    with pytest.raises(ListingError) as caught:
        read_sitemap(body, LIMIT)
    assert caught.value.reason == reason
    assert detail in caught.value.detail


def test_entities_are_neither_expanded_nor_fetched() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    body = bomb + b"]><urlset><url><loc>https://n.example/a</loc><lastmod>&j;</lastmod></url></urlset>"
    (mention,) = read_sitemap(body, LIMIT).mentions
    assert mention.modified == "&j;"
    assert (
        len(read_sitemap(b"<urlset><url><loc>https://n.example/%s</loc></url></urlset>" % (b"x" * 9000), 1).mentions)
        == 0
    )


def long_sitemap(count: int) -> bytes:
    form = b"<url><loc>https://news.example/2026/11/%02d/article-%d.html</loc><lastmod>2026-11-%02d</lastmod></url>"
    return b"<urlset>" + b"".join(form % (n % 28 + 1, n, n % 28 + 1) for n in range(count)) + b"</urlset>"


def test_what_is_not_wanted_costs_no_memory() -> None:
    body = long_sitemap(5_000)
    tracemalloc.start()
    kept = read_sitemap(body, LIMIT, lambda mention: "/11/05/" in mention.url)
    few = tracemalloc.get_traced_memory()[1]
    everything = read_sitemap(body, LIMIT)
    all_of_them = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (len(kept.mentions), len(everything.mentions)) == (179, 5_000)
    assert few < 500_000
    assert all_of_them < 2_000_000


def test_more_entries_than_the_protocol_allows_are_noted() -> None:
    listed = read_sitemap(long_sitemap(50_001), LIMIT)
    assert (len(listed.mentions), listed.note and listed.note.reason) == (50_000, "too-many-entries")


RSS = b'<rss version="2.0"><channel><title>x</title><item><title>T</title><link>https://n.example/a</link></item></channel></rss>'
INDEX = b"<sitemapindex><sitemap><loc>https://n.example/s.xml</loc></sitemap></sitemapindex>"


@pytest.mark.parametrize("kind", ["feed", "sitemap", "news_sitemap"])
@pytest.mark.parametrize(
    ("body", "mentions", "children"),
    [(RSS, 1, 0), (gzip.compress(RSS), 1, 0), (INDEX, 0, 1), (PLAIN, 2, 0), (b"https://n.example/a\n", 1, 0)],
)
def test_feeds_and_sitemaps_are_told_apart_by_what_they_are(
    kind: str, body: bytes, mentions: int, children: int
) -> None:
    spec = Discover(kind=kind, url="https://n.example/index.rss")  # type: ignore[arg-type]
    listed = read_listing(spec, body, "text/html", spec.url)
    assert (len(listed.mentions), len(listed.children)) == (mentions, children)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=40), max_size=8
    )
)
def test_every_address_comes_back_as_it_was_written(tails: list[str]) -> None:
    from xml.sax.saxutils import escape

    addresses = [f"https://n.example/{tail}".strip() for tail in tails]
    body = "<urlset>" + "".join(f"<url><loc>{escape(url)}</loc></url>" for url in addresses) + "</urlset>"
    assert urls(body.encode()) == addresses

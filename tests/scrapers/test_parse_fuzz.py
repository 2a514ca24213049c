"""Whatever the bytes are, parse returns an article or a reject with a known reason, and twice the same.

The pages begin as real-looking ones (the newsstand's, the sources' fixtures, one with everything) and are cut, doubled,
swapped, and strewn with fragments. What must hold of every answer is in ``check``; bounds of work and time are in
``test_parse_bounds``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from scrapers.newsstand import Newsstand
from scrapers.parse import parse, to_json
from scrapers.source import Layout, Source
from tests.scrapers.newsstand_visit import NOW, all_paths, get
from tests.scrapers.parse_pages import FETCHED, FIRST, TITLE, html_page, page, source
from transforms.records import DateValue, ParsedArticle, Reject

EVERYTHING = html_page(
    head=f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}", '
    '"datePublished": "2026-11-12"}</script>'
    '<meta property="og:title" content="x"><link rel="canonical" href="/a">',
    before='<time datetime="2026-11-12T15:42:00+07:00">12/11/2026</time><span class="author">By A B</span>',
    body=f"<p>{FIRST}</p><figure><figcaption>c (Photo: X)</figcaption></figure><table><tr><td>1</td></tr></table>",
).encode()
FRAGMENTS = (
    b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<script", b"</script>", b"<noscript>", b"<table>",
    b"<td>", b"<a href=", b'"', b"'", b"&#0;", b"&#xD800;", b"&nbsp", b"\x00", b"\xff", b"\xfe\xff", b"\xe2\x80",
    b"<div>" * 300, b"<br>" * 9, b'<meta charset="utf-16">', b'<meta charset="none">', b'{"@graph":', b"[[[[",
    b"2026-99-99", b"<p hidden>", b'<time datetime="', b"<html>", b"</body>", b"<frameset>", b"<svg>", b"<math>",
    b"<template>", b"<select>", b"&amp;" * 40, b"&#x10FFFF;", b"&#1114112;", b"\xed\xa0\x80", b"\x1b[31m", b"\xc2\xad",
    b"&shy;", b"</p></div></main>", b"<base href='javascript:'>", b"<xmp>", b"<plaintext>", b"\xe2\x80\xae",
)  # fmt: skip
METAS = (
    "og:title", "article:published_time", "og:updated_time", "author", "og:url", "og:locale", "og:image", "keywords",
    "article:section", "description", "og:type", "og:site_name", "date",
)  # fmt: skip
VALUES = (
    "", " ", "0", "-1", "99999999999999999999", "1e400", "NaN", "9999-12-31T23:59:59Z", "2999-01-01", "0000-00-00",
    "31/02/2026", "2026-11-12T25:61:61+99:99", "1763000000000000000", "http://[::1", "http://a:99999999/", "//",
    "https://news.example/%zz%00", "javascript:alert(1)", "x" * 3_000, "\u202e", "\u0000", "\\ud800", "null", "true",
    "By , and", "12 Nov 2026 25:99", "١٢ نوفمبر ٢٠٢٦", "令和八年",
)  # fmt: skip
TYPES = ("NewsArticle", "LiveBlogPosting", "Person", "ItemList", "", "http://schema.org/Article", "VideoObject")
REASONS = {"not-a-page", "empty-page", "no-markup", "too-many-elements", "too-deep"}
KINDS = {
    None, "home-page", "listing-page", "too-little-text", "soft-404", "error-page", "bot-check", "consent-wall",
    "login-page", "paywall-stub",
}  # fmt: skip
MOST = 5_000


def _newsstand() -> Iterator[bytes]:
    with Newsstand(now=NOW) as stand:
        for outlet, paths in all_paths(stand).items():
            yield from (get(stand.origins[outlet] + path).body for path in ("/", *paths[:2]))


def _fixtures() -> Iterator[bytes]:
    pages = sorted((Path(__file__).parents[1] / "sources").glob("*/*/page.html"))
    return (path.read_bytes() for path in pages[::8])


SEEDS = (EVERYTHING, *_newsstand(), *_fixtures())


@st.composite
def heads(draw: st.DrawFn) -> bytes:
    """Metas and JSON-LD with any types and values."""
    metas = draw(st.lists(st.tuples(st.sampled_from(METAS), st.sampled_from(VALUES)), max_size=3))
    written = "".join(f'<meta property="{name}" content="{value}">' for name, value in metas)
    names = st.sampled_from(("name", "url", "@type", "@id", "headline", "articleBody"))
    values = st.one_of(st.sampled_from(VALUES), st.integers(-(10**20), 10**20), st.none(), st.booleans())
    nested = st.recursive(values, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3))
    fields = ("headline", "datePublished", "dateModified", "author", "image", "publisher", "keywords", "articleBody")
    node = draw(st.dictionaries(st.sampled_from(fields), nested, max_size=4))
    node["@type"] = draw(st.sampled_from(TYPES))
    return f'{written}<script type="application/ld+json">{json.dumps(node)}</script>'.encode()


@st.composite
def mutated(draw: st.DrawFn, seeds: tuple[bytes, ...] = SEEDS) -> bytes:
    """A seed with pieces cut out, doubled, moved, with hostile fragments put in, perhaps recoded and cut short."""
    body = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(body)))
        end = min(len(body), start + draw(st.integers(0, 400)))
        to = draw(st.integers(0, len(body)))
        choices = (st.sampled_from(FRAGMENTS), st.binary(max_size=12), st.just(body[start:end] * 2), heads())
        middle = draw(st.one_of(st.just(body[to : to + 200]), *choices))
        body = body[:start] + middle + body[end:]
    if draw(st.integers(0, 9)) == 0:
        body = body.decode("utf-8", "replace").encode(draw(st.sampled_from(["utf-16", "cp1258", "utf-7"])), "replace")
    return body[: draw(st.integers(0, len(body)))] if draw(st.integers(0, 4)) == 0 else body


def strings_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_in(inner)


def check(parsed: ParsedArticle | Reject) -> None:
    """What holds of every answer."""
    if isinstance(parsed, Reject):
        assert parsed.stage == "parse"
        assert parsed.reason in REASONS, f"{parsed.reason}: {parsed.detail}"
        return
    assert parsed.not_article_reason in KINDS
    assert parsed.is_article is (parsed.not_article_reason is None)
    said = to_json(parsed)
    json.dumps(said, allow_nan=False)
    for text in strings_in(said):
        text.encode()  # no lone surrogates
        assert "\x00" not in text
    assert all(paragraph.strip() for paragraph in parsed.body)
    for many in (parsed.body, parsed.captions, parsed.authors, parsed.keywords, parsed.images):
        assert len(many) <= MOST
    for date in (parsed.published, parsed.modified):
        check_date(date)


def check_date(date: DateValue | None) -> None:
    if date is None:
        return
    assert date.edtf
    assert len(date.candidates) <= MOST
    if date.datetime is not None:
        assert date.datetime <= FETCHED + timedelta(days=2)


CONTENT_TYPES = (None, "text/html", "text/html; charset=utf-16", "text/plain", "text/html; charset=big5")
SOURCES = (None, source(Layout(body="div.article-text", published="time")), source(Layout(title="h1", body="main p")))


@settings(max_examples=150, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@example(EVERYTHING, "text/html", SOURCES[1])
@given(mutated(), st.sampled_from(CONTENT_TYPES), st.sampled_from(SOURCES))
def test_mutated_pages(body: bytes, content_type: str | None, of: Source | None) -> None:
    given_page = page(body, content_type=content_type)
    parsed = parse(given_page, of)
    check(parsed)
    assert parse(given_page, of) == parsed


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(body: bytes) -> None:
    check(parse(page(body, content_type=None)))

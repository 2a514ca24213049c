"""Whatever the bytes are, parse returns an article or a reject, soon."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrapers.parse import parse, to_json
from scrapers.source import Layout
from tests.scrapers.parse_pages import FIRST, TITLE, html_page, page, source
from transforms.records import ParsedArticle, Reject

SEED = html_page(
    head=f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}", '
    '"datePublished": "2026-11-12"}</script>'
    '<meta property="og:title" content="x"><link rel="canonical" href="/a">',
    before='<time datetime="2026-11-12T15:42:00+07:00">12/11/2026</time><span class="author">By A B</span>',
    body=f"<p>{FIRST}</p><figure><figcaption>c (Photo: X)</figcaption></figure><table><tr><td>1</td></tr></table>",
).encode()
FRAGMENTS = [
    b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<script", b"</script>", b"<noscript>", b"<table>",
    b"<td>",
    b"<a href=", b'"', b"'", b"&#0;", b"&#xD800;", b"&nbsp", b"\x00", b"\xff", b"\xfe\xff", b"\xe2\x80", b"<div>" * 300,
    b"<br>" * 9, b'<meta charset="utf-16">', b'<meta charset="none">', b'{"@graph":', b"[[[[", b"2026-99-99",
    b"<p hidden>", b'<time datetime="', b"<html>", b"</body>", b"<frameset>", b"<svg>",
    b"<math>", b"<template>", b"<select>",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """The seed page with pieces cut out, doubled, and hostile fragments put in."""
    body = SEED
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(body)))
        end = min(len(body), start + draw(st.integers(0, 400)))
        middle = draw(st.one_of(st.sampled_from(FRAGMENTS), st.binary(max_size=12), st.just(body[start:end] * 2)))
        body = body[:start] + middle + body[end:]
    return body


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    mutated(),
    st.sampled_from([None, "text/html", "text/html; charset=utf-16", "text/plain", "text/html; charset=big5"]),
)
def test_mutated_pages(body: bytes, content_type: str | None) -> None:
    parsed = parse(page(body, content_type=content_type), source(Layout(body="div.article-text", published="time")))
    if isinstance(parsed, Reject):
        assert parsed.reason != "parser-fault", parsed.detail
    else:
        assert to_json(parsed)["url"] == parsed.url
        assert all(paragraph.strip() for paragraph in parsed.body)


@given(st.binary(max_size=200))
def test_any_bytes(body: bytes) -> None:
    parsed = parse(page(body, content_type=None))
    assert isinstance(parsed, ParsedArticle) or parsed.reason != "parser-fault"


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>" + b"<i></i>" * 1_000_000,
        b"<html><body>" + b"<div>" * 100_000 + b"deep",
        b"<html><body><p>" + b"word " * 1_000_000,
        b"<html><body>" + b"a<br><br>" * 50_000,
        b'<html><body><p class="' + b"share " * 800_000 + b'">x</p>',
        b"<html><body>" + b"<a href=x>" * 20_000,
        b'<script type="application/ld+json">' + b"[" * 500_000 + b"</script><p>x</p>",
        b"<html><body>" + b'<time datetime="2026-01-01">1/1/2026</time>' * 20_000,
        b"<html><body><p>" + b"\xff\xc3" * 1_000_000,
        b"<html><title>" + b" - x" * 200_000,
        b"<html><body>"
        + b'<div class="date byline related share caption" itemprop="author">' * 1_900
        + b"<p>x</p>" * 35_000,
        b"<html><body>" + b"<noscript>" * 1_900 + b"<p>word</p>" * 35_000,
        b'<script type="application/ld+json">' + b"/* " * 150_000 + b" " * 300_000 + b"</script><p>x</p>",
    ],
    ids=[
        "empty-tags",
        "nested",
        "one-line",
        "breaks",
        "label",
        "links",
        "json",
        "times",
        "bytes",
        "title",
        "labels",
        "unclosed",
        "comments",
    ],
)
def test_pathological_pages_are_answered_within_two_seconds(body: bytes) -> None:
    begun = time.process_time()
    parsed = parse(page(body, content_type=None))
    assert time.process_time() - begun < 2
    assert isinstance(parsed, ParsedArticle) or parsed.reason != "parser-fault"

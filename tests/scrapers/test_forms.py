"""What form a listing's bytes have, whatever they are called."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.forms import form_of

NEWS = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    b'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://a.b/</loc></url></urlset>'
)


@pytest.mark.parametrize(
    ("body", "form"),
    [
        (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "RSS"),
        (b'\n\n<!-- <html> --><rdf:RDF xmlns:rdf="x"><channel/></rdf:RDF>', "RSS"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "Atom"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "JSON Feed"),
        (b'{"articles": []}', "JSON"),
        (NEWS, "news sitemap"),
        (gzip.compress(NEWS), "news sitemap"),
        (b"<urlset><url><loc>https://a.b/</loc></url></urlset>", "sitemap"),
        (b"<sitemapindex/>", "sitemap index"),
        (b"https://a.b/1\nhttps://a.b/2\n", "text sitemap"),
        (b"<!doctype html><html><body>rss</body></html>", "HTML"),
        (b"<div>part of a page</div>", "HTML"),
        (b"not found", "text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        (b"\x1f\x8bnot gzip at all", "binary"),
        (b"", "text"),
    ],
)
def test_form(body: bytes, form: str) -> None:
    assert form_of(body) == form


@given(st.binary(max_size=300))
def test_any_bytes_have_a_form(body: bytes) -> None:
    assert form_of(body)

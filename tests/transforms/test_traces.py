"""Traces: every form in which the web writes an address or a sentence is found, and nothing else is."""

from __future__ import annotations

import html
import json
import unicodedata
from urllib.parse import quote, quote_plus

import pytest

from transforms.tombstones import article_digest, source_digest, url_digest
from transforms.traces import FEW, Traces, telling_words, without
from transforms.urls import url_key

URL = "https://news.example/2026/11/harbour-opens-1234.html?id=3&b=2"
TITLE = "The harbour's “new” bridge & co – opens in Đà Nẵng"
TRACES = Traces([url_key(URL)], [URL], [TITLE])


@pytest.mark.parametrize(
    "text",
    [
        URL,
        html.escape(URL),
        json.dumps({"url": URL}),
        json.dumps({"url": URL}).replace("/", "\\/"),
        json.dumps({"url": URL}).replace("/", "\\u002F"),
        f"https://share.example/?u={quote(URL, safe='')}&t=1",
        quote(quote(URL, safe=""), safe=""),
        f"({URL}).",
        "HTTP://WWW.News.Example/2026/11/harbour-opens-1234.html?b=2&id=3&utm_source=feed#top",
        "http://m.news.example/2026/11/harbour-opens-1234.html/?id=3&b=2",
    ],
)
def test_an_address_is_found_however_it_is_spelled(text: str) -> None:
    assert [span.kind for span in TRACES.find(text.encode())] == ["address"]


@pytest.mark.parametrize(
    "text",
    [
        URL.replace("1234", "12345"),
        URL.replace("id=3", "id=4"),
        URL.replace("news.", "xnews."),
        URL.replace("news.", "sport.news."),
        "https://news.example/2026/11/",
    ],
)
def test_another_address_is_not(text: str) -> None:
    assert TRACES.find(text.encode()) == []


def test_a_link_without_host_is_found_on_pages_of_that_host_alone() -> None:
    page = b'<a href="/2026/11/harbour-opens-1234.html?id=3&amp;b=2">'
    assert TRACES.find(page, "news.example")
    assert not TRACES.find(page, "other.example")


@pytest.mark.parametrize(
    "text",
    [
        TITLE,
        TITLE.replace("“new”", '"new"').replace("–", "-"),
        html.escape(TITLE),
        html.escape(TITLE).encode("ascii", "xmlcharrefreplace").decode(),
        html.escape(html.escape(TITLE)),
        json.dumps(TITLE),
        quote(TITLE),
        quote_plus(TITLE),
        TITLE.replace(" ", "\n\t "),
        TITLE.replace(" ", "\u00a0"),
        unicodedata.normalize("NFD", TITLE),
        TITLE.replace("“new”", "“<em>new</em>”"),
    ],
)
def test_words_are_found_however_they_are_written(text: str) -> None:
    assert [span.kind for span in TRACES.find(f"<p>Before. {text}</p>".encode())] == ["words"]


@pytest.mark.parametrize("coding", ["utf-16-le", "utf-16-be"])
def test_words_are_found_in_utf_16(coding: str) -> None:
    assert TRACES.find(TITLE.encode(coding))


def test_other_words_are_not_found() -> None:
    assert TRACES.find("The harbour's new bridge opens in Huế".encode()) == []


def test_what_stands_around_words_goes_with_them() -> None:
    page = f'<li><a href="{URL}">Read: {TITLE} tonight</a></li><li>Nets</li>'.encode()
    assert without(page, TRACES.find(page), b"[x]") == b'<li><a href="https://[x]">[x]</a></li><li>Nets</li>'


def test_of_many_addresses_each_is_found() -> None:
    urls = [f"https://news.example/story-{number}" for number in range(FEW * 2)]
    many = Traces([url_key(url) for url in urls], urls, [])
    assert all(many.find(url.encode()) for url in urls)
    assert not many.find(b"https://news.example/story-x")
    assert many.anchors == ("news.example",)


def test_files_and_ids_are_found_as_they_are() -> None:
    traces = Traces([], ["file:///srv/a%20b/one.txt"], [], ["0123456789abcdef01234567"])
    assert traces.find(b"read /srv/a b/one.txt")
    assert traces.find(b"file:///srv/a%20b/one.txt")
    assert traces.find(b"article 0123456789abcdef01234567 is gone")
    assert not traces.find(b"file:///srv/a%20b/two.txt")


def test_telling_words_are_long_enough_to_tell() -> None:
    body = ["Short one.", "Fishermen of three villages mend their nets in the schoolyard of Phuoc Hai.", "东" * 60]
    found = telling_words("Sport", None, body)
    assert found == ["Fishermen of three villages mend their nets in the schoolyard", "东" * 20]
    assert telling_words("Nets are mended in the yard", None, [])[0] == "Nets are mended in the yard"


def test_digests_differ_by_what_they_are_of() -> None:
    digests = {url_digest("a"), article_digest("a"), source_digest("a"), url_digest("b")}
    assert len(digests) == 4
    assert all(len(digest) == 40 for digest in digests)

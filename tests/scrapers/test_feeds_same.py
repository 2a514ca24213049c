"""The fast reader and feedparser read the same entries in a well-formed feed: by hand-written feeds and generated ones.

Only then may a feed that breaks be read by the other one without its articles changing.
"""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.feed_broken import read_broken
from scrapers.feed_entry import mention_of
from scrapers.feed_xml import read_xml
from scrapers.mentions import Mention
from tests.scrapers.feed_corpus import CASES, URL, Case, atom, rss


def fast(text: str) -> list[Mention]:
    found = read_xml(text)
    assert found.whole
    return [mention_of(entry, URL) for entry in found.entries]


def tolerant(text: str) -> list[Mention]:
    return [mention_of(entry, URL) for entry in read_broken(text, text)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_both_read_a_hand_written_feed_as_it_is_meant(case: Case) -> None:
    assert fast(case.text) == list(case.mentions)
    assert tolerant(case.text) == list(case.mentions)


WORDS = st.text(
    st.sampled_from("aZ09 .,:;!?&<>\"'()-–“”’…éđổÃ©€中🙂\n")
    | st.characters(min_codepoint=0x20, max_codepoint=0x2FFF, exclude_categories=["Cs", "Cn", "Co"]),
    max_size=30,
)
# Without ";": feedparser takes what looks like a reference in a URL for one that was unescaped by mistake.
PATHS = st.text(st.sampled_from("abcXYZ0189-_/.?=%&~,é"), min_size=1, max_size=20).map(lambda path: "/a/" + path)
ADDRESSES = st.one_of(PATHS, PATHS.map("https://news.example{}".format), PATHS.map(lambda path: path.lstrip("/")))
DATES = st.sampled_from(["2026-11-12", "2026-11-12T08:00:00+07:00", "Thu, 12 Nov 2026 08:00:00 GMT", "hôm nay", " x "])


def text_of(draw: st.DrawFn, value: str) -> str:
    """Return a text as a feed may have it: escaped, as CDATA, or escaped twice."""
    way = draw(st.sampled_from(("escaped", "cdata", "twice")))
    if way == "cdata" and "]]>" not in value:
        return f"<![CDATA[{value}]]>"
    return escape(escape(value) if way == "twice" else value)


@st.composite
def rss_items(draw: st.DrawFn) -> str:
    """Return an item of some elements in any order, none of them twice."""

    def one(name: str, values: st.SearchStrategy[str], attributes: str = "") -> str:
        return f"<{name}{attributes}>{text_of(draw, draw(values))}</{name}>"

    parts = [
        one("title", WORDS),
        one("link", ADDRESSES),
        one("guid", ADDRESSES | st.just("tag:1"), draw(st.sampled_from((" isPermaLink='false'", "")))),
        one("pubDate", DATES),
        one("dc:date", DATES),
        one("atom:updated", DATES),
        one("description", WORDS),
        one("content:encoded", WORDS),
        one("category", WORDS, draw(st.sampled_from((" domain='x'", "")))),
        one("dc:creator", WORDS),
        one("media:title", WORDS, draw(st.sampled_from((" type='html'", "")))),
        one("media:description", WORDS),
        "<media:thumbnail url='https://c.example/1.jpg' width='1'/>",
        "<enclosure url='https://c.example/1.mp3' type='audio/mpeg' length='1'/>",
        "<source url='https://other.example/'>Other</source>",
        one("slash:comments", WORDS),
    ]
    return "".join(draw(st.permutations(draw(st.lists(st.sampled_from(parts), unique=True)))))


@st.composite
def atom_entries(draw: st.DrawFn) -> str:
    def one(name: str, values: st.SearchStrategy[str], attributes: str = "") -> str:
        return f"<{name}{attributes}>{escape(draw(values))}</{name}>"

    def link() -> str:
        rel = draw(st.sampled_from(("", " rel='alternate'", " rel='self'", " rel='enclosure'", " rel='related'")))
        kind = draw(st.sampled_from(("", " type='text/html'", " type='application/json'", " hreflang='fr'")))
        return f"<link{rel}{kind} href='{escape(draw(ADDRESSES))}'/>"

    parts = [
        one("title", WORDS, draw(st.sampled_from(("", " type='html'", " type='text'")))),
        *(link() for _ in range(3)),
        one("published", DATES),
        one("updated", DATES),
        one("summary", WORDS, draw(st.sampled_from(("", " type='html'")))),
        one("content", WORDS, " type='html'"),
        f"<category term='{escape(draw(WORDS.map(str.strip)))}'/>",
        "<author><name>A</name><email>a@b.example</email><uri>https://u.example/</uri></author>",
    ]
    identifier = one("id", st.sampled_from(("urn:1", "https://news.example/e/1")))
    return identifier + "".join(draw(st.permutations(draw(st.lists(st.sampled_from(parts), unique=True)))))


@settings(max_examples=25, deadline=None)
@given(st.lists(rss_items(), max_size=3))
def test_both_read_any_rss_alike(items: list[str]) -> None:
    text = rss(*items)
    assert fast(text) == tolerant(text)


@settings(max_examples=25, deadline=None)
@given(st.lists(atom_entries(), max_size=3))
def test_both_read_any_atom_alike(entries: list[str]) -> None:
    text = atom(*entries)
    assert fast(text) == tolerant(text)

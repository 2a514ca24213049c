"""Feeds as outlets serve them: formats, wrong declarations, what is mended, what is cut off, and what is refused."""

from __future__ import annotations

import codecs
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers import feeds
from scrapers.feed_repair import repaired
from scrapers.feed_xml import read_xml
from scrapers.feeds import read_feed
from scrapers.mentions import Listed, ListingError, Mention
from tests.scrapers.feed_corpus import CASES, URL, Case, rss

ITEM = "<title>Việt Nam – Bỉ</title><link>https://news.example/a/{}</link>"
FEED = rss(*(ITEM.format(number) for number in (1, 2, 3)))
MENTIONS = tuple(Mention(f"https://news.example/a/{number}", "Việt Nam – Bỉ") for number in (1, 2, 3))


def read(text: str | bytes, content_type: str | None = "application/rss+xml") -> Listed:
    return read_feed(text.encode() if isinstance(text, str) else text, content_type, URL)


def read_or_refuse(text: str) -> Listed | None:
    """Read a feed; None where it is refused for one of the reasons that there are."""
    try:
        return read(text.encode("utf-8", "replace"))
    except ListingError as error:
        known = error.reason in ("malformed-feed", "html-instead-of-feed")
        return None if known and error.detail else pytest.fail(str(error))


def refused(text: str | bytes) -> ListingError:
    with pytest.raises(ListingError) as caught:
        read(text)
    return caught.value


@pytest.fixture
def no_feedparser(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        pytest.fail("the slow reader was needed")

    monkeypatch.setattr(feeds, "read_broken", fail)


# --- formats -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_feedparser")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_well_formed_feeds_are_read_fast(case: Case) -> None:
    listed = read(case.text)
    assert listed.mentions == tuple(mention for mention in case.mentions if mention.url)
    missing = len(case.mentions) - len(listed.mentions)
    assert (listed.note.detail if listed.note else None) == (
        f"{missing} of {len(case.mentions)} entries" if missing else None
    )
    assert listed.error is None


def json_feed(*items: Any, version: str = "https://jsonfeed.org/version/1.1") -> str:
    return json.dumps({"version": version, "title": "News", "items": items}, ensure_ascii=False)


@pytest.mark.parametrize("version", ["https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"])
def test_json_feed(version: str) -> None:
    whole = {
        "id": "1",
        "url": "/a/1",
        "external_url": "https://other.example/",
        "title": "Việt &amp; Bỉ",
        "summary": "S",
        "content_html": "<p>Whole</p>",
        "date_published": "2026-11-12T08:00:00+07:00",
        "date_modified": "2026-11-13T08:00:00+07:00",
        "tags": ["World", "Asia"],
    }
    odd = [{"id": "https://news.example/a/2"}, {"external_url": "https://other.example/3", "title": 5, "tags": "x"}]
    listed = read(json_feed(whole, *odd, {"id": 4, "url": None}, "x", None, version=version), "text/html")
    assert listed.mentions == (
        Mention(
            "https://news.example/a/1",
            "Việt & Bỉ",
            "2026-11-12T08:00:00+07:00",
            "2026-11-13T08:00:00+07:00",
            "World",
            "S",
        ),
        Mention("https://news.example/a/2"),
        Mention("https://other.example/3"),
    )
    assert listed.note is not None
    assert listed.note.detail == "1 of 4 entries"


def test_json_feed_that_was_cut_keeps_the_items_before_the_cut() -> None:
    text = json_feed({"url": "/a/1"}, {"url": "/a/2"}, {"url": "/a/3", "title": "x\ty"})
    listed = read(text[:-8].replace("\\t", "\t"))
    assert [mention.url[-1] for mention in listed.mentions] == ["1", "2"]
    assert listed.error is not None
    assert listed.error.reason == "malformed-feed"
    assert len(read(text.replace("\\t", "\t")).mentions) == 3


@pytest.mark.parametrize(
    "text",
    [
        '{"items": []}',
        json_feed(version="2"),
        '{"version": "https://jsonfeed.org/version/1"}',
        "{" * 100_000,
        '{"a":' * 100_000,
        '{"version": ' + "9" * 5_000 + "}",
        "[]",
    ],
)
def test_json_that_is_no_feed_is_refused(text: str) -> None:
    assert refused(text).reason == "malformed-feed"


# --- declarations ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_feedparser")
@pytest.mark.parametrize("content_type", [None, "text/html", "text/xml", "text/plain; charset=us-ascii", "image/gif"])
def test_the_declared_type_counts_for_nothing(content_type: str | None) -> None:
    assert read('<?xml version="1.0"?>' + FEED, content_type).mentions == MENTIONS


@pytest.mark.usefixtures("no_feedparser")
@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (f'<?xml version="1.0" encoding="ISO-8859-1"?>{FEED}'.encode(), None),
        (f'<?xml version="1.0" encoding="utf-16"?>{FEED}'.encode(), None),
        (f'<?xml version="1.0" encoding="no-such"?>{FEED}'.encode(), "text/xml; charset=windows-1252"),
        (codecs.BOM_UTF8 * 2 + f'\n\n <?xml version="1.0"?>{FEED}'.encode(), "text/xml; charset=iso-8859-1"),
        (f'<?xml version="1.0" encoding="utf-16"?>{FEED}'.encode("utf-16"), "text/xml; charset=utf-8"),
        (f'<?xml version="1.0"?>{FEED}'.encode("utf-16-le"), None),
        (FEED.encode("utf-16-be"), None),
        (FEED.encode("utf-32"), None),
        (FEED.encode("utf-32-be"), "text/xml; charset=utf-8"),
        (FEED.encode("windows-1258", "xmlcharrefreplace"), "text/xml; charset=windows-1258"),
        (FEED.encode("ascii", "xmlcharrefreplace"), "text/xml; charset=utf-16"),
    ],
)
def test_encodings_that_are_wrong_missing_or_contradicting(body: bytes, content_type: str | None) -> None:
    assert read(body, content_type).mentions == MENTIONS


def test_a_stray_byte_in_utf_8_does_not_spoil_the_rest() -> None:
    assert read(FEED.encode().replace(b"News", b"The editor\x92s news")).mentions == MENTIONS


# --- mended ------------------------------------------------------------------------------------------------------

NOTICE = "<br />\n<b>Notice</b>: Undefined index: x in <b>/srv/feed.php</b> on line <b>5</b><br />\n"
NETSCAPE = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">'


@pytest.mark.usefixtures("no_feedparser")
@pytest.mark.parametrize(
    "text",
    [
        NOTICE + '<?xml version="1.0"?>' + FEED,
        '\n\n<?xml version="1.0"?>' + FEED + NOTICE,
        f'<?xml version="1.0"?>\n{NETSCAPE}\n{FEED}',
        f'<!DOCTYPE rss [<!-- ]> --><!ENTITY e "]>"><?x ]> ?>]>{FEED}',
        FEED.replace("Việt Nam", "Vi\x00ệt\x0b N\x1fam\ufffe"),
        FEED.replace("Việt Nam", "Vi&#0;ệt&#x1F; N&#xD800;am&#x110000;"),
        FEED.replace("–", "&ndash;"),
        FEED.replace("</channel>", "<copyright>&copy; R&D, AT&T &foo; &</copyright></channel>"),
        FEED.replace("<channel>", "<channel><description>2 < 3, <3 ]]> and <= </description>"),
        FEED.replace("<channel>", "<channel><y:icon z:href='/i'/><link rel='x' href='/?a=1&b=2'/>"),
        FEED.replace("<channel>", "<channel><description><![CDATA[a & b &nbsp; <br> < ]]></description>"),
    ],
)
def test_common_mistakes_are_mended_for_the_fast_reader(text: str) -> None:
    listed = read(text)
    assert listed.mentions == MENTIONS
    assert (listed.error, listed.note) == (None, None)


def test_what_is_mended_says_what_was_meant() -> None:
    text = rss(
        "<title>A&nbsp;B &rsquo;C&rsquo; AT&T &unknown; 1 < 2 &LT; 3 &amp; &#8211;</title><link>/a?x=1&y=2</link>"
    )
    (mention,) = read(text).mentions
    assert mention.title == "A B ’C’ AT&T &unknown; 1 < 2 < 3 & –"
    assert mention.url == "https://news.example/a?x=1&y=2"


def test_undeclared_prefixes_mean_what_they_usually_mean() -> None:
    text = (
        "<rss><channel><sy:updatePeriod>hourly</sy:updatePeriod><item><link>/a/1</link>"
        "<dc:date>2026-11-12</dc:date><content:encoded>Whole</content:encoded></item></channel></rss>"
    )
    listed = read(text)
    assert listed.mentions == (Mention("https://news.example/a/1", published="2026-11-12"),)
    assert listed.rhythm.ttl_seconds == 3600


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([FEED, *(case.text for case in CASES)]))
def test_a_well_formed_feed_is_not_changed_by_repair(text: str) -> None:
    assert read_xml(repaired(text)).entries == read_xml(text).entries


PIECES = st.sampled_from(["<", ">", "&", "]]>", "<![CDATA[", "<!--", "-->", "&a;", "&#1;", "x:", "<!DOCTYPE", "[", '"'])


@settings(max_examples=50, deadline=None)
@given(st.lists(PIECES | st.text(max_size=5), max_size=20).map("".join))
def test_repair_ends_what_it_began(text: str) -> None:
    once = repaired(text)
    assert repaired(once) == once


# --- broken ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        FEED.replace("<channel>", "<channel><description>One<br>two <p>three</description>"),
        FEED.replace("</title>", "</Title>", 2),
        FEED.replace("<channel>", "<channel><p><description><![CDATA[<html><p>x</html>]]></description>"),
        FEED.replace('version="2.0"', "version=2.0"),
    ],
)
def test_broken_structure_is_read_by_feedparser(text: str) -> None:
    assert read(text).mentions == MENTIONS


def test_what_feedparser_loses_is_kept_where_it_was_read_before_the_mistake() -> None:
    listed = read(FEED.replace("<title>News</title>", "<title>News"))
    assert listed.mentions == MENTIONS
    assert listed.error is not None
    assert "mismatched tag" in listed.error.detail


def test_cut_within_an_entry_keeps_those_before_and_says_so() -> None:
    for end in range(FEED.index("/a/3"), FEED.rindex("</item>") + 7, 3):
        listed = read(FEED[:end])
        assert listed.mentions == MENTIONS[:2]
        assert listed.error is not None
        assert listed.error.reason == "malformed-feed"
        assert "line 1" in listed.error.detail


@pytest.mark.parametrize("tail", ["", "</chan", "</channel>", "</channel></rss", "<p>oops", "<!-- "])
def test_cut_after_the_entries_loses_nothing(tail: str) -> None:
    listed = read(FEED[: FEED.rindex("</item>") + 7] + tail)
    assert listed.mentions == MENTIONS
    assert listed.error is None


def test_too_long_and_broken_keeps_what_came_before_the_mistake() -> None:
    filler = "<description>" + "x" * 1_000_000 + "</description>"
    listed = read(FEED.replace("</channel>", f"<item>{filler}</p></item></channel>"))
    assert listed.mentions == MENTIONS
    assert listed.error is not None
    assert "mismatched tag" in listed.error.detail


# --- refused -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reason", "detail"),
    [
        ("<!DOCTYPE html><html><title>x</title></html>", "html-instead-of-feed", "HTML"),
        (NOTICE + "<!DOCTYPE html><html><p>x</html>", "html-instead-of-feed", "expected RSS, Atom or JSON Feed"),
        ('<?xml version="1.0"?><!-- x --><html xmlns="http://www.w3.org/1999/xhtml"/>', "html-instead-of-feed", "HTML"),
        ("<urlset><url><loc>https://news.example/</loc></url></urlset>", "malformed-feed", "<urlset>"),
        ("<rss><channel>\n<title>x</titel>\n", "malformed-feed", "line 2: Opening and ending tag mismatch"),
        ("", "malformed-feed", "expected RSS, Atom or JSON Feed"),
        ("not found", "malformed-feed", "line 1"),
        ("<rss><channel>", "malformed-feed", "line 1"),
        (b"\x00\x01\x02\xff" * 100, "malformed-feed", "expected RSS, Atom or JSON Feed"),
    ],
)
def test_what_is_no_feed_is_refused(text: str | bytes, reason: str, detail: str) -> None:
    error = refused(text)
    assert error.reason == reason
    assert detail in error.detail


LAUGHS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">{LAUGHS}]>',
        f'<!DOCTYPE rss [<!ENTITY m "{"a" * 100_000}">]>',
        '<!DOCTYPE rss [<!ENTITY m SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE rss [<!ENTITY m "evil',
    ],
)
def test_entities_of_the_document_stay_what_they_are(doctype: str) -> None:
    listed = read_or_refuse(doctype + rss(f"<title>{'&m;' * 300}</title><link>/a/1</link>"))
    for mention in listed.mentions if listed else ():
        assert set(mention.title or "") <= set("&m;")
        assert len(mention.title or "") <= 900


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("<rss><channel>" + "<a>" * 100_000, "depth"),
        ("<rss><channel>" + "<a>" * 1_000 + "</a>" * 1_000 + "</channel></rss>", "depth"),
        ("<rss><channel>" + "<p>x</p>" * 100_001 + "</channel></rss>", "more than 100000 elements"),
        ("<rss><channel><x>" + "x" * 1_000_000, "too long"),
        ("<rss " + "a" * 2_000_000, "too long"),
        ("<rss><channel><item></b>" + "<a>" * 100_000, "too long"),
        ("<rss><channel></b>" + "<![CDATA[" * 200_000, "too long"),
        ("<![CDATA[" * 200_000, "line 1"),
        ("<!DOCTYPE rss [" + "<!--" * 300_000, "line 1"),
        ("<!DOCTYPE[" * 200_000, "line 1"),
        ("<?xml " * 200_000, "line 1"),
        ("&" * 100_000, "line 1"),
        ("<a:" * 50_000, "line 1"),
        ("<!---->" * 500 + "x", "line 1"),
        ("<rss><channel>" + "</rss>" * 10_000, "line 1"),
    ],
)
def test_hostile_feeds_are_refused(text: str, detail: str) -> None:
    error = refused(text)
    assert error.reason == "malformed-feed"
    assert detail in error.detail


@pytest.mark.usefixtures("no_feedparser")
def test_one_enormous_text_is_read_and_shortened() -> None:
    (mention,) = read(rss(f"<title>{'x ' * 2_000_000}</title><link>/a/1</link>")).mentions
    assert len(mention.title or "") <= 2000


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from([FEED, *(case.text for case in CASES), json_feed({"url": "/a/1"})]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), PIECES | st.text(max_size=3)), max_size=5),
)
def test_nothing_else_is_ever_raised(text: str, edits: list[tuple[float, int, str]]) -> None:
    for where, cut, piece in edits:
        place = int(where * len(text))
        text = text[:place] + piece + text[place + cut :]
    listed = read_or_refuse(text)
    assert listed is None or all(mention.url for mention in listed.mentions)

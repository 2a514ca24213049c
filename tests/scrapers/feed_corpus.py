"""Well-formed feeds written by hand, one for each format and each habit of publishing systems, with their entries."""

from __future__ import annotations

from dataclasses import dataclass

from scrapers.mentions import Mention

URL = "https://news.example/feeds/all.xml"
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'
)


@dataclass(frozen=True, slots=True)
class Case:
    """A feed and what it mentions."""

    name: str
    text: str
    mentions: tuple[Mention, ...]


def rss(*items: str, head: str = "") -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0" {NAMESPACES}><channel><title>News</title>{head}{inner}</channel></rss>'


def atom(*entries: str, attributes: str = "") -> str:
    inner = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>News</title><id>urn:x</id>{inner}</feed>'


_A = "https://news.example/a/1"
CASES = (
    Case(
        "rss-0.91",
        '<rss version="0.91"><channel><title>N</title><link>https://news.example/</link><image><title>Logo</title>'
        "<url>https://news.example/l.gif</url><link>https://news.example/</link></image>"
        f"<item><title>One</title><link>{_A}</link><description>Said so</description></item></channel></rss>",
        (Mention(_A, "One", summary="Said so"),),
    ),
    Case(
        "rss-0.90",
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://my.netscape.com/rdf/' + 'simple/0.9/"><channel><title>N</title></channel>'
        f"<item><title>One</title><link>{_A}</link></item></rdf:RDF>",
        (Mention(_A, "One"),),
    ),
    Case(
        "rss-1.0",
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.example/"><title>N</title>'
        f'<items><rdf:Seq><rdf:li rdf:resource="{_A}"/></rdf:Seq></items></channel>'
        f'<item rdf:about="{_A}"><title>One</title><link>{_A}?r=rss</link><dc:date>2026-11-12T08:00:00+07:00</dc:date>'
        "<dc:subject>World</dc:subject><dc:creator>A. Author</dc:creator><description>Text</description></item>"
        f'<item rdf:about="{_A}2"><title>Two</title></item></rdf:RDF>',
        (
            Mention(f"{_A}?r=rss", "One", "2026-11-12T08:00:00+07:00", None, "World", "Text"),
            Mention(f"{_A}2", "Two"),
        ),
    ),
    Case(
        "rss-2.0-wordpress",
        rss(
            f"<title>One &#8220;two&#8221;</title><link>{_A}/</link><dc:creator><![CDATA[admin]]></dc:creator>"
            "<pubDate>Thu, 12 Nov 2026 01:00:00 +0000</pubDate><category><![CDATA[World]]></category>"
            "<category><![CDATA[Asia]]></category><guid isPermaLink='false'>https://news.example/?p=1</guid>"
            "<description><![CDATA[<p>Said &#8230; <a href='x'>more</a></p>]]></description>"
            "<content:encoded><![CDATA[<p>The whole story</p>]]></content:encoded><slash:comments>0</slash:comments>"
        ),
        (Mention(f"{_A}/", "One “two”", "Thu, 12 Nov 2026 01:00:00 +0000", None, "World", "Said … more"),),
    ),
    Case(
        "content-is-no-summary",
        rss(
            f"<link>{_A}</link><content:encoded>Whole</content:encoded>",
            f"<content:encoded>W</content:encoded><link>{_A}</link><description>D</description>",
        ),
        (Mention(_A), Mention(_A, summary="D")),
    ),
    Case(
        "media",
        rss(
            f"<media:content url='https://c.example/1.jpg'><media:title type='plain'>A photo</media:title>"
            f"<media:description type='html'>Of it</media:description><media:category>pic</media:category>"
            f"</media:content><title>One</title><link>{_A}</link><description>Text</description>",
            f"<media:group><media:title>Only here</media:title><media:content url='https://c.example/2.mp4'/>"
            f"<media:description>And here</media:description></media:group><link>{_A}2</link>",
        ),
        (Mention(_A, "One", summary="Text"), Mention(f"{_A}2", "Only here", summary="And here")),
    ),
    Case(
        "dates",
        rss(
            f"<link>{_A}1</link><dc:date>2026-11-12</dc:date>",
            f"<link>{_A}2</link><pubDate>Thu, 12 Nov 2026 08:00 GMT</pubDate><dc:date>2026-11-13</dc:date>",
            f"<link>{_A}3</link><pubDate>12/11/2026 8:00</pubDate><atom:updated>2026-11-14</atom:updated>",
            f"<link>{_A}4</link><dcterms:issued>2026-11-11</dcterms:issued><dcterms:modified>2026-11-12"
            "</dcterms:modified><dcterms:created>2026-11-10</dcterms:created>",
        ),
        (
            Mention(f"{_A}1", published="2026-11-12"),
            Mention(f"{_A}2", published="Thu, 12 Nov 2026 08:00 GMT"),
            Mention(f"{_A}3", published="12/11/2026 8:00", modified="2026-11-14"),
            Mention(f"{_A}4", published="2026-11-11", modified="2026-11-12"),
        ),
    ),
    Case(
        "guids",
        rss(
            f"<guid>{_A}</guid><title>Permalink</title>",
            f"<guid isPermaLink='false'>{_A}</guid><title>None</title>",
            "<guid>12345</guid><title>No URL</title>",
            f"<guid>{_A}?guid</guid><link>{_A}</link><title>Both</title>",
        ),
        (Mention(_A, "Permalink"), Mention("", "None"), Mention("", "No URL"), Mention(_A, "Both")),
    ),
    Case(
        "feedburner",
        rss(
            f"<link>https://feeds.example/~r/x/1</link><feedburner:origLink>{_A}?x=1&amp;y=2</feedburner:origLink>",
            f"<link>{_A}</link><feedburner:origLink>nowhere</feedburner:origLink>",
        ),
        (Mention(f"{_A}?x=1&y=2"), Mention(_A)),
    ),
    Case(
        "links",
        rss(
            "<link>\n  /a/1 \n</link>",
            "<link><![CDATA[https://news.example/a?x=1&y=2]]></link>",
            f"<link>{_A}?x=1&amp;amp;y=2</link>",
            f"<link href='{_A}'/>",
            f"<atom:link rel='self' href='https://news.example/f'/><link>{_A}</link>",
            f"<link>{_A}</link><enclosure url='https://c.example/1.mp3' type='audio/mpeg' length='1'/>",
            "<link/>",
        ),
        (
            Mention(_A),
            Mention("https://news.example/a?x=1&y=2"),
            Mention(f"{_A}?x=1&y=2"),
            Mention(_A),
            Mention(_A),
            Mention(_A),
            Mention(""),
        ),
    ),
    Case(
        "source-and-author-are-not-the-entry",
        rss(
            "<source url='https://other.example/rss'>Other</source><author>a@b.example (A)</author>"
            f"<title>One</title><link>{_A}</link><image><url>https://c.example/i.gif</url></image>"
        ),
        (Mention(_A, "One"),),
    ),
    Case(
        "escaped-titles",
        rss(
            f"<title>Ca&amp;amp;f&amp;eacute; &lt;b&gt;bold&lt;/b&gt;</title><link>{_A}</link>",
            f"<title><![CDATA[A &lt;i&gt;b&lt;/i&gt; c]]></title><link>{_A}</link>",
            f"<title>Plain <b>markup</b> too</title><link>{_A}</link>",
            f"<title>&#146;quoted&#148;</title><link>{_A}</link>",
            f"<title>FranÃ§ois</title><link>{_A}</link>",
            f"<title>  two\n lines </title><link>{_A}</link>",
            f"<title>Việt Nam &amp; Bỉ: 2 &lt; 3</title><link>{_A}</link>",
            f"<title/><link>{_A}</link>",
        ),
        tuple(
            Mention(_A, title)
            for title in (
                "Ca&fé bold",
                "A b c",
                "Plain markup too",
                "’quoted”",
                "François",
                "two lines",
                "Việt Nam & Bỉ: 2 < 3",
                None,
            )
        ),
    ),
    Case(
        "atom-1.0",
        atom(
            f"<title type='html'>One &amp;lt;b&amp;gt;</title><id>tag:news.example,2026:1</id>"
            f"<link rel='self' href='https://news.example/e/1'/><link rel='replies' type='text/html' href='/r/1'/>"
            f"<link rel='alternate' type='application/json' href='/j/1'/><link rel='alternate' href='{_A}'/>"
            "<published>2026-11-11T01:00:00Z</published><updated>2026-11-12T01:00:00Z</updated>"
            "<author><name>A</name><uri>https://news.example/u/a</uri></author><category term='world' label='World'/>"
            "<summary>Said</summary><content type='html'>Whole</content>",
            "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>One <b>two</b></div></title>"
            "<id>https://news.example/e/2</id><updated>2026-11-12T01:00:00Z</updated><category term='world'/>"
            "<source><title>Other</title><id>urn:other</id><link href='https://other.example/'/></source>"
            "<content>Whole</content>",
            "<title>Three</title><id>urn:3</id><link hreflang='fr' href='/fr/3'/><link hreflang='vi' href='/vi/3'/>"
            "<link href='/a/3'/>",
            "<title>Four</title><id>urn:4</id><link type='application/pdf' href='/a/4.pdf'/>",
        ),
        (
            Mention(_A, "One", "2026-11-11T01:00:00Z", "2026-11-12T01:00:00Z", "World", "Said"),
            Mention("https://news.example/e/2", "One two", None, "2026-11-12T01:00:00Z", "world"),
            Mention("https://news.example/a/3", "Three"),
            Mention("https://news.example/a/4.pdf", "Four"),
        ),
    ),
    Case(
        "xml-base",
        atom(
            "<title>One</title><id>urn:1</id><link href='1'/>",
            "<title>Two</title><id>urn:2</id><link xml:base='sub/' href='2'/><summary>S</summary>",
            "<title>Three</title><id>urn:3</id><link href='/3'/>",
            attributes='xml:base="https://other.example/blog/"',
        ),
        (
            Mention("https://other.example/blog/1", "One"),
            Mention("https://other.example/blog/sub/2", "Two", summary="S"),
            Mention("https://other.example/3", "Three"),
        ),
    ),
    Case(
        "relative-xml-base",
        atom("<id>urn:1</id><link href='1'/>", attributes='xml:base="/blog/"'),
        (Mention("https://news.example/blog/1"),),
    ),
    Case(
        "atom-0.3",
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>N</title><entry><title mode="escaped" '
        f'type="text/html">A &lt;b&gt;c&lt;/b&gt;</title><link rel="alternate" type="text/html" href="{_A}"/>'
        "<id>urn:1</id><issued>2026-11-11</issued><modified>2026-11-12</modified><created>2026-11-10</created>"
        "<summary>S</summary></entry></feed>",
        (Mention(_A, "A c", "2026-11-11", "2026-11-12", None, "S"),),
    ),
    Case(
        "prefixed-atom",
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>One</a:title>'
        f'<a:link href="{_A}"/><a:id>urn:1</a:id></a:entry></a:feed>',
        (Mention(_A, "One"),),
    ),
    Case("empty-rss", '<rss version="2.0"><channel><title>N</title></channel></rss>', ()),
    Case("empty-atom", '<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title></feed>', ()),
)

"""Feeds and the news sitemap: RSS 2.0, Atom (RFC 4287), Google's news sitemap, and the broken ones.

Each lists only the latest stories, as real ones do, and the outlet's dead links among them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from scrapers.newsstand.content import Feed
from scrapers.newsstand.pages import Paper
from scrapers.newsstand.press import past_moment

LISTED = 8
_SITEMAP_DAYS = 2  # Google: only articles of the last two days belong in a news sitemap


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one link."""

    path: str
    title: str
    summary: str
    published: datetime
    modified: datetime
    authors: tuple[str, ...] = ()
    section: str | None = None


def entries(paper: Paper, start: datetime) -> tuple[Entry, ...]:
    """Return what the outlet's feeds list, newest first: its latest stories, and the links that lead nowhere good."""
    outlet = paper.outlet
    found = [
        Entry(s.path, s.title, s.summary, s.published, s.modified, s.authors, outlet.sections[s.section])
        for s in paper.stories[:LISTED]
    ]
    for mention in outlet.mentions:
        moment = past_moment(mention.days_ago, mention.time, start, outlet)
        found.append(Entry(mention.path, mention.title, mention.summary, moment, moment))
    return tuple(sorted(found, key=lambda entry: entry.published, reverse=True))


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    element.text = text
    return element


def _written(root: ET.Element) -> bytes:
    ET.indent(root)
    body: bytes = ET.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + body + b"\n"


def rss(paper: Paper, feed: Feed, listed: tuple[Entry, ...]) -> bytes:
    """Return an RSS 2.0 feed; an edited item also has ``atom:updated``, since RSS has no word for it."""
    outlet = paper.outlet
    root = ET.Element("rss", {"version": "2.0", "xmlns:atom": "http://www.w3.org/2005/Atom"})
    channel = _add(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", f"{paper.origin}/")
    _add(channel, "description", outlet.tagline)
    _add(channel, "language", outlet.language)
    _add(channel, "lastBuildDate", format_datetime(paper.changed.astimezone(outlet.zone)))
    _add(channel, "atom:link", href=paper.origin + feed.path, rel="self", type="application/rss+xml")
    for entry in listed:
        item = _add(channel, "item")
        _add(item, "title", entry.title)
        _add(item, "link", paper.origin + entry.path + outlet.tracking)
        _add(item, "guid", paper.origin + entry.path, isPermaLink="true")
        _add(item, "pubDate", format_datetime(entry.published))
        if entry.modified > entry.published:
            _add(item, "atom:updated", entry.modified.isoformat())
        if entry.section:
            _add(item, "category", entry.section)
        _add(item, "description", entry.summary)
    return _written(root)


def atom(paper: Paper, feed: Feed, listed: tuple[Entry, ...]) -> bytes:
    """Return an Atom feed."""
    outlet = paper.outlet
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": outlet.language})
    _add(root, "id", paper.origin + feed.path)
    _add(root, "title", feed.title)
    _add(root, "subtitle", outlet.tagline)
    _add(root, "updated", max((entry.modified for entry in listed), default=paper.changed).isoformat())
    _add(_add(root, "author"), "name", outlet.publisher)
    _add(root, "link", rel="self", href=paper.origin + feed.path)
    _add(root, "link", rel="alternate", href=f"{paper.origin}/")
    for entry in listed:
        node = _add(root, "entry")
        _add(node, "id", paper.origin + entry.path)
        _add(node, "title", entry.title)
        _add(node, "link", rel="alternate", type="text/html", href=paper.origin + entry.path + outlet.tracking)
        _add(node, "published", entry.published.isoformat())
        _add(node, "updated", entry.modified.isoformat())
        for author in entry.authors:
            _add(_add(node, "author"), "name", author)
        if entry.section:
            _add(node, "category", term=entry.section)
        _add(node, "summary", entry.summary)
    return _written(root)


def news_sitemap(paper: Paper, listed: tuple[Entry, ...]) -> bytes:
    """Return a Google news sitemap of what was published within two days before the site last changed."""
    root = ET.Element(
        "urlset",
        {
            "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
            "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9",
        },
    )
    for entry in listed:
        if entry.published < paper.changed - timedelta(days=_SITEMAP_DAYS):
            continue
        url = _add(root, "url")
        _add(url, "loc", paper.origin + entry.path)
        _add(url, "lastmod", entry.modified.isoformat())
        news = _add(url, "news:news")
        publication = _add(news, "news:publication")
        _add(publication, "news:name", paper.outlet.name)
        _add(publication, "news:language", paper.outlet.language)
        _add(news, "news:publication_date", entry.published.isoformat())
        _add(news, "news:title", entry.title)
    return _written(root)


def malformed(paper: Paper, feed: Feed) -> bytes:
    """Return what a broken publishing system leaves of a feed: a warning, half a channel, junk, and no item."""
    head = f'<rss version="2.0"><channel><title>{feed.title}</title><link>{paper.origin}/<ite'
    warning = "<br />\n<b>Warning</b>: mysqli_connect(): (HY000/2002): Connection refused in <b>feed.php</b><br />\n"
    return warning.encode() + b'<?xml version="1.0"?>' + head.encode() + b"\x00\x1a\xff\xfe<<<&nbsp;]]>"

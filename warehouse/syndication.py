"""Rows of articles as a feed that any reader subscribes to: RSS 2.0 (rssboard.org) or Atom (RFC 4287).

A feed is made of the columns that ``mart.article`` has; a query may leave out all but ``url`` or ``title``. Text of
the web stands in it as text: it is escaped, twice where readers take it for HTML, and characters that XML cannot hold
are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from html import escape
from typing import Any, BinaryIO, Literal
from urllib.parse import quote
from xml.etree import ElementTree as ET  # writes only: what comes from the web is parsed elsewhere

from transforms import __version__
from warehouse.formats import Rows

FeedFormat = Literal["rss", "atom"]
TITLE = "Khotin"
# Feed readers show a summary; the whole text belongs to the publisher.
SUMMARY_CHARS = 500

_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WEB = ("http://", "https://")

Entry = Mapping[str, Any]


def write_feed(rows: Rows, fmt: FeedFormat, out: BinaryIO) -> None:
    """Write rows as a feed, in their order, in UTF-8."""
    entries = [dict(zip(rows.columns, row, strict=True)) for row in rows.rows()]
    root = _rss(entries) if fmt == "rss" else _atom(entries)
    ET.indent(root)
    ET.ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)


def _rss(entries: Sequence[Entry]) -> ET.Element:
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _add(channel, "title", TITLE)
    _add(channel, "link", "urn:khotin:export")
    _add(channel, "description", "Articles exported from a Khotin warehouse")
    _add(channel, "generator", f"Khotin {__version__}")
    for entry in entries:
        item = ET.SubElement(channel, "item")
        _add(item, "title", _title(entry))
        _add(item, "link", _link(entry))
        _add(item, "guid", entry.get("article_id"), isPermaLink="false")
        summary = _summary(entry)
        _add(item, "description", escape(summary, quote=False) if summary is not None else None)  # HTML, by RSS
        moment = _moment(entry)
        _add(item, "pubDate", format_datetime(moment) if moment else None)
        for topic in _several(entry.get("topics")):
            _add(item, "category", topic, domain="http://cv.iptc.org/newscodes/mediatopic/")
    return root


def _atom(entries: Sequence[Entry]) -> ET.Element:
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed")
    moments = [moment for moment in map(_moment, entries) if moment]
    _add(root, f"{{{_ATOM}}}id", "urn:khotin:export")
    _add(root, f"{{{_ATOM}}}title", TITLE)
    _add(root, f"{{{_ATOM}}}updated", _instant(max(moments, default=_EPOCH)))
    _add(root, f"{{{_ATOM}}}generator", "Khotin", version=__version__)
    for entry in entries:
        _atom_entry(ET.SubElement(root, f"{{{_ATOM}}}entry"), entry)
    return root


def _atom_entry(element: ET.Element, entry: Entry) -> None:
    moment = _moment(entry)
    known = entry.get("article_id") or _link(entry) or quote(_clean(_title(entry)))
    _add(element, f"{{{_ATOM}}}id", f"urn:khotin:article:{known}")
    _add(element, f"{{{_ATOM}}}title", _title(entry))
    modified = entry.get("modified_at")
    _add(element, f"{{{_ATOM}}}updated", _instant(modified if isinstance(modified, datetime) else moment or _EPOCH))
    _add(element, f"{{{_ATOM}}}published", _instant(moment) if moment else None)
    _add(element, f"{{{_ATOM}}}summary", _summary(entry))
    if link := _link(entry):
        ET.SubElement(element, f"{{{_ATOM}}}link", href=link, rel="alternate")
    author = ET.SubElement(element, f"{{{_ATOM}}}author")  # RFC 4287 asks for one in every entry
    _add(author, f"{{{_ATOM}}}name", ", ".join(_several(entry.get("authors"))) or entry.get("source_id") or "unknown")
    for topic in _several(entry.get("topics")):
        ET.SubElement(
            element, f"{{{_ATOM}}}category", term=_clean(topic), scheme="http://cv.iptc.org/newscodes/mediatopic/"
        )


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _add(parent: ET.Element, name: str, text: object, **attributes: str) -> None:
    if text is not None:
        ET.SubElement(parent, name, attributes).text = _clean(str(text))


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _several(value: object) -> list[str]:
    """Return the texts of a list; a query may give one text, or none, instead."""
    found = value if isinstance(value, list) else [value]
    return [str(one) for one in found if one is not None]


def _title(entry: Entry) -> str:
    return str(entry.get("title") or entry.get("summary") or entry.get("url") or "Untitled")


def _summary(entry: Entry) -> str | None:
    text = str(entry.get("summary") or entry.get("body") or "")
    if not text:
        return None
    return text if len(text) <= SUMMARY_CHARS else text[:SUMMARY_CHARS].rsplit(" ", 1)[0] + " …"


def _link(entry: Entry) -> str | None:
    """Return the article's address if it is one of the web: a feed reader would follow any."""
    url = _clean(str(entry.get("url") or ""))
    return url if url.lower().startswith(_WEB) else None


def _moment(entry: Entry) -> datetime | None:
    """Return the time of publication, the start of its day (UTC) where only that is known."""
    at, day = entry.get("published_at"), entry.get("published_date")
    if isinstance(at, datetime):
        return at
    return datetime.combine(day, time(), UTC) if isinstance(day, date) else None


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

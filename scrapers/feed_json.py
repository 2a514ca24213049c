"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/).

An item that is not as it should be loses what is wrong with it and nothing more; a feed that was cut off keeps the
items before the cut.
"""

from __future__ import annotations

import json
import re
from typing import Any

from scrapers.feed_entry import Entry, Link
from scrapers.mentions import MAX_MENTIONS, ListingError

_VERSION = "jsonfeed.org/version/"
_ITEMS = re.compile(r'"items"\s*:\s*\[\s*')
_NEXT = re.compile(r"\s*,\s*")
# Control characters in strings are forbidden, and common.
_DECODER = json.JSONDecoder(strict=False)


def read_json_feed(text: str) -> tuple[list[Entry], ListingError | None]:
    """Read a JSON Feed.

    Returns:
        The entries, and what ended the reading early, if anything did.

    Raises:
        ListingError: ``malformed-feed``, because it is no JSON, or not that of a feed.
    """
    broken = None
    try:
        feed = _DECODER.decode(text)
    except (ValueError, RecursionError) as error:  # also numbers without end, and brackets
        broken = ListingError("malformed-feed", f"{_where(error)}; expected a JSON Feed")
        feed = _before_the_break(text)
    if not isinstance(feed, dict) or _VERSION not in str(feed.get("version")):
        raise broken or ListingError("malformed-feed", "line 1: JSON without the version of a JSON Feed")
    items = feed.get("items")
    if not isinstance(items, list):
        raise broken or ListingError("malformed-feed", "a JSON Feed without items")
    return [_entry(item) for item in items[:MAX_MENTIONS] if isinstance(item, dict)], broken


def _where(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}: {error.msg}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def _before_the_break(text: str) -> dict[str, Any] | None:
    """Return what can be had of a feed that ends early: its version, and the items that are whole."""
    start = _ITEMS.search(text)
    if start is None or _VERSION not in text[: start.start()]:
        return None
    items: list[Any] = []
    place = start.end()
    while len(items) < MAX_MENTIONS:
        try:
            item, place = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError):
            break
        items.append(item)
        comma = _NEXT.match(text, place)
        if comma is None:
            break
        place = comma.end()
    return {"version": _VERSION, "items": items}


def _entry(item: dict[str, Any]) -> Entry:
    """Return the entry of an item; ``content_html`` and ``content_text`` are the article itself, and no summary."""
    tags = item.get("tags")
    # An item without "url" may have "external_url" alone: a link blog, whose article is elsewhere.
    links = [Link(address) for key in ("url", "external_url") if (address := _text(item.get(key)))]
    return Entry(
        links=links,
        guid=_text(item.get("id")),
        title=_text(item.get("title")),
        summary=_text(item.get("summary")),
        published=_text(item.get("date_published")),
        updated=_text(item.get("date_modified")),
        section=_text(tags[0]) if isinstance(tags, list) and tags else "",
    )


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""

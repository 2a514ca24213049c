"""Faults that change what a healthy site answers: a redesign, dates that are gone, a feed that holds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

# What every redesign does: other names for the same elements.
_CLASS = re.compile(rb'class="([^"]+)"')
# Where pages and feeds say when something was published or changed: JSON-LD, meta elements, <time>, a date in figures,
# and the elements of RSS, Atom and sitemaps.
_DATES = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        rb'"date(?:Published|Modified)":\s*"[^"]*",?',
        rb"<meta [^>]*(?:published|modified|date)[^>]*>",
        rb"<time\b.*?</time>",
        rb"\d{1,2}/\d{1,2}/\d{4}[^<\"]*",
        rb"<(?:pubDate|published|updated|atom:updated|lastmod|news:publication_date)>[^<]*</[\w:]+>",
    )
)
_ENTRY = re.compile(rb"<(item|entry|url)>.*?</\1>", re.DOTALL)


def _redesigned(body: bytes) -> bytes:
    return _CLASS.sub(rb'class="renewed-\1"', body)


def _undated(body: bytes) -> bytes:
    for pattern in _DATES:
        body = pattern.sub(b"", body)
    return body


def _emptied(body: bytes) -> bytes:
    return _ENTRY.sub(b"", body)


# By the name of the fault.
ALTERATIONS: Mapping[str, Callable[[bytes], bytes]] = {
    "redesign": _redesigned,
    "undated": _undated,
    "empty-feed": _emptied,
}

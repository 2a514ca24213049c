"""Visiting the newsstand in tests: plain HTTP without a client's own ideas, and the archive read as a backfill does."""

from __future__ import annotations

import http.client
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from scrapers.newsstand import Newsstand

NOW = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
ARCHIVES = {
    "delta-wire": "/archive/{:%Y/%m/%d}/",
    "harbour-post": "/archive/{:%Y/%m/%d}/",
    "ban-mai": "/luu-tru/{:%Y/%m/%d}/",
}
LINKS = {
    "delta-wire": re.compile(r'<li class="slug">\s*<h2><a href="([^"]+)"'),
    "harbour-post": re.compile(r'<div class="c-card">\s*<span[^>]*>[^<]*</span>\s*<h2><a href="([^"]+)"'),
    "ban-mai": re.compile(r'<li>\s*<h3><a href="([^"]+)"'),
}


@dataclass
class Got:
    """A response, its body as it came over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def get(url: str, *, timeout: float = 4.0, method: str = "GET", **headers: str) -> Got:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=timeout)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, target, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return Got(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
    finally:
        connection.close()


def links_of(newsstand: Newsstand, outlet: str, path: str) -> list[str]:
    return LINKS[outlet].findall(get(newsstand.origins[outlet] + path).text)


def archive(newsstand: Newsstand, days: int = 14) -> dict[str, dict[date, list[str]]]:
    """All articles by outlet and day, read from the archive pages as a backfill reads them."""
    found: dict[str, dict[date, list[str]]] = {}
    for outlet, pattern in ARCHIVES.items():
        parameter = "trang" if outlet == "ban-mai" else "page"
        for back in range(days):
            day = (NOW - timedelta(days=back)).date()
            pages = [links_of(newsstand, outlet, f"{pattern.format(day)}?{parameter}={n}") for n in (1, 2)]
            found.setdefault(outlet, {})[day] = [path for page in pages for path in page]
    return found


def all_paths(newsstand: Newsstand) -> dict[str, list[str]]:
    return {outlet: [p for paths in days.values() for p in paths] for outlet, days in archive(newsstand).items()}

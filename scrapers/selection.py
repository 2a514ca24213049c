"""Which pages of an archive are wanted: by host, by day of capture, and by what the source says of its URLs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from urllib.parse import urlsplit

from scrapers.source import Urls

_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted; everything, where nothing is said.

    ``hosts`` stand for themselves and their subdomains. ``since`` and ``until`` are days in ``zone``, both inclusive.
    ``urls`` are the patterns of a source.
    """

    hosts: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    zone: tzinfo = UTC
    urls: Urls = field(default_factory=Urls)

    def objection(self, url: str, at: datetime | None) -> str | None:
        """Return why a page is not wanted: ``other-host``, ``other-day``, ``no-date``, ``other-url``; None if it is."""
        if self.hosts and not self._is_of_host(url):
            return "other-host"
        if self.since or self.until:
            if at is None:
                return "no-date"
            day = at.astimezone(self.zone).date()
            if not (self.since or date.min) <= day <= (self.until or date.max):
                return "other-day"
        return None if self._is_allowed(url) else "other-url"

    def _is_of_host(self, url: str) -> bool:
        host = (urlsplit(url).hostname or "").rstrip(".")
        return any(host == wanted or host.endswith(f".{wanted}") for wanted in self.hosts)

    def _is_allowed(self, url: str) -> bool:
        if any(re.search(pattern, url) for pattern in self.urls.deny):
            return False
        return not self.urls.allow or any(re.search(pattern, url) for pattern in self.urls.allow)


EVERYTHING = Selection()


def selection_of(hosts: Iterable[str], since: date | None, until: date | None) -> Selection:
    """Return a selection from what a person wrote.

    Raises:
        ValueError: a host that is none, or days the wrong way round.
    """
    if since and until and since > until:
        raise ValueError(f"--since {since} is after --until {until}")
    return Selection(tuple(map(_host, hosts)), since, until)


def _host(name: str) -> str:
    try:
        host = name.strip().strip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        host = ""
    if not _HOST.fullmatch(host):
        raise ValueError(f"--host {name!r} is not the name of a host; expected one such as news.example")
    return host

"""robots.txt as RFC 9309 has it: what a server's answer means, and what its rules say of a URL.

An answer with rules is obeyed. "There is none" (4xx) allows everything. A server that fails or cannot be reached
leaves it open, so nothing is fetched from it in this run and its pages are tried again at the next; so does 429,
which speaks of the visitor's pace and not of the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

# RFC 9309, 2.5: a crawler may stop after 500 kibibytes.
MAX_BYTES = 512_000
# RFC 9309, 2.2.1: the product token that group lines are matched with.
PRODUCT = "Khotin"
# A longer Crawl-delay would hold up a whole run; the schedule is the better place to ask for fewer visits.
MAX_DELAY = 30.0
_TOO_MANY_REQUESTS = 429
_SUCCESS, _CLIENT_ERROR = range(200, 300), range(400, 500)


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site lets robots do. ``unknown`` says why that could not be found out."""

    rules: Protego | None = None
    unknown: str | None = None

    def allows(self, url: str) -> bool:
        """Say whether the rules let Khotin fetch a URL."""
        return self.rules is None or bool(self.rules.can_fetch(url, PRODUCT))

    @property
    def delay(self) -> float:
        """The ``Crawl-delay`` in seconds, at most ``MAX_DELAY``; 0 where there is none."""
        delay = self.rules.crawl_delay(PRODUCT) if self.rules else None
        return min(max(delay or 0.0, 0.0), MAX_DELAY)


def robots_url(url: str) -> str:
    """Return the address of the robots.txt that speaks for a URL."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))


def read_robots(status: int, body: bytes, failure: str | None) -> Robots:
    """Read the answer to a request for robots.txt.

    Args:
        status: the HTTP status, 0 if no answer came.
        body: the bytes; no more than the first ``MAX_BYTES`` are read.
        failure: why there is no usable answer, None if there is one.
    """
    if status in _CLIENT_ERROR and status != _TOO_MANY_REQUESTS:
        return Robots()
    if failure is not None or status not in _SUCCESS:
        return Robots(unknown=failure or f"HTTP status {status}")
    return Robots(rules=Protego.parse(body[:MAX_BYTES].decode("utf-8-sig", "replace")))

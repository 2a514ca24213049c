"""robots.txt as RFC 9309 has it: what a server's answer means, and what its rules say of a URL.

An answer with rules is obeyed. "There is none" (4xx) allows everything. A server that fails or cannot be reached
leaves it open, so nothing is fetched from it until it answers; so does 429, which speaks of the visitor's pace and not
of the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

# RFC 9309, 2.5: a crawler may stop after 500 kibibytes.
MAX_BYTES = 512_000
# RFC 9309, 2.2.1: the product token that group lines are matched with.
PRODUCT = "Khotin"
# A longer Crawl-delay would hold up a whole run; the schedule is the better place to ask for fewer visits.
MAX_DELAY = 30.0
# RFC 9309, 2.4: rules are not used for more than a day, except while the server cannot be reached.
LONGEST_USE = 86_400.0
# A max-age of seconds is meant for pages; asking for the rules before every other page would be no kindness.
SHORTEST_USE = 600.0
_TOO_MANY_REQUESTS = 429
_SUCCESS, _CLIENT_ERROR = range(200, 300), range(400, 500)
_NAMES_US = re.compile(rf"^[^\S\n]*user-?agent[^\S\n]*:[^\S\n]*(?:\*|{PRODUCT}\b)", re.IGNORECASE | re.MULTILINE)
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_NOT_KEPT = re.compile(r"(?:^|[\s,])no-(?:cache|store)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site lets robots do.

    ``unknown`` says why that could not be found out. ``verdict`` is ``allowed`` where there are rules for Khotin or for
    everybody, and ``no-rules`` where there are none. ``until`` is when to ask again, in seconds of the run's timer.
    """

    rules: Protego | None = None
    unknown: str | None = None
    verdict: str = "no-rules"
    delay: float = 0.0
    until: float = float("inf")

    def allows(self, url: str) -> bool:
        """Say whether the rules let Khotin fetch a URL."""
        return self.rules is None or bool(self.rules.can_fetch(url, PRODUCT))


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
    text = body[:MAX_BYTES].decode("utf-8-sig", "replace")
    rules = Protego.parse(text)
    delay = min(max(rules.crawl_delay(PRODUCT) or 0.0, 0.0), MAX_DELAY)
    return Robots(rules, verdict="allowed" if _NAMES_US.search(text) else "no-rules", delay=delay)


def lasting(robots: Robots, before: Robots | None, cache_control: str | None, now: float) -> Robots:
    """Return what is to be believed from now on, and for how long.

    Args:
        robots: what the answer says.
        before: what was believed until now, if anything; it stands while the server cannot be reached.
        cache_control: the answer's header.
        now: seconds of the run's timer.
    """
    if robots.unknown is not None:
        believed = before if before is not None and before.unknown is None else robots
        return replace(believed, until=now + SHORTEST_USE)
    use = LONGEST_USE
    if cache_control is not None:
        age = _MAX_AGE.search(cache_control)
        use = 0.0 if _NOT_KEPT.search(cache_control) else float(age[1]) if age else LONGEST_USE
    return replace(robots, until=now + min(max(use, SHORTEST_USE), LONGEST_USE))

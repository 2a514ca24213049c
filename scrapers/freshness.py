"""How long an answer says that it stays fresh: ``Cache-Control`` and ``Expires`` (RFC 9111)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC
from email.utils import parsedate_to_datetime

from transforms.records import Fetch, Rhythm

# RFC 9111, 1.2.2: what is larger than this counts as this.
_FOREVER = 2**31
_DIRECTIVE = re.compile(
    r"(?:^|,)\s*(no-store|no-cache|s-maxage|max-age)\s*(?:=\s*\"?(\d{1,12})\"?)?\s*(?=,|$)", re.IGNORECASE
)


def rhythm_of(said: Rhythm, fetch: Fetch | None) -> Rhythm:
    """Return what a listing says of its rhythm with what the headers of its answer grant."""
    return replace(said, max_age_seconds=max_age(fetch)) if fetch is not None else said


def max_age(fetch: Fetch) -> int | None:
    """Return for how many seconds an answer may be taken for fresh, None where it says nothing or forbids it.

    ``max-age`` counts before ``s-maxage``, which is meant for caches that many share, and both before ``Expires``.
    """
    granted = {name.lower(): value for name, value in _DIRECTIVE.findall(fetch.header("cache-control") or "")}
    if "no-store" in granted or "no-cache" in granted:
        return None
    seconds = granted.get("max-age") or granted.get("s-maxage")
    if seconds:
        return min(int(seconds), _FOREVER)
    return _until(fetch.header("expires"), fetch)


def _until(expires: str | None, fetch: Fetch) -> int | None:
    try:
        moment = parsedate_to_datetime(expires or "")
    except (TypeError, ValueError):  # "0" and "-1" are common and mean: stale at once
        return None
    seconds = (moment.replace(tzinfo=moment.tzinfo or UTC) - fetch.fetched_at).total_seconds()
    return min(round(seconds), _FOREVER) if seconds > 0 else None

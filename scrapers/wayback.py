"""The Wayback Machine's index and addresses: what is asked of it, and what its answers say. Pure functions.

The index (the CDX server, https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server) answers with one
row per capture, sorted by address and time, a page at a time. A capture's page as it was sent, without the archive's
own frame around it, is at ``/web/{timestamp}id_/{address}``. Nothing in an answer is believed unread: an address is
taken only if it is one of the site that was asked for, a time only if it is one.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

import msgspec

from scrapers.mentions import ListingError

# Rows of one answer. The index sends 150,000 at most; of these few any answer is small and soon there.
ROWS = 5_000
_STAMP = "%Y%m%d%H%M%S"
_DIGITS = re.compile(r"\d{14}")
_PLAYBACK = re.compile(r"/web/(\d{14})id_/(https?:/{1,2}.+)", re.DOTALL)
# The archive writes the port that it asked, also where it is the scheme's own.
_OWN_PORT = re.compile(r"^(?:(http://[^/?#]+):80|(https://[^/?#]+):443)(?=[/?#]|$)")
_FIELDS = ("timestamp", "original", "mimetype", "statuscode")


class Capture(NamedTuple):
    """A page as it was at a time (UTC): its address on the site, and when the archive took it."""

    url: str
    at: datetime

    @property
    def stamp(self) -> str:
        """The time as the archive writes it."""
        return self.at.strftime(_STAMP)


class Question(NamedTuple):
    """What the index is asked for: the captures of a site from a first to a last moment, both aware and inclusive.

    ``url`` is the beginning of the addresses without their scheme, or with ``exact`` the one address. ``pattern`` is a
    regular expression that addresses must match somewhere, so that a large site's pages of other kinds stay there.
    Without ``exact`` the earliest capture of each address is named, with it all that differ.
    """

    url: str
    first: datetime
    last: datetime
    pattern: str | None = None
    exact: bool = False


class Answer(NamedTuple):
    """One page of an answer; ``resume`` is the key of the next page, None for the last."""

    captures: tuple[Capture, ...]
    resume: str | None


def index_url(base: str, question: Question, resume: str | None = None) -> str:
    """Return the address that asks the index: good pages of HTML alone, neither redirects nor errors nor pictures."""
    fields: list[tuple[str, str]] = [
        ("url", question.url),
        ("matchType", "exact" if question.exact else "prefix"),
        ("from", question.first.astimezone(UTC).strftime(_STAMP)),
        ("to", question.last.astimezone(UTC).strftime(_STAMP)),
        ("output", "json"),
        ("fl", ",".join(_FIELDS)),
        ("filter", "statuscode:200"),
        ("filter", "mimetype:text/html"),
    ]
    if question.pattern is not None:
        fields.append(("filter", f"original:.*(?:{question.pattern}).*"))
    fields += [("collapse", "digest" if question.exact else "urlkey"), ("limit", str(ROWS)), ("showResumeKey", "true")]
    if resume is not None:
        fields.append(("resumeKey", resume))
    return f"{base.rstrip('/')}/cdx/search/cdx?{urlencode(fields, quote_via=quote)}"


def playback_url(base: str, capture: Capture) -> str:
    """Return the address of a capture's page as it was sent."""
    return f"{base.rstrip('/')}/web/{capture.stamp}id_/{capture.url}"


def capture_of(url: str) -> Capture | None:
    """Return which capture an address of the archive names; None where it names none.

    An answer may come from another capture than the one that was asked for: the archive redirects to the nearest.
    """
    parts = urlsplit(url)
    found = _PLAYBACK.fullmatch(parts.path + (f"?{parts.query}" if parts.query else ""))
    at = _moment(found[1]) if found else None
    if found is None or at is None:
        return None
    return Capture(_address(re.sub(r"^(https?:)/+", r"\1//", found[2])), at)


def read_answer(body: bytes, hosts: Collection[str]) -> Answer:
    """Read a page of the index's answer; rows that are no good capture of one of the hosts are left out.

    Raises:
        ListingError: it is not what the index answers: ``not-cdx``; what the archive says is the detail.
    """
    try:
        rows = msgspec.json.decode(body, type=list[list[str | int | None]]) if body.strip() else []
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        said = " ".join(body[:200].decode("utf-8", "replace").split())
        raise ListingError("not-cdx", f"expected a list of captures in JSON ({error}), got {said!r}") from None
    if not rows:
        return Answer((), None)
    header = {str(name): place for place, name in enumerate(rows[0])}
    if not header.keys() >= {"timestamp", "original"}:
        raise ListingError("not-cdx", f"expected columns timestamp and original, got {', '.join(header)[:200]}")
    rows, resume = _parted(rows[1:])
    read = (_capture(row, header, hosts) for row in rows)
    return Answer(tuple(capture for capture in read if capture is not None), resume)


def _parted(rows: list[list[str | int | None]]) -> tuple[list[list[str | int | None]], str | None]:
    """Part the rows from the key of the next page, which stands alone in a row behind an empty one."""
    expected = 2
    if len(rows) >= expected and not rows[-2] and len(rows[-1]) == 1 and rows[-1][0]:
        return rows[:-2], str(rows[-1][0])
    return [row for row in rows if row], None


def _capture(row: list[str | int | None], header: dict[str, int], hosts: Collection[str]) -> Capture | None:
    if len(row) != len(header):
        return None
    values = {name: str(row[place] or "") for name, place in header.items()}
    if values.get("statuscode", "200") != "200" or not values.get("mimetype", "text/html").startswith("text/html"):
        return None
    at, url = _moment(values["timestamp"]), _address(values["original"])
    return Capture(url, at) if at is not None and _host(url) in hosts else None


def _moment(text: str) -> datetime | None:
    if not _DIGITS.fullmatch(text):
        return None
    try:
        return datetime.strptime(text, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _address(url: str) -> str:
    return _OWN_PORT.sub(lambda found: found[1] or found[2], url.partition("#")[0])


def _host(url: str) -> str | None:
    """Return the host of a web address, with its port where that is not the scheme's own; None for anything else."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        return None
    return site_of(parts.hostname, port)


def site_of(host: str, port: int | None) -> str:
    """Return a host as the index counts it: in lower case, without ``www.``; with the port, if there is one."""
    name = host.lower().rstrip(".").removeprefix("www.")
    return name if port is None else f"{name}:{port}"

"""Requests and replies as values, and what HTTP adds to a reply: validators, 304 and gzip (RFC 9110)."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import parse_qs, unquote, urlsplit

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Request:
    """A GET or HEAD request: the decoded path, the query's first values, the headers by lower-case names, the target.

    ``target`` is the request line's, as it was sent.
    """

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    target: str = ""

    @classmethod
    def read(cls, target: str, headers: Mapping[str, str]) -> Request:
        """Make a request from a request line's target and its headers."""
        parts = urlsplit(target)
        query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        return cls(unquote(parts.path), query, {name.lower(): value for name, value in headers.items()}, target)

    @property
    def conditional(self) -> bool:
        """Whether the client sent a validator."""
        return "if-none-match" in self.headers or "if-modified-since" in self.headers


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer before it is written. ``missing`` bytes are announced in Content-Length but not sent."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    modified: datetime | None = None
    missing: int = 0

    def truncate(self) -> Reply:
        """Return the reply with the second half of its body announced but not sent."""
        kept = len(self.body) // 2
        return replace(self, body=self.body[:kept], missing=len(self.body) - kept + 1)


def page_reply(status: int, text: str, *, content_type: str = HTML, location: str | None = None) -> Reply:
    """Return a reply with a text in UTF-8 and no validators."""
    headers = {"Content-Type": content_type} | ({"Location": location} if location else {})
    return Reply(status, text.encode(), headers)


def _accepts_gzip(request: Request) -> bool:
    codings = [coding.replace(" ", "").lower() for coding in request.headers.get("accept-encoding", "").split(",")]
    return any(coding == "gzip" or (coding.startswith("gzip;q=") and coding != "gzip;q=0") for coding in codings)


def _is_current(request: Request, etag: str, modified: datetime | None) -> bool:
    """Whether the client's copy is still good; If-None-Match, if sent, alone decides (RFC 9110, 13.2.2)."""
    if_none_match = request.headers.get("if-none-match")
    if if_none_match is not None:
        tags = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
        return "*" in tags or etag.removeprefix("W/") in tags
    try:
        since = parsedate_to_datetime(request.headers["if-modified-since"])
    except (KeyError, ValueError):
        return False
    if since.tzinfo is None:
        since = since.replace(tzinfo=UTC)
    return modified is not None and modified.replace(microsecond=0) <= since


def with_validators(reply: Reply, request: Request, *, compress: bool) -> Reply:
    """Return a 200 reply with ETag and Last-Modified, gzipped where wanted and accepted, or the 304 in its place.

    A site that compresses gives weak tags, as web servers do that compress on the way out.
    """
    if reply.status != 200:  # noqa: PLR2004 - a status is best known by its number
        return reply
    etag = f'{"W/" if compress else ""}"{hashlib.sha256(reply.body).hexdigest()[:20]}"'
    headers = dict(reply.headers) | {"ETag": etag, "Cache-Control": "max-age=30"}
    if reply.modified is not None:
        headers["Last-Modified"] = format_datetime(reply.modified.astimezone(UTC), usegmt=True)
    if compress:
        headers["Vary"] = "Accept-Encoding"
    if _is_current(request, etag, reply.modified):
        headers.pop("Content-Type", None)
        return Reply(304, b"", headers)
    if compress and _accepts_gzip(request):
        return replace(reply, body=gzip.compress(reply.body, mtime=0), headers=headers | {"Content-Encoding": "gzip"})
    return replace(reply, headers=headers)

"""How Khotin introduces itself: the header fields of its requests.

The User-Agent names the product and whom to write to, never a browser or another crawler. No cookie is sent but one
that the same URL has just asked for, within the same call (``scrapers.fetch``).
"""

from __future__ import annotations

import re

from scrapers.answer import Headers
from scrapers.codings import ACCEPT_ENCODING
from scrapers.robots import PRODUCT
from scrapers.target import Target
from transforms import __version__
from transforms.records import Purpose, Validators

_ACCEPT: dict[Purpose, str] = {
    "robots": "text/plain, */*;q=0.5",
    "listing": "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5",
}
_ACCEPT_PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"
# RFC 9110, 5.5: what a field value may hold. A value from elsewhere is sent as it came, or not at all.
_FIELD_VALUE = re.compile(r"[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?")
_MAX_VALUE = 4_096
# RFC 6265, 4.1.1: name and value of a cookie, and nothing of its attributes.
_COOKIE = re.compile(r"\s*([!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}=[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e\"]*)\s*(?:;|$)")


def user_agent(contact: str | None) -> str:
    """Return the User-Agent: product, version and, unless only this machine is asked, whom to write to."""
    return f"{PRODUCT}/{__version__} (+{contact})" if contact else f"{PRODUCT}/{__version__}"


class Manners:
    """Makes the header fields of requests; what does not change from request to request is made once."""

    def __init__(self, contact: str | None) -> None:
        self._agent = user_agent(contact)
        self._known: dict[tuple[Purpose, str], Headers] = {}

    def headers(
        self, target: Target, purpose: Purpose, language: str, validators: Validators, cookie: str | None
    ) -> Headers:
        """Return the header fields of a request, the host first."""
        headers = (("Host", target.authority), *self._fixed(purpose, language))
        optional = (
            ("If-None-Match", validators.etag),
            ("If-Modified-Since", validators.last_modified),
            ("Cookie", cookie),
        )
        more = tuple((name, value) for name, value in optional if value and _can_be_sent(value))
        return headers + more if more else headers

    def _fixed(self, purpose: Purpose, language: str) -> Headers:
        key = (purpose, language)
        if key not in self._known:
            self._known[key] = (
                ("User-Agent", self._agent),
                ("Accept", _ACCEPT.get(purpose, _ACCEPT_PAGE)),
                ("Accept-Encoding", ACCEPT_ENCODING),
                ("Accept-Language", f"{language}, *;q=0.5"),
            )
        return self._known[key]


def cookie_of(headers: Headers) -> str | None:
    """Return the ``Cookie`` header that answers the ``Set-Cookie`` fields of a response; None if there are none."""
    found = (_COOKIE.match(value) for name, value in headers if name.lower() == "set-cookie")
    cookie = "; ".join(each[1] for each in found if each)
    return cookie or None


def _can_be_sent(value: str) -> bool:
    return len(value) <= _MAX_VALUE and _FIELD_VALUE.fullmatch(value) is not None

"""A URL taken apart for a request: whom to connect to, and what to ask for.

Everything that decides about a URL (robots.txt, addresses, pace) looks at the very parts that are sent, so that no two
readings of one spelling can disagree: dot segments, odd host spellings and escapes are resolved here, once, by httpx.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urldefrag

import httpx

# RFC 9110, 4.1, asks for at least 8,000 octets to be supported; servers refuse more, and so does Khotin.
MAX_URL = 8_192
_PORTS = {"http": 80, "https": 443}
# A URL that is already in the form in which it is sent: most are, and reading one by httpx costs 0.1 ms.
_PLAIN = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9][a-z0-9.-]*)(?::(?P<port>[1-9]\d{0,4}))?"
    r"(?P<path>/(?!\.)(?:[!$&'()*+,\-.0-9:;=@A-Z_a-z~]|/(?!\.)|%[0-9A-Fa-f]{2})*(?:\?[!$&'()*+,\-./0-9:;=?@A-Z_a-z~%]*)?)"
)
# A name in ASCII (underscores occur), or an IPv6 address.
_HOST = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]*)|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")


class BadURLError(ValueError):
    """A text that is no URL that could be fetched."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a URL asks for.

    ``url`` is the URL as it is sent, without a fragment. ``host`` is a name in ASCII or an address without brackets,
    ``authority`` host and, where it is not the scheme's own, port: the key under which a server is treated. ``path``
    is path and query.
    """

    url: str
    scheme: str
    host: str
    port: int
    authority: str
    path: str

    @property
    def origin(self) -> str:
        """Scheme and authority."""
        return f"{self.scheme}://{self.authority}"


def target_of(url: str) -> Target:
    """Read a URL; raises ``BadURLError`` unless it is an absolute http or https URL without a user name."""
    if len(url) > MAX_URL:
        raise BadURLError(f"{url[:100]}... is longer than {MAX_URL} characters")
    plain = _PLAIN.fullmatch(url)
    if plain is None:
        return _normalised(url)
    scheme, host, port, path = plain.groups()
    return _target(scheme, host, int(port) if port else None, path)


def _normalised(url: str) -> Target:
    try:
        parts = httpx.URL(urldefrag(url).url)
        host = parts.raw_host.decode("ascii")
        fine = parts.scheme in _PORTS and _HOST.fullmatch(host) and not parts.userinfo
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise BadURLError(f"{url!r}: {error}") from None
    if not fine:
        raise BadURLError(f"{url!r} is not an absolute http or https URL without a user name")
    return _target(parts.scheme, host, parts.port, parts.raw_path.decode("ascii"))


def _target(scheme: str, host: str, port: int | None, path: str) -> Target:
    number = port or _PORTS[scheme]
    if number > 65_535:  # noqa: PLR2004 - the largest port
        raise BadURLError(f"port {number} of {host} is none")
    bracketed = f"[{host}]" if ":" in host else host
    authority = bracketed if number == _PORTS[scheme] else f"{bracketed}:{number}"
    return Target(f"{scheme}://{authority}{path}", scheme, host, number, authority, path)

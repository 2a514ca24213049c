"""Host names: which site a host belongs to, and which hosts are twins that show the same pages.

A registrable domain is usually looked up in the Public Suffix List. That list changes every week, and with it the
answer; here answers become keys that must never change, so a rule of thumb that is frozen stands in its place: below a
country's top-level domain, one of the registry's usual categories (``com.vn``, ``co.uk``) counts as a suffix.
"""

from __future__ import annotations

import contextlib
import re

# The categories that registries use below country codes (those of vn, uk, au, jp, br, th and kr, among others).
_CATEGORIES = frozenset("ac co com edu gob gov gouv go govt health info int mil name ne net nom or org biz pro".split())
_COUNTRY_CODE = 2
# Labels under which sites offer the same pages for other devices, and the one that has stood for "the web" since 1993.
_TWIN_LABELS = frozenset({"www", "m", "mobile", "amp"})
_MAX_NAME = 253  # RFC 1035, 2.3.4, as text
_NUMERIC = re.compile(r"[\d.]+")


def ascii_host(host: str) -> str:
    """Return a host in lower case, internationalised labels in the A-label form (RFC 5891, UTS 46), no last dot."""
    host = host.lower()
    if not host.isascii():
        import idna  # its tables take their time, and most hosts do without

        with contextlib.suppress(idna.IDNAError):
            host = idna.encode(host.strip("."), uts46=True).decode("ascii")
    return host.rstrip(".")


def is_address(host: str) -> bool:
    """Say whether a host is an IP address and no name."""
    from ipaddress import ip_address

    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return _NUMERIC.fullmatch(host) is not None
    return True


def registrable_domain(host: str) -> str | None:
    """Return the part of a lower-case host that was registered (``news.example.com.vn``: ``example.com.vn``).

    None for addresses, for names of one label (``localhost``) and for suffixes themselves.
    """
    labels = host.split(".")
    if is_address(host) or not all(labels):
        return None
    suffix = 2 if len(labels[-1]) == _COUNTRY_CODE and len(labels) > 1 and labels[-2] in _CATEGORIES else 1
    return ".".join(labels[-suffix - 1 :]) if len(labels) > suffix else None


def without_twin_labels(host: str) -> str:
    """Take ``www``, ``m``, ``mobile`` and ``amp`` off the front of a lower-case host, as long as a site remains.

    ``m.news.example`` becomes ``news.example``; ``m.com`` and ``m.com.vn`` are sites themselves and stay.
    """
    if len(host) > _MAX_NAME:
        return host
    first, dot, rest = host.partition(".")
    while dot and first in _TWIN_LABELS and registrable_domain(rest) is not None:
        host = rest
        first, dot, rest = host.partition(".")
    return host

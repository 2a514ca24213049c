"""Which machines may be asked: host names are resolved here, every address is checked, and the checked one is used.

A URL, a redirect or a name server can point into the network that Khotin runs in. Checking the name first and
letting the HTTP client resolve it again would leave a gap (DNS rebinding), so ``scrapers.pool`` connects to the very
address that was checked; TLS still verifies the name.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Lookup = Callable[[str], Awaitable[tuple[str, ...]]]

# RFC 6052: an IPv6 address that a NAT64 gateway translates into the IPv4 address of its last 32 bits.
_NAT64 = IPv6Network("64:ff9b::/96")
# RFC 4291, 2.4, and IANA's registry: the only part of IPv6 out of which public addresses are given so far. All other
# forms are local, or carry an IPv4 address in a way of their own.
_GLOBAL_UNICAST = IPv6Network("2000::/3")

# A host that names hundreds of addresses would have each of them tried in turn.
MAX_ADDRESSES = 6
_LOOKUP_SECONDS = 10.0


class PrivateAddressError(Exception):
    """A host that lies, or may lie, in a private network."""


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the public internet.

    Loopback, link-local, RFC 1918, unique local, shared (RFC 6598), multicast, reserved and documentation addresses
    are not, nor are the IPv6 forms that carry one of them.
    """
    value = ip_address(address.partition("%")[0])
    if isinstance(value, IPv4Address):
        return _is_public(value)
    if value in _NAT64:
        return _is_public(IPv4Address(int(value) & 0xFFFFFFFF))
    return value in _GLOBAL_UNICAST and value.is_global and all(map(_is_public, _embedded(value)))


def _is_public(value: IPv4Address) -> bool:
    return value.is_global and not value.is_multicast


def _embedded(value: IPv6Address) -> list[IPv4Address]:
    """Return the IPv4 addresses to which a 6to4 relay or a Teredo server would hand a packet on."""
    return [address for address in (value.sixtofour, *(value.teredo or ())) if address is not None]


def is_loopback_name(host: str) -> bool:
    """Say, without asking a name server, whether a host is this machine (RFC 6761 for ``localhost``)."""
    host = host.lower().rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


async def lookup(host: str) -> tuple[str, ...]:
    """Ask the system's resolver for the addresses of a host, IPv4 and IPv6; raises OSError where there is none."""
    if host.rstrip(".").endswith(".localhost"):
        return ("127.0.0.1",)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a label that is empty or too long for the domain name system
        raise OSError(f"{host!r} is no host name: {error}") from None
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class Addresses:
    """The addresses of hosts, resolved once per run and checked.

    Whatever a name server says later does not count: connections are opened to what was checked. A host that could not
    be reached there is looked up, and checked, anew.
    """

    def __init__(self, resolve: Lookup = lookup) -> None:
        self._resolve = resolve
        self._known: dict[str, tuple[tuple[str, ...], str | None]] = {}  # some of them, and one that is not public

    async def of(self, host: str, *, private_allowed: bool) -> tuple[str, ...]:
        """Return the addresses of a host, at most ``MAX_ADDRESSES``.

        Raises:
            PrivateAddressError: one of them is not public and that is not allowed.
            OSError: the host is unknown, or the name server does not answer.
        """
        known = self._known.get(host)
        if known is None:
            try:
                async with asyncio.timeout(_LOOKUP_SECONDS):
                    found = await self._resolve(host)
            except TimeoutError:
                raise OSError(f"no address found within {_LOOKUP_SECONDS:g} s") from None
            known = found[:MAX_ADDRESSES], next((each for each in found if not is_public(each)), None)
            self._known[host] = known
        addresses, private = known
        if private is not None and not private_allowed:
            raise PrivateAddressError(f"{host} is at the private address {private}")
        return addresses

    def forget(self, host: str) -> None:
        """Forget a host, so that it is looked up anew: its site may have moved during a long run."""
        self._known.pop(host, None)

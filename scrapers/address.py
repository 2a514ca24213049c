"""Which machines may be asked: host names are resolved here, every address is checked, and the checked one is used.

A URL, a redirect or a name server can point into the network that Khotin runs in. Checking the name first and
letting the HTTP client resolve it again would leave a gap (DNS rebinding), so the transport connects to the very
address that was checked; TLS still verifies the name, through the ``sni_hostname`` extension of httpx.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

Lookup = Callable[[str], Awaitable[tuple[str, ...]]]

# RFC 6052: an IPv6 address that a NAT64 gateway translates into the IPv4 address of its last 32 bits.
_NAT64 = IPv6Network("64:ff9b::/96")

# How long one address may take before the next is tried; many hosts have an IPv6 address that leads nowhere.
_CONNECT_SECONDS = 4.0


class PrivateAddressError(Exception):
    """A host that lies, or may lie, in a private network."""


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the public internet.

    Loopback, link-local, RFC 1918, unique local, shared (RFC 6598), multicast, reserved and documentation addresses
    are not, nor are the IPv6 forms that carry one of them.
    """
    value = ip_address(address.partition("%")[0])
    if isinstance(value, IPv6Address):
        return value.is_global and not value.is_multicast and all(map(_is_public, _embedded(value)))
    return _is_public(value)


def _is_public(value: IPv4Address) -> bool:
    return value.is_global and not value.is_multicast


def _embedded(value: IPv6Address) -> list[IPv4Address]:
    found = [value.ipv4_mapped, value.sixtofour, *(value.teredo or ())]
    if value in _NAT64:
        found.append(IPv4Address(int(value) & 0xFFFFFFFF))
    return [address for address in found if address is not None]


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
    if host.endswith(".localhost"):
        return ("127.0.0.1",)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a label that is empty or too long for the domain name system
        raise OSError(f"{host!r} is no host name: {error}") from None
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class Addresses:
    """The addresses of hosts, resolved once per run and checked."""

    def __init__(self, resolve: Lookup = lookup) -> None:
        self._resolve = resolve
        self._known: dict[str, tuple[tuple[str, ...], str | None]] = {}  # all of them, and one that is not public

    async def of(self, host: str, *, private_allowed: bool) -> tuple[str, ...]:
        """Return the addresses of a host.

        Raises:
            PrivateAddressError: one of them is not public and that is not allowed.
            OSError: the host is unknown.
        """
        if host not in self._known:
            addresses = await self._resolve(host)
            self._known[host] = addresses, next((each for each in addresses if not is_public(each)), None)
        addresses, private = self._known[host]
        if private is not None and not private_allowed:
            raise PrivateAddressError(f"{host} is at the private address {private}")
        return addresses


class PinnedTransport(httpx.AsyncBaseTransport):
    """An httpx transport that connects to checked addresses only, trying them in order.

    The response's extension ``address`` tells which one answered.
    """

    def __init__(self, addresses: Addresses, context: ssl.SSLContext, *, private_allowed: bool) -> None:
        self._addresses, self._private_allowed = addresses, private_allowed
        self._inner = httpx.AsyncHTTPTransport(verify=context, http2=True, trust_env=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request to the first address that takes the connection."""
        host = request.url.host
        try:
            addresses = await self._addresses.of(host, private_allowed=self._private_allowed)
        except OSError as error:
            raise httpx.ConnectError(f"{host}: {error.strerror or error}", request=request) from error
        failure: httpx.ConnectError | httpx.ConnectTimeout | None = None
        for address in addresses:
            patience = _CONNECT_SECONDS if address != addresses[-1] else None
            try:
                response = await self._inner.handle_async_request(_pinned(request, address, patience))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
                continue
            response.extensions["address"] = address
            return response
        raise failure or httpx.ConnectError(f"{host}: no address", request=request)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


def _pinned(request: httpx.Request, address: str, patience: float | None) -> httpx.Request:
    """Return the request for the same host at a given address; the ``Host`` header stays as it is."""
    timeouts = {"connect": patience, "read": None, "write": None, "pool": None}
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address.partition("%")[0]),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.raw_host.decode("ascii"), "timeout": timeouts},
    )

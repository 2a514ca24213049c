"""The HTTP clients of a run: one per origin and request under way, with one TLS context for all.

httpx searches its pool of connections for every request, which costs more than the rest of the request once many
share a client (3 ms of CPU against 1 ms with sixteen requests under way). So each client is lent to one request at
a time and keeps one connection; an origin gets a second one only when two of its requests are under way.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.parse import urlsplit

import httpx

from scrapers.address import Addresses, PinnedTransport


class Clients:
    """Lends clients that connect only to checked addresses."""

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._free: dict[tuple[str, bool], list[httpx.AsyncClient]] = {}
        self._all: list[httpx.AsyncClient] = []

    @contextmanager
    def lend(self, url: str, *, private_allowed: bool) -> Iterator[httpx.AsyncClient]:
        """Lend a client for the origin of an absolute URL."""
        parts = urlsplit(url)
        free = self._free.setdefault((f"{parts.scheme}://{parts.netloc}", private_allowed), [])
        client = free.pop() if free else self._new(parts.scheme, private_allowed=private_allowed)
        try:
            yield client
        finally:
            free.append(client)

    async def aclose(self) -> None:
        """Close every client; more can be lent afterwards."""
        clients, self._all, self._free = self._all, [], {}
        for client in clients:
            await client.aclose()

    @cached_property
    def tls(self) -> ssl.SSLContext:
        """The TLS context of every client: loading the certificates takes tens of milliseconds."""
        return httpx.create_ssl_context(trust_env=False)

    def _new(self, scheme: str, *, private_allowed: bool) -> httpx.AsyncClient:
        # Plain HTTP needs no certificates, but httpx loads them where it is given no context at all.
        context = self.tls if scheme == "https" else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        transport = PinnedTransport(self._addresses, context, private_allowed=private_allowed)
        # No cookie is kept: each page is fetched as a first-time reader gets it.
        jar = CookieJar(DefaultCookiePolicy(allowed_domains=()))
        client = httpx.AsyncClient(transport=transport, trust_env=False, cookies=jar, timeout=None)  # noqa: S113 - exchange() has one deadline for the whole answer
        self._all.append(client)
        return client

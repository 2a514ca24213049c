"""The connections of a run: kept while a server keeps them, and lent to one request at a time.

An origin gets a second connection only when two of its requests are under way. Idle ones are bounded in number and
age, so that a run over thousands of hosts does not end for want of file descriptors.
"""

from __future__ import annotations

import asyncio
import ssl
from collections import OrderedDict
from functools import cached_property

import httpx

from scrapers.address import Addresses
from scrapers.connection import FAILURES, Connection, Head, RawHeaders, connection_over
from scrapers.target import Target
from scrapers.wire import open_wire

# Servers keep an idle connection for 5 to 75 seconds; one that is older has mostly been given up by them.
_IDLE_SECONDS = 60.0
_MOST_IDLE = 200
# How long one address may take before the next is tried; many hosts have an IPv6 address that leads nowhere.
_CONNECT_SECONDS = 4.0

Key = tuple[str, bool]


class Pool:
    """Opens connections to checked addresses only, and keeps those that can be used again."""

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._idle: dict[Key, list[Connection]] = {}
        self._order: OrderedDict[Connection, tuple[Key, float]] = OrderedDict()  # idle ones, longest idle first
        self._busy: set[Connection] = set()

    async def ask(self, target: Target, headers: RawHeaders, *, private_allowed: bool) -> tuple[Connection, Head]:
        """Send a request; return the connection, to be given back when the body is read, and the response's head.

        A server may close an idle connection at the very moment at which it is used again. That says nothing of the
        server, and GET may be repeated (RFC 9112, 9.3.1), so it is sent once more over a new connection.

        Raises:
            FAILURES: the server cannot be reached, hung up, or sent no HTTP.
            PrivateAddressError: an address of the host is not public and that is not allowed.
            HeadTooLargeError: the head passes its limits.
        """
        key = (target.origin, private_allowed)
        while True:
            connection = self._take(key) or await self._connect(target, private_allowed=private_allowed)
            self._busy.add(connection)
            try:
                return connection, await connection.send(target, headers)
            except FAILURES:
                self._drop(connection)
                if not connection.exchanges:
                    raise
            except BaseException:
                self._drop(connection)
                raise

    def give_back(self, connection: Connection, target: Target, *, private_allowed: bool) -> None:
        """Take a connection back, to keep it or, where its answer was not read to the end, to close it."""
        if not connection.reusable:
            self._drop(connection)
            return
        self._busy.discard(connection)
        key = (target.origin, private_allowed)
        self._idle.setdefault(key, []).append(connection)
        self._order[connection] = key, asyncio.get_running_loop().time()
        self._forget_old()

    def close(self) -> None:
        """Close every connection."""
        for connection in (*self._order, *self._busy):
            connection.close()
        self._idle, self._order, self._busy = {}, OrderedDict(), set()

    @cached_property
    def tls(self) -> ssl.SSLContext:
        """The TLS context of every connection: loading the certificates takes tens of milliseconds."""
        context = httpx.create_ssl_context(trust_env=False)
        context.set_alpn_protocols(["h2", "http/1.1"])
        return context

    def _take(self, key: Key) -> Connection | None:
        """Return the idle connection that was used last, None if there is none that still works."""
        idle = self._idle.get(key, [])
        while idle:
            connection = idle.pop()
            del self._order[connection]
            if connection.reusable:
                return connection
            connection.close()
        return None

    async def _connect(self, target: Target, *, private_allowed: bool) -> Connection:
        """Open a connection to the first address that takes it; the addresses are checked here and used as checked."""
        addresses = await self._addresses.of(target.host, private_allowed=private_allowed)
        context = self.tls if target.scheme == "https" else None
        failure: OSError | None = None
        for address in addresses:
            patience = _CONNECT_SECONDS if address != addresses[-1] else None
            try:
                async with asyncio.timeout(patience):
                    wire = await open_wire(address, target.port, context, target.host.rstrip("."))
            except ssl.SSLError:
                raise
            except OSError as error:  # TimeoutError is one
                failure = error
            else:
                return connection_over(wire, address, target)
        self._addresses.forget(target.host)  # the next attempt asks the name server again
        raise failure or OSError(f"{target.host}: no address")

    def _drop(self, connection: Connection) -> None:
        self._busy.discard(connection)
        connection.close()

    def _forget_old(self) -> None:
        """Close those that have been idle for too long, or are too many."""
        oldest = asyncio.get_running_loop().time() - _IDLE_SECONDS
        while self._order:
            connection, (key, since) = next(iter(self._order.items()))
            if since > oldest and len(self._order) <= _MOST_IDLE:
                return
            del self._order[connection]
            self._idle[key].remove(connection)
            if not self._idle[key]:
                del self._idle[key]
            connection.close()

"""httpx's requests and responses over connections that ``scrapers.pool`` keeps.

httpx's own transport resolves hosts by itself, searches one pool for every request and reads through two more layers:
with it a page of 170 KB costs 1.8 ms of CPU, with this one less than half (``bench/web.py``). Requests, responses and
their streams are httpx's as ever; only the way to the server is ours, by the interface that httpx has for that.

There is no httpx client above it. What one would add is not wanted: it keeps cookies, and it reads the target of each
redirect, even of one that it is not to follow, and raises what a server wrote there that is no URL.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx

from scrapers.connection import Connection
from scrapers.pool import Pool
from scrapers.target import Target, target_of


class PooledTransport(httpx.AsyncBaseTransport):
    """Sends requests over pooled connections to checked addresses.

    A request's extension ``target`` is its URL taken apart already, if there is one; the response's extension
    ``address`` tells which address answered.
    """

    def __init__(self, pool: Pool, *, private_allowed: bool) -> None:
        self._pool, self._private_allowed = pool, private_allowed

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; raises what ``Pool.ask`` raises."""
        target = request.extensions.get("target") or target_of(str(request.url))
        connection, head = await self._pool.ask(target, request.headers.raw, private_allowed=self._private_allowed)
        extensions = {
            "http_version": head.protocol.encode("ascii"),
            "reason_phrase": head.phrase.encode("latin-1"),
            "address": connection.address,
        }
        body = _Body(self._pool, connection, target, private_allowed=self._private_allowed)
        return httpx.Response(head.status, headers=head.headers, stream=body, extensions=extensions)


class _Body(httpx.AsyncByteStream):
    """A response's body as it is on the wire; closing it gives the connection back."""

    def __init__(self, pool: Pool, connection: Connection, target: Target, *, private_allowed: bool) -> None:
        self._pool, self._connection, self._target = pool, connection, target
        self._private_allowed = private_allowed
        self._chunks = connection.body()
        self._closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._chunks:
            yield bytes(chunk)

    async def aclose(self) -> None:
        if self._closed:
            return
        self._closed = True
        await self._chunks.aclose()
        self._pool.give_back(self._connection, self._target, private_allowed=self._private_allowed)

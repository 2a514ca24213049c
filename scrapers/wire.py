"""One TCP or TLS connection, opened to a checked address and read in small pieces.

httpcore's own streams go through anyio, which costs a quarter of what a page of 170 KB costs in all. Reading into one
buffer of 64 KB, instead of letting asyncio allocate 256 KB for each read, halves the rest: blocks above 128 KB come
fresh from the kernel each time and are paid for page by page.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections import deque
from typing import Any, cast

import httpcore

_READ_BYTES = 65_536
# What may lie unread before the server is made to wait: it bounds what a server can send that nobody asked for.
_MOST_UNREAD = 1_048_576


class Wire(asyncio.BufferedProtocol, httpcore.AsyncNetworkStream):
    """A connection in the form that httpcore wants; ``closed`` says that the server has ended it, or was told to.

    Timeouts of single reads and writes are not kept: ``scrapers.exchange`` has deadlines for the whole answer.
    """

    def __init__(self) -> None:
        self.closed = False
        self._buffer = memoryview(bytearray(_READ_BYTES))
        self._unread: deque[bytes] = deque()
        self._size = 0
        self._waiting: asyncio.Future[None] | None = None
        self._failure: Exception | None = None
        self._paused = False

    @property
    def unread(self) -> bool:
        """Whether something has come that was not read."""
        return bool(self._unread)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport (asyncio calls this, and the next four)."""
        self._transport = cast(asyncio.Transport, transport)

    def get_buffer(self, sizehint: int) -> memoryview:
        """Lend the buffer for the next read."""
        return self._buffer

    def buffer_updated(self, nbytes: int) -> None:
        """Take what was read."""
        self._unread.append(bytes(self._buffer[:nbytes]))
        self._size += nbytes
        if self._size > _MOST_UNREAD and not self._paused:
            self._paused = True
            self._transport.pause_reading()
        self._wake()

    def eof_received(self) -> None:
        """Note that the server has said its last."""
        self.closed = True
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that the connection is gone, and why."""
        self.closed, self._failure = True, exc
        self._wake()

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's signature
        """Return the next piece, at most 64 KB whatever ``max_bytes`` says; nothing at the end.

        Raises:
            OSError: the connection broke.
        """
        while not self._unread:
            if self._failure is not None:
                raise OSError(str(self._failure) or type(self._failure).__name__) from self._failure
            if self.closed:
                return b""
            self._waiting = asyncio.get_running_loop().create_future()
            await self._waiting
        piece = self._unread.popleft()
        self._size -= len(piece)
        if self._paused and self._size < _MOST_UNREAD:
            self._paused = False
            self._transport.resume_reading()
        return piece

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - httpcore's signature
        """Send a request, which is small enough to be buffered whole."""
        self.send(buffer)

    def send(self, buffer: bytes) -> None:
        """Send some bytes."""
        if buffer and not self._transport.is_closing():
            self._transport.write(buffer)

    async def aclose(self) -> None:
        """Close the connection."""
        self.close()

    def close(self) -> None:
        """Close the connection at once; what is still on the way is of no use."""
        self.closed = True
        with contextlib.suppress(RuntimeError):  # the loop may be closed already
            self._transport.abort()

    def get_extra_info(self, info: str) -> Any:
        """Return what asyncio knows of the connection, such as ``ssl_object``."""
        return self.closed if info == "is_readable" else self._transport.get_extra_info(info)

    def _wake(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not waiting.done():
            waiting.set_result(None)


async def open_wire(address: str, port: int, context: ssl.SSLContext | None, name: str) -> Wire:
    """Connect to an address, with TLS where a context is given; the certificate must be that of ``name``.

    Raises:
        OSError: nothing answers there.
        ssl.SSLError: TLS fails.
    """
    loop = asyncio.get_running_loop()
    _, wire = await loop.create_connection(Wire, address, port, ssl=context, server_hostname=name if context else None)
    return wire

"""One connection to a web server: HTTP/1.1 by h11, or HTTP/2 by httpcore where the server chose it.

Both engines are httpx's own; ``scrapers.transport`` hands the connections to its client. A connection serves one
request at a time.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from http import HTTPStatus

import h2.exceptions
import h11
import httpcore

from scrapers.target import Target
from scrapers.wire import Wire

# Real heads have some 2 KB in 20 fields, and Content-Security-Policy may add 10 KB. Common servers refuse to read more
# than 8 to 64 KB of a request's head, and there is no reason to grant a response more.
MAX_HEAD_BYTES = 65_536
MAX_HEAD_FIELDS = 256
# What a connection raises when the server, or the way to it, fails.
FAILURES = (
    OSError,
    h11.ProtocolError,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ConnectionNotAvailable,
    h2.exceptions.H2Error,  # httpcore lets it through while a body is read
)
# RFC 9113, 8.2.1: HTTP/2 could carry these where HTTP/1.1 cannot, and they would end the line in what is made of it.
_NO_FIELD_BYTES = re.compile(rb"[\r\n\0]")
_WITHOUT_BODY = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})
RawHeaders = list[tuple[bytes, bytes]]


class HeadTooLargeError(Exception):
    """The head of a response is larger than ``MAX_HEAD_BYTES``, or has more fields than ``MAX_HEAD_FIELDS``."""


@dataclass(frozen=True, slots=True)
class Head:
    """Status line and header fields of a response."""

    status: int
    phrase: str
    protocol: str
    headers: RawHeaders


class Connection(ABC):
    """A connection; ``exchanges`` counts the requests that it has answered whole."""

    def __init__(self, wire: Wire, address: str) -> None:
        self.address = address
        self.exchanges = 0
        self._wire = wire
        self._whole = True

    @property
    def reusable(self) -> bool:
        """Whether another request can be sent: the last answer is whole, and the server has not hung up since."""
        return self._whole and not self._wire.closed

    async def send(self, target: Target, headers: RawHeaders) -> Head:
        """Ask for a target; return the head of the response.

        Raises:
            FAILURES: the server hung up or sent no HTTP.
            HeadTooLargeError: the head passes its limits.
        """
        self._whole = False
        head = await self._send(target, headers)
        if len(head.headers) > MAX_HEAD_FIELDS:
            raise HeadTooLargeError(f"{len(head.headers)} header fields, {MAX_HEAD_FIELDS} allowed")
        if sum(len(name) + len(value) for name, value in head.headers) > MAX_HEAD_BYTES:
            raise HeadTooLargeError(f"more than {MAX_HEAD_BYTES} bytes of header fields")
        return head

    @abstractmethod
    def body(self) -> AsyncGenerator[bytes | bytearray, None]:
        """Iterate over the body as it is on the wire; raises ``FAILURES`` where it ends too soon."""

    def close(self) -> None:
        """Close the connection at once."""
        self._wire.close()

    @abstractmethod
    async def _send(self, target: Target, headers: RawHeaders) -> Head:
        """Ask for a target; return the head of the response, however large it is."""

    def _finished(self) -> None:
        self.exchanges += 1
        self._whole = True


class PlainConnection(Connection):
    """A connection that speaks HTTP/1.1.

    h11 reads heads, chunks, and whatever ends with the connection. A body whose length the head tells needs no parser:
    h11 would look at each of its pieces twice and copy it three times, a fifth of what a page of 170 KB costs in all.
    """

    def __init__(self, wire: Wire, address: str) -> None:
        super().__init__(wire, address)
        # The last request: most of a connection's have the same fields, which h11 then need not check again.
        self._last: tuple[RawHeaders, h11.Request] | None = None
        self._length: int | None = None
        self._begin()

    @property
    def reusable(self) -> bool:
        """Whether another request can be sent: the server must have sent nothing since its answer."""
        return super().reusable and not self._wire.unread

    def body(self) -> AsyncGenerator[bytes | bytearray, None]:
        """Iterate over the body."""
        return self._framed_body() if self._length is None else self._body_of(self._length)

    async def _body_of(self, length: int) -> AsyncGenerator[bytes | bytearray, None]:
        """Iterate over a body of known length, the beginning of which came with the head."""
        left, piece = length, self._h11.trailing_data[0]
        while left > len(piece):
            if piece:
                yield piece
            left -= len(piece)
            piece = await self._wire.read(MAX_HEAD_BYTES)
            if not piece:
                raise h11.RemoteProtocolError(f"the server hung up {left} bytes before the end")
        yield piece[:left]
        if len(piece) == left and self._keeps_alive:
            self._begin()
            self._finished()

    async def _framed_body(self) -> AsyncGenerator[bytes | bytearray, None]:
        """Iterate over a body whose end h11 finds."""
        while True:
            event = await self._event()
            if isinstance(event, h11.Data):
                yield event.data
            else:
                break
        # What follows an answer would be taken for the next one: such a connection is not used again.
        whole = self._h11.our_state is h11.DONE and self._h11.their_state is h11.DONE
        if whole and not self._h11.trailing_data[0]:
            self._h11.start_next_cycle()
            self._finished()

    async def _send(self, target: Target, headers: RawHeaders) -> Head:
        known = self._last[1].headers if self._last and self._last[0] == headers else None
        request = h11.Request(method=b"GET", target=target.path, headers=known or headers)
        self._last = headers, request
        self._wire.send(self._h11.send(request) + self._h11.send(h11.EndOfMessage()))
        event = await self._event()
        while isinstance(event, h11.InformationalResponse):
            event = await self._event()
        if not isinstance(event, h11.Response):
            raise h11.RemoteProtocolError("the server hung up without an answer")
        self._length = _length_of(event)
        self._keeps_alive = event.http_version == b"1.1" and b"close" not in _field(event, b"connection").lower()
        protocol = f"HTTP/{event.http_version.decode('ascii')}"
        return Head(event.status_code, event.reason.decode("latin-1"), protocol, event.headers.raw_items())

    def _begin(self) -> None:
        """Be ready for a request."""
        self._h11 = h11.Connection(h11.CLIENT, max_incomplete_event_size=MAX_HEAD_BYTES)
        self._length = None
        self._keeps_alive = False

    async def _event(self) -> h11.Event | type[h11.PAUSED]:
        while True:
            try:
                event = self._h11.next_event()
            except h11.RemoteProtocolError as error:
                if error.error_status_hint == HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE:
                    raise HeadTooLargeError(f"more than {MAX_HEAD_BYTES} bytes of header fields") from None
                raise
            if event is not h11.NEED_DATA:
                return event  # type: ignore[return-value]  # mypy does not see that NEED_DATA is ruled out
            self._h11.receive_data(await self._wire.read(MAX_HEAD_BYTES))


class MultiplexConnection(Connection):
    """A connection that speaks HTTP/2."""

    def __init__(self, wire: Wire, address: str, target: Target) -> None:
        super().__init__(wire, address)
        url = _core_url(target)
        self._http2 = httpcore.AsyncHTTP2Connection(origin=url.origin, stream=wire)
        self._response: httpcore.Response | None = None

    async def body(self) -> AsyncGenerator[bytes | bytearray, None]:
        """Iterate over the body."""
        if self._response is not None:
            async for chunk in self._response.aiter_stream():
                yield chunk
            await self._response.aclose()
            if self._http2.is_available():
                self._finished()

    async def _send(self, target: Target, headers: RawHeaders) -> Head:
        request = httpcore.Request(b"GET", _core_url(target), headers=headers)
        try:
            self._response = await self._http2.handle_async_request(request)
        except ValueError as error:  # a status that is no number
            raise httpcore.RemoteProtocolError(str(error)) from error
        if any(_NO_FIELD_BYTES.search(name + value) for name, value in self._response.headers):
            raise httpcore.RemoteProtocolError("a header field holds a line break")
        return Head(self._response.status, _phrase(self._response.status), "HTTP/2", self._response.headers)


def connection_over(wire: Wire, address: str, target: Target) -> Connection:
    """Return a connection in the protocol that was agreed on when the wire was opened."""
    tls = wire.get_extra_info("ssl_object")
    if tls is not None and tls.selected_alpn_protocol() == "h2":
        return MultiplexConnection(wire, address, target)
    return PlainConnection(wire, address)


def _length_of(response: h11.Response) -> int | None:
    """Return the length of a body, None where the head does not tell it (RFC 9112, 6.3); h11 has checked the field."""
    if response.status_code in _WITHOUT_BODY or _field(response, b"transfer-encoding"):
        return None
    length = _field(response, b"content-length")
    return int(length) if length else None


def _field(response: h11.Response, name: bytes) -> bytes:
    """Return the values of a field, joined; the name in lower case."""
    return b", ".join(value for key, value in response.headers if key == name)


def _core_url(target: Target) -> httpcore.URL:
    return httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""

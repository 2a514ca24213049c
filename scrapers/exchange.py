"""One request and its answer, within limits of size and time, whatever the server does.

The limits hold for the whole answer: a server that sends a byte a second meets the deadline, and a body is read
raw, so that neither its length on the wire nor what it unpacks to can pass ``max_bytes``.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from dataclasses import dataclass, field

import httpx

from scrapers.address import PrivateAddressError
from scrapers.answer import Answer, Clock, Headers, Problem
from scrapers.codings import CodingError, decode


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one answer: bytes on the wire and after decoding, seconds from request to last byte.

    ``beginning`` says that the first ``max_bytes`` are of use by themselves, so that a longer answer is read up to
    there even if it announces its length.
    """

    max_bytes: int
    seconds: float
    beginning: bool = False


@dataclass(slots=True)
class _Received:
    """What has come so far; stays readable when the deadline cuts the exchange off."""

    status: int = 0
    phrase: str = ""
    protocol: str = "HTTP/1.1"
    headers: Headers = ()
    address: str | None = None
    chunks: list[bytes] = field(default_factory=list)


async def exchange(client: httpx.AsyncClient, request: httpx.Request, limits: Limits, clock: Clock) -> Answer:
    """Send a request and read the answer; failures of network, server and content are in its ``problem``."""
    received = _Received()
    started_at, started = clock(), time.perf_counter()
    problem = await _receive(client, request, limits, received)
    body = b"".join(received.chunks)
    if problem is None:
        body, problem = _decoded(body, received.headers, limits)
    return Answer(
        url=str(request.url),
        request_headers=_text(request.headers.raw),
        started_at=started_at,
        elapsed_ms=round((time.perf_counter() - started) * 1000),
        status=received.status,
        phrase=received.phrase,
        protocol=received.protocol,
        headers=received.headers,
        body=body[: limits.max_bytes],
        problem=problem,
        address=received.address,
    )


async def _receive(
    client: httpx.AsyncClient, request: httpx.Request, limits: Limits, received: _Received
) -> Problem | None:
    try:
        async with asyncio.timeout(limits.seconds):
            response = await client.send(request, stream=True)
            try:
                return await _read(response, limits, received)
            finally:
                await response.aclose()
    except (TimeoutError, httpx.TimeoutException):
        return Problem("timeout", f"no whole answer within {limits.seconds:g} s")
    except PrivateAddressError as error:
        return Problem("private-address", str(error))
    except httpx.HTTPError as error:
        return _failure(error, begun=bool(received.status))


async def _read(response: httpx.Response, limits: Limits, received: _Received) -> Problem | None:
    received.status, received.phrase = response.status_code, response.reason_phrase
    received.protocol = response.http_version
    received.headers = _text(response.headers.raw)
    received.address = response.extensions.get("address")
    announced = response.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limits.max_bytes and not limits.beginning:
        return Problem("too-large", f"{announced} bytes announced, {limits.max_bytes} allowed")
    size = 0
    async for chunk in response.aiter_raw():
        received.chunks.append(chunk)
        size += len(chunk)
        if size > limits.max_bytes:
            return Problem("too-large", f"more than {limits.max_bytes} bytes")
    return None


def _decoded(body: bytes, headers: Headers, limits: Limits) -> tuple[bytes, Problem | None]:
    coding = ", ".join(value for name, value in headers if name.lower() == "content-encoding")
    try:
        return decode(body, coding, limits.max_bytes), None
    except CodingError as error:
        return error.body, Problem(error.reason, error.detail)


def _failure(error: httpx.HTTPError, *, begun: bool) -> Problem:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return Problem("tls", str(cause))
        cause = cause.__cause__ or cause.__context__
    detail = str(error) or type(error).__name__
    return Problem("truncated" if begun else "unreachable", detail)


def _text(headers: list[tuple[bytes, bytes]]) -> Headers:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers)

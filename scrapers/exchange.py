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
from scrapers.connection import FAILURES, HeadTooLargeError
from scrapers.pool import Pool
from scrapers.target import Target
from scrapers.transport import PooledTransport

# A server that has not begun to answer by then is not going to soon; a large page may take the whole timeout.
FIRST_BYTE_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one answer: bytes on the wire and after decoding, seconds from request to last byte.

    ``beginning`` says that the first ``max_bytes`` are of use by themselves, so that a longer answer is read up to
    there even if it announces its length.
    """

    max_bytes: int
    seconds: float
    beginning: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: the target, header fields in order, and whether it may lie in a private network."""

    target: Target
    headers: Headers
    private_allowed: bool = False


@dataclass(slots=True)
class _Received:
    """What has come so far; stays readable when the deadline cuts the exchange off."""

    status: int = 0
    phrase: str = ""
    protocol: str = "HTTP/1.1"
    headers: Headers = ()
    address: str | None = None
    chunks: list[bytes] = field(default_factory=list)


async def exchange(pool: Pool, request: Request, limits: Limits, clock: Clock) -> Answer:
    """Send a request and read the answer; failures of network, server and content are in its ``problem``."""
    received = _Received()
    started_at, started = clock(), time.perf_counter()
    transport = PooledTransport(pool, private_allowed=request.private_allowed)
    problem = await _receive(transport, request, limits, received)
    body = b"".join(received.chunks)
    if problem is None:
        body, problem = _decoded(body, received.headers, limits)
    return Answer(
        url=request.target.url,
        request_headers=request.headers,
        started_at=started_at,
        elapsed_ms=round((time.perf_counter() - started) * 1000),
        status=received.status,
        phrase=received.phrase,
        protocol=received.protocol,
        headers=received.headers,
        body=body if len(body) <= limits.max_bytes else body[: limits.max_bytes],
        problem=problem,
        address=received.address,
    )


async def _receive(
    transport: httpx.AsyncBaseTransport, request: Request, limits: Limits, received: _Received
) -> Problem | None:
    fields = [(name.encode("latin-1"), value.encode("latin-1", "replace")) for name, value in request.headers]
    sent = httpx.Request("GET", request.target.url, headers=fields, extensions={"target": request.target})
    begun = asyncio.get_running_loop().time()
    first = min(FIRST_BYTE_SECONDS, limits.seconds)
    try:
        async with asyncio.timeout_at(begun + first) as deadline:
            response = await transport.handle_async_request(sent)
            try:
                deadline.reschedule(begun + limits.seconds)
                return await _read(response, limits, received)
            finally:
                await response.aclose()
    except PrivateAddressError as error:
        return Problem("private-address", str(error))
    except HeadTooLargeError as error:
        return Problem("headers-too-large", str(error))
    except TimeoutError:
        if received.status:
            return Problem("timeout", f"no whole answer within {limits.seconds:g} s")
        return Problem("timeout", f"no answer begun within {first:g} s")
    except FAILURES as error:
        return _failure(error, begun=bool(received.status))


async def _read(response: httpx.Response, limits: Limits, received: _Received) -> Problem | None:
    raw = response.headers.raw
    received.status, received.phrase = response.status_code, response.reason_phrase
    received.protocol, received.address = response.http_version, response.extensions.get("address")
    received.headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw)
    announced = next((value for name, value in raw if name.lower() == b"content-length"), b"")
    if not limits.beginning and announced.isdigit() and float(announced) > limits.max_bytes:
        return Problem("too-large", f"{announced[:20].decode('ascii')} bytes announced, {limits.max_bytes} allowed")
    size = 0
    async for chunk in response.aiter_raw():
        received.chunks.append(chunk)
        size += len(chunk)
        if size > limits.max_bytes:
            return Problem("too-large", f"more than {limits.max_bytes} bytes")
    return None


def _decoded(body: bytes, headers: Headers, limits: Limits) -> tuple[bytes, Problem | None]:
    coding = ", ".join(value for name, value in headers if name.lower() == "content-encoding")
    if not coding:
        return body, None
    try:
        return decode(body, coding, limits.max_bytes), None
    except CodingError as error:
        return error.body, Problem(error.reason, error.detail)


def _failure(error: BaseException, *, begun: bool) -> Problem:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return Problem("tls", str(cause))
        cause = cause.__cause__ or cause.__context__
    detail = str(error) or type(error).__name__
    return Problem("truncated" if begun else "unreachable", detail)

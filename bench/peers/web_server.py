"""A fast web server on loopback for the benchmarks of fetching; runs in a process of its own until its input ends.

``/plain/*`` and ``/gzip/*`` answer one page of news size, at once or after ``latency`` seconds; anything else is 404.
It answers before it has understood more than the path, so that the client is what the benchmark measures.
"""

from __future__ import annotations

import asyncio
import gzip
import random
import sys

PAGE_BYTES = 170_000
HOSTS = 50


def page() -> bytes:
    """Return a page of the size and compressibility of news pages: markup that repeats, words that do not."""
    rng = random.Random(3)
    words = ["".join(rng.choices("aeinorsthnglmc", k=rng.randint(2, 9))) for _ in range(4000)]
    lines = ["<!doctype html><html><head><title>News</title></head><body>"]
    size = 0
    while size < PAGE_BYTES:
        text = " ".join(rng.choices(words, k=30))
        line = f'<div class="teaser teaser--wide"><a href="/{size}.html"><p class="teaser__text">{text}</p></a></div>\n'
        lines.append(line)
        size += len(line)
    return "".join(lines).encode()[:PAGE_BYTES]


def answer(status: str, body: bytes, *headers: str) -> bytes:
    head = [f"HTTP/1.1 {status}", *headers, "Content-Type: text/html; charset=utf-8", f"Content-Length: {len(body)}"]
    return ("\r\n".join(head) + "\r\n\r\n").encode() + body


class Serve(asyncio.Protocol):
    """One connection."""

    def __init__(self, answers: dict[bytes, bytes], latency: float) -> None:
        self.answers, self.latency, self.buffer = answers, latency, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if not self.buffer.endswith(b"\r\n\r\n"):
            return
        kind = self.buffer[4:].split(b"/", 2)[1]
        self.buffer = b""
        found = self.answers.get(kind)
        if found is None:
            self.transport.write(self.answers[b"missing"])
        elif self.latency:
            asyncio.get_running_loop().call_later(self.latency, self.transport.write, found)
        else:
            self.transport.write(found)


async def main(latency: float) -> None:
    body = page()
    answers = {
        b"plain": answer("200 OK", body),
        b"gzip": answer("200 OK", gzip.compress(body, 6, mtime=0), "Content-Encoding: gzip"),
        b"missing": answer("404 Not Found", b"no"),
    }
    loop = asyncio.get_running_loop()
    first = await loop.create_server(lambda: Serve(answers, latency), "127.0.0.1", 0)
    port = first.sockets[0].getsockname()[1]
    for number in range(2, HOSTS + 1):
        await loop.create_server(lambda: Serve(answers, latency), f"127.0.0.{number}", port)
    print(port, flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1])))

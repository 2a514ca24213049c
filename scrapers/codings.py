"""Content codings (gzip, deflate, brotli, zstd) undone with a hard limit on the output.

A few kilobytes can unpack to gigabytes, so every decoder here is asked for one byte more than the limit at most and
is stopped there. Clients such as httpx decode each chunk without a bound; that is why bodies are read raw and decoded
here. gzip and deflate are undone by ISA-L, in a third of zlib's time.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable

import brotli
import zstandard
from isal import isal_zlib

GZIP_MAGIC = b"\x1f\x8b"
ACCEPT_ENCODING = "gzip, deflate, br, zstd"
# RFC 9659: no zstd content may need a larger window than 8 MiB.
_ZSTD_WINDOW = 8 * 1024 * 1024
# Bodies coded twice exist by mistake; a longer chain is an attack on those who follow it.
_MAX_CODINGS = 4
# Parallel compressors write one member for each 64 KB or more. Millions of empty ones would cost as many copies.
_MAX_MEMBERS = 1_000


class CodingError(Exception):
    """A body that cannot be decoded; ``reason`` is one of ``too-large``, ``truncated`` and ``bad-encoding``."""

    def __init__(self, reason: str, detail: str, body: bytes = b"") -> None:
        self.reason, self.detail, self.body = reason, detail, body
        super().__init__(detail)


def decode(body: bytes, content_encoding: str | None, limit: int) -> bytes:
    """Undo the codings that a ``Content-Encoding`` header names, last one first.

    Raises:
        CodingError: more than ``limit`` bytes come out, the data ends too soon, is damaged, or the coding is unknown.
            Its ``body`` holds what was decoded until then.
    """
    codings = [name.strip() for name in (content_encoding or "").lower().split(",")]
    codings = [name for name in codings if name not in ("", "identity")]
    if len(codings) > _MAX_CODINGS:
        raise CodingError("bad-encoding", f"{len(codings)} content codings, one upon the other")
    for coding in reversed(codings):
        if not body:
            break
        decoder = _DECODERS.get(coding)
        if decoder is None:
            raise CodingError("bad-encoding", f"unknown content coding {coding!r}; known: {ACCEPT_ENCODING}")
        body = decoder(body, limit)
    return body


def gunzip(body: bytes, limit: int) -> bytes:
    """Return the content of gzip data, all members of it; raises ``CodingError`` as ``decode`` does."""
    if not body.startswith(GZIP_MAGIC):
        raise CodingError("bad-encoding", "damaged compressed data: this is no gzip")
    data, rest = _inflate(body, limit, zlib.MAX_WBITS | 16)
    if not rest.startswith(GZIP_MAGIC):
        return data
    parts, size = [data], len(data)
    while rest.startswith(GZIP_MAGIC):
        if len(parts) == _MAX_MEMBERS:
            raise CodingError("bad-encoding", f"more than {_MAX_MEMBERS} gzip members", b"".join(parts))
        data, rest = _inflate(rest, limit - size, zlib.MAX_WBITS | 16)
        parts.append(data)
        size += len(data)
    return b"".join(parts)


def _inflate(body: bytes, limit: int, window: int) -> tuple[bytes, bytes]:
    decoder = isal_zlib.decompressobj(window)
    try:
        data = decoder.decompress(body, limit + 1)
    except isal_zlib.error as error:  # type: ignore[misc]  # the stub declares the class as an instance of it
        raise CodingError("bad-encoding", f"damaged compressed data: {error}") from None
    _check(data, limit, whole=decoder.eof)
    return data, decoder.unused_data


def _check(data: bytes, limit: int, *, whole: bool) -> None:
    if len(data) > limit:
        raise CodingError("too-large", f"more than {limit} bytes after decompression", data[:limit])
    if not whole:
        raise CodingError("truncated", "the compressed data ends too soon", data)


def _deflate(body: bytes, limit: int) -> bytes:
    """Undo ``deflate``: a zlib stream by RFC 9110, but some servers send the bare one."""
    zlib_header = len(body) > 1 and body[0] & 0x0F == zlib.DEFLATED and int.from_bytes(body[:2], "big") % 31 == 0
    return _inflate(body, limit, zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS)[0]


def _brotli(body: bytes, limit: int) -> bytes:
    decoder = brotli.Decompressor()
    data = b""
    try:
        chunk = decoder.process(body, output_buffer_limit=limit + 1)
        while chunk and len(data) <= limit:
            data += chunk
            chunk = b"" if decoder.is_finished() else decoder.process(b"", output_buffer_limit=limit + 1)
    except brotli.error as error:
        raise CodingError("bad-encoding", f"damaged brotli data: {error}", data) from None
    _check(data, limit, whole=decoder.is_finished())
    return data


def _zstd(body: bytes, limit: int) -> bytes:
    decoder = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    try:
        with decoder.stream_reader(body, read_across_frames=True) as reader:
            data = reader.read(limit + 1)
        _check(data, limit, whole=True)
        # The bounded reader does not say whether the frame was whole; now that the size is known, the other may.
        whole = decoder.decompressobj()
        whole.decompress(body)
    except zstandard.ZstdError as error:
        raise CodingError("bad-encoding", f"damaged zstd data: {error}") from None
    _check(data, limit, whole=whole.eof)
    return data


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": gunzip,
    "x-gzip": gunzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}

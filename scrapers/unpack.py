"""Files that may be packed, as streams of plain bytes: gzip and zstd of any number of members or frames.

A stream hands out everything before a damaged place and then raises OSError: warcio takes an early end for the regular
one and reads past damaged members without a word. Nothing unpacks more than it is asked for, so that memory is bounded
whatever the file holds. ``.warc.zst`` files may begin with a dictionary for all their frames
(https://iipc.github.io/warc-specifications/specifications/warc-zstd/).
"""

from __future__ import annotations

import gzip
import zlib
from typing import BinaryIO, Protocol

import zstandard

from scrapers.codings import GZIP_MAGIC

ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
# The skippable frame that holds a dictionary, and the beginning of a dictionary that is not packed itself.
DICTIONARY_FRAME = b"\x5d\x2a\x4d\x18"
_DICTIONARY_MAGIC = b"\x37\xa4\x30\xec"
_MAX_DICTIONARY = 16_000_000
# What ``zstd --long`` needs at most without being told; a larger window would be the sender's hold on our memory.
_MAX_WINDOW = 128 * 1024 * 1024
_FRAME_HEAD = 8
# Of a zstd frame 4 bytes can stand for 128 KiB (RFC 8878, 3.1.1.2), so that no step unpacks more than 32 MB.
_ZSTD_CHUNK = 1024


class Stream(Protocol):
    """What a reader of records needs."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to ``size`` bytes, fewer at the end; raises OSError where the data is damaged."""


def is_packed(head: bytes) -> bool:
    """Say whether a file that begins so is packed in a way that ``unpacked`` undoes."""
    return head.startswith((GZIP_MAGIC, ZSTD_MAGIC, DICTIONARY_FRAME))


def unpacked(raw: BinaryIO) -> Stream:
    """Return the content of an open file, from its beginning; a file that is not packed is returned as it is.

    Raises:
        OSError: a dictionary at its beginning cannot be used.
    """
    head = raw.read(_FRAME_HEAD)
    raw.seek(0)
    if head.startswith(GZIP_MAGIC):
        return _Gzip(raw)
    if head.startswith(DICTIONARY_FRAME):
        return _Zstd(raw, _dictionary(raw))
    return _Zstd(raw) if head.startswith(ZSTD_MAGIC) else raw


class _Gzip:
    """The standard library's reader: that of ISA-L drops what it has unpacked already when a member is cut."""

    def __init__(self, raw: BinaryIO) -> None:
        self._file = gzip.GzipFile(fileobj=raw)

    def read(self, size: int = -1) -> bytes:
        try:
            return self._file.read1(size)
        except (EOFError, zlib.error) as error:
            raise OSError(str(error)) from None


class _Zstd:
    """Frame by frame, since the reader over all of them does not say whether the last one was whole."""

    def __init__(self, raw: BinaryIO, dictionary: zstandard.ZstdCompressionDict | None = None) -> None:
        self._raw = raw
        self._decompressor = zstandard.ZstdDecompressor(dict_data=dictionary, max_window_size=_MAX_WINDOW)
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._packed = b""
        self._ready = memoryview(b"")

    def read(self, size: int = -1) -> bytes:
        while not self._ready:
            self._packed = self._packed or self._raw.read(_ZSTD_CHUNK)
            if not self._packed:
                if self._frame is not None:
                    raise OSError("the file ends in the middle of a zstd frame")
                break
            self._unpack()
        data = bytes(self._ready[:size] if size >= 0 else self._ready)
        self._ready = self._ready[len(data) :]
        return data

    def _unpack(self) -> None:
        frame = self._frame or self._decompressor.decompressobj()
        try:
            self._ready = memoryview(frame.decompress(self._packed))
        except zstandard.ZstdError as error:
            raise OSError(f"damaged zstd data: {error}") from None
        self._frame = None if frame.eof else frame
        self._packed = frame.unused_data if frame.eof else b""


def _dictionary(raw: BinaryIO) -> zstandard.ZstdCompressionDict:
    """Read the dictionary frame at the beginning of a file and leave the file at the frame behind it."""
    size = int.from_bytes(raw.read(_FRAME_HEAD)[4:], "little")
    if size > _MAX_DICTIONARY:
        raise OSError(f"a zstd dictionary of {size} bytes; {_MAX_DICTIONARY} are allowed")
    content = raw.read(size)
    if content.startswith(ZSTD_MAGIC):
        content = _unpacked_dictionary(content)
    if not content.startswith(_DICTIONARY_MAGIC) or len(content) > _MAX_DICTIONARY:
        raise OSError("the zstd dictionary at the beginning of the file cannot be used")
    return zstandard.ZstdCompressionDict(content)


def _unpacked_dictionary(packed: bytes) -> bytes:
    try:
        with zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW).stream_reader(packed) as reader:
            return reader.read(_MAX_DICTIONARY + 1)
    except zstandard.ZstdError as error:
        raise OSError(f"damaged zstd dictionary: {error}") from None

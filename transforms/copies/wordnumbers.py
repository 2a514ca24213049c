"""Words as numbers: an article's words read by whole arrays, without case, diacritics, signs or spelling of numbers.

Bare Vietnamese meets its original, and neither the Unicode form nor the typography counts. Letters and digits part from
each other (``22.800MW`` is two words, as ``22.800 MW`` is); points and commas inside a number belong to it; ideographs
and kana, which stand without spaces, are a word each. Everything is done on the code units of a batch of texts at
once: a dictionary of words costs three times as much.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from transforms.copies.records import Words
from transforms.text import strip_marks

NUMBER = 1 << 31
"""The bit of a word's number that says that the word is a number."""

CAPITAL = 1 << 30
"""The bit that says that the word begins with a capital letter; it tells no words apart (``same_words``)."""

_LONGEST = 300_000  # characters read of one article: 50,000 words; a day's live blog has 20,000
_BATCH = 1 << 15  # code units handled at once: they stay in the processor's cache
_ENOUGH_BODY = 8  # words that tell an article apart without its title, as in ``transforms.identity``

# What a code unit of UTF-16 stands for: 0 no part of a word, 1 to 10 the digits, a letter its bare small letter.
_POINT, _MARK, _UNSEEN = 11, 12, 0xFFFF
_LETTERS_FROM = 32
_IDEOGRAPHS = (0x3040, 0xA000)
_MORE_IDEOGRAPHS = (0xF900, 0xFB00)
_UNITS: npt.NDArray[np.uint16] = np.full(1 << 16, _UNSEEN, np.uint16)  # fills itself as characters are met
_CAPITALS: npt.NDArray[np.uint32] = np.zeros(1 << 16, np.uint32)  # CAPITAL where a unit is a capital letter

# A word is the polynomial of its letters at an odd base modulo 2**64, mixed, of which 30 bits are kept.
_BASE = 0x9E3779B97F4A7C15
_MIX = np.uint64(0xD1B54A32D192ED03)
_HALF, _LOWER_BITS = np.uint64(32), np.uint64(34)
_CASELESS = np.uint32(~CAPITAL & 0xFFFFFFFF)

Units = npt.NDArray[np.uint16]
Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]


def _unit(code: int) -> int:
    """Return what a code unit stands for; halves of characters beyond the basic plane are no part of a word."""
    char = chr(code)
    if char in ".,":
        return _POINT
    if char.isdecimal():
        return 1 + unicodedata.digit(char)
    if char.isalnum():
        bare = strip_marks(unicodedata.normalize("NFC", char.casefold()[:1]))
        return ord(bare[0])
    return _MARK if unicodedata.combining(char) else 0


def same_words(words: Words) -> Words:
    """Return the words without their capitals: equal for equal words."""
    return words & _CASELESS


def _units(codes: Units) -> Units:
    """Return what each code unit of UTF-16 stands for."""
    units = _UNITS[codes]
    if (units == _UNSEEN).any():
        for code in np.unique(codes[units == _UNSEEN]).tolist():
            _UNITS[code] = _unit(code)
            _CAPITALS[code] = CAPITAL if chr(code).isupper() else 0
        units = _UNITS[codes]
    return units


def _without_marks(codes: Units, units: Units, ends: Places) -> tuple[Units, Units, Places]:
    """Return codes and units without marks that stand by themselves, and where the texts end then."""
    kept = units != _MARK
    if kept.all():
        return codes, units, ends
    return codes[kept], units[kept], np.concatenate((np.zeros(1, np.intp), np.cumsum(kept)))[ends]


def _classes(units: Units) -> tuple[Mask, Mask, Mask | None]:
    """Tell which units are letters, which belong to numbers, and which are words by themselves (None: none are)."""
    letters, digits = units >= _LETTERS_FROM, (units - np.uint16(1)) < _POINT - 1
    points = (units == _POINT).nonzero()[0]
    digits[points[digits[points - 1] & digits[points + 1]]] = True
    if not (units >= _IDEOGRAPHS[0]).any():
        return letters, digits, None
    alone: Mask = np.zeros(units.size, np.bool_)
    for first, end in (_IDEOGRAPHS, _MORE_IDEOGRAPHS):
        alone |= (units >= first) & (units < end)
    return letters & ~alone, digits, alone


@lru_cache(maxsize=5)
def _powers(size: int) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """Return ``size`` powers of the base and of its inverse, modulo 2**64."""
    up, down = (np.full(size, base, np.uint64) for base in (_BASE, pow(_BASE, -1, 1 << 64)))
    return np.cumprod(up), np.cumprod(down)


def _read(texts: Sequence[bytes]) -> Iterator[Words]:
    """Yield the words of each text, given in UTF-16; what is read has a separator before and behind each text."""
    ends = np.cumsum([len(text) // 2 + 1 for text in texts])
    codes = np.frombuffer(b"\0\0".join((b"", *texts, b"")), np.dtype("<u2"))
    codes, units, ends = _without_marks(codes, _units(codes), ends)
    letters, digits, alone = _classes(units)
    begins = (letters[1:] & ~letters[:-1]) | (digits[1:] & ~digits[:-1])
    parts = letters | digits
    if alone is not None:
        begins |= alone[1:]
        parts |= alone
    starts = begins.nonzero()[0] + 1
    up, down = _powers(max(_BATCH, 1 << units.size.bit_length()))
    hashes = np.add.reduceat((units * parts) * up[: units.size], starts)
    hashes *= down[starts]
    hashes ^= hashes >> _HALF
    hashes *= _MIX
    numbers = (hashes >> _LOWER_BITS).astype(np.uint32)
    numbers |= _CAPITALS[codes[starts]]
    numbers[digits[starts]] |= np.uint32(NUMBER)
    begin = 0
    for end in starts.searchsorted(ends).tolist():
        yield numbers[begin:end]
        begin = end


def _batches(texts: Sequence[str]) -> Iterator[list[bytes]]:
    """Encode texts and put them together until a batch is full."""
    batch: list[bytes] = []
    size = 0
    for text in texts:
        units = text[:_LONGEST].encode("utf-16-le", "surrogatepass")
        if batch and size + len(units) > 2 * _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(units)
        size += len(units)
    if batch:
        yield batch


def read_all(articles: Sequence[tuple[str | None, str]]) -> list[Words]:
    """Return the words of each article, given as title and body; see ``read_words``."""
    read = [words for batch in _batches([body for _, body in articles]) for words in _read(batch)]
    short = [place for place, words in enumerate(read) if words.size < _ENOUGH_BODY and articles[place][0]]
    texts = ["\n".join(filter(None, articles[place])) for place in short]
    again = (words for batch in _batches(texts) for words in _read(batch))
    for place, words in zip(short, again, strict=True):
        read[place] = words
    return read


def read_words(title: str | None, body: str) -> Words:
    """Return the words of an article as numbers, in order; the title counts where the body has hardly any text.

    At most the first 300,000 characters are read.
    """
    return read_all([(title, body)])[0]

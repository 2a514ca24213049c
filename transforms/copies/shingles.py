"""The sketch of an article: a few hashes of word sequences by which its copies are found.

Every ``SEQUENCE`` words in a row are hashed, and a sketch keeps the smallest hashes (a bottom-k sample, Broder 1997):
two articles then sample the same sequences wherever they share text, and a short article keeps every hash that a long
one has kept of the same words. So a quarter of a story is found in the whole one by as many hashes as a quarter of the
longer sketch holds.
"""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

from transforms.copies.records import Sketch, Words
from transforms.copies.wordnumbers import same_words

SEQUENCE = 4
"""Words in a hashed sequence. With a fifth of the words changed two of five sequences of 4 stay whole, one in three of
5; sequences of 3 repeat in articles that have nothing to do with each other."""

SMALLEST_SKETCH = 20
LARGEST_SKETCH = 32
_WORDS_A_HASH = 24
"""A sketch has one hash for 24 words, within these limits: of a quarter of an article five hashes are expected, so that
one quarter in 300 has none; long articles, in which a part of a shorter one is looked for, keep more. Every hash is
read at every look-up, which is why there are no more of them: with 24 to 48, found were the same copies of the open
sets, and of quarters inside another article of the same length two in a hundred fewer (three hashes had to agree)."""

SHARED_AT_LEAST = 1 / 11
"""Least share of the hashes that a copy of all of the shorter article would share: less than half of the quarter that
is to be found, since a sample of five scatters as far as that (two of them then do; 19 quarters in 20 are found)."""

COMMON_AT = 20
"""A sequence in articles of more than so many different signatures is common: an outlet's closing lines, an office."""

_ENOUGH_WORDS = 5  # words that make exact copies, as in ``transforms.identity``

# Odd random factors of a multilinear hash (Lemire & Kaser 2014): the upper half of the sum of products.
_FACTORS = tuple(map(np.uint64, (0x9E6C63D0676A9A99, 0xB5026F5AA96619E9, 0xD1B54A32D192ED03, 0x8CB92BA72F3D8DD7)))
_UPPER_HALF = np.uint64(32)


def sequences(words: Words, length: int = SEQUENCE) -> Words:
    """Return the hash of every ``length`` (at most 4) words in a row; of all words where there are fewer."""
    length = min(length, words.size)
    if not length:
        return words
    wide = same_words(words).astype(np.uint64)
    last = words.size - length
    hashes: npt.NDArray[np.uint64] = wide[: last + 1] * _FACTORS[0]
    for place in range(1, length):
        hashes += wide[place : place + last + 1] * _FACTORS[place]
    return (hashes >> _UPPER_HALF).astype(np.uint32)


def content_key(words: Words) -> int | None:
    """Return 63 bits that texts of the same words share, or None where there are too few words to say."""
    if words.size < _ENOUGH_WORDS:
        return None
    return int.from_bytes(hashlib.blake2b(same_words(words).tobytes(), digest_size=8).digest()) >> 1


def sketch(words: Words) -> Sketch:
    """Return the sketch of an article's words; of an empty one it holds no hashes.

    Its signature is the largest hash of two words in a row in its first half. Closing lines and what an outlet adds
    stand at the end, so that articles which share only these differ in it; and 300 prints of one story in which each
    has a lead of its own, or other words in fifty places of a thousand, have six to nine signatures.
    """
    hashes = sequences(words)
    if not hashes.size:
        return Sketch(hashes, 0, 0)
    signature = int(sequences(words[: words.size // 2 + 1], 2).max())
    hashes.sort()
    first = np.ones(hashes.size, np.bool_)
    np.not_equal(hashes[1:], hashes[:-1], out=first[1:])
    size = min(max(words.size // _WORDS_A_HASH, SMALLEST_SKETCH), LARGEST_SKETCH)
    return Sketch(hashes[first][:size], signature, words.size)

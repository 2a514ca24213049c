"""What a story is recognised by in one article: the words and word pairs of its title and opening, and its anchors.

News tells the event first: the title and the first 1,000 characters place an article as well as the whole text does,
and a headline alone is treated no differently. Words are folded to plain letters, so that Vietnamese without
diacritics meets its original, and cut to six letters, the usual stand-in for stemming where a text can be in any
language (truncation does as well as stemmers: McNamee, Nicholas and Mayfield, SIGIR 2009). Scripts that do not part
words are cut into characters (Chinese, Japanese, Korean) or runs of three (Thai and its neighbours).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from zlib import crc32

import numpy as np

from transforms.function_words import function_words
from transforms.language import detect_language
from transforms.stories.anchors import anchors
from transforms.stories.records import CONTEXT, COUNTRY, NAME, NUMBER, SKELETON, WORD, Counts, Features, Hashes, Kinds
from transforms.text import fold, strip_marks

OPENING = 1000  # characters of the body that are read
TITLE_WEIGHT = 2.0  # a word of the title counts as often
_STEM = 6  # letters of a word that count
_FIRST, _SECOND = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77)  # odd multipliers of xxHash32: they tell order apart
_KINDS = {"n": NAME, "k": SKELETON, "#": NUMBER, "y": CONTEXT, "e": CONTEXT, "c": COUNTRY}
_WHOLE_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_UNPARTED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{4,}")  # Thai, Lao, Burmese, Khmer


def read_features(title: str | None, text: str, language: str | None = None) -> Features:
    """Return the features of an article from its title and the opening of its text.

    ``language`` is a BCP 47 code where it is known; else it is recognised. The cost does not grow with the text.
    """
    title, opening = (title or "")[:OPENING], text[:OPENING]
    language = _language(title, opening, language)
    hashes, counts = _word_counts(title, opening, language)
    crossing, crossing_counts, kinds = _anchor_counts(title, opening, language)
    return Features(
        language=language,
        hashes=np.concatenate((hashes, crossing)),
        counts=np.concatenate((counts, crossing_counts)),
        kinds=np.concatenate((np.full(len(hashes), WORD, np.uint8), kinds)),
    )


def _language(title: str, opening: str, declared: str | None) -> str | None:
    """Return the primary subtag: ``pt-BR`` and ``pt`` report in the same words."""
    code = declared or detect_language((title, opening)).code
    return code.split("-")[0].lower() if code else None


def _word_counts(title: str, opening: str, language: str | None) -> tuple[Hashes, Counts]:
    """Return the distinct hashes of words and word pairs, and how often each occurs."""
    seed = np.uint32(_hashed(f"language {language}"))
    parts = [_with_pairs(_hashed_words(part), _little_words(language)) for part in (title, opening)]
    weights = np.repeat(np.array((TITLE_WEIGHT, 1.0), np.float32), [len(part) for part in parts])
    hashes, places = np.unique(np.concatenate(parts) ^ seed, return_inverse=True)
    return hashes, np.bincount(places, weights, minlength=len(hashes)).astype(np.float32)


def _with_pairs(words: Hashes, little: Hashes) -> Hashes:
    """Return the words that are no little ones, and all pairs of neighbours."""
    telling = words
    if len(little):  # sorted: this costs a fifth of numpy.isin
        telling = words[little[np.minimum(np.searchsorted(little, words), len(little) - 1)] != words]
    return np.concatenate((telling, words[:-1] * _FIRST + words[1:] * _SECOND))


def _hashed_words(text: str) -> Hashes:
    plain = strip_marks(fold(text))
    if not plain.isascii():
        plain = _WHOLE_SIGNS.sub(r" \g<0> ", _UNPARTED.sub(_threes, plain))
    return np.fromiter(map(_hashed, (word[:_STEM] for word in plain.split())), np.uint32)


def _threes(run: re.Match[str]) -> str:
    text = run[0]
    return " ".join(text[place : place + 3] for place in range(len(text) - 2))


@lru_cache(maxsize=1 << 16)
def _hashed(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


@cache
def _little_words(language: str | None) -> Hashes:
    """Return the hashes of a language's commonest words; none of Vietnamese, whose syllables are parts of words."""
    known: Iterable[str] = function_words().get(language or "", ()) if language != "vi" else ()
    return np.array(sorted({_hashed(strip_marks(word)[:_STEM]) for word in known}), np.uint32)


def _anchor_counts(title: str, opening: str, language: str | None) -> tuple[Hashes, Counts, Kinds]:
    counted: Counter[str] = Counter(anchors(opening, language))
    for anchor, times in anchors(title, language).items():
        counted[anchor] += int(TITLE_WEIGHT * times)
    by_hash = {
        _hashed(anchor): (times if anchor[0] in "nk" else 1, _KINDS[anchor[0]]) for anchor, times in counted.items()
    }
    hashes = np.array(sorted(by_hash), np.uint32)
    values = [by_hash[int(one)] for one in hashes]
    return hashes, np.array([v[0] for v in values], np.float32), np.array([v[1] for v in values], np.uint8)

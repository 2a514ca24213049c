"""Vietnamese from before Unicode: TCVN3 (the ABC fonts ``.VnTime``), VNI, VISCII and VPS.

Until about 2005 Vietnamese was written for fonts that draw its letters in the places of Western European ones, and an
archive that took the bytes for windows-1252 shows them so: ``ViÖt Nam``, ``n­íc``, ``Vieät Nam``. Pages are read by
``scrapers.legacy_vietnamese``; here is what both need, and the repair of a text that comes already decoded. Vietnamese
makes it safe: its words are syllables of a closed form with at most one tone, and text of another language read through
these tables never is, since its words have several syllables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache

from transforms import lexicons
from transforms.records import Caption, ParsedArticle
from transforms.text import has_vietnamese_letter

SETS = ("tcvn3", "viscii", "vps", "vni")
# Windows-1252 with no byte undefined, as browsers read it.
WEB = bytes(range(256)).decode("latin-1")[:128] + "".join(
    bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(128, 256)
)
TO_WEB = {code: WEB[code] for code in range(128, 160)}  # controls of Latin-1 to the signs of windows-1252
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
    r"(?:uyê|iêu|yêu|oai|oao|oay|oeo|uây|uôi|uya|uyu|ươi|ươu|uêu|[aăâeêioôơuưy]|a[iouy]|â[uy]|eo|êu|i[aêu]|o[aăei]|oo|[ôơ]i|"
    r"u[aâêiôơy]|ư[aiơu]|y[êa])"
    r"(?:ch|nh|ng|[cmnpt])?"
)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000  # characters
_FEW = 0.1  # French has 0.05 letters outside ASCII a character; Vietnamese in any of the sets more than 0.15
_ENOUGH_WORDS = 25
_ENOUGH_KINDS = 12
_SHARE = 0.9  # of the words with a letter outside ASCII that are syllables
_SHARE_OF_ALL = 0.75  # names and numbers aside, all words are: a language whose marked words fit has others that do not


@cache
def tables() -> Mapping[str, Mapping[int, str]]:
    """Return what the characters of windows-1252 stand for in the sets that have a letter a byte."""
    halves = {name: "".join(rows) for name, rows in lexicons.load("legacy_vietnamese")["upper_halves"].items()}
    return {
        name: {ord(WEB[128 + place]): letter for place, letter in enumerate(half) if letter != "."}
        for name, half in halves.items()
    }


@cache
def vni_pairs() -> Mapping[str, str]:
    """Return what the signs of VNI stand for: a letter alone, or a letter and the marks that follow it."""
    data = lexicons.load("legacy_vietnamese")["vni"]
    letters: dict[str, str] = data["letters"]
    pairs = dict(letters)
    for base, number in data["bases"].items():
        for sign, marks in data["marks"][:number]:
            pairs[base + sign] = unicodedata.normalize("NFC", letters.get(base, base) + marks)
    capitals = {
        key[0].upper() + rest: value.upper() for key, value in pairs.items() for rest in (key[1:], key[1:].upper())
    }
    return pairs | capitals


@cache
def _vni_text() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, vni_pairs()), key=len, reverse=True)))


def convert(text: str, name: str) -> str:
    """Return the Vietnamese text that ``text``, a view as windows-1252, stands for in the set ``name``; not yet NFC."""
    if name == "vni":
        pairs = vni_pairs()
        return _vni_text().sub(lambda match: pairs[match[0]], text)
    return text.translate(tables()[name])


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Say whether a word in NFC has the form of a Vietnamese syllable, with at most one tone."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = sum(mark in _TONES for mark in parts)
    bare = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
    return tones <= 1 and _SYLLABLE.fullmatch(bare) is not None


def repair_misread(parsed: ParsedArticle) -> ParsedArticle | None:
    """Return an article that was decoded as windows-1252 with the letters it was written with, None for all others."""
    captions = [caption.text for caption in parsed.captions]
    texts = [text for text in (parsed.title, parsed.summary, *parsed.body, *captions) if text]
    name = misread_set("\n".join(texts))
    if name is None:
        return None

    def read(text: str) -> str:
        return unicodedata.normalize("NFC", convert(text.translate(TO_WEB), name))

    return replace(
        parsed,
        title=parsed.title and read(parsed.title),
        summary=parsed.summary and read(parsed.summary),
        body=tuple(map(read, parsed.body)),
        captions=tuple(Caption(read(one.text), one.credit and read(one.credit)) for one in parsed.captions),
        authors=tuple(map(read, parsed.authors)),
        credit=parsed.credit and read(parsed.credit),
    )


def misread_set(text: str) -> str | None:
    """Return the set in which a text was written that was then decoded as windows-1252, None where it was not.

    It must be certain, as nobody sees the bytes again: many words outside ASCII, of which hardly any fits Vietnamese as
    it stands and nearly all do once converted, as must most of the plain words.
    """
    sample = text[:_SAMPLE]
    if sample.isascii() or len(sample.encode("utf-8", "surrogatepass")) - len(sample) < _FEW * len(sample):
        return None
    if has_vietnamese_letter(sample):
        return None
    sample = sample.translate(TO_WEB)
    readings = {name: _fit(convert(sample, name)) for name in SETS}
    best = max(SETS, key=lambda name: readings[name])
    return best if readings[best] > max(_fit(sample), (_SHARE, 0.0)) else None


def _fit(reading: str) -> tuple[float, float]:
    """Return the share of syllables among the words with letters outside ASCII and among all; zeros for too few."""
    words = _WORD.findall(unicodedata.normalize("NFC", reading))
    marked = [word for word in words if not word.isascii()]
    if len(marked) < _ENOUGH_WORDS or len(set(marked)) < _ENOUGH_KINDS:
        return 0.0, 0.0
    share, of_all = (sum(map(is_syllable, group)) / len(group) for group in (marked, words))
    # Where pages were kept without their soft hyphens TCVN3 has lost every ư: what is left would be read wrongly.
    is_whole = of_all >= _SHARE_OF_ALL and "ư" in reading
    return (share, of_all) if is_whole else (0.0, 0.0)

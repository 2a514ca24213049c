"""The language of a text: own evidence for Vietnamese, Compact Language Detector 2 for everything else.

CLD2 takes Vietnamese without diacritics for English, Somali or Slovak in one title out of eight. But Vietnamese is
written syllable by syllable, and nearly every word of a bare text is one possible Vietnamese syllable, while hardly
any word of other languages is: their share tells the language without a list of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import pycld2
from babel import Locale

from transforms import lexicons
from transforms.records import Flag
from transforms.text import has_vietnamese_letter, strip_marks

_SAMPLE = 2000  # characters that are looked at: more changes no result and costs time
_ENOUGH_WORDS = 150  # whose shape is looked at
_SHORT = 200  # characters below which CLD2 needs to be told the likeliest language
_WORD = re.compile(r"[^\W\d_]+")
# Letters that only Vietnamese uses; ă (Romanian), ạ ẹ ị ọ ụ (Yoruba, Igbo), ẽ ĩ ũ ỹ (Guarani, Kikuyu) are left out.
_OWN_LETTER = re.compile(r"[đơưấầẩẫậắằẳẵặảẻếềểễệỉỏốồổỗộớờởỡợủứừửữựỳỷỵ]", re.IGNORECASE)
_NAME_WEIGHT = 0.3  # a capitalised word may be a foreign name in either language
_EITHER_WEIGHT = 0.3  # "to", "in", "on" are English and Vietnamese
_OWN_LETTER_SHARE = 0.25
_SYLLABLE_SHARE = 0.6
_MIN_SYLLABLES = 3
_MIN_WORDS = 3
_MIXED_PERCENT = 60
_WITHOUT_MARKS = frozenset({"de", "es", "fr", "it", "nl", "pt"})  # often written with no letter beyond ASCII
_CLD2_NAMES = {"iw": "he", "jw": "jv", "mo": "ro", "sh": "sr", "zzp": None, "un": None, "xxx": None}


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """A BCP 47 code (None if nothing is known), how it was found, and the flags for the article.

    ``method``: ``letters``, ``syllables`` (Vietnamese), ``cld2``, ``declared`` or ``none``.
    """

    code: str | None
    method: str
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class _Shares:
    """Weighted shares of a text's words: with letters of Vietnamese alone, and shaped as its syllables."""

    own_letters: float
    syllables: float
    shaped: int


@cache
def _syllable() -> re.Pattern[str]:
    data = lexicons.load("syllables")
    onsets, rimes = ("|".join(sorted(data[part].split(), key=len, reverse=True)) for part in ("onsets", "rimes"))
    return re.compile(rf"(?:{onsets})?(?:{rimes})")


@cache
def _in_both() -> frozenset[str]:
    return frozenset(lexicons.load("syllables")["english"].split())


def is_vietnamese_syllable(word: str) -> bool:
    """Tell whether ``word``, whatever its case and diacritics, could be a written Vietnamese syllable."""
    return _syllable().fullmatch(strip_marks(word).lower()) is not None


@lru_cache(maxsize=1 << 15)
def _evidence(word: str) -> tuple[float, bool, bool]:
    """Return a word's weight, whether it is shaped as a syllable, and whether it has a letter of Vietnamese alone."""
    lower = word.lower()
    weight = (1.0 if word[0].islower() else _NAME_WEIGHT) * (_EITHER_WEIGHT if lower in _in_both() else 1.0)
    return weight, is_vietnamese_syllable(lower), _OWN_LETTER.search(lower) is not None


def _shares(words: list[str]) -> _Shares:
    total = own = shaped = 0.0
    count = 0
    for weight, is_syllable, has_own_letter in map(_evidence, words):
        total += weight
        if is_syllable:
            shaped += weight
            count += 1
            own += weight if has_own_letter else 0.0
    return _Shares(own / total, shaped / total, count)


def _sample(parts: Iterable[str | None]) -> str:
    sample = ""
    for part in parts:
        if part:
            sample += part + "\n"
        if len(sample) >= _SAMPLE:
            break
    return sample[:_SAMPLE]


def _cld2(text: str, hint: str | None) -> tuple[str | None, int]:
    """Return CLD2's first language and its share of the text in percent; it raises on odd bytes, which says nothing."""
    options = {"hintLanguage": hint} if hint else {}
    try:
        _, _, details = pycld2.detect(text.encode("utf-8", "replace"), isPlainText=True, bestEffort=True, **options)
    except (pycld2.error, ValueError):
        return None, 0
    code = details[0][1]
    return _CLD2_NAMES.get(code, code), details[0][2]


def _guess(text: str, hint: str | None) -> tuple[str | None, int]:
    """Short text in plain ASCII is English unless CLD2, unasked, takes it for another great language of the press.

    Left alone with a headline of names it names Shona, Occitan or Scots; told to expect English it hears nothing else.
    """
    code, percent = _cld2(text, hint)
    if hint is None and len(text) < _SHORT and text.isascii() and code not in _WITHOUT_MARKS:
        return _cld2(text, "en")
    return code, percent


@cache
def _subtags() -> frozenset[str]:
    """Return the primary language subtags that CLDR knows: pages declare charsets, countries and typing errors too."""
    return frozenset(Locale("en").languages)


def _primary(declared: str | None) -> str | None:
    match = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", declared.strip()) if declared else None
    code = match.group().lower() if match else None
    return code if code in _subtags() else None


def _vietnamese(text: str, words: list[str]) -> LanguageGuess | None:
    shares = _shares(words)
    if shares.own_letters >= _OWN_LETTER_SHARE:
        return LanguageGuess("vi", "letters")
    if shares.syllables >= _SYLLABLE_SHARE and shares.shaped >= _MIN_SYLLABLES:
        bare = not has_vietnamese_letter(text)
        return LanguageGuess("vi", "syllables", (Flag("diacritics_missing"),) if bare else ())
    return None


def detect_language(parts: Iterable[str | None], declared: str | None = None) -> LanguageGuess:
    """Return the language of a text given in parts (title first), with the page's declared language as a hint.

    Where the text is too short or CLD2 undecided the declared language stands, flagged ``language_uncertain``; a
    text in which no language makes up three fifths is flagged as mixed.
    """
    text = _sample(parts)
    words = _WORD.findall(text)
    hint = _primary(declared)
    if words and (found := _vietnamese(text, words[:_ENOUGH_WORDS])):
        return found
    code, percent = _guess(text, hint) if words else (None, 0)
    if code is None or (len(words) < _MIN_WORDS and text.isascii()):
        detail = "no letters" if not words else "too short or undecided"
        best = hint or code
        return LanguageGuess(best, "declared" if hint else "cld2" if code else "none", (_uncertain(detail),))
    mixed = percent < _MIXED_PERCENT
    return LanguageGuess(code, "cld2", (_uncertain(f"mixed: {percent} % {code}"),) if mixed else ())


def _uncertain(detail: str) -> Flag:
    return Flag("language_uncertain", detail)

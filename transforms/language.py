"""The language of a text: own evidence for Vietnamese, Compact Language Detector 2 for everything else.

CLD2 takes Vietnamese without diacritics for English, Somali or Slovak in one title out of eight. But Vietnamese is
written syllable by syllable, and nearly every word of a bare text is one possible Vietnamese syllable, while hardly
any word of other languages is: their share tells the language without a list of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

import pycld2
from msgspec import Struct

from transforms import lexicons
from transforms.function_words import is_bare_headline, told_by_little_words
from transforms.records import Flag
from transforms.text import has_vietnamese_letter, letter_words, strip_marks

_SAMPLE = 2000  # characters that are looked at: more changes no result and costs time
_ENOUGH_WORDS = 150  # whose shape is looked at
_ENOUGH_CHARS = 1200  # that nearly always hold as many words
_COMMON_SUBTAGS = frozenset(("en", "vi", "fr", "nl"))
_SHORT = 200  # characters below which CLD2 needs to be told the likeliest language
# Letters that only Vietnamese uses; ă (Romanian), ạ ẹ ị ọ ụ (Yoruba, Igbo), ẽ ĩ ũ ỹ (Guarani, Kikuyu) are left out.
_OWN_LETTER = re.compile(r"[đơưấầẩẫậắằẳẵặảẻếềểễệỉỏốồổỗộớờởỡợủứừửữựỳỷỵ]", re.IGNORECASE)
_NAME_WEIGHT = 0.3  # a capitalised word may be a foreign name in either language
_EITHER_WEIGHT = 0.3  # "to", "in", "on" are English and Vietnamese
_OWN_LETTER_SHARE = 0.25
_SYLLABLE_SHARE = 0.6
_MIN_SYLLABLES = 3
# Of 1,165 native stories none has a smaller share of syllables than 0.85; half English, half Vietnamese text has 0.6.
_UNMIXED_SHARE = 0.8
_FOREIGN_LETTER_SHARE = 0.1
_PARAGRAPH_WORDS = 20  # fewer are a headline, whose names mix languages
_MIN_WORDS = 3
_MIXED_PERCENT = 60
_QUOTATION = re.compile(r"[\"“«][^\"“”«»]{1,400}[\"”»]|(?<!\w)'[^']{1,400}'(?!\w)")
_CLD2_NAMES = {"iw": "he", "jw": "jv", "mo": "ro", "sh": "sr", "zzp": None, "un": None, "xxx": None}


class LanguageGuess(Struct, frozen=True):
    """A BCP 47 code (None if nothing is known), how it was found, and the flags for the article.

    ``method``: ``letters``, ``syllables`` (Vietnamese), ``cld2``, ``declared`` or ``none``.
    """

    code: str | None
    method: str
    flags: tuple[Flag, ...] = ()


class _Shares(Struct, frozen=True):
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
def _evidence(word: str) -> tuple[float, float, float, int]:
    """Return a word's weight: in all, as a syllable, as one with a letter of Vietnamese alone; and 1 for a syllable."""
    lower = word.lower()
    weight = (1.0 if word[0].islower() else _NAME_WEIGHT) * (_EITHER_WEIGHT if lower in _in_both() else 1.0)
    if not is_vietnamese_syllable(lower):
        return weight, 0.0, 0.0, 0
    return weight, weight, weight if _OWN_LETTER.search(lower) else 0.0, 1


def _shares(words: list[str]) -> _Shares:
    total, shaped, own, count = map(sum, zip(*map(_evidence, words), strict=True))
    return _Shares(own / total, shaped / total, count)


def _sample(parts: Iterable[str | None]) -> str:
    sample = ""
    for part in parts:
        if part:
            sample += part + "\n"
        if len(sample) >= _SAMPLE:
            break
    return sample[:_SAMPLE]


def _first_words(text: str) -> list[str]:
    words = letter_words(text[:_ENOUGH_CHARS])
    if len(words) < _ENOUGH_WORDS:
        words = letter_words(text)
    return words[:_ENOUGH_WORDS]


def _cld2(text: str, hint: str | None) -> tuple[str | None, int]:
    """Return CLD2's first language and its share of the text in percent; it raises on odd bytes, which says nothing."""
    options = {"hintLanguage": hint} if hint else {}
    try:
        _, _, details = pycld2.detect(text.encode("utf-8", "replace"), isPlainText=True, bestEffort=True, **options)
    except (pycld2.error, ValueError):
        return None, 0
    code = details[0][1]
    return _CLD2_NAMES.get(code, code), details[0][2]


def _guess(text: str, words: list[str], hint: str | None) -> tuple[str | None, int]:
    """CLD2's guess; a headline of a few words is judged by its little words as well, unless the page says its language.

    Left alone with a row of names CLD2 hears Shona, Occitan or Scots, and Afrikaans in a Dutch headline. Short text in
    plain ASCII is English where nothing speaks for another language.
    """
    code, percent = _cld2(text, hint)
    if hint is not None or len(text) >= _SHORT:
        return code, percent
    told = told_by_little_words(words, code)
    if told is None and text.isascii():
        told = "en"
    return told or code, percent if told in (None, code) else 100


@cache
def _subtags() -> frozenset[str]:
    """Return the primary language subtags that CLDR knows: pages declare charsets, countries and typing errors too."""
    from babel import Locale  # it takes its time, and most pages are in the languages known here

    return frozenset(Locale("en").languages)


def is_language(code: str) -> bool:
    """Tell whether a primary language subtag, in small letters, is one that CLDR knows."""
    return code in _COMMON_SUBTAGS or code in _subtags()


@cache
def languages_by_name() -> Mapping[str, str]:
    """Return the codes of languages by their English names, case folded, as CLDR has them."""
    from babel import Locale

    return MappingProxyType({name.casefold(): code for code, name in Locale("en").languages.items()})


def _primary(declared: str | None) -> str | None:
    match = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", declared.strip()) if declared else None
    code = match.group().lower() if match else None
    return code if code is not None and is_language(code) else None


def _vietnamese(text: str, words: list[str]) -> LanguageGuess | None:
    shares = _shares(words)
    if shares.own_letters >= _OWN_LETTER_SHARE:
        mixed = len(words) >= _PARAGRAPH_WORDS and shares.syllables < _UNMIXED_SHARE
        flags = (_uncertain(f"mixed: {shares.syllables:.0%} Vietnamese"),) if mixed else ()
        return LanguageGuess("vi", "letters", flags)
    if has_vietnamese_letter(text):
        return _quoting_vietnamese(text) or (LanguageGuess("vi", "syllables") if _is_shaped(shares) else None)
    if len(text) < _SHORT:
        is_bare = is_bare_headline(words, shaped=shares.shaped if _is_shaped(shares) else 0)
    else:
        is_bare = _is_shaped(shares)
    return LanguageGuess("vi", "syllables", (Flag("diacritics_missing"),)) if is_bare else None


def _is_shaped(shares: _Shares) -> bool:
    return shares.syllables >= _SYLLABLE_SHARE and shares.shaped >= _MIN_SYLLABLES


def _quoting_vietnamese(text: str) -> LanguageGuess | None:
    """Vietnamese around foreign quotations is Vietnamese: "Ông Trump viết: “Make America great again” trên mạng"."""
    words = _first_words(_QUOTATION.sub(" ", text))
    if len(words) < _MIN_WORDS:
        return None
    return LanguageGuess("vi", "letters") if _shares(words).own_letters >= _OWN_LETTER_SHARE else None


def detect_language(parts: Iterable[str | None], declared: str | None = None) -> LanguageGuess:
    """Return the language of a text given in parts (title first), with the page's declared language as a hint.

    Where the text is too short or CLD2 undecided the declared language stands, flagged ``language_uncertain``; a
    text in which no language makes up three fifths is flagged as mixed.
    """
    text = _sample(parts)
    words = _first_words(text)
    hint = _primary(declared)
    if words and (found := _vietnamese(text, words)):
        return found
    code, percent = _guess(text, words, hint) if words else (None, 0)
    if code is None or (len(words) < _MIN_WORDS and text.isascii()):
        detail = "no letters" if not words else "too short or undecided"
        best = hint or code
        return LanguageGuess(best, "declared" if hint else "cld2" if code else "none", (_uncertain(detail),))
    mixed = percent < _MIXED_PERCENT or (has_vietnamese_letter(text) and _holds_vietnamese(words))
    return LanguageGuess(code, "cld2", (_uncertain(f"mixed: {percent} % {code}"),) if mixed else ())


def _holds_vietnamese(words: list[str]) -> bool:
    """Whether whole sentences of Vietnamese stand in the text, which CLD2 overlooks; names alone weigh too little."""
    return len(words) >= _PARAGRAPH_WORDS and _shares(words).own_letters >= _FOREIGN_LETTER_SHARE


def _uncertain(detail: str) -> Flag:
    return Flag("language_uncertain", detail)

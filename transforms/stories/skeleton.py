"""The consonant skeleton of a name: what stays of it in every script.

``Zelensky``, ``Selenskyj``, ``Зеленский``, ``زيلينسكي`` and ``ゼレンスキー`` share their consonants, not their letters:
vowels are written by each language in its own way, or not at all. Reducing consonants to the classes that all scripts
tell apart is how archives have matched names since Soundex (R. Russell, 1918); the classes are those of
``lexicons/consonants.toml``. A skeleton is a weak clue by itself, as many names share a short one: it is a feature
to be weighed by its rarity, never a proof.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from transforms import lexicons

_SCRIPTS = ("latin", "cyrillic", "greek", "arabic", "hebrew", "kana", "thai")
_FRONT = "eéèêëěęiíîïyýæœ"
_VOWELS = _FRONT + "aáàâäãåąăoóòôöõøuúùûüůűơư"
_LONGEST_NAME = 40  # letters: longer words are no names, and cost time
_HANGUL = range(0xAC00, 0xD7A4)  # syllables: (initial * 21 + vowel) * 28 + final (Unicode, chapter 3.12)
_VOWELS_AND_FINALS, _FINAL_FORMS = 588, 28
_INITIALS = "G K N D T L M P P S S - S S S K T P H".split()
_FINALS = "- K K KS N N N T L L L L L L L L M P P S S N S S K T P H".split()
_FOREMOST_THAI = "เแโไใ"  # vowels that are written before the consonant that they follow
_GREEK_ONSETS = {"μπ": "π", "γκ": "γ"}  # b and g, which Greek spells with two letters
_CODA_R = re.compile(rf"(?<=[{_VOWELS}])r(?=[^{_VOWELS}r]|$)")
_REPEATED = re.compile(r"(.)\1+")


def _pairs(table: str) -> Mapping[str, str]:
    cells = lexicons.load("consonants")[table].split()
    return dict(zip(cells[::2], cells[1::2], strict=True))


@cache
def _classes() -> Mapping[str, Mapping[str, str]]:
    """Every spelling with its classes: by the vowel that must follow (soft, heard), or wherever it stands (any)."""
    anywhere = {spelling: found for script in _SCRIPTS for spelling, found in _pairs(script).items()}
    return {"soft": _pairs("latin_soft"), "heard": _pairs("latin_heard"), "any": anywhere}


@cache
def _pattern() -> re.Pattern[str]:
    """A spelling of the tables: the longest of those whose condition holds, as far as conditions go."""
    soft, heard, anywhere = ("|".join(sorted(table, key=len, reverse=True)) for table in _classes().values())
    return re.compile(f"(?P<soft>{soft})(?=[{_FRONT}])|(?P<heard>{heard})(?=[{_VOWELS}])|(?P<any>{anywhere})")


def _class(match: re.Match[str]) -> str:
    return _classes()[match.lastgroup or "any"][match.group()]


def _hangul(match: re.Match[str]) -> str:
    index = ord(match.group()) - _HANGUL.start
    return _INITIALS[index // _VOWELS_AND_FINALS] + _FINALS[index % _FINAL_FORMS]


def _sounds(folded: str) -> str:
    """Return the classes of a folded word, with ``A`` first where a vowel begins it."""
    if ord(folded[0]) in _HANGUL:
        found = "".join(_hangul(match) for match in re.finditer(r"[가-힣]", folded))
    else:
        first = "" if _pattern().match(folded) else "-"
        found = first + "".join(_class(match) for match in _pattern().finditer(folded))
    return ("A" if found.startswith("-") else "") + found.replace("-", "")


@lru_cache(maxsize=1 << 16)
def skeletons(name: str) -> tuple[str, ...]:
    """Return the classes of a name's consonants, one letter each, doubled ones once; ``A`` first for a vowel.

    ``name`` is one word in any script; case and diacritics do not matter, and at most its first 40 letters count. A
    second answer leaves out each r that no vowel follows, as Chinese and Japanese do (``Chambers``: 钱伯斯). Empty for
    a word without letters.
    """
    folded = unicodedata.normalize("NFC", name[:_LONGEST_NAME]).casefold().lstrip(_FOREMOST_THAI)
    if not folded or not folded[0].isalpha():
        return ()
    if (onset := _GREEK_ONSETS.get(folded[:2])) is not None:
        folded = onset + folded[2:]
    spoken = dict.fromkeys((folded, _CODA_R.sub("", folded)))
    return tuple(dict.fromkeys(merged(_sounds(each)) for each in spoken))


def merged(sounds: str) -> str:
    """Return the classes with doubled ones once, and m before p or f as n, which scripts do not tell apart there."""
    return _REPEATED.sub(r"\1", sounds).replace("MP", "NP").replace("MF", "NF")

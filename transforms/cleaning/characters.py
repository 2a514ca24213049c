"""Character repair: the first cleaning rule, the only one that may change what a word is written with.

Each repair is kept small because an archive must not be "improved": a wrong repair is worse than none. Quotation
marks, ligatures, character widths and dashes stay as the source wrote them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from transforms.text import squeeze

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

# UTF-8 read as Windows-1252 or Latin-1 shows a lead byte (a letter from Â to ô) followed by a continuation byte
# (a C1 control or a sign). Without such a pair ftfy's costly examination cannot find anything it may repair.
_LEADS = "\u00c2-\u00f4\u0102\u0103\u0110\u0111"
_CONTINUATIONS = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u0300-\u0303"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_MAYBE_MOJIBAKE = re.compile(f"[{_LEADS}][{_CONTINUATIONS}]")
_SURROGATES = "\ud800-\udfff"
_SURROGATE = re.compile(f"[{_SURROGATES}]")
# Controls other than white space, soft hyphen, zero-width space and word joiner, direction marks and overrides,
# byte order mark, interlinear annotation.
_INVISIBLES = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
)
_INVISIBLE = re.compile(f"[{_INVISIBLES}]")
# Joiners shape letters in Arabic and Indic scripts and build emoji; beside a Latin, Greek or Cyrillic letter, a space
# or the end they are only rests of typesetting.
_JOINER = re.compile("(?<![^\0-\u052f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\0-\u052f])")
_FOREIGN_LETTER = re.compile("[Ͱ-Ͽ\u0400-\u04ff]")
_FOREIGN_WORD = re.compile("[A-Za-zÀ-ɏḀ-ỿͰ-Ͽ\u0400-\u04ff]*[Ͱ-Ͽ\u0400-\u04ff][A-Za-zÀ-ɏḀ-ỿͰ-Ͽ\u0400-\u04ff]*")
# Letters of Cyrillic and Greek that look exactly like a Latin one in common typefaces (after Unicode TR 39).
_LOOK_ALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеоорсухіјѕԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABESIJKMHOPCTYXaeoopcyxijsdhABEZHIKMNOPTYXo",
)
# Ð (Icelandic eth) typed for Đ: no language begins a word with Ð before a vowel but old encodings of Vietnamese.
_ETH = re.compile(r"\bÐ(?=\w)")
_ROUNDS = 4
# What any of the steps could change: one look instead of six for the text that none of them does. One class comes
# first, since the engine skips to its members in a fifth of the time that it needs for a choice of several.
_ODD = f"{_SURROGATES}{_INVISIBLES}\u200c\u200dÐͰ-Ͽ\u0400-\u04ff"
_SUSPECT = re.compile(f"[{_CONTINUATIONS}{_ODD}](?:(?<=[{_LEADS}][{_CONTINUATIONS}])|(?<=[{_ODD}]))")


class Repaired(Struct, frozen=True):
    """Text after repair, with the flags of what was done to it (names of the tag contract, section 6)."""

    text: str
    flags: tuple[str, ...] = ()


@cache
def _decoding_alone() -> TextFixerConfig:
    """What ftfy may do: decode text that was read as another encoding, and nothing beside."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        replace_lossy_sequences=False,
        fix_c1_controls=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )


def fix_mojibake(text: str) -> str:
    """Undo UTF-8 read as another encoding, only where ftfy's detector calls the text bad and the result good."""
    if not _MAYBE_MOJIBAKE.search(text):
        return text
    from ftfy import fix_text  # a tenth of the time to start, for one text in hundreds
    from ftfy.badness import is_bad

    if not is_bad(text):
        return text
    fixed = fix_text(text, _decoding_alone())
    return text if is_bad(fixed) else fixed


def remove_invisible(text: str) -> str:
    """Take out characters that show nothing and break matching; lone surrogates become U+FFFD."""
    text = _INVISIBLE.sub("", _SURROGATE.sub("\ufffd", text))
    return _JOINER.sub("", text) if "\u200c" in text or "\u200d" in text else text


def _fold_word(match: re.Match[str]) -> str:
    word = match.group()
    foreign = sum("\u0370" <= char <= "\u04ff" for char in word)
    folded = word.translate(_LOOK_ALIKES)
    if foreign * 2 > len(word) or any("\u0370" <= char <= "\u04ff" for char in folded):
        return word
    return folded


def fold_homoglyphs(text: str) -> str:
    """Write look-alike letters inside a mostly Latin word in Latin, since no reader can tell and no search finds them.

    A word with a letter that has no Latin twin, or with more foreign letters than Latin ones, is another script's.
    """
    if _FOREIGN_LETTER.search(text):
        text = _FOREIGN_WORD.sub(_fold_word, text)
    return _ETH.sub("Đ", text) if "Ð" in text else text


def _round(text: str, flags: dict[str, None]) -> str:
    steps = (
        ("mojibake_repaired", fix_mojibake),
        ("unicode_normalised", lambda value: unicodedata.normalize("NFC", value)),
        ("invisible_characters_removed", remove_invisible),
        ("homoglyphs_folded", fold_homoglyphs),
    )
    for flag, step in steps:
        changed = step(text)
        if changed != text:
            flags[flag] = None
            text = changed
    return text


def repair(text: str) -> Repaired:
    """Return ``text`` repaired, in NFC, on one line, with the flags of what changed.

    Steps can uncover work for each other (a zero-width space between a letter and its accent), so they are repeated
    until nothing changes, at most four times. ASCII text without controls returns at once.
    """
    if text.isascii() and text.isprintable():
        return Repaired(squeeze(text))
    if not _SUSPECT.search(text) and unicodedata.is_normalized("NFC", text):
        return Repaired(squeeze(text))
    flags: dict[str, None] = {}
    for _ in range(_ROUNDS):
        before = text
        text = squeeze(_round(text, flags))
        if text == before:
            break
    return Repaired(text, tuple(flags))

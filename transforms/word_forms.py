"""The forms in which the web writes words: HTML entities, JSON, percent-encoding, tags, other quotation marks."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from html.entities import codepoint2name
from urllib.parse import quote

_RUN = re.compile(r"[A-Za-z0-9]{2,}")
_FIRST = 4  # characters of a script without ASCII by which a text is looked for before its pattern is
# What parts two words of a text in markup, JSON and addresses.
_GAP = (
    rb"(?:\s|\xc2\xa0|&(?:amp;)*(?:nbsp|#160|#[xX][aA]0);|\\[nrt]|\\u00[aA]0|%(?:25)*20|%(?:25)*0[aAdD]|\+"
    rb"|</?[a-zA-Z][^<>]{0,300}>|(?:&lt;|\\u003[cC])/?[a-zA-Z][^<>&]{0,300}(?:&gt;|\\u003[eE]))+"
)
_TAG = rb"(?:</?[a-zA-Z][^<>]{0,300}>)*"
_ALIKE = ("'’‘ʼ´`", '"“”„‟«»', "-‐‑–—−")
_LEGACY = ("cp1252", "cp1258")
_UTF16 = ("utf-16-le", "utf-16-be")


class Text:
    """A sequence of words, and the pattern of all forms that it may have.

    The pattern is slow, so that it is tried only where all runs of ASCII letters and digits stand somewhere: no form
    changes these. A script without any is looked for by its first characters, in every form by itself.
    """

    def __init__(self, text: str) -> None:
        runs = sorted(set(_RUN.findall(text)), key=len, reverse=True)
        self._runs = [run.encode() for run in runs]
        self._beginnings = () if runs else tuple(_beginnings(text.split(maxsplit=1)[0][:_FIRST]))
        self._pattern = re.compile(_GAP.join(map(_word, text.split())))
        self._wide = [text.encode(coding, "surrogatepass") for coding in _UTF16]

    def find(self, data: bytes, *, has_zeros: bool) -> Iterator[tuple[int, int]]:
        """Yield where the text stands; without a zero byte in the data there is no ASCII in UTF-16 either."""
        if all(run in data for run in self._runs) if self._runs else any(one in data for one in self._beginnings):
            yield from (found.span() for found in self._pattern.finditer(data))
        if has_zeros or not self._runs:
            for wide in self._wide:
                start = data.find(wide)
                if start >= 0:
                    yield start, start + len(wide)


def _beginnings(text: str) -> set[bytes]:
    """Return the forms that a few characters may have, each form for all of them."""
    forms = {text.encode(), unicodedata.normalize("NFD", text).encode(), json.dumps(text)[1:-1].encode()}
    escaped = quote(text, safe="")
    forms |= {escaped.encode(), escaped.lower().encode(), escaped.replace("%", "%25").encode()}
    forms |= {"".join(entity % ord(one) for one in text).encode() for entity in ("&#%d;", "&#x%x;", "&#x%X;")}
    forms |= {"".join(entity % ord(one) for one in text).encode() for entity in ("&amp;#%d;", "\\u%04X")}
    forms |= {legacy for coding in _LEGACY if (legacy := text.encode(coding, "ignore"))}
    return forms


def _word(word: str) -> bytes:
    """Return a pattern of all forms of a word; beside a mark a tag may begin or end."""
    forms = [_character(one) if one.isalnum() else _TAG + _character(one) + _TAG for one in word]
    return b"".join(forms)


def _character(character: str) -> bytes:
    """Return a pattern of all forms in which a character may stand."""
    if character.isascii() and character.isalnum():
        return character.encode()
    alike = next((group for group in _ALIKE if character in group), character)
    return b"(?:" + b"|".join(dict.fromkeys(form for one in alike for form in _forms(one))) + b")"


def _forms(character: str) -> Iterator[bytes]:
    number = ord(character)
    yield re.escape(character.encode("utf-8", "surrogateescape"))
    if character in "\"'/\\":
        yield re.escape(b"\\" + character.encode())
    entities = [b"#0*%d" % number, b"#[xX]0*" + _any_case(f"{number:x}")]
    if number in codepoint2name:
        entities.append(codepoint2name[number].encode())
    if character == "'":
        entities.append(b"apos")
    yield b"&(?:amp;)*(?:" + b"|".join(entities) + b");"
    units = character.encode("utf-16-be", "surrogatepass")
    yield b"".join(rb"\\u" + _any_case(units[at : at + 2].hex()) for at in range(0, len(units), 2))
    escaped = quote(character, safe="", errors="surrogateescape")
    if escaped.startswith("%"):
        yield b"".join(rb"%(?:25)*" + _any_case(part) for part in escaped.split("%")[1:])
    if not character.isascii():
        yield re.escape(unicodedata.normalize("NFD", character).encode("utf-8", "surrogateescape"))
        yield from (re.escape(one) for one in (_encoded(character, coding) for coding in _LEGACY) if one)


def _encoded(character: str, coding: str) -> bytes:
    return character.encode(coding, "ignore")


def _any_case(digits: str) -> bytes:
    return "".join(f"[{one.lower()}{one.upper()}]" if one.isalpha() else one for one in digits).encode()

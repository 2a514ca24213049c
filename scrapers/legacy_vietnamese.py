"""Pages from before Unicode: telling that they are Vietnamese in TCVN3 (the ABC fonts ``.VnTime``), VNI, VISCII or VPS.

Such a page says that it is windows-1252 or nothing, or was even transcoded to UTF-8 (``ViÖt Nam``), so that only the
letters tell, or the fonts that it names. A reading is believed where nearly every word with a letter outside ASCII is
a Vietnamese syllable. The tables of the sets, with their sources, are ``transforms.cleaning.legacy_vietnamese``'s.
"""

from __future__ import annotations

import html
import re
import unicodedata

from transforms.cleaning.legacy_vietnamese import SETS, TO_WEB, WEB, convert, is_syllable

# What the charsets are called in declarations: IANA, glibc, and Mozilla before it dropped them.
LABELS = frozenset(
    """
    tcvn tcvn3 tcvn-5712 tcvn5712 tcvn5712-1 x-viet-tcvn5712 viscii csviscii x-viet-viscii vps x-viet-vps vni x-viet-vni
    """.split()
)
# How the fonts' names begin, as in <font face=".VnTime"> and font-family: VNI-Times. They stand in the head or at the
# first text; looking further would cost every page of today more than its decoding.
_FONTS_REACH = 8192
_FONTS = (b".Vn", b"VNI-")

_TAG = re.compile(r"<[^<>]{0,300}>")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_BREAK = re.compile(r"[\s<]")
_AROUND = 40
_WORD = re.compile(r"[^\W\d_]+")
_REFERENCE = re.compile(r"&(?:#(\d{3})|([A-Za-z]{3,6}));")
_SAMPLE = 12_000
_ENOUGH_WORDS, _ENOUGH_HINTED = 25, 6
_ENOUGH_KINDS = 5
_SHARE, _SHARE_HINTED = 0.88, 0.75


def names_fonts(body: bytes) -> bool:
    """Say whether the markup names a font of one of these sets."""
    head = body[:_FONTS_REACH]
    return any(name in head for name in _FONTS)


def view(body: bytes) -> str:
    """Return bytes as a browser shows them that takes them for windows-1252; no byte is undefined."""
    return body.decode("latin-1").translate(TO_WEB)


def resolve_references(text: str) -> str:
    """Resolve references to Latin-1 letters, by which editors wrote the letters of such fonts (``Vi&Ouml;t``)."""
    return _REFERENCE.sub(_resolved, text)


def _resolved(match: re.Match[str]) -> str:
    letter = html.unescape(match[0])
    return letter if len(letter) == 1 and letter in WEB[128:] else match[0]


def recognise(text: str, *, hinted: bool, others: dict[str, str] | None = None) -> str | None:
    """Return the set in which a page was written, or None where no reading is Vietnamese beyond doubt.

    Args:
        text: the page, markup included, as windows-1252.
        hinted: that fonts or a declaration speak for one of the sets; less text is then enough.
        others: further readings of the same page by name, such as that by windows-1258, which compete with the sets.
    """
    sample = _sample(text)
    readings = {name: convert(sample, name) for name in SETS} | {n: _sample(t) for n, t in (others or {}).items()}
    marks = {name: _marks(reading) for name, reading in readings.items()}
    best = max(marks, key=lambda name: marks[name])
    share, kinds, count = marks[best]
    needed, words = (_SHARE_HINTED, _ENOUGH_HINTED) if hinted else (_SHARE, _ENOUGH_WORDS)
    if share < needed or count < words or kinds < _ENOUGH_KINDS or _marks(sample)[0] >= share:
        return None
    return best


def _sample(text: str) -> str:
    """Return the surroundings of letters outside ASCII, without markup; pages may be a single long line."""
    found: list[str] = []
    size = end = 0
    while size < _SAMPLE and (letter := _FOREIGN.search(text, end)):
        start = max(end, letter.start() - _AROUND)
        limit = min(len(text), letter.end() + 2 * _AROUND)
        stop = _BREAK.search(text, letter.end() + _AROUND, limit)
        end = stop.start() if stop else limit
        found.append(text[start:end])
        size += end - start
    return _TAG.sub(" ", "".join(found))


def _marks(reading: str) -> tuple[float, int, int]:
    """Return the share of syllables among the words with letters outside ASCII, how many differ, how many words."""
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", reading)) if not word.isascii()]
    if not words:
        return 0.0, 0, 0
    fitting = [word for word in words if is_syllable(word)]
    return len(fitting) / len(words), len(set(fitting)), len(words)

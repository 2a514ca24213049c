"""Vietnamese from before Unicode: TCVN3 (the ABC fonts ``.VnTime``), VNI, VISCII and VPS.

Until about 2005 Vietnamese pages were written for fonts that draw Vietnamese letters in the places of Western European
ones. Such a page says that it is windows-1252 or nothing, or was even transcoded to UTF-8 (``ViÖt Nam``), so that only
the letters tell. Vietnamese makes that safe: its words are syllables of a closed form with at most one tone. A reading
is believed where nearly every word with a letter outside ASCII is such a syllable, which text of another language read
through these tables never is: its words have several syllables.

Sources of the tables: TCVN 5712:1993, as in glibc's ``TCVN5712-1`` (TCVN3 uses its upper half and keeps windows-1252
below it); RFC 1456 for VISCII, as in glibc; for VPS the tables of the input methods xvnkb and VBKey, which agree; VNI
for Windows composes a letter and a mark that follows it, by xvnkb's table.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

_WEB = bytes(range(256)).decode("latin-1")[:128] + "".join(
    bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(128, 256)
)
_TO_VIEW = {code: _WEB[code] for code in range(128, 160)}

# The upper half of each set; a dot is a place that the set leaves to windows-1252.
_UPPER_HALVES = {
    "tcvn3": (
        "................................"
        ".ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
        "ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò"
        "ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
    ),
    "viscii": (
        "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
        "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
        "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
        "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
    ),
    "vps": (
        "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ..ỀỂỄỐỒỔỖýỷỵỚỜỞ"
        ".ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự"
        "ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺ."
        "àáâãảạă.èéêẽìí.ĩẴĐòóôõ.Ơụùúủ.ỶẼỳ"
    ),
}
_TABLES = {
    name: {ord(_WEB[128 + place]): letter for place, letter in enumerate(half) if letter != "."}
    for name, half in _UPPER_HALVES.items()
}

_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT, _CIRCUMFLEX, _BREVE = (
    "\u0301",
    "\u0300",
    "\u0309",
    "\u0303",
    "\u0323",
    "\u0302",
    "\u0306",
)
_TONES = frozenset((_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT))
_VNI_MARKS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _CIRCUMFLEX, "á": _CIRCUMFLEX + _ACUTE, "à": _CIRCUMFLEX + _GRAVE, "å": _CIRCUMFLEX + _HOOK,
    "ã": _CIRCUMFLEX + _TILDE, "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_BASES = {"a": 17, "e": 11, "o": 11, "u": 5, "y": 5, "ô": 5, "ö": 5}  # how many of the marks follow each letter


def _vni_pairs() -> dict[str, str]:
    pairs = dict(_VNI_LETTERS)
    for base, number in _VNI_BASES.items():
        for sign, marks in list(_VNI_MARKS.items())[:number]:
            pairs[base + sign] = unicodedata.normalize("NFC", _VNI_LETTERS.get(base, base) + marks)
    capitals = {
        key[0].upper() + rest: value.upper() for key, value in pairs.items() for rest in (key[1:], key[1:].upper())
    }
    return pairs | capitals


_VNI = _vni_pairs()
_VNI_TEXT = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

SETS = (*_TABLES, "vni")
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

_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
    r"(?:uyê|iêu|yêu|oai|oao|oay|oeo|uây|uôi|uya|uyu|ươi|ươu|uêu|[aăâeêioôơuưy]|a[iouy]|â[uy]|eo|êu|i[aêu]|o[aăei]|oo|[ôơ]i|"
    r"u[aâêiôơy]|ư[aiơu]|y[êa])"
    r"(?:ch|nh|ng|[cmnpt])?"
)
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
    return body.decode("latin-1").translate(_TO_VIEW)


def convert(text: str, name: str) -> str:
    """Return the Vietnamese text that ``text``, a view as windows-1252, stands for in the set ``name``; not yet NFC."""
    if name == "vni":
        return _VNI_TEXT.sub(lambda match: _VNI[match[0]], text)
    return text.translate(_TABLES[name])


def resolve_references(text: str) -> str:
    """Resolve references to Latin-1 letters, by which editors wrote the letters of such fonts (``Vi&Ouml;t``)."""
    return _REFERENCE.sub(_resolved, text)


def _resolved(match: re.Match[str]) -> str:
    letter = html.unescape(match[0])
    return letter if len(letter) == 1 and letter in _WEB[128:] else match[0]


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


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Say whether a word in NFC has the form of a Vietnamese syllable, with at most one tone."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = sum(mark in _TONES for mark in parts)
    bare = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
    return tones <= 1 and _SYLLABLE.fullmatch(bare) is not None

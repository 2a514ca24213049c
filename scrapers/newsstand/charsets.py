"""Pages in another character set than they should be in: a legacy one, or UTF-8 with foreign bytes among it."""

from __future__ import annotations

import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook, dot below


def _letter(char: str, charset: str) -> bytes:
    try:
        return char.encode(charset)
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", char)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        marks = "".join(part for part in parts if part in _TONES)
        return (base + marks).encode(charset, "xmlcharrefreplace")


def legacy(text: str, charset: str) -> bytes:
    """Encode the text of a page for an old character set.

    windows-1258 has few Vietnamese letters with a tone mark: there the mark follows its letter as a character of its
    own. What the character set lacks altogether becomes a character reference.
    """
    return b"".join(_letter(char, charset) for char in unicodedata.normalize("NFC", text))


def stray_bytes(page: bytes) -> bytes:
    """Put windows-1252 apostrophes in place of those in UTF-8, after the head: bytes that are undecodable as UTF-8."""
    head, mark, rest = page.partition(b"</head>")
    return head + mark + rest.replace("’".encode(), b"\x92")

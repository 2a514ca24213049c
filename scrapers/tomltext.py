"""TOML text for files that a person will go on writing: values, remarks beside them, bounded and on one line."""

from __future__ import annotations

import json
from collections.abc import Iterable

_REMARK_COLUMN = 40
_LONGEST_REMARK = 300


def text(value: str) -> str:
    """Return a basic string (TOML 1.0: as in JSON, but DEL is escaped too); half surrogates become U+FFFD."""
    whole = value.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")


def pattern(value: str) -> str:
    """Return a regular expression as a literal string, in which a backslash is a backslash, where that can be."""
    return f"'{value}'" if "'" not in value and value.isprintable() else text(value)


def texts(values: Iterable[str]) -> str:
    """Return a list of strings."""
    return f"[{', '.join(map(text, values))}]"


def remark(words: str) -> str:
    """Return words for a comment: on one line, without control characters, bounded."""
    plain = "".join(char if char.isprintable() else " " for char in words[: 4 * _LONGEST_REMARK])
    return " ".join(plain.split())[:_LONGEST_REMARK]


def line(key: str, value: str, words: str = "") -> str:
    """Return ``key = value``, with a remark behind it where there is one."""
    entry = f"{key} = {value}"
    return f"{entry:<{_REMARK_COLUMN}}# {remark(words)}" if words else entry

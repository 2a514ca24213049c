"""Turns the migrations and views, written for a file of DuckDB's, into what DuckLake takes.

There is one schema, in ``sql/schema`` and ``sql/views``. DuckLake has no keys, sequences, indexes or storage hints, no
comments on macros and the columns of views, and no expressions as defaults of new columns: such a column has none, and
is NULL in rows from before. Everything else is the same. The tests open a lake with every migration, so that a new one
that needs more says so at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LEFT_OUT = re.compile(
    r"CREATE (UNIQUE )?INDEX\b|(CREATE|DROP) SEQUENCE\b|COMMENT ON (SEQUENCE|INDEX|MACRO)\b|COMMENT ON COLUMN mart\.",
    re.IGNORECASE,
)
_CREATE = re.compile(r"CREATE TABLE\b", re.IGNORECASE)
_KEY = re.compile(r",\s*(PRIMARY KEY|UNIQUE) *\([^)]*\)|\s+(PRIMARY KEY|UNIQUE)\b(?! *\()", re.IGNORECASE)
_HINT = re.compile(r"\s+USING COMPRESSION \w+", re.IGNORECASE)
_DEFAULT = re.compile(r"(?P<added>.+ ADD COLUMN .+?)\s+DEFAULT\s+(?P<value>.+)", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_PART = re.compile(r"(?P<comment>--[^\n]*)|'(?:[^']|'')*'|\"[^\"]*\"|(?P<end>;)|[^;'\"-]+|-")


def translated(text: str) -> str:
    """Return the statements of a file as DuckLake takes them."""
    found = (_translated(statement.strip()) for statement in _statements(text))
    return "".join(f"{statement};\n" for statement in found if statement)


def _statements(text: str) -> Iterator[str]:
    """Yield the statements of a file without comments; DuckDB's own parser loses the text of some."""
    parts: list[str] = []
    for part in _PART.finditer(text):
        if part["end"]:
            yield "".join(parts)
            parts.clear()
        elif not part["comment"]:
            parts.append(part[0])
    yield "".join(parts)


def _translated(statement: str) -> str:
    """Return one statement; nothing where DuckLake has no such thing."""
    if _LEFT_OUT.match(statement):
        return ""
    if _CREATE.match(statement):
        return _HINT.sub("", _KEY.sub("", statement))
    if (found := _DEFAULT.fullmatch(statement)) and not _NUMBER.fullmatch(found["value"].strip()):
        return found["added"]
    return statement

"""Reads the room's SQL files. They are package data, read once each: statements stand in files, never in strings."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class SqlFile(NamedTuple):
    """One file below ``warehouse/sql``: its name without ending, and its text."""

    name: str
    text: str


@cache
def folder(name: str) -> tuple[SqlFile, ...]:
    """Return the files of ``warehouse/sql/<name>`` in the order of their names."""
    found = (entry for entry in files("warehouse").joinpath("sql", name).iterdir() if entry.name.endswith(".sql"))
    return tuple(
        SqlFile(entry.name.removesuffix(".sql"), entry.read_text(encoding="utf-8"))
        for entry in sorted(found, key=lambda entry: entry.name)
    )


@cache
def statement(path: str) -> str:
    """Return the text of ``warehouse/sql/<path>.sql``, such as ``load/fetch``."""
    return files("warehouse").joinpath("sql", f"{path}.sql").read_text(encoding="utf-8")


def literal(text: str) -> str:
    """Return a text as an SQL string, for the places where SQL takes no parameter (ATTACH, COPY)."""
    return "'" + text.replace("'", "''") + "'"
